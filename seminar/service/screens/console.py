"""The picture that the console shows."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.disclosure.result import Withheld
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
    GroupCounts,
    Guessing,
    HostPicture,
    StorageState,
)


def build_console(
    running: LiveRoom,
    lang: str,
    time: float,
    connected: int,
    trouble: Message = "",
    unswept: Say | None = None,
    guessing: Guessing | None = None,
) -> HostPicture:
    """Build what the facilitator sees: the stage, and what belongs to the facilitator alone.

    `trouble` is what the disk has, and `unswept` why traces of what was deleted are still on it.
    """
    scene = running.scene(time)
    words = running.programme.words_in(lang)
    step_words, *following = words.steps[running.room.now.at :]
    next_label = following[0].label if following else ""
    pending = tuple(moderation.list_pending(running, scene.step))
    return HostPicture(
        version=running.room.version,
        screen=build_projector(running, lang, time),
        label=step_words.label,
        notes=step_words.notes,
        next_label=next_label,
        then="" if scene.situation in _HALTS else next_label,
        schedule=agenda.build_schedule(running, words, time),
        keys=tuple(list_big_keys(scene)),
        connected=connected,
        pending=pending,
        views=tuple(results.build_facilitator_views(running, lang)),
        alike=tuple(find_similar_texts(pending, words.lang)),
        advice=agenda.read_advice(running, words),
        storage=_read_storage(running, trouble, unswept),
        aside=_phrase_latecomers(running),
        network=tuple(_phrase_network(scene)),
        groups=_count_groups(running),
        views_count_phones=results.facilitator_counts_phones(running),
        door=build_door(running, time, guessing),
        warning=_ASKS_OPENLY if scene.situation is Situation.WARNED else "",
    )


_HALTS = (Situation.BLANK, Situation.JOINING, Situation.EXPOSED)
"""Where Next does something else first."""


_ASKS_OPENLY = say(
    "Answers go openly over this network. Press once more to ask all the same."
)


def _count_groups(running: LiveRoom) -> GroupCounts:
    """Return how many sit in each group of this step, and how many in none."""
    return GroupCounts(
        talk.list_group_sizes(running),
        away=len(running.seats.get(plan.AWAY, {})),
        phoneless=running.room.now.phoneless_count,
    )


def _read_storage(
    running: LiveRoom, trouble: Message, unswept: Say | None
) -> StorageState:
    """Return the state of the disk, as it is for this room."""
    traces = _phrase_traces(running.room.closed, unswept)
    return StorageState(trouble, traces, unswept is not None)


def _phrase_traces(closed: bool, unswept: Say | None) -> Message:
    """Return what has become of the traces of what was deleted."""
    if unswept:
        return say(
            "What was deleted can still be found in the database file. {why} It is tried again "
            "until it is done.",
            why=unswept,
        )
    return (
        say("No trace of what was deleted is left in the database file.")
        if closed
        else ""
    )


def _phrase_network(scene: Scene) -> Iterator[Say]:
    """Yield who else could read what phones send, and what the facilitator has said to that."""
    if scene.room.exposed and not scene.room.closed:
        yield OPEN_NETWORK
        if scene.standing.network_consent == "agreed":
            yield say("You have chosen to ask about the workplace all the same.")


def _phrase_latecomers(running: LiveRoom) -> Message:
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
