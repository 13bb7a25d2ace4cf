"""Counts and ticks that privacy has let out, as bars: what every kind says of them in the same words."""

from __future__ import annotations

from collections.abc import Mapping

from seminar.core.language import Say, Words, say
from seminar.core.result import CountsOut, TicksOut
from seminar.core.votes import Ticked
from seminar.core.words import Bar, Bars, Key

_SAID: dict[Ticked | None, Words] = {"few": say("few"), "nearly_all": say("nearly all"), None: "–"}


def bars(
    title: Words,
    out: CountsOut | TicksOut,
    labels: Mapping[str, str],
    keys: Mapping[str, Key],
    unsure: str = "",
    note: Words = "",
) -> Bars:
    """One bar for each option in the author's order; `unsure` is the id of the way out, if there is one."""
    drawn = tuple(_bar(labels.get(id_, id_), said, keys.get(id_)) for id_, said in cells(out, unsure))
    held_back = _note([said for _, said in cells(out, unsure)])
    both = say("{note} {more}", note=note, more=held_back) if note and held_back else note or held_back
    return Bars(title, drawn, out.n, both)


def cells(out: CountsOut | TicksOut, unsure: str = "") -> tuple[tuple[str, Ticked | None], ...]:
    """Each option, and the way out after them, with its number or what is said in its place."""
    if isinstance(out, TicksOut):
        way_out = ((unsure, "few" if out.unsure is None else out.unsure),) if unsure else ()
        return (*out.cells, *way_out)
    return tuple((id_, "few" if number is None else number) for id_, number in out.cells)


def at_most(most: int) -> Say:
    """How many may be chosen."""
    return say("Choose at most {n}.", n=most)


def _bar(label: Words, said: Ticked | None, key: Key | None) -> Bar:
    return Bar(label, said, key) if isinstance(said, int) else Bar(label, None, key, _SAID[said])


def _note(said: list[Ticked | None]) -> Words:
    if None in said:
        return say("Numbers would point at one or two people here, so none are shown.")
    if "nearly_all" in said:
        return say("What few or nearly all have chosen is shown without a number.")
    return say("What few have chosen is shown without a number.") if "few" in said else ""
