"""How answers on a five-step agreement scale may be summed up aloud: the small-cell rule.

Three bands: disagree (1–2), middle (3), agree (4–5). Hiding one small band is not enough, since n less the others gives
it back; so small bands are merged, and when that does not help either, a sentence takes their place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from seminar.core.statistics import median

SMALL = 3
"""Fewer than this many people are never counted aloud."""

Five = tuple[int, int, int, int, int]
"""How many chose each of the steps 1–5."""

Part = Literal["agree", "middle", "disagree", "not_agree", "not_disagree"]
Said = Literal["", "nearly_all_agree", "nearly_all_disagree", "most_in_the_middle"]


@dataclass(frozen=True, slots=True)
class Spread:
    """What is said of a distribution beside its mean: counted parts, or a sentence, and perhaps the median."""

    parts: tuple[tuple[Part | int, int], ...] = ()
    said: Said = ""
    median: float | None = None

    def __bool__(self) -> bool:
        return bool(self.parts or self.said)

    @property
    def whole(self) -> bool:
        """Whether nothing was merged: three bands or five bars, none of them small."""
        return len(self.parts) >= 3


def banded(counts: Five) -> Spread:
    """The bands of `counts`, merged so far that no band and no rest is smaller than `SMALL`, or a sentence."""
    disagree, middle, agree = counts[0] + counts[1], counts[2], counts[3] + counts[4]
    n = disagree + middle + agree
    if min(disagree, middle, agree) >= SMALL:
        return Spread((("agree", agree), ("middle", middle), ("disagree", disagree)))
    if SMALL <= agree <= n - SMALL:
        return Spread((("agree", agree), ("not_agree", n - agree)))
    if SMALL <= disagree <= n - SMALL:
        return Spread((("not_disagree", n - disagree), ("disagree", disagree)))
    if n - agree < SMALL:
        return Spread(said="nearly_all_agree")
    if n - disagree < SMALL:
        return Spread(said="nearly_all_disagree")
    return Spread(said="most_in_the_middle")


def barred(counts: Five) -> Spread | None:
    """All five bars with the median that anyone can read from them, or None when a bar is small."""
    if min(counts) < SMALL:
        return None
    return Spread(tuple((step, count) for step, count in enumerate(counts, 1)), median=median_of(counts))


def median_of(counts: Five) -> float:
    """The median step of the answers behind `counts`."""
    return median([step for step, count in enumerate(counts, 1) for _ in range(count)])
