"""The output auditor: what may be said beside a mean without pointing at one or two people.

Numbers that are harmless one by one can together leave a single explanation. So before anything is
said of a distribution, every distribution that would look the same is enumerated. If they all agree
that some cell holds exactly one or two people, less is said.

An onlooker may know this program. Saying less must therefore not give anything away in turn: the
ruling is made for every distribution with the same n and the same mean at once, and what was
silenced is audited as a group of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from seminar.core.disclosure.simulatable import DetailLevel, choose_releasable, find_most_detailed
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
"""Up to this many answers every distribution is enumerated (at most 135 751), so that a median
can be audited."""
MERGED_AUDIT_LIMIT = 100
"""Up to this many, those with a small band are enumerated. Above, only whole bands are said.
Whole bands need no audit: with three or more people at either end, a step up at one end is a
step down at the other, and only a band that is all on one step is pinned, which is never one
or two people."""

LOWEST_MEAN, HIGHEST_MEAN = 12, 48
"""Means this near an end of the scale 1–5, in tenths, are only given as a bound."""


def summarise_distribution(counts: StepCounts, bars: bool) -> DistributionSummary:
    """The most that may be said of `counts` beside its n and mean; an empty spread when that is
    nothing.

    `bars` says whether n is high enough for five bars and a median.
    """
    n = sum(counts)
    if bars and (five := show_bars(counts)):
        return five
    if n > MEDIAN_AUDIT_LIMIT and (whole := merge_bands(counts)).whole:
        return whole
    if n > MERGED_AUDIT_LIMIT:
        return DistributionSummary()
    may = _allowed(n, top_code_mean(mean_tenths_of_total(sum_of_answers(counts), n)), bars)
    return find_most_detailed(counts, _rungs(n, bars), may) or DistributionSummary()


@dataclass(frozen=True, slots=True)
class VisibleStatement:
    """One statement as the room sees it: n, the mean in tenths as it is said, and what is said of
    the distribution.

    `spread` is None where n is too low for anything to be said of any distribution.
    """

    n: int
    mean: int
    spread: DistributionSummary | None
    bars: bool

    def alike(self) -> list[StepCounts]:
        """Every distribution that looks like this."""
        if self.spread and len(self.spread.parts) == 5:
            ones, twos, threes, fours, fives = (count for _, count in self.spread.parts)
            return [(ones, twos, threes, fours, fives)]
        every = (
            one
            for sum_ in sums_of_mean(self.n, self.mean)
            for one in enumerate_distributions(self.n, sum_)
        )
        return [
            one
            for one in every
            if self.spread is None or summarise_distribution(one, self.bars) == self.spread
        ]


def is_index_safe(looks: Sequence[VisibleStatement]) -> bool:
    """Whether the mean over all statements, answered by the same people, can stand beside the
    statements.

    It is a sum of the statements, and can narrow down what a bound or a rounded mean left open,
    down to a room of one mind. The ruling is made for every index that could stand there, so that a
    missing index tells nothing.
    """
    n = looks[0].n
    if n > MEDIAN_AUDIT_LIMIT:
        return all(LOWEST_MEAN < look.mean < HIGHEST_MEAN for look in looks)
    alike = [look.alike() for look in looks]
    sums = [
        range(min(map(sum_of_answers, group)), max(map(sum_of_answers, group)) + 1)
        for group in alike
    ]
    low, high = sum(one[0] for one in sums), sum(one[-1] for one in sums)
    by_index = defaultdict[int, list[int]](list)
    for sum_ in range(low, high + 1):
        by_index[top_code_mean(mean_tenths_of_total(sum_, n * len(looks)))].append(sum_)
    for totals_ in by_index.values():
        for group, own in zip(alike, sums, strict=True):
            least, most = totals_[0] - (high - own[-1]), totals_[-1] - (low - own[0])
            if least > own[0] or most < own[-1]:
                narrowed = [one for one in group if least <= sum_of_answers(one) <= most]
                if reveals_small_cell(narrowed) or _one_mind(narrowed):
                    return False
    return True


def top_code_mean(mean: int) -> int:
    """A mean in tenths on a scale 1–5 as far as it is said: one value for all that are near the
    same end."""
    return min(max(mean, LOWEST_MEAN), HIGHEST_MEAN)


def sums_of_mean(n: int, mean: int) -> range:
    """The sums of `n` answers, 1–5 each, whose mean is said as `mean`."""
    fitting = [
        sum_ for sum_ in range(n, 5 * n + 1) if top_code_mean(mean_tenths_of_total(sum_, n)) == mean
    ]
    return range(fitting[0], fitting[-1] + 1) if fitting else range(0)


def enumerate_distributions(n: int, total: int) -> Iterator[StepCounts]:
    """Every way in which `n` answers, 1–5 each, can add up to `total`; above `MEDIAN_AUDIT_LIMIT`, if a
    band is small."""
    above = total - n
    for fives in range(above // 4 + 1):
        for fours in range((above - 4 * fives) // 3 + 1):
            rest = above - 4 * fives - 3 * fours
            most, least = rest // 2, max(0, rest - (n - fives - fours))
            for threes in _threes(n, fives + fours, least, most):
                twos = rest - 2 * threes
                yield n - fives - fours - threes - twos, twos, threes, fours, fives


def reveals_small_cell(group: Iterable[StepCounts]) -> bool:
    """Whether all of `group` agree that some step, band, rest of a band or two neighbouring
    steps hold exactly one or two people."""
    return any(
        min(cell) == max(cell) and 0 < cell[0] < SMALL_CELL
        for cell in zip(*map(list_audited_cells, group), strict=True)
    )


def _one_mind(group: Sequence[StepCounts]) -> bool:
    """Whether everyone must have answered the same, so that the answer of each is known."""
    return len(group) == 1 and max(group[0]) == sum(group[0])


@lru_cache(maxsize=512)
def _allowed(n: int, mean: int, bars: bool) -> frozenset[DistributionSummary]:
    """What may be said beside this n and mean."""
    alike = [
        one
        for sum_ in sums_of_mean(n, mean)
        for one in enumerate_distributions(n, sum_)
        if not (bars and show_bars(one))
    ]
    return choose_releasable(alike, _rungs(n, bars), reveals_small_cell)


def _rungs(n: int, bars: bool) -> tuple[DetailLevel[StepCounts, DistributionSummary], ...]:
    """What may be tried, the most telling first."""
    return (_with_median, merge_bands) if bars and n <= MEDIAN_AUDIT_LIMIT else (merge_bands,)


def _with_median(counts: StepCounts) -> DistributionSummary:
    return replace(merge_bands(counts), median=median_step(counts))


def _threes(n: int, agree: int, least: int, most: int) -> Iterable[int]:
    """How many may have answered 3. Where whole bands need no audit, those that leave every band
    whole are left out."""
    if n <= MEDIAN_AUDIT_LIMIT or agree < SMALL_CELL:
        return range(least, most + 1)
    disagree_small = range(max(least, SMALL_CELL, n - agree - SMALL_CELL + 1), most + 1)
    return (*range(least, min(most + 1, SMALL_CELL)), *disagree_small)


def sum_of_answers(counts: StepCounts) -> int:
    """The sum of all answers."""
    return sum(step * count for step, count in enumerate(counts, 1))


def list_audited_cells(counts: StepCounts) -> tuple[int, ...]:
    """How many are on each step, in each band and rest of a band, and on two neighbouring steps."""
    ones, twos, threes, fours, fives = counts
    disagree, agree = ones + twos, fours + fives
    bands = (disagree, agree, threes + agree, disagree + threes, disagree + agree)
    return (*counts, *bands, twos + threes, threes + fours)
