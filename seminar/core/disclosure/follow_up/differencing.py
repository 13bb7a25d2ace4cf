"""What a change and the rooms' totals give away together of those who answered only once.

Everyone in the earlier room is in a pair or is left over, and so it is in this room. With sums of
answers::

    earlier total = pairs before + left over earlier
    this total    = pairs after  + left over now
    change        = pairs after  - pairs before

An onlooker who is told all three knows the difference between the two groups of left over. When
nobody is left over in one room, that is the other group's total; when few are, it may be. So all
three stand together only where either group is nobody at all or at least ten (`may_publish_total`).
Otherwise this room's total is left out.

Then the pairs' after is free, and so is their before, but for what the ends of the scale forbid:
people who rose by two steps did not begin at five. A large rise can still point at the few who did
not come back, or tell that all pairs ended at the top. So `limit_change` ends the mean earlier, as «0.6 or
higher», at the last one that tells nothing of them that the earlier total had not told. Where that
ends depends on the earlier total and the number of pairs alone, and what is said of up, same and
down is ruled for all that would look the same, so that what is held back tells nothing either.
Interval and effect size are not looked at in this way, and so they are left out wherever a few are
left over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, product

from seminar.core.disclosure import audit
from seminar.core.disclosure.audit import VisibleStatement
from seminar.core.disclosure.follow_up.change import summarise_moves
from seminar.core.disclosure.follow_up.change_bounds import (
    FARTHEST,
    NEAR_ALL,
    Moves,
    enumerate_moves,
    sums_of_change,
)
from seminar.core.disclosure.result import Mean, PublishedChange
from seminar.core.disclosure.simulatable import choose_releasable
from seminar.core.disclosure.small_cells import DistributionSummary, StepCounts

DIFFERENCE_FLOOR = 10
"""A group that can be worked out of published numbers has at least this many."""

ROOM_AUDIT_LIMIT = audit.MEDIAN_AUDIT_LIMIT
"""Up to this many in the earlier room, all it may have been made up of is looked at. Above, if a
few are left over, nothing is said of up, same and down, and no change at all where the
earlier room's bands were not whole."""

COMPATIBLE_ROOMS = 5000
"""Of a larger room about so many ways to be made up are looked at, some for each group of left
over and each sum. What none of them shows to be possible, and none to be safe, is not said."""

Range = tuple[int, int]
CompatibleRoom = tuple[StepCounts, StepCounts]
"""Those left over and those in pairs, as they may have answered in the earlier room."""


def limit_change(change: PublishedChange, earlier: Sequence[VisibleStatement]) -> PublishedChange:
    """As much of a change as may be told to those who saw these totals of earlier rooms."""
    assert change.mean is not None
    mean, n = round(10 * change.mean.value), change.pairs
    ends = [_ends_of_mean(one, n) for one in earlier if one.n >= n] or [(-NEAR_ALL, NEAR_ALL)]
    low, high = max(one for one, _ in ends), min(one for _, one in ends)
    if not low < 0 < high:
        return PublishedChange(change.id, 0, None)
    if mean >= high and high < NEAR_ALL:
        return PublishedChange(change.id, n, Mean(high / 10, "or_higher"))
    if mean <= low and low > -NEAR_ALL:
        return PublishedChange(change.id, n, Mean(low / 10, "or_lower"))
    few = [one for one in earlier if _is_few(one, n)]
    said = DistributionSummary(tuple((band.part, band.count) for band in change.parts), change.said)
    if all(one.n <= ROOM_AUDIT_LIMIT and said in _parts(one, n, mean) for one in few):
        return replace(change, interval=None, effect=None) if few else change
    return PublishedChange(change.id, n, change.mean)


def may_publish_total(
    change: PublishedChange, earlier: Sequence[VisibleStatement], now: VisibleStatement
) -> bool:
    """Whether this room's total can be told besides. `earlier` are all totals that were told
    before."""
    n, left = now.n - change.pairs, [one.n - change.pairs for one in earlier]
    if n < DIFFERENCE_FLOOR or any(0 < one < DIFFERENCE_FLOOR for one in left):
        return False
    sums = range_of_sums(change)
    return all(
        _is_free(change.pairs, sums, one, now)
        for one, then in zip(earlier, left, strict=True)
        if then >= 0
    )


def range_of_sums(change: PublishedChange) -> Range:
    """What all steps can add up to."""
    assert change.mean is not None
    n, fitting = change.pairs, sums_of_change(change.pairs, round(10 * change.mean.value))
    low = -FARTHEST * n if change.mean.bound == "or_lower" else fitting[0]
    return low, FARTHEST * n if change.mean.bound == "or_higher" else fitting[-1]


# --- where the mean ends --------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _ends_of_mean(earlier: VisibleStatement, n: int) -> Range:
    """The lowest and the highest mean change, in tenths, up to which nobody left over is pointed
    at."""
    found = []
    for sign in (-1, 1):
        safe = (at for at in range(NEAR_ALL + 1) if not _mean_may_stand(earlier, n, sign * at))
        found.append(sign * (next(safe, NEAR_ALL + 1) - 1))
    return found[0], found[1]


def _mean_may_stand(earlier: VisibleStatement, n: int, mean: int) -> bool:
    fitting = sums_of_change(n, mean)
    if not fitting or not _is_free(n, (fitting[0], fitting[-1]), earlier):
        return False
    if not _is_few(earlier, n):
        return True
    return bool(_compatible_rooms(earlier, n)) and not _points(
        earlier,
        n,
        (rest for rest, pairs in _compatible_rooms(earlier, n) if _may_add(pairs, fitting)),
    )


def _is_few(earlier: VisibleStatement, n: int) -> bool:
    """Whether so few are left over that nothing may be known of them."""
    return 0 < earlier.n - n < DIFFERENCE_FLOOR


def _is_free(
    n: int, change: Range, earlier: VisibleStatement, now: VisibleStatement | None = None
) -> bool:
    """Whether each group's mean, as far as it can be worked out, tells no more than a bound near
    an end would."""
    then, left = _sums(earlier), earlier.n - n
    before = _overlap((n, 5 * n), _less((n, 5 * n), change), _less(then, (left, 5 * left)))
    after = _overlap((n, 5 * n), (before[0] + change[0], before[1] + change[1]))
    groups = list[tuple[int, Range]]()
    if now:
        left_now = now.n - n
        after = _overlap(after, _less(_sums(now), (left_now, 5 * left_now)))
        before = _overlap(before, _less(after, change))
        groups = [(left_now, _less(_sums(now), after))]
    groups += [(left, _less(then, before)), (n, before), (n, after)]
    return all(
        10 * low <= audit.HIGHEST_MEAN * size and 10 * high >= audit.LOWEST_MEAN * size
        for size, (low, high) in groups
    )


# --- those who did not come back ------------------------------------------------------------------


@lru_cache(maxsize=64)
def _parts(earlier: VisibleStatement, n: int, mean: int) -> frozenset[DistributionSummary]:
    """What may be said of up, same and down beside this mean and the earlier total."""
    fitting = sums_of_change(n, mean)
    worlds = [
        (rest, _reach(pairs))
        for rest, pairs in _compatible_rooms(earlier, n)
        if _may_add(pairs, fitting)
    ]

    def pins(group: Sequence[Moves]) -> bool:
        return _points(
            earlier,
            n,
            (
                rest
                for rest, reach in worlds
                if any(_may_move(reach, one, fitting) for one in group)
            ),
        )

    def is_possible(moves: Moves) -> bool:
        return any(_may_move(reach, moves, fitting) for _, reach in worlds)

    alike = [one for one in enumerate_moves(n) if one.reach(fitting) and is_possible(one)]
    return choose_releasable(alike, (lambda one: summarise_moves(one, fitting[0]),), pins)


def _points(earlier: VisibleStatement, n: int, rests: Iterable[StepCounts]) -> bool:
    """Whether more is known of those left over than the earlier total alone tells, when these
    are all they may be."""
    found = set[int]()
    for known in _narrowing(rests):
        found = known - _known_alone(earlier, n)
        if not found:
            return False
    return bool(found)


@lru_cache(maxsize=64)
def _known_alone(earlier: VisibleStatement, n: int) -> frozenset[int]:
    *_, known = _narrowing(rest for rest, _ in _compatible_rooms(earlier, n))
    return frozenset(known)


def _narrowing(rests: Iterable[StepCounts]) -> Iterator[set[int]]:
    """The cells of which some number of people is known, fewer and fewer as one group after the
    other is possible."""
    first: tuple[int, ...] = ()
    known = set[int]()
    for rest in rests:
        cells = audit.list_audited_cells(rest)
        if not first:
            first, known = cells, {at for at, count in enumerate(cells) if count}
        known = {at for at in known if cells[at] == first[at]}
        yield known


@lru_cache(maxsize=64)
def _compatible_rooms(earlier: VisibleStatement, n: int) -> tuple[CompatibleRoom, ...]:
    """How the earlier room may have been made up: for each group of left over and each sum, some of
    the rooms.

    The most different groups come first, so that it is soon seen when nothing is known of them.
    """
    rooms, groups, found = _rooms(earlier), _groups(earlier.n - n), list[CompatibleRoom]()
    each = max(
        1,
        COMPATIBLE_ROOMS
        // (len(groups) * max(1, len({audit.sum_of_answers(room) for room in rooms}))),
    )
    for rest in groups:
        tried = dict[int, int]()
        for room in rooms:
            pairs = tuple(count - one for count, one in zip(room, rest, strict=True))
            sum_ = audit.sum_of_answers(room)
            if min(pairs) >= 0 and tried.get(sum_, 0) < each:
                tried[sum_] = tried.get(sum_, 0) + 1
                found.append((rest, (pairs[0], pairs[1], pairs[2], pairs[3], pairs[4])))
    half = len(found) // 2
    mixed = [
        one for both in zip(found[:half], reversed(found[half:]), strict=False) for one in both
    ]
    return (*mixed, *found[half : len(found) - half])


def _rooms(earlier: VisibleStatement) -> list[StepCounts]:
    """What the earlier room may have been made up of; none where that is too much to look at."""
    parts = [count for _, count in earlier.spread.parts] if earlier.spread else []
    if earlier.n <= ROOM_AUDIT_LIMIT or len(parts) == 5:
        return earlier.alike()
    if len(parts) < 3:
        return []
    agree, middle, disagree = parts
    return [
        (ones, disagree - ones, middle, agree - fives, fives)
        for sum_ in audit.sums_of_mean(earlier.n, earlier.mean)
        for fives in range(agree + 1)
        if 0 <= (ones := 4 * agree + fives + 3 * middle + 2 * disagree - sum_) <= disagree
    ]


def _groups(people: int) -> list[StepCounts]:
    """Every way in which so many people can have answered."""
    every = product(range(people + 1), repeat=4)
    return [
        (people - two - three - four - five, two, three, four, five)
        for two, three, four, five in every
        if two + three + four + five <= people
    ]


def _may_add(pairs: StepCounts, sums: range) -> bool:
    """Whether pairs who answered like this the first time can have changed by one of `sums` in
    all."""
    n, before = sum(pairs), audit.sum_of_answers(pairs)
    return n - before <= sums[-1] and sums[0] <= 5 * n - before


Reach = tuple[StepCounts, tuple[int, ...], tuple[int, ...]]


def _reach(pairs: StepCounts) -> Reach:
    """How far up the lowest so and so many could go, and how far down the highest."""
    ordered = [step for step, count in enumerate(pairs, 1) for _ in range(count)]
    up, down = (
        accumulate(5 - step for step in ordered),
        accumulate(step - 1 for step in reversed(ordered)),
    )
    return pairs, (0, *up), (0, *down)


def _may_move(reach: Reach, moves: Moves, sums: range) -> bool:
    """Whether they can have moved like this as well.

    The sum is highest where those who rose are the lowest and went all the way, and lowest the
    other way round; and it can be anything between.
    """
    pairs, up, down = reach
    if moves.up > moves.n - pairs[4] or moves.down > moves.n - pairs[0]:
        return False
    return moves.up - down[moves.down] <= sums[-1] and sums[0] <= up[moves.up] - moves.down


# --- ranges ---------------------------------------------------------------------------------------


def _sums(look: VisibleStatement) -> Range:
    sums = audit.sums_of_mean(look.n, look.mean)
    return sums[0], sums[-1]


def _less(one: Range, other: Range) -> Range:
    """What is left when something in `other` is taken from something in `one`."""
    return one[0] - other[1], one[1] - other[0]


def _overlap(*ranges: Range) -> Range:
    return max(low for low, _ in ranges), min(high for _, high in ranges)
