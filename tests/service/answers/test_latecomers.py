"""Those who come late to a guarded question, on the real service."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from seminar.content.library import Library
from seminar.core.disclosure.result import PublishedScales, PublishedTexts
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import Figures, Statements, Texts, View
from seminar.core.errors import Refused
from seminar.core.i18n import untranslated_speech
from seminar.core.room.commands import (
    Approve,
    AskAgain,
    Close,
    Command,
    Next,
    Reveal,
    Undo,
)
from seminar.core.room.state import Room
from seminar.service.answers.intake import Sending
from seminar.service.live_room import LiveRoom
from seminar.service.participant import phone_state
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens.console import build_console
from seminar.service.screens.phone import build_phone
from seminar.service.screens.projector import build_projector
from seminar.service.view_models import HostPicture
from seminar.store import Store
from tests.content.bundled import library as shipped

TEST, STATEMENTS = "m1-raus-test", ("welcome", "valued", "growing", "glad")
QUESTION, WORDS = f"{TEST}.statements", "r1-check-in"
FEW_NEW = "Fewer than five new people have answered. The result stands as it is."


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "raus.sqlite")
    yield store
    store.close()


@pytest.fixture
def host(store: Store, library: Library) -> RoomService:
    return RoomService(store, library, rules=ThresholdRules(), clock=lambda: 1000.0)


class Seminar:
    """One room, and the people who come to it."""

    def __init__(self, host: RoomService, exercise: str = TEST, floor: int = 0) -> None:
        self.host = host
        self.chance = random.Random(1)
        self.code = host.opening.open_room("raus-hour", "nb", floor=floor).code
        self.asks = f"{exercise}.answer"
        while self.running.step.id != self.asks or self.room.now.curtain:
            self.press(Next())

    @property
    def running(self) -> LiveRoom:
        return self.host.rooms.get(self.code)

    @property
    def room(self) -> Room:
        return self.running.room

    def press(self, *commands: Command) -> None:
        for command in commands:
            self.host.handle(self.code, command, self.room.version)

    def send(self, token: str, **form: str) -> None:
        number = self.room.now.asked[self.asks].round
        self.host.answer_and_wait(
            self.code, token, Sending(f"op{number}", self.asks, number, None, form)
        )

    def come(self, people: int) -> list[str]:
        """So many come and answer all statements; their tokens."""
        tokens = [self.host.participants.join(self.code) for _ in range(people)]
        for token in tokens:
            self.send(
                token,
                **{
                    f"{QUESTION}/{statement}": str(self.chance.randint(2, 5))
                    for statement in STATEMENTS
                },
            )
        return tokens

    def write(self, *words: str) -> None:
        """Somebody comes for each of `words`."""
        for word in words:
            self.send(
                self.host.participants.join(self.code),
                **{f"{WORDS}.word/value": word, f"{WORDS}.energy/value": "4"},
            )

    @property
    def views(self) -> tuple[View, ...]:
        return build_projector(self.running, "en", 1000.0).views

    @property
    def console(self) -> HostPicture:
        return build_console(self.running, "en", 1000.0, 0)

    @property
    def rows(self) -> list[int]:
        """How many each statement that is on the stage is about."""
        (view,) = self.views
        return [row.n for row in view.rows] if isinstance(view, Statements) else []

    @property
    def aside(self) -> str:
        return untranslated_speech()(self.console.aside)

    @property
    def again(self) -> tuple[str, bool]:
        """The key that asks again: what it says, and whether it does anything."""
        return next(
            (untranslated_speech()(key.label), key.enabled)
            for key in self.console.keys
            if key.command == "again"
        )


def test_fewer_than_five_latecomers_leave_the_result_and_the_screen_as_they_were(
    host: RoomService,
) -> None:
    room = Seminar(host)
    room.come(6)
    room.press(Close(), Reveal())
    before, stored = room.views, host.store.results(room.code)
    room.press(AskAgain())
    room.come(4)
    room.press(Close(), Reveal())
    assert room.views == before
    assert FEW_NEW in room.aside
    assert stored.items() <= host.store.results(room.code).items()


def test_five_latecomers_have_a_result_of_their_own_and_the_room_is_shown_both_together(
    host: RoomService,
) -> None:
    room = Seminar(host)
    room.come(6)
    room.press(Close(), Reveal())
    stored = host.store.results(room.code)
    first = room.running.results[f"{QUESTION}:1"].last
    room.press(AskAgain())
    assert room.views == ()
    room.come(5)
    assert room.views == ()
    room.press(Close(), Reveal())
    assert room.rows == [11] * 4
    assert not room.aside
    result = room.running.results[f"{QUESTION}:1,2"]
    assert result.groups[0] == first
    assert isinstance(result.groups[1], PublishedScales)
    assert result.groups[1].people == 5
    assert stored.items() <= host.store.results(room.code).items()


def test_who_has_answered_is_counted_and_cannot_answer_again_even_after_a_restart(
    host: RoomService, library: Library
) -> None:
    room = Seminar(host)
    (someone, *_) = room.come(6)
    room.press(Close(), Reveal(), AskAgain())
    again = RoomService(
        host.store, library, rules=ThresholdRules(), clock=lambda: 1000.0
    )
    for service in (host, again):
        newcomer = service.participants.join(room.code)
        running = service.rooms.get(room.code)
        assert phone_state.is_counted(running, someone)
        assert not phone_state.is_counted(running, newcomer)
        with pytest.raises(Refused, match="counted already"):
            service.answer_and_wait(
                room.code,
                someone,
                Sending("op", room.asks, 2, None, {f"{QUESTION}/glad": "1"}),
            )
    assert room.running.answered(room.running.step) == 0


def test_a_latecomer_may_change_their_mind_while_it_is_open(host: RoomService) -> None:
    room = Seminar(host)
    room.come(6)
    room.press(Close(), Reveal(), AskAgain())
    token = host.participants.join(room.code)
    for step in ("2", "4"):
        room.send(token, **{f"{QUESTION}/glad": step})
    assert phone_state.read_saved_fields(room.running, token) == {
        QUESTION: {"glad": "4"}
    }


def test_too_few_now_may_be_enough_with_those_who_come_after_them(
    host: RoomService,
) -> None:
    room = Seminar(host)
    room.come(6)
    room.press(Close(), Reveal())
    for people, rows in ((3, 6), (1, 6), (1, 11), (2, 11), (3, 16)):
        room.press(AskAgain())
        room.come(people)
        room.press(Close(), Reveal())
        assert room.rows == [rows] * 4


def test_a_first_group_that_was_too_small_is_shown_when_enough_have_come(
    host: RoomService,
) -> None:
    room = Seminar(host)
    room.come(4)
    room.press(Close(), Reveal())
    assert room.rows == []
    room.press(AskAgain())
    room.come(1)
    room.press(Close(), Reveal())
    assert room.rows == [5] * 4


def test_the_floor_of_the_room_is_the_floor_of_latecomers_too(
    host: RoomService,
) -> None:
    room = Seminar(host, floor=8)
    room.come(9)
    room.press(Close(), Reveal(), AskAgain())
    assert "at least 8" in room.aside
    room.come(7)
    room.press(Close(), Reveal())
    assert room.rows == [9] * 4
    assert "Fewer than 8 new" in room.aside
    room.press(AskAgain())
    room.come(1)
    room.press(Close(), Reveal())
    assert room.rows == [17] * 4


def test_undo_shows_what_was_shown_and_lets_nobody_in(host: RoomService) -> None:
    room = Seminar(host)
    room.come(6)
    room.press(Close(), Reveal())
    before = room.views
    room.press(AskAgain())
    room.come(5)
    room.press(Undo())
    assert room.views == before
    with pytest.raises(Refused):
        room.come(1)
    room.press(AskAgain(), Close(), Reveal())
    assert room.rows == [11] * 4
    room.press(Undo(), Reveal())
    assert room.rows == [11] * 4


def test_texts_of_latecomers_wait_for_the_facilitator_when_they_are_five(
    host: RoomService,
) -> None:
    room = Seminar(host, WORDS)
    room.write("rolig", "glad", "klar", "trøtt", "åpen")
    room.press(Next(), Next())
    room.press(Approve(tuple(pending.id for pending in room.console.pending)), Next())
    assert [item.text for view in room.views if isinstance(view, Texts) for item in view.items] == [
        "glad", "klar", "rolig", "trøtt", "åpen",
    ]  # fmt: skip
    room.press(AskAgain())
    room.write("hemmelig", "stille", "Glad")
    room.press(Next(), Next())
    assert all(pending.approved for pending in room.console.pending)
    room.press(Next(), AskAgain())
    room.write("våken", "håpefull")
    room.press(Next(), Next())
    waiting = room.console.pending
    assert {pending.text for pending in waiting if not pending.approved} == {
        "hemmelig",
        "stille",
        "våken",
        "håpefull",
    }
    assert len({pending.id for pending in waiting}) == len(waiting) == 9
    room.press(Next())
    (texts,) = [view for view in room.views if isinstance(view, Texts)]
    assert len(texts.items) == 5
    assert texts.n == 10


def test_where_no_total_can_be_said_the_groups_stand_one_after_the_other(
    host: RoomService,
) -> None:
    room = Seminar(host, WORDS)
    room.write(*"abcde")
    room.press(Next(), Next(), Next(), AskAgain())
    for _ in range(5):
        room.send(host.participants.join(room.code), **{f"{WORDS}.energy/value": "2"})
    room.press(Next(), Next(), Next())
    (figures,) = [view for view in room.views if isinstance(view, Figures)]
    assert [untranslated_speech()(figure.value) for figure in figures.figures] == [
        "4",
        "2",
    ]
    assert [
        "came late" in untranslated_speech()(figure.label) for figure in figures.figures
    ] == [
        False,
        True,
    ]
    texts = room.running.results[f"{WORDS}.word:1,2"].last
    assert isinstance(texts, PublishedTexts)
    assert texts.n == 5
    assert not room.aside, "the figures are new, if the words are not"


def test_the_key_says_whom_it_lets_in(host: RoomService) -> None:
    room = Seminar(host)
    room.come(5)
    room.press(Close())
    assert room.again == ("Ask again", True)
    room.press(Reveal())
    assert room.again == ("Let others answer", True)
    room.press(AskAgain())
    assert room.again == ("Let others answer", False)


def test_screens_say_who_may_answer_now(host: RoomService) -> None:
    room = Seminar(host)
    room.come(5)
    assert not build_phone(room.running, "en", 1000.0).late
    room.press(Close(), Reveal(), AskAgain())
    assert build_phone(room.running, "en", 1000.0).late
    assert build_projector(room.running, "en", 1000.0).late
    assert "who have not done so" in room.aside
