"""Words or short texts in alphabetical order, all in the same size.

How often a word came is not published, so no text is larger than another.
"""

from __future__ import annotations

from math import ceil

from seminar.charts.svg.canvas import BODY, LARGE, SMALL, Sheet
from seminar.charts.views import quiet
from seminar.core.elements import Table, TextItem, Texts
from seminar.core.i18n import Message, say

GUTTER = 56.0
COLUMN = 520.0
"""The gap between columns, and the least width of a column of texts: some five words a line."""

WORDS = ((88, 5), (LARGE, 5), (56, 5), (BODY, 5), (SMALL, 5))
WALL = ((60, 1), (52, 2), (BODY, 2), (SMALL, 3))
"""Type sizes to try, largest first, each with the most columns it may stand in."""


def draw_texts(view: Texts, sheet: Sheet) -> float:
    """Draw columns read from the top, in the largest type in which they fit the stage."""
    foot = (
        _draw_columns(view, sheet)
        if view.items
        else quiet.draw_sentence(sheet, sheet.speech(_waiting()), 24) + 24
    )
    return sheet.draw_paragraph(view.note, 0, foot + 16, sheet.width, SMALL, sheet.theme.muted)


def tabulate_texts(view: Texts) -> Table:
    """Return a text a row; those that stand together follow each other."""
    rows = tuple((text,) for item in view.items for text in _item_texts(view.large, item))
    return Table((say("Text"),), rows, view.note if view.items else _waiting())


def _item_texts(large: bool, item: TextItem) -> tuple[str, ...]:
    """Return the texts of an item.

    A word stands for its other spellings, while sentences are all there to be read.
    """
    return (item.text,) if large else (item.text, *item.also)


def _waiting() -> Message:
    return say("The words come here when the facilitator has read them.")


def _draw_columns(view: Texts, sheet: Sheet) -> float:
    """Draw the texts, and return where the longest column ends."""
    tallest = sheet.tall - 16 - sheet.paragraph_height(view.note, sheet.width, SMALL)
    for size, most in WORDS if view.large else WALL:
        columns, available = _split_columns(view, sheet, size, most)
        if (
            max(_column_height(column, sheet, available, size, view.large) for column in columns)
            <= tallest
        ):
            break
    foot = 0.0
    for at, column in enumerate(columns):
        x = at * (available + GUTTER)
        top = 0.0
        for item in column:
            if not view.large:
                sheet.draw_rule(x, top, x + available, top, sheet.theme.line, 2)
                top += 0.35 * size
            for text in _item_texts(view.large, item):
                top = sheet.draw_paragraph(text, x, top, available, size) + _gap_after(
                    size, view.large
                )
        foot = max(foot, top)
    return foot


def _split_columns(
    view: Texts, sheet: Sheet, size: float, most: int
) -> tuple[list[tuple[TextItem, ...]], float]:
    """Return the texts in columns, wide enough for the longest, and the columns' width."""
    narrowest = COLUMN
    if view.large:
        narrowest = min(
            max(sheet.text_width(item.text, size) for item in view.items),
            max(COLUMN, sheet.width / 3),
        )
    across = int((sheet.width + GUTTER) // (narrowest + GUTTER))
    across = max(1, min(across, most, ceil(len(view.items) / 3)))
    items_each = ceil(len(view.items) / across)
    columns = [view.items[at : at + items_each] for at in range(0, len(view.items), items_each)]
    return columns, (sheet.width - (across - 1) * GUTTER) / across


def _column_height(
    column: tuple[TextItem, ...], sheet: Sheet, available: float, size: float, large: bool
) -> float:
    above = 0 if large else 0.35 * size
    heights = (
        sheet.paragraph_height(text, available, size) + _gap_after(size, large)
        for item in column
        for text in _item_texts(large, item)
    )
    return sum(heights) + above * len(column)


def _gap_after(size: float, large: bool) -> float:
    return size * (0.28 if large else 0.3)
