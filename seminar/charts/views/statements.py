"""Statements on one scale: the author's order, the whole axis, how many and the mean. Never
sorted, never graded."""

from __future__ import annotations

from dataclasses import dataclass, replace

from seminar.charts.svg import stacked_bar as cells
from seminar.charts.svg.canvas import BODY, LARGE, LEADING, SMALL, WIDE, Sheet
from seminar.charts.svg.icons import draw_mark
from seminar.core.elements import Row, Statements, Table
from seminar.core.i18n import Message, say, say_n


@dataclass(frozen=True, slots=True)
class StatementDensity:
    """How generously rows are set: marks, the gap between columns, air, the type of statements and
    means, the cells.

    `glossed` is the most room for words where each statement has its meaning in another language
    beneath it.
    """

    mark: float
    gap: float
    air: float
    words: float
    mean: float
    glossed: float
    build: cells.BarSizes


ROOMY = StatementDensity(64, 28, 14, BODY, LARGE, 760, cells.BarSizes())
CLOSE = StatementDensity(56, 16, 2, SMALL, 56, 930, cells.CLOSE)
CLOSEST = replace(CLOSE, build=cells.CLOSEST)
UNGLOSSED = 540


@dataclass(frozen=True, slots=True)
class ColumnPlaces:
    """Where the columns stand."""

    words: float
    words_room: float
    stage: float
    stage_room: float
    beside: bool
    size: float
    """The type of the statements: smaller where each has its meaning in another language beneath
    it."""
    manner: StatementDensity


def draw_statements(view: Statements, sheet: Sheet) -> float:
    """A line that says how many and what the ends mean, the statements, and the foot: as roomy
    as fits."""
    fitting = (
        manner for manner in (ROOMY, CLOSE) if _draw(view, sheet.empty_copy(), manner) <= sheet.tall
    )
    return _draw(view, sheet, next(fitting, CLOSEST))


def _draw(view: Statements, sheet: Sheet, manner: StatementDensity) -> float:
    places = _places(view, sheet, manner)
    axis = any(cells.is_on_axis(row) for row in view.rows)
    index = "" if manner is not ROOMY and places.beside and not axis else view.index
    top = _head(view, sheet, places, axis, "" if index else view.index)
    foot = 12 + LEADING * (SMALL * (axis + bool(view.note)) + BODY * bool(index))
    share = (sheet.tall - top - foot) / len(view.rows)
    for row in view.rows:
        top = _row(sheet, view, row, places, top, share)
    if axis:
        top = cells.draw_axis_numbers(sheet, view, places.stage, top, places.stage_room)
    left = places.words if places.beside else 0
    top = sheet.draw_paragraph(index, left, top + 12, sheet.width - left, BODY, bold=True)
    return sheet.draw_paragraph(view.note, left, top, sheet.width - left, SMALL, sheet.theme.muted)


def tabulate_statements(view: Statements) -> Table:
    """Each statement with n, mean and what is said of the distribution."""
    rows = tuple(
        (row.label, str(row.n) if row.n else "–", row.mean or "–", _distribution(row))
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
        head, rows, say("{index} {scale}", index=view.index, scale=scale) if view.index else scale
    )


def _distribution(row: Row) -> Message:
    parts: Message = row.said
    for cell in row.cells:
        parts = (
            say("{before}, {cell}", before=parts, cell=cells.describe_cell(cell))
            if parts
            else cells.describe_cell(cell)
        )
    for more in (row.median, cells.describe_unsure(row)):
        if more:
            parts = say("{before}, {cell}", before=parts, cell=more) if parts else more
    return parts


def _places(view: Statements, sheet: Sheet, manner: StatementDensity) -> ColumnPlaces:
    inset = manner.mark + manner.gap if any(row.key for row in view.rows) else 0.0
    same_n = _same_n(view)
    means = max(_mean_room(sheet, row, same_n, manner.mean) for row in view.rows)
    glossed = any(row.gloss for row in view.rows)
    size = SMALL if glossed else manner.words
    if sheet.width < WIDE:
        return ColumnPlaces(
            inset, sheet.width - inset - means - manner.gap, 0, sheet.width, False, size, manner
        )
    longest = max(
        max(sheet.text_width(row.label, size), sheet.text_width(row.gloss, SMALL))
        for row in view.rows
    )
    longest = max(longest, sheet.text_width(_answered(view), SMALL))
    words = min(manner.glossed if glossed else UNGLOSSED, longest)
    stage = inset + words + manner.gap
    return ColumnPlaces(
        inset, words, stage, sheet.width - stage - means - manner.gap, True, size, manner
    )


def _head(
    view: Statements, sheet: Sheet, places: ColumnPlaces, axis: bool, index: Message
) -> float:
    """How many answered, the index if it has no line of its own, the ends of the axis, and what
    stands at the right."""
    muted = sheet.theme.muted
    baseline = 0.82 * SMALL
    said = " · ".join(filter(None, (sheet.speech(_answered(view)), sheet.speech(index))))
    if said:
        sheet.draw_text(said, places.words, baseline, SMALL, muted)
    sheet.draw_text(say("Mean"), sheet.width, baseline, SMALL, muted, anchor="end")
    if not axis:
        return LEADING * SMALL + 16
    top = 0.0 if places.beside else LEADING * SMALL
    both = (
        sheet.text_width(view.low[1], SMALL)
        + sheet.text_width(view.high[1], SMALL)
        + places.manner.gap
    )
    room = (
        places.stage_room
        if both <= places.stage_room
        else places.stage_room / 2 - places.manner.gap
    )
    low = sheet.draw_paragraph(view.low[1], places.stage, top, room, SMALL, muted)
    high = sheet.draw_paragraph(
        view.high[1], places.stage + places.stage_room, top, room, SMALL, muted, anchor="end"
    )
    return max(low, high, LEADING * SMALL) + 16


def _row(
    sheet: Sheet, view: Statements, row: Row, places: ColumnPlaces, top: float, share: float
) -> float:
    room = places.words_room
    gloss = (row.gloss, places.words_room, SMALL)
    manner = places.manner
    number, beneath = _mean_lines(sheet, row, _same_n(view))
    words = sheet.paragraph_height(row.label, room, places.size) + sheet.paragraph_height(*gloss)
    side = max(words, manner.mean + SMALL * len(beneath), manner.mark)
    drawn = cells.measure_row(sheet, view, row, places.stage_room, manner.build)
    inner = max(side, drawn) if places.beside else side + drawn + 12
    tall = max(inner + manner.air, min(share, inner + 60))
    y = top + (tall - inner) / 2
    line = inner if places.beside else side
    if row.key:
        draw_mark(sheet, row.key, 0, y + (line - manner.mark) / 2, manner.mark)
    foot = sheet.draw_paragraph(row.label, places.words, y + (line - words) / 2, room, places.size)
    sheet.draw_paragraph(row.gloss, places.words, foot, room, SMALL, sheet.theme.muted)
    stage_top = y + (inner - drawn) / 2 if places.beside else y + side + 12
    cells.draw_row(sheet, view, row, places.stage, stage_top, places.stage_room, manner.build)
    if number:
        _mean(sheet, number, beneath, y + line / 2, manner.mean)
    return top + tall


def _mean(sheet: Sheet, number: str, beneath: list[str], middle: float, size: float) -> None:
    """The mean at the right edge, and beneath it what has to be added."""
    baseline = middle - (size + SMALL * len(beneath)) / 2 + 0.84 * size
    sheet.draw_text(number, sheet.width, baseline, size, bold=True, anchor="end")
    for line in beneath:
        baseline += 1.05 * SMALL
        sheet.draw_text(line, sheet.width, baseline, SMALL, sheet.theme.muted, anchor="end")


def _mean_lines(sheet: Sheet, row: Row, same_n: bool) -> tuple[str, list[str]]:
    """The mean, and beneath it «or higher», how many answered if that differs, or else the
    middle."""
    number, _, bound = sheet.speech(row.mean).partition(" ")
    last = row.median if same_n else say_n("{n} answer", "{n} answers", row.n)
    return number, [line for line in (bound, sheet.speech(last)) if line and number]


def _mean_room(sheet: Sheet, row: Row, same_n: bool, size: float) -> float:
    number, beneath = _mean_lines(sheet, row, same_n)
    return max(
        110,
        sheet.text_width(number, size, True),
        *(sheet.text_width(line, SMALL) for line in beneath),
    )


def _answered(view: Statements) -> Message:
    """How many answered, where that is the same for every statement."""
    return (
        say_n("{n} answered", "{n} answered", max(row.n for row in view.rows))
        if _same_n(view)
        else ""
    )


def _same_n(view: Statements) -> bool:
    return len({row.n for row in view.rows if row.n}) == 1
