"""Single numbers, side by side where there is room: large, and what each is beneath it; or on
the scale they share."""

from __future__ import annotations

from seminar.charts.svg import dot_scale as on_scale
from seminar.charts.svg.canvas import BODY, HUGE, LARGE, LEADING, SMALL, WIDE, Sheet
from seminar.core.elements import Axis, Figures, Table
from seminar.core.i18n import Message, join_messages, say

GAP = 64
SIZES = (HUGE, 112, LARGE)
LEAST = 360
"""The least width for one number and its words; on a narrower sheet the numbers stand beneath
each other."""


def draw_figures(view: Figures, sheet: Sheet) -> float:
    """Numbers from the left, each over its own words, as large as leaves room for all of them;
    several that share a scale stand on it, beneath each other."""
    if axis := on_scale.find_shared_axis(view.figures):
        foot = on_scale.draw_on_scale(view, axis, sheet)
        if foot is not None:
            return foot
    for size in SIZES:
        if _draw(view, sheet.empty_copy(), size) <= sheet.tall:
            return _draw(view, sheet, size)
    return _strip(view, sheet) if sheet.width >= WIDE else _draw(view, sheet, SIZES[-1])


def _strip(view: Figures, sheet: Sheet) -> float:
    """Numbers in one low line, each before its own words."""
    room = (sheet.width - (len(view.figures) - 1) * GAP) / len(view.figures)
    foot = 0.0
    for at, figure in enumerate(view.figures):
        x = at * (room + GAP)
        inset = sheet.text_width(figure.value, LARGE, True) + 24
        tall = sheet.paragraph_height(figure.label, room - inset, SMALL)
        row = max(tall, LEADING * LARGE)
        sheet.draw_paragraph(figure.value, x, (row - LEADING * LARGE) / 2, room, LARGE, bold=True)
        sheet.draw_paragraph(
            figure.label, x + inset, (row - tall) / 2, room - inset, SMALL, sheet.theme.muted
        )
        foot = max(foot, row)
    return sheet.draw_paragraph(view.note, 0, foot + 8, sheet.width, SMALL, sheet.theme.muted)


def _draw(view: Figures, sheet: Sheet, largest: float) -> float:
    across = max(1, min(len(view.figures), int((sheet.width + GAP) // (LEAST + GAP))))
    room = (sheet.width - (across - 1) * GAP) / across
    words = BODY if largest > LARGE else SMALL
    start = foot = 0.0
    for at, figure in enumerate(view.figures):
        x = at % across * (room + GAP)
        if at and not x:
            start = foot + min(GAP, largest / 2)
        fitting = (
            size
            for size in SIZES
            if size <= largest and sheet.text_width(figure.value, size, True) <= room
        )
        top = sheet.draw_paragraph(figure.value, x, start, room, next(fitting, BODY), bold=True)
        foot = max(
            foot,
            sheet.draw_paragraph(
                figure.label, x, top + 8, min(room, 900), words, sheet.theme.muted
            ),
        )
    if view.note:
        foot = sheet.draw_paragraph(view.note, 0, foot + 24, sheet.width, SMALL, sheet.theme.muted)
    return foot + 8


def tabulate_figures(view: Figures) -> Table:
    """What it is, and the number."""
    rows = tuple((figure.label, figure.value) for figure in view.figures)
    axis = on_scale.find_shared_axis(view.figures)
    return Table(
        (say("What"), say("Number")),
        rows,
        join_messages(_scale(axis), view.note) if axis else view.note,
    )


def _scale(axis: Axis) -> Message:
    if not (axis.low_words and axis.high_words):
        return say("The scale goes from {low} to {high}.", low=axis.low, high=axis.high)
    return say(
        "The scale goes from {low} ({low_words}) to {high} ({high_words}).",
        low=axis.low,
        low_words=axis.low_words,
        high=axis.high,
        high_words=axis.high_words,
    )
