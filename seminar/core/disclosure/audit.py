"""Audit what may be said of a distribution beside its mean without revealing a small cell.

Numbers that are harmless one by one can together have a single explanation. So before anything is
said of a distribution, every distribution that would look the same is enumerated. If they all agree
that some cell holds exactly one or two people, less is said.

An intruder may know this program. Saying less must therefore not give anything away in turn: the
choice is made for every distribution with the same n and the same mean at once, and what was
silenced is audited as a group of its own (`seminar.core.disclosure.simulatable`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from seminar.core.disclosure.simulatable import (
    DetailLevel,
    choose_releasable,
    find_most_detailed,
)
from seminar.core.disclosure.small_cells import (
    SMALL_CELL,
    DistributionSummary,
    StepCounts,
    median_step,
    merge_bands,
    show_bars,
)
from seminar.core.stats.estimators import mean_tenths_of_total

MEDIAN_AUDIT_LIMIT = 40
"""Up to this many answers every distribution is enumerated, so that a median can be audited. At 40
these are at most 135 751, the ways to share 40 answers among five steps, which takes a moment on a
laptop; the number grows with the fourth power of n."""

MERGED_AUDIT_LIMIT = 100
"""Up to this many answers, the distributions with a small band are enumerated; they grow more
slowly. Above, only whole bands are said. Whole bands need no audit: with three or more people at
either end, a step up at one end is a step down at the other, and only a band that is all on one
step is pinned, which is never one or two people."""

LOWEST_MEAN = 12
HIGHEST_MEAN = 48
"""Means this near an end of the scale 1–5, in tenths, are only given as a bound (top and bottom
coding). A mean of 4.9 says that hardly anybody chose less than five; 4.8 leaves it open."""


def summarise_distribution(counts: StepCounts, bars: bool) -> DistributionSummary:
    """Return the most that may be said of `counts` beside its n and mean; empty for nothing.

    Args:
        counts: How many chose each step.
        bars: Whether n is high enough for five bars and a median.
    """
    n = sum(counts)
    if bars and (five_bars := show_bars(counts)):
        return five_bars
    if n > MEDIAN_AUDIT_LIMIT and (bands := merge_bands(counts)).is_unmerged:
        return bands
    if n > MERGED_AUDIT_LIMIT:
        return DistributionSummary()
    mean = top_code_mean(mean_tenths_of_total(sum_of_answers(counts), n))
    releasable = _releasable_summaries(n, mean, bars)
    summary = find_most_detailed(counts, _detail_levels(n, bars), releasable)
    return summary or DistributionSummary()


@dataclass(frozen=True, slots=True)
class VisibleStatement:
    """One statement as the room sees it, on the steps 1–5."""

    n: int
    mean: int
    """In tenths, as it is said."""
    summary: DistributionSummary | None
    """None where n is too low for anything to be said of any distribution."""
    bars: bool
    """Whether n is high enough for five bars and a median."""

    def list_compatible(self) -> list[StepCounts]:
        """Return every distribution that looks like this."""
        if self.summary and len(self.summary.parts) == 5:
            ones, twos, threes, fours, fives = (
                count for _, count in self.summary.parts
            )
            return [(ones, twos, threes, fours, fives)]
        with_this_mean = (
            counts
            for total in sums_of_mean(self.n, self.mean)
            for counts in enumerate_distributions(self.n, total)
        )
        if self.summary is None:
            return list(with_this_mean)
        return [
            counts
            for counts in with_this_mean
            if summarise_distribution(counts, self.bars) == self.summary
        ]


def top_code_mean(mean: int) -> int:
    """Return a mean in tenths as it is said: one value for all that are near the same end.

    >>> top_code_mean(49), top_code_mean(38), top_code_mean(10)
    (48, 38, 12)
    """
    return min(max(mean, LOWEST_MEAN), HIGHEST_MEAN)


def sums_of_mean(n: int, mean: int) -> range:
    """Return the sums of `n` answers, 1–5 each, whose mean is said as `mean` (in tenths).

    >>> sums_of_mean(5, 40), sums_of_mean(5, 48)
    (range(20, 21), range(24, 26))
    """
    sums = [
        total
        for total in range(n, 5 * n + 1)
        if top_code_mean(mean_tenths_of_total(total, n)) == mean
    ]
    return range(sums[0], sums[-1] + 1) if sums else range(0)


def enumerate_distributions(n: int, total: int) -> Iterator[StepCounts]:
    """Yield every way in which `n` answers, 1–5 each, add up to `total`.

    Above `MEDIAN_AUDIT_LIMIT` answers, only the ways in which a band is small.

    >>> list(enumerate_distributions(2, 6))
    [(0, 0, 2, 0, 0), (0, 1, 0, 1, 0), (1, 0, 0, 0, 1)]
    """
    above_ones = total - n
    for fives in range(above_ones // 4 + 1):
        for fours in range((above_ones - 4 * fives) // 3 + 1):
            # What twos (one above) and threes (two above) must still add up to.
            remaining = above_ones - 4 * fives - 3 * fours
            most = remaining // 2
            least = max(0, remaining - (n - fives - fours))
            for threes in _list_threes(n, fives + fours, least, most):
                twos = remaining - 2 * threes
                ones = n - fives - fours - threes - twos
                yield ones, twos, threes, fours, fives


def reveals_small_cell(group: Iterable[StepCounts]) -> bool:
    """Return whether all of `group` agree that some audited cell holds exactly one or two people.

    >>> reveals_small_cell([(0, 1, 4, 5, 0), (0, 1, 3, 6, 0)])
    True
    >>> reveals_small_cell([(0, 1, 4, 5, 0), (3, 0, 4, 0, 3)])
    False
    """
    return any(
        min(cell) == max(cell) and 0 < cell[0] < SMALL_CELL
        for cell in zip(*map(list_audited_cells, group), strict=True)
    )


def sum_of_answers(counts: StepCounts) -> int:
    """Return the sum of all answers.

    >>> sum_of_answers((1, 0, 0, 0, 2))
    11
    """
    return sum(step * count for step, count in enumerate(counts, 1))


def list_audited_cells(counts: StepCounts) -> tuple[int, ...]:
    """Return how many are on each step, in each band and its remainder, and on two middle steps."""
    ones, twos, threes, fours, fives = counts
    disagree = ones + twos
    agree = fours + fives
    bands = (disagree, agree, threes + agree, disagree + threes, disagree + agree)
    return (*counts, *bands, twos + threes, threes + fours)


# --- What may be released beside a mean -----------------------------------------------------------


@lru_cache(
    maxsize=512
)  # A result has few statements; the next of the same n and mean is free.
def _releasable_summaries(
    n: int, mean: int, bars: bool
) -> frozenset[DistributionSummary]:
    """Return the summaries that may be released beside this n and mean."""
    alike = [
        counts
        for total in sums_of_mean(n, mean)
        for counts in enumerate_distributions(n, total)
        if not (bars and show_bars(counts))
    ]
    return choose_releasable(alike, _detail_levels(n, bars), reveals_small_cell)


def _detail_levels(
    n: int, bars: bool
) -> tuple[DetailLevel[StepCounts, DistributionSummary], ...]:
    if bars and n <= MEDIAN_AUDIT_LIMIT:
        return (_bands_with_median, merge_bands)
    return (merge_bands,)


def _bands_with_median(counts: StepCounts) -> DistributionSummary:
    return replace(merge_bands(counts), median=median_step(counts))


def _list_threes(n: int, agree: int, least: int, most: int) -> Iterable[int]:
    """Return how many may have answered 3.

    Where whole bands need no audit, those that leave every band whole are left out.
    """
    if n <= MEDIAN_AUDIT_LIMIT or agree < SMALL_CELL:
        return range(least, most + 1)
    middle_small = range(least, min(most + 1, SMALL_CELL))
    disagree_small = range(max(least, SMALL_CELL, n - agree - SMALL_CELL + 1), most + 1)
    return (*middle_small, *disagree_small)
