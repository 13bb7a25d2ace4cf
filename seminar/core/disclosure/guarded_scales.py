"""Publish statements on a scale under the threshold rules, each alone and with their index."""

from __future__ import annotations

from seminar.core.disclosure.audit import (
    VisibleStatement,
    summarise_distribution,
    top_code_mean,
)
from seminar.core.disclosure.index_audit import is_index_safe
from seminar.core.disclosure.result import (
    Band,
    Mean,
    PublishedResult,
    PublishedScale,
    PublishedScales,
    Withheld,
)
from seminar.core.disclosure.small_cells import (
    SMALL_CELL,
    DistributionSummary,
    StepCounts,
)
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.stats.estimators import (
    mean_tenths_of_total,
    mean_tenths_of_values,
    percents,
)
from seminar.core.stats.tally import Histogram, Scales

FIVE_STEPS = 5
"""Bands, bars and change are for scales of five steps; of any other scale the mean is told."""

BOUND_WIDTH = 2
"""A mean within so many tenths of an end of its scale is only told as a bound."""


def publish_scales(tally: Scales, rules: ThresholdRules) -> PublishedResult:
    """Return what may be shown of all statements, with their index where that gives none away."""
    statements = tuple(
        _publish_statement(statement, histogram, rules, tally.means_only)
        for statement, histogram in tally.statements
    )
    if not any(statement.n for statement in statements):
        return Withheld(least=rules.floor)
    people = len(tally.person_means)
    if people < rules.floor or not _may_publish_index(tally, rules):
        return PublishedScales(statements, None, 0, rules.floor)
    low, high = _scale_ends(tally)
    index = _publish_mean(mean_tenths_of_values(tally.person_means), low, high)
    return PublishedScales(statements, index, people, rules.floor)


def see_tally(histogram: Histogram, rules: ThresholdRules) -> VisibleStatement:
    """Return a five-step histogram as the room would see it, on the steps 1–5."""
    ones, twos, threes, fours, fives = histogram.counts
    counts: StepCounts = (ones, twos, threes, fours, fives)
    n = histogram.n
    bars = n >= rules.bars
    summary = summarise_distribution(counts, bars) if n >= rules.bands else None
    mean = _mean_tenths(histogram) - 10 * _step_shift(histogram.low)
    return VisibleStatement(n, top_code_mean(mean), summary, bars)


def see_published(
    statement: PublishedScale, low: int, rules: ThresholdRules
) -> VisibleStatement:
    """Return a published five-step statement as the room saw it, on the steps 1–5.

    Args:
        statement: A statement with a mean.
        low: The lowest step of its scale.
        rules: The threshold rules under which it was published.
    """
    assert statement.mean is not None
    shift = _step_shift(low)
    parts = tuple(
        (band.part - shift if isinstance(band.part, int) else band.part, band.count)
        for band in statement.bands
    )
    middle = None if statement.median is None else statement.median - shift
    summary = DistributionSummary(parts, statement.said, middle)
    return VisibleStatement(
        statement.n,
        round(10 * statement.mean.value) - 10 * shift,
        summary if statement.n >= rules.bands else None,
        statement.n >= rules.bars,
    )


def _publish_statement(
    id_: str, histogram: Histogram, rules: ThresholdRules, mean_only: bool
) -> PublishedScale:
    n = histogram.n
    if n < rules.floor:
        return PublishedScale(id_, 0, None)
    low = histogram.low
    steps = len(histogram.counts)
    mean = _publish_mean(_mean_tenths(histogram), low, low + steps - 1)
    unsure = histogram.unsure if histogram.unsure >= SMALL_CELL else None
    if mean_only or steps != FIVE_STEPS:
        return PublishedScale(id_, n, mean, unsure=unsure)
    visible = see_tally(histogram, rules)
    summary = visible.summary or DistributionSummary()
    shift = _step_shift(low)
    shares = percents([count for _, count in summary.parts], n)
    bands = tuple(
        Band(
            part + shift if isinstance(part, int) else part,
            count,
            share if visible.bars else None,
        )
        for (part, count), share in zip(summary.parts, shares, strict=True)
    )
    middle = None if summary.median is None else summary.median + shift
    return PublishedScale(id_, n, mean, bands, summary.sentence, middle, unsure)


def _may_publish_index(tally: Scales, rules: ThresholdRules) -> bool:
    """Return whether the index gives away no statement that is not shown or is shown as a bound."""
    histograms = [histogram for _, histogram in tally.statements]
    people = len(tally.person_means)
    if any(histogram.n < rules.floor for histogram in histograms):
        return False
    if all(
        histogram.n == people and len(histogram.counts) == FIVE_STEPS
        for histogram in histograms
    ):
        return is_index_safe([see_tally(histogram, rules) for histogram in histograms])
    low, high = _scale_ends(tally)
    means = (
        _publish_mean(_mean_tenths(histogram), low, high) for histogram in histograms
    )
    return not any(mean.bound for mean in means)


def _publish_mean(tenths: int, low: int, high: int) -> Mean:
    """Return a mean as it may be said on a scale from `low` to `high`: near an end as a bound."""
    highest = 10 * high - BOUND_WIDTH
    lowest = 10 * low + BOUND_WIDTH
    if tenths >= highest:
        return Mean(highest / 10, "or_higher")
    if tenths <= lowest:
        return Mean(lowest / 10, "or_lower")
    return Mean(tenths / 10)


def _mean_tenths(histogram: Histogram) -> int:
    return mean_tenths_of_total(sum(histogram.values), histogram.n)


def _scale_ends(tally: Scales) -> tuple[int, int]:
    _, histogram = tally.statements[0]
    return histogram.low, histogram.low + len(histogram.counts) - 1


def _step_shift(low: int) -> int:
    """Return how far a five-step scale that begins at `low` lies above the steps 1–5."""
    return low - 1
