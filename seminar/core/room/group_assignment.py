"""Draw groups of people who talk, so that nobody meets the same person twice if it can be helped.

Groups come about by chance; then people change places as long as that parts some who have met.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from seminar.core.model.exercise import Group

Person = TypeVar("Person", bound=Hashable)

Chance = Callable[[int], int]
"""Gives a whole number from 0 up to, but not including, the number it is given."""

Strain = Callable[[Person, Person], int]
"""How much two people should not be put together: how often they have met."""

Swap = tuple[int, int, int]
"""The strain that a change of place adds, and the group and the place it goes to."""

SIZE: Mapping[Group, int] = {"pairs": 2, "triads": 3, "fours": 4, "tables": 5}
"""How many are in a group that is drawn."""

WORK = 150_000
"""Changes of place that are weighed before the best groups so far are taken: about a quarter of a
second on a laptop, which nobody notices between a key press and the next picture."""

DEALING_COST = 8
"""The work of dealing one person anew, in changes of place."""

STUCK_ROUNDS = 3
"""So many changes for each group without any gain, and the search begins with another draw."""


def size_groups(people: int, size: int) -> tuple[int, ...]:
    """Return how many sit in each group, the larger first, when they do not add up.

    Pairs make room for one more, since nobody can talk alone. Other groups do with one less, so
    that everybody still gets every role: ten in threes are two threes and two pairs. What is too
    few for that is one group.

    >>> size_groups(7, 2), size_groups(10, 3)
    ((3, 2, 2), (3, 3, 2, 2))
    """
    if people <= size:
        return (people,) if people else ()
    odd_size = size + 1 if size == 2 else size - 1
    for odd_groups in range(people // odd_size + 1):
        full_groups, remaining = divmod(people - odd_groups * odd_size, size)
        if not remaining:
            groups = (size,) * full_groups + (odd_size,) * odd_groups
            return tuple(sorted(groups, reverse=True))
    return _spread_evenly(people, size)


def draw_groups(
    people: Sequence[Person],
    size: int,
    strain: Strain[Person],
    chance: Chance,
    work: int = WORK,
) -> tuple[tuple[Person, ...], ...]:
    """Return groups by chance, in which those who have met are kept apart as far as can be found.

    Args:
        people: Those who are to be put into groups.
        size: How many are in a group.
        strain: How often two of them have met.
        chance: The source of chance.
        work: How many changes of place may be weighed.
    """
    group_sizes = size_groups(len(people), size)
    if len(group_sizes) < 2:
        return (tuple(_shuffle(people, chance)),) if group_sizes else ()
    best: list[list[Person]] = []
    least: int | None = None
    while work > 0 and least != 0:
        groups = _deal(_shuffle(people, chance), group_sizes)
        weighed = _settle(groups, strain, chance, work)
        work -= max(weighed, DEALING_COST * len(people))
        total = _total_strain(groups, strain)
        if least is None or total < least:
            best = groups
            least = total
    return tuple(map(tuple, best))


def join_groups(
    groups: Sequence[tuple[Person, ...]], strain: Strain[Person], chance: Chance
) -> tuple[tuple[Person, ...], ...]:
    """Return groups put together two and two, as fours are made of pairs.

    Of an odd number, three are put together.
    """
    strain_between: dict[frozenset[tuple[Person, ...]], int] = {
        frozenset((first, second)): sum(strain(a, b) for a in first for b in second)
        for first, second in combinations(groups, 2)
    }
    joined = draw_groups(
        groups, 2, lambda a, b: strain_between[frozenset((a, b))], chance
    )
    return tuple(tuple(person for group in pair for person in group) for pair in joined)


def pick_smallest_group(
    groups: Mapping[int, Sequence[Person]], chance: Chance
) -> int | None:
    """Return the number of the group that somebody who comes late joins; None without groups."""
    if not groups:
        return None
    least = min(map(len, groups.values()))
    smallest = sorted(number for number, group in groups.items() if len(group) == least)
    return smallest[chance(len(smallest))]


def assign_role(
    roles: Sequence[str], place: int, people: int, turn: int, size: int
) -> str:
    """Return the role of one person in one turn; roles move on by one place in each turn.

    A group that is too small does without the last roles. In one that is too large the last role is
    doubled; but where each of a pair has a role, a third has none, and that is "".

    Args:
        roles: The roles in their order.
        place: The person's place in the group, 0 for the first.
        people: How many are in the group.
        turn: The turn, 1 for the first.
        size: How many a group is meant to have.

    >>> [assign_role(["speaks", "listens"], place, 2, 2, 2) for place in (0, 1)]
    ['listens', 'speaks']
    """
    is_for_pairs = max(len(roles), size) <= 2
    spare_role = "" if is_for_pairs or not roles else roles[-1]
    spares = (spare_role,) * (people - len(roles))
    in_group = (*roles[:people], *spares)
    if not in_group:
        return ""
    return in_group[(place - (turn - 1)) % len(in_group)]


# --- Putting apart --------------------------------------------------------------------------------


def _spread_evenly(people: int, size: int) -> tuple[int, ...]:
    """Return groups that differ by one at most, where no mix of full and odd groups adds up."""
    groups = people // size if people % size == 1 else -(-people // size)
    least, larger = divmod(people, groups)
    return (least + 1,) * larger + (least,) * (groups - larger)


def _shuffle(people: Sequence[Person], chance: Chance) -> list[Person]:
    waiting = list(people)
    shuffled: list[Person] = []
    while waiting:
        shuffled.append(waiting.pop(chance(len(waiting))))
    return shuffled


def _deal(people: list[Person], group_sizes: Sequence[int]) -> list[list[Person]]:
    hand = iter(people)
    return [[next(hand) for _ in range(size)] for size in group_sizes]


def _settle(
    groups: list[list[Person]], strain: Strain[Person], chance: Chance, work: int
) -> int:
    """Change places in `groups` until nobody has met anybody in theirs, or no change helps.

    Returns:
        How many changes of place were weighed; at least 1.
    """
    weighed = 0
    stuck = 0
    while weighed < work and stuck < STUCK_ROUNDS * len(groups):
        strained = _find_strained(groups, strain)
        if not strained:
            break
        at, place = strained[chance(len(strained))]
        swaps = list(_list_swaps(groups, at, place, strain))
        weighed += len(swaps) or 1
        if not swaps:
            break
        least = min(added for added, _, _ in swaps)
        if least > 0:
            stuck += 1
            continue
        # A change that neither adds nor takes strain may still open the way for the next.
        stuck = 0 if least < 0 else stuck + 1
        best = [(to, seat) for added, to, seat in swaps if added == least]
        to, seat = best[chance(len(best))]
        moving = groups[at][place]
        groups[at][place] = groups[to][seat]
        groups[to][seat] = moving
    return max(weighed, 1)


def _find_strained(
    groups: Sequence[Sequence[Person]], strain: Strain[Person]
) -> list[tuple[int, int]]:
    """Return the group and the place of everybody who has met somebody in their group."""
    return [
        (at, place)
        for at, group in enumerate(groups)
        for place, person in enumerate(group)
        if _strain_among(person, group, strain)
    ]


def _list_swaps(
    groups: list[list[Person]], at: int, place: int, strain: Strain[Person]
) -> Iterator[Swap]:
    """Yield every change of place with somebody of another group."""
    own = groups[at]
    person = own[place]
    strain_at_home = _strain_among(person, own, strain)
    for to, group in enumerate(groups):
        if to == at:
            continue
        for seat, partner in enumerate(group):
            before = strain_at_home + _strain_among(partner, group, strain)
            moved = _strain_instead(person, partner, group, strain)
            partner_moved = _strain_instead(partner, person, own, strain)
            yield moved + partner_moved - before, to, seat


def _strain_among(
    person: Person, group: Sequence[Person], strain: Strain[Person]
) -> int:
    return sum(strain(person, member) for member in group if member != person)


def _strain_instead(
    person: Person, leaving: Person, group: Sequence[Person], strain: Strain[Person]
) -> int:
    """Return the strain on a person who takes the place of somebody leaving the group."""
    return sum(strain(person, member) for member in group if member != leaving)


def _total_strain(groups: Sequence[Sequence[Person]], strain: Strain[Person]) -> int:
    return sum(strain(a, b) for group in groups for a, b in combinations(group, 2))
