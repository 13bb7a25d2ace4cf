"""What those who answered both times may be told: nothing said together points at one or two
people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from seminar.core.disclosure.follow_up.change import (
    list_known_bounds,
    publish_change,
    summarise_moves,
)
from seminar.core.disclosure.follow_up.change_bounds import (
    Bounds,
    Moves,
    bounds_reveal_small_cell,
    enumerate_moves,
    sums_of_change,
    top_code_change,
    unite_bounds,
)
from seminar.core.disclosure.follow_up.interval_audit import (
    VisibleInterval,
    is_margin_safe,
)
from seminar.core.disclosure.result import Mean, PublishedChange
from seminar.core.disclosure.small_cells import SMALL_CELL
from seminar.core.stats.tally import Square

Steps = tuple[int, ...]
"""How many took each of the steps 1–4 in one direction."""


def square(*pairs: tuple[int, int]) -> Square:
    whole = Square()
    for before, after in pairs:
        whole = whole.add(before, after)
    return whole


def shown(*pairs: tuple[int, int]) -> PublishedChange:
    return publish_change("s", square(*pairs), 20)


@cache
def ways(people: int) -> list[Steps]:
    """Every way in which `people` take steps of 1–4."""
    return [
        counts
        for counts in product(range(people + 1), repeat=4)
        if sum(counts) == people
    ]


def total(steps: Steps) -> int:
    return sum(step * count for step, count in enumerate(steps, 1))


def every_change(n: int) -> Iterator[tuple[Steps, int, Steps]]:
    """Every way in which `n` people can go up by steps, stay, and go down by steps."""
    for moves in enumerate_moves(n):
        for up, down in product(ways(moves.up), ways(moves.down)):
            yield up, moves.same, down


# --- the table ------------------------------------------------------------------------------------


def test_a_square_counts_pairs() -> None:
    table = Square().add(2, 4).add(2, 4).add(5, 1)
    assert table.n == 3
    assert (table.counts[1][3], table.counts[4][0]) == (2, 1)
    assert table.pairs == ((2, 4), (2, 4), (5, 1))


@pytest.mark.parametrize("pair", [(0, 3), (3, 6), (6, 1), (1, 0)])
def test_what_is_not_on_the_scale_is_no_pair(pair: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not a pair"):
        Square().add(*pair)


# --- what is said together ------------------------------------------------------------------------


@pytest.mark.parametrize("n", [10, 11, 12])
def test_number_mean_and_parts_together_point_at_nobody_even_who_knows_the_rules(
    n: int,
) -> None:
    """Everything that looks the same is enumerated: no part, no rest and no single step is known
    to be one or two."""
    seen = dict[object, tuple[list[int], list[int]]]()
    for up, same, down in every_change(n):
        moves, sum_ = Moves(sum(up), same, sum(down)), total(up) - total(down)
        look = top_code_change(sum_, n), summarise_moves(moves, sum_)
        cells = [*up, *down, *(lowest for lowest, _ in moves.part_bounds)]
        low, high = seen.setdefault(look, (cells[:], cells[:]))
        low[:], high[:] = map(min, low, cells), map(max, high, cells)
    assert len(seen) > 100
    assert [
        look
        for look, (low, high) in seen.items()
        if bounds_reveal_small_cell(tuple(zip(low, high, strict=True)))
    ] == []


@pytest.mark.parametrize("n", [13, 16, 20, 25])
def test_in_larger_rooms_what_is_known_of_steps_points_at_nobody_either(n: int) -> None:
    """As above, but with the fewest and most that can have taken each step, which the next test
    enumerates."""
    for mean in range(-38, 39):
        groups, sums = defaultdict[object, list[Bounds]](list), sums_of_change(n, mean)
        for moves in enumerate_moves(n):
            if reach := moves.possible_sums(sums):
                groups[summarise_moves(moves, reach[0])].append(
                    list_known_bounds(moves, sums)
                )
        assert [
            said
            for said, group in groups.items()
            if bounds_reveal_small_cell(unite_bounds(group))
        ] == []


@given(
    st.integers(0, 7),
    st.integers(0, 7),
    st.integers(0, 6),
    st.integers(-28, 28),
    st.integers(0, 4),
)
@settings(max_examples=100, deadline=None)
def test_what_is_known_of_steps_is_what_can_be_enumerated(
    up: int, down: int, same: int, low: int, more: int
) -> None:
    moves, sums = Moves(up, same, down), range(low, low + more + 1)
    found = [
        (*rise, *fall)
        for rise, fall in product(ways(up), ways(down))
        if total(rise) - total(fall) in sums
    ]
    assert bool(moves.possible_sums(sums)) == bool(found)
    if found:
        assert moves.bound_steps(sums) == unite_bounds(
            tuple((number, number) for number in steps) for steps in found
        )


@pytest.mark.parametrize(
    "moves",
    [
        Moves(3, 3, 4),
        Moves(4, 8, 8),
        Moves(3, 14, 3),
        Moves(9, 6, 5),
        Moves(20, 10, 10),
    ],
)
def test_three_whole_parts_never_pin_a_step(moves: Moves) -> None:
    for mean in range(-38, 39):
        if reach := moves.possible_sums(sums_of_change(moves.n, mean)):
            assert not bounds_reveal_small_cell(moves.bound_steps(reach)), mean


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=10, max_size=60)
)
@settings(max_examples=50, deadline=None)
def test_no_part_that_is_counted_aloud_is_small(pairs: list[tuple[int, int]]) -> None:
    out = shown(*pairs)
    assert out.pairs == len(pairs)
    assert all(part.count >= SMALL_CELL for part in out.parts)
    assert not out.parts or sum(part.count for part in out.parts) == out.pairs
    assert out.interval is None or (len(out.parts) == 3 and out.pairs >= 20)
    assert out.effect is None or out.interval is not None


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=10, max_size=30),
    st.randoms(),
)
@settings(max_examples=20, deadline=None)
def test_the_order_of_pairs_never_matters(
    pairs: list[tuple[int, int]], chance: Random
) -> None:
    out = shown(*pairs)
    chance.shuffle(pairs)
    assert shown(*pairs) == out


# --- words ----------------------------------------------------------------------------------------


def test_an_ordinary_change_tells_up_same_and_down() -> None:
    out = shown(*[(3, 4)] * 5, *[(4, 4)] * 5, *[(4, 3)] * 4)
    assert out.mean == Mean(0.1)
    assert [(band.part, band.count) for band in out.parts] == [
        ("up", 5),
        ("same", 5),
        ("down", 4),
    ]


def test_a_small_part_is_merged_with_its_neighbour() -> None:
    out = shown(*[(3, 4)] * 4, (2, 4), (3, 5), *[(4, 4)] * 5, (4, 3))
    assert [(band.part, band.count) for band in out.parts] == [("up", 6), ("not_up", 6)]


@pytest.mark.parametrize(
    ("up", "same", "down", "said"),
    [
        (10, 0, 0, "nearly_all_up"),
        (0, 1, 11, "nearly_all_down"),
        (0, 10, 0, "most_the_same"),
        (1, 9, 1, "most_the_same"),
    ],
)
def test_nearly_all_is_said_and_the_rest_is_not_told_apart(
    up: int, same: int, down: int, said: str
) -> None:
    assert shown(*[(3, 4)] * up, *[(4, 4)] * same, *[(4, 3)] * down).said == said


def test_a_change_near_the_farthest_is_only_a_bound() -> None:
    assert (
        shown(*[(1, 5)] * 12).mean
        == shown(*[(1, 5)] * 10, (1, 4), (1, 4)).mean
        == Mean(3.8, "or_higher")
    )
    assert shown(*[(5, 1)] * 12).mean == Mean(-3.8, "or_lower")


# --- interval and effect size ---------------------------------------------------------------------

TWENTY = [*[(3, 4)] * 5, *[(2, 4)] * 3, *[(4, 4)] * 5, (3, 3), (5, 5), *[(4, 3)] * 5]


def test_from_twenty_pairs_there_is_an_interval_and_an_effect_size() -> None:
    out = shown(*TWENTY)
    assert out.mean == Mean(0.3)
    assert out.interval == (-0.2, 0.8)
    assert out.effect == 0.4
    assert shown(*TWENTY[1:]).interval is None
    assert publish_change("s", square(*TWENTY), 25).interval is None


def test_where_parts_are_merged_there_is_no_interval() -> None:
    out = shown(*[(3, 4)] * 12, *[(4, 4)] * 10, (4, 3))
    assert (len(out.parts), out.interval, out.effect) == (2, None, None)


@pytest.mark.parametrize("moves", [Moves(8, 9, 3), Moves(7, 7, 6), Moves(3, 14, 3)])
def test_the_interval_points_at_nobody_even_who_knows_when_it_is_left_out(
    moves: Moves,
) -> None:
    """Every way to take the steps is enumerated: neither a width nor its absence pins a step."""
    means = [
        mean
        for mean in range(-16, 20, 4)
        if moves.possible_sums(sums_of_change(moves.n, mean))
    ]
    assert len(means) >= 3
    for mean in means:
        groups = defaultdict[object, list[Steps]](list)
        for up, down in product(ways(moves.up), ways(moves.down)):
            if top_code_change(total(up) - total(down), moves.n) == mean:
                table = of_steps(up, moves.same, down)
                look = VisibleInterval.of(table)
                groups[look.margin if is_margin_safe(table, look) else None].append(
                    (*up, *down)
                )
        for group in groups.values():
            assert not bounds_reveal_small_cell(
                unite_bounds(
                    tuple((number, number) for number in steps) for steps in group
                )
            )


def of_steps(up: Steps, same: int, down: Steps) -> Square:
    """Pairs that take these steps."""
    rises = [(1, 1 + step) for step, count in enumerate(up, 1) for _ in range(count)]
    falls = [(5, 5 - step) for step, count in enumerate(down, 1) for _ in range(count)]
    return square(*rises, *[(3, 3)] * same, *falls)


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=41, max_size=70)
)
@settings(max_examples=25, deadline=None)
def test_in_larger_rooms_an_interval_is_shared_by_other_pairs(
    pairs: list[tuple[int, int]],
) -> None:
    """What the room sees leaves every step open: there are others with the same look and more or
    fewer on it."""
    whole = square(*pairs)
    look = VisibleInterval.of(whole)
    assume(look.moves.summary.is_unmerged and is_margin_safe(whole, look))
    taken = [after - before for before, after in pairs]
    for step in (size for size in range(-4, 5) if size and taken.count(size) in (1, 2)):
        assert any(
            widths(look, swapped) and swapped.count(step) != taken.count(step)
            for swapped in neighbours(taken)
        ), step


def widths(look: VisibleInterval, steps: Sequence[int]) -> bool:
    return VisibleInterval.of(of_steps(*halves(steps))).margin == look.margin


def halves(steps: Sequence[int]) -> tuple[Steps, int, Steps]:
    up = tuple(steps.count(size) for size in range(1, 5))
    return up, steps.count(0), tuple(steps.count(-size) for size in range(1, 5))


def neighbours(steps: Sequence[int]) -> Iterator[list[int]]:
    """One takes a step more and another a step less, both in the direction they took."""
    for riser, faller in product(set(steps), repeat=2):
        left = [*steps]
        left.remove(riser)
        if (
            faller in left
            and riser * (riser + 1) > 0
            and faller * (faller - 1) > 0
            and max(riser + 1, 1 - faller) <= 4
        ):
            left.remove(faller)
            yield [*left, riser + 1, faller - 1]
