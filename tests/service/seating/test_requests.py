"""Seats: drawn, late, left, alone, without a phone, at tables and of one's own choice; and what
they do not lead to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from seminar.content.library import Library, bundled
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.errors import Refused
from seminar.core.room.commands import (
    AskAgain,
    Back,
    Close,
    Command,
    Finish,
    Next,
    Regroup,
    Undo,
    Without,
)
from seminar.core.room.grace import GRACE
from seminar.kinds import kinds
from seminar.service import pseudonyms
from seminar.service.answers.intake import Sending
from seminar.service.live_room import LiveRoom
from seminar.service.rooms.room_service import RoomService
from seminar.service.seating import plan
from seminar.service.view_models import Sitting
from seminar.store import Store

LIBRARY = Library.load(bundled(), kinds())
ROUND = "r3-listening.round-{}"


class Room:
    """A room of the leader day, with people in it."""

    def __init__(self, path: Path, people: int) -> None:
        self.path, self.time = path, 1000.0
        self.open()
        self.code = self.host.opening.open_room("raus-day", "nb").code
        self.tokens = [self.join() for _ in range(people)]

    def open(self) -> None:
        self.store = Store.open(self.path)
        self.host = RoomService(
            self.store,
            LIBRARY,
            rules=ThresholdRules(),
            clock=lambda: self.time,
            chance=Random(self.path.name).randrange,
        )

    def restart(self) -> None:
        self.store.close()
        self.open()

    def join(self) -> str:
        return self.host.participants.join(self.code)

    @property
    def running(self) -> LiveRoom:
        return self.host.rooms.get(self.code)

    def press(self, command: Command) -> None:
        self.host.handle(self.code, command, self.running.room.version)

    def to(self, step: str) -> Room:
        while self.running.step.id != step or self.running.room.now.curtain:
            self.press(Next())
        return self

    def own(self, token: str) -> Sitting:
        sitting = self.host.seats.find_sitting(self.code, token)
        assert sitting is not None
        return sitting

    def groups(self) -> list[int]:
        """How many sit in each group, as their phones say."""
        numbers = [self.own(token).number for token in self.tokens]
        return sorted(numbers.count(number) for number in set(numbers))

    def together(self) -> set[frozenset[str]]:
        """Who sits with whom."""
        numbers = {token: self.own(token).number for token in self.tokens}
        return {
            frozenset(two)
            for two in combinations(self.tokens, 2)
            if numbers[two[0]] == numbers[two[1]]
        }

    def tick(self, token: str, form: dict[str, str]) -> None:
        step = self.running.step
        sending = Sending(
            "op", step.id, self.running.room.now.asked[step.id].round, None, form
        )
        self.host.answer_and_wait(self.code, token, sending)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path / "raus.sqlite", 10)
    yield made
    made.store.close()


TICKED = {"r3-listening.signs/value.silences": "yes"}


def test_ten_sit_in_threes_and_pairs_and_each_has_a_role(room: Room) -> None:
    room.to(ROUND.format(1))
    assert room.groups() == [2, 2, 3, 3]
    roles = [room.own(token).role for token in room.tokens]
    assert (
        roles.count("teller"),
        roles.count("listener"),
        roles.count("observer"),
    ) == (4, 4, 2)


def test_groups_stay_together_through_the_rounds_while_the_roles_move_on(
    room: Room,
) -> None:
    room.to(ROUND.format(1))
    first = room.together()
    told = {token for token in room.tokens if room.own(token).role == "teller"}
    for number in (2, 3):
        room.to(ROUND.format(number))
        assert room.together() == first
        told |= {token for token in room.tokens if room.own(token).role == "teller"}
    assert told == set(room.tokens), "everybody has told"


def test_nobody_meets_again_in_the_next_groups(room: Room) -> None:
    first = room.to(ROUND.format(1)).together()
    room.press(Regroup("draw"))
    assert room.together() != first
    met = room.together()
    room.to("r6-courage.round-1")
    assert not met & room.together()


def test_an_observer_ticks_and_nobody_else(room: Room) -> None:
    room.to(ROUND.format(1))
    observers = [token for token in room.tokens if room.own(token).role == "observer"]
    teller = next(token for token in room.tokens if room.own(token).role == "teller")
    room.tick(observers[0], TICKED)
    with pytest.raises(Refused, match="Only one role"):
        room.tick(teller, TICKED)
    room.to("r3-listening.result").press(Next())
    result = room.running.result("r3-listening.signs")
    assert result is not None and [
        published.n for published in result.rounds if hasattr(published, "n")
    ] == [1, 0, 0]


def test_going_on_closes_the_ticks_and_they_come_again_in_the_next_round(
    room: Room,
) -> None:
    room.to(ROUND.format(1)).press(Next())
    assert room.running.step.id == ROUND.format(2)
    assert not room.running.room.now.asked[ROUND.format(1)].open
    assert room.running.room.now.asked[ROUND.format(2)].round == 2


def test_whoever_comes_late_joins_the_smallest_group(room: Room) -> None:
    room.to(ROUND.format(1))
    room.tokens += [room.join(), room.join()]
    assert room.groups() == [3, 3, 3, 3]


def test_a_phone_that_has_not_been_here_is_not_drawn_but_may_come_back(
    room: Room,
) -> None:
    gone, *here = room.tokens
    for token in room.tokens:
        room.host.seats.note_arrival(room.code, token)
    room.host.seats.note_departure(room.code, gone)
    room.time += plan.ABSENT_AFTER + 1
    room.tokens = here
    room.to(ROUND.format(1))
    assert room.groups() == [3, 3, 3]
    room.tokens.append(gone)
    assert room.groups() == [3, 3, 4]


def test_after_a_restart_everybody_counts_as_here_until_they_have_had_time_to_come_back(
    room: Room,
) -> None:
    room.restart()
    room.time += plan.ABSENT_AFTER - 1
    assert len(plan.list_present(room.running, room.time)) == 10
    room.host.seats.note_visit(room.code, room.tokens[0])
    room.time += 2
    assert len(plan.list_present(room.running, room.time)) == 1


def test_closing_the_ticks_does_not_stop_the_clock_of_the_talk(room: Room) -> None:
    room.to(ROUND.format(1))
    ends = room.running.room.now.ends
    assert ends is not None
    room.press(Close())
    assert room.running.room.now.ends == ends
    room.time += GRACE + 1
    with pytest.raises(Refused, match="closed"):
        room.tick(
            next(token for token in room.tokens if room.own(token).role == "observer"),
            TICKED,
        )
    room.press(AskAgain())
    room.tick(
        next(token for token in room.tokens if room.own(token).role == "observer"),
        TICKED,
    )


def test_whoever_sits_out_leaves_and_nobody_stays_alone(room: Room) -> None:
    room.to(ROUND.format(1))
    left = room.tokens.pop()
    room.host.seats.fulfil_wish(room.code, left, "away")
    assert room.own(left).state == "away"
    assert min(room.groups()) >= 2
    room.host.seats.fulfil_wish(room.code, left, "back")
    assert room.own(left).state == "drawn"


def test_whoever_waits_in_vain_is_seated_with_others(room: Room) -> None:
    room.to(ROUND.format(1))
    lone = next(token for token in room.tokens if room.own(token).people == 2)
    before = room.own(lone).number
    room.host.seats.fulfil_wish(room.code, lone, "alone")
    assert room.own(lone).number != before
    crowded = next(token for token in room.tokens if room.own(token).people > 2)
    with pytest.raises(Refused, match="larger group"):
        room.host.seats.fulfil_wish(room.code, crowded, "alone")


def test_those_without_a_phone_are_drawn_with_the_others(room: Room) -> None:
    room.press(Without(2))
    room.to(ROUND.format(1))
    kept = next(name for name in room.running.seats if name.startswith("r3-listening"))
    together = plan.group_seats(room.running, kept)
    assert sorted(map(len, together.values())) == [3, 3, 3, 3]
    assert {who for group in together.values() for who in group} >= {b"K", b"L"}
    room.press(Without(3))
    assert b"M" in room.running.seats[kept]
    room.press(Without(0))
    assert not {b"K", b"L", b"M"} & set(room.running.seats[kept])
    with pytest.raises(Refused, match="At most"):
        room.press(Without(99))


def test_at_tables_people_are_drawn_among_those_who_sit_there(room: Room) -> None:
    for at, token in enumerate(room.tokens):
        room.host.seats.fulfil_wish(room.code, token, "table", 1 + at % 2)
    room.to(ROUND.format(1))
    room.press(Regroup("table"))
    tables = {
        token: room.running.seats[plan.TABLE][who(room, token)].number
        for token in room.tokens
    }
    for two in room.together():
        assert len({tables[token] for token in two}) == 1
    late = room.join()
    assert room.own(late).state == "which-table"
    room.host.seats.fulfil_wish(room.code, late, "table", 2)
    assert room.own(late).state == "drawn"
    with pytest.raises(Refused, match="A table has a number"):
        room.host.seats.fulfil_wish(room.code, late, "table", 0)


def test_among_neighbours_each_chooses_a_letter(room: Room) -> None:
    room.to(ROUND.format(1))
    room.press(Regroup("neighbours"))
    first = room.tokens[0]
    assert room.own(first).state == "choose"
    room.host.seats.fulfil_wish(room.code, first, "place", 2)
    assert (room.own(first).letter, room.own(first).role) == ("C", "observer")
    room.tick(first, TICKED)
    room.to(ROUND.format(2))
    assert room.own(first).role == "listener"
    with pytest.raises(Refused, match="no such place"):
        room.host.seats.fulfil_wish(room.code, first, "place", 9)


def test_undo_and_back_and_a_restart_leave_the_groups_as_they_were(room: Room) -> None:
    room.to(ROUND.format(1))
    first = room.together()
    room.press(Regroup("draw"))
    second = room.together()
    assert first != second
    room.press(Undo())
    assert room.together() == first
    room.press(Undo())
    room.to(ROUND.format(1))
    assert room.together() == first, (
        "on the way again, the groups are those that were announced"
    )
    room.press(Next())
    room.press(Back())
    assert room.together() == first
    room.restart()
    assert room.together() == first


def test_seats_lead_to_no_answer_and_go_when_the_room_is_closed(room: Room) -> None:
    room.to("r3-listening.answer")
    for token in room.tokens:
        room.tick(token, {"r3-listening.listened/value": "4"})
    seats = {row.who for row in room.store.seats(room.code)}
    answers = {row.who for row in room.store.answers(room.code)}
    assert len(seats) == len(answers) == 10
    assert not seats & answers, (
        "who sits where is kept under another hash than who answered"
    )
    room.press(Finish())
    assert not room.store.seats(room.code)
    assert not room.running.seats
    room.store.close()
    kept = b"".join(
        file.read_bytes() for file in room.path.parent.iterdir() if file.is_file()
    )
    assert room.code.encode() in kept
    assert not [who for who in seats | answers if who in kept], (
        "nothing of them is left in the file"
    )
    room.open()


def test_there_are_no_groups_to_make_where_nobody_talks(room: Room) -> None:
    room.press(Next())
    with pytest.raises(Refused, match="Nobody talks in groups"):
        room.press(Regroup("draw"))


def who(room: Room, token: str) -> bytes:
    assert room.running.key is not None
    return pseudonyms.participant_id(room.running.key, token)


def test_the_room_hears_of_a_latecomer_who_gives_another_a_new_role(room: Room) -> None:
    room.to(ROUND.format(2))
    told: list[str] = []
    room.host.changed = lambda code, change: told.append(change)
    before = {token: room.own(token).role for token in room.tokens}
    late = room.join()
    told.clear()
    room.own(late)
    now = {token: room.own(token).role for token in room.tokens}
    assert told == (["room"] if now != before else [])
    assert now != before, "in the second round of a pair that becomes three"


def test_many_who_come_late_make_groups_of_their_own(room: Room) -> None:
    room.to(ROUND.format(1))
    room.tokens += [room.join() for _ in range(24)]
    sizes = room.groups()
    assert sum(sizes) == 34
    assert max(sizes) <= 5, "never two groups of three in one"
