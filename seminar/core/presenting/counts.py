"""Present published counts and ticks, as bars or row by row, in the same words for every kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from seminar.core.disclosure.result import (
    PublishedCounts,
    PublishedSorting,
    PublishedTicks,
)
from seminar.core.disclosure.suppression import PublishedTick
from seminar.core.elements import Bar, Bars, Key, Matrix, MatrixRow
from seminar.core.i18n import Message, Say, say
from seminar.core.presenting.phrases import join_notes
from seminar.core.presenting.withheld import phrase_too_few

Cell = TypeVar("Cell", bound=PublishedTick | None)

_FEW_NOTE = say("What few have chosen is shown without a number.")
_IN_PLACE_OF_NUMBER: dict[PublishedTick | None, Message] = {
    "few": say("few"),
    "nearly_all": say("nearly all"),
    None: "–",
}

_ABOVE_ANY_NUMBER = 10**6
"""The rank of nearly all: above any number of people that a room can hold."""


def present_bars(
    title: Message,
    result: PublishedCounts | PublishedTicks,
    labels: Mapping[str, Message],
    keys: Mapping[str, Key],
    unsure: str = "",
    note: Message = "",
) -> Bars:
    """Return one bar for each option in the author's order.

    Args:
        title: The question.
        result: What was published.
        labels: The options' words by id.
        keys: The key whose colour an option has, by id.
        unsure: The id of the way out, if there is one.
        note: What is said beneath, before what is said of numbers that are withheld.
    """
    cells = list_cells(result, unsure)
    bars = tuple(
        _present_bar(labels.get(option, option), count, keys.get(option))
        for option, count in cells
    )
    withheld_note = _explain_withheld([count for _, count in cells])
    return Bars(title, bars, result.n, join_notes(note, withheld_note))


def present_sorting(
    title: Message,
    result: PublishedSorting,
    columns: Sequence[str],
    labels: Mapping[str, Message],
) -> Matrix:
    """Return one row for each card, with how many put it in each of the `columns`."""
    rows = tuple(
        _present_row(labels.get(card, card), counts, result.least)
        for card, counts in result.cards
    )
    note = _FEW_NOTE if any(None in row.counts for row in rows) else ""
    return Matrix(
        title, tuple(labels.get(column, column) for column in columns), rows, note
    )


def list_cells(
    result: PublishedCounts | PublishedTicks, unsure: str = ""
) -> tuple[tuple[str, PublishedTick | None], ...]:
    """Return each option, and the way out after them, with its number or what stands in its place.

    >>> list_cells(PublishedCounts((("a", 8), ("b", None)), 9))
    (('a', 8), ('b', 'few'))
    """
    if isinstance(result, PublishedCounts):
        return tuple(
            (option, "few" if count is None else count)
            for option, count in result.cells
        )
    if not unsure:
        return result.cells
    unsure_count: PublishedTick = "few" if result.unsure is None else result.unsure
    return (*result.cells, (unsure, unsure_count))


def rank_cells(
    result: PublishedCounts | PublishedTicks, last: str = ""
) -> PublishedCounts | PublishedTicks:
    """Return the same result with the most chosen first, and the way out `last`.

    What is said orders the options, and nothing else: where the same is said of two, they stay as
    they stood.

    >>> rank_cells(PublishedCounts((("a", 3), ("b", 8), ("c", 3)), 14)).cells
    (('b', 8), ('a', 3), ('c', 3))
    """
    if isinstance(result, PublishedTicks):
        return replace(result, cells=_sort_cells(result.cells, last))
    return replace(result, cells=_sort_cells(result.cells, last))


def phrase_limit(most: int) -> Say:
    """Return the sentence that at most so many may be chosen."""
    return say("Choose at most {n}.", n=most)


def _sort_cells(
    cells: tuple[tuple[str, Cell], ...], last: str
) -> tuple[tuple[str, Cell], ...]:
    def rank(cell: tuple[str, Cell]) -> tuple[bool, int]:
        option, count = cell
        return option != last, _rank_count(count)

    return tuple(sorted(cells, key=rank, reverse=True))


def _rank_count(count: PublishedTick | None) -> int:
    match count:
        case int():
            return count
        case "nearly_all":
            return _ABOVE_ANY_NUMBER
        case "few":
            return -1
        case None:
            return 0


def _present_bar(label: Message, count: PublishedTick | None, key: Key | None) -> Bar:
    if isinstance(count, int):
        return Bar(label, count, key)
    return Bar(label, None, key, _IN_PLACE_OF_NUMBER[count])


def _present_row(
    label: Message, counts: PublishedCounts | None, least: int
) -> MatrixRow:
    if counts is None:
        return MatrixRow(label, (), 0, phrase_too_few(least))
    return MatrixRow(label, tuple(count for _, count in counts.cells), counts.n)


def _explain_withheld(counts: Sequence[PublishedTick | None]) -> Message:
    if None in counts:
        return say("Numbers would point at one or two people here, so none are shown.")
    if "nearly_all" in counts:
        return say("What few or nearly all have chosen is shown without a number.")
    return _FEW_NOTE if "few" in counts else ""
