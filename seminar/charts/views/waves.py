"""The same statements in rooms after each other: a ring for each earlier wave and a point for the
last, on one axis.

Nothing joins them, since nobody knows whether the same people have answered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from seminar.charts.svg.canvas import LARGE, LEADING, SMALL, WIDE, Sheet
from seminar.charts.svg.row_labels import Label
from seminar.core.elements import Point, Table, Wave, Waves
from seminar.core.i18n import Message, join_messages, say, say_n

GAP, TICK, MOST_AIR = 40, 12, 40


@dataclass(frozen=True, slots=True)
class Manner:
    """How generously rows are set: the air between them, the least height of one, the type of
    means, room for words."""

    air: float
    row: float
    mean: float
    words: float


MANNERS = (Manner(16, 100, LARGE, 560), Manner(12, 76, 56, 640), Manner(4, 60, 52, 940))


def draw(view: Waves, sheet: Sheet) -> float:
    """What the ends mean, the statements, the axis, how many answered each time: as roomy as
    fits."""
    for manner in MANNERS:
        spare = (sheet.tall - _draw(view, sheet.blank(), manner)) / len(view.rows)
        if spare >= 0:
            return _draw(view, sheet, replace(manner, air=min(MOST_AIR, manner.air + spare)))
    return _draw(view, sheet, MANNERS[-1])


def table(view: Waves) -> Table:
    """Each statement with its mean in every wave."""
    rows = tuple((row.label, *(point.mean or "–" for point in row.points)) for row in view.rows)
    return Table((say("Statement"), *view.names), rows, join_messages(_answered(view), view.note))


def _draw(view: Waves, sheet: Sheet, manner: Manner) -> float:
    labels = [Label(row.label, row.gloss, row.key) for row in view.rows]
    columns = [_column(view, sheet, at, manner.mean) for at in range(len(view.names))]
    means, beside = sum(columns) + GAP * len(columns), sheet.width >= WIDE
    words = Label.room(sheet, labels, manner.words) if beside else sheet.width - means
    stage = words + GAP if beside else 0.0
    room = sheet.width - stage - (means if beside else 0)
    top = _head(view, sheet, stage, room, columns, beside)
    for row, one in zip(view.rows, labels, strict=True):
        side = max(
            one.height(sheet, words), _tall(sheet, row, manner.mean), manner.row if beside else 0
        )
        middle = top + side / 2
        one.draw(sheet, middle, words)
        _means(sheet, row, middle, columns, manner.mean)
        top += side
        if not beside:
            top += 40
        _axis(sheet, view, row, stage, middle if beside else top - 16, room)
        top += manner.air
    top = _steps(sheet, view, stage, top - manner.air + 4, room) + 8
    return sheet.paragraph(
        join_messages(_answered(view), view.note), 0, top, sheet.width, SMALL, sheet.theme.muted
    )


def _head(
    view: Waves, sheet: Sheet, stage: float, room: float, columns: list[float], beside: bool
) -> float:
    """The name of each wave over its means, and what the ends of the axis mean."""
    muted, right = sheet.theme.muted, sheet.width
    for name, wide in zip(reversed(view.names), reversed(columns), strict=True):
        sheet.text(name, right, 0.82 * SMALL, SMALL, muted, anchor="end")
        right -= wide + GAP
    top = 0.0 if beside else LEADING * SMALL
    both = sheet.extent(view.low[1], SMALL) + sheet.extent(view.high[1], SMALL) + GAP
    each = room if both <= room else room / 2 - GAP / 2
    low = sheet.paragraph(view.low[1], stage, top, each, SMALL, muted)
    high = sheet.paragraph(view.high[1], stage + room, top, each, SMALL, muted, anchor="end")
    return max(low, high, LEADING * SMALL) + 12


def _axis(sheet: Sheet, view: Waves, row: Wave, x: float, y: float, room: float) -> None:
    """The whole axis with a ring for each earlier wave, smaller the older it is, and a point for
    the last."""
    theme, steps = sheet.theme, view.high[0] - view.low[0] + 1
    slot = room / steps
    first, last = x + slot / 2, x + room - slot / 2
    sheet.rule(first, y, last, y, theme.edge, 4)
    for at in range(steps):
        sheet.rule(first + at * slot, y - TICK, first + at * slot, y + TICK, theme.edge, 4)
    # Pale fills, as on paper, would look like a ring: there the point is black.
    colour = (
        theme.text if theme.edge == theme.text else theme.keys[row.key] if row.key else theme.data
    )
    for at, point in enumerate(row.points, 1):
        if point.value is not None:
            is_last, place = at == len(row.points), first + (point.value - view.low[0]) * slot
            radius = 16 if is_last else max(14, 24 - 4 * (len(row.points) - 1 - at))
            fill = {"fill": colour} if is_last else {"fill": "none"}
            sheet.add("circle", cx=place, cy=y, r=radius, stroke=colour, stroke_width=4, **fill)


def _steps(sheet: Sheet, view: Waves, x: float, top: float, room: float) -> float:
    """The numbers of the whole scale."""
    slot = room / (view.high[0] - view.low[0] + 1)
    for at, step in enumerate(range(view.low[0], view.high[0] + 1)):
        sheet.text(
            str(step),
            x + (at + 0.5) * slot,
            top + 0.82 * SMALL,
            SMALL,
            sheet.theme.muted,
            anchor="middle",
        )
    return top + LEADING * SMALL


# --- means ----------------------------------------------------------------------------------------


def _means(sheet: Sheet, row: Wave, middle: float, columns: list[float], size: float) -> None:
    """The mean of each wave in its column; the last is set strong."""
    right = sheet.width
    for at in range(len(columns) - 1, -1, -1):
        number, bound = _number(sheet, row.points[at])
        is_last = at == len(columns) - 1
        baseline = middle - (size + SMALL * bool(bound)) / 2 + 0.84 * size
        sheet.text(
            number,
            right,
            baseline,
            size,
            "" if is_last else sheet.theme.muted,
            bold=is_last,
            anchor="end",
        )
        if bound:
            sheet.text(
                bound, right, baseline + 1.05 * SMALL, SMALL, sheet.theme.muted, anchor="end"
            )
        right -= columns[at] + GAP


def _number(sheet: Sheet, point: Point) -> tuple[str, str]:
    words = point.mean or "–"
    number, _, bound = sheet.say(words).partition(" ")
    return number, bound


def _tall(sheet: Sheet, row: Wave, size: float) -> float:
    return size + 1.05 * SMALL * any(_number(sheet, point)[1] for point in row.points)


def _column(view: Waves, sheet: Sheet, at: int, size: float) -> float:
    found = [_number(sheet, row.points[at]) for row in view.rows]
    widest = max(
        max(sheet.extent(number, size, True), sheet.extent(bound, SMALL)) for number, bound in found
    )
    return max(90, widest, sheet.extent(view.names[at], SMALL))


def _answered(view: Waves) -> Message:
    """How many answered each time."""
    said: Message = ""
    for at, name in enumerate(view.names):
        n = max(row.points[at].n for row in view.rows)
        answers: Message = say_n("{n} answer", "{n} answers", n) if n else "–"
        one = say("{name}: {answers}", name=name, answers=answers)
        said = say("{before}, {cell}", before=said, cell=one) if said else one
    return said
