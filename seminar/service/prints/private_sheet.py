"""A sheet for private mode, when the room is too small for numbers: one's own answers by hand,
and a talk in pairs."""

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
from seminar.service.prints.registry import PrintKind

PROMPTS: tuple[Message, ...] = (
    say("What did you notice when you looked at your own answers?"),
    say("What would you lift by one step? What would then be different?"),
    say("What does somebody do already that helps?"),
)
"""What two people talk about, each with their own answers before them."""


def private_sheet(programme: Programme, lang: str) -> Document:
    """The sheet for one programme: its statements about one's own workplace, to answer by hand
    and keep."""
    words = programme.words_in(lang)
    why = say(
        "When few have answered, we show no numbers. Then the answers stay with you."
    )
    blocks: list[Block] = [
        Paragraph((PRIVATE,), "small"),
        Heading(say("Private mode"), 1),
        Drawn(Quiet(say("Private mode"), why, LOOK_AT_YOUR_OWN)),
    ]
    for kind, wording in _about_ourselves(programme, words.lang):
        blocks += [
            Heading(say("My own answers"), 2),
            Paragraph((wording.prompt,)),
            *kind.build_paper(wording),
        ]
    blocks += [
        NewPage(),
        Heading(say("To talk about in pairs"), 2),
        Paragraph(
            (
                say(
                    "Two minutes each: one talks, the other listens and asks. You may pass."
                ),
            )
        ),
        *(Unbroken((Paragraph((one,)), Lines(3))) for one in PROMPTS),
        Unbroken((Heading(say("This I would lift by one step"), 2), Lines(3))),
        Unbroken((Heading(say("What I do first, and when"), 2), Lines(3))),
    ]
    return Document(
        say("Private mode"),
        words.lang,
        tuple(blocks),
        foot=words.title,
        subject=words.title,
    )


def _about_ourselves(programme: Programme, lang: str) -> Iterator[tuple[Kind, Wording]]:
    """The questions about one's own workplace that are statements of the four keys."""
    for id_, kind in programme.questions.items():
        wording = programme.words_in(lang).questions[id_]
        fields = kind.build_form(wording).fields
        if kind.privacy == "guarded" and any(
            isinstance(one, Choose) and one.key for one in fields
        ):
            yield kind, wording


PRINT = PrintKind(
    "private",
    ("programme",),
    say("Private mode"),
    lambda subject: say(
        "One for each participant when the room is small. Where few have answered there are no"
        " numbers, and the talk takes their place."
    ),
    lambda subject: private_sheet(subject.programme, subject.lang),
    order=2,
)
