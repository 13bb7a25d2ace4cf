"""How statements changed for those who answered both times: up, the same, down, and the mean
change.

Up is no better than down: the parts differ in fill and in words, never in a colour for good or bad.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from seminar.charts.svg import stacked_bar
from seminar.charts.svg.canvas import LARGE, SMALL, WIDE, Sheet
from seminar.charts.svg.row_labels import Label
from seminar.core.elements import Change, Changes, Row, Statements, Table
from seminar.core.i18n import Message, say, say_n

GAP = 28
"""Between the words, the bar and the mean."""

APART = 18
"""Between the effect size and the mean, which are read together."""


@dataclass(frozen=True, slots=True)
class ChangeDensity:
    """How closely rows are set: the air between them, the type of the mean, the most width for
    words, and the sizes of a bar's parts (`build`)."""

    air: float
    mean: float
    words: float
    build: stacked_bar.BarSizes


LOW = stacked_bar.BarSizes(64, 40)
"""Lower bars than those of agreement: names and numbers stand on a single line in them."""

DENSITIES = (
    ChangeDensity(20, LARGE, 560, stacked_bar.BarSizes()),
    ChangeDensity(16, LARGE, 560, LOW),
    ChangeDensity(8, 56, 760, LOW),
    ChangeDensity(2, 52, 900, stacked_bar.BarSizes(64, 24)),
)
"""How rows may be set, from roomy to close: the first with which all of them fit is taken."""

MOST_AIR = 56
"""The most air between rows: with more, a few rows would not be read together."""


def draw_changes(view: Changes, sheet: Sheet) -> float:
    """Draw the statements, as roomy as fits, and what any change must be read with."""
    for density in DENSITIES:
        spare = (sheet.tall - _draw_rows(view, sheet.empty_copy(), density)) / len(
            view.rows
        )
        if spare >= 0:
            return _draw_rows(
                view, sheet, replace(density, air=min(MOST_AIR, density.air + spare))
            )
    return _draw_rows(view, sheet, DENSITIES[-1])


def tabulate_changes(view: Changes) -> Table:
    """Return each statement with its pairs, its mean change and what else is published of it."""
    rows = tuple(
        (
            row.label,
            str(row.pairs) if row.pairs else "–",
            row.mean or "–",
            _describe_change(row),
        )
        for row in view.rows
    )
    return Table(
        (say("Statement"), say("Pairs"), say("Mean change"), say("Up, same and down")),
        rows,
        view.note,
    )


def _describe_change(row: Change) -> Message:
    """Return the sentence, the parts, the interval and the effect size of a change, as far as
    published."""
    parts: Message = row.said
    interval: Message = (
        say("95 % interval {interval}", interval=row.interval) if row.interval else ""
    )
    for more in (*map(stacked_bar.describe_cell, row.cells), interval, row.effect):
        if more:
            parts = say("{before}, {cell}", before=parts, cell=more) if parts else more
    return parts


def _draw_rows(view: Changes, sheet: Sheet, density: ChangeDensity) -> float:
    """Draw head, rows and note at a density, and return where they end."""
    labels = [Label(row.label, row.gloss, row.key) for row in view.rows]
    means = max(_mean_width(sheet, view, row, density.mean) for row in view.rows)
    is_beside = sheet.width >= WIDE
    words = (
        Label.shared_width(sheet, labels, density.words)
        if is_beside
        else sheet.width - means - GAP
    )
    stage = words + GAP if is_beside else 0.0
    stage_room = sheet.width - stage - (means + GAP if is_beside else 0)
    top = _draw_head(view, sheet)
    for row, label in zip(view.rows, labels, strict=True):
        side = max(
            label.height(sheet, words), _mean_height(sheet, view, row, density.mean)
        )
        drawn = _measure_stage(view, sheet, row, stage_room, density)
        tall = max(side, drawn) if is_beside else side + drawn + 8
        middle = top + (tall if is_beside else side) / 2
        label.draw(sheet, middle, words)
        _draw_stage(
            view,
            sheet,
            row,
            stage,
            middle - drawn / 2 if is_beside else top + side + 8,
            stage_room,
            density,
        )
        _draw_mean(sheet, view, row, middle, density.mean)
        top += tall + density.air
    return sheet.draw_paragraph(
        view.note, 0, top - density.air + 24, sheet.width, SMALL, sheet.theme.muted
    )


def _draw_head(view: Changes, sheet: Sheet) -> float:
    """Draw how many answered both times, where that is the same for all rows, and the column's
    name."""
    muted = sheet.theme.muted
    pairs = max(row.pairs for row in view.rows)
    answered = (
        say_n("{n} answered both times", "{n} answered both times", pairs)
        if _has_same_pairs(view)
        else ""
    )
    sure = any(row.interval for row in view.rows)
    heading = say("Mean change, with 95 % interval") if sure else say("Mean change")
    top = sheet.draw_paragraph(answered, 0, 0, sheet.width, SMALL, muted)
    if (
        sheet.text_width(answered, SMALL) + GAP + sheet.text_width(heading, SMALL)
        <= sheet.width
    ):
        top = 0.0
    return (
        sheet.draw_paragraph(
            heading, sheet.width, top, sheet.width, SMALL, muted, anchor="end"
        )
        + 12
    )


# --- who moved ------------------------------------------------------------------------------------


def _measure_stage(
    view: Changes, sheet: Sheet, row: Change, available: float, density: ChangeDensity
) -> float:
    """Return how high `_draw_stage` would be."""
    if row.cells:
        return stacked_bar.measure_row(
            sheet,
            _as_statements(view),
            _as_row(row),
            available,
            _bar_sizes(view, sheet, available, density),
        )
    return sheet.paragraph_height(row.said, available, SMALL)


def _draw_stage(
    view: Changes,
    sheet: Sheet,
    row: Change,
    x: float,
    top: float,
    available: float,
    density: ChangeDensity,
) -> None:
    """Draw the parts of a whole bar, or the sentence in their place."""
    if row.cells:
        stacked_bar.draw_row(
            sheet,
            _as_statements(view),
            _as_row(row),
            x,
            top,
            available,
            _bar_sizes(view, sheet, available, density),
        )
    else:
        sheet.draw_paragraph(
            row.said, x, top, available, SMALL, "" if row.pairs else sheet.theme.muted
        )


def _bar_sizes(
    view: Changes, sheet: Sheet, available: float, density: ChangeDensity
) -> stacked_bar.BarSizes:
    """Return the sizes of a bar; a part with its number under its name is as high as that takes."""
    return (
        density.build
        if stacked_bar.count_inner_lines(sheet, _as_statements(view), available) < 2
        else replace(density.build, bar=stacked_bar.CLOSE.bar)
    )


def _as_statements(view: Changes) -> Statements:
    """Return the rows that have parts, as the bars of agreement are drawn."""
    return Statements(
        "", tuple(_as_row(row) for row in view.rows if row.cells), (1, ""), (5, "")
    )


def _as_row(row: Change) -> Row:
    return Row(row.label, row.key, row.pairs, row.mean, row.cells)


# --- the mean change ------------------------------------------------------------------------------


def _draw_mean(
    sheet: Sheet, view: Changes, row: Change, middle: float, size: float
) -> None:
    """Draw the mean at the right edge, the effect size before it, and beneath it what has to be
    added."""
    number, beneath = _mean_lines(sheet, view, row)
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


def _mean_lines(sheet: Sheet, view: Changes, row: Change) -> tuple[str, list[str]]:
    """Return the mean, and the lines beneath it: «or more», the interval, the pairs where they
    differ."""
    number, _, bound = sheet.speech(row.mean).partition(" ")
    pairs = (
        ""
        if _has_same_pairs(view)
        else sheet.speech(say_n("{n} pair", "{n} pairs", row.pairs))
    )
    return number, [
        line for line in (bound, sheet.speech(row.interval), pairs) if line and number
    ]


def _mean_height(sheet: Sheet, view: Changes, row: Change, size: float) -> float:
    number, beneath = _mean_lines(sheet, view, row)
    return size + 1.05 * SMALL * len(beneath) if number else 0.0


def _mean_width(sheet: Sheet, view: Changes, row: Change, size: float) -> float:
    number, beneath = _mean_lines(sheet, view, row)
    first = sheet.text_width(number, size, True)
    if row.effect:
        first += APART + sheet.text_width(row.effect, SMALL)
    return max(110, first, *(sheet.text_width(line, SMALL) for line in beneath))


def _has_same_pairs(view: Changes) -> bool:
    """Return whether all rows that have pairs have the same number of them."""
    return len({row.pairs for row in view.rows if row.pairs}) == 1
