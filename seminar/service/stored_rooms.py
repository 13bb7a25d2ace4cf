"""Read rooms from their rows, write them, and check whether they can be used."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection
from dataclasses import replace

from pydantic import TypeAdapter

from seminar.content.library import Library
from seminar.content.pinned import UNREADABLE, Sources
from seminar.core.disclosure.result import Result
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.errors import Damaged, RausError
from seminar.core.i18n import Message, say
from seminar.core.model.abilities import is_about_texts
from seminar.core.model.kind import Answer, Kind
from seminar.core.model.programme import Programme
from seminar.core.room import moderation
from seminar.core.room.state import Room, in_result
from seminar.service.live_room import LiveRoom
from seminar.service.screens.console import build_console
from seminar.service.screens.phone import build_phone
from seminar.store import ContentRow, RoomRow, Store

log = logging.getLogger(__name__)

_rooms = TypeAdapter(Room)
_results: TypeAdapter[Result] = TypeAdapter(Result)

DAMAGED = say("What is stored of it is damaged.")


def encode_room(room: Room) -> str:
    """Return the room as its row holds it."""
    return _rooms.dump_json(room, by_alias=True).decode()


def encode_result(result: Result) -> str:
    """Return a published result as its row holds it."""
    return _results.dump_json(result).decode()


def read_room(
    row: RoomRow,
    store: Store,
    library: Library,
    rules_of: Callable[[Room], ThresholdRules],
) -> LiveRoom:
    """Return the room of this row, or raise whatever a damaged row brings about."""
    room = _rooms.validate_json(row.state)
    programme = _programme_of(row, room, store, library)
    running = LiveRoom(
        room,
        programme,
        row.key,
        rules_of(room),
        row.owner,
        store.participants(row.code),
        content=row.content,
    )
    running.handed = store.series.handed(row.code)
    for seat in store.seats(row.code):
        running.note_seat(seat)
    for answer in store.answers(row.code):
        kind = programme.questions.get(answer.question)
        if kind is None and row.content is None:
            continue  # Its author has taken the question out since: nothing shows it.
        if kind is None:
            raise Damaged(DAMAGED)
        value = kind.decode(json.loads(answer.value))
        running.note_answer(answer, value)
    for key, text in store.results(row.code).items():
        running.results[key] = _results.validate_json(text)
    running.room = _adopt_ids(running)
    return running


def _adopt_ids(running: LiveRoom) -> Room:
    """Return the room with its texts let through by question and round; before, a text was let
    through wherever in the room it was written."""
    room, results = running.room, running.results
    past = tuple(moderation.adopt_ids(standing, results) for standing in room.past)
    return replace(room, now=moderation.adopt_ids(room.now, results), past=past)


def _programme_of(
    row: RoomRow, room: Room, store: Store, library: Library
) -> Programme:
    """Return the programme that the room was opened with; of a room from before that was stored,
    the programme of that name now."""
    if row.content is None:
        return library.programme(room.programme, room.picks)
    source = store.content(row.content)
    if source is None:
        raise Damaged(UNREADABLE)
    return library.pinned(Sources.unpack(source), room.picks)


def content_row(sources: Sources) -> ContentRow:
    """Build the row that holds what a room's programme is made of."""
    return ContentRow(sources.hash, sources.packed)


def check_room(running: LiveRoom) -> None:
    """Raise whatever stands in the way of showing the room."""
    programme = running.programme
    at = running.room.now.at
    # A room from before its content was kept may stand beyond the end of a deck cut short since.
    if not 0 <= at < len(programme.steps):
        now = replace(running.room.now, at=len(programme.steps) - 1)
        running.room = replace(running.room, now=now)
    for key in running.results:
        question, rounds = in_result(key)
        if question not in programme.questions or not rounds:
            raise Damaged(DAMAGED)
    for (question, _), answers in running.answers.items():
        check_answers(
            running.kind(question), [answer.value for answer in answers.values()]
        )
    build_console(running, running.room.lang, 0, 0)
    build_phone(running, running.room.lang, 0)


def check_answers(kind: Kind, values: Collection[Answer]) -> None:
    """Raise whatever it brings about that one of these values is no answer to the question."""
    kind.count_answers(values)
    for value in values:
        # What is about others' texts is read by those that are let through now, not then.
        if not is_about_texts(kind) and kind.read_form(kind.fill_form(value)) != value:
            raise Damaged(DAMAGED)


def explain_failure(code: str, attempt: Callable[[], object]) -> Message | None:
    """Try this with a room, and return why the room cannot be used; None when it went well.

    Rows that were damaged from outside may break any of our code, and each room stands alone: what
    one of them does must not keep the others from starting.
    """
    try:
        attempt()
    except RausError as error:
        log.warning("Room %s is set aside: %s", code, error)
        return error.words
    except Exception as error:  # noqa: BLE001  See above; the text is left out, for it may hold answers.
        log.warning("Room %s is set aside: %s", code, type(error).__name__)
        return DAMAGED
    return None
