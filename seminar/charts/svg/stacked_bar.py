"""One statement's answers: parts of a whole bar, five columns, or a point on the axis where only
a mean may be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seminar.charts.svg import patterns
from seminar.charts.svg.canvas import BODY, LEADING, SMALL, Sheet
from seminar.charts.svg.patterns import Box
from seminar.core.elements import Cell, Row, Statements
from seminar.core.i18n import Message, say, say_n

AXIS, PAD, UNDER = 40, 16, 5


@dataclass(frozen=True, slots=True)
class Build:
    """How tall a part of a bar is, with its words in it or under it, and the highest column."""

    bar: float = 104
    thin: float = 60
    column: float = 64


CLOSE, CLOSEST = Build(92, 44, 40), Build(92, 24, 40)
"""Where a stage has little room."""

NAME = 40
"""The type of what stands inside a part."""


def label(cell: Cell) -> Message:
    """What a cell says of itself, all of it."""
    if cell.share is None:
        return say("{label} {count}", label=cell.label, count=cell.count)
    return say("{label} {count} ({share} %)", label=cell.label, count=cell.count, share=cell.share)


def number(cell: Cell) -> Message:
    """How many: a count in small rooms, percent where there are enough."""
    return str(cell.count) if cell.share is None else say("{share} %", share=cell.share)


def unsure(row: Row) -> Message:
    """How many do not know or would rather not say, where that may be told."""
    if not row.unsure:
        return ""
    return say_n(
        "{n} does not know or would rather not say",
        "{n} do not know or would rather not say",
        row.unsure,
    )


def on_axis(row: Row) -> bool:
    """Whether this row is read against the numbers of the scale."""
    return bool(row.n) and (len(row.cells) > 3 or not row.cells)


def lines(sheet: Sheet, view: Statements, room: float) -> int:
    """On how many lines every part of every bar has room for its name and number, or 0 when two are
    not enough.

    All rows stand alike, so that their lengths can be compared.
    """
    found = [_lines(sheet, row, room) for row in view.rows if row.cells and len(row.cells) <= 3]
    return max(found) if found and all(found) else 0


def height(sheet: Sheet, view: Statements, row: Row, room: float, build: Build) -> float:
    """How tall `draw` will be."""
    if len(row.cells) > 3:
        return LEADING * SMALL + build.column
    if row.cells:
        if lines(sheet, view, room):
            return build.bar
        return build.thin + UNDER + sheet.height(_in_a_line(sheet, row), room, SMALL)
    said = sheet.height(row.said, room, BODY)
    return said + (AXIS if row.n else 0)


def draw(
    sheet: Sheet, view: Statements, row: Row, x: float, top: float, room: float, build: Build
) -> None:
    """The row's answers in a box from `x`, `room` wide."""
    if len(row.cells) > 3:
        _columns(sheet, row, x, top, room, build.column)
    elif row.cells:
        _parts(sheet, view, row, x, top, room, build)
    else:
        top = sheet.paragraph(row.said, x, top, room, BODY, "" if row.n else sheet.theme.muted)
        if row.n and row.value is not None:
            _point(sheet, view, row, x, top + AXIS / 2, room)


def axis(sheet: Sheet, view: Statements, x: float, top: float, room: float) -> float:
    """The numbers of the whole scale."""
    steps = range(view.low[0], view.high[0] + 1)
    slot = room / len(steps)
    for at, step in enumerate(steps):
        centre = x + (at + 0.5) * slot
        sheet.text(str(step), centre, top + 0.82 * SMALL, SMALL, sheet.theme.muted, anchor="middle")
    return top + LEADING * SMALL


def _parts(
    sheet: Sheet, view: Statements, row: Row, x: float, top: float, room: float, build: Build
) -> None:
    """Parts of one bar. Names and numbers stand in their parts, on one line or two, or else all
    under the bar.

    Where a row beside them is read against the axis, parts run the same way as the axis.
    """
    inside, theme = lines(sheet, view, room), sheet.theme
    parts = row.cells[::-1] if any(map(on_axis, view.rows)) else row.cells
    tall = build.bar if inside else build.thin
    for cell, left, wide in _shares(parts, x, room):
        colour, strong = theme.keys[row.key] if row.key else theme.data, cell.tone == "most"
        inset = 1.0 if strong else 1.5
        sheet.add(
            "rect",
            x=left + inset,
            y=top + inset,
            width=max(1, wide - 2 * inset),
            height=tall - 2 * inset,
            fill=colour if strong else theme.card,
            stroke=_outline(sheet, colour) if strong else theme.edge,
            stroke_width=2 * inset,
            class_="grows",
        )
        clear = _clear(sheet, cell, inside)
        if strong and row.key:
            patterns.fill(sheet, row.key, Box(left + clear, top + 5, wide - clear - 5, tall - 10))
        ink = theme.on_fill if strong else theme.text
        if inside == 2:
            sheet.text(cell.label, left + PAD, top + 0.44 * tall, NAME, ink)
            sheet.text(number(cell), left + PAD, top + 0.85 * tall, BODY, ink, bold=True)
        elif inside == 1:
            sheet.text(
                _both(sheet, cell), left + PAD, top + tall / 2 + 0.34 * BODY, BODY, ink, bold=True
            )
    if not inside:
        sheet.paragraph(_in_a_line(sheet, row), x, top + tall + UNDER, room, SMALL)


def _columns(sheet: Sheet, row: Row, x: float, top: float, room: float, highest: float) -> None:
    """One column for each step of the scale, the number over it. Cells come from the highest
    step."""
    slot, most, theme = room / len(row.cells), max(cell.count for cell in row.cells), sheet.theme
    base = top + LEADING * SMALL + highest
    for at, cell in enumerate(reversed(row.cells)):
        tall = highest * cell.count / most if most else 0
        left, wide = x + at * slot + 0.14 * slot, 0.72 * slot
        colour = theme.keys[row.key] if row.key else theme.data
        if tall:
            sheet.add(
                "rect",
                x=left,
                y=base - tall,
                width=wide,
                height=tall,
                fill=colour,
                stroke=_outline(sheet, colour),
            )
            if row.key:
                patterns.fill(sheet, row.key, Box(left, base - tall, wide, tall))
        sheet.text(
            number(cell), left + wide / 2, base - tall - 8, SMALL, bold=True, anchor="middle"
        )
    sheet.rule(x, base, x + room, base, theme.edge)


def _point(sheet: Sheet, view: Statements, row: Row, x: float, y: float, room: float) -> None:
    """The mean as a point on the whole axis."""
    steps, theme = view.high[0] - view.low[0] + 1, sheet.theme
    slot = room / steps
    first, last = x + slot / 2, x + room - slot / 2
    sheet.rule(first, y, last, y, theme.edge, 4)
    for at in range(steps):
        sheet.rule(first + at * slot, y - 12, first + at * slot, y + 12, theme.edge, 4)
    place = first + ((row.value or 0) - view.low[0]) * slot
    colour = theme.keys[row.key] if row.key else theme.data
    sheet.add(
        "circle", cx=place, cy=y, r=17, fill=colour, stroke=_outline(sheet, colour), stroke_width=4
    )


def _outline(sheet: Sheet, colour: str) -> str:
    """Pale fills, as on paper, need an edge to be seen."""
    return sheet.theme.edge if sheet.theme.edge == sheet.theme.text else colour


def _lines(sheet: Sheet, row: Row, room: float) -> int:
    shares = _shares(row.cells, 0, room)
    return next(
        (
            n
            for n in (1, 2)
            if all(_clear(sheet, cell, n) <= wide + PAD / 2 for cell, _, wide in shares)
        ),
        0,
    )


def _shares(cells: Sequence[Cell], x: float, room: float) -> list[tuple[Cell, float, float]]:
    """Each cell with its left edge and width; a thin gap parts them."""
    total, gap, placed = sum(cell.count for cell in cells), 4, []
    usable = room - gap * (len(cells) - 1)
    for cell in cells:
        wide = usable * cell.count / total if total else 0
        placed.append((cell, x, wide))
        x += wide + gap
    return placed


def _clear(sheet: Sheet, cell: Cell, lines: int) -> float:
    """How much of a part its name and number take, so that no pattern runs behind them."""
    if lines == 1:
        return sheet.extent(_both(sheet, cell), BODY, True) + 2 * PAD
    if lines == 2:
        return max(sheet.extent(cell.label, NAME), sheet.extent(number(cell), BODY, True)) + 2 * PAD
    return 5


def _both(sheet: Sheet, cell: Cell) -> str:
    return f"{sheet.say(cell.label)} {sheet.say(number(cell))}"


def _in_a_line(sheet: Sheet, row: Row) -> str:
    return " · ".join(_both(sheet, cell) for cell in row.cells)
