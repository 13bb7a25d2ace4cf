"""A print as poppler reads it: every word with its place on the page."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

from seminar.core.elements import Document
from seminar.core.i18n import Say, Speech

MARGIN = 20.0
"""Points from the edge of the paper that no printer reaches."""

_NO_WORDS = frozenset({"shape", "style", "key", "url", "lang", "subject", "title"})
_WORD = "{http://www.w3.org/1999/xhtml}word"
_PAGE = "{http://www.w3.org/1999/xhtml}page"


@dataclass(frozen=True, slots=True)
class Word:
    """One word, and its box in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page."""

    width: float
    height: float
    words: tuple[Word, ...]


def reader() -> str | None:
    """Where poppler's reader is, if it is on this machine."""
    return shutil.which("pdftotext")


def sheets(pdf: Path) -> tuple[Sheet, ...]:
    """The pages of a print."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return tuple(_sheet(page) for page in ElementTree.fromstring(told).iter(_PAGE))


def _sheet(page: ElementTree.Element) -> Sheet:
    def word(one: ElementTree.Element) -> Word:
        return Word(
            one.text or "",
            *(float(one.attrib[name]) for name in ("xMin", "yMin", "xMax", "yMax")),
        )

    return Sheet(
        float(page.attrib["width"]),
        float(page.attrib["height"]),
        tuple(map(word, page.iter(_WORD))),
    )


def misplaced(sheet: Sheet) -> list[str]:
    """Each word that stands too near the edge or over another one, in words."""
    found = [
        f"«{one.text}» stands at the edge"
        for one in sheet.words
        if one.left < MARGIN or one.top < MARGIN
        or one.right > sheet.width - MARGIN or one.bottom > sheet.height - MARGIN
    ]  # fmt: skip
    for one, other in combinations(sheet.words, 2):
        wide = min(one.right, other.right) - max(one.left, other.left)
        high = min(one.bottom, other.bottom) - max(one.top, other.top)
        if wide > 1 and high > 0.4 * min(
            one.bottom - one.top, other.bottom - other.top
        ):
            found.append(f"«{one.text}» lies over «{other.text}»")
    return found


def missing(
    document: Document, speech: Speech, printed: tuple[Sheet, ...]
) -> list[str]:
    """The words of a document that are not on its pages; one that was divided is there in its
    parts."""
    there = frozenset(word.text for sheet in printed for word in sheet.words)
    heads = tuple(one[:-1] for one in there if one.endswith("-") and len(one) > 1)

    @cache
    def stands(word: str) -> bool:
        return word in there or any(
            word.startswith(head) and stands(word[len(head) :]) for head in heads
        )

    said = (word for text in _said(document, speech) for word in text.split())
    return [word for word in dict.fromkeys(said) if not stands(word)]


def _said(value: object, speech: Speech) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Say():
            yield speech(value)
        case tuple():
            for one in value:
                yield from _said(one, speech)
        case _ if is_dataclass(value):
            for field in fields(value):
                if field.name not in _NO_WORDS:
                    yield from _said(getattr(value, field.name), speech)
