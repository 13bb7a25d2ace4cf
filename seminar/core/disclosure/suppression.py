"""Suppress counts of votes that would point at one or two people.

A vote is one choice, several ticks or several dots from each person. A small cell is suppressed
(primary suppression). Where n, or all votes together, less the counts that are told would give it
back, more is suppressed (complementary suppression), until what is hidden could have come about in
several ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Literal

from seminar.core.disclosure.small_cells import SMALL_CELL

PublishedTick = int | Literal["few", "nearly_all"]
"""How many have ticked something, or what is said in place of a number that would point at one
or two people."""


def suppress_choices(cells: Sequence[int]) -> tuple[int | None, ...]:
    """Return counts of which everyone is in exactly one, with None for those that are suppressed.

    What is hidden must be nobody at all, or several options that at least three people share and
    that are not all known to be two each. Otherwise options with the next higher count are hidden
    as well.

    >>> suppress_choices((8, 5, 0))
    (8, 5, None)
    >>> suppress_choices((8, 5, 1))
    (8, None, None)
    """
    for limit in count(SMALL_CELL):
        hidden = [cell for cell in cells if cell < limit]
        hidden_people = sum(hidden)
        is_ambiguous = (
            len(hidden) > 1
            and hidden_people >= SMALL_CELL
            and set(hidden) != {2}  # Their sum would give such counts away.
        )
        if not hidden_people or is_ambiguous:
            return tuple(cell if cell >= limit else None for cell in cells)
    raise AssertionError("at last everything is hidden")


def suppress_ticks(
    cells: Sequence[int], n: int, least: int, most: int
) -> tuple[PublishedTick, ...] | None:
    """Return counts of what people ticked, few and nearly all in words; None for no numbers at all.

    A count also tells how many did *not* tick, so both ends are small cells. All ticks together
    are at least `n * least` and at most `n * most`. Where that gives a hidden count away, or tells
    that one or two people ticked more or fewer than the others, nothing is said at all: to say a
    little less would be a hint.

    Args:
        cells: How many ticked each option.
        n: How many people ticked something.
        least: The fewest options that each of them ticked.
        most: The most options that each of them ticked.

    >>> suppress_ticks((6, 1, 11), n=12, least=0, most=3)
    (6, 'few', 'nearly_all')
    """
    published = tuple(_word_small_count(cell, n) for cell in cells)
    lowest_sum = n * least
    highest_sum = n * most
    if any(
        _reveals_small_cell(low, high, n)
        for low, high in _bound_hidden_counts(published, n, lowest_sum, highest_sum)
    ):
        return None
    all_told = all(isinstance(cell, int) for cell in published)
    ticks = sum(cells)
    distance = min(ticks - lowest_sum, highest_sum - ticks)
    if all_told and 0 < distance < SMALL_CELL:
        return None
    return published


def suppress_dots(
    totals: Sequence[int], n: int, each: int
) -> tuple[int | None, ...] | None:
    """Return the dots of each option, or None when nearly all are on one option.

    An option with nearly all the dots tells what everybody did. So it must be possible that one
    person gave it nothing, and at least three dots must be elsewhere.

    Args:
        totals: The dots that each option got.
        n: How many people gave dots.
        each: How many dots each of them gave.

    >>> suppress_dots((9, 5, 1), n=5, each=3)
    (9, None, None)
    >>> suppress_dots((13, 1, 1), n=5, each=3) is None
    True
    """
    if max(totals) > n * each - max(SMALL_CELL, each):
        return None
    return suppress_choices(totals)


def _word_small_count(cell: int, n: int) -> PublishedTick:
    if cell < SMALL_CELL:
        return "few"
    return cell if cell <= n - SMALL_CELL else "nearly_all"


def _bound_hidden_counts(
    published: Sequence[PublishedTick], n: int, lowest_sum: int, highest_sum: int
) -> Iterator[tuple[int, int]]:
    """Yield the least and the most that each hidden count may be, given the sum of all."""
    word_bounds = {"few": (0, SMALL_CELL - 1), "nearly_all": (n - SMALL_CELL + 1, n)}
    bounds = [
        word_bounds[cell] if isinstance(cell, str) else (cell, cell)
        for cell in published
    ]
    least_sum = sum(least for least, _ in bounds)
    most_sum = sum(most for _, most in bounds)
    for (least, most), cell in zip(bounds, published, strict=True):
        if isinstance(cell, str):
            least_of_others = least_sum - least
            most_of_others = most_sum - most
            yield (
                max(least, lowest_sum - most_of_others),
                min(most, highest_sum - least_of_others),
            )


def _reveals_small_cell(low: int, high: int, n: int) -> bool:
    """Return whether it is certain that one or two people are in or out, or that everyone is in."""
    return low == high and (0 < low < SMALL_CELL or n - SMALL_CELL < low)
