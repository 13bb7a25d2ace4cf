"""Bound how many people changed by each number of steps, given up/same/down and the sum.

An intruder knows how many went up and how many down on a scale 1–5, and about what all steps add up
to. So of each single step, one to four up and one to four down, the fewest and the most who can
have taken it are known (interval disclosure); where these are the same, that step is pinned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from seminar.core.disclosure.small_cells import (
    CHANGE,
    SMALL_CELL,
    DistributionSummary,
    merge_small_parts,
)
from seminar.core.stats.estimators import signed_mean_tenths

FARTHEST = 4
"""The most steps that anyone can move on a scale 1–5."""

NEAR_ALL = 38
"""A mean change this near the farthest, in tenths, is only given as a bound: all but a few must
have gone the whole way."""

Bound = tuple[int, int]
"""The fewest and the most there can be."""

Bounds = tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    """The numbers of people who chose a higher step the second time, the same, and a lower one."""

    up: int
    same: int
    down: int

    @property
    def n(self) -> int:
        """Return how many answered both times."""
        return self.up + self.same + self.down

    @property
    def summary(self) -> DistributionSummary:
        """Up, same and down under the small-cell rule."""
        return merge_small_parts((self.up, self.same, self.down), CHANGE)

    @property
    def part_bounds(self) -> Bounds:
        """The bounds of the three parts and of what remains beside each; all are known exactly."""
        parts = (self.up, self.same, self.down)
        remainders = (self.n - part for part in parts)
        return tuple((count, count) for count in (*parts, *remainders))

    def possible_sums(self, sums: range) -> range:
        """Return those of `sums` that steps up less steps down can add up to.

        >>> Moves(2, 5, 1).possible_sums(range(-10, 11))
        range(-2, 8)
        """
        least = self.up - FARTHEST * self.down
        most = FARTHEST * self.up - self.down
        return range(max(least, sums.start), min(most + 1, sums.stop))

    def bound_steps(self, sums: range) -> Bounds:
        """Return the bounds of each step up, then of each step down, when all sum to one of `sums`.

        >>> Moves(1, 9, 0).bound_steps(range(2, 3))
        ((0, 0), (1, 1), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0))
        """
        low = sums[0]
        high = sums[-1]
        least_up = max(self.up, low + self.down)
        most_up = min(FARTHEST * self.up, high + FARTHEST * self.down)
        least_down = max(self.down, self.up - high)
        most_down = min(FARTHEST * self.down, FARTHEST * self.up - low)
        steps_up = _bound_each_step(self.up, least_up, most_up)
        steps_down = _bound_each_step(self.down, least_down, most_down)
        return steps_up + steps_down


def top_code_change(total: int, n: int) -> int:
    """Return the mean of `n` changes in tenths as it is said: one value for all near the same end.

    >>> top_code_change(40, 10), top_code_change(-3, 10)
    (38, -3)
    """
    return min(max(signed_mean_tenths(total, n), -NEAR_ALL), NEAR_ALL)


@lru_cache(maxsize=256)  # Asked again for each statement and each earlier room.
def sums_of_change(n: int, mean: int) -> range:
    """Return the sums of `n` changes whose mean is said as `mean` (in tenths).

    >>> sums_of_change(30, 1)
    range(2, 5)
    """
    sums = [
        total
        for total in range(-FARTHEST * n, FARTHEST * n + 1)
        if top_code_change(total, n) == mean
    ]
    return range(sums[0], sums[-1] + 1) if sums else range(0)


def enumerate_moves(n: int) -> Iterable[Moves]:
    """Return every way in which `n` people can have gone up, stayed and gone down.

    >>> len(list(enumerate_moves(2)))
    6
    """
    return (
        Moves(up, n - up - down, down)
        for up in range(n + 1)
        for down in range(n - up + 1)
    )


def unite_bounds(alternatives: Iterable[Bounds]) -> Bounds:
    """Return the bounds of each cell when any of `alternatives` may be true.

    >>> unite_bounds([((1, 1), (0, 4)), ((2, 3), (1, 2))])
    ((1, 3), (0, 4))
    """
    return tuple(
        (min(low for low, _ in cell), max(high for _, high in cell))
        for cell in zip(*alternatives, strict=True)
    )


def bounds_reveal_small_cell(bounds: Bounds) -> bool:
    """Return whether some cell is known to hold exactly one or two people.

    >>> bounds_reveal_small_cell(((0, 0), (1, 2), (2, 2)))
    True
    """
    return any(low == high and 0 < low < SMALL_CELL for low, high in bounds)


@lru_cache(
    maxsize=4096
)  # Many moves share a number of people and a range; each is slow to bound.
def _bound_each_step(people: int, least: int, most: int) -> Bounds:
    """Return the bounds of each of the steps 1–4 when those of `people` sum to `least`–`most`."""
    by_total = (
        tuple(
            (_fewest_takers(people, total, step), _most_takers(people, total, step))
            for step in range(1, FARTHEST + 1)
        )
        for total in range(least, most + 1)
    )
    return unite_bounds(by_total)


def _fewest_takers(people: int, total: int, step: int) -> int:
    return next(
        takers
        for takers in range(people + 1)
        if _can_sum_without(people - takers, total - takers * step, step)
    )


def _most_takers(people: int, total: int, step: int) -> int:
    for takers in range(people, -1, -1):
        others = people - takers
        if others <= total - takers * step <= FARTHEST * others:
            return takers
    raise ValueError(f"{people} steps of 1-{FARTHEST} cannot add up to {total}")


def _can_sum_without(people: int, total: int, step: int) -> bool:
    """Return whether `people` steps of 1–4 can add up to `total` when none of them is `step`."""
    if not people:
        return total == 0
    least = 2 * people if step == 1 else people
    most = 3 * people if step == FARTHEST else FARTHEST * people
    # Without step 2 nobody can take one more than all ones (1, 1, …, 2); without step 3 nobody can
    # take one less than all fours. Every other sum in between can be made.
    gap = {2: people + 1, 3: FARTHEST * people - 1}.get(step)
    return least <= total <= most and total != gap
