"""How far people moved on a scale 1–5: how many took each step up or down, and what follows of it
from a sum.

An onlooker knows how many went up and how many down, and about what all steps add up to. So of each
single step, one to four up and one to four down, the fewest and the most who can have taken it are
known; where these are the same, that step is pinned.
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
NEAR_ALL = 38
"""A mean change this near the farthest, in tenths, is only given as a bound."""

Bound = tuple[int, int]
"""The fewest and the most there can be."""

Bounds = tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    """How many chose a higher step the second time, the same step, and a lower one."""

    up: int
    same: int
    down: int

    @property
    def n(self) -> int:
        return self.up + self.same + self.down

    @property
    def said(self) -> DistributionSummary:
        """Up, same and down under the small-cell rule."""
        return merge_small_parts((self.up, self.same, self.down), CHANGE)

    @property
    def cells(self) -> Bounds:
        """The parts and their rests; they are known exactly."""
        every = (
            self.up,
            self.same,
            self.down,
            self.n - self.up,
            self.n - self.same,
            self.n - self.down,
        )
        return tuple((one, one) for one in every)

    def reach(self, sums: range) -> range:
        """Those of `sums` that steps up less steps down can add up to."""
        least, most = self.up - FARTHEST * self.down, FARTHEST * self.up - self.down
        return range(max(least, sums.start), min(most + 1, sums.stop))

    def steps(self, sums: range) -> Bounds:
        """Of each step up and then of each step down: how many can have taken it, when all add
        up to one of `sums`."""
        low, high = sums[0], sums[-1]
        up = max(self.up, low + self.down), min(FARTHEST * self.up, high + FARTHEST * self.down)
        down = max(self.down, self.up - high), min(FARTHEST * self.down, FARTHEST * self.up - low)
        return _steps(self.up, *up) + _steps(self.down, *down)


def top_code_change(total: int, n: int) -> int:
    """The mean of `n` changes in tenths as far as it is said: one value for all that are near
    the same end."""
    return min(max(signed_mean_tenths(total, n), -NEAR_ALL), NEAR_ALL)


@lru_cache(maxsize=256)
def sums_of_change(n: int, mean: int) -> range:
    """The sums of `n` changes whose mean is said as `mean`."""
    fitting = [
        total
        for total in range(-FARTHEST * n, FARTHEST * n + 1)
        if top_code_change(total, n) == mean
    ]
    return range(fitting[0], fitting[-1] + 1) if fitting else range(0)


def enumerate_moves(n: int) -> Iterable[Moves]:
    """Every way in which `n` people can have gone up, stayed and gone down."""
    return (Moves(up, n - up - down, down) for up in range(n + 1) for down in range(n - up + 1))


def unite_bounds(several: Iterable[Bounds]) -> Bounds:
    """What is left open when any of `several` may be true."""
    return tuple(
        (min(low for low, _ in cell), max(high for _, high in cell))
        for cell in zip(*several, strict=True)
    )


def bounds_reveal_small_cell(bounds: Bounds) -> bool:
    """Whether something is known to be exactly one or two people."""
    return any(low == high and 0 < low < SMALL_CELL for low, high in bounds)


@lru_cache(maxsize=4096)
def _steps(people: int, least: int, most: int) -> Bounds:
    """How many of `people` can have taken each of the steps 1–4, when these add up to something
    in the range."""
    found = [
        tuple(
            (_fewest(people, total, step), _most(people, total, step))
            for step in range(1, FARTHEST + 1)
        )
        for total in range(least, most + 1)
    ]
    return unite_bounds(found)


def _fewest(people: int, total: int, step: int) -> int:
    return next(
        taken for taken in range(people + 1) if _without(people - taken, total - taken * step, step)
    )


def _most(people: int, total: int, step: int) -> int:
    others = ((taken, people - taken, total - taken * step) for taken in range(people, -1, -1))
    return next(taken for taken, rest, left in others if rest <= left <= FARTHEST * rest)


def _without(people: int, total: int, step: int) -> bool:
    """Whether `people` steps of 1–4 can add up to `total` when none of them is `step`."""
    if not people:
        return total == 0
    least = 2 * people if step == 1 else people
    most = 3 * people if step == FARTHEST else FARTHEST * people
    gap = {2: people + 1, 3: FARTHEST * people - 1}.get(step)
    return least <= total <= most and total != gap
