"""The parts that several screens show alike: state, clock, keys and return cards. Pure: the same
room and time give the same picture."""

from __future__ import annotations

from seminar.core.elements import Key
from seminar.core.i18n import say
from seminar.core.model.programme import Programme, ProgrammeWords, Step
from seminar.core.room.situation import Scene
from seminar.service.live_room import LiveRoom
from seminar.service.screens import talk
from seminar.service.view_models import (
    CardState,
    Clock,
    ScreenState,
)

OPEN_NETWORK = say("Anyone on this network can in principle read the traffic.")


# --- states ---------------------------------------------------------------------------------------


def read_screen_state(scene: Scene) -> ScreenState:
    """Return what the stage is doing at this step."""
    if scene.room.closed:
        return "ended"
    step = scene.step
    if step.move == "ask":
        return "open" if scene.is_open(step) else "closed"
    if step.move == "show":
        return "shown" if step.id in scene.standing.shown else "covered"
    return "read"


def read_card_state(running: LiveRoom) -> CardState:
    """Return what there is to do with return cards in this room now."""
    match running.stage if running.follows and running.key else "":
        case "open":
            return "bring" if running.room.wave else ""
        case "closed":
            return "hand" if running.room.wave else "take"
        case "shown":
            return "take"
        case _:
            return ""


def build_clock(scene: Scene, words: ProgrammeWords) -> Clock | None:
    """Build the clock of this step; None where no timer is set."""
    ends = scene.standing.ends
    if ends is None:
        return None
    cues = talk.time_cues(scene.step, words)
    paused = scene.standing.paused
    remaining = ends - scene.time if paused is None else paused
    return Clock(round(remaining, 1), scene.step.minutes * 60, cues, paused is not None)


def list_exercise_keys(programme: Programme, step: Step) -> tuple[Key, ...]:
    """Return the four letters' keys that the exercise of this step is about."""
    return programme.exercises[step.exercise].keys if step.exercise else ()
