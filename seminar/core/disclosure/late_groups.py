"""Combine the results of those who answer a guarded question after it has been shown (late groups).

A second result over everybody would give away whoever came between the two, by differencing. So
nothing is ever computed from the answers of two groups at once. Each group has its own result,
under the rules of `seminar.core.disclosure.policy`, and what the room is shown of them together is
made from those results alone. An intruder who takes the first from the total therefore finds what
the other's own result says, and nothing more.

What cannot be said of the total in this way is left out; and where nothing could, the groups stand
one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

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
from seminar.core.stats.estimators import percents
from seminar.core.stats.tally import alphabet_key

Steps = frozenset[int]
"""The places on a scale of five that one band holds, 0 for the lowest step."""

_STEPS_OF_PART: dict[SummarisedPart | int, Steps] = {
    "agree": frozenset({3, 4}),
    "middle": frozenset({2}),
    "disagree": frozenset({0, 1}),
    "not_agree": frozenset({0, 1, 2}),
    "not_disagree": frozenset({2, 3, 4}),
}
_PART_OF_STEPS = {steps: part for part, steps in _STEPS_OF_PART.items()}

BOUND_WIDTH = 2
"""How many tenths a bound leaves open, up to the end of the scale."""


def first_unpublished(groups: Sequence[PublishedResult]) -> int:
    """Return where those begin of whom nothing has been published yet.

    They were too few, and may still make a group together with those who come after them.

    Args:
        groups: What was published of each round, oldest first.

    >>> first_unpublished([PublishedDone(7), Withheld(), Withheld()])
    1
    """
    return max(
        (
            position
            for position, group in enumerate(groups, 1)
            if not isinstance(group, Withheld)
        ),
        default=0,
    )


def add_late_group(groups: Sequence[PublishedResult], late: PublishedResult) -> Result:
    """Return the result of `groups` when a late group has answered too.

    Where it was too small, what is shown stays as it was.
    """
    with_late = (*groups, late)
    return Result((combine_groups(with_late)[0],), groups=with_late)


def combine_groups(groups: Sequence[PublishedResult]) -> tuple[PublishedResult, ...]:
    """Return what is shown of the groups: one total, or where none can be said, each in its turn.

    >>> combine_groups([PublishedDone(7), Withheld(), PublishedDone(6)])
    (PublishedDone(n=13, what='done'),)
    """
    published = [group for group in groups if not isinstance(group, Withheld)]
    if len(published) < 2:
        return tuple(published or groups[-1:])
    total = _add_groups(published)
    return (total,) if total is not None else tuple(published)


def _add_groups(groups: Sequence[PublishedResult]) -> PublishedResult | None:
    """Return the total of results of one type; None where no total can be said."""
    for type_, add in _ADDERS:
        if all(isinstance(group, type_) for group in groups):
            return add(groups)
    return None


# --- Statements on a scale ------------------------------------------------------------------------


def _add_scales(groups: Sequence[PublishedScales]) -> PublishedScales:
    least = groups[-1].least
    by_statement = zip(*(group.statements for group in groups), strict=True)
    statements = tuple(_add_statement(statement, least) for statement in by_statement)
    indexes = [(group.index, group.people) for group in groups if group.index]
    if len(indexes) < len(groups):
        return PublishedScales(statements, None, 0, least)
    people = sum(group.people for group in groups)
    return PublishedScales(statements, _add_means(indexes), people, least)


def _add_statement(groups: Sequence[PublishedScale], least: int) -> PublishedScale:
    """Return one statement over the groups in which enough have answered it."""
    answered = [group for group in groups if group.mean]
    if len(answered) < 2:
        return answered[0] if answered else groups[0]
    n = sum(group.n for group in answered)
    with_percent = n >= max(HARD_BARS, least)
    bands = _add_bands([group.bands for group in answered], n if with_percent else None)
    sentences = {group.said for group in answered}
    return PublishedScale(
        answered[0].id,
        n,
        _add_means([(group.mean, group.n) for group in answered if group.mean]),
        bands,
        answered[0].said if len(sentences) == 1 else "",
        _median_of_bars(bands),
        _sum_told(group.unsure for group in answered),
    )


def _add_means(means_and_weights: Sequence[tuple[Mean, int]]) -> Mean:
    """Return the mean of all, from the means that were said.

    Beside a bound, as much of it as is certain, as a bound.
    """
    n = sum(weight for _, weight in means_and_weights)
    least = 0
    most = 0
    for mean, weight in means_and_weights:
        tenths = round(10 * mean.value)
        lowest = tenths - BOUND_WIDTH if mean.bound == "or_lower" else tenths
        highest = tenths + BOUND_WIDTH if mean.bound == "or_higher" else tenths
        least += weight * lowest
        most += weight * highest
    bounds = {mean.bound for mean, _ in means_and_weights}
    if "or_higher" in bounds:
        rounded_down = least // n
        return Mean(rounded_down / 10, "or_higher")
    if "or_lower" in bounds:
        rounded_up = -(-most // n)
        return Mean(rounded_up / 10, "or_lower")
    rounded_half_up = (2 * least + n) // (2 * n)
    return Mean(rounded_half_up / 10)


def _add_bands(
    groups: Sequence[tuple[Band, ...]], percent_of: int | None
) -> tuple[Band, ...]:
    """Return the counts of all, in the finest parts that every group's own bands make up.

    Args:
        groups: The bands of each group; none where one of them was told none.
        percent_of: The number of people to give percent of; None for counts alone.
    """
    if not all(groups):
        return ()
    if all(len(bands) == 5 for bands in groups):
        bars = zip(*groups, strict=True)
        return _build_bands(
            [(bar[0].part, sum(band.count for band in bar)) for bar in bars],
            percent_of,
        )
    pieces = [
        (_steps_of_band(bands, place), band.count)
        for bands in groups
        for place, band in enumerate(bands)
    ]
    parts = _finest_common_parts(steps for steps, _ in pieces)
    if len(parts) < 2:
        return ()
    return _build_bands(
        [
            (
                _PART_OF_STEPS[part],
                sum(count for steps, count in pieces if steps <= part),
            )
            for part in parts
        ],
        percent_of,
    )


def _build_bands(
    parts: Sequence[tuple[SummarisedPart | int, int]], percent_of: int | None
) -> tuple[Band, ...]:
    if percent_of is None:
        return tuple(Band(part, count) for part, count in parts)
    shares = percents([count for _, count in parts], percent_of)
    return tuple(
        Band(part, count, share)
        for (part, count), share in zip(parts, shares, strict=True)
    )


def _steps_of_band(bands: tuple[Band, ...], place: int) -> Steps:
    if len(bands) == 5:
        return frozenset({place})
    return _STEPS_OF_PART[bands[place].part]


def _finest_common_parts(pieces: Iterable[Steps]) -> list[Steps]:
    """Return the smallest parts of the scale that cut through none of `pieces`, highest first.

    >>> agree, not_agree, low = frozenset({3, 4}), frozenset({0, 1, 2}), frozenset({0, 1})
    >>> _finest_common_parts([agree, not_agree, low]) == [agree, not_agree]
    True
    """
    parts: list[Steps] = []
    for piece in pieces:
        touched = [part for part in parts if part & piece]
        parts = [part for part in parts if not part & piece]
        parts.append(piece.union(*touched))
    return sorted(parts, key=max, reverse=True)


def _median_of_bars(bands: tuple[Band, ...]) -> float | None:
    """Return the median where anyone can read it from five bars."""
    if len(bands) != 5:
        return None
    ones, twos, threes, fours, fives = (band.count for band in bands)
    counts: StepCounts = (ones, twos, threes, fours, fives)
    lowest = bands[0].part
    assert isinstance(lowest, int), "five bars are one for each step"
    return median_step(counts) + lowest - 1


# --- Other results --------------------------------------------------------------------------------


def _add_counts(groups: Sequence[PublishedCounts]) -> PublishedCounts | None:
    """Return the options added, if all groups name the same ones without a number.

    Otherwise «few» would be said of many.
    """
    hidden_options = {
        tuple(count is None for _, count in group.cells) for group in groups
    }
    if len(hidden_options) > 1:
        return None
    by_option = zip(*(group.cells for group in groups), strict=True)
    cells = tuple(
        (cells[0][0], _sum_told(count for _, count in cells)) for cells in by_option
    )
    return PublishedCounts(cells, sum(group.n for group in groups))


def _add_numbers(groups: Sequence[PublishedNumbers]) -> PublishedNumbers | None:
    """Return the median that all groups share; of different medians nothing can be said of all."""
    medians = {group.median for group in groups}
    if len(medians) > 1:
        return None
    return PublishedNumbers(groups[0].median, sum(group.n for group in groups))


def _add_texts(groups: Sequence[PublishedTexts]) -> PublishedTexts:
    items = {id_: text for group in reversed(groups) for id_, text in group.items}
    in_order = sorted(items.items(), key=lambda item: alphabet_key(item[1].casefold()))
    return PublishedTexts(tuple(in_order), sum(group.n for group in groups))


def _add_done(groups: Sequence[PublishedDone]) -> PublishedDone:
    return PublishedDone(sum(group.n for group in groups))


def _sum_told(counts: Iterable[int | None]) -> int | None:
    """Return the sum, or None when one of the counts is not told."""
    total = 0
    for count in counts:
        if count is None:
            return None
        total += count
    return total


_ADDERS: tuple[tuple[type, Callable[..., PublishedResult | None]], ...] = (
    (PublishedScales, _add_scales),
    (PublishedCounts, _add_counts),
    (PublishedNumbers, _add_numbers),
    (PublishedTexts, _add_texts),
    (PublishedDone, _add_done),
)
"""The results that may be added, and how; of any other the groups stand one after the other."""
