"""No answer gives itself away: in a dilemma and a quiz all answers are of like length."""

from __future__ import annotations

import pytest

from seminar.core.i18n import LANGUAGES
from seminar.kinds.choice import Choice
from tests.content.bundled import library

LIKE = 1.25
"""How many times as long as the shortest answer the longest may be.

In nine of nine dilemmas the wanted answer was once the longest, and a room that sees
it votes alike at once; then there is nothing to talk about.
"""

ASKED = [
    (id_, name)
    for id_ in ("r7-dilemma", "s8-bystander", "m2-quiz")
    for name, kind in library().exercises[id_].questions.items()
    if isinstance(kind, Choice) and name not in ("confidence", "statement")
]
"""All but how sure one is, and the four statements of the test, which are quoted as they stand."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("exercise", "question"), ASKED)
def test_answers_are_of_like_length(exercise: str, question: str, lang: str) -> None:
    written = library().exercises[exercise]
    programme = next(
        programme
        for programme in library().programmes.values()
        if exercise in programme.exercises
    )
    words = programme.words[lang].exercises[exercise]
    cases = written.banks.get(question, ("",))
    for case in cases:
        wording = words.questions[f"{question}/{case}" if case else question]
        kind = written.questions[question]
        assert isinstance(kind, Choice)
        lengths = [len(wording.label(option)) for option in kind.options]
        assert max(lengths) <= LIKE * min(lengths), (case, lengths)
