"""The same statements in rooms after each other: a ring for each earlier wave, a point for the
last.

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
"""Gap between columns, half the height of a step's mark, and the most air between rows, with which
a few rows are still read together."""


@dataclass(frozen=True, slots=True)
class WaveDensity:
    """How closely rows are set: the air between them, a row's least height, the type of means, and
    the most width for words."""

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
    """Draw what the ends mean, the statements, the axis and how many answered, as roomy as fits."""
    for density in DENSITIES:
        spare = (sheet.tall - _draw_rows(view, sheet.empty_copy(), density)) / len(
            view.rows
        )
        if spare >= 0:
            return _draw_rows(
                view, sheet, replace(density, air=min(MOST_AIR, density.air + spare))
            )
    return _draw_rows(view, sheet, DENSITIES[-1])


def tabulate_waves(view: Waves) -> Table:
    """Return each statement with its mean in every wave."""
    rows = tuple(
        (row.label, *(point.mean or "–" for point in row.points)) for row in view.rows
    )
    return Table(
        (say("Statement"), *view.names),
        rows,
        join_messages(_describe_totals(view), view.note),
    )


def _draw_rows(view: Waves, sheet: Sheet, density: WaveDensity) -> float:
    """Draw the chart at a density, and return where it ends."""
    labels = [Label(row.label, row.gloss, row.key) for row in view.rows]
    columns = [
        _column_width(view, sheet, at, density.mean) for at in range(len(view.names))
    ]
    means = sum(columns) + GAP * len(columns)
    is_beside = sheet.width >= WIDE
    words = (
        Label.shared_width(sheet, labels, density.words)
        if is_beside
        else sheet.width - means
    )
    stage = words + GAP if is_beside else 0.0
    available = sheet.width - stage - (means if is_beside else 0)
    top = _draw_head(view, sheet, stage, available, columns, is_beside)
    for row, label in zip(view.rows, labels, strict=True):
        side = max(
            label.height(sheet, words),
            _mean_height(sheet, row, density.mean),
            density.row if is_beside else 0,
        )
        middle = top + side / 2
        label.draw(sheet, middle, words)
        _draw_means(sheet, row, middle, columns, density.mean)
        top += side
        if not is_beside:
            top += 40
        _draw_axis(
            sheet, view, row, stage, middle if is_beside else top - 16, available
        )
        top += density.air
    top = _draw_steps(sheet, view, stage, top - density.air + 4, available) + 8
    return sheet.draw_paragraph(
        join_messages(_describe_totals(view), view.note),
        0,
        top,
        sheet.width,
        SMALL,
        sheet.theme.muted,
    )


def _draw_head(
    view: Waves,
    sheet: Sheet,
    stage: float,
    available: float,
    columns: list[float],
    beside: bool,
) -> float:
    """Draw the name of each wave over its means, and what the ends of the axis mean.

    Returns where the rows begin.
    """
    muted = sheet.theme.muted
    right = sheet.width
    for name, wide in zip(reversed(view.names), reversed(columns), strict=True):
        sheet.draw_text(name, right, 0.82 * SMALL, SMALL, muted, anchor="end")
        right -= wide + GAP
    top = 0.0 if beside else LEADING * SMALL
    words_width = (
        sheet.text_width(view.low[1], SMALL)
        + sheet.text_width(view.high[1], SMALL)
        + GAP
    )
    end_width = available if words_width <= available else available / 2 - GAP / 2
    low = sheet.draw_paragraph(view.low[1], stage, top, end_width, SMALL, muted)
    high = sheet.draw_paragraph(
        view.high[1], stage + available, top, end_width, SMALL, muted, anchor="end"
    )
    return max(low, high, LEADING * SMALL) + 12


def _draw_axis(
    sheet: Sheet, view: Waves, row: Wave, x: float, y: float, available: float
) -> None:
    """Draw the whole axis with the waves: rings, smaller the older, and a point for the last."""
    theme = sheet.theme
    steps = view.high[0] - view.low[0] + 1
    slot = available / steps
    first = x + slot / 2
    last = x + available - slot / 2
    sheet.draw_rule(first, y, last, y, theme.edge, 4)
    for at in range(steps):
        sheet.draw_rule(
            first + at * slot, y - TICK, first + at * slot, y + TICK, theme.edge, 4
        )
    # Pale fills, as on paper, would look like a ring: there the point is black.
    colour = (
        theme.text
        if theme.edge == theme.text
        else theme.keys[row.key]
        if row.key
        else theme.data
    )
    for at, point in enumerate(row.points, 1):
        if point.value is not None:
            is_last = at == len(row.points)
            place = first + (point.value - view.low[0]) * slot
            radius = 16 if is_last else max(14, 24 - 4 * (len(row.points) - 1 - at))
            fill = {"fill": colour} if is_last else {"fill": "none"}
            sheet.add_element(
                "circle",
                cx=place,
                cy=y,
                r=radius,
                stroke=colour,
                stroke_width=4,
                **fill,
            )


def _draw_steps(
    sheet: Sheet, view: Waves, x: float, top: float, available: float
) -> float:
    """Draw the numbers of the whole scale, and return where they end."""
    slot = available / (view.high[0] - view.low[0] + 1)
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


def _draw_means(
    sheet: Sheet, row: Wave, middle: float, columns: list[float], size: float
) -> None:
    """Draw the mean of each wave in its column; the last is set strong."""
    right = sheet.width
    for at in range(len(columns) - 1, -1, -1):
        number, bound = _split_mean(sheet, row.points[at])
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
                bound,
                right,
                baseline + 1.05 * SMALL,
                SMALL,
                sheet.theme.muted,
                anchor="end",
            )
        right -= columns[at] + GAP


def _split_mean(sheet: Sheet, point: Point) -> tuple[str, str]:
    """Return a mean and, where it is only a bound, the words that say so."""
    words = point.mean or "–"
    number, _, bound = sheet.speech(words).partition(" ")
    return number, bound


def _mean_height(sheet: Sheet, row: Wave, size: float) -> float:
    return size + 1.05 * SMALL * any(
        _split_mean(sheet, point)[1] for point in row.points
    )


def _column_width(view: Waves, sheet: Sheet, at: int, size: float) -> float:
    """Return how wide a wave's column of means is."""
    means = [_split_mean(sheet, row.points[at]) for row in view.rows]
    widest = max(
        max(sheet.text_width(number, size, True), sheet.text_width(bound, SMALL))
        for number, bound in means
    )
    return max(90, widest, sheet.text_width(view.names[at], SMALL))


def _describe_totals(view: Waves) -> Message:
    """Return how many answered each time."""
    totals: Message = ""
    for at, name in enumerate(view.names):
        n = max(row.points[at].n for row in view.rows)
        answers: Message = say_n("{n} answer", "{n} answers", n) if n else "–"
        total = say("{name}: {answers}", name=name, answers=answers)
        totals = say("{before}, {cell}", before=totals, cell=total) if totals else total
    return totals
