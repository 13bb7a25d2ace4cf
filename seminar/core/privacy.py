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
- Bands are merged until none is small (`seminar.core.bands`), and nothing is said that points at one or two people
  when everything said is put together (`seminar.core.audit`).
- «Don't know / would rather not say» is counted aloud from three.
- Nothing answered and too few answered look the same.
- Where a facilitator or manager answers too, the floor is one higher, since they can subtract themselves.
- A room may ask for more than five; then nothing of the table comes before that many, whatever n it stands at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seminar.core import audit
from seminar.core.bands import SMALL, Five, Spread
from seminar.core.errors import Refused
from seminar.core.kind import Privacy
from seminar.core.language import say
from seminar.core.result import (
    Band,
    CountsOut,
    DoneOut,
    Mean,
    NumbersOut,
    Out,
    Result,
    ScaleOut,
    ScalesOut,
    TextsOut,
    Withheld,
)
from seminar.core.statistics import mean_tenths, median, percent, tenths
from seminar.core.tally import Collected, Counts, Done, Histogram, Numbers, Scales, Tally

HARD_FLOOR, HARD_BANDS, HARD_BARS = 5, 10, 20


@dataclass(frozen=True, slots=True)
class Rules:
    """How many valid answers it takes before more is said; each may be raised, never lowered.

    What stands further down the table never comes before what stands above it, so a floor of twelve lifts the bands to
    twelve as well.
    """

    floor: int = HARD_FLOOR
    bands: int = HARD_BANDS
    bars: int = HARD_BARS

    def __post_init__(self) -> None:
        for value, least in ((self.floor, HARD_FLOOR), (self.bands, HARD_BANDS), (self.bars, HARD_BARS)):
            if value < least:
                raise Refused(
                    say(
                        "A limit for what may be shown is set to {value}. It can be raised, but not lowered below"
                        " {least}. Set it to {least} or more.",
                        value=value,
                        least=least,
                    )
                )
        object.__setattr__(self, "bands", max(self.floor, self.bands))
        object.__setattr__(self, "bars", max(self.bands, self.bars))

    def in_room(self, floor: int = 0, insider: bool = False) -> Rules:
        """These rules where a room asks for `floor`, or 0 for no more than they do.

        An `insider`, somebody who leads or steers the others and answers too, can subtract themselves. The floor is
        then one higher, so that as many as were promised are left.
        """
        return Rules(max(self.floor, floor) + insider, self.bands, self.bars)


def publish(tallies: Sequence[Tally], privacy: Privacy, rules: Rules, changed: int | None = None) -> Result:
    """What the room may be shown of these rounds, oldest first; `changed` is how many changed their mind."""
    match privacy:
        case "open":
            return Result(tuple(_openly(tally) for tally in tallies), changed)
        case "guarded":
            return Result(tuple(_guarded(tally, rules) for tally in tallies[-1:]))
        case "private":
            return Result(tuple(_privately(tally, rules) for tally in tallies[-1:]))


# --- guarded and private ---------------------------------------------------------------------------------------


def _guarded(tally: Tally, rules: Rules) -> Out:
    match tally:
        case Scales():
            return _scales(tally, rules)
        case Counts(_, n) if n >= rules.bands:
            return _counts(tally)
        case Numbers(values) if len(values) >= rules.floor:
            return NumbersOut(median(values), len(values))
        case Collected(_, n) if n >= rules.floor:
            return TextsOut(tally.items, n)
        case Done(n) if n >= rules.floor:
            return DoneOut(n)
        case Counts():
            return Withheld(least=rules.bands)
        case _:
            return Withheld(least=rules.floor)


def _privately(tally: Tally, rules: Rules) -> Out:
    return _guarded(tally, rules) if isinstance(tally, Done) else Withheld("private")


def _scales(tally: Scales, rules: Rules) -> Out:
    statements = tuple(_statement(id_, histogram, rules) for id_, histogram in tally.statements)
    if not any(statement.n for statement in statements):
        return Withheld(least=rules.floor)
    if len(tally.person_means) < rules.floor or not _index_may_stand(tally, rules):
        return ScalesOut(statements, None, 0, rules.floor)
    low, high = _ends(tally)
    index = _mean(mean_tenths(tally.person_means), low, high)
    return ScalesOut(statements, index, len(tally.person_means), rules.floor)


def _index_may_stand(tally: Scales, rules: Rules) -> bool:
    """Whether the index gives no statement away: neither one that is not shown, nor what a bound leaves open."""
    histograms, people = [histogram for _, histogram in tally.statements], len(tally.person_means)
    if any(histogram.n < rules.floor for histogram in histograms):
        return False
    if all(histogram.n == people and len(histogram.counts) == 5 for histogram in histograms):
        return audit.index_is_safe([_look(histogram, rules) for histogram in histograms])
    low, high = _ends(tally)
    return not any(_mean(_tenths(histogram), low, high).bound for histogram in histograms)


def _statement(id_: str, histogram: Histogram, rules: Rules) -> ScaleOut:
    """One statement as it may be shown. Bands are for scales of five steps; other scales give their mean."""
    n, low = histogram.n, histogram.low
    if n < rules.floor:
        return ScaleOut(id_, 0, None)
    mean = _mean(_tenths(histogram), low, low + len(histogram.counts) - 1)
    unsure = histogram.unsure if histogram.unsure >= SMALL else None
    if len(histogram.counts) != 5:
        return ScaleOut(id_, n, mean, unsure=unsure)
    look, shift = _look(histogram, rules), low - 1
    said = look.spread or Spread()
    bands = tuple(
        Band(part + shift if isinstance(part, int) else part, count, percent(count, n) if look.bars else None)
        for part, count in said.parts
    )
    middle = None if said.median is None else said.median + shift
    return ScaleOut(id_, n, mean, bands, said.said, middle, unsure)


def _look(histogram: Histogram, rules: Rules) -> audit.Look:
    """A five-step histogram as the room sees it, on the steps 1–5."""
    ones, twos, threes, fours, fives = histogram.counts
    counts: Five = (ones, twos, threes, fours, fives)
    n, bars = histogram.n, histogram.n >= rules.bars
    said = audit.spread(counts, bars) if n >= rules.bands else None
    return audit.Look(n, audit.coded(_tenths(histogram) - 10 * (histogram.low - 1)), said, bars)


def _tenths(histogram: Histogram) -> int:
    return tenths(sum(histogram.values), histogram.n)


def _mean(mean: int, low: int, high: int) -> Mean:
    """A mean in tenths as it may be said: within two tenths of an end of the scale only as a bound."""
    if mean >= 10 * high - 2:
        return Mean((10 * high - 2) / 10, "or_higher")
    if mean <= 10 * low + 2:
        return Mean((10 * low + 2) / 10, "or_lower")
    return Mean(mean / 10)


def _ends(tally: Scales) -> tuple[int, int]:
    histogram = tally.statements[0][1]
    return histogram.low, histogram.low + len(histogram.counts) - 1


def _counts(tally: Counts) -> CountsOut:
    """Counts with the small ones unnamed, and as many more as it takes that n less the rest gives none of them back.

    What is hidden must be nobody at all, or several options that at least three people share and that are not all
    known to be two each. Otherwise options with the next higher count are hidden as well.
    """
    least = SMALL
    while True:
        hidden = [count for _, count in tally.cells if count < least]
        together = sum(hidden)
        if not together or (len(hidden) > 1 and together >= SMALL and set(hidden) != {2}):
            return CountsOut(tuple((id_, count if count >= least else None) for id_, count in tally.cells), tally.n)
        least += 1


# --- open ------------------------------------------------------------------------------------------------------


def _openly(tally: Tally) -> Out:
    match tally:
        case Scales(statements, _, person_means):
            low, high = _ends(tally)
            index = Mean(mean_tenths(person_means) / 10) if person_means else None
            return ScalesOut(tuple(_whole(id_, one) for id_, one in statements), index, len(person_means), 1)
        case Counts(cells, n):
            return CountsOut(cells, n)
        case Numbers(values):
            return NumbersOut(median(values), len(values), values) if values else Withheld(least=1)
        case Collected(_, n):
            return TextsOut(tally.items, n)
        case Done(n):
            return DoneOut(n)


def _whole(id_: str, histogram: Histogram) -> ScaleOut:
    n = histogram.n
    if not n:
        return ScaleOut(id_, 0, None, unsure=histogram.unsure)
    share = [percent(count, n) if n >= HARD_BARS else None for count in histogram.counts]
    bands = tuple(Band(histogram.low + at, count, share[at]) for at, count in enumerate(histogram.counts))
    mean = Mean(_tenths(histogram) / 10)
    return ScaleOut(id_, n, mean, bands, "", median(histogram.values), histogram.unsure)
