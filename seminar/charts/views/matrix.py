"""Cards and the columns they were put in: a bar in each field shows where most put a card.

In a quiz the eye shall find the right column of each card instead.
"""

from __future__ import annotations

from seminar.charts.svg.canvas import BODY, LEADING, SMALL, WIDE, Sheet
from seminar.charts.svg.icons import draw_tick
from seminar.charts.views.bars import LEAST_WHOLE
from seminar.core.elements import Matrix, MatrixRow, Table
from seminar.core.i18n import Message, join_messages, say, say_n

GAP = 28
AIR = 28
THICK = 28
MARK = 44
LEAST = 0.2
MOST = 0.36
"""The part of a wide sheet that the cards may take: as much as the longest word over a column
leaves them."""


def draw_matrix(view: Matrix, sheet: Sheet) -> float:
    """Draw the columns' names on top, then a line for each card; return where the chart ends."""
    beside = sheet.width >= WIDE
    left = _cards_width(view, sheet) if beside else 0.0
    slot = (sheet.width - left) / len(view.columns)
    top = max(
        sheet.paragraph_height(column, slot - GAP, SMALL) for column in view.columns
    )
    for at, column in enumerate(view.columns):
        tall = sheet.paragraph_height(column, slot - GAP, SMALL)
        sheet.draw_paragraph(
            column,
            left + at * slot + GAP,
            top - tall,
            slot - GAP,
            SMALL,
            sheet.theme.muted,
        )
    top += 12
    foot_text = join_messages(_describe_total(view), view.note)
    foot = 12 + sheet.paragraph_height(foot_text, sheet.width, SMALL)
    least = sum(_row_height(sheet, row, left, beside) for row in view.rows)
    air = min(70.0, max(0.0, (sheet.tall - top - foot - least) / len(view.rows)))
    for row in view.rows:
        sheet.draw_rule(0, top, sheet.width, top, sheet.theme.line, 2)
        tall = _row_height(sheet, row, left, beside) + air
        _draw_row(sheet, row, top, tall, left, slot)
        top += tall
    return sheet.draw_paragraph(
        foot_text, 0, top + 12, sheet.width, SMALL, sheet.theme.muted
    )


def tabulate_matrix(view: Matrix) -> Table:
    """Return each card with its number in each column."""
    rows = tuple(
        (row.label, *_format_counts(view, row), str(row.n) if row.n else "–")
        for row in view.rows
    )
    return Table(
        (say("Card"), *view.columns, say("Answers")), rows, _describe_total(view)
    )


def _cards_width(view: Matrix, sheet: Sheet) -> float:
    """Return what the columns leave for the cards.

    All that the cards may take, where rows would otherwise be higher than the sheet.
    """
    free = _width_left_by_columns(view, sheet)
    most = MOST * sheet.width
    return (
        most
        if sum(_row_height(sheet, row, free, True) for row in view.rows) > sheet.tall
        else free
    )


def _width_left_by_columns(view: Matrix, sheet: Sheet) -> float:
    words = (word for column in view.columns for word in sheet.speech(column).split())
    slot = max(sheet.text_width(word, SMALL) for word in words) + GAP
    return min(
        MOST * sheet.width,
        max(LEAST * sheet.width, sheet.width - slot * len(view.columns)),
    )


def _format_counts(view: Matrix, row: MatrixRow) -> tuple[Message, ...]:
    """Return a card's numbers; «few» where a small cell is withheld."""
    if row.said:
        return (row.said, *("–",) * (len(view.columns) - 1))
    numbers: list[Message] = [
        say("few") if count is None else str(count) for count in row.counts
    ]
    if row.right is not None:
        numbers[row.right] = say("{label} – the right answer", label=numbers[row.right])
    return tuple(numbers)


def _describe_total(view: Matrix) -> Message:
    """Return how many have answered, from the fewest to the most where cards differ."""
    most = max(row.n for row in view.rows)
    fewest = min(row.n for row in view.rows if row.n)
    if most == fewest:
        return say_n("{n} answer", "{n} answers", most)
    return say("{fewest} to {most} answers", fewest=fewest, most=most)


def _row_height(sheet: Sheet, row: MatrixRow, left: float, beside: bool) -> float:
    """Return how high a card's row is at least, with its air."""
    field = LEADING * BODY + THICK + 8
    if row.said:
        field = sheet.paragraph_height(row.said, sheet.width - left - GAP, SMALL)
    words = sheet.paragraph_height(row.label, left - GAP if beside else sheet.width)
    return (max(words, field) if beside else words + field + 8) + AIR


def _draw_row(
    sheet: Sheet, row: MatrixRow, top: float, tall: float, left: float, slot: float
) -> None:
    theme = sheet.theme
    field = LEADING * BODY + THICK + 8
    if left:
        words = sheet.paragraph_height(row.label, left - GAP)
        sheet.draw_paragraph(row.label, 0, top + (tall - words) / 2, left - GAP)
        y = top + (tall - field) / 2
    else:
        y = sheet.draw_paragraph(row.label, 0, top + AIR / 2, sheet.width) + 8
    if row.said:
        sheet.draw_paragraph(
            row.said, left + GAP, y, sheet.width - left - GAP, SMALL, theme.muted
        )
    for at in range(len(row.counts)):
        _draw_field(sheet, row, at, left + at * slot + GAP, y, slot - 2 * GAP)


def _draw_field(
    sheet: Sheet, row: MatrixRow, at: int, x: float, y: float, available: float
) -> None:
    """Draw the number of a card in a column, over its bar; strong where the eye shall find it."""
    theme = sheet.theme
    count = row.counts[at]
    most = max(number or 0 for number in row.counts)
    is_strong = (
        at == row.right if row.right is not None else bool(count) and count == most
    )
    number = say("few") if count is None else str(count)
    sheet.draw_text(
        number,
        x,
        y + 0.82 * BODY,
        BODY,
        "" if count or is_strong else theme.muted,
        bold=is_strong,
    )
    if at == row.right:
        draw_tick(sheet, x + sheet.text_width(number, BODY, True) + 16, y + 2, MARK)
    base = y + LEADING * BODY + THICK
    sheet.draw_rule(x, base, x + available, base, theme.line, 2)
    if count:
        long = available * count / max(row.n, LEAST_WHOLE)
        sheet.add_element(
            "rect",
            x=x,
            y=base - THICK,
            width=long,
            height=THICK,
            stroke_width=3,
            class_="grows",
            fill=theme.data if is_strong else theme.card,
            stroke=theme.edge,
        )
