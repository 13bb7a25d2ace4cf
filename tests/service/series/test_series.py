"""Rooms weeks apart: cards that only their series can open, that count once, and that leave
nothing of one person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.errors import NotFound, Refused
from seminar.core.room.commands import AskAgain, Close, Next, Reveal
from seminar.core.room.state import Room
from seminar.service.answers.intake import Sending
from seminar.service.rooms.room_service import RoomService
from seminar.service.series import return_cards
from seminar.store import Store
from tests.content.bundled import library as shipped

QUESTION = "m1-raus-test.statements"
STATEMENTS = ("welcome", "valued", "growing", "glad")
ASKS = "m1-raus-test.answer"
DAY = 86400.0


@dataclass
class Weeks:
    """A server whose clock a test can turn, and the people who come to its rooms."""

    path: Path
    now: float = 1_790_000_000.0
    host: RoomService = field(init=False)
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.library = shipped()
        self.start()

    def start(self) -> None:
        self.store = Store.open(self.path)
        self.host = RoomService(
            self.store, self.library, rules=ThresholdRules(), clock=lambda: self.now
        )

    def restart(self) -> None:
        self.store.close()
        self.start()

    def open(self, series: str | None = "", name: str = "Ledergruppa") -> Room:
        return self.host.opening.open_room(
            "raus-hour", "nb", series=series, series_name=name
        )

    def to(self, room: Room, step: str) -> None:
        """Go on until the room stands at `step`."""
        running = self.host.rooms.get(room.code)
        for _ in range(120):
            if running.step.id == step and not running.room.now.curtain:
                return
            self.press(room, Next())
        raise AssertionError(step)

    def press(self, room: Room, command: Next | Close | Reveal | AskAgain) -> None:
        self.host.handle(
            room.code, command, self.host.rooms.get(room.code).room.version
        )

    def answer(self, room: Room, token: str, marks: str, seq: int = 1) -> None:
        form = {
            f"{QUESTION}/{statement}": mark
            for statement, mark in zip(STATEMENTS, marks, strict=True)
            if mark != "-"
        }
        form = {name: "unsure" if mark == "u" else mark for name, mark in form.items()}
        self.host.answer_and_wait(
            room.code, token, Sending(f"op-{marks}-{seq}", ASKS, 1, seq, form)
        )

    def answered(self, room: Room, *people: str) -> list[str]:
        """Everyone joins and answers the four statements, and the answers are closed; their
        tokens."""
        self.to(room, ASKS)
        tokens = [self.host.participants.join(room.code) for _ in people]
        for token, marks in zip(tokens, people, strict=True):
            self.answer(room, token, marks)
        self.press(room, Close())
        return tokens

    def end_of(self, room: Room) -> None:
        self.press(room, Reveal())


@pytest.fixture
def weeks(tmp_path: Path) -> Iterator[Weeks]:
    weeks = Weeks(tmp_path / "raus.sqlite")
    yield weeks
    weeks.store.close()


def make_card(weeks: Weeks, code: str, token: str) -> str:
    return weeks.host.cards.make_card(weeks.host.rooms.get(code), token)


def pairs(weeks: Weeks, room: Room) -> dict[tuple[int, str, int, int], int]:
    from seminar.store.series import pairs as read

    return dict(
        weeks.store.submit(lambda connection: read(connection, room.code)).result()
    )


# --- cards ----------------------------------------------------------------------------------------


def test_a_card_opens_again_however_it_was_written_down() -> None:
    key = return_cards.new_series_key()
    card = return_cards.Card(1, (4, None, 5, 1), b"12345678")
    sealed = return_cards.seal_card(key, QUESTION, card)
    for typed in (
        sealed,
        sealed.lower(),
        return_cards.group_signs(sealed),
        f"http://10.0.0.7:8000/CARD#{sealed}",
        f" {sealed}\n",
    ):
        assert return_cards.unseal_card(key, QUESTION, typed) == card


@pytest.mark.parametrize(
    "typed", ["", "A", "hei", "ÆØÅ", "A" * 47, "#", "=" * 16, "0189" * 12, "A" * 5000]
)
def test_what_is_no_card_is_refused_in_words(typed: str) -> None:
    with pytest.raises(Refused, match="does not belong to this series"):
        return_cards.unseal_card(return_cards.new_series_key(), QUESTION, typed)


def test_a_card_of_another_series_or_question_or_with_a_changed_letter_does_not_open() -> (
    None
):
    key = return_cards.new_series_key()
    sealed = return_cards.seal_card(
        key, QUESTION, return_cards.Card(0, (1, 2, 3, 4), b"12345678")
    )
    changed = sealed[:5] + ("A" if sealed[5] != "A" else "B") + sealed[6:]
    for wrong_key, question, text in (
        (return_cards.new_series_key(), QUESTION, sealed),
        (key, "other.one", sealed),
        (key, QUESTION, changed),
    ):
        with pytest.raises(Refused):
            return_cards.unseal_card(wrong_key, question, text)


def test_a_card_says_nothing_of_its_answers_by_its_length() -> None:
    key = return_cards.new_series_key()
    every = [(1, 1, 1, 1), (5, 5, 5, 5), (None, None, None, None)]
    assert (
        len(
            {
                len(
                    return_cards.seal_card(
                        key, QUESTION, return_cards.Card(0, marks, b"12345678")
                    )
                )
                for marks in every
            }
        )
        == 1
    )


# --- taking one home ------------------------------------------------------------------------------


def test_a_card_is_made_when_the_answers_are_closed_and_is_the_same_however_often_it_is_asked_for(
    weeks: Weeks,
) -> None:
    room = weeks.open()
    weeks.to(room, ASKS)
    token = weeks.host.participants.join(room.code)
    weeks.answer(room, token, "4451")
    with pytest.raises(Refused, match="when the answers are closed"):
        make_card(weeks, room.code, token)
    weeks.press(room, Close())
    assert make_card(weeks, room.code, token) == make_card(weeks, room.code, token)
    weeks.restart()
    sealed = make_card(weeks, room.code, token)
    (series,) = weeks.host.series
    assert return_cards.unseal_card(series.key, QUESTION, sealed).marks == (4, 4, 5, 1)


def test_who_has_not_answered_gets_no_card_and_a_room_without_a_series_gives_none(
    weeks: Weeks,
) -> None:
    room = weeks.open()
    weeks.answered(room, "1234")
    with pytest.raises(Refused, match="not answered"):
        make_card(weeks, room.code, weeks.host.participants.join(room.code))
    alone = weeks.open(None)
    (token,) = weeks.answered(alone, "1234")
    with pytest.raises(Refused, match="belongs to no series"):
        make_card(weeks, alone.code, token)


# --- coming back ----------------------------------------------------------------------------------


def two_rooms(weeks: Weeks) -> tuple[Room, list[str], Room]:
    """A first room with three people and their cards, and the next room of the series six weeks
    on."""
    first = weeks.open()
    tokens = weeks.answered(first, "1234", "5555", "3u3-")
    sealed = [make_card(weeks, first.code, token) for token in tokens]
    weeks.end_of(first)
    weeks.now += 42 * DAY
    (series,) = weeks.host.series
    return first, sealed, weeks.open(series.id)


def test_a_card_counts_from_the_answers_on_it_to_the_answers_now(weeks: Weeks) -> None:
    _, sealed, second = two_rooms(weeks)
    tokens = weeks.answered(second, "2234", "5u55", "4444")
    for token, card in zip(tokens, sealed, strict=True):
        weeks.host.cards.hand_in(weeks.host.rooms.get(second.code), token, card)
    assert pairs(weeks, second) == {
        (0, "welcome", 1, 2): 1,
        (0, "welcome", 5, 5): 1,
        (0, "welcome", 3, 4): 1,
        (0, "valued", 2, 2): 1,
        (0, "growing", 3, 3): 1,
        (0, "growing", 5, 5): 1,
        (0, "growing", 3, 4): 1,
        (0, "glad", 4, 4): 1,
        (0, "glad", 5, 5): 1,
    }, "what was answered only once makes no pair"


def test_a_card_counts_once_and_a_phone_hands_in_one(weeks: Weeks) -> None:
    _, sealed, second = two_rooms(weeks)
    mine, other, third = weeks.answered(second, "2234", "5555", "1111")
    weeks.host.cards.hand_in(weeks.host.rooms.get(second.code), mine, sealed[0])
    # Sent again because the answer was lost: it is counted, once.
    weeks.host.cards.hand_in(weeks.host.rooms.get(second.code), mine, sealed[0])
    before = pairs(weeks, second)
    with pytest.raises(Refused, match="counted already. A card counts once"):
        weeks.host.cards.hand_in(weeks.host.rooms.get(second.code), other, sealed[0])
    with pytest.raises(Refused, match="A card from this phone"):
        weeks.host.cards.hand_in(weeks.host.rooms.get(second.code), mine, sealed[1])
    weeks.restart()
    with pytest.raises(Refused, match="A card counts once"):
        weeks.host.cards.hand_in(weeks.host.rooms.get(second.code), third, sealed[0])
    assert pairs(weeks, second) == before
    assert len(weeks.host.rooms.get(second.code).handed) == 1


def test_a_card_is_taken_only_between_the_closing_and_the_result(weeks: Weeks) -> None:
    _, sealed, second = two_rooms(weeks)
    token = weeks.host.participants.join(second.code)
    with pytest.raises(Refused, match="when the four statements have been answered"):
        weeks.host.cards.hand_in(weeks.host.rooms.get(second.code), token, sealed[0])
    weeks.to(second, ASKS)
    weeks.answer(second, token, "1111")
    with pytest.raises(Refused, match="has closed the answers"):
        weeks.host.cards.hand_in(weeks.host.rooms.get(second.code), token, sealed[0])
    weeks.press(second, Close())
    weeks.end_of(second)
    with pytest.raises(Refused, match="already shown"):
        weeks.host.cards.hand_in(weeks.host.rooms.get(second.code), token, sealed[0])


def test_when_the_question_is_opened_again_cards_are_forgotten_and_may_come_again(
    weeks: Weeks,
) -> None:
    _, sealed, second = two_rooms(weeks)
    (token,) = weeks.answered(second, "2222")
    weeks.host.cards.hand_in(weeks.host.rooms.get(second.code), token, sealed[0])
    weeks.press(second, AskAgain())
    weeks.answer(second, token, "5555", seq=2)
    weeks.press(second, Close())
    assert pairs(weeks, second) == {}
    weeks.host.cards.hand_in(weeks.host.rooms.get(second.code), token, sealed[0])
    assert pairs(weeks, second) == {
        (0, name, before, 5): 1
        for name, before in zip(STATEMENTS, (1, 2, 3, 4), strict=True)
    }


def test_a_card_of_the_same_room_or_another_series_is_refused(weeks: Weeks) -> None:
    _, _, second = two_rooms(weeks)
    strange = weeks.open("", "En annen")
    (stranger,) = weeks.answered(strange, "1111")
    foreign = make_card(weeks, strange.code, stranger)
    (token,) = weeks.answered(second, "2222")
    with pytest.raises(Refused, match="does not belong to this series"):
        weeks.host.cards.hand_in(weeks.host.rooms.get(second.code), token, foreign)
    with pytest.raises(Refused, match="from this room"):
        weeks.host.cards.hand_in(
            weeks.host.rooms.get(second.code),
            token,
            make_card(weeks, second.code, token),
        )


# --- what is kept ---------------------------------------------------------------------------------


def test_between_two_rooms_nothing_is_kept_about_one_person(weeks: Weeks) -> None:
    from seminar.core.room.commands import Finish

    first, sealed, second = two_rooms(weeks)
    tokens = weeks.answered(second, "2234", "5555", "4444")
    for token, card in zip(tokens, sealed, strict=True):
        weeks.host.cards.hand_in(weeks.host.rooms.get(second.code), token, card)
    weeks.end_of(second)
    weeks.host.handle(
        second.code, Finish(), weeks.host.rooms.get(second.code).room.version
    )
    assert pairs(weeks, second) == {}
    assert weeks.store.series.handed(second.code) == set()
    assert weeks.store.answers(second.code) == []


def test_what_a_room_has_published_outlives_its_retention_and_ends_with_the_series(
    weeks: Weeks,
) -> None:
    first, _, second = two_rooms(weeks)
    weeks.host.deletion.delete_expired(30, 270)
    with pytest.raises(NotFound):
        weeks.host.rooms.get(first.code)
    (series,) = weeks.host.series
    assert [wave.room for wave in series.waves_before(1)] == [first.code]
    weeks.now += 300 * DAY
    weeks.host.deletion.delete_expired(30, 270)
    assert list(weeks.host.series) == []
    assert weeks.store.series.waves(series.id) == []


def test_a_series_that_is_ended_turns_its_cards_blank(weeks: Weeks) -> None:
    _, sealed, second = two_rooms(weeks)
    (token,) = weeks.answered(second, "2222")
    (series,) = weeks.host.series
    weeks.host.deletion.end_series(series.id)
    assert weeks.store.series.all() == []
    for attempt in (
        lambda: weeks.host.cards.hand_in(
            weeks.host.rooms.get(second.code), token, sealed[0]
        ),
        lambda: make_card(weeks, second.code, token),
    ):
        with pytest.raises(Refused, match="belongs to no series"):
            attempt()
    with pytest.raises(NotFound, match="ended"):
        weeks.open(series.id)
    weeks.end_of(second)


def test_the_next_room_is_one_wave_on_also_after_a_restart(weeks: Weeks) -> None:
    first, _, second = two_rooms(weeks)
    weeks.restart()
    (series,) = weeks.host.series
    assert [(wave.number, wave.room) for wave in series.waves] == [
        (0, first.code),
        (1, second.code),
    ]
    assert weeks.open(series.id).wave == 2
