"""Words or short texts in alphabetical order, all in the same size.

How often a word came is not published, so no text is larger than another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from seminar.charts.svg.canvas import BODY, LARGE, SMALL, Sheet
from seminar.charts.svg.theme import THEMES
from seminar.charts.views import quiet
from seminar.core.elements import Table, TextItem, Texts
from seminar.core.i18n import Message, join_messages, say, say_n

GUTTER = 56.0
COLUMN = 520.0
"""The gap between columns, and the least width of a column of texts: some five words a line."""

WORDS = ((88, 5), (LARGE, 5), (56, 5), (BODY, 5), (SMALL, 5))
WALL = ((60, 1), (52, 2), (BODY, 2), (SMALL, 3))
"""Type sizes to try, largest first, each with the most columns it may stand in."""

RULE = 0.35
"""From a rule to the text under it, as a share of the size of type: a little more than from a text
to the next rule, since a letter does not fill its line."""

NOTE = 16.0
"""From the longest column to the note, so that the note is not read as one more text."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A text as it is set; with a rule over it where it does not stand together with the last."""

    text: str
    is_first: bool


@dataclass(slots=True)
class Column:
    """Texts under each other, and where they end."""

    lines: list[TextLine]
    foot: float

    def add_line(self, line: TextLine, tall: float) -> None:
        """Put a text of this height under the others."""
        self.lines.append(line)
        self.foot += tall


@dataclass(frozen=True, slots=True)
class TextColumns:
    """Texts in columns of one width and one size of type."""

    columns: tuple[Column, ...]
    available: float
    size: float

    @property
    def foot(self) -> float:
        return max(column.foot for column in self.columns)

    @property
    def count(self) -> int:
        """How many texts there are."""
        return sum(len(column.lines) for column in self.columns)


def draw_texts(view: Texts, sheet: Sheet) -> float:
    """Draw columns read from the top, in the largest type in which they fit the stage.

    Where they fit in no type that the back row can read, they are in pages, and the stage says
    which page it is; paper has all of them under each other.
    """
    if not view.items:
        foot = quiet.draw_sentence(sheet, sheet.speech(_waiting()), 24) + 24
        return _draw_note(sheet, foot, view.note)
    if sheet.theme is THEMES["paper"]:
        all_texts = _fit_columns(view, sheet) or _set_all(
            view, sheet, *_sizes(view)[-1]
        )
        _draw_columns(all_texts, sheet, view.large)
        return _draw_note(sheet, all_texts.foot, view.note)
    pages = split_pages(view, sheet)
    at = sheet.page % len(pages)
    _draw_columns(pages[at], sheet, view.large)
    left_out = len(_list_lines(view)) - sum(page.count for page in pages)
    return _draw_note(
        sheet, pages[at].foot, _write_note(view, at, len(pages), left_out)
    )


def split_pages(view: Texts, sheet: Sheet) -> tuple[TextColumns, ...]:
    """Return the pages that show all texts in type that can be read, one page if they fit."""
    fitting = _fit_columns(view, sheet)
    return (fitting,) if fitting else _fill_pages(view, sheet)


def tabulate_texts(view: Texts) -> Table:
    """Return a text a row; those that stand together follow each other."""
    rows = tuple(
        (text,) for item in view.items for text in _item_texts(view.large, item)
    )
    return Table((say("Text"),), rows, view.note if view.items else _waiting())


def _item_texts(large: bool, item: TextItem) -> tuple[str, ...]:
    """Return the texts of an item.

    A word stands for its other spellings, while sentences are all there to be read.
    """
    return (item.text,) if large else (item.text, *item.also)


def _waiting() -> Message:
    return say("The words come here when the facilitator has read them.")


def _write_note(view: Texts, at: int, pages: int, left_out: int) -> Message:
    """Return what stands under a page: which it is, and how many texts have no room on any."""
    page = say("page {n} of {pages}", n=at + 1, pages=pages) if pages > 1 else ""
    more = (
        say_n(
            "{n} more has no room here; the report has all of them",
            "{n} more have no room here; the report has all of them",
            left_out,
        )
        if left_out
        else ""
    )
    return join_messages(page, view.note, more)


def _draw_note(sheet: Sheet, foot: float, note: Message) -> float:
    """Draw what is to be said under the texts, and return where it ends."""
    return sheet.draw_paragraph(
        note, 0, foot + NOTE, sheet.width, SMALL, sheet.theme.muted
    )


def _height_left(sheet: Sheet, note: Message) -> float:
    """Return how high columns may be over the note."""
    return sheet.tall - NOTE - sheet.paragraph_height(note, sheet.width, SMALL)


def _sizes(view: Texts) -> tuple[tuple[int, int], ...]:
    return WORDS if view.large else WALL


def _list_lines(view: Texts) -> tuple[TextLine, ...]:
    """Return all texts in the order in which they stand."""
    return tuple(
        TextLine(text, at == 0 and not view.large)
        for item in view.items
        for at, text in enumerate(_item_texts(view.large, item))
    )


def _fit_columns(view: Texts, sheet: Sheet) -> TextColumns | None:
    """Return all texts in the largest type in which they fit, or nothing if they fit in none."""
    tallest = _height_left(sheet, view.note)
    settings = (_set_all(view, sheet, size, most) for size, most in _sizes(view))
    return next((setting for setting in settings if setting.foot <= tallest), None)


def _set_all(view: Texts, sheet: Sheet, size: float, most: int) -> TextColumns:
    """Return all texts in columns of as many items each, however high they become."""
    across, available = _split_width(view, sheet, size, most)
    items_each = ceil(len(view.items) / across)
    columns = []
    for at in range(0, len(view.items), items_each):
        column = Column([], 0.0)
        for line in _list_lines(replace(view, items=view.items[at : at + items_each])):
            column.add_line(
                line, _line_height(line, sheet, available, size, view.large)
            )
        columns.append(column)
    return TextColumns(tuple(columns), available, size)


def _fill_pages(view: Texts, sheet: Sheet) -> tuple[TextColumns, ...]:
    """Return as many texts as have room on each page in the smallest type, column by column.

    The number of columns is the one that passes over the fewest texts in the fewest pages.
    """
    size, most = _sizes(view)[-1]
    across = {
        _split_width(view, sheet, size, columns) for columns in range(1, most + 1)
    }
    fillings = [_fill_columns(view, sheet, *columns) for columns in sorted(across)]
    return max(
        fillings, key=lambda pages: (sum(page.count for page in pages), -len(pages))
    )


def _fill_columns(
    view: Texts, sheet: Sheet, across: int, available: float
) -> tuple[TextColumns, ...]:
    """Return the pages with so many columns; a text that is higher than a column is passed over."""
    size = _sizes(view)[-1][0]
    lines = _list_lines(view)
    tallest = _height_left(sheet, _write_note(view, len(lines), len(lines), len(lines)))
    columns = [Column([], 0.0)]
    for line in lines:
        tall = _line_height(line, sheet, available, size, view.large)
        if tall > tallest:
            continue
        if columns[-1].foot + tall > tallest:
            columns.append(Column([], 0.0))
        columns[-1].add_line(line, tall)
    return tuple(
        TextColumns(tuple(columns[at : at + across]), available, size)
        for at in range(0, len(columns), across)
    )


def _draw_columns(columns: TextColumns, sheet: Sheet, large: bool) -> None:
    """Draw the texts, with a rule over each that does not stand together with the last."""
    size = columns.size
    for at, column in enumerate(columns.columns):
        x = at * (columns.available + GUTTER)
        top = 0.0
        for line in column.lines:
            if line.is_first:
                right = x + columns.available
                sheet.draw_rule(x, top, right, top, sheet.theme.line, 2)
                top += RULE * size
            top = sheet.draw_paragraph(line.text, x, top, columns.available, size)
            top += _gap_after(size, large)


def _split_width(
    view: Texts, sheet: Sheet, size: float, most: int
) -> tuple[int, float]:
    """Return how many columns there are, wide enough for the longest text, and their width."""
    narrowest = COLUMN
    if view.large:
        narrowest = min(
            max(sheet.text_width(item.text, size) for item in view.items),
            max(COLUMN, sheet.width / 3),
        )
    across = int((sheet.width + GUTTER) // (narrowest + GUTTER))
    across = max(1, min(across, most, ceil(len(view.items) / 3)))
    return across, (sheet.width - (across - 1) * GUTTER) / across


def _line_height(
    line: TextLine, sheet: Sheet, available: float, size: float, large: bool
) -> float:
    above = RULE * size if line.is_first else 0
    return (
        above
        + sheet.paragraph_height(line.text, available, size)
        + _gap_after(size, large)
    )


def _gap_after(size: float, large: bool) -> float:
    return size * (0.28 if large else 0.3)
