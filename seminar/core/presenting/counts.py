"""Counts and ticks that privacy has let out, as bars or row by row: what every kind says of them
in the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from seminar.core.disclosure.result import PublishedCounts, PublishedSorting, PublishedTicks
from seminar.core.disclosure.suppression import Ticked
from seminar.core.elements import Bar, Bars, Crossed, Key, Matrix
from seminar.core.i18n import Message, Say, say
from seminar.core.presenting.phrases import both
from seminar.core.presenting.withheld import few

T = TypeVar("T", bound=Ticked | None)

_FEW = say("What few have chosen is shown without a number.")
_SAID: dict[Ticked | None, Message] = {
    "few": say("few"),
    "nearly_all": say("nearly all"),
    None: "–",
}


def bars(
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
        _bar(labels.get(id_, id_), said, keys.get(id_)) for id_, said in cells(out, unsure)
    )
    held_back = _note([said for _, said in cells(out, unsure)])
    return Bars(title, drawn, out.n, both(note, held_back))


def crossed(
    title: Message, out: PublishedSorting, columns: Sequence[str], labels: Mapping[str, str]
) -> Matrix:
    """One row for each card, with how many put it in each of the `columns`."""
    rows = tuple(_row(labels.get(id_, id_), counts, out.least) for id_, counts in out.cards)
    note = _FEW if any(None in row.counts for row in rows) else ""
    return Matrix(title, tuple(labels.get(one, one) for one in columns), rows, note)


def cells(
    out: PublishedCounts | PublishedTicks, unsure: str = ""
) -> tuple[tuple[str, Ticked | None], ...]:
    """Each option, and the way out after them, with its number or what is said in its place."""
    if isinstance(out, PublishedTicks):
        way_out = ((unsure, "few" if out.unsure is None else out.unsure),) if unsure else ()
        return (*out.cells, *way_out)
    return tuple((id_, "few" if number is None else number) for id_, number in out.cells)


def ranked(
    out: PublishedCounts | PublishedTicks, last: str = ""
) -> PublishedCounts | PublishedTicks:
    """The same with the most chosen first, and the way out `last`.

    What is said orders them, and nothing else: where the same is said of two, they stay as they
    stood.
    """
    if isinstance(out, PublishedTicks):
        return replace(out, cells=_in_order(out.cells, last))
    return replace(out, cells=_in_order(out.cells, last))


def at_most(most: int) -> Say:
    """How many may be chosen."""
    return say("Choose at most {n}.", n=most)


def _in_order(cells: tuple[tuple[str, T], ...], last: str) -> tuple[tuple[str, T], ...]:
    return tuple(sorted(cells, key=lambda cell: (cell[0] != last, _rank(cell[1])), reverse=True))


def _rank(said: Ticked | None) -> int:
    return said if isinstance(said, int) else {"nearly_all": 10**6, "few": -1, None: 0}[said]


def _bar(label: Message, said: Ticked | None, key: Key | None) -> Bar:
    return Bar(label, said, key) if isinstance(said, int) else Bar(label, None, key, _SAID[said])


def _row(label: Message, counts: PublishedCounts | None, least: int) -> Crossed:
    if counts is None:
        return Crossed(label, (), 0, few(least))
    return Crossed(label, tuple(number for _, number in counts.cells), counts.n)


def _note(said: list[Ticked | None]) -> Message:
    if None in said:
        return say("Numbers would point at one or two people here, so none are shown.")
    if "nearly_all" in said:
        return say("What few or nearly all have chosen is shown without a number.")
    return _FEW if "few" in said else ""
