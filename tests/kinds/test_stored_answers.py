"""Answers that were written before they had types read as they did, and are still written so."""

from __future__ import annotations

from typing import Any

import pytest

from seminar.kinds import kinds
from seminar.kinds.choice import ChoiceAnswer

ROWS: list[tuple[dict[str, Any], Any, Any]] = [
    ({"kind": "choice", "options": ["a", "b"]}, "b", ChoiceAnswer(("b",))),
    (
        {"kind": "choice", "options": ["a", "b"], "unsure": True},
        "unsure",
        ChoiceAnswer(("unsure",)),
    ),
    (
        {"kind": "choice", "options": ["a", "b"], "several": 2},
        "a b",
        ChoiceAnswer(("a", "b")),
    ),
    (
        {"kind": "choice", "options": ["a", "b"], "confidence": True},
        "a 3",
        ChoiceAnswer(("a",), "3"),
    ),
    (
        {"kind": "choice", "options": ["a", "b"], "confidence": True},
        "- 1",
        ChoiceAnswer((), "1"),
    ),
    (
        {"kind": "choice", "options": ["a", "b"], "confidence": True},
        "b -",
        ChoiceAnswer(("b",)),
    ),
    (
        {"kind": "columns", "cards": ["a", "b"], "columns": ["x", "y"]},
        "x -",
        ("x", None),
    ),
    ({"kind": "match", "left": ["a", "b"], "right": ["x", "y"]}, "- y", (None, "y")),
    ({"kind": "number", "low": -5, "high": 5}, -3, -3),
    ({"kind": "plan"}, True, True),
    (
        {"kind": "plane", "things": ["a", "b", "c"]},
        "45 3- --",
        ((4, 5), (3, None), (None, None)),
    ),
    (
        {"kind": "points", "options": ["a", "b"], "give": 100, "step": 5},
        "95 5",
        (95, 5),
    ),
    ({"kind": "questions", "ahead": ["a", "b"]}, "a b", ("a", "b")),
    ({"kind": "questions", "ahead": ["a", "b"]}, "none", ("none",)),
    ({"kind": "rank", "options": ["a", "b"]}, "b a", ("b", "a")),
    ({"kind": "reactions", "signs": ["smile", "idea"]}, "idea", "idea"),
    ({"kind": "scale", "statements": ["a", "b", "c"]}, "4 u -", (4, "unsure", None)),
    ({"kind": "scale", "high": 10}, "10", (10,)),
    ({"kind": "spectrum"}, 4, 4),
    ({"kind": "text"}, "one thing at a time", "one thing at a time"),
    ({"kind": "ticks", "signs": ["a", "b"]}, "a b", ("a", "b")),
    ({"kind": "ticks", "signs": ["a", "b"]}, "none", ()),
    ({"kind": "words"}, "calm - mostly", "calm - mostly"),
]
"""A question, an answer to it as the database holds it, and the answer."""


@pytest.mark.parametrize(("written", "stored", "answer"), ROWS)
def test_an_old_row_reads_and_is_written_the_same(
    written: dict[str, Any], stored: Any, answer: Any
) -> None:
    question = kinds()[written["kind"]].model_validate(written)
    assert question.decode(stored) == answer
    assert question.encode(answer) == stored


def test_every_kind_that_comes_along_has_an_old_row() -> None:
    bundled = {
        name for name, kind in kinds().items() if kind.__module__.startswith("seminar.")
    }
    assert {written["kind"] for written, _, _ in ROWS} == bundled


@pytest.mark.parametrize(
    ("name", "fields", "stored"),
    [
        ("points", {"options": ["a", "b"]}, "a b"),
        ("scale", {}, "agree"),
        ("plane", {"things": ["a", "b"]}, "4 5"),
        ("rank", {"options": ["a", "b"]}, 3),
    ],
)
def test_what_no_answer_is_stored_as_is_an_error(
    name: str, fields: dict[str, Any], stored: Any
) -> None:
    question = kinds()[name].model_validate({"kind": name, **fields})
    with pytest.raises(ValueError):
        question.decode(stored)
