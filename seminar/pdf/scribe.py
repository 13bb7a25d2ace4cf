"""Text on its way to paper: in the reader's language, without what cannot be printed, escaped once.

ReportLab reads paragraphs as XML: an unescaped `<` stops the print, and an `<img>` would open a
file of the server. Therefore no text reaches a paragraph but through `Scribe.markup`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from xml.sax.saxutils import escape

from seminar.core.elements import Run
from seminar.core.i18n import Message, Speech
from seminar.pdf.fonts import printable_points

UNPRINTABLE = "[?]"
"""What stands where characters were that the typeface does not have."""

_WITHOUT_A_FACE = {"Cc", "Cf", "Cs"}
"""Controls, invisible formatting and halves of characters: nothing a reader could miss."""
_NARROW_SPACES = dict.fromkeys(map(chr, range(0x2000, 0x200B)), " ") | {
    "\u2028": "\n",
    "\u2029": "\n",
    "\u3000": " ",
}
_ACCENTS_KEPT = re.compile(r"([\u0300-\u036f]{3})[\u0300-\u036f]+")
"""More than three accents on one letter climb into the lines above."""


class Scribe:
    """A writer for a print in a language, who remembers what could not be written."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.missing: Counter[str] = Counter()

    def plain(self, words: Message) -> str:
        """Return the words as a line of text that every face can print.

        For drawing, never for a paragraph.
        """
        return " ".join(self.printable(self.speech(words)).split())

    def markup(self, runs: Iterable[Run | Message]) -> str:
        """Return runs as a paragraph's markup: the only place where text and markup meet."""
        return "".join(self._run(run) for run in runs)

    def printable(self, text: str) -> str:
        """Return the text with each stretch that has no glyphs replaced by a visible sign, and
        counted."""
        composed = unicodedata.normalize(
            "NFC", _ACCENTS_KEPT.sub(r"\1", unicodedata.normalize("NFD", text))
        )
        known = printable_points()
        pieces = []
        for character in composed:
            character = _NARROW_SPACES.get(character, character)
            if character in "\n\t":
                pieces.append(character)
            elif unicodedata.category(character) in _WITHOUT_A_FACE:
                continue
            elif ord(character) in known:
                pieces.append(character)
            else:
                self.missing[character] += 1
                if not pieces or pieces[-1] != UNPRINTABLE:
                    pieces.append(UNPRINTABLE)
        return "".join(pieces)

    def _run(self, run: Run | Message) -> str:
        if not isinstance(run, Run):
            return self._escaped(self.speech(run))
        text = self._escaped(run.text)
        text = f"<b>{text}</b>" if run.bold else text
        italic = run.italic and all(
            ord(character) in printable_points(italic=True)
            for character in self.printable(run.text)
        )
        return f"<i>{text}</i>" if italic else text

    def _escaped(self, text: str) -> str:
        return escape(self.printable(text)).replace("\n", "<br/>")
