"""Seat people who talk in groups: draw groups, seat latecomers, and tell a phone its own place.

Seats are furniture: they are kept by the pseudonym of who has joined, which leads to no answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from seminar.core.model.programme import Grouping
from seminar.core.room import group_assignment
from seminar.core.room.events import Seated
from seminar.core.room.group_assignment import SIZE, Chance
from seminar.core.room.regrouping import draws
from seminar.core.room.state import Seating
from seminar.service.live_room import LiveRoom
from seminar.service.view_models import Sitting
from seminar.store import SeatRow

AWAY = "away"
"""The seating of those who have said that they sit out."""

TABLE = "table"
"""The seating that says at which table somebody sits."""

HIGHEST_TABLE = 99
"""The highest number that a table may have: two digits, so that a year or a room's number that is
typed by mistake is refused."""

ABSENT_AFTER = 20 * 60.0
"""Seconds after which a phone that was not here is taken to be without its person: long enough for
one that sleeps through a talk, short enough that nobody is drawn together with who has gone
home."""


def seating_name(grouping: str, number: int) -> str:
    """Return what the seats of a draw are kept under; number 0 where people chose their places.

    >>> seating_name("duet.pairs", 2)
    'duet.pairs:2'
    """
    return f"{grouping}:{number}"


def place_letter(place: int, first: str = "A") -> str:
    """Return what a place is called, the place 0 by the `first` letter.

    >>> place_letter(2), place_letter(2, first="K")
    ('C', 'M')
    """
    return chr(ord(first) + place)


# --- who is there and who sits with whom ----------------------------------------------------------


def list_present(running: LiveRoom, time: float) -> list[bytes]:
    """Return who is to be drawn at this time: those without a phone, and everyone who does not
    sit out and whose phone has been here lately."""
    away = running.seats.get(AWAY, {})
    since = time - ABSENT_AFTER
    with_phone = (
        who
        for who in running.participants
        if running.seen.get(who, since) >= since and who not in away
    )
    return sorted((*with_phone, *list_phoneless(running)))


def list_phoneless(running: LiveRoom) -> list[bytes]:
    """Return those who take part without a phone, by letters that no place in a group has."""
    return [
        place_letter(place, "K").encode()
        for place in range(running.room.now.phoneless_count)
    ]


def group_seats(running: LiveRoom, seating: str) -> dict[int, list[bytes]]:
    """Return the groups of a seating by number, each in the order of its places."""
    seats = running.seats.get(seating, {})
    groups: dict[int, list[bytes]] = {}
    for who, seat in sorted(seats.items(), key=lambda item: item[1]):
        groups.setdefault(seat.number, []).append(who)
    return groups


# --- drawing --------------------------------------------------------------------------------------


def draw_seats(
    running: LiveRoom, events: Iterable[object], time: float, chance: Chance
) -> Iterator[SeatRow]:
    """Yield the seats of every draw that is among these events."""
    for event in events:
        if not isinstance(event, Seated):
            continue
        seating = seating_name(event.grouping, event.seating.number)
        groups = _draw_groups(running, event, list_present(running, time), chance)
        for number, group in enumerate(groups, start=1):
            for place, who in enumerate(group):
                yield SeatRow(running.room.code, seating, who, number, place)


def _draw_groups(
    running: LiveRoom, event: Seated, people: list[bytes], chance: Chance
) -> list[tuple[bytes, ...]]:
    """Return these people in groups: of each table, of the pairs before, or of all alike."""
    grouping = next(
        step.grouping
        for step in running.programme.steps
        if step.grouping and step.grouping.id == event.grouping
    )
    size = SIZE[grouping.size]
    strain = _strain_between(running, event.grouping)
    if event.seating.by == "table":
        pools = _pool_tables(running, people)
        work = group_assignment.WORK // max(len(pools), 1)
        groups = (
            group_assignment.draw_groups(pool, size, strain, chance, work)
            for pool in pools
        )
        return [group for groups_of_pool in groups for group in groups_of_pool]
    if pairs := _read_pairs(running, grouping, people, chance):
        return list(group_assignment.join_groups(pairs, strain, chance))
    return list(group_assignment.draw_groups(people, size, strain, chance))


def _read_pairs(
    running: LiveRoom, grouping: Grouping, people: list[bytes], chance: Chance
) -> list[tuple[bytes, ...]]:
    """Return the pairs that are put together, without those who have left; whoever has come since
    joins the smallest."""
    seating = running.room.now.seatings.get(grouping.of)
    if not grouping.of or seating is None or not seating.number:
        return []
    drawn = group_seats(running, seating_name(grouping.of, seating.number))
    present = {at: [who for who in pair if who in people] for at, pair in drawn.items()}
    pairs = {at: pair for at, pair in present.items() if pair}
    paired = {who for pair in pairs.values() for who in pair}
    for who in sorted(set(people) - paired):
        smallest = group_assignment.pick_smallest_group(pairs, chance)
        if smallest is not None:
            pairs[smallest].append(who)
    return [tuple(pair) for pair in pairs.values()]


def _pool_tables(running: LiveRoom, people: list[bytes]) -> list[list[bytes]]:
    """Return the people of each table; whoever sits alone, or has named no table, is drawn among
    all who are like that."""
    tables = running.seats.get(TABLE, {})
    by_table: dict[int, list[bytes]] = {}
    for who in people:
        number = tables[who].number if who in tables else 0
        by_table.setdefault(number, []).append(who)
    full_tables: list[list[bytes]] = []
    scattered: list[bytes] = []
    for number, pool in by_table.items():
        if number == 0 or len(pool) < 2:
            scattered += pool
    for number, pool in sorted(by_table.items()):
        if number and len(pool) > 1:
            full_tables.append(pool)
    return [*full_tables, scattered] if scattered else full_tables


def _strain_between(
    running: LiveRoom, drawn_anew: str
) -> group_assignment.Strain[bytes]:
    """Return how often two people have been in a group together.

    Not in the grouping that is `drawn_anew`: those who sit there have not yet talked.
    """
    meetings = Counter[tuple[bytes, bytes]]()
    for grouping, seating in running.room.now.seatings.items():
        if grouping == drawn_anew or not seating.number:
            continue
        for group in group_seats(
            running, seating_name(grouping, seating.number)
        ).values():
            meetings.update(combinations(sorted(group), 2))
    return lambda a, b: meetings[(a, b) if a < b else (b, a)]


# --- coming late ----------------------------------------------------------------------------------


def seat_latecomer(
    running: LiveRoom, grouping: Grouping, seating: Seating, who: bytes, chance: Chance
) -> SeatRow | None:
    """Return a seat for somebody who comes when groups are drawn already: in a smallest group, at
    their own table if it has any. None where no groups are drawn.

    Where even that is nearly two groups, it is the first seat of a new one, for those who come
    next.
    """
    if not draws(grouping, seating.by) or not seating.number:
        return None
    drawn = seating_name(grouping.id, seating.number)
    groups = group_seats(running, drawn)
    candidates = groups
    tables = running.seats.get(TABLE, {})
    if seating.by == "table" and who in tables:
        candidates = _groups_at_table(running, groups, tables[who].number) or groups
    number = group_assignment.pick_smallest_group(candidates, chance)
    if number is None or len(groups[number]) >= 2 * SIZE[grouping.size] - 1:
        return SeatRow(running.room.code, drawn, who, max(groups, default=0) + 1, 0)
    last_place = max(running.seats[drawn][member].place for member in groups[number])
    return SeatRow(running.room.code, drawn, who, number, last_place + 1)


def _groups_at_table(
    running: LiveRoom, groups: dict[int, list[bytes]], table: int
) -> dict[int, list[bytes]]:
    """Return those of the groups in which somebody sits at this table."""
    tables = running.seats.get(TABLE, {})
    at_table = {who for who, seat in tables.items() if seat.number == table}
    return {number: group for number, group in groups.items() if at_table & set(group)}


# --- one participant's place ----------------------------------------------------------------------


def find_sitting(running: LiveRoom, who: bytes) -> Sitting | None:
    """Return what this participant's phone says of their place at the present step; None where
    nobody talks in groups."""
    grouping = running.step.grouping
    if grouping is None:
        return None
    if who in running.seats.get(AWAY, {}):
        return Sitting("away")
    seating = running.timeless_scene.seating(grouping)
    by_table = seating.by == "table"
    table = running.seats.get(TABLE, {}).get(who)
    if by_table and table is None:
        return Sitting("which-table")
    if not draws(grouping, seating.by):
        return _find_chosen_place(
            running, grouping, who, table.number if table and by_table else 0
        )
    return _find_drawn_place(
        running, grouping, who, seating_name(grouping.id, seating.number)
    )


def is_asked(running: LiveRoom, who: bytes) -> bool:
    """Return whether this participant is asked at the present step: in a talk in which one role
    answers, whoever has it."""
    grouping = running.step.grouping
    if grouping is None or not grouping.asked:
        return True
    sitting = find_sitting(running, who)
    return sitting is not None and sitting.role == grouping.asked


def _find_drawn_place(
    running: LiveRoom, grouping: Grouping, who: bytes, drawn: str
) -> Sitting:
    """Return the place in the groups that were drawn, and the role that goes with it."""
    seat = running.seats.get(drawn, {}).get(who)
    if seat is None:
        return Sitting("away")
    group = group_seats(running, drawn)[seat.number]
    place = group.index(who)
    people = len(group)
    size = SIZE[grouping.size]
    role = group_assignment.assign_role(
        grouping.roles, place, people, grouping.turn, size
    )
    return Sitting("drawn", seat.number, role, place_letter(place), people)


def _find_chosen_place(
    running: LiveRoom, grouping: Grouping, who: bytes, table: int
) -> Sitting:
    """Return the place that people have agreed on themselves, where nobody drew and there are
    roles to have."""
    if not grouping.roles:
        return Sitting("table" if table else "neighbours", table)
    seat = running.seats.get(seating_name(grouping.id, 0), {}).get(who)
    if seat is None:
        return Sitting("choose", table)
    size = SIZE[grouping.size]
    people = max(len(grouping.roles), size, seat.place + 1)
    role = group_assignment.assign_role(
        grouping.roles, seat.place, people, grouping.turn, size
    )
    return Sitting("chosen", table, role, place_letter(seat.place), people)
