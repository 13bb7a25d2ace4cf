"""The picture that the console shows."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.disclosure.result import Withheld
from seminar.core.elements import Prose
from seminar.core.i18n import Message, Say, say
from seminar.core.presenting.withheld import phrase_too_few_new
from seminar.core.room.situation import Scene, Situation
from seminar.service.live_room import LiveRoom
from seminar.service.screens import agenda, moderation, results, talk
from seminar.service.screens.console_commands import list_big_keys
from seminar.service.screens.door import build_door
from seminar.service.screens.projector import build_projector
from seminar.service.screens.shared import OPEN_NETWORK
from seminar.service.screens.similar_texts import find_similar_texts
from seminar.service.seating import plan
from seminar.service.view_models import (
    Guessing,
    HostPicture,
)


def build_console(
    running: LiveRoom,
    lang: str,
    time: float,
    connected: int,
    trouble: Message = "",
    left: Say | None = None,
    guessing: Guessing | None = None,
) -> HostPicture:
    """Build what the facilitator sees: the stage as the room sees it, and what belongs to the
    facilitator alone.

    `trouble` is what the disk has, and `left` why traces of what was deleted are still on it.
    """
    scene = running.scene(time)
    words = running.programme.words_in(lang)
    room = running.room
    steps = running.programme.steps
    at = room.now.at
    step = scene.step
    step_words = words.steps[at]
    exercise = words.exercises.get(step.exercise or "")
    following = words.steps[at + 1].label if at + 1 < len(steps) else ""
    pending = tuple(moderation.list_pending(running, step))
    return HostPicture(
        version=room.version,
        screen=build_projector(running, lang, time),
        label=step_words.label,
        notes=step_words.notes,
        next_label=following,
        then="" if scene.situation in _HALTS else following,
        moves=tuple(agenda.list_moves(running.programme, words, at)),
        agenda=tuple(agenda.list_agenda(running.programme, words, at)),
        cuts=tuple(sorted(words.cut.items())),
        keys=tuple(list_big_keys(scene)),
        due=sum(earlier.minutes for earlier in steps[:at]),
        planned=sum(planned.minutes for planned in steps[: at + 1]),
        total=running.programme.minutes,
        used=None if room.started is None else max(0.0, time - room.started) / 60,
        connected=connected,
        joined=len(running.participants),
        answered=running.answered(step),
        pending=pending,
        views=tuple(results.build_facilitator_views(running, lang)),
        alike=tuple(find_similar_texts(pending, words.lang)),
        care=exercise.care if exercise else Prose(),
        debrief=exercise.debrief if exercise else Prose(),
        evidence=exercise.evidence if exercise else Prose(),
        debrief_here=exercise is not None
        and agenda.is_last_of_exercise(running.programme, at),
        trouble=trouble,
        traces=_traces(room.closed, left),
        traces_left=left is not None,
        aside=_aside(running),
        network=tuple(_network(scene)),
        group_sizes=talk.list_group_sizes(running),
        away=len(running.seats.get(plan.AWAY, {})),
        without=room.now.phoneless_count,
        views_count_phones=results.facilitator_counts_phones(running),
        door=build_door(running, time, guessing),
        warning=_ASKS_OPENLY if scene.situation is Situation.WARNED else "",
    )


_HALTS = (Situation.BLANK, Situation.JOINING, Situation.EXPOSED)
"""Where Next does something else first."""


_ASKS_OPENLY = say(
    "Answers go openly over this network. Press once more to ask all the same."
)


def _traces(closed: bool, left: Say | None) -> Message:
    """Return what has become of the traces of what was deleted."""
    if left:
        return say(
            "What was deleted can still be found in the database file. {why} It is tried again "
            "until it is done.",
            why=left,
        )
    return (
        say("No trace of what was deleted is left in the database file.")
        if closed
        else ""
    )


def _network(scene: Scene) -> Iterator[Say]:
    if scene.room.exposed and not scene.room.closed:
        yield OPEN_NETWORK
        if scene.standing.network_consent == "agreed":
            yield say("You have chosen to ask about the workplace all the same.")


def _aside(running: LiveRoom) -> Message:
    """Return what the facilitator alone needs to know of latecomers."""
    if running.is_late:
        return say(
            "Now those can answer who have not done so. There is a new result if at least {floor} "
            "of them do.",
            floor=running.rules.floor,
        )
    newest = [running.result(question) for question in running.step.questions]
    late = [result.groups[-1] for result in newest if result and result.groups]
    if late and all(isinstance(group, Withheld) for group in late):
        return phrase_too_few_new(
            max(group.least for group in late if isinstance(group, Withheld))
        )
    return ""
