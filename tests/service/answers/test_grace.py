"""Answers that arrive just after the facilitator has closed them, on the real service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from seminar.content.library import Library
from seminar.core.disclosure.result import PublishedScales, Result
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.errors import Refused, Stale
from seminar.core.room.commands import AskAgain, Close, Command, Finish, Next, Reveal
from seminar.core.room.grace import GRACE
from seminar.core.room.state import Room
from seminar.service.answers.intake import Sending
from seminar.service.live_room import LiveRoom
from seminar.service.rooms.room_service import RoomService
from seminar.store import Store
from tests.content.bundled import library as shipped
from tests.service.hour import first_answers

GUARDED, OPEN, LIVE = "m1-raus-test.answer", "r7-dilemma.vote-1", "live"


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped()


class Seminar:
    """A room at an open question, with a clock that the test turns."""

    def __init__(self, store: Store, library: Library, step: str) -> None:
        self.time = 1000.0
        self.host = RoomService(
            store, library, rules=ThresholdRules(), clock=lambda: self.time
        )
        self.code = self.host.opening.open_room("raus-hour", "nb").code
        if step == LIVE:
            steps = self.host.rooms.get(self.code).programme.steps
            live = (asking for asking in steps if asking.live)
            step = next(asking.id for asking in live if asking.move == "ask")
        while self.running.step.id != step or self.running.room.now.curtain:
            self.press(Next())
        self.step = self.running.step
        self.people = [self.host.participants.join(self.code) for _ in range(7)]

    @property
    def running(self) -> LiveRoom:
        return self.host.rooms.get(self.code)

    def press(self, *commands: Command) -> Room:
        for command in commands:
            room = self.host.handle(self.code, command, self.running.room.version)
        return room

    def answer(self, *people: int) -> None:
        """Let these people answer the question of the step, wherever the room is by now."""
        form = first_answers(self.running, self.step.questions)
        for person in people:
            sending = Sending(f"op-{person}", self.step.id, 1, None, form)
            self.host.answer_and_wait(self.code, self.people[person], sending)

    @property
    def results(self) -> list[Result]:
        """What the room has been shown of the step's questions."""
        results = map(self.running.result, self.step.questions)
        return [result for result in results if result is not None]

    def uncover(self) -> None:
        """Press Next until the result is out."""
        while not self.results:
            self.press(Next())

    @property
    def saved(self) -> int:
        return max(
            len(self.running.answers_in_round(question, 1))
            for question in self.step.questions
        )


@pytest.fixture(params=[GUARDED, OPEN])
def seminar(
    request: pytest.FixtureRequest, tmp_path: Path, library: Library
) -> Iterator[Seminar]:
    store = Store.open(tmp_path / "raus.sqlite")
    yield Seminar(store, library, request.param)
    store.close()


@pytest.fixture
def guarded(tmp_path: Path, library: Library) -> Iterator[Seminar]:
    store = Store.open(tmp_path / "raus.sqlite")
    yield Seminar(store, library, GUARDED)
    store.close()


@pytest.fixture
def live(tmp_path: Path, library: Library) -> Iterator[Seminar]:
    store = Store.open(tmp_path / "raus.sqlite")
    yield Seminar(store, library, LIVE)
    store.close()


def test_an_answer_within_three_seconds_of_closing_counts(seminar: Seminar) -> None:
    seminar.answer(0, 1, 2, 3, 4)
    seminar.press(Close())
    seminar.time += GRACE
    seminar.answer(5)
    assert seminar.saved == 6


def test_an_answer_after_that_is_refused_in_words(seminar: Seminar) -> None:
    seminar.press(Close())
    seminar.time += GRACE + 0.1
    with pytest.raises(Refused, match="closed"):
        seminar.answer(0)
    assert seminar.saved == 0


def test_it_counts_also_where_the_room_has_gone_on_to_the_covered_result(
    seminar: Seminar,
) -> None:
    seminar.press(Close(), Next())
    assert seminar.running.step.id != seminar.step.id
    seminar.time += GRACE
    seminar.answer(0)
    assert seminar.saved == 1
    seminar.time += 0.1
    with pytest.raises(Stale, match="gone on"):
        seminar.answer(1)


def test_it_is_in_the_result_that_is_uncovered_next(guarded: Seminar) -> None:
    """The fifth answer is the one that lets anything be shown at all."""
    guarded.answer(0, 1, 2, 3)
    guarded.press(Close())
    guarded.answer(4)
    guarded.uncover()
    assert isinstance(guarded.results[0].last, PublishedScales)


def test_once_the_result_is_out_nothing_is_taken_however_early(
    guarded: Seminar,
) -> None:
    guarded.answer(0, 1, 2, 3, 4)
    guarded.press(Close())
    guarded.uncover()
    shown = guarded.results
    with pytest.raises(Refused):
        guarded.answer(5)
    assert guarded.results == shown
    assert guarded.saved == 5


def test_live_bars_that_the_room_has_seen_take_nothing_more(live: Seminar) -> None:
    live.answer(0)
    live.press(Close())
    with pytest.raises(Refused, match="closed"):
        live.answer(1)
    assert live.saved == 1


def test_a_closed_room_has_no_grace(seminar: Seminar) -> None:
    seminar.press(Close(), Finish())
    with pytest.raises(Refused, match="room is closed"):
        seminar.answer(0)


def test_asking_again_and_closing_again_begins_a_grace_of_its_own(
    seminar: Seminar,
) -> None:
    seminar.press(Close())
    seminar.time += 60
    seminar.press(AskAgain(), Close())
    seminar.time += GRACE
    seminar.answer(0)
    assert seminar.saved == 1


def test_no_answer_slips_in_while_a_result_is_being_saved(guarded: Seminar) -> None:
    """The room waits for its commit, and other greenlets run meanwhile."""
    guarded.answer(0, 1, 2, 3, 4)
    guarded.press(Close())
    refused: list[str] = []
    plainly = guarded.host._wait

    def wait(future):  # type: ignore[no-untyped-def]
        if guarded.running.is_publishing and not refused:
            with pytest.raises(Refused) as trouble:
                guarded.answer(5)
            refused.append(str(trouble.value))
        return plainly(future)

    guarded.host._wait = wait
    guarded.press(Reveal())
    assert refused
    assert guarded.saved == 5
