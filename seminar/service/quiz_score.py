"""Count how much of a quiz a participant has right, once the room has been told the answers: for
their own phone and no other."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.disclosure.result import Withheld
from seminar.core.model.abilities import is_quiz, tells_the_answer
from seminar.core.model.question_id import exercise_of
from seminar.service.live_participant import LiveParticipant, find_participant
from seminar.service.live_room import LiveRoom
from seminar.service.view_models import Score


def is_told(running: LiveRoom, question: str) -> bool:
    """Return whether the room is shown which answer to this question is right."""
    if not tells_the_answer(running.programme.questions[question]):
        return False
    shown = running.room.now.shown
    shown_steps = (step for step in running.programme.steps if step.id in shown)
    if not any(question in step.questions for step in shown_steps):
        return False
    result = running.result(question)
    return result is not None and not isinstance(result.last, Withheld)


def count_right(
    running: LiveRoom, exercise: str | None, token: str | None
) -> Score | None:
    """Count what a participant has right of the questions in an exercise whose answers the room
    has been told.

    None for whoever has answered none of them, and once the room is closed.
    """
    participant = find_participant(running, token)
    if participant is None:
        return None
    marks = list(_mark_answers(participant, exercise))
    if not marks:
        return None
    return Score(
        sum(right for right, _ in marks), sum(possible for _, possible in marks)
    )


def _mark_answers(
    participant: LiveParticipant, exercise: str | None
) -> Iterator[tuple[int, int]]:
    """Yield for each answer how much of it is right, and of how much."""
    running = participant.room
    for question in running.programme.questions_in_order:
        if exercise_of(question) != exercise or not is_told(running, question):
            continue
        kind = running.programme.questions[question]
        rounds = running.timeless_scene.shown_rounds(question)
        answer = participant.newest_answer(question, rounds)
        if answer is None or not is_quiz(kind):
            continue
        if mark := kind.score_answer(answer.value):
            yield mark
