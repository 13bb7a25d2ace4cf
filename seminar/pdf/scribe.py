"""Text on its way to paper: said in the reader's language, stripped of what cannot be printed,
escaped once.

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
    """Writes for one print in one language, and remembers what it could not write."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.missing: Counter[str] = Counter()

    def plain(self, words: Message) -> str:
        """The words as one line of text that every face can print. For drawing, never for a
        paragraph."""
        return " ".join(self.printable(self.speech(words)).split())

    def markup(self, runs: Iterable[Run | Message]) -> str:
        """Runs as a paragraph's markup. The only place where text and markup meet."""
        return "".join(self._run(run) for run in runs)

    def printable(self, text: str) -> str:
        """The text with each stretch that has no glyphs replaced by a visible sign, and counted."""
        composed = unicodedata.normalize(
            "NFC", _ACCENTS_KEPT.sub(r"\1", unicodedata.normalize("NFD", text))
        )
        known = printable_points()
        out = []
        for char in composed:
            char = _NARROW_SPACES.get(char, char)
            if char in "\n\t":
                out.append(char)
            elif unicodedata.category(char) in _WITHOUT_A_FACE:
                continue
            elif ord(char) in known:
                out.append(char)
            else:
                self.missing[char] += 1
                if not out or out[-1] != UNPRINTABLE:
                    out.append(UNPRINTABLE)
        return "".join(out)

    def _run(self, run: Run | Message) -> str:
        if not isinstance(run, Run):
            return self._escaped(self.speech(run))
        text = self._escaped(run.text)
        text = f"<b>{text}</b>" if run.bold else text
        italic = run.italic and all(
            ord(char) in printable_points(italic=True) for char in self.printable(run.text)
        )
        return f"<i>{text}</i>" if italic else text

    def _escaped(self, text: str) -> str:
        return escape(self.printable(text)).replace("\n", "<br/>")
