"""How it is ruled what may be said, when an onlooker knows everything that can be said and also why
a thing is not.

The ruling is made at once for everything that would otherwise look the same. What points at
somebody is taken back, and what was taken back is looked at as a group of its own: if the silence
points at somebody, more is taken back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from typing import TypeVar

One = TypeVar("One")
Saying = TypeVar("Saying")

DetailLevel = Callable[[One], Saying]
"""What would be said of one of them."""

RevealsSmallCell = Callable[[Sequence[One]], bool]
"""Whether all of a group agree on something about one or two people."""


def choose_releasable(
    alike: Sequence[One], rungs: Sequence[DetailLevel[One, Saying]], pins: RevealsSmallCell[One]
) -> frozenset[Saying]:
    """What may be said of those in `alike`, which look the same until then; the most telling
    rung comes first."""
    groups, left = dict[Saying, list[One]](), list(alike)
    for rung in rungs:
        found = _by_saying(left, rung)
        groups |= {said: group for said, group in found.items() if not pins(group)}
        left = [one for said, group in found.items() if said not in groups for one in group]
    smallest_first = sorted(groups, key=lambda said: (len(groups[said]), repr(said)), reverse=True)
    while smallest_first and left and pins(left):
        del groups[smallest_first.pop()]
        left = [one for one in alike if find_most_detailed(one, rungs, groups.keys()) is None]
    return frozenset(groups)


def find_most_detailed(
    one: One, rungs: Sequence[DetailLevel[One, Saying]], allowed: Set[Saying]
) -> Saying | None:
    """The most telling that may be said of `one`, or None."""
    return next((said for rung in rungs if (said := rung(one)) in allowed), None)


def _by_saying(alike: Iterable[One], rung: DetailLevel[One, Saying]) -> dict[Saying, list[One]]:
    groups = defaultdict[Saying, list[One]](list)
    for one in alike:
        groups[rung(one)].append(one)
    return dict(groups)
