"""How a distribution may be summed up aloud: the small-cell rule.

Three bands of an agreement scale, disagree (1–2), middle (3) and agree (4–5), or three parts of a
change, up, same and down. Hiding one small part is not enough, since n less the others gives it
back; so small parts are merged, and when that does not help either, a sentence takes their place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from seminar.core.stats.estimators import median

SMALL_CELL = 3
"""Fewer than this many people are never counted aloud."""

StepCounts = tuple[int, int, int, int, int]
"""How many chose each of the steps 1–5."""

SummarisedPart = Literal[
    "agree",
    "middle",
    "disagree",
    "not_agree",
    "not_disagree",
    "up",
    "same",
    "down",
    "not_up",
    "not_down",
]
SummarySentence = Literal[
    "",
    "nearly_all_agree",
    "nearly_all_disagree",
    "most_in_the_middle",
    "nearly_all_up",
    "nearly_all_down",
    "most_the_same",
]


@dataclass(frozen=True, slots=True)
class DistributionSummary:
    """What is said of a distribution beside its mean: counted parts, or a sentence, and perhaps
    the median."""

    parts: tuple[tuple[SummarisedPart | int, int], ...] = ()
    said: SummarySentence = ""
    median: float | None = None

    def __bool__(self) -> bool:
        return bool(self.parts or self.said)

    @property
    def whole(self) -> bool:
        """Whether nothing was merged: three bands or five bars, none of them small."""
        return len(self.parts) >= 3


@dataclass(frozen=True, slots=True)
class PartNames:
    """What the three parts of a whole are called, what is left when one end is named, and the
    three sentences."""

    parts: tuple[SummarisedPart, SummarisedPart, SummarisedPart]
    """From most to least."""
    not_most: SummarisedPart
    not_least: SummarisedPart
    said: tuple[SummarySentence, SummarySentence, SummarySentence]


AGREEMENT = PartNames(
    ("agree", "middle", "disagree"),
    "not_agree",
    "not_disagree",
    ("nearly_all_agree", "most_in_the_middle", "nearly_all_disagree"),
)
CHANGE = PartNames(
    ("up", "same", "down"),
    "not_up",
    "not_down",
    ("nearly_all_up", "most_the_same", "nearly_all_down"),
)


def merge_bands(counts: StepCounts) -> DistributionSummary:
    """The bands of `counts`, merged so far that no band and no rest is smaller than `SMALL_CELL`, or
    a sentence."""
    return merge_small_parts((counts[3] + counts[4], counts[2], counts[0] + counts[1]), AGREEMENT)


def merge_small_parts(three: tuple[int, int, int], names: PartNames) -> DistributionSummary:
    """Three parts of a whole, from most to least, under the small-cell rule."""
    most, _, least = three
    n = sum(three)
    if min(three) >= SMALL_CELL:
        return DistributionSummary(tuple(zip(names.parts, three, strict=True)))
    if SMALL_CELL <= most <= n - SMALL_CELL:
        return DistributionSummary(((names.parts[0], most), (names.not_most, n - most)))
    if SMALL_CELL <= least <= n - SMALL_CELL:
        return DistributionSummary(((names.not_least, n - least), (names.parts[2], least)))
    if n - most < SMALL_CELL:
        return DistributionSummary(said=names.said[0])
    if n - least < SMALL_CELL:
        return DistributionSummary(said=names.said[2])
    return DistributionSummary(said=names.said[1])


def show_bars(counts: StepCounts) -> DistributionSummary | None:
    """All five bars with the median that anyone can read from them, or None when a bar is small."""
    if min(counts) < SMALL_CELL:
        return None
    return DistributionSummary(
        tuple((step, count) for step, count in enumerate(counts, 1)), median=median_step(counts)
    )


def median_step(counts: StepCounts) -> float:
    """The median step of the answers behind `counts`."""
    return median([step for step, count in enumerate(counts, 1) for _ in range(count)])
