"""Single numbers side by side, each over what it is; or on the scale that they share."""

from __future__ import annotations

from seminar.charts.svg import dot_scale
from seminar.charts.svg.canvas import BODY, HUGE, LARGE, LEADING, SMALL, WIDE, Sheet
from seminar.charts.tokens import SPACE, TYPE
from seminar.core.elements import Axis, Figures, Table
from seminar.core.i18n import Message, join_messages, say

GAP = SPACE["6"]
"""Between numbers: more than between a number and its words."""

SIZES = (HUGE, TYPE["display"], LARGE)
"""Type for the numbers: the largest with which all of them fit is taken."""

LEAST = 360
"""The least width for a number and its words; on a narrower sheet the numbers stand beneath
each other."""


def draw_figures(view: Figures, sheet: Sheet) -> float:
    """Draw numbers from the left, as large as leaves room for all; on a scale they share."""
    if axis := dot_scale.find_shared_axis(view.figures):
        foot = dot_scale.draw_on_scale(view, axis, sheet)
        if foot is not None:
            return foot
    for size in SIZES:
        if _draw_large(view, sheet.empty_copy(), size) <= sheet.tall:
            return _draw_large(view, sheet, size)
    return (
        _draw_strip(view, sheet)
        if sheet.width >= WIDE
        else _draw_large(view, sheet, SIZES[-1])
    )


def _draw_strip(view: Figures, sheet: Sheet) -> float:
    """Draw numbers in a low line, each before its own words."""
    available = (sheet.width - (len(view.figures) - 1) * GAP) / len(view.figures)
    foot = 0.0
    for at, figure in enumerate(view.figures):
        x = at * (available + GAP)
        inset = sheet.text_width(figure.value, LARGE, True) + 24
        tall = sheet.paragraph_height(figure.label, available - inset, SMALL)
        row = max(tall, LEADING * LARGE)
        sheet.draw_paragraph(
            figure.value, x, (row - LEADING * LARGE) / 2, available, LARGE, bold=True
        )
        sheet.draw_paragraph(
            figure.label,
            x + inset,
            (row - tall) / 2,
            available - inset,
            SMALL,
            sheet.theme.muted,
        )
        foot = max(foot, row)
    return sheet.draw_paragraph(
        view.note, 0, foot + 8, sheet.width, SMALL, sheet.theme.muted
    )


def _draw_large(view: Figures, sheet: Sheet, largest: float) -> float:
    """Draw numbers over their words, none larger than `largest`, in columns."""
    across = max(1, min(len(view.figures), int((sheet.width + GAP) // (LEAST + GAP))))
    available = (sheet.width - (across - 1) * GAP) / across
    words = BODY if largest > LARGE else SMALL
    start = foot = 0.0
    for at, figure in enumerate(view.figures):
        x = at % across * (available + GAP)
        if at and not x:
            start = foot + min(GAP, largest / 2)
        fitting = (
            size
            for size in SIZES
            if size <= largest
            and sheet.text_width(figure.value, size, True) <= available
        )
        top = sheet.draw_paragraph(
            figure.value, x, start, available, next(fitting, BODY), bold=True
        )
        foot = max(
            foot,
            sheet.draw_paragraph(
                figure.label, x, top + 8, min(available, 900), words, sheet.theme.muted
            ),
        )
    if view.note:
        foot = sheet.draw_paragraph(
            view.note, 0, foot + 24, sheet.width, SMALL, sheet.theme.muted
        )
    return foot + 8


def tabulate_figures(view: Figures) -> Table:
    """Return what each number is, and the number."""
    rows = tuple((figure.label, figure.value) for figure in view.figures)
    axis = dot_scale.find_shared_axis(view.figures)
    return Table(
        (say("What"), say("Number")),
        rows,
        join_messages(_describe_scale(axis), view.note) if axis else view.note,
    )


def _describe_scale(axis: Axis) -> Message:
    if not (axis.low_words and axis.high_words):
        return say("The scale goes from {low} to {high}.", low=axis.low, high=axis.high)
    return say(
        "The scale goes from {low} ({low_words}) to {high} ({high_words}).",
        low=axis.low,
        low_words=axis.low_words,
        high=axis.high,
        high_words=axis.high_words,
    )
