"""The sheet for private mode, where too few answer for numbers to be shown: answers by hand that
stay with the participant, and a talk in pairs."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.elements import (
    Block,
    Choose,
    Document,
    Drawn,
    Heading,
    Lines,
    NewPage,
    Paragraph,
    Quiet,
    Unbroken,
)
from seminar.core.i18n import Message, say
from seminar.core.model.kind import Kind, Wording
from seminar.core.model.programme import Programme
from seminar.core.presenting.withheld import LOOK_AT_YOUR_OWN
from seminar.service.prints.handout import PRIVATE
from seminar.service.prints.registry import PrintKind, PrintSubject
from seminar.service.prints.thumbnail import draw_strokes, draw_thumbnail

TALK_PROMPTS: tuple[Message, ...] = (
    say("What did you notice when you looked at your own answers?"),
    say("What would you lift by one step? What would then be different?"),
    say("What does somebody do already that helps?"),
)
"""The questions for a talk between two, each with their own answers before them."""


def build_private_sheet(programme: Programme, lang: str) -> Document:
    """Build the sheet of a programme: its statements about the workplace, to answer by hand, and
    a talk in pairs."""
    words = programme.words_in(lang)
    why = say(
        "When few have answered, we show no numbers. Then the answers stay with you."
    )
    blocks: list[Block] = [
        Paragraph((PRIVATE,), "small"),
        Heading(say("Private mode"), 1),
        Drawn(Quiet(say("Private mode"), why, LOOK_AT_YOUR_OWN)),
    ]
    for kind, wording in _read_workplace_questions(programme, words.lang):
        blocks += [
            Heading(say("My own answers"), 2),
            Paragraph((wording.prompt,)),
            *kind.build_paper(wording),
        ]
    blocks += _build_talk()
    return Document(
        say("Private mode"),
        words.lang,
        tuple(blocks),
        foot=words.title,
        subject=words.title,
    )


def _build_talk() -> Iterator[Block]:
    turns = say(
        "Two minutes each: one talks, the other listens and asks. You may pass."
    )
    yield NewPage()
    yield Heading(say("To talk about in pairs"), 2)
    yield Paragraph((turns,))
    for prompt in TALK_PROMPTS:
        yield Unbroken((Paragraph((prompt,)), Lines(3)))
    yield Unbroken((Heading(say("This I would lift by one step"), 2), Lines(3)))
    yield Unbroken((Heading(say("What I do first, and when"), 2), Lines(3)))


def _read_workplace_questions(
    programme: Programme, lang: str
) -> Iterator[tuple[Kind, Wording]]:
    """Return the questions about the participants' own workplace that are statements of the four
    keys: those whose numbers a small room does not get to see."""
    for question, kind in programme.questions.items():
        wording = programme.words_in(lang).questions[question]
        fields = kind.build_form(wording).fields
        has_key = any(isinstance(field, Choose) and field.key for field in fields)
        if kind.privacy == "guarded" and has_key:
            yield kind, wording


def _draw_thumbnail(subject: PrintSubject) -> str:
    """Return the sheet: a drawing, four statements with five boxes each, lines to write on."""
    boxes = "".join(
        f"M{x} {y}h4v4h-4z" for y in (65, 78, 91, 104) for x in (13, 28, 43, 58, 73)
    )
    circles = "M13 38a11 11 0 1 0 22 0a11 11 0 1 0-22 0M26 38a11 11 0 1 0 22 0a11 11 0 1 0-22 0"
    return draw_thumbnail(
        draw_strokes("text", 5, "M13 18h46"),
        draw_strokes("edge", 1.6, circles),
        draw_strokes("text", 1.6, "M26.5 42.5h2.7v-3h2.7v-3h2.7"),
        draw_strokes("edge", 2, "M56 32h36M56 38h30M56 44h34"),
        draw_strokes("text", 2, "M13 61h44M13 74h38M13 87h42M13 100h36"),
        draw_strokes("edge", 1.2, boxes),
        draw_strokes("line", 1, "M13 120h79M13 128h79M13 136h79"),
    )


PRINT = PrintKind(
    "private",
    ("programme",),
    say("Private mode"),
    lambda subject: say(
        "One for each participant when the room is small. Where few have answered there are no"
        " numbers, and the talk takes their place."
    ),
    lambda subject: build_private_sheet(subject.programme, subject.lang),
    thumbnail=_draw_thumbnail,
    order=2,
)
