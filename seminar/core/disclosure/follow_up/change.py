"""Publish how the answers changed of those who answered a statement both times.

From ten pairs: how many pairs, the mean change, and how many went up, stayed and went down. Small
parts are merged as bands are, and the mean is only a bound near its ends. What is said together
never tells that exactly one or two people went up, stayed, went down or took any single step:
`seminar.core.disclosure.simulatable` chooses for everything that would look the same, silence
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

Interval = tuple[float, float]


def publish_change(id_: str, table: Square, interval_from: int) -> PublishedChange:
    """Return one statement's change among those who answered both times.

    Args:
        id_: The statement.
        table: The answers before and after; enough people for change to be told at all.
        interval_from: The fewest pairs for an interval and an effect size.
    """
    total = sum(after - before for before, after in table.pairs)
    mean = top_code_change(total, table.n)
    summary = summarise_moves(count_moves(table), total)
    interval: Interval | None = None
    effect: float | None = None
    if summary.is_unmerged and table.n >= interval_from:
        interval, effect = _publish_precision(table, mean)
    parts = tuple(Band(part, count) for part, count in summary.parts)
    return PublishedChange(
        id_,
        table.n,
        publish_mean_change(mean),
        parts,
        summary.sentence,
        interval,
        effect,
    )


def count_moves(table: Square) -> Moves:
    """Return how many went up, stayed and went down."""
    up = sum(after > before for before, after in table.pairs)
    down = sum(after < before for before, after in table.pairs)
    return Moves(up, table.n - up - down, down)


def publish_mean_change(tenths: int) -> Mean:
    """Return a mean change as it may be said: within two tenths of the farthest only as a bound.

    >>> publish_mean_change(-39)
    Mean(value=-3.8, bound='or_lower')
    """
    if tenths >= NEAR_ALL:
        return Mean(NEAR_ALL / 10, "or_higher")
    if tenths <= -NEAR_ALL:
        return Mean(-NEAR_ALL / 10, "or_lower")
    return Mean(tenths / 10)


def summarise_moves(moves: Moves, total: int) -> DistributionSummary:
    """Return the most that may be said of `moves` beside their number and mean; empty for nothing.

    Three whole parts need no audit: with three or more people on either side, a step more up is a
    step more down, and only a side that all took the same step is pinned, which is never one or two
    people.

    Args:
        moves: How many went up, stayed and went down.
        total: The sum of all their steps.
    """
    if moves.summary.is_unmerged:
        return moves.summary
    if moves.n > MERGED_AUDIT_LIMIT:
        return DistributionSummary()
    releasable = _releasable_summaries(moves.n, top_code_change(total, moves.n))
    return find_most_detailed(moves, (_summary,), releasable) or DistributionSummary()


def list_known_bounds(moves: Moves, sums: range) -> Bounds:
    """Return all that is known of parts and steps when `moves` and a range of their sum are."""
    return moves.part_bounds + moves.bound_steps(sums)


def _publish_precision(
    table: Square, mean: int
) -> tuple[Interval | None, float | None]:
    """Return the interval and the effect size, each where it gives no single step away."""
    visible = VisibleInterval.of(table)
    if not is_margin_safe(table, visible):
        return None, None
    interval = ((mean - visible.margin) / 10, (mean + visible.margin) / 10)
    if visible.effect is None or not is_effect_safe(table, visible):
        return interval, None
    return interval, visible.effect / 10


@lru_cache(
    maxsize=512
)  # A result has few statements; the next of the same n and mean is free.
def _releasable_summaries(n: int, mean: int) -> frozenset[DistributionSummary]:
    """Return the summaries that may be released beside this number of pairs and this mean."""
    sums = sums_of_change(n, mean)
    alike = [
        moves
        for moves in enumerate_moves(n)
        if moves.possible_sums(sums) and not moves.summary.is_unmerged
    ]

    def reveals_small_cell(group: Sequence[Moves]) -> bool:
        return bounds_reveal_small_cell(
            unite_bounds(list_known_bounds(moves, sums) for moves in group)
        )

    return choose_releasable(alike, (_summary,), reveals_small_cell)


def _summary(moves: Moves) -> DistributionSummary:
    return moves.summary
