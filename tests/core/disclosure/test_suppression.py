"""What may be counted aloud of several votes each: nothing that everybody who knows the rules
could take apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations_with_replacement, product

import pytest

from seminar.core.disclosure.suppression import (
    suppress_choices,
    suppress_dots,
    suppress_ticks,
)

# --- ticks ----------------------------------------------------------------------------------------


def test_few_and_nearly_all_are_said_without_a_number() -> None:
    assert suppress_ticks((12, 10, 7, 3, 2, 0), 12, 1, 6) == (
        "nearly_all",
        "nearly_all",
        7,
        3,
        "few",
        "few",
    )


@pytest.mark.parametrize(
    ("n", "options", "least", "most"),
    [
        (10, 2, 1, 2),
        (10, 3, 1, 2),
        (10, 3, 1, 3),
        (10, 3, 0, 3),
        (10, 4, 1, 2),
        (11, 3, 1, 2),
        (16, 3, 1, 2),
    ],
)
def test_no_ticks_point_at_one_or_two_even_for_who_knows_the_rules(
    n: int, options: int, least: int, most: int
) -> None:
    """Neither those who are in, nor those who are out, nor those who ticked more or fewer than
    the rest."""
    groups = defaultdict(list)
    for cells in product(range(n + 1), repeat=options):
        if n * least <= sum(cells) <= n * most:
            groups[suppress_ticks(cells, n, least, most)].append(cells)
    for said, group in groups.items():
        for at in range(options):
            counts = {cells[at] for cells in group}
            assert len(counts) > 1 or counts.pop() in (0, *range(3, n - 2)), said
        extras = (
            {sum(cells) - n * least for cells in group},
            {n * most - sum(cells) for cells in group},
        )
        assert not any(extra in ({1}, {2}) for extra in extras), said


def test_ordinary_rooms_keep_their_numbers() -> None:
    assert suppress_ticks((8, 5, 4), 12, 1, 2) == (8, 5, 4)


def test_where_a_number_would_give_another_away_none_is_said() -> None:
    assert suppress_ticks((2, 2, 6), 10, 1, 2) is None, (
        "everyone ticked something, so the two small ones can only be two each"
    )


# --- dots -----------------------------------------------------------------------------------------


def handfuls(dots: int, options: int) -> Iterator[tuple[int, ...]]:
    """Every way in which one person can give all their dots."""
    if options == 1:
        yield (dots,)
    else:
        yield from (
            (some, *rest)
            for some in range(dots + 1)
            for rest in handfuls(dots - some, options - 1)
        )


@pytest.mark.parametrize(
    ("n", "each", "options"),
    [
        (5, 2, 2),
        (5, 3, 2),
        (5, 6, 2),
        (5, 2, 3),
        (5, 3, 3),
        (6, 3, 2),
        (6, 2, 3),
        (5, 2, 4),
    ],
)
def test_no_total_tells_what_one_or_two_or_all_gave(
    n: int, each: int, options: int
) -> None:
    """Of no option is it certain that one or two people, or all, gave it just so many dots, or any
    at all.

    That nobody gave an option anything may be told, as with votes of one each.
    """
    found = defaultdict[object, list[set[int]]](
        lambda: [set() for _ in range(options * (each + 1))]
    )
    for room in combinations_with_replacement(list(handfuls(each, options)), n):
        said = suppress_dots(
            [sum(column) for column in zip(*room, strict=True)], n, each
        )
        sets = iter(found[said])
        for column in zip(*room, strict=True):
            gave = Counter(column)
            for dots in range(1, each + 1):
                next(sets).add(gave[dots])
            next(sets).add(n - gave[0])
    for result, counted in found.items():
        assert not [values for values in counted if values in ({1}, {2}, {n})], result


def test_when_nearly_all_is_on_one_option_no_number_is_said() -> None:
    assert suppress_dots((15, 0), 5, 3) is None
    assert suppress_dots((13, 2), 5, 3) is None
    assert suppress_dots((12, 3), 5, 3) == (12, 3)


def test_small_totals_are_not_said() -> None:
    assert suppress_dots((8, 5, 1, 1), 5, 3) == (8, None, None, None)
    assert suppress_dots((7, 5, 2, 1), 5, 3) == (7, 5, None, None)


# --- one vote each --------------------------------------------------------------------------------


def test_single_votes_are_hidden_until_no_rest_gives_one_back() -> None:
    assert suppress_choices((6, 4)) == (6, 4)
    assert suppress_choices((6, 4, 1)) == (6, None, None)
    assert suppress_choices((6, 2, 2)) == (None, None, None)
    assert suppress_choices((6, 4, 0)) == (6, 4, None)
