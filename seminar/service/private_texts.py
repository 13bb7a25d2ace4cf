"""Private texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from seminar.core import user_input
from seminar.core.elements import Form, Write
from seminar.core.errors import Refused
from seminar.core.i18n import Message, say
from seminar.core.model.kind import Wording
from seminar.core.model.programme import Programme, Step, StepWords

NOTES = "notes"
"""The name of what is written for oneself without having been asked."""


NOTES_TITLE = say("My notes")


NOTES_LIMIT = 1500


Texts = Mapping[str, str]
"""Own texts by field: `question/name`, `noted/step`, or `notes`."""


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question whose answer never leaves the phone, and the fields to write it in."""

    question: str
    wording: Wording
    fields: tuple[tuple[str, Write], ...]
    """The name of each field among the own texts, and the field."""


def own_questions(programme: Programme, lang: str) -> tuple[OwnQuestion, ...]:
    """The questions that participants answer for themselves alone, in the order they are put."""
    words = programme.words_in(lang).questions
    forms = (
        (one, words[one], programme.questions[one].build_form(words[one]))
        for one in programme.questions_in_order
    )
    return tuple(
        OwnQuestion(
            question,
            wording,
            tuple(
                (f"{question}/{one.name}", one)
                for one in form.fields
                if isinstance(one, Write)
            ),
        )
        for question, wording, form in forms
        if form.stays
    )


def own_texts(programme: Programme, lang: str, sent: Texts) -> dict[str, str]:
    """The texts that a phone sent, cleaned; `Refused` in words for one that is too long. What
    nobody asked is left."""
    found = {}
    for name, title, limit in _places(programme, lang):
        text = sent.get(name, "")
        if user_input.clean_text(text):
            found[name] = _fitting(title, text, limit)
    return found


NOTED = "noted"
"""What the names of notes begin with that were written at steps for that."""


NOTED_TITLE = say("What I wrote along the way")


NOTED_LIMIT = 600


def noted(step: Step, words: StepWords) -> Form:
    """Room for notes at a step where people write for themselves."""
    return Form((Write(step.id, words.label, NOTED_LIMIT, lines=4, stays=True),))


def noted_places(
    programme: Programme, lang: str
) -> tuple[tuple[str, str | None, str], ...]:
    """The notes there may be: the name of each, its exercise, and what was to be written."""
    said = zip(programme.steps, programme.words_in(lang).steps, strict=True)
    return tuple(
        (f"{NOTED}/{step.id}", step.exercise, words.label)
        for step, words in said
        if step.notes
    )


def _places(programme: Programme, lang: str) -> Iterable[tuple[str, Message, int]]:
    for question in own_questions(programme, lang):
        yield from (
            (name, field.prompt, field.limit) for name, field in question.fields
        )
    yield from (
        (name, label, NOTED_LIMIT) for name, _, label in noted_places(programme, lang)
    )
    yield NOTES, NOTES_TITLE, NOTES_LIMIT


def _fitting(title: Message, text: str, limit: int) -> str:
    """The text with its lines as they were written, none of them empty."""
    try:
        user_input.read_text({NOTES: text}, NOTES, limit)
    except Refused as error:
        raise Refused(say("{title}: {why}", title=title, why=error.words)) from None
    return "\n".join(filter(None, map(user_input.clean_text, text.splitlines())))
