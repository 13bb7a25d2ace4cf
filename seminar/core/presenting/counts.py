"""Counts and ticks that privacy has let out, as bars or row by row: what every kind says of them
in the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from seminar.core.disclosure.result import PublishedCounts, PublishedSorting, PublishedTicks
from seminar.core.disclosure.suppression import PublishedTick
from seminar.core.elements import Bar, Bars, Key, Matrix, MatrixRow
from seminar.core.i18n import Message, Say, say
from seminar.core.presenting.phrases import join_notes
from seminar.core.presenting.withheld import phrase_too_few

T = TypeVar("T", bound=PublishedTick | None)

_FEW = say("What few have chosen is shown without a number.")
_SAID: dict[PublishedTick | None, Message] = {
    "few": say("few"),
    "nearly_all": say("nearly all"),
    None: "–",
}


def present_bars(
    title: Message,
    out: PublishedCounts | PublishedTicks,
    labels: Mapping[str, Message],
    keys: Mapping[str, Key],
    unsure: str = "",
    note: Message = "",
) -> Bars:
    """One bar for each option in the author's order; `unsure` is the id of the way out, if there
    is one."""
    drawn = tuple(
        _bar(labels.get(id_, id_), said, keys.get(id_)) for id_, said in list_cells(out, unsure)
    )
    held_back = _note([said for _, said in list_cells(out, unsure)])
    return Bars(title, drawn, out.n, join_notes(note, held_back))


def present_sorting(
    title: Message, out: PublishedSorting, columns: Sequence[str], labels: Mapping[str, str]
) -> Matrix:
    """One row for each card, with how many put it in each of the `columns`."""
    rows = tuple(_row(labels.get(id_, id_), counts, out.least) for id_, counts in out.cards)
    note = _FEW if any(None in row.counts for row in rows) else ""
    return Matrix(title, tuple(labels.get(one, one) for one in columns), rows, note)


def list_cells(
    out: PublishedCounts | PublishedTicks, unsure: str = ""
) -> tuple[tuple[str, PublishedTick | None], ...]:
    """Each option, and the way out after them, with its number or what is said in its place."""
    if isinstance(out, PublishedTicks):
        way_out = ((unsure, "few" if out.unsure is None else out.unsure),) if unsure else ()
        return (*out.cells, *way_out)
    return tuple((id_, "few" if number is None else number) for id_, number in out.cells)


def rank_cells(
    out: PublishedCounts | PublishedTicks, last: str = ""
) -> PublishedCounts | PublishedTicks:
    """The same with the most chosen first, and the way out `last`.

    What is said orders them, and nothing else: where the same is said of two, they stay as they
    stood.
    """
    if isinstance(out, PublishedTicks):
        return replace(out, cells=_in_order(out.cells, last))
    return replace(out, cells=_in_order(out.cells, last))


def phrase_limit(most: int) -> Say:
    """How many may be chosen."""
    return say("Choose at most {n}.", n=most)


def _in_order(cells: tuple[tuple[str, T], ...], last: str) -> tuple[tuple[str, T], ...]:
    return tuple(sorted(cells, key=lambda cell: (cell[0] != last, _rank(cell[1])), reverse=True))


def _rank(said: PublishedTick | None) -> int:
    return said if isinstance(said, int) else {"nearly_all": 10**6, "few": -1, None: 0}[said]


def _bar(label: Message, said: PublishedTick | None, key: Key | None) -> Bar:
    return Bar(label, said, key) if isinstance(said, int) else Bar(label, None, key, _SAID[said])


def _row(label: Message, counts: PublishedCounts | None, least: int) -> MatrixRow:
    if counts is None:
        return MatrixRow(label, (), 0, phrase_too_few(least))
    return MatrixRow(label, tuple(number for _, number in counts.cells), counts.n)


def _note(said: list[PublishedTick | None]) -> Message:
    if None in said:
        return say("Numbers would point at one or two people here, so none are shown.")
    if "nearly_all" in said:
        return say("What few or nearly all have chosen is shown without a number.")
    return _FEW if "few" in said else ""
