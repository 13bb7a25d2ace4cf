"""A page on the seven areas of relational competence for oneself: one open line to each, on
paper, without a score."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.content.translations import read_speech
from seminar.core.elements import Block, Heading, Lines, Paragraph, Sketch, Unbroken
from seminar.core.i18n import Say, say
from seminar.core.model.exercise import AREAS, Area

PROMPTS: dict[Area, tuple[Say, Say]] = {
    "people-orientation": (
        say("people orientation"),
        say("Who have I got to know better lately?"),
    ),
    "communication-skills": (
        say("communication skills"),
        say("When did I last listen without answering?"),
    ),
    "leader-attitudes": (
        say("leader attitudes"),
        say("When did I use my position, and was it necessary?"),
    ),
    "emotional-competence": (
        say("emotional competence"),
        say("What did I feel in the last difficult conversation?"),
    ),
    "coaching-style": (
        say("coaching leadership style"),
        say("Which question helped somebody think for themselves?"),
    ),
    "conflict-handling": (
        say("conflict handling"),
        say("What do I leave alone that should be taken up?"),
    ),
    "staff-development": (
        say("staff development"),
        say("What have I given somebody the chance to learn?"),
    ),
}
"""What the source calls each area, in its order, and what to ask oneself about it."""


def is_of_the_seven(drawn: Sketch, lang: str) -> bool:
    """Whether a slide's figure shows the seven areas of the source, and not an author's own."""
    said = read_speech(lang)
    return [said(part.name).casefold() for part in drawn.parts] == [
        said(PROMPTS[area][0]) for area in AREAS
    ]


def seven_areas() -> Iterator[Block]:
    """The page, beneath its heading."""
    yield Paragraph(
        (
            say(
                "The source says that relational competence has 14 dimensions, and does not list "
                "them. Taken together they look after seven areas:"
            ),
        )
    )
    for area in AREAS:
        name, prompt = PROMPTS[area]
        yield Unbroken((Heading(name, 3), Lines(2, prompt)))
