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

GAP = 40
TICK = 12
MOST_AIR = 40


@dataclass(frozen=True, slots=True)
class WaveDensity:
    """How generously rows are set: the air between them, the least height of one, the type of
    means, room for words."""

    air: float
    row: float
    mean: float
    words: float


DENSITIES = (
    WaveDensity(16, 100, LARGE, 560),
    WaveDensity(12, 76, 56, 640),
    WaveDensity(4, 60, 52, 940),
)


def draw_waves(view: Waves, sheet: Sheet) -> float:
    """What the ends mean, the statements, the axis, how many answered each time: as roomy as
    fits."""
    for manner in DENSITIES:
        spare = (sheet.tall - _draw(view, sheet.empty_copy(), manner)) / len(view.rows)
        if spare >= 0:
            return _draw(view, sheet, replace(manner, air=min(MOST_AIR, manner.air + spare)))
    return _draw(view, sheet, DENSITIES[-1])


def tabulate_waves(view: Waves) -> Table:
    """Each statement with its mean in every wave."""
    rows = tuple((row.label, *(point.mean or "–" for point in row.points)) for row in view.rows)
    return Table((say("Statement"), *view.names), rows, join_messages(_answered(view), view.note))


def _draw(view: Waves, sheet: Sheet, manner: WaveDensity) -> float:
    labels = [Label(row.label, row.gloss, row.key) for row in view.rows]
    columns = [_column(view, sheet, at, manner.mean) for at in range(len(view.names))]
    means = sum(columns) + GAP * len(columns)
    beside = sheet.width >= WIDE
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
    return sheet.draw_paragraph(
        join_messages(_answered(view), view.note), 0, top, sheet.width, SMALL, sheet.theme.muted
    )


def _head(
    view: Waves, sheet: Sheet, stage: float, room: float, columns: list[float], beside: bool
) -> float:
    """The name of each wave over its means, and what the ends of the axis mean."""
    muted = sheet.theme.muted
    right = sheet.width
    for name, wide in zip(reversed(view.names), reversed(columns), strict=True):
        sheet.draw_text(name, right, 0.82 * SMALL, SMALL, muted, anchor="end")
        right -= wide + GAP
    top = 0.0 if beside else LEADING * SMALL
    both = sheet.text_width(view.low[1], SMALL) + sheet.text_width(view.high[1], SMALL) + GAP
    each = room if both <= room else room / 2 - GAP / 2
    low = sheet.draw_paragraph(view.low[1], stage, top, each, SMALL, muted)
    high = sheet.draw_paragraph(view.high[1], stage + room, top, each, SMALL, muted, anchor="end")
    return max(low, high, LEADING * SMALL) + 12


def _axis(sheet: Sheet, view: Waves, row: Wave, x: float, y: float, room: float) -> None:
    """The whole axis with a ring for each earlier wave, smaller the older it is, and a point for
    the last."""
    theme = sheet.theme
    steps = view.high[0] - view.low[0] + 1
    slot = room / steps
    first = x + slot / 2
    last = x + room - slot / 2
    sheet.draw_rule(first, y, last, y, theme.edge, 4)
    for at in range(steps):
        sheet.draw_rule(first + at * slot, y - TICK, first + at * slot, y + TICK, theme.edge, 4)
    # Pale fills, as on paper, would look like a ring: there the point is black.
    colour = (
        theme.text if theme.edge == theme.text else theme.keys[row.key] if row.key else theme.data
    )
    for at, point in enumerate(row.points, 1):
        if point.value is not None:
            is_last = at == len(row.points)
            place = first + (point.value - view.low[0]) * slot
            radius = 16 if is_last else max(14, 24 - 4 * (len(row.points) - 1 - at))
            fill = {"fill": colour} if is_last else {"fill": "none"}
            sheet.add_element(
                "circle", cx=place, cy=y, r=radius, stroke=colour, stroke_width=4, **fill
            )


def _steps(sheet: Sheet, view: Waves, x: float, top: float, room: float) -> float:
    """The numbers of the whole scale."""
    slot = room / (view.high[0] - view.low[0] + 1)
    for at, step in enumerate(range(view.low[0], view.high[0] + 1)):
        sheet.draw_text(
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
        sheet.draw_text(
            number,
            right,
            baseline,
            size,
            "" if is_last else sheet.theme.muted,
            bold=is_last,
            anchor="end",
        )
        if bound:
            sheet.draw_text(
                bound, right, baseline + 1.05 * SMALL, SMALL, sheet.theme.muted, anchor="end"
            )
        right -= columns[at] + GAP


def _number(sheet: Sheet, point: Point) -> tuple[str, str]:
    words = point.mean or "–"
    number, _, bound = sheet.speech(words).partition(" ")
    return number, bound


def _tall(sheet: Sheet, row: Wave, size: float) -> float:
    return size + 1.05 * SMALL * any(_number(sheet, point)[1] for point in row.points)


def _column(view: Waves, sheet: Sheet, at: int, size: float) -> float:
    found = [_number(sheet, row.points[at]) for row in view.rows]
    widest = max(
        max(sheet.text_width(number, size, True), sheet.text_width(bound, SMALL))
        for number, bound in found
    )
    return max(90, widest, sheet.text_width(view.names[at], SMALL))


def _answered(view: Waves) -> Message:
    """How many answered each time."""
    said: Message = ""
    for at, name in enumerate(view.names):
        n = max(row.points[at].n for row in view.rows)
        answers: Message = say_n("{n} answer", "{n} answers", n) if n else "–"
        one = say("{name}: {answers}", name=name, answers=answers)
        said = say("{before}, {cell}", before=said, cell=one) if said else one
    return said
