"""A qualified question id is taken apart and put together in one place."""

from __future__ import annotations

import pytest

from seminar.core.model.question_id import QuestionId


def test_a_qualified_id_survives_being_taken_apart() -> None:
    assert str(QuestionId.parse("r1-check-in.energy")) == "r1-check-in.energy"


def test_an_id_that_names_no_exercise_is_not_taken_for_one() -> None:
    with pytest.raises(ValueError, match="energy"):
        QuestionId.parse("energy")
