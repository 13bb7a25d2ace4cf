"""Whether an interval and an effect size may stand beside a mean change, or would give a single
step away.

The width of an interval tells how much the steps vary. Up to `INTERVAL_AUDIT_LIMIT` pairs every way to step
that has the same numbers up, same and down and the same mean is looked at, and the ruling is made
for all widths at once, so that a missing interval tells nothing either. Above, and for the effect
size at any n, it is enough that other pairs would look the very same: two people taking one step
more and one step less are tried until no step is pinned. Few rooms need more than a handful, since
the more pairs there are, the more of them one tenth of a width holds.
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


@dataclass(frozen=True, slots=True)
class VisibleInterval:
    """What the room would see: who moved where, the mean, how far the interval reaches, the
    effect; all in tenths."""

    moves: Moves
    mean: int
    margin: int
    effect: int | None

    @classmethod
    def of(cls, square: Square) -> VisibleInterval:
        pairs = square.pairs
        steps = [after - before for before, after in pairs]
        n, up, down = len(steps), sum(one > 0 for one in steps), sum(one < 0 for one in steps)
        g = hedges_g_av([before for before, _ in pairs], [after for _, after in pairs])
        return cls(
            Moves(up, n - up - down, down),
            top_code_change(sum(steps), n),
            _margin(n, sum(steps), sum(one * one for one in steps)),
            None if g is None else round(10 * g),
        )


def is_margin_safe(square: Square, look: VisibleInterval) -> bool:
    """Whether the interval may stand beside the mean and three whole parts."""
    if square.n <= INTERVAL_AUDIT_LIMIT:
        return look.margin in _margins(look.moves, look.mean)
    return _is_shared(square, replace(look, effect=None))


def is_effect_safe(square: Square, look: VisibleInterval) -> bool:
    """Whether the effect size may stand beside the interval."""
    return _is_shared(square, look)


@lru_cache(maxsize=256)
def _margins(moves: Moves, mean: int) -> frozenset[int]:
    """The widths that may be said beside these parts and this mean."""
    up, down, found = _by_sum(moves.up), _by_sum(moves.down), dict[int, Bounds]()
    for sum_ in sums_of_change(moves.n, mean):
        for rise, ups in up.items():
            for (up_squares, up_steps), (down_squares, down_steps) in product(
                ups.items(), down.get(rise - sum_, {}).items()
            ):
                margin, steps = (
                    _margin(moves.n, sum_, up_squares + down_squares),
                    up_steps + down_steps,
                )
                found[margin] = unite_bounds((found[margin], steps)) if margin in found else steps

    def pins(group: Sequence[tuple[int, Bounds]]) -> bool:
        return bounds_reveal_small_cell(unite_bounds(steps for _, steps in group))

    return choose_releasable(tuple(found.items()), (itemgetter(0),), pins)


@lru_cache(maxsize=INTERVAL_AUDIT_LIMIT)
def _by_sum(people: int) -> dict[int, dict[int, Bounds]]:
    """Every way in which `people` can take steps of 1–4: by their sum, then by the sum of their
    squares."""
    found = defaultdict[int, dict[int, Bounds]](dict)
    for fours in range(people + 1):
        for threes in range(people - fours + 1):
            for twos in range(people - fours - threes + 1):
                taken = (people - fours - threes - twos, twos, threes, fours)
                total = sum(step * one for step, one in enumerate(taken, 1))
                squares = sum(step * step * one for step, one in enumerate(taken, 1))
                steps = tuple((one, one) for one in taken)
                so_far = found[total].get(squares)
                found[total][squares] = unite_bounds((so_far, steps)) if so_far else steps
    return dict(found)


def _margin(n: int, total: int, squares: int) -> int:
    """How far the 95 % interval reaches to each side, in tenths and rounded up."""
    deviation = sqrt((n * squares - total * total) / (n * (n - 1)))
    return ceil(10 * _width(n) * deviation - 1e-9)


@lru_cache
def _width(n: int) -> float:
    """What one standard deviation is worth in the interval for a mean of `n`."""
    return t_quantile(n - 1) / sqrt(n)


def _is_shared(square: Square, look: VisibleInterval) -> bool:
    """Whether so many other pairs have this look that no step is pinned; without its effect,
    whatever theirs is."""
    found = _steps(square)
    for other in _neighbours(square):
        if not bounds_reveal_small_cell(found):
            return True
        seen = VisibleInterval.of(other)
        if look in (seen, replace(seen, effect=None)):
            found = unite_bounds((found, _steps(other)))
    return not bounds_reveal_small_cell(found)


def _steps(square: Square) -> Bounds:
    taken = Counter(after - before for before, after in square.pairs)
    return tuple(
        (taken[step], taken[step]) for sign in (1, -1) for step in range(sign, 5 * sign, sign)
    )


def _neighbours(square: Square) -> Iterator[Square]:
    """The squares in which one pair takes one step more and another one step less, both the same
    way as before."""
    cells = [pair for pair, _ in groupby(square.pairs)]
    for one, other in product(cells, repeat=2):
        for higher, lower in product(_moved(one, 1), _moved(other, -1)):
            if one != other or Counter(square.pairs)[one] > 1:
                left = Counter(square.pairs) - Counter((one, other))
                left.update((higher, lower))
                yield Square(
                    tuple(
                        tuple(left[before, after] for after in range(1, 6))
                        for before in range(1, 6)
                    )
                )


def _moved(pair: tuple[int, int], by: int) -> Iterator[tuple[int, int]]:
    """The pair with its change one step different, before or after, if it is a change the same
    way."""
    before, after = pair
    for moved in ((before, after + by), (before - by, after)):
        step = moved[1] - moved[0]
        if min(moved) >= 1 and max(moved) <= 5 and step * (after - before) > 0:
            yield moved
