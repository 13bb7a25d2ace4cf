"""What a slide or a move draws of its list."""

from __future__ import annotations

import pytest

from seminar.core.elements import Bullets, Prose, Run, SketchPart
from seminar.core.presenting.sketches import DRAWABLE_PARTS, sketch_list

TWO = Bullets(
    (
        (Run("Leader", bold=True), Run(" – by relation")),
        (Run("Boss", bold=True), Run(" – by position")),
    )
)


def body(*blocks: Bullets) -> Prose:
    return Prose("<ul></ul>", blocks)


def test_what_is_bold_is_the_name_and_the_rest_is_said_of_it() -> None:
    drawn = sketch_list("relation", "Leader or boss?", body(TWO))
    assert drawn is not None
    assert drawn.parts == (
        SketchPart("Leader", "by relation"),
        SketchPart("Boss", "by position"),
    )


def test_a_part_without_bold_is_a_name_alone() -> None:
    fields = Bullets(tuple((Run(name),) for name in ("one", "two", "three")))
    drawn = sketch_list("areas", "Three", body(fields))
    assert drawn is not None
    assert drawn.parts == (SketchPart("one"), SketchPart("two"), SketchPart("three"))


@pytest.mark.parametrize("look", ["", "plain", "quote", "two"])
def test_other_looks_are_not_drawn(look: str) -> None:
    assert sketch_list(look, "Leader or boss?", body(TWO)) is None


@pytest.mark.parametrize(
    "look", [shape for shape, fitting in DRAWABLE_PARTS.items() if 2 not in fitting]
)
def test_a_list_that_does_not_fit_is_not_drawn(look: str) -> None:
    assert sketch_list(look, "Leader or boss?", body(TWO)) is None
