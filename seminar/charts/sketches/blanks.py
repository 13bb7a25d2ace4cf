"""What people fill in: a window of four panes, a map of others round oneself, and a compass of two
axes.

On the wall they say what is meant; on paper, where they are filled in, they are larger and empty.
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
    """Four equal panes, two over two, in the order of the list."""
    wide = (sheet.width - GAP) / 2
    room = wide - 2 * INSET
    needed = max(
        sheet.paragraph_height(one.name, room, LARGE, True)
        + sheet.paragraph_height(one.words, room, BODY)
        for one in parts
    )
    tall = needed + 2 * INSET
    tall = tall + PANE if _is_worksheet(sheet) else max(tall, min(240.0, (sheet.tall - GAP) / 2))
    for at, part in enumerate(parts):
        x = at % 2 * (wide + GAP)
        y = at // 2 * (tall + GAP)
        box = {"x": x + 2, "y": y + 2, "width": wide - 4, "height": tall - 4, "rx": 12}
        sheet.add_element(
            "rect", fill=sheet.theme.card, stroke=sheet.theme.edge, stroke_width=4, **box
        )
        under = sheet.draw_paragraph(part.name, x + INSET, y + INSET, room, LARGE, bold=True)
        sheet.draw_paragraph(part.words, x + INSET, under + 4, room, BODY, sheet.theme.muted)
    return 2 * tall + GAP


def draw_map(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Oneself in the middle, rings for how near the others are, and the three kinds of line with
    what they mean."""
    if _is_worksheet(sheet):
        _draw_rings(sheet, sheet.width / 2, RINGS + 4, RINGS)
        return _draw_legend(parts, sheet, 0, 2 * RINGS + 40, sheet.width / 3, across=True)
    far = min(sheet.tall, 640) / 2 - 4
    centre = far + 40
    _draw_rings(sheet, centre, far + 4, far)
    for number, (turn, share, line) in enumerate(OTHERS):
        x = centre + share * far * 0.9 * cos(turn)
        y = far + 4 + share * far * 0.9 * sin(turn)
        away = 0.9 * far * share
        start = 46 / away
        end = 1 - 34 / away
        ends = [
            (centre + one * (x - centre), far + 4 + one * (y - far - 4)) for one in (start, end)
        ]
        _draw_relation(sheet, line, *ends[0], *ends[1])
        _draw_person(sheet, number, x, y)
    left = 2 * far + 120
    tall = _draw_legend(parts, sheet.empty_copy(), left, 0, sheet.width - left, across=False)
    foot = _draw_legend(
        parts, sheet, left, max(0.0, far - tall / 2), sheet.width - left, across=False
    )
    return max(2 * far, foot) + 8


def draw_compass(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Two axes that cross, each with a name at both ends: the first from left to right, the
    other from above."""
    left, right, above, below = parts
    side = 0.22 * sheet.width
    across = 0.6 * sheet.width
    over, under = (sheet.paragraph_height(one.name, across, NAME, True) for one in (above, below))
    beside = max(sheet.paragraph_height(one.name, side, NAME, True) for one in (left, right))
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
        sheet.draw_paragraph(part.name, x, middle - tall / 2, side, NAME, bold=True, anchor=anchor)
    sheet.draw_paragraph(above.name, centre, 0, across, NAME, bold=True, anchor="middle")
    return (
        sheet.draw_paragraph(
            below.name, centre, top + field + GAP, across, NAME, bold=True, anchor="middle"
        )
        + 8
    )


def _is_worksheet(sheet: Sheet) -> bool:
    """Whether it is to be filled in."""
    return sheet.theme is THEMES["paper"]


def _draw_rings(sheet: Sheet, x: float, y: float, far: float) -> None:
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


def _draw_relation(sheet: Sheet, kind: int, x1: float, y1: float, x2: float, y2: float) -> None:
    """A whole line, a dashed one or a jagged one."""
    if kind == 2:
        draw_zigzag(sheet, x1, y1, x2, y2, sheet.theme.text)
        return
    dashes = {"stroke_dasharray": "20 16"} if kind else {}
    sheet.add_element(
        "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=sheet.theme.text, stroke_width=STROKE, **dashes
    )


def _draw_person(sheet: Sheet, number: int, x: float, y: float) -> None:
    """Somebody without a name: a circle, a square, a triangle or a diamond."""
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
    corners = (f"{x + 32 * cos(one):.0f} {y + 32 * sin(one):.0f}" for one in turns)
    sheet.add_element("path", d=f"M{'L'.join(corners)}z", stroke_linejoin="round", **look)


def _draw_legend(
    parts: tuple[SketchPart, ...], sheet: Sheet, x: float, y: float, room: float, *, across: bool
) -> float:
    """The kinds of line, each with its name and what it means; beside each other, or one under
    the other."""
    sample = 110.0
    foot = y
    for kind, part in enumerate(parts):
        _draw_relation(sheet, kind, x, y + 30, x + sample, y + 30)
        said = part.words or part.name
        under = sheet.draw_paragraph(
            said, x + sample + GAP, y, room - sample - 2 * GAP, SMALL if across else MEANT
        )
        foot = max(foot, under)
        x, y = (x + room, y) if across else (x, under + GAP)
    return foot + 8
