"""How wide text is, and where it breaks, estimated without a font.

The same drawing is made where there is no font to ask. Estimates are on the wide side, so that
nothing runs over.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from seminar.core.user_input import split_characters

_WIDTHS = {
    0.27: " |',.:;ijl’·I!",
    0.34: "f()-[]{}/\\rtŧ",
    0.45: '*sšzž?«»cč"Jvxy–',
    0.52: "#$+0123456789<=>FLY^_aeåäéàá±×~EVgk",
    0.58: "ASTXZ`houøÅöÄCbdnpqđŋBKPR",
    0.68: "&DGNUHOQØÖ",
    0.87: "MwæW—Æ%m@",
    1.0: "…",
}
"""Characters by their width as a share of the size of type: those of Source Sans 3, rounded up."""

_WIDTH = {character: width for width, group in _WIDTHS.items() for character in group}
_OTHER = 0.66
_FULL = 1.15
_BOLD = 1.06
"""The width of a letter not listed, of a full-width letter, and how much wider bold type is."""


def measure_width(text: str, size: float, bold: bool = False) -> float:
    """Return about how wide `text` is, in the unit of `size`.

    >>> measure_width("RAUS", 40) < measure_width("RAUS", 40, bold=True) < 120
    True
    """
    return size * sum(map(_character_width, text)) * (_BOLD if bold else 1)


@lru_cache(maxsize=1024)
def wrap_text(
    text: str, size: float, available: float, bold: bool = False
) -> tuple[str, ...]:
    """Return `text` in as few lines as fit, and those about as long as each other.

    A word is broken only where it is wider than a line.
    >>> wrap_text("Hva gjør at folk sier fra?", 40, 300)
    ('Hva gjør at', 'folk sier fra?')
    """
    lines = _fill_lines(text, size, available, bold)
    if len(lines) < 2:
        return lines
    whole = text.split()
    narrower = (
        _fill_lines(text, size, available * share / 20, bold) for share in range(10, 20)
    )
    even = (
        lines_tried
        for lines_tried in narrower
        if len(lines_tried) == len(lines) and " ".join(lines_tried).split() == whole
    )
    return next(even, lines)


def _fill_lines(
    text: str, size: float, available: float, bold: bool
) -> tuple[str, ...]:
    """Return lines as full as they get; a word that is wider than a line is broken."""
    lines = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure_width(longer, size, bold) <= available:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = (
            [word]
            if measure_width(word, size, bold) <= available
            else _break_word(word, size, available, bold)
        )
        lines += whole
    return (*lines, line) if line or not lines else tuple(lines)


def _break_word(word: str, size: float, available: float, bold: bool) -> list[str]:
    """Return the word in pieces, with hyphens where its letters are of a script that has them."""
    hyphen = (
        "-"
        if len(word) > 1
        and all("LATIN" in unicodedata.name(character, "") for character in word)
        else ""
    )
    pieces = []
    piece = ""
    for character in split_characters(word):
        if piece and measure_width(piece + character + hyphen, size, bold) > available:
            pieces.append(piece + hyphen)
            piece = ""
        piece += character
    return [*pieces, piece]


def _character_width(character: str) -> float:
    """Return the width of a character, as a share of the size of type."""
    if character in _WIDTH:
        return _WIDTH[character]
    if unicodedata.combining(character) or character in "\u200c\u200d":
        return 0
    return _FULL if unicodedata.east_asian_width(character) in "WF" else _OTHER
