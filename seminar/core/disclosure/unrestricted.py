"""Publish the tally of an open question: everything, since it is fictitious or harmless."""

from __future__ import annotations

from seminar.core.disclosure.result import (
    Band,
    Mean,
    PublishedCounts,
    PublishedDone,
    PublishedDots,
    PublishedNumbers,
    PublishedOrder,
    PublishedResult,
    PublishedScale,
    PublishedScales,
    PublishedSorting,
    PublishedTexts,
    PublishedTicks,
    Withheld,
)
from seminar.core.disclosure.thresholds import HARD_BARS
from seminar.core.stats.estimators import (
    mean_tenths_of_total,
    mean_tenths_of_values,
    median,
    percents,
)
from seminar.core.stats.tally import (
    Collected,
    Counts,
    Done,
    Dots,
    Histogram,
    Numbers,
    Places,
    Scales,
    Sorted,
    Tally,
    Ticks,
)


def publish_unrestricted(tally: Tally) -> PublishedResult:
    """Return everything of a tally, rounded as it is shown."""
    match tally:
        case Scales():
            return _publish_scales(tally)
        case Counts(cells, n):
            return PublishedCounts(cells, n)
        case Numbers(values):
            if not values:
                return Withheld(least=1)
            return PublishedNumbers(median(values), len(values), values)
        case Collected(_, n):
            return PublishedTexts(tally.items, n, tally.counts)
        case Done(n):
            return PublishedDone(n)
        case Ticks(cells, n, _, _, unsure):
            return PublishedTicks(cells, n, unsure)
        case Places():
            return _publish_order(tally)
        case Dots(totals, n, each):
            return PublishedDots(totals, n, each)
        case Sorted(cards):
            columns = (
                (card, PublishedCounts(counts.cells, counts.n))
                for card, counts in cards
            )
            return PublishedSorting(tuple(columns))


def order_by_mean_place(tally: Places) -> list[tuple[str, int]]:
    """Return options with their sums of places, from the lowest mean place.

    Options that share a mean place stay in the author's order.
    """
    return sorted(tally.sums, key=lambda option_and_sum: option_and_sum[1])


def _publish_scales(tally: Scales) -> PublishedScales:
    means = tally.person_means
    index = Mean(mean_tenths_of_values(means) / 10) if means else None
    statements = tuple(
        _publish_statement(statement, histogram)
        for statement, histogram in tally.statements
    )
    return PublishedScales(statements, index, len(means), 1)


def _publish_statement(id_: str, histogram: Histogram) -> PublishedScale:
    n = histogram.n
    if not n:
        return PublishedScale(id_, 0, None, unsure=histogram.unsure)
    # Nothing is kept back here, but a percentage of a handful claims more than it can hold.
    with_percent = n >= HARD_BARS
    shares = percents(tuple(histogram.counts), n)
    bands = tuple(
        Band(step, count, share if with_percent else None)
        for step, (count, share) in enumerate(
            zip(histogram.counts, shares, strict=True), histogram.low
        )
    )
    mean = Mean(mean_tenths_of_total(sum(histogram.values), n) / 10)
    return PublishedScale(
        id_, n, mean, bands, "", median(histogram.values), histogram.unsure
    )


def _publish_order(tally: Places) -> PublishedOrder:
    n = tally.n
    places = (
        (option, mean_tenths_of_total(total, n) / 10 if n else None)
        for option, total in order_by_mean_place(tally)
    )
    return PublishedOrder(tuple(places), n)
