"""The answers of one participant in words, as their own phone shows them and their take-home print
holds them, while the room is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seminar.core.i18n import Message
from seminar.core.model.abilities import source_question
from seminar.core.model.question_id import exercise_of
from seminar.core.presenting.answers import list_fields, phrase_answer
from seminar.service.live_participant import LiveParticipant, find_participant
from seminar.service.live_room import LiveRoom
from seminar.service.quiz_score import count_right
from seminar.service.view_models import Score


@dataclass(frozen=True, slots=True)
class AnswerInWords:
    """A participant's answer to one field of a question."""

    prompt: Message
    answer: Message
    again: bool = False
    """Whether the participant had answered the same question in an earlier round."""


@dataclass(frozen=True, slots=True)
class ExerciseAnswers:
    """A participant's answers in one exercise."""

    exercise: str
    answers: tuple[AnswerInWords, ...]
    score: Score | None = None
    """How much of it was right, where the room has been told."""


def answers_of(
    running: LiveRoom, lang: str, token: str | None
) -> tuple[ExerciseAnswers, ...]:
    """Return the answers of the participant with `token`, in the order that it was asked; nothing
    once the room is closed.

    Their pseudonym differs for each question, so this takes the token: without it the server cannot
    tell either.
    """
    participant = find_participant(running, token)
    if participant is None:
        return ()
    by_exercise: dict[str, list[AnswerInWords]] = {}
    for question in running.programme.questions_in_order:
        if source_question(running.programme.questions[question]):
            continue  # What others wrote is not taken home.
        answers = list(_phrase_answers(participant, lang, question))
        if answers:
            by_exercise.setdefault(exercise_of(question), []).extend(answers)
    return tuple(
        ExerciseAnswers(exercise, tuple(answers), count_right(running, exercise, token))
        for exercise, answers in by_exercise.items()
    )


def _phrase_answers(
    participant: LiveParticipant, lang: str, question: str
) -> Iterator[AnswerInWords]:
    """Yield the participant's answers to one question, round by round and field by field."""
    running = participant.room
    kind = running.programme.questions[question]
    wording = running.programme.words_in(lang).questions[question]
    form = kind.build_form(wording)
    rounds = sorted(number for name, number in running.answers if name == question)
    again = False
    for number in rounds:
        saved = participant.answer_in_round(question, number)
        if saved is None:
            continue
        fields = kind.fill_form(saved.value)
        for field in list_fields(form):
            if words := phrase_answer(field, fields):
                yield AnswerInWords(field.prompt, words, again)
        again = True
