"""Single numbers, side by side: large, and what each one is beneath it."""

from __future__ import annotations

from seminar.charts.sheet import BODY, HUGE, SMALL, Sheet
from seminar.core.language import say
from seminar.core.words import Figures, Table

GAP = 64


def draw(view: Figures, sheet: Sheet) -> float:
    """Numbers from the left, each over its own words."""
    across = max(1, len(view.figures))
    room = (sheet.width - (across - 1) * GAP) / across
    foot = 0.0
    for at, figure in enumerate(view.figures):
        x = at * (room + GAP)
        size = next((size for size in (HUGE, 104, 68, BODY) if sheet.extent(figure.value, size, True) <= room), BODY)
        top = sheet.paragraph(figure.value, x, 0, room, size, bold=True)
        foot = max(foot, sheet.paragraph(figure.label, x, top + 8, min(room, 900), BODY, sheet.theme.muted))
    if view.note:
        foot = sheet.paragraph(view.note, 0, foot + 24, sheet.width, SMALL, sheet.theme.muted)
    return foot + 8


def table(view: Figures) -> Table:
    """What it is, and the number."""
    rows = tuple((figure.label, figure.value) for figure in view.figures)
    return Table((say("What"), say("Number")), rows, view.note)
