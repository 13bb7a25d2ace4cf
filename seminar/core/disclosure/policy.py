"""Publish what may leave a tally, for every channel at once: the strictest channel decides.

============  ====================================================================================
class         what leaves
============  ====================================================================================
``open``      everything, in every round, at any time
``guarded``   what the table below allows, of the last round only: two rounds side by side could
              be subtracted
``private``   how many say they have done it
============  ====================================================================================

For a ``guarded`` question, ``n`` being the valid answers to that statement:

=========  ===========================  ===========================  =============================
n          statements on a scale        choices                      texts, numbers, done
=========  ===========================  ===========================  =============================
under 5    nothing                      nothing                      nothing
5–9        n and the mean               nothing                      texts once approved; the
                                                                     median of numbers; the count
                                                                     of done
10–19      and bands, as counts         counts; options under three  as above
                                        are named without a number
20 and on  and the median and percent;  as above                     as above
           five bars if all are three
           or more
=========  ===========================  ===========================  =============================

- Means have one decimal, and near an end of the scale they are only a bound («4.8 or higher»): top
  and bottom coding.
- Bands are merged until none is a small cell (`seminar.core.disclosure.small_cells`), and nothing
  is said that points at one or two people when everything said is put together
  (`seminar.core.disclosure.audit`).
- Where people put options in order, the order alone is told, from ten on: by the mean place, which
  is not told.
- Where people give several dots each, totals are told from five on, since nobody can tell whose
  dots they are. Small ones are not, nor any number when nearly all dots are on one option; that
  option is then named.
- Cards that are put in columns are told card by card, each as a choice of its own.
- Where people tick several options, each number also tells how many did not tick it, and all
  numbers together how many ticked how much. So few and nearly all are both said in words, and no
  number at all where they could be worked out (`seminar.core.disclosure.suppression`). They wait
  for ten, like choices.
- How many wrote a word is not told; words stand in alphabetical order, and those that are put
  together count no more.
- What is ticked of people's own texts is told like other ticks, in an order that follows from what
  is said alone; and since it goes by ids made from the texts, it is deleted with them.
- «Don't know / would rather not say» is counted aloud from three.
- Nothing answered and too few answered look the same.
- Where a facilitator or manager answers too, the floor is one higher, since they can subtract
  themselves.
- Those who answer after the result has been shown are a group of their own, to which all of this
  holds alone (`seminar.core.disclosure.late_groups`).
- A room may ask for more than five; then nothing of the table comes before that many, whatever n
  it stands at.

What a later room of a series is told of change stands in `seminar.core.disclosure.follow_up`.
"""

from __future__ import annotations

from collections.abc import Sequence

from seminar.core.disclosure import suppression
from seminar.core.disclosure.guarded_scales import publish_scales
from seminar.core.disclosure.privacy_class import Privacy
from seminar.core.disclosure.result import (
    PublishedCounts,
    PublishedDone,
    PublishedDots,
    PublishedNumbers,
    PublishedOrder,
    PublishedResult,
    PublishedSorting,
    PublishedTexts,
    PublishedTicks,
    Result,
    Withheld,
)
from seminar.core.disclosure.small_cells import SMALL_CELL
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.disclosure.unrestricted import (
    order_by_mean_place,
    publish_unrestricted,
)
from seminar.core.stats.estimators import median
from seminar.core.stats.tally import (
    Collected,
    Counts,
    Done,
    Dots,
    Numbers,
    Places,
    Scales,
    Sorted,
    Tally,
    Ticks,
)


def publish(
    tallies: Sequence[Tally],
    privacy: Privacy,
    rules: ThresholdRules,
    changed: int | None = None,
) -> Result:
    """Return what the room may be shown of a question.

    Args:
        tallies: One tally for each round, oldest first.
        privacy: The privacy class of the question.
        rules: The threshold rules of the room.
        changed: How many changed their mind between two rounds; only an open question tells it.
    """
    match privacy:
        case "open":
            return Result(tuple(map(publish_unrestricted, tallies)), changed)
        case "guarded":
            return Result(
                tuple(_publish_guarded(tally, rules) for tally in tallies[-1:])
            )
        case "private":
            return Result(
                tuple(_publish_private(tally, rules) for tally in tallies[-1:])
            )


def _publish_private(tally: Tally, rules: ThresholdRules) -> PublishedResult:
    return (
        _publish_guarded(tally, rules)
        if isinstance(tally, Done)
        else Withheld("private")
    )


def _publish_guarded(tally: Tally, rules: ThresholdRules) -> PublishedResult:
    match tally:
        case Scales():
            return publish_scales(tally, rules)
        case Counts() | Ticks() | Places() | Sorted():
            return _publish_from_bands(tally, rules.bands)
        case _:
            return _publish_from_floor(tally, rules.floor)


def _publish_from_bands(
    tally: Counts | Ticks | Places | Sorted, least: int
) -> PublishedResult:
    """Return what may be shown of a tally that tells nothing before `least` people have answered.

    Each person is in a cell that may be small, as in a band.
    """
    match tally:
        case Counts(_, n) if n >= least:
            return _publish_counts(tally)
        case Ticks() if tally.n >= least:
            return _publish_ticks(tally)
        case Places(_, n) if n >= least:
            order = order_by_mean_place(tally)
            return PublishedOrder(tuple((option, None) for option, _ in order), n)
        case Sorted(cards) if any(counts.n >= least for _, counts in cards):
            columns = (
                (card, _publish_counts(counts) if counts.n >= least else None)
                for card, counts in cards
            )
            return PublishedSorting(tuple(columns), least)
        case _:
            return Withheld(least=least)


def _publish_from_floor(
    tally: Numbers | Collected | Done | Dots, least: int
) -> PublishedResult:
    """Return what may be shown of a tally that tells one thing of all, as a mean does."""
    if tally.n < least:
        return Withheld(least=least)
    match tally:
        case Numbers(values):
            return PublishedNumbers(median(values), tally.n)
        case Collected():
            return PublishedTexts(tally.items, tally.n)
        case Done(n):
            return PublishedDone(n)
        case Dots():
            return _publish_dots(tally)


def _publish_counts(tally: Counts) -> PublishedCounts:
    options, numbers = zip(*tally.cells, strict=True)
    published = suppression.suppress_choices(numbers)
    return PublishedCounts(tuple(zip(options, published, strict=True)), tally.n)


def _publish_ticks(tally: Ticks) -> PublishedTicks:
    options, numbers = zip(*tally.cells, strict=True)
    published = suppression.suppress_ticks(numbers, tally.n, tally.least, tally.most)
    cells = zip(options, published or (None,) * len(options), strict=True)
    unsure = tally.unsure if tally.unsure >= SMALL_CELL else None
    return PublishedTicks(tuple(cells), tally.n, unsure)


def _publish_dots(tally: Dots) -> PublishedDots:
    options, numbers = zip(*tally.totals, strict=True)
    published = suppression.suppress_dots(numbers, tally.n, tally.each)
    if published is not None:
        return PublishedDots(
            tuple(zip(options, published, strict=True)), tally.n, tally.each
        )
    favourite, _ = max(tally.totals, key=lambda option_and_dots: option_and_dots[1])
    unnumbered = tuple((option, None) for option in options)
    return PublishedDots(unnumbered, tally.n, tally.each, favourite)
