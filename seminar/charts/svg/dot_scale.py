"""Numbers on one scale, such as before and after: a ring for each earlier one and a point for the
last, never joined.

Nobody knows whether the same people have answered, so no line leads from one to the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seminar.charts.svg.canvas import BODY, LARGE, SMALL, WIDE, Sheet
from seminar.core.elements import Axis, Figure, Figures

GAP = 28
TICK = 10
LEAST_AXIS = 320
WORDS = 0.44


@dataclass(frozen=True, slots=True)
class ScaleDensity:
    """The type of words and of numbers, the radius of a point, the least height of a row, and
    whether the ends of the scale have their words beneath them."""

    words: float
    number: float
    point: float
    row: float
    named: bool


DENSITIES = (
    ScaleDensity(BODY, 96, 20, 150, True),
    ScaleDensity(SMALL, LARGE, 17, 110, True),
    ScaleDensity(SMALL, 48, 13, 54, False),
)


def find_shared_axis(figures: Sequence[Figure]) -> Axis | None:
    """The scale that several numbers have in common, if they have one."""
    axes = {one.axis for one in figures}
    return next(iter(axes)) if len(figures) > 1 and len(axes) == 1 else None


def draw_on_scale(view: Figures, axis: Axis, sheet: Sheet) -> float | None:
    """One row for each number: its words, its place on the whole scale, and the number. None
    where it has no room."""
    for manner in DENSITIES:
        trial = _draw_rows(view, axis, sheet.empty_copy(), manner)
        if trial is not None and trial <= sheet.tall:
            return _draw_rows(view, axis, sheet, manner)
    return None


def _draw_rows(view: Figures, axis: Axis, sheet: Sheet, manner: ScaleDensity) -> float | None:
    beside = sheet.width >= WIDE
    theme = sheet.theme
    numbers = max(sheet.text_width(one.value, manner.number, True) for one in view.figures) + GAP
    ends = [sheet.text_width(str(end), SMALL) + 20 for end in (axis.low, axis.high)]
    words = min(
        WORDS * sheet.width, max(sheet.text_width(one.label, manner.words) for one in view.figures)
    )
    left = (words + GAP if beside else 0) + ends[0]
    room = sheet.width - left - ends[1] - numbers
    if room < LEAST_AXIS:
        return None
    top = 0.0
    for figure in view.figures:
        tall = sheet.paragraph_height(figure.label, words if beside else sheet.width, manner.words)
        row = max(manner.row, tall + 12) if beside else tall + manner.row
        y = top + (row - tall) / 2 if beside else top
        sheet.draw_paragraph(
            figure.label, 0, y, words if beside else sheet.width, manner.words, theme.muted
        )
        middle = top + row / 2 if beside else top + tall + manner.row / 2
        _draw_figure(
            sheet, axis, figure, left, middle, room, manner.point, last=figure is view.figures[-1]
        )
        sheet.draw_text(
            figure.value,
            sheet.width,
            middle + 0.34 * manner.number,
            manner.number,
            bold=True,
            anchor="end",
        )
        top += row
    if manner.named:
        top = _draw_end_words(axis, sheet, left, top - 24, room)
    return (
        sheet.draw_paragraph(view.note, 0, top + 8, sheet.width, SMALL, theme.muted)
        if view.note
        else top
    )


def _draw_end_words(axis: Axis, sheet: Sheet, left: float, top: float, room: float) -> float:
    """What the ends of the scale mean, beneath them."""
    muted = sheet.theme.muted
    low = sheet.draw_paragraph(axis.low_words, left, top, room / 2 - GAP, SMALL, muted)
    high = sheet.draw_paragraph(
        axis.high_words, left + room, top, room / 2 - GAP, SMALL, muted, anchor="end"
    )
    return max(low, high)


def _draw_figure(
    sheet: Sheet,
    axis: Axis,
    figure: Figure,
    left: float,
    y: float,
    room: float,
    radius: float,
    last: bool,
) -> None:
    """The whole scale with its ends, and where the number is on it."""
    theme = sheet.theme
    step = room / (axis.high - axis.low)
    sheet.draw_text(str(axis.low), left - 20, y + 0.34 * SMALL, SMALL, theme.muted, anchor="end")
    sheet.draw_text(str(axis.high), left + room + 20, y + 0.34 * SMALL, SMALL, theme.muted)
    sheet.draw_rule(left, y, left + room, y, theme.edge, 4)
    for at in range(axis.high - axis.low + 1):
        sheet.draw_rule(left + at * step, y - TICK, left + at * step, y + TICK, theme.edge, 4)
    place = left + ((figure.at if figure.at is not None else axis.low) - axis.low) * step
    look = (
        {"fill": theme.data, "stroke": theme.edge}
        if last
        else {"fill": theme.ground, "stroke": theme.text}
    )
    sheet.add_element("circle", cx=place, cy=y, r=radius, stroke_width=5, **look)
