"""A small programme of one's own in a folder, which a test changes while a room is under way."""

from __future__ import annotations

import shutil
from pathlib import Path

from seminar.content.library import Library
from seminar.kinds import kinds

ROOT = Path(__file__).parents[2]

HEAD = """---
marp: true
title: Vår time
summary: "En time."
lang: nb
---
"""

WELCOME = """
<!-- raus: {item: welcome, minutes: 3, id: welcome} -->

# Velkommen
"""

PLAIN = """
<!-- raus: {{item: talk, minutes: 5, id: {id}}} -->

# {title}
"""

CHECK_IN = """
<!-- raus: {exercise: r1-check-in, item: exercise, minutes: 5, moves: {pairs: 0, result: 2}} -->

# Innsjekk

Skriv ett ord.
"""


def slide(id_: str, title: str) -> str:
    return PLAIN.format(id=id_, title=title)


class OwnContent:
    """A folder with one deck and one exercise."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(
            ROOT / "exercises" / "r1-check-in", folder / "exercises" / "r1-check-in"
        )

    @property
    def deck(self) -> Path:
        return self.folder / "slides" / "our-hour" / "nb.md"

    def write(self, *slides: str) -> Library:
        """Let the deck have these slides; what can be read then."""
        self.deck.parent.mkdir(parents=True, exist_ok=True)
        self.deck.write_text(HEAD + "\n---\n".join(slides))
        return self.read()

    def read(self) -> Library:
        library = Library.load([self.folder], kinds())
        assert not [
            fault for fault in library.faults if "r1-check-in" not in fault.file
        ], library.faults
        return library

    def delete(self) -> Library:
        """Delete the deck and the exercise."""
        shutil.rmtree(self.folder / "slides" / "our-hour")
        shutil.rmtree(self.folder / "exercises" / "r1-check-in")
        return Library.load([self.folder], kinds())
