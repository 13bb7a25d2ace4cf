"""Those who answer a guarded question after its result has been shown are a group of their own.

A second result over everybody would give away whoever came between the two. So nothing is ever
computed from the answers of two groups at once. Each group has its own result, under the rules of
`seminar.core.disclosure.policy`, and what the room is shown of them together is made from those
results alone. Whoever takes the first from the total therefore finds what the other's own result
says, and nothing more.

What cannot be said of the total in this way is left out; and where nothing could, the groups stand
one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from seminar.core.disclosure.result import (
    Band,
    Mean,
    PublishedCounts,
    PublishedDone,
    PublishedNumbers,
    PublishedResult,
    PublishedScale,
    PublishedScales,
    PublishedTexts,
    Result,
    Withheld,
)
from seminar.core.disclosure.small_cells import StepCounts, SummarisedPart, median_step
from seminar.core.disclosure.thresholds import HARD_BARS
from seminar.core.stats.estimators import percent
from seminar.core.stats.tally import alphabet_key

Steps = frozenset[int]
"""The places on a scale of five that one band holds."""

T = TypeVar("T")

_HOLDS: dict[SummarisedPart | int, Steps] = {
    "agree": frozenset({3, 4}),
    "middle": frozenset({2}),
    "disagree": frozenset({0, 1}),
    "not_agree": frozenset({0, 1, 2}),
    "not_disagree": frozenset({2, 3, 4}),
}
_NAMED: dict[Steps, SummarisedPart | int] = {steps: part for part, steps in _HOLDS.items()}


def first_unpublished(groups: Sequence[PublishedResult]) -> int:
    """Where among `groups`, one for each round, those begin of whom nothing has been let out yet.

    They were too few, and may still make a group together with those who come after them.
    """
    return max(
        (at for at, group in enumerate(groups, 1) if not isinstance(group, Withheld)), default=0
    )


def add_late_group(groups: Sequence[PublishedResult], group: PublishedResult) -> Result:
    """The result of `groups` when `group` has answered too; where it was too small, what is
    shown stays as it was."""
    every = (*groups, group)
    return Result((combine_groups(every)[0],), groups=every)


def combine_groups(groups: Sequence[PublishedResult]) -> tuple[PublishedResult, ...]:
    """What is shown of the groups: one total, or where no total can be said, each of them, the
    first one first."""
    spoken = [group for group in groups if not isinstance(group, Withheld)]
    if len(spoken) < 2:
        return tuple(spoken or groups[-1:])
    total = _total(spoken)
    return (total,) if total is not None else tuple(spoken)


def _total(groups: Sequence[PublishedResult]) -> PublishedResult | None:
    for kind, add in _ADDS:
        if all(isinstance(group, kind) for group in groups):
            return add(groups)
    return None


# --- Statements on a scale ------------------------------------------------------------------------


def _scales(groups: Sequence[PublishedScales]) -> PublishedScales:
    least, index, people = groups[-1].least, None, 0
    statements = zip(*(group.statements for group in groups), strict=True)
    if all(group.index for group in groups):
        people = sum(group.people for group in groups)
        index = _mean([(group.index, group.people) for group in groups if group.index])
    return PublishedScales(
        tuple(_statement(each, least) for each in statements), index, people, least
    )


def _statement(groups: Sequence[PublishedScale], least: int) -> PublishedScale:
    """One statement of the groups in which enough have answered it."""
    spoken = [group for group in groups if group.mean]
    if len(spoken) < 2:
        return spoken[0] if spoken else groups[0]
    n = sum(group.n for group in spoken)
    bands = _bands([group.bands for group in spoken], n if n >= max(HARD_BARS, least) else 0)
    return PublishedScale(
        spoken[0].id,
        n,
        _mean([(group.mean, group.n) for group in spoken if group.mean]),
        bands,
        spoken[0].said if len({group.said for group in spoken}) == 1 else "",
        _median(bands),
        _sum(group.unsure for group in spoken),
    )


def _mean(means: Sequence[tuple[Mean, int]]) -> Mean:
    """The mean of all, from the means that were said. Beside a bound, as much of it as is certain,
    as a bound.

    A bound leaves two tenths open, up to the end of the scale.
    """
    n = sum(weight for _, weight in means)
    least = most = 0
    for mean, weight in means:
        said = round(10 * mean.value)
        least += weight * (said - 2 * (mean.bound == "or_lower"))
        most += weight * (said + 2 * (mean.bound == "or_higher"))
    if any(mean.bound == "or_higher" for mean, _ in means):
        return Mean(least // n / 10, "or_higher")
    if any(mean.bound for mean, _ in means):
        return Mean(-(-most // n) / 10, "or_lower")
    return Mean((2 * least + n) // (2 * n) / 10)


def _bands(groups: Sequence[tuple[Band, ...]], n: int) -> tuple[Band, ...]:
    """The counts of all, in the finest parts that every group's own make up; with percent of
    `n`, unless that is 0."""
    if not all(groups):
        return ()
    if all(len(bands) == 5 for bands in groups):
        return tuple(
            Band(
                each[0].part,
                count := sum(band.count for band in each),
                percent(count, n) if n else None,
            )
            for each in zip(*groups, strict=True)
        )
    held = [[(_steps(bands, at), band.count) for at, band in enumerate(bands)] for bands in groups]
    parts = _common([steps for each in held for steps, _ in each])
    if len(parts) < 2:
        return ()
    counted = [
        (part, sum(count for each in held for steps, count in each if steps <= part))
        for part in parts
    ]
    return tuple(
        Band(_NAMED[part], count, percent(count, n) if n else None) for part, count in counted
    )


def _steps(bands: tuple[Band, ...], at: int) -> Steps:
    return frozenset({at}) if len(bands) == 5 else _HOLDS[bands[at].part]


def _common(pieces: Iterable[Steps]) -> list[Steps]:
    """The smallest parts of the scale that cut through none of `pieces`, from the top of the
    scale."""
    parts: list[Steps] = []
    for piece in pieces:
        touched = [part for part in parts if part & piece]
        parts = [part for part in parts if not part & piece]
        parts.append(piece.union(*touched))
    return sorted(parts, key=max, reverse=True)


def _median(bands: tuple[Band, ...]) -> float | None:
    """The median where anyone can read it from five bars."""
    if len(bands) != 5:
        return None
    ones, twos, threes, fours, fives = (band.count for band in bands)
    counts: StepCounts = (ones, twos, threes, fours, fives)
    lowest = bands[0].part
    assert isinstance(lowest, int), "five bars are one for each step"
    return median_step(counts) + lowest - 1


# --- The other kinds ------------------------------------------------------------------------------


def _counts(groups: Sequence[PublishedCounts]) -> PublishedCounts | None:
    """Options are added, if all groups name the same ones without a number: else «few» would be
    said of many."""
    if len({tuple(count is None for _, count in group.cells) for group in groups}) > 1:
        return None
    cells = zip(*(group.cells for group in groups), strict=True)
    added = tuple((each[0][0], _sum(count for _, count in each)) for each in cells)
    return PublishedCounts(added, sum(group.n for group in groups))


def _numbers(groups: Sequence[PublishedNumbers]) -> PublishedNumbers | None:
    """Groups with the same middle have it together. Of different middles nothing can be said of
    all."""
    if len({group.median for group in groups}) > 1:
        return None
    return PublishedNumbers(groups[0].median, sum(group.n for group in groups))


def _texts(groups: Sequence[PublishedTexts]) -> PublishedTexts:
    items = {id_: text for group in reversed(groups) for id_, text in group.items}
    in_order = sorted(items.items(), key=lambda item: alphabet_key(item[1].casefold()))
    return PublishedTexts(tuple(in_order), sum(group.n for group in groups))


def _done(groups: Sequence[PublishedDone]) -> PublishedDone:
    return PublishedDone(sum(group.n for group in groups))


def _sum(counts: Iterable[int | None]) -> int | None:
    """The sum, or None when one of them is not said."""
    every = list(counts)
    said = [count for count in every if count is not None]
    return sum(said) if len(said) == len(every) else None


_ADDS: tuple[tuple[type, Callable[..., PublishedResult | None]], ...] = (
    (PublishedScales, _scales),
    (PublishedCounts, _counts),
    (PublishedNumbers, _numbers),
    (PublishedTexts, _texts),
    (PublishedDone, _done),
)
"""What may be added, and how."""
