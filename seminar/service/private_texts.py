"""Private texts: what participants write for themselves, which leaves the phone only to be printed.

They are answers to questions that are for oneself alone, notes at steps for writing, and notes
that nobody asked for. The server stores none of them: the phone sends them with the wish for a
print, and they are cleaned here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

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
"""Characters of these notes at most: about half a printed page."""

STEP_NOTES = "noted"
"""What the names of notes begin with that were written at steps for that."""

STEP_NOTES_TITLE = say("What I wrote along the way")

STEP_NOTES_LIMIT = 600
"""Characters of the notes at a step at most: more than anybody writes on a phone in the minutes
that a step takes."""

Texts = Mapping[str, str]
"""A participant's private texts by field: `question/name`, `noted/step`, or `notes`."""


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question whose answer never leaves the phone, and the fields to write it in."""

    question: str
    wording: Wording
    fields: tuple[tuple[str, Write], ...]
    """The name of each field among the private texts, and the field."""


class StepNotes(NamedTuple):
    """The notes that may be written at a step."""

    name: str
    """Their name among the private texts."""
    exercise: str | None
    label: str
    """What was to be written."""


class TextField(NamedTuple):
    """A field that a private text may stand in."""

    name: str
    title: Message
    limit: int
    """Characters at most."""


def list_own_questions(programme: Programme, lang: str) -> tuple[OwnQuestion, ...]:
    """Return the questions that participants answer for themselves alone, in the order they are
    put."""
    wordings = programme.words_in(lang).questions
    own: list[OwnQuestion] = []
    for question in programme.questions_in_order:
        wording = wordings[question]
        form = programme.questions[question].build_form(wording)
        if form.stays:
            fields = tuple(
                (f"{question}/{field.name}", field)
                for field in form.fields
                if isinstance(field, Write)
            )
            own.append(OwnQuestion(question, wording, fields))
    return tuple(own)


def clean_private_texts(programme: Programme, lang: str, sent: Texts) -> dict[str, str]:
    """Return the texts that a phone sent, cleaned, without those that nobody asked for.

    Raises:
        Refused: Where a text is too long.
    """
    cleaned: dict[str, str] = {}
    for field in _list_fields(programme, lang):
        text = sent.get(field.name, "")
        if user_input.clean_text(text):
            cleaned[field.name] = _clean_lines(field, text)
    return cleaned


def build_notes_form(step: Step, words: StepWords) -> Form:
    """Build the form for notes at a step where people write for themselves."""
    return Form((Write(step.id, words.label, STEP_NOTES_LIMIT, lines=4, stays=True),))


def list_step_notes(programme: Programme, lang: str) -> tuple[StepNotes, ...]:
    """Return the notes that may be written at the steps of a programme."""
    words_by_step = zip(programme.steps, programme.words_in(lang).steps, strict=True)
    return tuple(
        StepNotes(f"{STEP_NOTES}/{step.id}", step.exercise, words.label)
        for step, words in words_by_step
        if step.notes
    )


def _list_fields(programme: Programme, lang: str) -> Iterator[TextField]:
    """Yield every field that a private text of this programme may stand in."""
    for question in list_own_questions(programme, lang):
        for name, field in question.fields:
            yield TextField(name, field.prompt, field.limit)
    for notes in list_step_notes(programme, lang):
        yield TextField(notes.name, notes.label, STEP_NOTES_LIMIT)
    yield TextField(NOTES, NOTES_TITLE, NOTES_LIMIT)


def _clean_lines(field: TextField, text: str) -> str:
    """Return the text with its lines as they were written, none of them empty."""
    try:
        user_input.read_text({NOTES: text}, NOTES, field.limit)
    except Refused as error:
        raise Refused(
            say("{title}: {why}", title=field.title, why=error.words)
        ) from None
    return "\n".join(filter(None, map(user_input.clean_text, text.splitlines())))
