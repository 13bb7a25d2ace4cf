"""People in a ring, seen from above: one gives to whoever sits at the left, and so it goes
round."""

from __future__ import annotations

from math import cos, pi, sin

from seminar.charts.sketches.strokes import STROKE, draw_arrow
from seminar.charts.svg.canvas import BODY, LARGE, SMALL, Sheet
from seminar.charts.svg.theme import THEMES
from seminar.core.elements import SketchPart

SEATS = 5
SEAT = 46.0
GAP = 64.0
TALL = 560.0
LOW = 400.0
"""How tall the ring is at most, on the wall and on paper."""
SAID = 56


def draw_ring(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """The ring; beside it what the one does who gives, and the one who is given to."""
    on_paper = sheet.theme is THEMES["paper"]
    tall = min(sheet.tall, LOW if on_paper else TALL)
    far = tall / 2 - SEAT - STROKE
    seats = [_place_seat(at, far, tall / 2) for at in range(SEATS)]
    clear = (SEAT + 20) / (2 * far * sin(pi / SEATS))
    for at, (x1, y1) in enumerate(seats):
        x2, y2 = seats[(at + 1) % SEATS]
        start, end = (
            (x1 + share * (x2 - x1), y1 + share * (y2 - y1)) for share in (clear, 1 - clear)
        )
        draw_arrow(sheet, *start, *end, sheet.theme.edge if at else sheet.theme.text)
    for at, (x, y) in enumerate(seats):
        _draw_person(sheet, at, x, y)
    foot = _draw_legend(parts, sheet.empty_copy(), tall + GAP, 0.0, on_paper)
    return max(tall, _draw_legend(parts, sheet, tall + GAP, max(0.0, (tall - foot) / 2), on_paper))


def _place_seat(at: int, far: float, middle: float) -> tuple[float, float]:
    """The first sits nearest and looks in, so that whoever is at the left comes next with the
    clock."""
    angle = pi / 2 + 2 * pi * at / SEATS
    return middle + far * cos(angle), middle + far * sin(angle)


def _draw_person(sheet: Sheet, at: int, x: float, y: float) -> None:
    """The one who gives is filled, the one who is given to has a strong line; the others wait
    for their turn."""
    fill = sheet.theme.card
    stroke = sheet.theme.text if at < 2 else sheet.theme.edge
    sheet.add_element(
        "circle",
        cx=x,
        cy=y,
        r=SEAT,
        fill=stroke if at == 0 else fill,
        stroke=stroke,
        stroke_width=STROKE,
    )


def _draw_legend(
    parts: tuple[SketchPart, ...], sheet: Sheet, left: float, top: float, on_paper: bool
) -> float:
    """The two who are at it now, each with its name and what it does."""
    name, said = (BODY, SMALL) if on_paper else (LARGE, SAID)
    words = left + 2 * SEAT + GAP / 2
    for at, part in enumerate(parts):
        _draw_person(sheet, at, left + SEAT, top + SEAT + STROKE)
        under = sheet.draw_paragraph(
            part.name, words, top + 8, sheet.width - words, name, bold=True
        )
        under = sheet.draw_paragraph(
            part.words, words, under, sheet.width - words, said, sheet.theme.muted
        )
        top = max(under, top + 2 * SEAT) + GAP / 2
    return top - GAP / 2
