"""What is one participant's own: their answers while the room is open, and texts that only their
phone keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seminar.core.i18n import Message
from seminar.core.model.abilities import source_question
from seminar.core.model.question_id import exercise_of
from seminar.core.presenting.answers import list_fields, phrase_answer
from seminar.service import pseudonyms as identity
from seminar.service.live_room import LiveRoom
from seminar.service.quiz_score import score
from seminar.service.view_models import Score


@dataclass(frozen=True, slots=True)
class Said:
    """One answer in words: what was asked and what was answered; `again` where the same had been
    asked before."""

    prompt: Message
    answer: Message
    again: bool = False


@dataclass(frozen=True, slots=True)
class SaidOf:
    """What a participant answered in one exercise, and how much of it was right where that has
    been shown."""

    exercise: str
    said: tuple[Said, ...]
    score: Score | None = None


# --- Answers that the server has ------------------------------------------------------------------


def answers(running: LiveRoom, lang: str, token: str | None) -> tuple[SaidOf, ...]:
    """What the participant with `token` has answered, in the order that it was asked; nothing once
    the room is closed.

    Their hash differs for each question, so this takes the token: without it the server cannot tell
    either.
    """
    found: dict[str, list[Said]] = {}
    if running.key is None or token is None:
        return ()
    for question in running.programme.questions_in_order:
        if source_question(running.programme.questions[question]):
            continue  # What others wrote is not taken home.
        who = identity.answerer(running.key, question, token)
        if said := tuple(_said(running, lang, question, who)):
            found.setdefault(exercise_of(question), []).extend(said)
    return tuple(
        SaidOf(exercise, tuple(said), score(running, exercise, token))
        for exercise, said in found.items()
    )


def _said(running: LiveRoom, lang: str, question: str, who: bytes) -> Iterator[Said]:
    """One question's answers, round by round, and field by field."""
    kind, wording = (
        running.programme.questions[question],
        running.programme.words_in(lang).questions[question],
    )
    again = False
    for round_ in sorted(number for asked, number in running.answers if asked == question):
        given = running.given(question, round_).get(who)
        if given is None:
            continue
        sent = kind.fill_form(given[1])
        for one in list_fields(kind.build_form(wording)):
            if said := phrase_answer(one, sent):
                yield Said(one.prompt, said, again)
        again = True


# --- Texts that only the phone has ----------------------------------------------------------------
