"""Numbers on a shared scale, such as before and after: rings for earlier numbers, a point for the
last.

Nobody knows whether the same people have answered, so no line joins them.
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
"""The most of the width that the words may take."""

END_GAP = 20
"""Between an end of the scale and its number."""


@dataclass(frozen=True, slots=True)
class ScaleDensity:
    """How large and how close the rows are set.

    `words` and `number` are type sizes, `point` is the radius of a point and `row` the least height
    of a row; `has_end_words` is whether the ends of the scale have their meaning beneath them.
    """

    words: float
    number: float
    point: float
    row: float
    has_end_words: bool


DENSITIES = (
    ScaleDensity(BODY, 96, 20, 150, True),
    ScaleDensity(SMALL, LARGE, 17, 110, True),
    ScaleDensity(SMALL, 48, 13, 54, False),
)


def find_shared_axis(figures: Sequence[Figure]) -> Axis | None:
    """Return the scale that all of several numbers have in common, if there is one."""
    axes = {figure.axis for figure in figures}
    return next(iter(axes)) if len(figures) > 1 and len(axes) == 1 else None


def draw_on_scale(view: Figures, axis: Axis, sheet: Sheet) -> float | None:
    """Draw a row for each number: its words, its place on the whole scale, and the number itself.

    Returns where the rows end, or None where the scale has no room.
    """
    for density in DENSITIES:
        trial = _draw_rows(view, axis, sheet.empty_copy(), density)
        if trial is not None and trial <= sheet.tall:
            return _draw_rows(view, axis, sheet, density)
    return None


def _draw_rows(
    view: Figures, axis: Axis, sheet: Sheet, density: ScaleDensity
) -> float | None:
    """Draw the rows at a density, and return where they end; None where the scale has no room."""
    columns = _measure_columns(view, axis, sheet, density)
    if columns.axis_width < LEAST_AXIS:
        return None
    top = 0.0
    for figure in view.figures:
        is_last = figure is view.figures[-1]
        top = _draw_row(sheet, axis, figure, columns, top, density, is_last)
    if density.has_end_words:
        top = _draw_end_words(
            axis, sheet, columns.axis_left, top - 24, columns.axis_width
        )
    if view.note:
        return sheet.draw_paragraph(
            view.note, 0, top + 8, sheet.width, SMALL, sheet.theme.muted
        )
    return top


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns that the rows share: the words, the scale with its ends, and the number.

    On a narrow sheet the words stand over the scale, and are as wide as the sheet.
    """

    words: float
    axis_left: float
    axis_width: float
    are_words_beside: bool


def _measure_columns(
    view: Figures, axis: Axis, sheet: Sheet, density: ScaleDensity
) -> _Columns:
    """Return the columns at a density; the scale gets what words and numbers leave of the width."""
    beside = sheet.width >= WIDE
    number_widths = [
        sheet.text_width(figure.value, density.number, True) for figure in view.figures
    ]
    label_widths = [
        sheet.text_width(figure.label, density.words) for figure in view.figures
    ]
    numbers = max(number_widths) + GAP
    words = min(WORDS * sheet.width, max(label_widths))
    low_end = sheet.text_width(str(axis.low), SMALL) + END_GAP
    high_end = sheet.text_width(str(axis.high), SMALL) + END_GAP
    axis_left = (words + GAP if beside else 0) + low_end
    axis_width = sheet.width - axis_left - high_end - numbers
    return _Columns(words if beside else sheet.width, axis_left, axis_width, beside)


def _draw_row(
    sheet: Sheet,
    axis: Axis,
    figure: Figure,
    columns: _Columns,
    top: float,
    density: ScaleDensity,
    is_last: bool,
) -> float:
    """Draw a number's words, its place on the scale and itself; return where the row ends."""
    tall = sheet.paragraph_height(figure.label, columns.words, density.words)
    if columns.are_words_beside:
        row = max(density.row, tall + 12)
        words_top = top + (row - tall) / 2
        middle = top + row / 2
    else:
        row = tall + density.row
        words_top = top
        middle = top + tall + density.row / 2
    sheet.draw_paragraph(
        figure.label, 0, words_top, columns.words, density.words, sheet.theme.muted
    )
    _draw_figure(
        sheet,
        axis,
        figure,
        columns.axis_left,
        middle,
        columns.axis_width,
        density.point,
        is_last=is_last,
    )
    baseline = middle + 0.34 * density.number
    sheet.draw_text(
        figure.value, sheet.width, baseline, density.number, bold=True, anchor="end"
    )
    return top + row


def _draw_end_words(
    axis: Axis, sheet: Sheet, left: float, top: float, available: float
) -> float:
    """Draw what the ends of the scale mean, beneath them; return where the words end."""
    muted = sheet.theme.muted
    low = sheet.draw_paragraph(
        axis.low_words, left, top, available / 2 - GAP, SMALL, muted
    )
    high = sheet.draw_paragraph(
        axis.high_words,
        left + available,
        top,
        available / 2 - GAP,
        SMALL,
        muted,
        anchor="end",
    )
    return max(low, high)


def _draw_figure(
    sheet: Sheet,
    axis: Axis,
    figure: Figure,
    left: float,
    y: float,
    available: float,
    radius: float,
    is_last: bool,
) -> None:
    """Draw the whole scale with its ends, and the number's place on it."""
    theme = sheet.theme
    step_width = available / (axis.high - axis.low)
    sheet.draw_text(
        str(axis.low),
        left - END_GAP,
        y + 0.34 * SMALL,
        SMALL,
        theme.muted,
        anchor="end",
    )
    sheet.draw_text(
        str(axis.high), left + available + END_GAP, y + 0.34 * SMALL, SMALL, theme.muted
    )
    sheet.draw_rule(left, y, left + available, y, theme.edge, 4)
    for step_number in range(axis.high - axis.low + 1):
        sheet.draw_rule(
            left + step_number * step_width,
            y - TICK,
            left + step_number * step_width,
            y + TICK,
            theme.edge,
            4,
        )
    place = (
        left
        + ((figure.at if figure.at is not None else axis.low) - axis.low) * step_width
    )
    colours = (
        {"fill": theme.data, "stroke": theme.edge}
        if is_last
        else {"fill": theme.ground, "stroke": theme.text}
    )
    sheet.add_element("circle", cx=place, cy=y, r=radius, stroke_width=5, **colours)
