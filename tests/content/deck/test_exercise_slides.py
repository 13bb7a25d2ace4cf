"""What stands on an exercise's slide leads a move of it; what would never be shown is a fault."""

from __future__ import annotations

import pytest

from seminar.core.i18n import LANGUAGES
from tests.content.bundled import text
from tests.content.conftest import Shelf

PLAN = "exercise: crossing"


def steps(shelf: Shelf, lang: str = "nb") -> dict[str, tuple[str, str]]:
    """What the room and the facilitator read at each step, by its id."""
    library = shelf.read()
    assert [str(fault) for fault in library.faults] == []
    walk = library.programmes["walk"]
    return {
        step.id: (text(words.body), text(words.notes))
        for step, words in zip(walk.steps, walk.words[lang].steps, strict=True)
    }


def change_exercise_slide(shelf: Shelf, plan: str = "", words: str = "") -> None:
    """Add to the plan and the text of the deck's exercise, in every language."""
    for lang in LANGUAGES:
        file = shelf.folder / f"slides/walk/{lang}.md"
        before, mark, after = file.read_text("utf-8").partition(PLAN)
        line, end, rest = after.partition("-->")
        planned = f"{plan}, {mark}" if plan else mark
        file.write_text(f"{before}{planned}{line}{end}{words}{rest}", "utf-8")


def test_its_text_leads_the_first_move(shelf: Shelf) -> None:
    change_exercise_slide(shelf, words="\n\nWhat did you try?\n")
    read = steps(shelf)
    assert read["crossing.frame"][0].startswith("What did you try?")
    assert read["crossing.frame"][0].endswith("You stand at a crossing.")
    assert "What did you try?" not in read["crossing.vote"][0]


def test_its_text_leads_the_move_that_it_names(shelf: Shelf) -> None:
    change_exercise_slide(shelf, "at: vote", "\n\nWhat did you try?\n")
    read = steps(shelf)
    assert "What did you try?" not in read["crossing.frame"][0]
    assert read["crossing.vote"][0].startswith("What did you try?")


def test_a_note_stands_at_the_move_that_it_names(shelf: Shelf) -> None:
    change_exercise_slide(shelf, words="\n\n<!--\n@result\nWait half a minute.\n-->\n")
    read = steps(shelf)
    assert "Wait half a minute." in read["crossing.result"][1]
    assert "Wait" not in read["crossing.frame"][1]


@pytest.mark.parametrize(
    ("plan", "words", "problem"),
    [
        ("at: votes", "", "has no “votes”"),
        ("", "\n\n<!--\n@votes\nWait.\n-->\n", "has no “votes”"),
        ("moves: {pen: 0}", "\n\n<!--\n@pen\nWait.\n-->\n", "is never shown"),
        ("", "\n\n<!-- _class: quote -->\n", "has no meaning on this slide"),
    ],
    ids=["text", "note", "left out", "look"],
)
def test_what_would_never_be_shown_is_a_fault(
    shelf: Shelf, plan: str, words: str, problem: str
) -> None:
    change_exercise_slide(shelf, plan, words)
    assert any(problem in str(fault) for fault in shelf.read().faults)
