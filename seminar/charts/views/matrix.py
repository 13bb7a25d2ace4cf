"""Cards and the columns they were put in: a bar in each field, so that the eye finds where most put
a card.

In a quiz it is the right column of each card that the eye shall find.
"""

from __future__ import annotations

from seminar.charts.svg.canvas import BODY, LEADING, SMALL, WIDE, Sheet
from seminar.charts.svg.icons import draw_tick
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
    """The columns' names on top, then one line for each card."""
    beside = sheet.width >= WIDE
    left = _cards_room(view, sheet) if beside else 0.0
    slot = (sheet.width - left) / len(view.columns)
    top = max(sheet.paragraph_height(column, slot - GAP, SMALL) for column in view.columns)
    for at, column in enumerate(view.columns):
        tall = sheet.paragraph_height(column, slot - GAP, SMALL)
        sheet.draw_paragraph(
            column, left + at * slot + GAP, top - tall, slot - GAP, SMALL, sheet.theme.muted
        )
    top += 12
    said = join_messages(_answers(view), view.note)
    foot = 12 + sheet.paragraph_height(said, sheet.width, SMALL)
    least = sum(_tall(sheet, row, left, beside) for row in view.rows)
    air = min(70.0, max(0.0, (sheet.tall - top - foot - least) / len(view.rows)))
    for row in view.rows:
        sheet.draw_rule(0, top, sheet.width, top, sheet.theme.line, 2)
        tall = _tall(sheet, row, left, beside) + air
        _row(sheet, row, top, tall, left, slot)
        top += tall
    return sheet.draw_paragraph(said, 0, top + 12, sheet.width, SMALL, sheet.theme.muted)


def tabulate_matrix(view: Matrix) -> Table:
    """Each card with its number in each column."""
    rows = tuple(
        (row.label, *_numbers(view, row), str(row.n) if row.n else "–") for row in view.rows
    )
    return Table((say("Card"), *view.columns, say("Answers")), rows, _answers(view))


def _cards_room(view: Matrix, sheet: Sheet) -> float:
    """What the columns leave; all that the cards may take, where they would else be higher than
    the sheet."""
    left = _left_by_columns(view, sheet)
    most = MOST * sheet.width
    return most if sum(_tall(sheet, row, left, True) for row in view.rows) > sheet.tall else left


def _left_by_columns(view: Matrix, sheet: Sheet) -> float:
    words = (word for column in view.columns for word in sheet.speech(column).split())
    slot = max(sheet.text_width(word, SMALL) for word in words) + GAP
    return min(MOST * sheet.width, max(LEAST * sheet.width, sheet.width - slot * len(view.columns)))


def _numbers(view: Matrix, row: MatrixRow) -> tuple[Message, ...]:
    if row.said:
        return (row.said, *("–",) * (len(view.columns) - 1))
    said: list[Message] = [say("few") if count is None else str(count) for count in row.counts]
    if row.right is not None:
        said[row.right] = say("{label} – the right answer", label=said[row.right])
    return tuple(said)


def _answers(view: Matrix) -> Message:
    most = max(row.n for row in view.rows)
    fewest = min(row.n for row in view.rows if row.n)
    if most == fewest:
        return say_n("{n} answer", "{n} answers", most)
    return say("{fewest} to {most} answers", fewest=fewest, most=most)


def _tall(sheet: Sheet, row: MatrixRow, left: float, beside: bool) -> float:
    field = LEADING * BODY + THICK + 8
    if row.said:
        field = sheet.paragraph_height(row.said, sheet.width - left - GAP, SMALL)
    words = sheet.paragraph_height(row.label, left - GAP if beside else sheet.width)
    return (max(words, field) if beside else words + field + 8) + AIR


def _row(sheet: Sheet, row: MatrixRow, top: float, tall: float, left: float, slot: float) -> None:
    theme = sheet.theme
    field = LEADING * BODY + THICK + 8
    if left:
        words = sheet.paragraph_height(row.label, left - GAP)
        sheet.draw_paragraph(row.label, 0, top + (tall - words) / 2, left - GAP)
        y = top + (tall - field) / 2
    else:
        y = sheet.draw_paragraph(row.label, 0, top + AIR / 2, sheet.width) + 8
    if row.said:
        sheet.draw_paragraph(row.said, left + GAP, y, sheet.width - left - GAP, SMALL, theme.muted)
    most = max((count or 0 for count in row.counts), default=0)
    for at, count in enumerate(row.counts):
        x = left + at * slot + GAP
        room = slot - 2 * GAP
        first = at == row.right if row.right is not None else bool(count) and count == most
        number = say("few") if count is None else str(count)
        sheet.draw_text(
            number, x, y + 0.82 * BODY, BODY, "" if count or first else theme.muted, bold=first
        )
        if at == row.right:
            draw_tick(sheet, x + sheet.text_width(number, BODY, True) + 16, y + 2, MARK)
        base = y + LEADING * BODY + THICK
        sheet.draw_rule(x, base, x + room, base, theme.line, 2)
        if count:
            long = room * count / max(row.n, 5)
            fill = (
                {"fill": theme.data, "stroke": theme.edge}
                if first
                else {"fill": theme.card, "stroke": theme.edge}
            )
            sheet.add_element(
                "rect",
                x=x,
                y=base - THICK,
                width=long,
                height=THICK,
                stroke_width=3,
                class_="grows",
                **fill,
            )
