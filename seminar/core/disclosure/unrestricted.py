"""What leaves the tally of an open question: everything, since it is fictitious or harmless."""

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
    percent,
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
    """Everything of a tally."""
    match tally:
        case Scales(statements, _, person_means):
            index = Mean(mean_tenths_of_values(person_means) / 10) if person_means else None
            return PublishedScales(
                tuple(_whole(id_, one) for id_, one in statements), index, len(person_means), 1
            )
        case Counts(cells, n):
            return PublishedCounts(cells, n)
        case Numbers(values):
            return (
                PublishedNumbers(median(values), len(values), values)
                if values
                else Withheld(least=1)
            )
        case Collected(_, n):
            return PublishedTexts(tally.items, n, tally.counts)
        case Done(n):
            return PublishedDone(n)
        case Ticks(cells, n, _, _, unsure):
            return PublishedTicks(cells, n, unsure)
        case Places(_, n):
            return PublishedOrder(
                tuple(
                    (id_, mean_tenths_of_total(total, n) / 10 if n else None)
                    for id_, total in order_by_mean_place(tally)
                ),
                n,
            )
        case Dots(totals, n, each):
            return PublishedDots(totals, n, each)
        case Sorted(cards):
            return PublishedSorting(
                tuple((id_, PublishedCounts(counts.cells, counts.n)) for id_, counts in cards)
            )


def order_by_mean_place(tally: Places) -> list[tuple[str, int]]:
    """From the lowest mean place; options that share one stay in the author's order."""
    return sorted(tally.sums, key=lambda one: one[1])


def _whole(id_: str, histogram: Histogram) -> PublishedScale:
    n = histogram.n
    if not n:
        return PublishedScale(id_, 0, None, unsure=histogram.unsure)
    share = [percent(count, n) if n >= HARD_BARS else None for count in histogram.counts]
    bands = tuple(
        Band(histogram.low + at, count, share[at]) for at, count in enumerate(histogram.counts)
    )
    mean = Mean(mean_tenths_of_total(sum(histogram.values), n) / 10)
    return PublishedScale(id_, n, mean, bands, "", median(histogram.values), histogram.unsure)
