"""What may leave a tally, for every channel at once. The strictest channel decides, so there is only this one rule.

============  ==========================================================================================
class         what leaves
============  ==========================================================================================
``open``      everything, in every round, at any time
``guarded``   what the table below allows, of the last round only: two rounds side by side could be subtracted
``private``   how many say they have done it
============  ==========================================================================================

For a ``guarded`` question, ``n`` being the valid answers to that statement:

=========  =============================  =============================  ===============================
n          statements on a scale          choices                        texts, numbers, done
=========  =============================  =============================  ===============================
under 5    nothing                        nothing                        nothing
5–9        n and the mean                 nothing                        texts once approved; the median
                                                                         of numbers; the count of done
10–19      and bands, as counts           counts; options under three    as above
                                          are named without a number
20 and on  and the median and percent;    as above                       as above
           five bars if all are three
           or more
=========  =============================  =============================  ===============================

- Means have one decimal, and near an end of the scale they are only a bound («4.8 or higher»).
- Bands are merged until none is small (`seminar.core.disclosure.small_cells`), and nothing is said that points at one or two people
  when everything said is put together (`seminar.core.disclosure.audit`).
- Where people put options in order, the order alone is told, from ten on: by the mean place, which is not told.
- Where people give several dots each, totals are told from five on, since nobody can tell whose dots they are. Small
  ones are not, nor any number when nearly all dots are on one option; that option is then named.
- Cards that are put in columns are told card by card, each as a choice of its own.
- Where people tick several options, each number also tells how many did not tick it, and all numbers together how many
  ticked how much. So few and nearly all are both said in words, and no number at all where they could be worked out
  (`seminar.core.disclosure.suppression`). They wait for ten, like choices.
- How many wrote a word is not told; words stand in alphabetical order, and those that are put together count no more.
- What is ticked of people's own texts is told like other ticks, in an order that follows from what is said alone; and
  since it goes by ids made from the texts, it is deleted with them.
- «Don't know / would rather not say» is counted aloud from three.
- Nothing answered and too few answered look the same.
- Where a facilitator or manager answers too, the floor is one higher, since they can subtract themselves.
- Those who answer after the result has been shown are a group of their own, to which all of this holds alone
  (`seminar.core.disclosure.late_groups`).
- A room may ask for more than five; then nothing of the table comes before that many, whatever n it stands at.

In a later room of a series, `publish_follow_up` tells of change as well. Pairs are those who answered a statement both times:

=========  ==========================================================================================================
pairs      what leaves, for each statement
=========  ==========================================================================================================
under 10   this room as above, beside what the earlier rooms were shown; no number of pairs, the same for none and nine
10–19      pairs, mean change, and how many went up, stayed and went down, all under the same rules (`seminar.core.disclosure.follow_up.change`)
20 and on  and a 95 % interval and an effect size, where nothing is merged
=========  ==========================================================================================================

Beside a change this room's own total of the statement is kept back, but for its n, unless all who answered only once,
here or earlier, are nobody or at least ten: `seminar.core.disclosure.follow_up.differencing` says why, and ends the mean change earlier where
it would tell what the few have answered who did not come back.
"""

from __future__ import annotations

from collections.abc import Sequence

from seminar.core.disclosure import audit
from seminar.core.disclosure import suppression as votes
from seminar.core.disclosure.follow_up.change import publish_change
from seminar.core.disclosure.follow_up.differencing import (
    DIFFERENCE_FLOOR,
    limit_change,
    may_publish_total,
)
from seminar.core.disclosure.privacy_class import Privacy
from seminar.core.disclosure.result import (
    Band,
    Mean,
    PublishedChange,
    PublishedChanges,
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
    Result,
    Withheld,
)
from seminar.core.disclosure.small_cells import SMALL_CELL, DistributionSummary, StepCounts
from seminar.core.disclosure.thresholds import ThresholdRules as ThresholdRules
from seminar.core.disclosure.unrestricted import order_by_mean_place, publish_unrestricted
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
    Paired,
    Places,
    Scales,
    Sorted,
    Square,
    Tally,
    Ticks,
)


def publish(
    tallies: Sequence[Tally], privacy: Privacy, rules: ThresholdRules, changed: int | None = None
) -> Result:
    """What the room may be shown of these rounds, oldest first; `changed` is how many changed
    their mind."""
    match privacy:
        case "open":
            return Result(tuple(publish_unrestricted(tally) for tally in tallies), changed)
        case "guarded":
            return Result(tuple(_guarded(tally, rules) for tally in tallies[-1:]))
        case "private":
            return Result(tuple(_privately(tally, rules) for tally in tallies[-1:]))


# --- guarded and private --------------------------------------------------------------------------


def _guarded(tally: Tally, rules: ThresholdRules) -> PublishedResult:
    match tally:
        case Scales():
            return _scales(tally, rules)
        case Counts(_, n) if n >= rules.bands:
            return _counts(tally)
        case Numbers(values) if len(values) >= rules.floor:
            return PublishedNumbers(median(values), len(values))
        case Collected(_, n) if n >= rules.floor:
            return PublishedTexts(tally.items, n)
        case Done(n) if n >= rules.floor:
            return PublishedDone(n)
        case Ticks() if tally.n >= rules.bands:
            return _ticks(tally)
        case Places(_, n) if n >= rules.bands:
            return PublishedOrder(tuple((id_, None) for id_, _ in order_by_mean_place(tally)), n)
        case Dots(_, n) if n >= rules.floor:
            return _dots(tally)
        case Sorted(cards) if any(counts.n >= rules.bands for _, counts in cards):
            said = (
                (id_, _counts(counts) if counts.n >= rules.bands else None) for id_, counts in cards
            )
            return PublishedSorting(tuple(said), rules.bands)
        case Counts() | Ticks() | Places() | Sorted():
            return Withheld(least=rules.bands)
        case _:
            return Withheld(least=rules.floor)


def _privately(tally: Tally, rules: ThresholdRules) -> PublishedResult:
    return _guarded(tally, rules) if isinstance(tally, Done) else Withheld("private")


def _scales(tally: Scales, rules: ThresholdRules) -> PublishedResult:
    statements = tuple(
        _statement(id_, histogram, rules, tally.means_only) for id_, histogram in tally.statements
    )
    if not any(statement.n for statement in statements):
        return Withheld(least=rules.floor)
    if len(tally.person_means) < rules.floor or not _index_may_stand(tally, rules):
        return PublishedScales(statements, None, 0, rules.floor)
    low, high = _ends(tally)
    index = _mean(mean_tenths_of_values(tally.person_means), low, high)
    return PublishedScales(statements, index, len(tally.person_means), rules.floor)


def _index_may_stand(tally: Scales, rules: ThresholdRules) -> bool:
    """Whether the index gives no statement away: neither one that is not shown, nor what a bound
    leaves open."""
    histograms, people = [histogram for _, histogram in tally.statements], len(tally.person_means)
    if any(histogram.n < rules.floor for histogram in histograms):
        return False
    if all(histogram.n == people and len(histogram.counts) == 5 for histogram in histograms):
        return audit.is_index_safe([_look(histogram, rules) for histogram in histograms])
    low, high = _ends(tally)
    return not any(_mean(_tenths(histogram), low, high).bound for histogram in histograms)


def _statement(
    id_: str, histogram: Histogram, rules: ThresholdRules, mean_only: bool = False
) -> PublishedScale:
    """One statement as it may be shown. Bands are for scales of five steps; other scales give
    their mean."""
    n, low = histogram.n, histogram.low
    if n < rules.floor:
        return PublishedScale(id_, 0, None)
    mean = _mean(_tenths(histogram), low, low + len(histogram.counts) - 1)
    unsure = histogram.unsure if histogram.unsure >= SMALL_CELL else None
    if mean_only or len(histogram.counts) != 5:
        return PublishedScale(id_, n, mean, unsure=unsure)
    look, shift = _look(histogram, rules), low - 1
    said = look.spread or DistributionSummary()
    bands = tuple(
        Band(
            part + shift if isinstance(part, int) else part,
            count,
            percent(count, n) if look.bars else None,
        )
        for part, count in said.parts
    )
    middle = None if said.median is None else said.median + shift
    return PublishedScale(id_, n, mean, bands, said.said, middle, unsure)


def _look(histogram: Histogram, rules: ThresholdRules) -> audit.VisibleStatement:
    """A five-step histogram as the room sees it, on the steps 1–5."""
    ones, twos, threes, fours, fives = histogram.counts
    counts: StepCounts = (ones, twos, threes, fours, fives)
    n, bars = histogram.n, histogram.n >= rules.bars
    said = audit.summarise_distribution(counts, bars) if n >= rules.bands else None
    return audit.VisibleStatement(
        n, audit.top_code_mean(_tenths(histogram) - 10 * (histogram.low - 1)), said, bars
    )


def _tenths(histogram: Histogram) -> int:
    return mean_tenths_of_total(sum(histogram.values), histogram.n)


def _mean(mean: int, low: int, high: int) -> Mean:
    """A mean in tenths as it may be said: within two tenths of an end of the scale only as a
    bound."""
    if mean >= 10 * high - 2:
        return Mean((10 * high - 2) / 10, "or_higher")
    if mean <= 10 * low + 2:
        return Mean((10 * low + 2) / 10, "or_lower")
    return Mean(mean / 10)


def _ends(tally: Scales) -> tuple[int, int]:
    histogram = tally.statements[0][1]
    return histogram.low, histogram.low + len(histogram.counts) - 1


def _counts(tally: Counts) -> PublishedCounts:
    names, numbers = zip(*tally.cells, strict=True)
    return PublishedCounts(tuple(zip(names, votes.suppress_choices(numbers), strict=True)), tally.n)


def _ticks(tally: Ticks) -> PublishedTicks:
    names, numbers = zip(*tally.cells, strict=True)
    said = votes.suppress_ticks(numbers, tally.n, tally.least, tally.most) or (None,) * len(names)
    unsure = tally.unsure if tally.unsure >= SMALL_CELL else None
    return PublishedTicks(tuple(zip(names, said, strict=True)), tally.n, unsure)


def _dots(tally: Dots) -> PublishedDots:
    names, numbers = zip(*tally.totals, strict=True)
    said = votes.suppress_dots(numbers, tally.n, tally.each)
    if said is None:
        most = max(tally.totals, key=lambda one: one[1])[0]
        return PublishedDots(tuple((name, None) for name in names), tally.n, tally.each, most)
    return PublishedDots(tuple(zip(names, said, strict=True)), tally.n, tally.each)


# --- a series of rooms ----------------------------------------------------------------------------


def publish_follow_up(
    tally: Scales, earlier: Sequence[PublishedResult], paired: Paired, rules: ThresholdRules
) -> Result:
    """What a later room of a series may be shown of a guarded scale, given what the rooms before it
    were shown.

    Change is for scales of five steps; pairs of any other are as good as none.
    """
    out, squares = _scales(tally, rules), dict(paired.statements)
    changes, statements = list[PublishedChange](), list[PublishedScale]()
    shown = (
        out.statements
        if isinstance(out, PublishedScales)
        else tuple(PublishedScale(id_, 0, None) for id_, _ in tally.statements)
    )
    for (id_, histogram), one in zip(tally.statements, shown, strict=True):
        before = [_seen(then, histogram.low, rules) for then in _published(id_, earlier)]
        change = _change(id_, histogram, squares.get(id_, Square()), before, rules)
        changes.append(change)
        statements.append(
            one
            if _may_stand(change, before, histogram, rules)
            else PublishedScale(id_, one.n, None)
        )
    if not any(change.pairs for change in changes):
        return Result((out,), earlier=tuple(earlier))
    kept_back = any(one.n and one.mean is None for one in statements)
    index, people = (
        (out.index, out.people) if isinstance(out, PublishedScales) and not kept_back else (None, 0)
    )
    return Result(
        (PublishedScales(tuple(statements), index, people, rules.floor),),
        change=PublishedChanges(
            tuple(changes), max(change.pairs for change in changes), rules.pairs
        ),
        earlier=tuple(earlier),
    )


def _change(
    id_: str,
    now: Histogram,
    square: Square,
    earlier: Sequence[audit.VisibleStatement],
    rules: ThresholdRules,
) -> PublishedChange:
    """What may be told of one statement's change."""
    if square.n >= rules.pairs and len(now.counts) == 5:
        return limit_change(publish_change(id_, square, rules.interval), earlier)
    return PublishedChange(id_, 0, None)


def _may_stand(
    change: PublishedChange,
    earlier: Sequence[audit.VisibleStatement],
    now: Histogram,
    rules: ThresholdRules,
) -> bool:
    """Whether this room's own total may stand beside the change of a statement."""
    if not change.pairs:
        return True
    return now.n - change.pairs >= DIFFERENCE_FLOOR and may_publish_total(
        change, earlier, _look(now, rules)
    )


def _published(id_: str, earlier: Sequence[PublishedResult]) -> list[PublishedScale]:
    """What the earlier rooms were told of one statement, where they were told numbers."""
    scales = (out for out in earlier if isinstance(out, PublishedScales))
    return [
        one for out in scales for one in out.statements if one.id == id_ and one.mean is not None
    ]


def _seen(out: PublishedScale, low: int, rules: ThresholdRules) -> audit.VisibleStatement:
    """A published statement of five steps as the room saw it, on the steps 1–5."""
    assert out.mean is not None
    shift, bars = low - 1, out.n >= rules.bars
    parts = tuple(
        (band.part - shift if isinstance(band.part, int) else band.part, band.count)
        for band in out.bands
    )
    said = DistributionSummary(parts, out.said, None if out.median is None else out.median - shift)
    told = said if out.n >= rules.bands else None
    return audit.VisibleStatement(out.n, round(10 * out.mean.value) - 10 * shift, told, bars)
