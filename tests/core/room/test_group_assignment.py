"""Groups: everybody in one, nobody with the same person twice where it can be helped, every role
for everybody."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar.core.room.group_assignment import (
    SIZE,
    assign_role,
    draw_groups,
    join_groups,
    pick_smallest_group,
    size_groups,
)


@given(st.integers(0, 400), st.sampled_from(sorted(SIZE.values())))
def test_groups_add_up_and_nobody_is_alone(people: int, size: int) -> None:
    found = size_groups(people, size)
    assert sum(found) == people
    if people > 1:
        assert min(found) >= 2
    if people > 2 * size:
        assert set(found) <= ({2, 3} if size == 2 else {size - 1, size, size + 1})


def test_odd_numbers_make_room() -> None:
    assert size_groups(7, 2) == (3, 2, 2), "one pair is three"
    assert size_groups(10, 3) == (3, 3, 2, 2), "nobody misses a role"
    assert size_groups(7, 4) == (4, 3)
    assert size_groups(7, 5) == (4, 3)
    assert size_groups(1, 2) == (1,)
    assert size_groups(0, 2) == ()


@given(st.integers(0, 60), st.sampled_from([2, 3, 4, 5]), st.integers(0, 5))
def test_everybody_is_in_one_group(people: int, size: int, seed: int) -> None:
    groups = draw_groups(range(people), size, lambda a, b: 0, Random(seed).randrange)
    assert sorted(person for group in groups for person in group) == list(range(people))
    assert sorted(map(len, groups)) == sorted(size_groups(people, size))


class Day:
    """Who has met whom so far."""

    def __init__(self, people: int, seed: int) -> None:
        self.people = people
        self.met = Counter[frozenset[int]]()
        self.chance = Random(seed).randrange

    def strain(self, a: int, b: int) -> int:
        return self.met[frozenset((a, b))]

    def note(self, groups: tuple[tuple[int, ...], ...]) -> int:
        """How many meet somebody whom they have met."""
        pairs = [frozenset(pair) for group in groups for pair in combinations(group, 2)]
        again = sum(self.met[pair] > 0 for pair in pairs)
        self.met.update(pairs)
        return again

    def draw(self, size: int) -> int:
        return self.note(
            draw_groups(range(self.people), size, self.strain, self.chance)
        )


@pytest.mark.parametrize("people", [12, 23, 24, 25, 40])
@pytest.mark.parametrize("seed", range(3))
def test_nobody_meets_the_same_person_twice_on_a_day_of_groups(
    people: int, seed: int
) -> None:
    day = Day(people, seed)
    assert [day.draw(size) for size in (2, 3, 2, 2)] == [0, 0, 0, 0]
    if people >= 23:
        assert [day.draw(size) for size in (3, 4, 2, 3, 2)] == [0] * 5


@pytest.mark.parametrize("seed", range(5))
def test_when_everybody_has_met_everybody_once_more_is_as_little_as_it_can_be(
    seed: int,
) -> None:
    """Six people have fifteen pairs, three in each draw: the sixth draw can only repeat, and
    repeats each once."""
    day = Day(6, seed)
    for _ in range(5):
        day.draw(2)
    day.draw(2)
    assert sum(day.met.values()) == 18
    assert max(day.met.values()) <= 3


def test_the_strain_is_what_keeps_them_apart() -> None:
    """Without it, people would meet again: the test above can fail."""
    day, again = Day(12, seed=0), 0
    for _ in range(4):
        again += day.note(draw_groups(range(12), 3, lambda a, b: 0, day.chance))
    assert again


def test_fours_are_made_of_pairs() -> None:
    chance = Random(3).randrange
    pairs = draw_groups(range(10), 2, lambda a, b: 0, chance)
    fours = join_groups(pairs, lambda a, b: 0, chance)
    assert sorted(map(len, fours)) == [4, 6]
    assert all(any(set(pair) <= set(four) for four in fours) for pair in pairs)


def test_whoever_comes_late_goes_where_fewest_are() -> None:
    assert pick_smallest_group({1: "abc", 2: "d", 3: "ef"}, lambda n: 0) == 2
    assert pick_smallest_group({}, lambda n: 0) is None
    assert {
        pick_smallest_group({1: "ab", 2: "cd"}, Random(seed).randrange)
        for seed in range(9)
    } == {1, 2}


ROLES = ("teller", "listener", "observer")


def test_in_three_rounds_each_of_three_has_every_role() -> None:
    for place in range(3):
        assert {assign_role(ROLES, place, 3, turn, 3) for turn in (1, 2, 3)} == set(
            ROLES
        )
    for turn in (1, 2, 3):
        assert {assign_role(ROLES, place, 3, turn, 3) for place in range(3)} == set(
            ROLES
        )


def test_two_do_without_the_observer_and_four_have_two() -> None:
    assert [assign_role(ROLES, place, 2, 1, 3) for place in range(2)] == [
        "teller",
        "listener",
    ]
    assert [assign_role(ROLES, place, 2, 2, 3) for place in range(2)] == [
        "listener",
        "teller",
    ]
    assert [assign_role(ROLES, place, 4, 1, 3) for place in range(4)] == [
        "teller",
        "listener",
        "observer",
        "observer",
    ]


def test_of_two_roles_none_is_doubled() -> None:
    assert [assign_role(("asks", "answers"), place, 3, 1, 2) for place in range(3)] == [
        "asks",
        "answers",
        "",
    ]
    assert assign_role((), 0, 2, 1, 2) == ""


def test_where_the_author_names_fewer_roles_than_people_the_last_is_doubled() -> None:
    roles = ("owner", "adviser")
    for turn in (1, 2, 3):
        assert sorted(assign_role(roles, place, 3, turn, 3) for place in range(3)) == [
            "adviser",
            "adviser",
            "owner",
        ]
    assert [assign_role(roles, place, 2, 1, 3) for place in range(2)] == [
        "owner",
        "adviser",
    ]


def test_where_all_have_met_there_is_an_end_to_the_looking() -> None:
    asked = Counter[str]()

    def met(a: int, b: int) -> int:
        asked["times"] += 1
        return 1

    assert sorted(draw_groups(range(3), 3, met, Random(1).randrange)[0]) == [0, 1, 2]
    assert not asked, "one group has nobody to change with"
    draw_groups(range(5), 3, met, Random(1).randrange, work=400)
    assert asked["times"] < 100 * 400 / 5
