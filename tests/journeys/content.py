"""All content that journeys go through in one server: beside the programmes that ship, the whole
bank, a shelf with every kind of question, and two decks of one exercise each."""

from __future__ import annotations

from pathlib import Path

from seminar.core.i18n import LANGUAGES
from tests.journeys import bank, shelf

THREES = "threes"
"""A talk in threes, with roles."""

ASK_US = "ask-us"
"""Questions from the room."""

DECK = """\
---
title: {title}
summary: {title}
lang: {lang}
---

<!-- raus: {{item: welcome, minutes: 1, id: welcome}} -->

# Velkommen

---

<!-- raus: {{exercise: {exercise}, item: exercise}} -->
"""


def write(folder: Path) -> Path:
    """Write it all into a folder of content."""
    bank.write(folder)
    shelf.write(folder)
    for programme, exercise in ((THREES, "r3-listening"), (ASK_US, "s7-questions")):
        place = folder / "slides" / programme
        place.mkdir()
        for lang in LANGUAGES:
            deck = DECK.format(title=programme, lang=lang, exercise=exercise)
            (place / f"{lang}.md").write_text(deck, "utf-8")
    return folder
