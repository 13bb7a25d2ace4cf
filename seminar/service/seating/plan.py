"""Who sits where while people talk in groups: drawing, coming late, leaving, and what one phone is
told of it.

Seats are furniture. They are kept by the same hash as who has joined, which leads to no answer.
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

TABLES = 99
"""The highest number that a table may have."""

UNSEEN = 20 * 60.0
"""Seconds after which a phone that was not here is taken to be without its person."""


def name(grouping: str, number: int) -> str:
    """What the seats of one draw are kept under; number 0 where people chose their own places."""
    return f"{grouping}:{number}"


def letter(place: int, first: str = "A") -> str:
    """What a place is called: A for the first."""
    return chr(ord(first) + place)


def here(running: LiveRoom, time: float) -> list[bytes]:
    """Who is to be drawn: everyone who has not said that they sit out, and whose phone has been
    here lately."""
    away, since = running.seats.get(AWAY, {}), time - UNSEEN
    seen = (
        who
        for who in running.participants
        if running.seen.get(who, since) >= since and who not in away
    )
    return sorted((*seen, *without(running)))


def without(running: LiveRoom) -> list[bytes]:
    """Those who take part without a phone, by letters that no place in a group has."""
    return [letter(place, "K").encode() for place in range(running.room.now.without)]


def sitting_together(running: LiveRoom, seating: str) -> dict[int, list[bytes]]:
    """The groups of a draw by number, each in the order of its places."""
    found: dict[int, list[bytes]] = {}
    for who, seat in sorted(running.seats.get(seating, {}).items(), key=lambda one: one[1]):
        found.setdefault(seat.number, []).append(who)
    return found


def drawn(
    running: LiveRoom, events: Iterable[object], time: float, chance: Chance
) -> Iterator[SeatRow]:
    """The seats that these events ask for, once for each draw."""
    for event in events:
        if isinstance(event, Seated):
            made = _groups(running, event, here(running, time), chance)
            for number, group in enumerate(made, start=1):
                for place, who in enumerate(group):
                    yield SeatRow(
                        running.room.code,
                        name(event.grouping, event.seating.number),
                        who,
                        number,
                        place,
                    )


def late(
    running: LiveRoom, grouping: Grouping, seating: Seating, who: bytes, chance: Chance
) -> SeatRow | None:
    """The seat of somebody who comes when groups are drawn already: with whoever is fewest, at the
    same table first.

    Where even those are nearly two groups, it is the first seat of a new one, for those who come
    next.
    """
    if not draws(grouping, seating.by) or not seating.number:
        return None
    kept = name(grouping.id, seating.number)
    together = sitting_together(running, kept)
    numbers, tables = together.keys(), running.seats.get(TABLE, {})
    if seating.by == "table" and who in tables:
        near = {
            at: group
            for at, group in together.items()
            if any(tables.get(one) == tables[who] for one in group)
        }
        together = near or together
    number = group_assignment.pick_smallest_group(together, chance)
    if number is None or len(together[number]) >= 2 * SIZE[grouping.size] - 1:
        return SeatRow(running.room.code, kept, who, max(numbers, default=0) + 1, 0)
    places = running.seats[kept]
    last = max(places[one].place for one in together[number])
    return SeatRow(running.room.code, kept, who, number, last + 1)


def sitting(running: LiveRoom, who: bytes) -> Sitting | None:
    """What this participant's phone says of their place at this step; None where nobody talks in
    groups."""
    grouping = running.step.grouping
    if grouping is None:
        return None
    if who in running.seats.get(AWAY, {}):
        return Sitting("away")
    seating = running.scene(0).seating(grouping)
    table = running.seats.get(TABLE, {}).get(who)
    if seating.by == "table" and table is None:
        return Sitting("which-table")
    if not draws(grouping, seating.by):
        return _own_place(
            running, grouping, who, table.number if table and seating.by == "table" else 0
        )
    kept = name(grouping.id, seating.number)
    seat = running.seats.get(kept, {}).get(who)
    if seat is None:
        return Sitting("away")
    group = sitting_together(running, kept)[seat.number]
    place = group.index(who)
    role = group_assignment.assign_role(
        grouping.roles, place, len(group), grouping.turn, SIZE[grouping.size]
    )
    return Sitting("drawn", seat.number, role, letter(place), len(group))


def is_asked(running: LiveRoom, who: bytes) -> bool:
    """Whether this participant is one of those who answer at this step: in a talk, whoever has
    the role that does."""
    grouping = running.step.grouping
    if grouping is None or not grouping.asked:
        return True
    own = sitting(running, who)
    return own is not None and own.role == grouping.asked


def _own_place(running: LiveRoom, grouping: Grouping, who: bytes, table: int) -> Sitting:
    """Where nobody drew: the place that people have agreed on themselves, if there are roles to
    have."""
    if not grouping.roles:
        return Sitting("table" if table else "neighbours", table)
    seat = running.seats.get(name(grouping.id, 0), {}).get(who)
    if seat is None:
        return Sitting("choose", table)
    size = SIZE[grouping.size]
    people = max(len(grouping.roles), size, seat.place + 1)
    role = group_assignment.assign_role(grouping.roles, seat.place, people, grouping.turn, size)
    return Sitting("chosen", table, role, letter(seat.place), people)


def _groups(
    running: LiveRoom, event: Seated, people: list[bytes], chance: Chance
) -> list[tuple[bytes, ...]]:
    grouping = next(
        one.grouping
        for one in running.programme.steps
        if one.grouping and one.grouping.id == event.grouping
    )
    strain = _strain(running, event.grouping)
    if event.seating.by == "table":
        pools = list(_pools(running, people))
        work = group_assignment.WORK // max(len(pools), 1)
        return [
            group
            for pool in pools
            for group in group_assignment.draw_groups(
                pool, SIZE[grouping.size], strain, chance, work
            )
        ]
    if pairs := _pairs(running, grouping, people, chance):
        return list(group_assignment.join_groups(pairs, strain, chance))
    return list(group_assignment.draw_groups(people, SIZE[grouping.size], strain, chance))


def _pairs(
    running: LiveRoom, grouping: Grouping, people: list[bytes], chance: Chance
) -> list[tuple[bytes, ...]]:
    """The pairs that are put together, without those who have left; whoever has come since joins
    the smallest."""
    seating = running.room.now.seatings.get(grouping.of)
    if not grouping.of or seating is None or not seating.number:
        return []
    pairs = sitting_together(running, name(grouping.of, seating.number))
    kept = {at: [who for who in pair if who in people] for at, pair in pairs.items()}
    kept = {at: pair for at, pair in kept.items() if pair}
    for who in sorted(set(people) - {who for pair in kept.values() for who in pair}):
        if (at := group_assignment.pick_smallest_group(kept, chance)) is not None:
            kept[at].append(who)
    return [tuple(pair) for pair in kept.values()]


def _pools(running: LiveRoom, people: list[bytes]) -> list[list[bytes]]:
    """Those of each table; whoever sits alone, or has named no table, is drawn among the others
    like that."""
    tables = running.seats.get(TABLE, {})
    pools: dict[int, list[bytes]] = {}
    for who in people:
        pools.setdefault(tables[who].number if who in tables else 0, []).append(who)
    rest = [who for at, pool in pools.items() for who in pool if at == 0 or len(pool) < 2]
    return [
        *(pool for at, pool in sorted(pools.items()) if at and len(pool) > 1),
        *([rest] if rest else []),
    ]


def _strain(running: LiveRoom, but: str) -> group_assignment.Strain[bytes]:
    """How often two have been in a group together; whoever sits in those that are drawn anew has
    not yet talked."""
    met = Counter[tuple[bytes, bytes]]()
    for grouping, seating in running.room.now.seatings.items():
        if grouping != but and seating.number:
            for group in sitting_together(running, name(grouping, seating.number)).values():
                met.update(combinations(sorted(group), 2))
    return lambda a, b: met[(a, b) if a < b else (b, a)]
