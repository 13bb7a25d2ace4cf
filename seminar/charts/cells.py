"""One statement's answers: parts of a whole bar, five columns, or a point on the axis where only a mean may be said."""

from __future__ import annotations

from seminar.charts import patterns
from seminar.charts.patterns import Box
from seminar.charts.sheet import BODY, LEADING, SMALL, Sheet
from seminar.core.language import Words, say, say_n
from seminar.core.words import Cell, Row, Statements

BAR, COLUMN, AXIS, PAD = 92, 64, 40, 16


def label(cell: Cell) -> Words:
    """What a cell says of itself."""
    if cell.share is None:
        return say("{label} {count}", label=cell.label, count=cell.count)
    return say("{label} {count} ({share} %)", label=cell.label, count=cell.count, share=cell.share)


def unsure(row: Row) -> Words:
    """How many would rather not say, where that may be told."""
    return say_n("{n} would rather not say", "{n} would rather not say", row.unsure) if row.unsure else ""


def on_axis(row: Row) -> bool:
    """Whether this row is read against the numbers of the scale."""
    return bool(row.n) and (len(row.cells) > 3 or not row.cells)


def height(sheet: Sheet, row: Row, room: float) -> float:
    """How tall `draw` will be."""
    if len(row.cells) > 3:
        return LEADING * SMALL + COLUMN
    if row.cells:
        return BAR if _fits(sheet, row, room) else BAR - 24 + sheet.height(_in_a_line(sheet, row), room, SMALL)
    said = sheet.height(row.said, room, BODY)
    return said + (AXIS if row.n else 0)


def draw(sheet: Sheet, view: Statements, row: Row, x: float, top: float, room: float) -> None:
    """The row's answers in a box from `x`, `room` wide."""
    if len(row.cells) > 3:
        _columns(sheet, row, x, top, room)
    elif row.cells:
        _parts(sheet, row, x, top, room)
    else:
        top = sheet.paragraph(row.said, x, top, room, BODY, "" if row.n else sheet.theme.muted)
        if row.n and row.value is not None:
            _point(sheet, view, row, x, top + AXIS / 2, room)


def axis(sheet: Sheet, view: Statements, x: float, top: float, room: float) -> float:
    """The numbers of the whole scale, with the words of its ends."""
    steps = range(view.low[0], view.high[0] + 1)
    slot = room / len(steps)
    for at, step in enumerate(steps):
        centre = x + (at + 0.5) * slot
        sheet.text(str(step), centre, top + 0.82 * SMALL, SMALL, sheet.theme.muted, anchor="middle")
    top += LEADING * SMALL
    ends = room / 2 - PAD
    low = sheet.paragraph(view.low[1], x, top, ends, SMALL, sheet.theme.muted)
    high = sheet.paragraph(view.high[1], x + room, top, ends, SMALL, sheet.theme.muted, anchor="end")
    return max(low, high) + PAD


def _parts(sheet: Sheet, row: Row, x: float, top: float, room: float) -> None:
    """Parts of one bar; where a name does not fit its part, all of them are written under the bar."""
    fits, theme = _fits(sheet, row, room), sheet.theme
    tall = BAR if fits else BAR - 32
    for cell, left, wide in _shares(row, x, room):
        colour = theme.keys[row.key] if row.key else theme.data
        strong = cell.tone == "most"
        sheet.add(
            "rect",
            x=left + (0 if strong else 1.5),
            y=top + (0 if strong else 1.5),
            width=wide - (0 if strong else 3),
            height=tall - (0 if strong else 3),
            fill=colour if strong else theme.card,
            stroke=theme.edge if not strong or theme.edge == theme.text else colour,
            stroke_width=3 if not strong else 2,
            class_="grows",
        )
        words = sheet.extent(label(cell), BODY, True) + 2 * PAD if fits else PAD
        if strong and row.key and wide > words:
            patterns.fill(sheet, row.key, Box(left + words, top + 4, wide - words - 4, tall - 8))
        if fits:
            ink = theme.on_fill if strong else theme.text
            sheet.text(label(cell), left + PAD, top + tall / 2 + 0.34 * BODY, BODY, ink, bold=True)
    if not fits:
        sheet.paragraph(_in_a_line(sheet, row), x, top + tall + 8, room, SMALL)


def _columns(sheet: Sheet, row: Row, x: float, top: float, room: float) -> None:
    """One column for each step of the scale, the number over it. Cells come from the highest step."""
    slot, most, theme = room / len(row.cells), max(cell.count for cell in row.cells), sheet.theme
    base = top + LEADING * SMALL + COLUMN
    for at, cell in enumerate(reversed(row.cells)):
        tall = COLUMN * cell.count / most if most else 0
        left, wide = x + at * slot + 0.14 * slot, 0.72 * slot
        colour = theme.keys[row.key] if row.key else theme.data
        if tall:
            sheet.add(
                "rect", x=left, y=base - tall, width=wide, height=tall, fill=colour, stroke=_outline(sheet, colour)
            )
            if row.key:
                patterns.fill(sheet, row.key, Box(left, base - tall, wide, tall))
        said: Words = str(cell.count) if cell.share is None else f"{cell.count} ({cell.share} %)"
        if sheet.extent(said, SMALL, True) > slot:
            said = str(cell.count)
        sheet.text(said, left + wide / 2, base - tall - 8, SMALL, bold=True, anchor="middle")
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
    sheet.add("circle", cx=place, cy=y, r=17, fill=colour, stroke=_outline(sheet, colour), stroke_width=4)


def _outline(sheet: Sheet, colour: str) -> str:
    """Pale fills, as on paper, need an edge to be seen."""
    return sheet.theme.edge if sheet.theme.edge == sheet.theme.text else colour


def _shares(row: Row, x: float, room: float) -> list[tuple[Cell, float, float]]:
    """Each cell with its left edge and width; a thin gap parts them."""
    total, gap, placed = sum(cell.count for cell in row.cells), 4, []
    usable = room - gap * (len(row.cells) - 1)
    for cell in row.cells:
        wide = usable * cell.count / total if total else 0
        placed.append((cell, x, wide))
        x += wide + gap
    return placed


def _fits(sheet: Sheet, row: Row, room: float) -> bool:
    return all(sheet.extent(label(cell), BODY, True) + 1.5 * PAD <= wide for cell, _, wide in _shares(row, 0, room))


def _in_a_line(sheet: Sheet, row: Row) -> str:
    return " · ".join(sheet.say(label(cell)) for cell in row.cells)
