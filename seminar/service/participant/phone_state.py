"""What one phone is told of its own while the room is open, and no other screen ever is."""

from __future__ import annotations

from seminar.service import pseudonyms as identity
from seminar.service.live_room import LiveRoom
from seminar.service.quiz_score import is_told
from seminar.service.quiz_score import score as right_of
from seminar.service.screens import questions
from seminar.service.screens.phone import build_phone
from seminar.service.view_models import Own, Score


def is_counted(running: LiveRoom, token: str | None) -> bool:
    """Whether the present step is open for others, and this participant's answer is counted
    already."""
    return running.is_late and token is not None and running.is_counted(token)


def saved(running: LiveRoom, token: str | None) -> dict[str, dict[str, str]]:
    """What this participant has saved at the present step, as form fields by question."""
    step, key = running.asking, running.key
    asked = running.room.now.asked.get(step.id)
    if asked is None or key is None or token is None:
        return {}
    found = {}
    for question in step.questions:
        given = running.given(question, asked.round).get(identity.answerer(key, question, token))
        if given is not None:
            found[question] = dict(running.kind(question).fill_form(given[1]))
    return found


def own(running: LiveRoom, token: str | None, lang: str, time: float) -> tuple[Own, ...]:
    """In private mode, what this participant answered to what is withheld; beside the answers of
    a quiz, what they answered to it. At any other time nothing, and nothing once the room's
    key is gone."""
    key, step, scene = running.key, running.step, running.scene(time)
    if key is None or token is None:
        return ()
    in_private = build_phone(running, lang, time).in_private
    found: list[Own] = []
    for question in step.questions:
        if not (in_private or _is_marked(running, question)):
            continue
        kind, wording = running.kind(question), running.programme.words_in(lang).questions[question]
        for round_ in scene.shown_rounds(question)[-1:]:
            given = running.given(question, round_).get(identity.answerer(key, question, token))
            if given is not None:
                found += questions.own(kind.build_form(wording), kind.fill_form(given[1]))
    return tuple(found)


def score(running: LiveRoom, token: str | None) -> Score | None:
    """How much this participant has right of the quiz whose answers are shown now, with what was
    shown before in the same exercise."""
    marked = any(_is_marked(running, question) for question in running.step.questions)
    return right_of(running, running.step.exercise, token) if marked else None


def _is_marked(running: LiveRoom, question: str) -> bool:
    return running.step.id in running.room.now.shown and is_told(running, question)
