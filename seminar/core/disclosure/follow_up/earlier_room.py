"""Enumerate how an earlier room may have been made up of pairs and of people who did not come back.

An intruder who saw the earlier total and a change can rule out some of these rooms. What all that
remain agree on is known of the few unpaired, and nothing may be known of them that the earlier
total alone had not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, product

from seminar.core.disclosure.audit import (
    MEDIAN_AUDIT_LIMIT,
    VisibleStatement,
    list_audited_cells,
    sum_of_answers,
    sums_of_mean,
)
from seminar.core.disclosure.follow_up.change import summarise_moves
from seminar.core.disclosure.follow_up.change_bounds import (
    Moves,
    enumerate_moves,
    sums_of_change,
)
from seminar.core.disclosure.simulatable import choose_releasable
from seminar.core.disclosure.small_cells import DistributionSummary, StepCounts

ROOM_AUDIT_LIMIT = MEDIAN_AUDIT_LIMIT
"""Up to this many in the earlier room, every distribution that it may have had is enumerated.
Above, if a few are unpaired, nothing is said of up, same and down, and no change at all where the
earlier room's bands were not whole."""

COMPATIBLE_ROOMS = 5000
"""About so many ways for an earlier room to be made up are looked at, some for each unpaired group
and each sum. It bounds the time: all of them are walked for each mean change and each group of
moves. What none of them shows to be possible, and none to be safe, is not said."""

CompatibleRoom = tuple[StepCounts, StepCounts]
"""The unpaired and the pairs, as they may have answered in the earlier room."""

Reach = tuple[StepCounts, tuple[int, ...], tuple[int, ...]]
"""The pairs' answers in the earlier room; how far up the lowest 0, 1, 2 … of them could go in all;
and how far down the highest."""


def may_publish_mean(earlier: VisibleStatement, pairs: int, sums: range) -> bool:
    """Return whether a mean change tells no more of the few unpaired than the earlier total did.

    Args:
        earlier: The earlier total.
        pairs: How many answered both times.
        sums: The sums of steps that are told as this mean.
    """
    rooms = _compatible_rooms(earlier, pairs)
    if not rooms:
        return False
    unpaired = (unpaired for unpaired, paired in rooms if _can_change_by(paired, sums))
    return not _tells_more(earlier, pairs, unpaired)


@lru_cache(maxsize=64)  # Depends on what was published alone; a series has few rooms.
def releasable_summaries(
    earlier: VisibleStatement, pairs: int, mean: int
) -> frozenset[DistributionSummary]:
    """Return what may be said of up, same and down beside a mean change and an earlier total.

    Args:
        earlier: The earlier total, of at most `ROOM_AUDIT_LIMIT` people.
        pairs: How many answered both times.
        mean: The mean change in tenths.
    """
    sums = sums_of_change(pairs, mean)
    rooms = [
        (unpaired, _list_reach(paired))
        for unpaired, paired in _compatible_rooms(earlier, pairs)
        if _can_change_by(paired, sums)
    ]

    def reveals_unpaired(group: Sequence[Moves]) -> bool:
        unpaired_groups = (
            unpaired
            for unpaired, reach in rooms
            if any(_can_move(reach, moves, sums) for moves in group)
        )
        return _tells_more(earlier, pairs, unpaired_groups)

    def is_possible(moves: Moves) -> bool:
        return any(_can_move(reach, moves, sums) for _, reach in rooms)

    def summarise(moves: Moves) -> DistributionSummary:
        return summarise_moves(moves, sums[0])

    alike = [
        moves
        for moves in enumerate_moves(pairs)
        if moves.possible_sums(sums) and is_possible(moves)
    ]
    return choose_releasable(alike, (summarise,), reveals_unpaired)


# --- What is known of the unpaired ----------------------------------------------------------------


def _tells_more(
    earlier: VisibleStatement, pairs: int, unpaired_groups: Iterable[StepCounts]
) -> bool:
    """Return whether more is known of the unpaired than the earlier total alone tells.

    Args:
        earlier: The earlier total.
        pairs: How many answered both times.
        unpaired_groups: All that the unpaired may be.
    """
    newly_known = set[int]()
    for known in _narrow_known_cells(unpaired_groups):
        newly_known = known - _cells_known_before(earlier, pairs)
        if not newly_known:
            return False
    return bool(newly_known)


@lru_cache(maxsize=64)  # Asked for every mean change and every group of moves.
def _cells_known_before(earlier: VisibleStatement, pairs: int) -> frozenset[int]:
    """Return the cells of the unpaired that the earlier total alone tells."""
    unpaired_groups = (unpaired for unpaired, _ in _compatible_rooms(earlier, pairs))
    *_, known = _narrow_known_cells(unpaired_groups)
    return frozenset(known)


def _narrow_known_cells(groups: Iterable[StepCounts]) -> Iterator[set[int]]:
    """Yield the audited cells in which all groups so far have the same, non-empty number of people.

    They become fewer with every group that is possible.
    """
    first: tuple[int, ...] = ()
    known = set[int]()
    for group in groups:
        cells = list_audited_cells(group)
        if not first:
            first = cells
            known = {place for place, count in enumerate(cells) if count}
        known = {place for place in known if cells[place] == first[place]}
        yield known


# --- Rooms that look like the earlier one ---------------------------------------------------------


@lru_cache(maxsize=64)  # Asked for every mean change and every group of moves.
def _compatible_rooms(
    earlier: VisibleStatement, pairs: int
) -> tuple[CompatibleRoom, ...]:
    """Return ways in which the earlier room may have been made up.

    For each unpaired group and each sum, some of the rooms. The most different groups come first,
    so that it is soon seen when nothing is known of them.
    """
    distributions = _compatible_distributions(earlier)
    groups = _list_groups(earlier.n - pairs)
    different_sums = len({sum_of_answers(counts) for counts in distributions})
    rooms_per_sum = max(1, COMPATIBLE_ROOMS // (len(groups) * max(1, different_sums)))
    rooms: list[CompatibleRoom] = []
    for unpaired in groups:
        rooms_with_sum: dict[int, int] = {}
        for counts in distributions:
            paired = _subtract_counts(counts, unpaired)
            total = sum_of_answers(counts)
            if min(paired) >= 0 and rooms_with_sum.get(total, 0) < rooms_per_sum:
                rooms_with_sum[total] = rooms_with_sum.get(total, 0) + 1
                rooms.append((unpaired, paired))
    return _alternate_from_both_ends(rooms)


def _alternate_from_both_ends(
    rooms: Sequence[CompatibleRoom],
) -> tuple[CompatibleRoom, ...]:
    """Return the first, the last, the second, the second last … so that neighbours differ most.

    Of an odd number the middle one comes last.
    """
    half = len(rooms) // 2
    ends = zip(rooms[:half], reversed(rooms[half:]), strict=False)
    alternating = [room for two_rooms in ends for room in two_rooms]
    return (*alternating, *rooms[half : len(rooms) - half])


def _compatible_distributions(earlier: VisibleStatement) -> list[StepCounts]:
    """Return the distributions that the earlier room may have had; none where they are too many."""
    parts = [count for _, count in earlier.summary.parts] if earlier.summary else []
    if earlier.n <= ROOM_AUDIT_LIMIT or len(parts) == 5:
        return earlier.list_compatible()
    if len(parts) < 3:
        return []
    agree, middle, disagree = parts
    distributions: list[StepCounts] = []
    for total in sums_of_mean(earlier.n, earlier.mean):
        for fives in range(agree + 1):
            # If all who disagree chose 2, the sum would be this; each who chose 1 takes one off it.
            total_with_twos = 4 * agree + fives + 3 * middle + 2 * disagree
            ones = total_with_twos - total
            if 0 <= ones <= disagree:
                distributions.append(
                    (ones, disagree - ones, middle, agree - fives, fives)
                )
    return distributions


def _list_groups(people: int) -> list[StepCounts]:
    """Return every way in which so many people can have answered.

    >>> _list_groups(1)[:2]
    [(1, 0, 0, 0, 0), (0, 0, 0, 0, 1)]
    """
    above_one = product(range(people + 1), repeat=4)
    return [
        (people - twos - threes - fours - fives, twos, threes, fours, fives)
        for twos, threes, fours, fives in above_one
        if twos + threes + fours + fives <= people
    ]


def _subtract_counts(counts: StepCounts, group: StepCounts) -> StepCounts:
    ones, twos, threes, fours, fives = (
        count - gone for count, gone in zip(counts, group, strict=True)
    )
    return ones, twos, threes, fours, fives


# --- How pairs can have moved ---------------------------------------------------------------------


def _can_change_by(paired: StepCounts, sums: range) -> bool:
    """Return whether pairs who answered so the first time can have changed by one of `sums`."""
    n = sum(paired)
    before = sum_of_answers(paired)
    return n - before <= sums[-1] and sums[0] <= 5 * n - before


def _list_reach(paired: StepCounts) -> Reach:
    """Return how far the pairs who answered so the first time can move up and down."""
    ordered = [step for step, count in enumerate(paired, 1) for _ in range(count)]
    up = accumulate(5 - step for step in ordered)
    down = accumulate(step - 1 for step in reversed(ordered))
    return paired, (0, *up), (0, *down)


def _can_move(reach: Reach, moves: Moves, sums: range) -> bool:
    """Return whether pairs with this reach can have made these moves, with one of `sums`.

    The sum is highest where those who rose are the lowest and went all the way, and lowest the
    other way round; and it can be anything between.
    """
    paired, up, down = reach
    ones, *_, fives = paired
    if moves.up > moves.n - fives or moves.down > moves.n - ones:
        return False
    return (
        moves.up - down[moves.down] <= sums[-1] and sums[0] <= up[moves.up] - moves.down
    )
