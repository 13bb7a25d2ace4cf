"""Sketches that people fill in: a window of four panes, a map of others round oneself, a compass.

On the projector they show what is meant; on a worksheet, where they are filled in, they are larger
and empty.
"""

from __future__ import annotations

from math import cos, pi, sin

from seminar.charts.sketches.strokes import STROKE, draw_arrow, draw_zigzag
from seminar.charts.svg.canvas import BODY, LARGE, SMALL, Anchor, Sheet
from seminar.charts.svg.theme import THEMES
from seminar.core.elements import SketchPart
from seminar.core.i18n import say

GAP = 24.0
INSET = 28.0
PANE = 320.0
FIELD = 860.0
RINGS = 620.0
"""On paper: how tall a pane is, how tall a compass, and how far out the last ring round oneself."""

OTHERS = (
    (-0.5, 0.5, 0),
    (0.35, 0.55, 1),
    (1.1, 0.9, 2),
    (1.75, 0.95, 1),
    (2.55, 0.6, 0),
    (3.4, 0.92, 1),
    (4.1, 0.5, 0),
)
"""A map that is made up: direction in radians, distance as a share of the last ring, and which
line leads there."""

MEANT = 56
NAME = 64
ME = say("Me")


def draw_window(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Draw four equal panes, two over two, in the order of the list, and return where they end."""
    pane_width = (sheet.width - GAP) / 2
    available = pane_width - 2 * INSET
    needed = max(
        sheet.paragraph_height(part.name, available, LARGE, True)
        + sheet.paragraph_height(part.words, available, BODY)
        for part in parts
    )
    pane_height = needed + 2 * INSET
    pane_height = (
        pane_height + PANE
        if _is_worksheet(sheet)
        else max(pane_height, min(240.0, (sheet.tall - GAP) / 2))
    )
    for at, part in enumerate(parts):
        x = at % 2 * (pane_width + GAP)
        y = at // 2 * (pane_height + GAP)
        box = {
            "x": x + 2,
            "y": y + 2,
            "width": pane_width - 4,
            "height": pane_height - 4,
            "rx": 12,
        }
        sheet.add_element(
            "rect",
            fill=sheet.theme.card,
            stroke=sheet.theme.edge,
            stroke_width=4,
            **box,
        )
        under = sheet.draw_paragraph(
            part.name, x + INSET, y + INSET, available, LARGE, bold=True
        )
        sheet.draw_paragraph(
            part.words, x + INSET, under + 4, available, BODY, sheet.theme.muted
        )
    return 2 * pane_height + GAP


def draw_map(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Draw oneself in the middle, rings for how near others are, and a legend of the lines.

    Returns where the drawing ends. On a worksheet the map is empty and the legend stands beneath
    it.
    """
    if _is_worksheet(sheet):
        _draw_rings(sheet, sheet.width / 2, RINGS + 4, RINGS)
        return _draw_legend(
            parts, sheet, 0, 2 * RINGS + 40, sheet.width / 3, across=True
        )
    far = min(sheet.tall, 640) / 2 - 4
    centre = far + 40
    _draw_rings(sheet, centre, far + 4, far)
    for number, (turn, distance, line) in enumerate(OTHERS):
        x = centre + distance * far * 0.9 * cos(turn)
        y = far + 4 + distance * far * 0.9 * sin(turn)
        away = 0.9 * far * distance
        start = 46 / away
        end = 1 - 34 / away
        ends = [
            (
                centre + share_of_line * (x - centre),
                far + 4 + share_of_line * (y - far - 4),
            )
            for share_of_line in (start, end)
        ]
        _draw_relation(sheet, line, *ends[0], *ends[1])
        _draw_person(sheet, number, x, y)
    left = 2 * far + 120
    tall = _draw_legend(
        parts, sheet.empty_copy(), left, 0, sheet.width - left, across=False
    )
    foot = _draw_legend(
        parts, sheet, left, max(0.0, far - tall / 2), sheet.width - left, across=False
    )
    return max(2 * far, foot) + 8


def draw_compass(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Draw two axes that cross, with a name at each end, and return where the drawing ends.

    The first two parts name the level axis from left to right, the others the upright one from
    above.
    """
    left, right, above, below = parts
    side = 0.22 * sheet.width
    across = 0.6 * sheet.width
    over, under = (
        sheet.paragraph_height(part.name, across, NAME, True) for part in (above, below)
    )
    beside = max(
        sheet.paragraph_height(part.name, side, NAME, True) for part in (left, right)
    )
    least = FIELD if _is_worksheet(sheet) else min(sheet.tall, 620.0)
    top = over + GAP
    field = max(beside + 2 * GAP, least - over - under - 2 * GAP)
    centre = sheet.width / 2
    middle = top + field / 2
    for x in (side + GAP, sheet.width - side - GAP):
        draw_arrow(sheet, centre, middle, x, middle, sheet.theme.edge)
    for y in (top, top + field):
        draw_arrow(sheet, centre, middle, centre, y, sheet.theme.edge)
    places: tuple[tuple[SketchPart, float, Anchor], ...] = (
        (left, side, "end"),
        (right, sheet.width - side, "start"),
    )
    for part, x, anchor in places:
        tall = sheet.paragraph_height(part.name, side, NAME, True)
        sheet.draw_paragraph(
            part.name, x, middle - tall / 2, side, NAME, bold=True, anchor=anchor
        )
    sheet.draw_paragraph(
        above.name, centre, 0, across, NAME, bold=True, anchor="middle"
    )
    return (
        sheet.draw_paragraph(
            below.name,
            centre,
            top + field + GAP,
            across,
            NAME,
            bold=True,
            anchor="middle",
        )
        + 8
    )


def _is_worksheet(sheet: Sheet) -> bool:
    """Return whether the sketch is printed to be filled in."""
    return sheet.theme is THEMES["paper"]


def _draw_rings(sheet: Sheet, x: float, y: float, far: float) -> None:
    """Draw three dotted rings, `far` out at most, with oneself in the middle."""
    for share in (1, 2 / 3, 1 / 3):
        sheet.add_element(
            "circle",
            cx=x,
            cy=y,
            r=share * far,
            fill="none",
            stroke=sheet.theme.line,
            stroke_width=4,
            stroke_dasharray="4 14",
        )
    sheet.add_element(
        "circle",
        cx=x,
        cy=y,
        r=44,
        fill=sheet.theme.card,
        stroke=sheet.theme.text,
        stroke_width=STROKE,
    )
    sheet.draw_text(ME, x, y + 0.34 * SMALL, SMALL, bold=True, anchor="middle")


def _draw_relation(
    sheet: Sheet, kind: int, x1: float, y1: float, x2: float, y2: float
) -> None:
    """Draw the line to somebody: whole (0), dashed (1) or jagged (2)."""
    if kind == 2:
        draw_zigzag(sheet, x1, y1, x2, y2, sheet.theme.text)
        return
    dashes = {"stroke_dasharray": "20 16"} if kind else {}
    sheet.add_element(
        "line",
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        stroke=sheet.theme.text,
        stroke_width=STROKE,
        **dashes,
    )


def _draw_person(sheet: Sheet, number: int, x: float, y: float) -> None:
    """Draw somebody without a name: by turns a circle, a triangle, a square or a diamond."""
    look: dict[str, str | float] = {
        "fill": sheet.theme.card,
        "stroke": sheet.theme.muted,
        "stroke_width": STROKE,
    }
    sides, turn = ((0, 0.0), (3, -pi / 2), (4, -pi / 4), (4, 0.0))[number % 4]
    if not sides:
        sheet.add_element("circle", cx=x, cy=y, r=26, **look)
        return
    turns = (turn + 2 * pi * at / sides for at in range(sides))
    corners = (
        f"{x + 32 * cos(angle):.0f} {y + 32 * sin(angle):.0f}" for angle in turns
    )
    sheet.add_element(
        "path", d=f"M{'L'.join(corners)}z", stroke_linejoin="round", **look
    )


def _draw_legend(
    parts: tuple[SketchPart, ...],
    sheet: Sheet,
    x: float,
    y: float,
    available: float,
    *,
    across: bool,
) -> float:
    """Draw each kind of line with what it means, and return where the legend ends.

    The entries stand `across` the foot of a worksheet, or under each other beside the map.
    """
    sample = 110.0
    foot = y
    for kind, part in enumerate(parts):
        _draw_relation(sheet, kind, x, y + 30, x + sample, y + 30)
        meaning = part.words or part.name
        under = sheet.draw_paragraph(
            meaning,
            x + sample + GAP,
            y,
            available - sample - 2 * GAP,
            SMALL if across else MEANT,
        )
        foot = max(foot, under)
        x, y = (x + available, y) if across else (x, under + GAP)
    return foot + 8
