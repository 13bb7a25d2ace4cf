"""How much one participant has right of a quiz, once the room has been told: for their own phone
and no other."""

from __future__ import annotations

from seminar.core.disclosure.result import Withheld
from seminar.core.model.abilities import is_quiz, tells_the_answer
from seminar.core.model.kind import Answer
from seminar.core.model.question_id import exercise_of
from seminar.service import pseudonyms as identity
from seminar.service.live_room import LiveRoom
from seminar.service.view_models import Score


def is_told(running: LiveRoom, question: str) -> bool:
    """Whether the room is shown which answer to this question is right."""
    shown = (step for step in running.programme.steps if step.id in running.room.now.shown)
    result = running.result(question)
    return (
        tells_the_answer(running.programme.questions[question])
        and any(question in step.questions for step in shown)
        and result is not None
        and not isinstance(result.last, Withheld)
    )


def score(running: LiveRoom, exercise: str | None, token: str | None) -> Score | None:
    """What this participant has right of all that they answered in an exercise and that the room
    has been told.

    None for whoever has answered none of it, and once the room is closed.
    """
    told = (
        question
        for question in running.programme.questions_in_order
        if exercise_of(question) == exercise and is_told(running, question)
    )
    marks = [
        kind.score_answer(answer)
        for question in told
        if is_quiz(kind := running.programme.questions[question])
        for answer in _newest(running, question, token)
    ]
    scores = [mark for mark in marks if mark]
    if not scores:
        return None
    return Score(sum(right for right, _ in scores), sum(of for _, of in scores))


def _newest(running: LiveRoom, question: str, token: str | None) -> tuple[Answer, ...]:
    """The participant's answer in the newest round that they answered and that the result holds;
    none or one."""
    if running.key is None or token is None:
        return ()
    who = identity.answerer(running.key, question, token)
    for number in reversed(running.scene(0).shown_rounds(question)):
        if given := running.given(question, number).get(who):
            return (given[1],)
    return ()
