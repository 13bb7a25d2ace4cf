"""Guard against differencing: a change and both totals must not isolate the few who answered once.

Everyone in the earlier room is in a pair or is unpaired, and so it is in this room. With sums of
answers::

    earlier total = pairs before + unpaired earlier
    this total    = pairs after  + unpaired now
    change        = pairs after  - pairs before

An intruder who is told all three knows the difference between the two unpaired groups. When nobody
is unpaired in one room, that is the other group's total; when few are, it may be. So all three
stand together only where either group is nobody at all or at least ten (`may_publish_total`).
Otherwise this room's total is left out.

Then the pairs' after is free, and so is their before, but for what the ends of the scale forbid:
people who rose by two steps did not begin at five. A large rise can still point at the few who did
not come back, or tell that all pairs ended at the top. So `limit_change` ends the mean earlier, as
«0.6 or higher», at the last one that tells nothing of them that the earlier total had not told.
Where that ends depends on the earlier total and the number of pairs alone, and what is said of up,
same and down is chosen for all that would look the same, so that what is withheld tells nothing
either. Interval and effect size are not audited in this way, and so they are left out wherever a
few are unpaired.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from seminar.core.disclosure.audit import (
    HIGHEST_MEAN,
    LOWEST_MEAN,
    VisibleStatement,
    sums_of_mean,
)
from seminar.core.disclosure.follow_up.change_bounds import (
    FARTHEST,
    NEAR_ALL,
    sums_of_change,
)
from seminar.core.disclosure.follow_up.earlier_room import (
    ROOM_AUDIT_LIMIT,
    may_publish_mean,
    releasable_summaries,
)
from seminar.core.disclosure.result import Mean, PublishedChange
from seminar.core.disclosure.small_cells import DistributionSummary

DIFFERENCE_FLOOR = 10
"""A group that can be worked out of published numbers has at least this many. It is twice the floor
of a result (`seminar.core.disclosure.thresholds.HARD_FLOOR`): nobody chose to publish the group, so
nothing of what is told of it could be merged or bounded."""

Range = tuple[int, int]
"""The least and the most that a sum can be."""


def limit_change(
    change: PublishedChange, earlier: Sequence[VisibleStatement]
) -> PublishedChange:
    """Return as much of a change as may be told to those who saw these totals of earlier rooms."""
    assert change.mean is not None
    mean = round(10 * change.mean.value)
    pairs = change.pairs
    low, high = _common_limits(earlier, pairs)
    if not low < 0 < high:
        return PublishedChange(change.id, 0, None)
    if mean >= high and high < NEAR_ALL:
        return PublishedChange(change.id, pairs, Mean(high / 10, "or_higher"))
    if mean <= low and low > -NEAR_ALL:
        return PublishedChange(change.id, pairs, Mean(low / 10, "or_lower"))
    with_few_unpaired = [total for total in earlier if _has_few_unpaired(total, pairs)]
    if not with_few_unpaired:
        return change
    parts = tuple((band.part, band.count) for band in change.parts)
    summary = DistributionSummary(parts, change.said)
    if all(
        total.n <= ROOM_AUDIT_LIMIT
        and summary in releasable_summaries(total, pairs, mean)
        for total in with_few_unpaired
    ):
        return replace(change, interval=None, effect=None)
    return PublishedChange(change.id, pairs, change.mean)


def may_publish_total(
    change: PublishedChange, earlier: Sequence[VisibleStatement], now: VisibleStatement
) -> bool:
    """Return whether this room's total can be told beside a change and the earlier totals.

    Args:
        change: The change as it is told.
        earlier: All totals of the statement that were told before.
        now: This room's total.
    """
    pairs = change.pairs
    unpaired_now = now.n - pairs
    if unpaired_now < DIFFERENCE_FLOOR:
        return False
    if any(_has_few_unpaired(total, pairs) for total in earlier):
        return False
    sums = range_of_sums(change)
    # A total of fewer people than there are pairs cannot hold them all: it says nothing of them.
    return all(
        _leaves_means_open(pairs, sums, total, now)
        for total in earlier
        if total.n >= pairs
    )


def range_of_sums(change: PublishedChange) -> Range:
    """Return the least and the most that all steps of a change can add up to."""
    assert change.mean is not None
    pairs = change.pairs
    sums = sums_of_change(pairs, round(10 * change.mean.value))
    low = -FARTHEST * pairs if change.mean.bound == "or_lower" else sums[0]
    high = FARTHEST * pairs if change.mean.bound == "or_higher" else sums[-1]
    return low, high


# --- Where the mean ends --------------------------------------------------------------------------


def _common_limits(earlier: Sequence[VisibleStatement], pairs: int) -> Range:
    """Return the lowest and the highest mean change, in tenths, that every earlier total allows."""
    limits = [_mean_limits(total, pairs) for total in earlier if total.n >= pairs]
    if not limits:
        return -NEAR_ALL, NEAR_ALL
    return max(low for low, _ in limits), min(high for _, high in limits)


@lru_cache(
    maxsize=256
)  # Depends on n and mean alone, and comes again in every room of a series.
def _mean_limits(earlier: VisibleStatement, pairs: int) -> Range:
    """Return the lowest and highest mean change, in tenths, up to which nobody is pointed at."""
    return -_last_safe_mean(earlier, pairs, -1), _last_safe_mean(earlier, pairs, 1)


def _last_safe_mean(earlier: VisibleStatement, pairs: int, sign: int) -> int:
    """Return how far from zero, in tenths, the mean change is safe in one direction; -1 for never.

    Args:
        earlier: An earlier total.
        pairs: How many answered both times.
        sign: 1 for a rise, -1 for a fall.
    """
    for distance in range(NEAR_ALL + 1):
        if not _may_tell_mean(earlier, pairs, sign * distance):
            return distance - 1
    return NEAR_ALL


def _may_tell_mean(earlier: VisibleStatement, pairs: int, mean: int) -> bool:
    sums = sums_of_change(pairs, mean)
    if not sums or not _leaves_means_open(pairs, (sums[0], sums[-1]), earlier):
        return False
    return not _has_few_unpaired(earlier, pairs) or may_publish_mean(
        earlier, pairs, sums
    )


def _has_few_unpaired(earlier: VisibleStatement, pairs: int) -> bool:
    """Return whether so few did not come back that nothing may be known of them."""
    return 0 < earlier.n - pairs < DIFFERENCE_FLOOR


# --- What the three totals say of each group's mean -----------------------------------------------


def _leaves_means_open(
    pairs: int,
    change: Range,
    earlier: VisibleStatement,
    now: VisibleStatement | None = None,
) -> bool:
    """Return whether each group's mean tells no more than a bound near an end would.

    The groups are the pairs, before and after, and the unpaired of either room; their means as far
    as they can be worked out.
    """
    unpaired_then = earlier.n - pairs
    total_then = _range_of_total(earlier)
    any_answers = (pairs, 5 * pairs)
    before = _overlap(
        any_answers,
        _subtract(any_answers, change),
        _subtract(total_then, (unpaired_then, 5 * unpaired_then)),
    )
    after = _overlap(any_answers, _add(before, change))
    groups: list[tuple[int, Range]] = []
    if now:
        unpaired_now = now.n - pairs
        total_now = _range_of_total(now)
        after = _overlap(after, _subtract(total_now, (unpaired_now, 5 * unpaired_now)))
        before = _overlap(before, _subtract(after, change))
        groups = [(unpaired_now, _subtract(total_now, after))]
    groups += [
        (unpaired_then, _subtract(total_then, before)),
        (pairs, before),
        (pairs, after),
    ]
    return all(
        10 * low <= HIGHEST_MEAN * size and 10 * high >= LOWEST_MEAN * size
        for size, (low, high) in groups
    )


def _range_of_total(total: VisibleStatement) -> Range:
    sums = sums_of_mean(total.n, total.mean)
    return sums[0], sums[-1]


def _add(first: Range, second: Range) -> Range:
    return first[0] + second[0], first[1] + second[1]


def _subtract(minuend: Range, subtrahend: Range) -> Range:
    """Return what can be left when something in one range is taken from something in another."""
    return minuend[0] - subtrahend[1], minuend[1] - subtrahend[0]


def _overlap(*ranges: Range) -> Range:
    return max(low for low, _ in ranges), min(high for _, high in ranges)
