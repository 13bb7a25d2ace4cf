"""From a running room to the picture of each screen. Pure: the same room and time give the same
picture."""

from __future__ import annotations

from seminar.core.elements import Key
from seminar.core.i18n import say
from seminar.core.model.programme import Programme, ProgrammeWords, Step
from seminar.core.room.situation import Scene
from seminar.service.live_room import LiveRoom
from seminar.service.screens import talk as talking
from seminar.service.view_models import (
    CardState,
    Clock,
    ScreenState,
)

OPEN_NETWORK = say("Anyone on this network can in principle read the traffic.")


# --- states ---------------------------------------------------------------------------------------


def _screen_state(scene: Scene) -> ScreenState:
    if scene.room.closed:
        return "ended"
    step = scene.step
    if step.move == "ask":
        return "open" if scene.is_open(step) else "closed"
    if step.move == "show":
        return "shown" if step.id in scene.standing.shown else "covered"
    return "read"


def _card(running: LiveRoom) -> CardState:
    """What there is to do with return cards in this room now."""
    match running.stage if running.follows and running.key else "":
        case "open":
            return "bring" if running.room.wave else ""
        case "closed":
            return "hand" if running.room.wave else "take"
        case "shown":
            return "take"
        case _:
            return ""


def _clock(scene: Scene, words: ProgrammeWords) -> Clock | None:
    ends = scene.standing.ends
    if ends is None:
        return None
    cues = talking.cues(scene.step, words)
    paused = scene.standing.paused
    left = ends - scene.time if paused is None else paused
    return Clock(round(left, 1), scene.step.minutes * 60, cues, paused is not None)


def _keys(programme: Programme, step: Step) -> tuple[Key, ...]:
    return programme.exercises[step.exercise].keys if step.exercise else ()
