"""Over an open network, nobody is asked about their own workplace before the facilitator has
agreed to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar.core.errors import Refused
from seminar.core.model.programme import Programme
from seminar.core.room.commands import (
    AskAgain,
    Back,
    Close,
    Command,
    More,
    Next,
    Reveal,
    SetCurtain,
    Undo,
)
from seminar.core.room.situation import Scene, Situation
from seminar.core.room.state import Room
from seminar.core.room.transitions import NEXT, apply, decide
from tests.core.conftest import small_programme

Drive = Callable[..., Room]
At = Callable[[Room, str], Room]


@pytest.fixture
def exposed(room: Room, at: At, drive: Drive) -> Room:
    """An open network, and the step before the guarded test, with all before it done."""
    return drive(at(replace(room, exposed=True), "d.show"), Next())


def situation(room: Room, programme: Programme) -> Situation:
    return Scene(room, programme, 0).situation


def test_next_first_says_what_will_happen_and_then_asks(
    exposed: Room, drive: Drive, programme: Programme
) -> None:
    assert situation(exposed, programme) is Situation.EXPOSED
    told = drive(exposed, Next())
    assert replace(told.now, network_consent="") == exposed.now, (
        "nothing else has moved"
    )
    assert situation(told, programme) is Situation.WARNED
    asked = drive(told, Next())
    assert asked.now.asked["t.ask"].open
    assert asked.now.network_consent == "agreed"


def test_the_key_says_that_it_asks_all_the_same(
    exposed: Room, drive: Drive, programme: Programme
) -> None:
    assert (
        NEXT[situation(drive(exposed, Next()), programme)][0].msgid
        == "Ask all the same"
    )


def test_it_is_asked_once_in_a_room(
    exposed: Room, at: At, programme: Programme
) -> None:
    room = at(exposed, "t.show")
    assert situation(at(room, "w.ask"), programme) is Situation.OPEN
    presses = 0
    while room.now.at < len(programme.steps) - 1:
        room, presses = apply(room, decide(room, programme, Next(), 0)), presses + 1
    plain = at(replace(exposed, exposed=False), "t.show")
    for _ in range(presses):
        plain = apply(plain, decide(plain, programme, Next(), 0))
    assert plain.now.at == room.now.at


def test_whoever_thinks_better_of_it_has_asked_nothing(
    exposed: Room, drive: Drive, programme: Programme
) -> None:
    back = drive(exposed, Next(), Back())
    assert "t.ask" not in back.now.asked
    assert back.now.network_consent == "warned"
    undone = drive(exposed, Next(), Undo())
    assert undone.now == exposed.now
    assert situation(undone, programme) is Situation.EXPOSED


def test_the_leave_is_undone_with_the_question(
    exposed: Room, drive: Drive, programme: Programme
) -> None:
    undone = drive(exposed, Next(), Next(), Undo())
    assert undone.now.network_consent == "warned"
    assert situation(undone, programme) is Situation.WARNED


def test_made_up_cases_are_asked_without_further_ado(room: Room, drive: Drive) -> None:
    assert drive(replace(room, exposed=True), Next(), Next()).now.asked["d.vote-1"].open


def test_a_network_that_nobody_can_read_is_not_spoken_of(
    exposed: Room, drive: Drive
) -> None:
    assert drive(replace(exposed, exposed=False), Next()).now.asked["t.ask"].open


def test_the_dark_screen_is_lit_first(
    exposed: Room, drive: Drive, programme: Programme
) -> None:
    lit = drive(exposed, SetCurtain("blank"), Next())
    assert lit.now == exposed.now
    assert situation(lit, programme) is Situation.EXPOSED


COMMANDS: tuple[Command, ...] = (
    Next(),
    Back(),
    Close(),
    Reveal(),
    AskAgain(),
    SetCurtain("blank"),
    More(),
    Undo(),
)


@given(st.lists(st.sampled_from((*[Next()] * 6, *COMMANDS)), max_size=80))
def test_no_way_leads_to_a_guarded_question_without_leave(
    commands: list[Command],
) -> None:
    programme, room = small_programme(), Room("K7M4QX", "small", "nb", exposed=True)
    for command in commands:
        try:
            room = apply(room, decide(room, programme, command, 0))
        except Refused:
            continue
        asked = room.now.asked.keys() & {"t.ask", "w.ask"}
        assert not asked or room.now.network_consent == "agreed"
