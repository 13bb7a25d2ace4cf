"""How wide text is, about, and where it breaks. Estimates are on the wide side, so that nothing
runs over."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

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
_WIDTH = {one: measure_width for measure_width, several in _WIDTHS.items() for one in several}
_OTHER = 0.66
_FULL = 1.15
_BOLD = 1.06


def measure_width(text: str, size: float, bold: bool = False) -> float:
    """About how wide `text` is at `size`, in the same unit."""
    return size * sum(map(_character_width, text)) * (_BOLD if bold else 1)


@lru_cache(maxsize=1024)
def wrap_text(text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
    """`text` in as few lines as fit in `room`, and then about as long as each other, with no
    word broken for that."""
    lines = _fill_lines(text, size, room, bold)
    if len(lines) < 2:
        return lines
    whole = text.split()
    narrower = (_fill_lines(text, size, room * share / 20, bold) for share in range(10, 20))
    even = (one for one in narrower if len(one) == len(lines) and " ".join(one).split() == whole)
    return next(even, lines)


def _fill_lines(text: str, size: float, room: float, bold: bool) -> tuple[str, ...]:
    """Each line as full as it gets. A word that is wider than a line is broken."""
    lines = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure_width(longer, size, bold) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = (
            [word]
            if measure_width(word, size, bold) <= room
            else _break_word(word, size, room, bold)
        )
        lines += whole
    return (*lines, line) if line or not lines else tuple(lines)


def _break_word(word: str, size: float, room: float, bold: bool) -> list[str]:
    """The word in pieces, with a hyphen after each but the last where its letters are of a
    script that has them."""
    hyphen = (
        "-" if len(word) > 1 and all("LATIN" in unicodedata.name(one, "") for one in word) else ""
    )
    pieces = []
    piece = ""
    for one in word:
        if (
            piece
            and not unicodedata.combining(one)
            and measure_width(piece + one + hyphen, size, bold) > room
        ):
            pieces.append(piece + hyphen)
            piece = ""
        piece += one
    return [*pieces, piece]


def _character_width(one: str) -> float:
    if one in _WIDTH:
        return _WIDTH[one]
    if unicodedata.combining(one) or one in "\u200c\u200d":
        return 0
    return _FULL if unicodedata.east_asian_width(one) in "WF" else _OTHER
