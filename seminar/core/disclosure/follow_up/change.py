"""What those who answered both times may be told of how their answers changed.

From ten pairs: how many pairs, the mean change, and how many went up, stayed and went down. Small
parts are merged as bands are, and the mean is only a bound near its ends. What is said together
never tells that exactly one or two people went up, stayed, went down or took any single step:
`seminar.core.disclosure.simulatable` decides for everything that would look the same, silence
included. From twenty pairs, where nothing had to be merged, an interval and an effect size
(`seminar.core.disclosure.follow_up.interval_audit`).

The means before and after are never said. Beside the rooms' totals they would give away those who
answered once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from seminar.core.disclosure.audit import MERGED_AUDIT_LIMIT
from seminar.core.disclosure.follow_up.change_bounds import (
    NEAR_ALL,
    Bounds,
    Moves,
    bounds_reveal_small_cell,
    enumerate_moves,
    sums_of_change,
    top_code_change,
    unite_bounds,
)
from seminar.core.disclosure.follow_up.interval_audit import (
    VisibleInterval,
    is_effect_safe,
    is_margin_safe,
)
from seminar.core.disclosure.result import Band, Mean, PublishedChange
from seminar.core.disclosure.simulatable import choose_releasable, find_most_detailed
from seminar.core.disclosure.small_cells import DistributionSummary
from seminar.core.stats.tally import Square


def publish_change(id_: str, square: Square, interval_from: int) -> PublishedChange:
    """One statement that enough people answered both times."""
    moves, sum_ = count_moves(square), sum(after - before for before, after in square.pairs)
    mean = top_code_change(sum_, square.n)
    said = summarise_moves(moves, sum_)
    interval, effect = None, None
    if said.whole and square.n >= interval_from:
        look = VisibleInterval.of(square)
        if is_margin_safe(square, look):
            interval = ((mean - look.margin) / 10, (mean + look.margin) / 10)
            effect = (
                look.effect / 10
                if look.effect is not None and is_effect_safe(square, look)
                else None
            )
    parts = tuple(Band(part, count) for part, count in said.parts)
    return PublishedChange(
        id_, square.n, publish_mean_change(mean), parts, said.said, interval, effect
    )


def count_moves(square: Square) -> Moves:
    """How many went up, stayed and went down."""
    up = sum(after > before for before, after in square.pairs)
    down = sum(after < before for before, after in square.pairs)
    return Moves(up, square.n - up - down, down)


def publish_mean_change(tenths: int) -> Mean:
    """A mean change as it may be said: within two tenths of the farthest only as a bound."""
    match tenths:
        case _ if tenths >= NEAR_ALL:
            return Mean(NEAR_ALL / 10, "or_higher")
        case _ if tenths <= -NEAR_ALL:
            return Mean(-NEAR_ALL / 10, "or_lower")
        case _:
            return Mean(tenths / 10)


def summarise_moves(moves: Moves, sum_: int) -> DistributionSummary:
    """The most that may be said of `moves` beside their number and their mean; an empty spread when
    that is nothing.

    Three whole parts need no audit: with three or more people on either side, a step more up is a
    step more down, and only a side that all took the same step is pinned, which is never one or two
    people.
    """
    if moves.said.whole:
        return moves.said
    if moves.n > MERGED_AUDIT_LIMIT:
        return DistributionSummary()
    return (
        find_most_detailed(moves, (_said,), _allowed(moves.n, top_code_change(sum_, moves.n)))
        or DistributionSummary()
    )


@lru_cache(maxsize=512)
def _allowed(n: int, mean: int) -> frozenset[DistributionSummary]:
    """What may be said beside this number of pairs and this mean."""
    sums = sums_of_change(n, mean)
    alike = [moves for moves in enumerate_moves(n) if moves.reach(sums) and not moves.said.whole]

    def pins(group: Sequence[Moves]) -> bool:
        return bounds_reveal_small_cell(
            unite_bounds(list_known_bounds(moves, sums) for moves in group)
        )

    return choose_releasable(alike, (_said,), pins)


def list_known_bounds(moves: Moves, sums: range) -> Bounds:
    """All that is known of parts and steps when `moves` and a range of their sum are."""
    return moves.cells + moves.steps(sums)


def _said(moves: Moves) -> DistributionSummary:
    return moves.said
