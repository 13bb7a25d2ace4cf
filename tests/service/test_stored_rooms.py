"""Rows of rooms keep their names, so that rooms stored by one version are read by another."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from seminar.core.disclosure.result import PublishedTexts, Result
from seminar.core.room.moderation import adopt_ids
from seminar.core.room.state import Asked, Merged, Room, RoomState, text_key
from seminar.core.stats.tally import text_id
from seminar.service.stored_rooms import encode_room

STORED = {
    "code": "K7M4QX",
    "programme": "small",
    "lang": "nb",
    "picks": {},
    "floor": 0,
    "insider": False,
    "version": 7,
    "now": {
        "at": 2,
        "curtain": "",
        "asked": {
            "w.ask": {"round": 2, "open": True, "before": [1], "closed_at": None}
        },
        "shown": [],
        "approved": [],
        "hidden": [],
        "merged": [],
        "ends": None,
        "paused": None,
        "page": 0,
        "leave": "agreed",
        "seatings": {"duet.pairs": {"by": "draw", "number": 1}},
        "without": 3,
    },
    "past": [],
    "published": ["w.words:1"],
    "series": "",
    "wave": 0,
    "drawn": 1,
    "started": 900.0,
    "closed": False,
    "door_closed": False,
    "expected": 0,
    "exposed": True,
}
"""The row of a room as the first program with these fields wrote it."""


def read(row: object) -> Room:
    return TypeAdapter(Room).validate_json(json.dumps(row))


def test_a_stored_room_is_read_with_all_that_it_holds() -> None:
    now = read(STORED).now
    assert now.asked == {"w.ask": Asked(2, open=True, earlier_rounds=(1,))}
    assert now.network_consent == "agreed"
    assert now.phoneless_count == 3


def test_a_room_is_written_with_the_names_that_its_row_has_always_had() -> None:
    assert json.loads(encode_room(read(STORED))) == STORED


def test_a_room_that_was_written_by_the_names_in_the_program_is_read_as_well() -> None:
    room = read(STORED)
    assert TypeAdapter(Room).validate_json(TypeAdapter(Room).dump_json(room)) == room


def of_texts(*texts: str) -> Result:
    items = tuple((text_id(text), text) for text in texts)
    return Result((PublishedTexts(items, len(items)),))


def test_what_was_let_through_in_the_whole_room_is_let_through_where_it_had_been_written() -> (
    None
):
    trust = text_id("trust")
    calm = text_id("calm")
    results = {"w.in:1": of_texts("trust", "calm"), "w.out:1": of_texts("trust", "joy")}
    before = RoomState(
        approved=frozenset({trust}),
        merged=(Merged(tuple(sorted((trust, calm))), calm),),
    )
    after = adopt_ids(before, results)
    here = {text: text_key("w.in", 1, text_id(text)) for text in ("trust", "calm")}
    assert after.approved == {here["trust"], text_key("w.out", 1, trust)}
    assert after.merged == (Merged(tuple(sorted(here.values())), here["calm"]),)
    later = results | {"w.late:1": of_texts("trust")}
    assert adopt_ids(after, later) == after, "and waits wherever it is written later"


def test_of_a_room_from_before_texts_were_hidden_by_hand_none_is_hidden() -> None:
    now = {name: value for name, value in STORED["now"].items() if name != "hidden"}  # type: ignore[attr-defined]
    assert read(STORED | {"now": now}).now.hidden == frozenset()
