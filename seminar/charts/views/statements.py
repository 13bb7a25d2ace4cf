"""Statements on a scale: the author's order, the whole axis, how many and the mean.

Never sorted, never graded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from seminar.charts.svg import stacked_bar
from seminar.charts.svg.canvas import BODY, LARGE, LEADING, SMALL, WIDE, Sheet
from seminar.charts.svg.icons import draw_mark
from seminar.core.elements import Row, Statements, Table
from seminar.core.i18n import Message, say, say_n


@dataclass(frozen=True, slots=True)
class StatementDensity:
    """How closely rows are set: marks, the gap between columns, air, the type of statements and
    means, and the sizes of bars (`build`).

    `glossed` is the most width for words where each statement has its meaning in another language
    beneath it.
    """

    mark: float
    gap: float
    air: float
    words: float
    mean: float
    glossed: float
    build: stacked_bar.BarSizes


ROOMY = StatementDensity(64, 28, 14, BODY, LARGE, 760, stacked_bar.BarSizes())
CLOSE = StatementDensity(56, 16, 2, SMALL, 56, 930, stacked_bar.CLOSE)
CLOSEST = replace(CLOSE, build=stacked_bar.CLOSEST)
UNGLOSSED = 540


@dataclass(frozen=True, slots=True)
class ColumnPlaces:
    """Where the columns stand, and in which type the statements are set."""

    words: float
    words_room: float
    stage: float
    stage_room: float
    beside: bool
    size: float
    """The type of the statements: smaller where each has its meaning in another language beneath
    it."""
    density: StatementDensity


def draw_statements(view: Statements, sheet: Sheet) -> float:
    """Draw how many and what the ends mean, the statements, and the foot, as roomy as fits."""
    fitting = (
        density
        for density in (ROOMY, CLOSE)
        if _draw_all(view, sheet.empty_copy(), density) <= sheet.tall
    )
    return _draw_all(view, sheet, next(fitting, CLOSEST))


def _draw_all(view: Statements, sheet: Sheet, density: StatementDensity) -> float:
    """Draw the chart at a density, and return where it ends."""
    places = _place_columns(view, sheet, density)
    axis = any(stacked_bar.is_on_axis(row) for row in view.rows)
    index = "" if density is not ROOMY and places.beside and not axis else view.index
    top = _draw_head(view, sheet, places, axis, "" if index else view.index)
    foot = 12 + LEADING * (SMALL * (axis + bool(view.note)) + BODY * bool(index))
    share = (sheet.tall - top - foot) / len(view.rows)
    for row in view.rows:
        top = _draw_row(sheet, view, row, places, top, share)
    if axis:
        top = stacked_bar.draw_axis_numbers(
            sheet, view, places.stage, top, places.stage_room
        )
    left = places.words if places.beside else 0
    top = sheet.draw_paragraph(
        index, left, top + 12, sheet.width - left, BODY, bold=True
    )
    return sheet.draw_paragraph(
        view.note, left, top, sheet.width - left, SMALL, sheet.theme.muted
    )


def tabulate_statements(view: Statements) -> Table:
    """Return each statement with n, mean and what is published of the distribution."""
    rows = tuple(
        (
            row.label,
            str(row.n) if row.n else "–",
            row.mean or "–",
            _describe_distribution(row),
        )
        for row in view.rows
    )
    head = (say("Statement"), say("Answers"), say("Mean"), say("Distribution"))
    scale = say(
        "The scale goes from {low} ({low_words}) to {high} ({high_words}).",
        low=view.low[0],
        low_words=view.low[1],
        high=view.high[0],
        high_words=view.high[1],
    )
    return Table(
        head,
        rows,
        say("{index} {scale}", index=view.index, scale=scale) if view.index else scale,
    )


def _describe_distribution(row: Row) -> Message:
    parts: Message = row.said
    for cell in row.cells:
        parts = (
            say("{before}, {cell}", before=parts, cell=stacked_bar.describe_cell(cell))
            if parts
            else stacked_bar.describe_cell(cell)
        )
    for more in (row.median, stacked_bar.describe_unsure(row)):
        if more:
            parts = say("{before}, {cell}", before=parts, cell=more) if parts else more
    return parts


def _place_columns(
    view: Statements, sheet: Sheet, density: StatementDensity
) -> ColumnPlaces:
    inset = density.mark + density.gap if any(row.key for row in view.rows) else 0.0
    same_n = _has_same_n(view)
    means = max(_mean_width(sheet, row, same_n, density.mean) for row in view.rows)
    glossed = any(row.gloss for row in view.rows)
    size = SMALL if glossed else density.words
    if sheet.width < WIDE:
        return ColumnPlaces(
            inset,
            sheet.width - inset - means - density.gap,
            0,
            sheet.width,
            False,
            size,
            density,
        )
    longest = max(
        max(sheet.text_width(row.label, size), sheet.text_width(row.gloss, SMALL))
        for row in view.rows
    )
    longest = max(longest, sheet.text_width(_describe_total(view), SMALL))
    words = min(density.glossed if glossed else UNGLOSSED, longest)
    stage = inset + words + density.gap
    return ColumnPlaces(
        inset,
        words,
        stage,
        sheet.width - stage - means - density.gap,
        True,
        size,
        density,
    )


def _draw_head(
    view: Statements, sheet: Sheet, places: ColumnPlaces, axis: bool, index: Message
) -> float:
    """Draw how many answered, the index if it has no line of its own, the ends of the axis, and the
    column's name.

    Returns where the rows begin.
    """
    muted = sheet.theme.muted
    baseline = 0.82 * SMALL
    totals = " · ".join(
        filter(None, (sheet.speech(_describe_total(view)), sheet.speech(index)))
    )
    if totals:
        sheet.draw_text(totals, places.words, baseline, SMALL, muted)
    sheet.draw_text(say("Mean"), sheet.width, baseline, SMALL, muted, anchor="end")
    if not axis:
        return LEADING * SMALL + 16
    top = 0.0 if places.beside else LEADING * SMALL
    words_width = (
        sheet.text_width(view.low[1], SMALL)
        + sheet.text_width(view.high[1], SMALL)
        + places.density.gap
    )
    available = (
        places.stage_room
        if words_width <= places.stage_room
        else places.stage_room / 2 - places.density.gap
    )
    low = sheet.draw_paragraph(view.low[1], places.stage, top, available, SMALL, muted)
    high = sheet.draw_paragraph(
        view.high[1],
        places.stage + places.stage_room,
        top,
        available,
        SMALL,
        muted,
        anchor="end",
    )
    return max(low, high, LEADING * SMALL) + 16


def _draw_row(
    sheet: Sheet,
    view: Statements,
    row: Row,
    places: ColumnPlaces,
    top: float,
    share: float,
) -> float:
    """Draw a statement with its answers and mean, and return where the next begins.

    `share` is the height that each row has if all are equally high.
    """
    available = places.words_room
    gloss = (row.gloss, places.words_room, SMALL)
    density = places.density
    number, beneath = _mean_lines(sheet, row, _has_same_n(view))
    words = sheet.paragraph_height(
        row.label, available, places.size
    ) + sheet.paragraph_height(*gloss)
    side = max(words, density.mean + SMALL * len(beneath), density.mark)
    drawn = stacked_bar.measure_row(sheet, view, row, places.stage_room, density.build)
    inner = max(side, drawn) if places.beside else side + drawn + 12
    tall = max(inner + density.air, min(share, inner + 60))
    y = top + (tall - inner) / 2
    line = inner if places.beside else side
    if row.key:
        draw_mark(sheet, row.key, 0, y + (line - density.mark) / 2, density.mark)
    foot = sheet.draw_paragraph(
        row.label, places.words, y + (line - words) / 2, available, places.size
    )
    sheet.draw_paragraph(
        row.gloss, places.words, foot, available, SMALL, sheet.theme.muted
    )
    stage_top = y + (inner - drawn) / 2 if places.beside else y + side + 12
    stacked_bar.draw_row(
        sheet, view, row, places.stage, stage_top, places.stage_room, density.build
    )
    if number:
        _draw_mean(sheet, number, beneath, y + line / 2, density.mean)
    return top + tall


def _draw_mean(
    sheet: Sheet, number: str, beneath: list[str], middle: float, size: float
) -> None:
    """Draw the mean at the right edge, and beneath it what has to be added."""
    baseline = middle - (size + SMALL * len(beneath)) / 2 + 0.84 * size
    sheet.draw_text(number, sheet.width, baseline, size, bold=True, anchor="end")
    for line in beneath:
        baseline += 1.05 * SMALL
        sheet.draw_text(
            line, sheet.width, baseline, SMALL, sheet.theme.muted, anchor="end"
        )


def _mean_lines(sheet: Sheet, row: Row, same_n: bool) -> tuple[str, list[str]]:
    """Return the mean, and beneath it «or higher», and how many answered if that differs, else the
    median."""
    number, _, bound = sheet.speech(row.mean).partition(" ")
    last = row.median if same_n else say_n("{n} answer", "{n} answers", row.n)
    return number, [line for line in (bound, sheet.speech(last)) if line and number]


def _mean_width(sheet: Sheet, row: Row, same_n: bool, size: float) -> float:
    number, beneath = _mean_lines(sheet, row, same_n)
    return max(
        110,
        sheet.text_width(number, size, True),
        *(sheet.text_width(line, SMALL) for line in beneath),
    )


def _describe_total(view: Statements) -> Message:
    """Return how many answered, where that is the same for every statement."""
    return (
        say_n("{n} answered", "{n} answered", max(row.n for row in view.rows))
        if _has_same_n(view)
        else ""
    )


def _has_same_n(view: Statements) -> bool:
    """Return whether all statements that have answers have the same number of them."""
    return len({row.n for row in view.rows if row.n}) == 1
