"""How statements changed for those who answered both times: who went up, stayed and went down, and
the mean change.

Up is no better than down: the parts differ in fill and in words, never in a colour for good or bad.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from seminar.charts.svg import stacked_bar as cells
from seminar.charts.svg.canvas import LARGE, SMALL, WIDE, Sheet
from seminar.charts.svg.row_labels import Label
from seminar.core.elements import Change, Changes, Row, Statements, Table
from seminar.core.i18n import Message, say, say_n

GAP = 28
APART = 18


@dataclass(frozen=True, slots=True)
class ChangeDensity:
    """How generously rows are set: the air between them, the type of the mean, the most room for
    words, the parts."""

    air: float
    mean: float
    words: float
    build: cells.BarSizes


LOW = cells.BarSizes(64, 40)
DENSITIES = (
    ChangeDensity(20, LARGE, 560, cells.BarSizes()),
    ChangeDensity(16, LARGE, 560, LOW),
    ChangeDensity(8, 56, 760, LOW),
    ChangeDensity(2, 52, 900, cells.BarSizes(64, 24)),
)
MOST_AIR = 56


def draw_changes(view: Changes, sheet: Sheet) -> float:
    """A line that says how many pairs, the statements, and what any change must be read with: as
    roomy as fits."""
    for manner in DENSITIES:
        spare = (sheet.tall - _draw(view, sheet.empty_copy(), manner)) / len(view.rows)
        if spare >= 0:
            return _draw(view, sheet, replace(manner, air=min(MOST_AIR, manner.air + spare)))
    return _draw(view, sheet, DENSITIES[-1])


def tabulate_changes(view: Changes) -> Table:
    """Each statement with its pairs, its mean change and all that is told besides."""
    rows = tuple(
        (row.label, str(row.pairs) if row.pairs else "–", row.mean or "–", _told(row))
        for row in view.rows
    )
    return Table(
        (say("Statement"), say("Pairs"), say("Mean change"), say("Up, same and down")),
        rows,
        view.note,
    )


def _told(row: Change) -> Message:
    parts: Message = row.said
    interval: Message = (
        say("95 % interval {interval}", interval=row.interval) if row.interval else ""
    )
    for more in (*map(cells.describe_cell, row.cells), interval, row.effect):
        if more:
            parts = say("{before}, {cell}", before=parts, cell=more) if parts else more
    return parts


def _draw(view: Changes, sheet: Sheet, manner: ChangeDensity) -> float:
    labels = [Label(row.label, row.gloss, row.key) for row in view.rows]
    means = max(_mean_room(sheet, view, row, manner.mean) for row in view.rows)
    beside = sheet.width >= WIDE
    words = Label.room(sheet, labels, manner.words) if beside else sheet.width - means - GAP
    stage = words + GAP if beside else 0.0
    stage_room = sheet.width - stage - (means + GAP if beside else 0)
    top = _head(view, sheet)
    for row, one in zip(view.rows, labels, strict=True):
        side = max(one.height(sheet, words), _mean_tall(sheet, view, row, manner.mean))
        drawn = _stage_tall(view, sheet, row, stage_room, manner)
        tall = max(side, drawn) if beside else side + drawn + 8
        middle = top + (tall if beside else side) / 2
        one.draw(sheet, middle, words)
        _stage(
            view,
            sheet,
            row,
            stage,
            middle - drawn / 2 if beside else top + side + 8,
            stage_room,
            manner,
        )
        _mean(sheet, view, row, middle, manner.mean)
        top += tall + manner.air
    return sheet.draw_paragraph(
        view.note, 0, top - manner.air + 24, sheet.width, SMALL, sheet.theme.muted
    )


def _head(view: Changes, sheet: Sheet) -> float:
    """How many answered both times, where that is the same for all that is shown, and what
    stands at the right."""
    muted = sheet.theme.muted
    pairs = max(row.pairs for row in view.rows)
    answered = (
        say_n("{n} answered both times", "{n} answered both times", pairs)
        if _same_pairs(view)
        else ""
    )
    sure = any(row.interval for row in view.rows)
    heading = say("Mean change, with 95 % interval") if sure else say("Mean change")
    top = sheet.draw_paragraph(answered, 0, 0, sheet.width, SMALL, muted)
    if sheet.text_width(answered, SMALL) + GAP + sheet.text_width(heading, SMALL) <= sheet.width:
        top = 0.0
    return (
        sheet.draw_paragraph(heading, sheet.width, top, sheet.width, SMALL, muted, anchor="end")
        + 12
    )


# --- who moved ------------------------------------------------------------------------------------


def _stage_tall(
    view: Changes, sheet: Sheet, row: Change, room: float, manner: ChangeDensity
) -> float:
    if row.cells:
        return cells.measure_row(
            sheet, _parts(view), _as_row(row), room, _build(view, sheet, room, manner)
        )
    return sheet.paragraph_height(row.said, room, SMALL)


def _stage(
    view: Changes,
    sheet: Sheet,
    row: Change,
    x: float,
    top: float,
    room: float,
    manner: ChangeDensity,
) -> None:
    """The parts of a whole bar, or the sentence in their place."""
    if row.cells:
        cells.draw_row(
            sheet, _parts(view), _as_row(row), x, top, room, _build(view, sheet, room, manner)
        )
    else:
        sheet.draw_paragraph(row.said, x, top, room, SMALL, "" if row.pairs else sheet.theme.muted)


def _build(view: Changes, sheet: Sheet, room: float, manner: ChangeDensity) -> cells.BarSizes:
    """A part with its number under its name is as tall as that takes."""
    return (
        manner.build
        if cells.count_inner_lines(sheet, _parts(view), room) < 2
        else replace(manner.build, bar=cells.CLOSE.bar)
    )


def _parts(view: Changes) -> Statements:
    """The rows that have parts, as the bars of agreement are drawn."""
    return Statements("", tuple(_as_row(row) for row in view.rows if row.cells), (1, ""), (5, ""))


def _as_row(row: Change) -> Row:
    return Row(row.label, row.key, row.pairs, row.mean, row.cells)


# --- the mean change ------------------------------------------------------------------------------


def _mean(sheet: Sheet, view: Changes, row: Change, middle: float, size: float) -> None:
    """The mean at the right edge, the effect size before it, and beneath it what has to be
    added."""
    number, beneath = _lines(sheet, view, row)
    if not number:
        return
    baseline = middle - (size + 1.05 * SMALL * len(beneath)) / 2 + 0.84 * size
    muted = sheet.theme.muted
    sheet.draw_text(number, sheet.width, baseline, size, bold=True, anchor="end")
    if row.effect:
        left = sheet.width - sheet.text_width(number, size, True) - APART
        sheet.draw_text(row.effect, left, baseline, SMALL, muted, anchor="end")
    for line in beneath:
        baseline += 1.05 * SMALL
        sheet.draw_text(line, sheet.width, baseline, SMALL, muted, anchor="end")


def _lines(sheet: Sheet, view: Changes, row: Change) -> tuple[str, list[str]]:
    """The mean, and beneath it «or more», the interval, and how many pairs where they differ."""
    number, _, bound = sheet.speech(row.mean).partition(" ")
    pairs = "" if _same_pairs(view) else sheet.speech(say_n("{n} pair", "{n} pairs", row.pairs))
    return number, [line for line in (bound, sheet.speech(row.interval), pairs) if line and number]


def _mean_tall(sheet: Sheet, view: Changes, row: Change, size: float) -> float:
    number, beneath = _lines(sheet, view, row)
    return size + 1.05 * SMALL * len(beneath) if number else 0.0


def _mean_room(sheet: Sheet, view: Changes, row: Change, size: float) -> float:
    number, beneath = _lines(sheet, view, row)
    first = sheet.text_width(number, size, True)
    if row.effect:
        first += APART + sheet.text_width(row.effect, SMALL)
    return max(110, first, *(sheet.text_width(line, SMALL) for line in beneath))


def _same_pairs(view: Changes) -> bool:
    return len({row.pairs for row in view.rows if row.pairs}) == 1
