"""The state of one participant, sent to that participant's phone alone while the room is open."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.service.live_participant import find_participant
from seminar.service.live_room import LiveRoom
from seminar.service.quiz_score import count_right, is_told
from seminar.service.screens import questions
from seminar.service.screens.phone import build_phone
from seminar.service.view_models import OwnAnswer, Score


def is_counted(running: LiveRoom, token: str | None) -> bool:
    """Return whether the present step is open for latecomers, and this participant is none: their
    answer is counted already."""
    participant = find_participant(running, token)
    return running.is_late and participant is not None and participant.is_counted


def read_saved_fields(
    running: LiveRoom, token: str | None
) -> dict[str, dict[str, str]]:
    """Return what this participant has saved at the present step, as form fields by question."""
    step = running.asking
    asked = running.room.now.asked.get(step.id)
    participant = find_participant(running, token)
    if asked is None or participant is None:
        return {}
    saved = {}
    for question in step.questions:
        answer = participant.answer_in_round(question, asked.round)
        if answer is not None:
            saved[question] = dict(running.kind(question).fill_form(answer.value))
    return saved


def recall_answers(
    running: LiveRoom, token: str | None, lang: str, time: float
) -> tuple[OwnAnswer, ...]:
    """Return the participant's own answers that their phone shows again at this step.

    In private mode, those to what is withheld; beside the answers of a quiz, those to the quiz. At
    any other time nothing, and nothing once the room's key is gone.

    Args:
        running: The room.
        token: The participant's; None for a phone that has not joined.
        lang: The language of the phone.
        time: Now, in seconds since the epoch.
    """
    participant = find_participant(running, token)
    if participant is None:
        return ()
    wordings = running.programme.words_in(lang).questions
    recalled: list[OwnAnswer] = []
    for question in _recalled_questions(running, lang, time):
        newest_round = running.timeless_scene.shown_rounds(question)[-1:]
        answer = participant.newest_answer(question, newest_round)
        if answer is not None:
            kind = running.kind(question)
            form = kind.build_form(wordings[question])
            recalled += questions.phrase_own_answers(form, kind.fill_form(answer.value))
    return tuple(recalled)


def _recalled_questions(running: LiveRoom, lang: str, time: float) -> Iterator[str]:
    """Yield the questions of the present step to which a phone shows its own answers."""
    in_private = build_phone(running, lang, time).in_private
    for question in running.step.questions:
        if in_private or _is_marked(running, question):
            yield question


def read_score(running: LiveRoom, token: str | None) -> Score | None:
    """Return how much this participant has right of the quiz whose answers are shown now, with
    what was shown before in the same exercise; None where no such answers are shown."""
    if not any(_is_marked(running, question) for question in running.step.questions):
        return None
    return count_right(running, running.step.exercise, token)


def _is_marked(running: LiveRoom, question: str) -> bool:
    """Return whether this step shows which answer to the question is right."""
    return running.step.id in running.room.now.shown and is_told(running, question)
