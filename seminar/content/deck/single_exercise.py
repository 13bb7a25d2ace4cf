"""An exercise as a programme of its own, so that its author can see it before any deck names it."""

from __future__ import annotations

from seminar.content.deck.compile import Planned, planned
from seminar.content.deck.slides import Deck, Plan, Slide
from seminar.content.exercise.reader import Written
from seminar.core.elements import Prose
from seminar.core.errors import Fault
from seminar.core.model.exercise import Show


def alone(id_: str) -> str:
    """What the programme is called; no folder can have this name."""
    return f"{id_}.alone"


def planned_alone(written: Written) -> tuple[Planned | None, list[Fault]]:
    """A slide with its title and instruction, and then all its moves."""
    exercise = written.exercise
    begin, whole = (
        Plan(id="begin", item="welcome", minutes=1),
        Plan(exercise=exercise.id, moves=_left_out(written)),
    )
    decks = [
        Deck(
            file=written.file,
            lang=lang,
            title=words.title,
            summary="",
            credits=Prose(),
            slides=(
                Slide(1, begin, None, words.title, words.instruction, Prose(), "lead"),
                Slide(1, whole, None, words.title, words.instruction, Prose(), ""),
            ),
        )
        for lang, words in written.words.items()
    ]
    if not decks:
        return None, []
    return planned(alone(exercise.id), decks, {exercise.id: written}, set())


def _left_out(written: Written) -> dict[str, float]:
    """The moves that only show what another exercise asked."""
    moves = (move for move in written.exercise.flow if isinstance(move, Show))
    return {move.id: 0 for move in moves if all("." in question for question in move.questions)}
