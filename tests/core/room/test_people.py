"""The door, and how many the facilitator says are here."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import TypeAdapter

from seminar.core.errors import Refused
from seminar.core.room.commands import Expect, Finish, Next, SetDoor, Undo
from seminar.core.room.state import MOST_PARTICIPANTS, Room, surplus

Drive = Callable[..., Room]


def test_the_door_is_open_until_it_is_closed_and_can_be_opened_again(
    room: Room, drive: Drive
) -> None:
    assert not room.door_closed
    closed = drive(room, SetDoor(closed=True))
    assert closed.door_closed
    assert not drive(closed, SetDoor(closed=False)).door_closed


def test_undo_is_about_the_programme_and_never_opens_the_door(
    room: Room, drive: Drive
) -> None:
    room = drive(room, Next(), SetDoor(closed=True), Expect(18), Undo())
    assert room.now.curtain == "join", "what was undone is the step"
    assert room.door_closed
    assert room.expected == 18


def test_closing_the_door_moves_nothing(room: Room, drive: Drive) -> None:
    before = drive(room, Next())
    after = drive(before, SetDoor(closed=True))
    assert (after.now, after.past) == (before.now, before.past)
    assert after.version == before.version + 1


@pytest.mark.parametrize("people", [-1, MOST_PARTICIPANTS + 1])
def test_a_number_that_no_room_has_is_refused(
    room: Room, drive: Drive, people: int
) -> None:
    with pytest.raises(Refused, match="Write how many you are"):
        drive(room, Expect(people))


def test_nothing_said_means_nobody_is_too_many(room: Room, drive: Drive) -> None:
    assert surplus(room, 30) == 0
    room = drive(room, Expect(18))
    assert [surplus(room, joined) for joined in (0, 18, 19, 30)] == [0, 0, 1, 12]
    assert surplus(drive(room, Expect(0)), 30) == 0


def test_a_closed_room_has_no_door(room: Room, drive: Drive) -> None:
    with pytest.raises(Refused, match="The room is closed"):
        drive(room, Finish(), SetDoor(closed=True))


def test_a_room_that_was_stored_before_there_was_a_door_is_read_with_an_open_one() -> (
    None
):
    stored = (
        '{"code":"K7M4QX","programme":"small","lang":"nb","picks":{},"floor":0,"insider":false,'
        '"version":7,"now":{"at":2,"curtain":"","asked":{},"shown":[],"approved":[],"merged":[],'
        '"ends":null,"leave":"","seatings":{},"without":1},"past":[],"published":[],"series":"",'
        '"wave":0,"drawn":0,"started":900.0,"closed":false,"exposed":false}'
    )
    room = TypeAdapter(Room).validate_json(stored)
    assert (room.version, room.now.phoneless_count) == (7, 1)
    assert (room.door_closed, room.expected) == (False, 0)
