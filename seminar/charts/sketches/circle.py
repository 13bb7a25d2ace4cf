"""Draw people in a ring, seen from above: each gives to the neighbour at the left, all the way
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
    """Draw the ring, and beside it what giver and receiver do; return where the drawing ends."""
    on_paper = sheet.theme is THEMES["paper"]
    tall = min(sheet.tall, LOW if on_paper else TALL)
    far = tall / 2 - SEAT - STROKE
    seats = [_place_seat(at, far, tall / 2) for at in range(SEATS)]
    clear = (SEAT + 20) / (2 * far * sin(pi / SEATS))
    for at, (x1, y1) in enumerate(seats):
        x2, y2 = seats[(at + 1) % SEATS]
        start, end = (
            (x1 + share * (x2 - x1), y1 + share * (y2 - y1))
            for share in (clear, 1 - clear)
        )
        draw_arrow(sheet, *start, *end, sheet.theme.edge if at else sheet.theme.text)
    for at, (x, y) in enumerate(seats):
        _draw_person(sheet, at, x, y)
    foot = _draw_legend(parts, sheet.empty_copy(), tall + GAP, 0.0, on_paper)
    return max(
        tall,
        _draw_legend(parts, sheet, tall + GAP, max(0.0, (tall - foot) / 2), on_paper),
    )


def _place_seat(at: int, far: float, middle: float) -> tuple[float, float]:
    """Return where a person sits.

    The first sits nearest and looks in, so that their left-hand neighbour comes next with the
    clock.
    """
    angle = pi / 2 + 2 * pi * at / SEATS
    return middle + far * cos(angle), middle + far * sin(angle)


def _draw_person(sheet: Sheet, at: int, x: float, y: float) -> None:
    """Draw a person: the giver (0) filled, the receiver (1) in a strong line, others in a weak
    line."""
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
    """Draw what giver and receiver do, each under its name; return where the legend ends."""
    name_size, description_size = (BODY, SMALL) if on_paper else (LARGE, SAID)
    text_left = left + 2 * SEAT + GAP / 2
    for at, part in enumerate(parts):
        _draw_person(sheet, at, left + SEAT, top + SEAT + STROKE)
        under = sheet.draw_paragraph(
            part.name, text_left, top + 8, sheet.width - text_left, name_size, bold=True
        )
        under = sheet.draw_paragraph(
            part.words,
            text_left,
            under,
            sheet.width - text_left,
            description_size,
            sheet.theme.muted,
        )
        top = max(under, top + 2 * SEAT) + GAP / 2
    return top - GAP / 2
