"""Audit whether an interval and an effect size may stand beside a mean change.

The width of an interval tells how much the steps vary, and could pin a single step. Up to
`INTERVAL_AUDIT_LIMIT` pairs every way to step that has the same numbers up, same and down and the
same mean is enumerated, and the choice is made for all widths at once, so that a missing interval
tells nothing either. Above, and for the effect size at any n, it is enough that other pairs would
look the very same: two people taking one step more and one step less are tried until no step is
pinned. Few rooms need more than a handful, since the more pairs there are, the more of them one
tenth of a width holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, product
from math import ceil, sqrt
from operator import itemgetter

from seminar.core.disclosure.follow_up.change_bounds import (
    Bounds,
    Moves,
    bounds_reveal_small_cell,
    sums_of_change,
    top_code_change,
    unite_bounds,
)
from seminar.core.disclosure.simulatable import choose_releasable
from seminar.core.stats.estimators import hedges_g_av, t_quantile
from seminar.core.stats.tally import Square

INTERVAL_AUDIT_LIMIT = 40
"""Up to this many pairs all ways to step are enumerated, as many as for distributions
(`seminar.core.disclosure.audit.MEDIAN_AUDIT_LIMIT`); more would take seconds."""

StepsBySquares = dict[int, Bounds]
"""By the sum of squared steps: the bounds of each step."""


@dataclass(frozen=True, slots=True)
class VisibleInterval:
    """The numbers the room would see beside each other; mean, margin and effect in tenths."""

    moves: Moves
    mean: int
    margin: int
    """How far the interval reaches to each side of the mean."""
    effect: int | None

    @classmethod
    def of(cls, table: Square) -> VisibleInterval:
        """Return what the room would see of these pairs."""
        pairs = table.pairs
        steps = [after - before for before, after in pairs]
        n = len(steps)
        up = sum(step > 0 for step in steps)
        down = sum(step < 0 for step in steps)
        total = sum(steps)
        effect = hedges_g_av(
            [before for before, _ in pairs], [after for _, after in pairs]
        )
        return cls(
            Moves(up, n - up - down, down),
            top_code_change(total, n),
            _margin(n, total, sum(step * step for step in steps)),
            None if effect is None else round(10 * effect),
        )


def is_margin_safe(table: Square, visible: VisibleInterval) -> bool:
    """Return whether the interval may stand beside the mean and three whole parts."""
    if table.n <= INTERVAL_AUDIT_LIMIT:
        return visible.margin in _releasable_margins(visible.moves, visible.mean)
    return _is_shared(table, replace(visible, effect=None))


def is_effect_safe(table: Square, visible: VisibleInterval) -> bool:
    """Return whether the effect size may stand beside the interval."""
    return _is_shared(table, visible)


# --- All ways to step -----------------------------------------------------------------------------


@lru_cache(
    maxsize=256
)  # A result has few statements; the next of the same parts is free.
def _releasable_margins(moves: Moves, mean: int) -> frozenset[int]:
    """Return the margins that may be said beside these parts and this mean."""
    bounds_by_margin = _bound_steps_by_margin(moves, mean)

    def reveals_small_cell(group: Sequence[tuple[int, Bounds]]) -> bool:
        return bounds_reveal_small_cell(unite_bounds(bounds for _, bounds in group))

    margins_and_bounds = tuple(bounds_by_margin.items())
    return choose_releasable(margins_and_bounds, (itemgetter(0),), reveals_small_cell)


def _bound_steps_by_margin(moves: Moves, mean: int) -> dict[int, Bounds]:
    """Return each margin that pairs with these parts and this mean can have, with their bounds."""
    steps_up = _enumerate_steps(moves.up)
    steps_down = _enumerate_steps(moves.down)
    bounds_by_margin: dict[int, Bounds] = {}
    for total in sums_of_change(moves.n, mean):
        for rise, up_by_squares in steps_up.items():
            down_by_squares = steps_down.get(rise - total, {})
            for up, down in product(up_by_squares.items(), down_by_squares.items()):
                up_squares, up_bounds = up
                down_squares, down_bounds = down
                margin = _margin(moves.n, total, up_squares + down_squares)
                bounds = up_bounds + down_bounds
                if margin in bounds_by_margin:
                    bounds = unite_bounds((bounds_by_margin[margin], bounds))
                bounds_by_margin[margin] = bounds
    return bounds_by_margin


@lru_cache(
    maxsize=INTERVAL_AUDIT_LIMIT
)  # One for each number of people who can have moved.
def _enumerate_steps(people: int) -> dict[int, StepsBySquares]:
    """Return the bounds of the steps 1–4 that `people` can take, by their sum and its squares."""
    by_sum = defaultdict[int, StepsBySquares](dict)
    for fours in range(people + 1):
        for threes in range(people - fours + 1):
            for twos in range(people - fours - threes + 1):
                takers = (people - fours - threes - twos, twos, threes, fours)
                total = sum(step * count for step, count in enumerate(takers, 1))
                squares = sum(
                    step * step * count for step, count in enumerate(takers, 1)
                )
                bounds: Bounds = tuple((count, count) for count in takers)
                if squares in by_sum[total]:
                    bounds = unite_bounds((by_sum[total][squares], bounds))
                by_sum[total][squares] = bounds
    return dict(by_sum)


def _margin(n: int, total: int, squares: int) -> int:
    """Return how far the 95 % interval reaches to each side, in tenths and rounded up.

    Args:
        n: How many pairs.
        total: The sum of their steps.
        squares: The sum of their squared steps.
    """
    deviation = sqrt((n * squares - total * total) / (n * (n - 1)))
    # Noise in the last bits must not lift a margin that is a whole number of tenths.
    return ceil(10 * _deviation_weight(n) * deviation - 1e-9)


@lru_cache
def _deviation_weight(n: int) -> float:
    """Return what one standard deviation is worth in the interval for a mean of `n`."""
    return t_quantile(n - 1) / sqrt(n)


# --- Other pairs that look the same ---------------------------------------------------------------


def _is_shared(table: Square, visible: VisibleInterval) -> bool:
    """Return whether so many other pairs look like this that no step is pinned.

    Where `visible` has no effect, theirs may be any.
    """
    bounds = _bounds_of_steps(table)
    for neighbour in _neighbours(table):
        if not bounds_reveal_small_cell(bounds):
            return True
        neighbour_visible = VisibleInterval.of(neighbour)
        if visible in (neighbour_visible, replace(neighbour_visible, effect=None)):
            bounds = unite_bounds((bounds, _bounds_of_steps(neighbour)))
    return not bounds_reveal_small_cell(bounds)


def _bounds_of_steps(table: Square) -> Bounds:
    takers = Counter(after - before for before, after in table.pairs)
    steps = (*range(1, 5), *range(-1, -5, -1))
    return tuple((takers[step], takers[step]) for step in steps)


def _neighbours(table: Square) -> Iterator[Square]:
    """Yield the tables in which one pair takes a step more and another a step less.

    Both move the same way as before.
    """
    pairs = Counter(table.pairs)
    distinct = [pair for pair, _ in groupby(table.pairs)]
    for raised, lowered in product(distinct, repeat=2):
        if raised == lowered and pairs[raised] == 1:
            continue
        for higher, lower in product(_move(raised, 1), _move(lowered, -1)):
            neighbours = pairs - Counter((raised, lowered))
            neighbours.update((higher, lower))
            yield _tabulate(neighbours)


def _tabulate(pairs: Counter[tuple[int, int]]) -> Square:
    steps = range(1, 6)
    return Square(
        tuple(tuple(pairs[before, after] for after in steps) for before in steps)
    )


def _move(pair: tuple[int, int], by: int) -> Iterator[tuple[int, int]]:
    """Yield the pair with its change one step different, before or after, if it goes the same way.

    Args:
        pair: Answers before and after, 1–5.
        by: 1 for a step more up, -1 for a step more down.
    """
    before, after = pair
    for moved in ((before, after + by), (before - by, after)):
        moved_before, moved_after = moved
        goes_same_way = (moved_after - moved_before) * (after - before) > 0
        if min(moved) >= 1 and max(moved) <= 5 and goes_same_way:
            yield moved
