"""Summarise a distribution so that no part of it is a small cell.

A distribution has three bands on an agreement scale, disagree (1–2), middle (3) and agree (4–5), or
three parts of a change, up, same and down. Hiding one small part alone (primary suppression) is not
enough, since n less the others gives it back. So a small part is merged with its neighbour
(complementary suppression); where that does not help either, a sentence takes the place of counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from seminar.core.stats.estimators import median

SMALL_CELL = 3
"""Fewer than this many people are a small cell, and never counted aloud. With two, either of them
knows the other's answer; from three on, nobody can tell the answers of the others apart."""

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
    """The parts of a distribution that are counted aloud, or the sentence in their place.

    Empty (and false) where nothing is said beside n and the mean.
    """

    parts: tuple[tuple[SummarisedPart | int, int], ...] = ()
    """Each part, or each single step, with how many people it holds."""
    sentence: SummarySentence = ""
    median: float | None = None

    def __bool__(self) -> bool:
        return bool(self.parts or self.sentence)

    @property
    def is_unmerged(self) -> bool:
        """Return whether nothing was merged: three bands or five bars, none of them small."""
        return len(self.parts) >= 3


@dataclass(frozen=True, slots=True)
class PartNames:
    """The names of three parts of a whole, of what remains beside either end, and the sentences."""

    parts: tuple[SummarisedPart, SummarisedPart, SummarisedPart]
    """From most to least."""
    not_most: SummarisedPart
    not_least: SummarisedPart
    sentences: tuple[SummarySentence, SummarySentence, SummarySentence]
    """Where nearly all are in the most, the middle and the least."""


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
    """Return the agreement bands of `counts` under the small-cell rule.

    >>> merge_bands((0, 3, 4, 2, 3)).parts
    (('agree', 5), ('middle', 4), ('disagree', 3))
    >>> merge_bands((0, 1, 4, 2, 3)).parts
    (('agree', 5), ('not_agree', 5))
    """
    ones, twos, threes, fours, fives = counts
    return merge_small_parts((fours + fives, threes, ones + twos), AGREEMENT)


def merge_small_parts(
    counts: tuple[int, int, int], names: PartNames
) -> DistributionSummary:
    """Return three parts of a whole, from most to least, so that no part is a small cell.

    >>> merge_small_parts((11, 1, 0), CHANGE).sentence
    'nearly_all_up'
    """
    most, _, least = counts
    n = sum(counts)
    if min(counts) >= SMALL_CELL:
        return DistributionSummary(tuple(zip(names.parts, counts, strict=True)))
    highest, _, lowest = names.parts
    if SMALL_CELL <= most <= n - SMALL_CELL:
        return DistributionSummary(((highest, most), (names.not_most, n - most)))
    if SMALL_CELL <= least <= n - SMALL_CELL:
        return DistributionSummary(((names.not_least, n - least), (lowest, least)))
    nearly_all_most, most_in_between, nearly_all_least = names.sentences
    if n - most < SMALL_CELL:
        return DistributionSummary(sentence=nearly_all_most)
    if n - least < SMALL_CELL:
        return DistributionSummary(sentence=nearly_all_least)
    return DistributionSummary(sentence=most_in_between)


def show_bars(counts: StepCounts) -> DistributionSummary | None:
    """Return all five bars with the median that they give away, or None when a bar is small.

    >>> show_bars((3, 4, 5, 6, 3)).median
    3
    """
    if min(counts) < SMALL_CELL:
        return None
    bars = tuple(enumerate(counts, 1))
    return DistributionSummary(bars, median=median_step(counts))


def median_step(counts: StepCounts) -> float:
    """Return the median step of the answers behind `counts`.

    >>> median_step((0, 2, 0, 2, 0))
    3.0
    """
    return median([step for step, count in enumerate(counts, 1) for _ in range(count)])
