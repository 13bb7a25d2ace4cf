"""Single numbers, side by side where there is room: large, and what each one is beneath it."""

from __future__ import annotations

from seminar.charts.sheet import BODY, HUGE, LARGE, SMALL, Sheet
from seminar.core.language import say
from seminar.core.words import Figures, Table

GAP = 64
SIZES = (HUGE, 112, LARGE)
LEAST = 360
"""The least width for one number and its words; on a narrower sheet the numbers stand beneath each other."""


def draw(view: Figures, sheet: Sheet) -> float:
    """Numbers from the left, each over its own words, as large as leaves room for all of them."""
    size = next((size for size in SIZES if _draw(view, sheet.blank(), size) <= sheet.tall), SIZES[-1])
    return _draw(view, sheet, size)


def _draw(view: Figures, sheet: Sheet, largest: float) -> float:
    across = max(1, min(len(view.figures), int((sheet.width + GAP) // (LEAST + GAP))))
    room = (sheet.width - (across - 1) * GAP) / across
    words = BODY if largest > LARGE else SMALL
    start = foot = 0.0
    for at, figure in enumerate(view.figures):
        x = at % across * (room + GAP)
        if at and not x:
            start = foot + min(GAP, largest / 2)
        fitting = (size for size in SIZES if size <= largest and sheet.extent(figure.value, size, True) <= room)
        top = sheet.paragraph(figure.value, x, start, room, next(fitting, BODY), bold=True)
        foot = max(foot, sheet.paragraph(figure.label, x, top + 8, min(room, 900), words, sheet.theme.muted))
    if view.note:
        foot = sheet.paragraph(view.note, 0, foot + 24, sheet.width, SMALL, sheet.theme.muted)
    return foot + 8


def table(view: Figures) -> Table:
    """What it is, and the number."""
    rows = tuple((figure.label, figure.value) for figure in view.figures)
    return Table((say("What"), say("Number")), rows, view.note)
