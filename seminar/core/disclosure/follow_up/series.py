"""Publish a guarded scale in a later room of a series: this room, change, and the earlier rooms."""

from __future__ import annotations

from collections.abc import Sequence

from seminar.core.disclosure.audit import VisibleStatement
from seminar.core.disclosure.follow_up.change import publish_change
from seminar.core.disclosure.follow_up.differencing import (
    DIFFERENCE_FLOOR,
    limit_change,
    may_publish_total,
)
from seminar.core.disclosure.guarded_scales import (
    FIVE_STEPS,
    publish_scales,
    see_published,
    see_tally,
)
from seminar.core.disclosure.result import (
    PublishedChange,
    PublishedChanges,
    PublishedResult,
    PublishedScale,
    PublishedScales,
    Result,
)
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.stats.tally import Histogram, Paired, Scales, Square


def publish_follow_up(
    tally: Scales,
    earlier: Sequence[PublishedResult],
    paired: Paired,
    rules: ThresholdRules,
) -> Result:
    """Return what a later room of a series may be shown of a guarded scale.

    Change is for scales of five steps; pairs of any other are as good as none.

    Args:
        tally: This room's answers.
        earlier: What the earlier rooms were shown, oldest first.
        paired: The answers before and now of those who answered both times.
        rules: The threshold rules of this room.
    """
    published = publish_scales(tally, rules)
    tables = dict(paired.statements)
    changes: list[PublishedChange] = []
    statements: list[PublishedScale] = []
    for (id_, histogram), statement in zip(
        tally.statements, _list_statements(published, tally), strict=True
    ):
        totals = _see_earlier_totals(id_, histogram, earlier, rules)
        change = _publish_change(
            id_, histogram, tables.get(id_, Square()), totals, rules
        )
        changes.append(change)
        if not _may_stand_beside(change, totals, histogram, rules):
            statement = PublishedScale(id_, statement.n, None)
        statements.append(statement)
    if not any(change.pairs for change in changes):
        return Result((published,), earlier=tuple(earlier))
    most_pairs = max(change.pairs for change in changes)
    return Result(
        (_replace_statements(published, statements, rules),),
        change=PublishedChanges(tuple(changes), most_pairs, rules.pairs),
        earlier=tuple(earlier),
    )


def _list_statements(
    published: PublishedResult, tally: Scales
) -> Sequence[PublishedScale]:
    """Return the published statements, or empty ones where the room is told nothing."""
    if isinstance(published, PublishedScales):
        return published.statements
    return [PublishedScale(id_, 0, None) for id_, _ in tally.statements]


def _replace_statements(
    published: PublishedResult,
    statements: Sequence[PublishedScale],
    rules: ThresholdRules,
) -> PublishedScales:
    """Return these statements with the index, unless the index would tell of one withheld."""
    withheld = any(statement.n and statement.mean is None for statement in statements)
    if withheld or not isinstance(published, PublishedScales):
        return PublishedScales(tuple(statements), None, 0, rules.floor)
    return PublishedScales(
        tuple(statements), published.index, published.people, rules.floor
    )


def _see_earlier_totals(
    id_: str, now: Histogram, earlier: Sequence[PublishedResult], rules: ThresholdRules
) -> list[VisibleStatement]:
    """Return one statement as earlier rooms saw it, where they were told its mean."""
    return [
        see_published(statement, now.low, rules)
        for published in earlier
        if isinstance(published, PublishedScales)
        for statement in published.statements
        if statement.id == id_ and statement.mean is not None
    ]


def _publish_change(
    id_: str,
    now: Histogram,
    table: Square,
    earlier: Sequence[VisibleStatement],
    rules: ThresholdRules,
) -> PublishedChange:
    if table.n < rules.pairs or len(now.counts) != FIVE_STEPS:
        return PublishedChange(id_, 0, None)
    return limit_change(publish_change(id_, table, rules.interval), earlier)


def _may_stand_beside(
    change: PublishedChange,
    earlier: Sequence[VisibleStatement],
    now: Histogram,
    rules: ThresholdRules,
) -> bool:
    """Return whether this room's own total may stand beside the change of a statement."""
    if not change.pairs:
        return True
    if now.n - change.pairs < DIFFERENCE_FLOOR:
        return False
    return may_publish_total(change, earlier, see_tally(now, rules))
