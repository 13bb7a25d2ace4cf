"""Words sized by how many wrote them, around the middle, the commonest first and largest.

Nothing overlaps. The size of a word grows with the root of its number, so that the area that it
takes grows as the number does. Where not all words fit the stage in type that the back row can
read, they are in pages, the commonest on the first, and a number has the same size on each.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt

from seminar.charts.svg.canvas import LARGE, SMALL, Sheet
from seminar.charts.svg.text_layout import measure_width, wrap_text
from seminar.charts.svg.theme import THEMES
from seminar.core.elements import Cloud, Table
from seminar.core.i18n import Message, join_messages, say

LARGEST = (176, 152, 132, 112, 96, 84, 76, LARGE, 60, 52, 46, SMALL)
"""Type for the commonest word, largest first: the first is taken with which all of them fit in the
fewest pages. None is smaller than the back row can read."""

BETWEEN = 0.42
APART = 1.2
"""From a word to the next on its line, by the size of type: more where there are phrases, for the
space inside of them is a quarter, and the eye must see which words belong together."""

TIGHT = 1.06
OUTER = 0.72
"""From line to line, by the size of type; and how much of the sheet's width the lines at the top
and the foot may take, which makes the whole a cloud."""

NOTE = 28.0
"""From the cloud to the note under it."""

AIR = 48.0
"""The most that a small cloud is moved down from the top of its sheet."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is set: a phrase that is wider than the sheet in pieces under each other."""

    pieces: tuple[str, ...]
    size: float
    wide: float
    gap: float
    """What is left free after it on its line."""

    @property
    def tall(self) -> float:
        return TIGHT * self.size * len(self.pieces)


Line = tuple[Word, ...]


def draw_cloud(view: Cloud, sheet: Sheet) -> float:
    """Draw the cloud, and under it how many have answered and what was put together or hidden.

    On screens that is the page to which it has been turned; paper has all words at once.
    """
    is_paper = sheet.theme is THEMES["paper"]
    pages = _set_all(view, sheet) if is_paper else split_pages(view, sheet)
    at = sheet.page % len(pages)
    note = _write_note(view, at, len(pages))
    lines = _spread(pages[at])
    air = (_height_left(view, sheet, len(pages)) - _height(lines)) / 2
    top = max(0.0, min(AIR, air))
    for line in lines:
        _draw_line(line, sheet, top)
        top += _line_height(line)
    return sheet.draw_paragraph(
        note, 0, top + NOTE, sheet.width, SMALL, sheet.theme.muted
    )


def split_pages(view: Cloud, sheet: Sheet) -> tuple[tuple[Line, ...], ...]:
    """Return the pages that show all words in type that can be read, one page if they fit."""
    tallest = _height_left(view, sheet, 1)
    fitting = (_fill_pages(view, sheet, largest, tallest) for largest in LARGEST)
    one_page = next((pages for pages in fitting if len(pages) == 1), None)
    if one_page:
        return one_page
    tallest = _height_left(view, sheet, len(view.words))
    settings = [_fill_pages(view, sheet, largest, tallest) for largest in LARGEST]
    fewest = min(map(len, settings))
    return next(pages for pages in settings if len(pages) == fewest)


def tabulate_cloud(view: Cloud) -> Table:
    """Return the same words ranked, with how many wrote each."""
    rows = tuple((word.text, str(word.count)) for word in view.words)
    return Table((say("Word"), say("How many")), rows, view.note)


def _set_all(view: Cloud, sheet: Sheet) -> tuple[tuple[Line, ...]]:
    """Return all words on one page, in the largest type in which they fit or else the smallest."""
    tallest = _height_left(view, sheet, 1)
    settings = (_fill_pages(view, sheet, largest, inf)[0] for largest in LARGEST)
    fitting = (lines for lines in settings if _height(lines) <= tallest)
    return (next(fitting, None) or _fill_pages(view, sheet, SMALL, inf)[0],)


def _fill_pages(
    view: Cloud, sheet: Sheet, largest: float, tallest: float
) -> tuple[tuple[Line, ...], ...]:
    """Return the pages that words fill from the commonest on, line by line, each page no higher
    than `tallest` unless a single line is."""
    most = max(word.count for word in view.words)
    texts = [sheet.speech(counted.text) for counted in view.words]
    apart = APART if any(" " in text for text in texts) else BETWEEN
    pages: list[list[Line]] = [[()]]
    for counted, text in zip(view.words, texts, strict=True):
        size = max(SMALL, largest * sqrt(counted.count / most))
        word = _measure_word(text, size, sheet.width, apart * size)
        lines = pages[-1]
        longer = (*lines[-1], word)
        fits_line = _width(longer) <= _line_width(sheet, len(lines)) or not lines[-1]
        tried = [*lines[:-1], longer] if fits_line else [*lines, (word,)]
        if _height(tried) > tallest and lines[-1]:
            pages.append([(word,)])
        else:
            pages[-1] = tried
    return tuple(map(tuple, pages))


def _measure_word(text: str, size: float, width: float, gap: float) -> Word:
    """Return what somebody wrote as it is set in this size of type."""
    pieces = wrap_text(text, size, width / 1.06)
    is_bold = size >= LARGE
    wide = max(measure_width(piece, size, bold=is_bold) for piece in pieces)
    return Word(pieces, size, wide, gap)


def _draw_line(line: Line, sheet: Sheet, top: float) -> None:
    """Draw the words of a line on one baseline, in the middle of the sheet."""
    largest = max(word.size for word in line)
    x = (sheet.width - _width(line)) / 2
    for word in line:
        for at, piece in enumerate(word.pieces):
            y = top + 0.82 * largest + at * TIGHT * word.size
            sheet.draw_text(piece, x, y, word.size, bold=word.size >= LARGE)
        x += word.wide + word.gap


def _write_note(view: Cloud, at: int, pages: int) -> Message:
    """Return what stands under a page: which it is, and the note on all words."""
    page = say("page {n} of {pages}", n=at + 1, pages=pages) if pages > 1 else ""
    return join_messages(page, view.note)


def _height_left(view: Cloud, sheet: Sheet, pages: int) -> float:
    """Return how high the words may stand over the note."""
    note = _write_note(view, pages - 1, pages)
    return sheet.tall - NOTE - sheet.paragraph_height(note, sheet.width, SMALL)


def _line_width(sheet: Sheet, number: int) -> float:
    """Return how wide the line may be that is the first, second, third … from the middle."""
    return sheet.width * max(OUTER, 1 - 0.05 * (number // 2))


def _spread(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines from the top: the first in the middle, the next above and below by turns,
    and in each the largest word in its middle."""
    ordered = (*lines[2::2][::-1], lines[0], *lines[1::2])
    return tuple((*line[2::2][::-1], line[0], *line[1::2]) for line in ordered)


def _width(line: Line) -> float:
    return sum(word.wide for word in line) + sum(word.gap for word in line[:-1])


def _line_height(line: Line) -> float:
    return max(word.tall for word in line)


def _height(lines: tuple[Line, ...] | list[Line]) -> float:
    return sum(map(_line_height, lines))
