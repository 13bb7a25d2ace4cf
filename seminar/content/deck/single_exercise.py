"""An exercise as a programme of its own, so that its author can see it before any deck names it."""

from __future__ import annotations

from seminar.content.deck.compile import PlannedProgramme, plan_programme
from seminar.content.deck.slides import Deck, DeckPlan, Slide
from seminar.content.exercise.reader import WrittenExercise
from seminar.core.elements import Prose
from seminar.core.errors import Fault
from seminar.core.model.exercise import Show


def single_programme_id(id_: str) -> str:
    """Return the id of an exercise's own programme; no folder can have this name."""
    return f"{id_}.alone"


def plan_single_exercise(
    written: WrittenExercise,
) -> tuple[PlannedProgramme | None, list[Fault]]:
    """Return a programme of a slide with the title and instruction, and then all the moves."""
    exercise = written.exercise
    begin = DeckPlan(id="begin", item="welcome", minutes=1)
    whole = DeckPlan(exercise=exercise.id, moves=_left_out(written))
    decks = [
        Deck(
            file=written.file,
            lang=lang,
            title=words.title,
            summary="",
            credits=Prose(),
            slides=(
                Slide(1, begin, None, words.title, words.instruction, Prose(), "lead"),
                Slide(1, whole, None, words.title, Prose(), Prose(), ""),
            ),
        )
        for lang, words in written.words.items()
    ]
    if not decks:
        return None, []
    return plan_programme(
        single_programme_id(exercise.id), decks, {exercise.id: written}, set()
    )


def _left_out(written: WrittenExercise) -> dict[str, float]:
    """Return zero minutes for each move that only shows what another exercise asked."""
    moves = (move for move in written.exercise.flow if isinstance(move, Show))
    return {
        move.id: 0
        for move in moves
        if all("." in question for question in move.questions)
    }
