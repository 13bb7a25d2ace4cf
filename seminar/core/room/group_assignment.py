"""Who talks with whom: groups in which nobody meets the same person twice while there is
somebody new to meet. Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from seminar.core.model.exercise import Group

One = TypeVar("One", bound=Hashable)

Chance = Callable[[int], int]
"""A whole number from 0 up to, but not including, the one given."""

Strain = Callable[[One, One], int]
"""How much two should not be put together: how often they have met."""

SIZE: Mapping[Group, int] = {"pairs": 2, "triads": 3, "fours": 4, "tables": 5}
"""How many are in a group that is drawn."""

WORK = 150_000
"""Changes of place that are weighed before the best groups so far are taken, about a quarter of
a second."""

DEALT = 8
"""What it costs to deal a person anew, in changes of place."""


def sizes(people: int, size: int) -> tuple[int, ...]:
    """How many sit in each group, the larger first, when they do not add up.

    Pairs make room for one more, since nobody can talk alone. Other groups do with one less, so
    that everybody still gets every role: ten in threes are two threes and two pairs. What is too
    few for that is one group.
    """
    if people <= size:
        return (people,) if people else ()
    odd = size + 1 if size == 2 else size - 1
    for odds in range(people // odd + 1):
        whole, rest = divmod(people - odds * odd, size)
        if not rest:
            return tuple(sorted((size,) * whole + (odd,) * odds, reverse=True))
    groups = people // size if people % size == 1 else -(-people // size)
    least, more = divmod(people, groups)
    return (least + 1,) * more + (least,) * (groups - more)


def draw(
    people: Sequence[One], size: int, strain: Strain[One], chance: Chance, work: int = WORK
) -> tuple[tuple[One, ...], ...]:
    """Groups by chance, in which those who have met are kept apart as far as it can be found out
    with `work`."""
    best: list[list[One]] = []
    least, many = -1, sizes(len(people), size)
    if len(many) < 2:
        return (tuple(_shuffled(people, chance)),) if many else ()
    while work > 0 and least:
        groups = _dealt(_shuffled(people, chance), many)
        work -= max(_settle(groups, strain, chance, work), DEALT * len(people))
        if least < 0 or (cost := _cost(groups, strain)) < least:
            best, least = groups, _cost(groups, strain)
        elif not cost:
            break
    return tuple(map(tuple, best))


def join(
    groups: Sequence[tuple[One, ...]], strain: Strain[One], chance: Chance
) -> tuple[tuple[One, ...], ...]:
    """Groups put together two and two, as fours are made of pairs; of an odd number, three
    together."""
    between: dict[frozenset[tuple[One, ...]], int] = {
        frozenset(two): sum(strain(a, b) for a in two[0] for b in two[1])
        for two in combinations(groups, 2)
    }
    pairs = draw(groups, 2, lambda a, b: between[frozenset((a, b))], chance)
    return tuple(tuple(one for group in pair for one in group) for pair in pairs)


def smallest(groups: Mapping[int, Sequence[One]], chance: Chance) -> int | None:
    """The number of the group that somebody who comes late is put into; None where there is no
    group."""
    if not groups:
        return None
    least = min(map(len, groups.values()))
    open_ = sorted(number for number, group in groups.items() if len(group) == least)
    return open_[chance(len(open_))]


def role(roles: Sequence[str], place: int, people: int, turn: int, size: int) -> str:
    """The role that `place` (0 for the first) has in `turn` (1 for the first) among `people` in
    groups of `size`.

    Roles move on by one place in each turn. A group that is too small does without the last roles;
    in one that is too large the last role is doubled, but where each of a pair has one, a third has
    none, and that is "".
    """
    more = roles[-1] if roles and max(len(roles), size) > 2 else ""
    held = [*roles[:people], *(more for _ in range(people - len(roles)))]
    return held[(place - (turn - 1)) % len(held)] if held else ""


# --- Putting apart --------------------------------------------------------------------------------


def _shuffled(people: Sequence[One], chance: Chance) -> list[One]:
    left, mixed = list(people), list[One]()
    while left:
        mixed.append(left.pop(chance(len(left))))
    return mixed


def _dealt(people: list[One], sizes: Sequence[int]) -> list[list[One]]:
    hand = iter(people)
    return [[next(hand) for _ in range(size)] for size in sizes]


def _settle(groups: list[list[One]], strain: Strain[One], chance: Chance, work: int) -> int:
    """Change places until nobody has met anybody in their group, or no change helps; gives how
    many were weighed."""
    weighed, stuck = 0, 0
    while weighed < work and stuck < 3 * len(groups):
        strained = [
            (at, place)
            for at, group in enumerate(groups)
            for place, one in enumerate(group)
            if _among(one, group, strain)
        ]
        if not strained:
            break
        at, place = strained[chance(len(strained))]
        swaps = list(_swaps(groups, at, place, strain))
        weighed += len(swaps) or 1
        if not swaps:
            break
        least = min(gain for gain, _, _ in swaps)
        if least > 0:
            stuck += 1
            continue
        stuck = 0 if least < 0 else stuck + 1
        good = [(to, seat) for gain, to, seat in swaps if gain == least]
        to, seat = good[chance(len(good))]
        groups[at][place], groups[to][seat] = groups[to][seat], groups[at][place]
    return max(weighed, 1)


def _swaps(
    groups: list[list[One]], at: int, place: int, strain: Strain[One]
) -> Iterator[tuple[int, int, int]]:
    """Every change of place with somebody of another group, and how much strain it adds."""
    one, own = groups[at][place], groups[at]
    left = _among(one, own, strain)
    for to, group in enumerate(groups):
        if to == at:
            continue
        for seat, other in enumerate(group):
            now = left + _among(other, group, strain)
            then = _instead(one, other, group, strain) + _instead(other, one, own, strain)
            yield then - now, to, seat


def _among(one: One, group: Sequence[One], strain: Strain[One]) -> int:
    return sum(strain(one, other) for other in group if other != one)


def _instead(one: One, of: One, group: Sequence[One], strain: Strain[One]) -> int:
    return sum(strain(one, other) for other in group if other != of)


def _cost(groups: Sequence[Sequence[One]], strain: Strain[One]) -> int:
    return sum(strain(a, b) for group in groups for a, b in combinations(group, 2))
