"""Words sized by how many wrote them, around the middle, the commonest first and largest.

Nothing overlaps. The size of a word grows with the root of its number, so that the area that it
takes grows as the number does.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from seminar.charts.svg.canvas import LARGE, SMALL, Sheet
from seminar.charts.svg.text_layout import measure_width, wrap_text
from seminar.core.elements import Cloud, Table
from seminar.core.i18n import say

LARGEST = (176, 152, 132, 112, 96, 84, 76, LARGE, 60, 52, 46, SMALL)
"""Type for the commonest word, largest first: the first is taken with which all of them fit."""

BETWEEN = 0.42
TIGHT = 1.06
OUTER = 0.72
"""From a word to the next on its line, from line to line, both by the size of type; and how much
of the sheet's width the lines at the top and the foot may take, which makes the whole a
cloud."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is set, on a line of its cloud."""

    text: str
    size: float
    wide: float


def draw_cloud(view: Cloud, sheet: Sheet) -> float:
    """Draw the cloud, and under it how many have answered and what was put together or hidden."""
    note = sheet.paragraph_height(view.note, sheet.width, SMALL)
    tallest = sheet.tall - note - 28
    for largest in LARGEST:
        lines = _build_lines(view, sheet, largest)
        if _height(lines) <= tallest:
            break
    top = max(0.0, min(48.0, (tallest - _height(lines)) / 2))
    for line in lines:
        size = max(word.size for word in line)
        x = (sheet.width - _width(line)) / 2
        for word in line:
            sheet.draw_text(
                word.text, x, top + 0.82 * size, word.size, bold=word.size >= LARGE
            )
            x += word.wide + BETWEEN * word.size
        top += TIGHT * size
    return sheet.draw_paragraph(
        view.note, 0, top + 28, sheet.width, SMALL, sheet.theme.muted
    )


def tabulate_cloud(view: Cloud) -> Table:
    """Return the same words ranked, with how many wrote each."""
    rows = tuple((word.text, str(word.count)) for word in view.words)
    return Table((say("Word"), say("How many")), rows, view.note)


def _build_lines(view: Cloud, sheet: Sheet, largest: float) -> list[list[Word]]:
    """Return the lines of the cloud from the top.

    From the commonest, words fill a line; the first line stands in the middle, and the next lines
    above and below by turns.
    """
    most = max(word.count for word in view.words)
    words = [
        _measure_word(piece, max(SMALL, largest * sqrt(word.count / most)))
        for word in view.words
        for piece in wrap_text(
            sheet.speech(word.text),
            max(SMALL, largest * sqrt(word.count / most)),
            sheet.width / 1.06,
        )
    ]
    lines: list[list[Word]] = [[]]
    for word in words:
        if lines[-1] and _width([*lines[-1], word]) > _line_width(sheet, len(lines)):
            lines.append([])
        lines[-1].append(word)
    return [
        _largest_inside(line) for line in (*lines[2::2][::-1], lines[0], *lines[1::2])
    ]


def _measure_word(text: str, size: float) -> Word:
    """Return a piece of text as a word of the cloud."""
    return Word(text, size, measure_width(text, size, bold=size >= LARGE))


def _line_width(sheet: Sheet, number: int) -> float:
    """Return how wide the line may be that is the first, second, third … from the middle."""
    return sheet.width * max(OUTER, 1 - 0.05 * (number // 2))


def _largest_inside(line: list[Word]) -> list[Word]:
    """Return the words of a line with the largest in its middle."""
    return [*line[2::2][::-1], line[0], *line[1::2]]


def _width(line: list[Word]) -> float:
    return sum(word.wide for word in line) + sum(
        BETWEEN * word.size for word in line[:-1]
    )


def _height(lines: list[list[Word]]) -> float:
    return sum(TIGHT * max(word.size for word in line) for line in lines)
