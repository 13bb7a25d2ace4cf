"""What a kind can do besides is known by its members, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from seminar.core.model import abilities
from seminar.kinds import kinds

HAVE: dict[Callable[[object], bool], set[str]] = {
    abilities.is_compared: {"choice", "spectrum"},
    abilities.is_moderated: {"text", "words"},
    abilities.is_quiz: {"choice", "match"},
    abilities.can_be_followed: {"scale"},
    abilities.is_about_texts: {"questions"},
    abilities.has_two_views: {"choice"},
}


@pytest.mark.parametrize("asks", HAVE, ids=lambda asks: asks.__name__)
def test_an_ability_is_had_by_those_kinds_alone(asks: Any) -> None:
    bundled = {
        name: kind
        for name, kind in kinds().items()
        if kind.__module__.startswith("seminar.")
    }
    assert {
        name for name, kind in bundled.items() if asks(kind.samples()[0].kind)
    } == HAVE[asks]


def test_an_ability_that_an_author_has_not_chosen_says_so_in_its_value() -> None:
    choice, scale = (kinds()[name].samples()[0].kind for name in ("choice", "scale"))
    assert abilities.is_quiz(choice)
    assert not abilities.tells_the_answer(choice)
    assert abilities.can_be_followed(scale)
    assert abilities.followed_statements(scale) == ()


def test_a_member_may_be_a_field_that_authors_write() -> None:
    plan = kinds()["plan"]

    class Wall(plan):  # type: ignore[misc, valid-type]
        merges_texts: bool = True

    wall = Wall.model_validate({"kind": "plan", "merges_texts": False})
    assert abilities.is_moderated(wall)
    assert wall.merges_texts is False
