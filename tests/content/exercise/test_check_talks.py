"""Talks in groups: which keep their groups, how turns become steps, and what does not fit."""

from __future__ import annotations

import pytest

from seminar.content.deck.agenda import plan_cues
from seminar.content.deck.groupings import group_talks, repeat_in_turns
from seminar.core.model.exercise import Talk
from seminar.core.model.programme import Grouping, Step
from tests.content.conftest import Shelf

PAIRS = {"move": "talk", "minutes": 4, "group": "pairs"}


def talk(id_: str, **more: object) -> Talk:
    return Talk.model_validate({**PAIRS, "id": id_, **more})


def groupings(*talks: Talk) -> dict[str, tuple[Grouping, ...]]:
    return dict(group_talks("x1", talks))


def ids(*talks: Talk) -> list[str]:
    return [grouping.id for each in groupings(*talks).values() for grouping in each]


def test_groups_of_one_size_stay_together() -> None:
    assert ids(talk("a"), talk("b")) == ["x1.a", "x1.a"]
    assert ids(talk("a"), talk("b", group="fours"), talk("c")) == [
        "x1.a",
        "x1.b",
        "x1.c",
    ]
    assert ids(talk("a"), talk("b", by="draw")) == ["x1.a", "x1.b"]


def test_fresh_groups_are_new() -> None:
    assert ids(talk("a"), talk("b", fresh=True), talk("c")) == ["x1.a", "x1.b", "x1.b"]


def test_fours_that_are_drawn_after_pairs_are_made_of_them() -> None:
    found = groupings(talk("a", by="draw"), talk("b", by="draw", group="fours"))
    assert found["b"][0].of == "x1.a"
    assert groupings(talk("a"), talk("b", group="fours"))["b"][0].of == ""


def test_rounds_are_counted_over_all_talks_with_the_same_groups() -> None:
    roles = ("asks", "answers")
    found = groupings(talk("a", roles=roles), talk("b"), talk("c", roles=roles))
    assert [(one.turn, one.turns) for each in found.values() for one in each] == [
        (1, 2),
        (1, 1),
        (2, 2),
    ]


def test_a_talk_with_turns_of_its_own_counts_them_for_itself() -> None:
    roles = ("asks", "answers")
    found = groupings(talk("a", roles=roles, turns=2), talk("b", roles=roles, turns=2))
    assert [(one.turn, one.turns) for one in (*found["a"], *found["b"])] == [
        (1, 2),
        (2, 2),
        (1, 2),
        (2, 2),
    ]


def test_each_turn_is_a_step_with_its_share_of_the_minutes() -> None:
    turns = groupings(talk("a", roles=("asks", "answers"), turns=2))["a"]
    steps = list(repeat_in_turns(Step("x1.a", "talk", 4, "x1"), *turns))
    assert [(step.id, step.minutes) for step in steps] == [("x1.a", 2), ("x1.a.2", 2)]
    assert list(repeat_in_turns(Step("x1.a", "talk", 4, "x1"))) == [
        Step("x1.a", "talk", 4, "x1")
    ]


FAULTS = {
    "{group: room, roles: [a]}": "has no meaning",
    "{roles: [teller, teller]}": "same name",
    "{roles: [a, b, c]}": "more roles than people",
    "{turns: 2}": "Nothing changes place",
    "{cues: [{id: a, minutes: 3}]}": "cues take 3 minutes",
    "{roles: [a, b], asks: {c: way}}": "no role “c”",
    "{roles: [a, b], asks: {a: nothing}}": "no question “nothing”",
    "{roles: [a, b], asks: {a: word}}": "cannot be answered by one role",
    "{roles: [a, b], asks: {a: way, b: way}}": "Only one role",
}


MOVE = "- {move: talk, id: frame, minutes: 1}"


@pytest.mark.parametrize(("more", "said"), FAULTS.items(), ids=list(FAULTS))
def test_what_does_not_fit_is_said_with_its_line(
    shelf: Shelf, more: str, said: str
) -> None:
    changed = MOVE.replace(
        "}", f", {'' if 'group:' in more else 'group: pairs, '}{more[1:]}"
    )
    text = shelf.change("exercises/crossing/exercise.yaml", {MOVE: changed})
    line = text[: text.index("id: frame")].count("\n") + 1
    found = {fault.line for fault in shelf.read().faults if said in str(fault)}
    assert found == {line}, [str(fault) for fault in shelf.read().faults]


CUES = [
    {"id": "case", "minutes": 2},
    {"id": "ask", "minutes": 1},
    {"id": "think", "minutes": 4},
]


@pytest.mark.parametrize(
    ("minutes", "parts"),
    [
        (7, [2, 1, 4]),
        (6, [2, 1, 3]),
        (9, [2, 1, 6]),
        (3.5, [1, 0.5, 2]),
    ],
)
def test_the_longest_part_gives_and_takes_while_it_is_the_longest(
    minutes: float, parts: list[float]
) -> None:
    assert [
        left for _, left in plan_cues(talk("a", minutes=7, cues=CUES), minutes)
    ] == parts


def test_each_turn_gives_and_takes_its_share_and_equal_parts_stay_equal() -> None:
    twice = talk("a", minutes=14, roles=("asks", "answers"), turns=2, cues=CUES)
    assert [left for _, left in plan_cues(twice, 12)] == [2, 1, 3]
    equal = talk(
        "a", minutes=6, cues=[{"id": "one", "minutes": 3}, {"id": "two", "minutes": 3}]
    )
    assert [left for _, left in plan_cues(equal, 8)] == [4, 4]


def test_a_role_and_a_part_need_words_in_each_language(shelf: Shelf) -> None:
    changed = MOVE.replace(
        "}", ", group: pairs, roles: [asks, answers], cues: [{id: first, minutes: 1}]}"
    )
    shelf.change("exercises/crossing/exercise.yaml", {MOVE: changed})
    said = [str(fault) for fault in shelf.read().faults]
    for key in ("role asks", "role answers", "cue first"):
        assert sum(f"“{key}” is missing" in one for one in said) == 3, said
