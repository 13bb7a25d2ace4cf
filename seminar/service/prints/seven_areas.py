"""A page to write on for oneself: the seven areas of relational competence, two open lines each,
without a score."""

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
"""The source's name of each area, and a question to ask oneself about it."""


def shows_seven_areas(sketch: Sketch, lang: str) -> bool:
    """Return true if a slide's figure shows the source's seven areas, and not an author's own."""
    speech = read_speech(lang)
    shown = [speech(part.name).casefold() for part in sketch.parts]
    return shown == [speech(PROMPTS[area][0]) for area in AREAS]


def build_seven_areas() -> Iterator[Block]:
    """Build the page beneath its heading."""
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
