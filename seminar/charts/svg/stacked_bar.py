"""Draw a statement's answers: parts of a whole bar, columns, or a point where only a mean may be
published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seminar.charts.svg import patterns
from seminar.charts.svg.canvas import BODY, LEADING, SMALL, Sheet
from seminar.charts.svg.patterns import Box
from seminar.core.elements import Cell, Row, Statements
from seminar.core.i18n import Message, say, say_n

AXIS = 40
PAD = 16
UNDER = 5


@dataclass(frozen=True, slots=True)
class BarSizes:
    """Heights: a bar with words inside (`bar`) or beneath (`thin`), the highest `column`."""

    bar: float = 104
    thin: float = 60
    column: float = 64


CLOSE = BarSizes(92, 44, 40)
CLOSEST = BarSizes(92, 24, 40)
"""Where a stage has little room."""

NAME = 40
"""The type of what stands inside a part."""


def describe_cell(cell: Cell) -> Message:
    """Return a cell with its count, and its share where there are enough answers for percent."""
    if cell.share is None:
        return say("{label} {count}", label=cell.label, count=cell.count)
    return say(
        "{label} {count} ({share} %)",
        label=cell.label,
        count=cell.count,
        share=cell.share,
    )


def format_cell(cell: Cell) -> Message:
    """Return a count in a small room, percent where there are enough answers."""
    return str(cell.count) if cell.share is None else say("{share} %", share=cell.share)


def describe_unsure(row: Row) -> Message:
    """Return how many do not know or would rather not say, where that may be published."""
    if not row.unsure:
        return ""
    return say_n(
        "{n} does not know or would rather not say",
        "{n} do not know or would rather not say",
        row.unsure,
    )


def is_on_axis(row: Row) -> bool:
    """Return whether this row is read against the numbers of the scale."""
    return bool(row.n) and (len(row.cells) > 3 or not row.cells)


def count_inner_lines(sheet: Sheet, view: Statements, available: float) -> int:
    """Return on how many lines every part of every bar has room for its name and number.

    0 when two are not enough. All rows are drawn alike, so that their lengths can be compared.
    """
    line_counts = [
        _row_inner_lines(sheet, row, available)
        for row in view.rows
        if row.cells and len(row.cells) <= 3
    ]
    return max(line_counts) if line_counts and all(line_counts) else 0


def measure_row(
    sheet: Sheet, view: Statements, row: Row, available: float, build: BarSizes
) -> float:
    """Return how high `draw_row` would be."""
    if len(row.cells) > 3:
        return LEADING * SMALL + build.column
    if row.cells:
        if count_inner_lines(sheet, view, available):
            return build.bar
        return (
            build.thin
            + UNDER
            + sheet.paragraph_height(_cells_in_a_line(sheet, row), available, SMALL)
        )
    sentence_height = sheet.paragraph_height(row.said, available, BODY)
    return sentence_height + (AXIS if row.n else 0)


def draw_row(
    sheet: Sheet,
    view: Statements,
    row: Row,
    x: float,
    top: float,
    available: float,
    build: BarSizes,
) -> None:
    """Draw the row's answers from `x` and `top`, as wide as is available."""
    if len(row.cells) > 3:
        _draw_columns(sheet, row, x, top, available, build.column)
    elif row.cells:
        _draw_parts(sheet, view, row, x, top, available, build)
    else:
        top = sheet.draw_paragraph(
            row.said, x, top, available, BODY, "" if row.n else sheet.theme.muted
        )
        if row.n and row.value is not None:
            _draw_mean(sheet, view, row, x, top + AXIS / 2, available)


def draw_axis_numbers(
    sheet: Sheet, view: Statements, x: float, top: float, available: float
) -> float:
    """Draw the numbers of the whole scale, and return where they end."""
    steps = range(view.low[0], view.high[0] + 1)
    slot = available / len(steps)
    for at, step in enumerate(steps):
        centre = x + (at + 0.5) * slot
        sheet.draw_text(
            str(step),
            centre,
            top + 0.82 * SMALL,
            SMALL,
            sheet.theme.muted,
            anchor="middle",
        )
    return top + LEADING * SMALL


def _draw_parts(
    sheet: Sheet,
    view: Statements,
    row: Row,
    x: float,
    top: float,
    available: float,
    build: BarSizes,
) -> None:
    """Draw the parts of a bar, with names and numbers inside them or else all under the bar.

    Where a row beside it is read against the axis, parts run the same way as the axis.
    """
    inside = count_inner_lines(sheet, view, available)
    parts = row.cells[::-1] if any(map(is_on_axis, view.rows)) else row.cells
    tall = build.bar if inside else build.thin
    for cell, left, wide in _place_cells(parts, x, available):
        box = Box(left, top, wide, tall)
        _fill_part(sheet, row, cell, box, inside)
        _draw_part_label(sheet, cell, box, inside)
    if not inside:
        sheet.draw_paragraph(
            _cells_in_a_line(sheet, row), x, top + tall + UNDER, available, SMALL
        )


def _fill_part(sheet: Sheet, row: Row, cell: Cell, box: Box, inside: int) -> None:
    """Draw a part of a bar: full where most people stand, else an outline.

    A key's pattern runs beside the words, so that none runs behind them.
    """
    theme = sheet.theme
    colour = theme.keys[row.key] if row.key else theme.data
    strong = cell.tone == "most"
    # Half the outline: it is drawn to both sides of its path, and must stay within the part.
    inset = 1.0 if strong else 1.5
    sheet.add_element(
        "rect",
        x=box.x + inset,
        y=box.y + inset,
        width=max(1, box.wide - 2 * inset),
        height=box.tall - 2 * inset,
        fill=colour if strong else theme.card,
        stroke=_outline_colour(sheet, colour) if strong else theme.edge,
        stroke_width=2 * inset,
        class_="grows",
    )
    if strong and row.key:
        clear = _label_width(sheet, cell, inside)
        beside = Box(box.x + clear, box.y + 5, box.wide - clear - 5, box.tall - 10)
        patterns.draw_pattern(sheet, row.key, beside)


def _draw_part_label(sheet: Sheet, cell: Cell, box: Box, lines: int) -> None:
    """Draw the name and number of a part inside it, on one or two lines; nothing on 0."""
    ink = sheet.theme.on_fill if cell.tone == "most" else sheet.theme.text
    x = box.x + PAD
    if lines == 2:
        sheet.draw_text(cell.label, x, box.y + 0.44 * box.tall, NAME, ink)
        sheet.draw_text(
            format_cell(cell), x, box.y + 0.85 * box.tall, BODY, ink, bold=True
        )
    elif lines == 1:
        baseline = box.y + box.tall / 2 + 0.34 * BODY
        sheet.draw_text(
            _label_and_count(sheet, cell), x, baseline, BODY, ink, bold=True
        )


def _draw_columns(
    sheet: Sheet, row: Row, x: float, top: float, available: float, highest: float
) -> None:
    """Draw a column for each step of the scale, its number over it.

    Cells come from the highest step, and are drawn from the lowest.
    """
    slot = available / len(row.cells)
    most = max(cell.count for cell in row.cells)
    theme = sheet.theme
    base = top + LEADING * SMALL + highest
    for at, cell in enumerate(reversed(row.cells)):
        tall = highest * cell.count / most if most else 0
        left = x + at * slot + 0.14 * slot
        wide = 0.72 * slot
        colour = theme.keys[row.key] if row.key else theme.data
        if tall:
            sheet.add_element(
                "rect",
                x=left,
                y=base - tall,
                width=wide,
                height=tall,
                fill=colour,
                stroke=_outline_colour(sheet, colour),
            )
            if row.key:
                patterns.draw_pattern(
                    sheet, row.key, Box(left, base - tall, wide, tall)
                )
        sheet.draw_text(
            format_cell(cell),
            left + wide / 2,
            base - tall - 8,
            SMALL,
            bold=True,
            anchor="middle",
        )
    sheet.draw_rule(x, base, x + available, base, theme.edge)


def _draw_mean(
    sheet: Sheet, view: Statements, row: Row, x: float, y: float, available: float
) -> None:
    """Draw the mean as a point on the whole axis."""
    steps = view.high[0] - view.low[0] + 1
    theme = sheet.theme
    slot = available / steps
    first = x + slot / 2
    last = x + available - slot / 2
    sheet.draw_rule(first, y, last, y, theme.edge, 4)
    for at in range(steps):
        sheet.draw_rule(
            first + at * slot, y - 12, first + at * slot, y + 12, theme.edge, 4
        )
    place = first + ((row.value or 0) - view.low[0]) * slot
    colour = theme.keys[row.key] if row.key else theme.data
    sheet.add_element(
        "circle",
        cx=place,
        cy=y,
        r=17,
        fill=colour,
        stroke=_outline_colour(sheet, colour),
        stroke_width=4,
    )


def _outline_colour(sheet: Sheet, colour: str) -> str:
    """Return the outline of a fill: pale fills, as on paper, need an edge to be seen."""
    return sheet.theme.edge if sheet.theme.edge == sheet.theme.text else colour


def _row_inner_lines(sheet: Sheet, row: Row, available: float) -> int:
    """Return on how many lines (1 or 2) every part of this bar has room for its words, or 0."""
    shares = _place_cells(row.cells, 0, available)
    return next(
        (
            lines
            for lines in (1, 2)
            if all(
                _label_width(sheet, cell, lines) <= wide + PAD / 2
                for cell, _, wide in shares
            )
        ),
        0,
    )


def _place_cells(
    cells: Sequence[Cell], x: float, available: float
) -> list[tuple[Cell, float, float]]:
    """Return each cell with its left edge and width; a thin gap parts them."""
    total = sum(cell.count for cell in cells)
    gap = 4
    placed = []
    usable = available - gap * (len(cells) - 1)
    for cell in cells:
        wide = usable * cell.count / total if total else 0
        placed.append((cell, x, wide))
        x += wide + gap
    return placed


def _label_width(sheet: Sheet, cell: Cell, lines: int) -> float:
    """Return how much of a part its words take, so that no pattern runs behind them."""
    if lines == 1:
        return sheet.text_width(_label_and_count(sheet, cell), BODY, True) + 2 * PAD
    if lines == 2:
        return (
            max(
                sheet.text_width(cell.label, NAME),
                sheet.text_width(format_cell(cell), BODY, True),
            )
            + 2 * PAD
        )
    return 5


def _label_and_count(sheet: Sheet, cell: Cell) -> str:
    return f"{sheet.speech(cell.label)} {sheet.speech(format_cell(cell))}"


def _cells_in_a_line(sheet: Sheet, row: Row) -> str:
    return " · ".join(_label_and_count(sheet, cell) for cell in row.cells)
