"""What a slide or a move draws of its list."""

from __future__ import annotations

import pytest

from seminar.core.elements import Bullets, Part, Prose, Run
from seminar.core.presenting.sketches import PARTS, sketch

TWO = Bullets(
    (
        (Run("Leader", bold=True), Run(" – by relation")),
        (Run("Boss", bold=True), Run(" – by position")),
    )
)


def body(*blocks: Bullets) -> Prose:
    return Prose("<ul></ul>", blocks)


def test_what_is_bold_is_the_name_and_the_rest_is_said_of_it() -> None:
    drawn = sketch("relation", "Leader or boss?", body(TWO))
    assert drawn is not None
    assert drawn.parts == (Part("Leader", "by relation"), Part("Boss", "by position"))


def test_a_part_without_bold_is_a_name_alone() -> None:
    fields = Bullets(tuple((Run(name),) for name in ("one", "two", "three")))
    drawn = sketch("areas", "Three", body(fields))
    assert drawn is not None
    assert drawn.parts == (Part("one"), Part("two"), Part("three"))


@pytest.mark.parametrize("look", ["", "plain", "quote", "two"])
def test_other_looks_are_not_drawn(look: str) -> None:
    assert sketch(look, "Leader or boss?", body(TWO)) is None


@pytest.mark.parametrize("look", [shape for shape, fitting in PARTS.items() if 2 not in fitting])
def test_a_list_that_does_not_fit_is_not_drawn(look: str) -> None:
    assert sketch(look, "Leader or boss?", body(TWO)) is None
