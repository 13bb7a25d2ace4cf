"""What people fill in: a window of four panes, a map of others round oneself, and a compass of two
axes.

On the wall they say what is meant; on paper, where they are filled in, they are larger and empty.
"""

from __future__ import annotations

from math import cos, pi, sin

from seminar.charts.sketches.strokes import STROKE, arrow, zigzag
from seminar.charts.svg.canvas import BODY, LARGE, SMALL, Anchor, Sheet
from seminar.charts.svg.theme import THEMES
from seminar.core.elements import SketchPart
from seminar.core.i18n import say

GAP, INSET = 24.0, 28.0
PANE, FIELD, RINGS = 320.0, 860.0, 620.0
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

MEANT, NAME = 56, 64
ME = say("Me")


def window(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Four equal panes, two over two, in the order of the list."""
    wide = (sheet.width - GAP) / 2
    room = wide - 2 * INSET
    needed = max(
        sheet.height(one.name, room, LARGE, True) + sheet.height(one.words, room, BODY)
        for one in parts
    )
    tall = needed + 2 * INSET
    tall = tall + PANE if _empty(sheet) else max(tall, min(240.0, (sheet.tall - GAP) / 2))
    for at, part in enumerate(parts):
        x, y = at % 2 * (wide + GAP), at // 2 * (tall + GAP)
        box = {"x": x + 2, "y": y + 2, "width": wide - 4, "height": tall - 4, "rx": 12}
        sheet.add("rect", fill=sheet.theme.card, stroke=sheet.theme.edge, stroke_width=4, **box)
        under = sheet.paragraph(part.name, x + INSET, y + INSET, room, LARGE, bold=True)
        sheet.paragraph(part.words, x + INSET, under + 4, room, BODY, sheet.theme.muted)
    return 2 * tall + GAP


def around(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Oneself in the middle, rings for how near the others are, and the three kinds of line with
    what they mean."""
    if _empty(sheet):
        _rings(sheet, sheet.width / 2, RINGS + 4, RINGS)
        return _lines_meant(parts, sheet, 0, 2 * RINGS + 40, sheet.width / 3, across=True)
    far = min(sheet.tall, 640) / 2 - 4
    centre = far + 40
    _rings(sheet, centre, far + 4, far)
    for number, (turn, share, line) in enumerate(OTHERS):
        x, y = centre + share * far * 0.9 * cos(turn), far + 4 + share * far * 0.9 * sin(turn)
        away = 0.9 * far * share
        start, end = 46 / away, 1 - 34 / away
        ends = [
            (centre + one * (x - centre), far + 4 + one * (y - far - 4)) for one in (start, end)
        ]
        _line(sheet, line, *ends[0], *ends[1])
        _symbol(sheet, number, x, y)
    left = 2 * far + 120
    tall = _lines_meant(parts, sheet.blank(), left, 0, sheet.width - left, across=False)
    foot = _lines_meant(
        parts, sheet, left, max(0.0, far - tall / 2), sheet.width - left, across=False
    )
    return max(2 * far, foot) + 8


def compass(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Two axes that cross, each with a name at both ends: the first from left to right, the
    other from above."""
    left, right, above, below = parts
    side, across = 0.22 * sheet.width, 0.6 * sheet.width
    over, under = (sheet.height(one.name, across, NAME, True) for one in (above, below))
    beside = max(sheet.height(one.name, side, NAME, True) for one in (left, right))
    least = FIELD if _empty(sheet) else min(sheet.tall, 620.0)
    top, field = over + GAP, max(beside + 2 * GAP, least - over - under - 2 * GAP)
    centre, middle = sheet.width / 2, top + field / 2
    for x in (side + GAP, sheet.width - side - GAP):
        arrow(sheet, centre, middle, x, middle, sheet.theme.edge)
    for y in (top, top + field):
        arrow(sheet, centre, middle, centre, y, sheet.theme.edge)
    places: tuple[tuple[SketchPart, float, Anchor], ...] = (
        (left, side, "end"),
        (right, sheet.width - side, "start"),
    )
    for part, x, anchor in places:
        tall = sheet.height(part.name, side, NAME, True)
        sheet.paragraph(part.name, x, middle - tall / 2, side, NAME, bold=True, anchor=anchor)
    sheet.paragraph(above.name, centre, 0, across, NAME, bold=True, anchor="middle")
    return (
        sheet.paragraph(
            below.name, centre, top + field + GAP, across, NAME, bold=True, anchor="middle"
        )
        + 8
    )


def _empty(sheet: Sheet) -> bool:
    """Whether it is to be filled in."""
    return sheet.theme is THEMES["paper"]


def _rings(sheet: Sheet, x: float, y: float, far: float) -> None:
    for share in (1, 2 / 3, 1 / 3):
        sheet.add(
            "circle",
            cx=x,
            cy=y,
            r=share * far,
            fill="none",
            stroke=sheet.theme.line,
            stroke_width=4,
            stroke_dasharray="4 14",
        )
    sheet.add(
        "circle",
        cx=x,
        cy=y,
        r=44,
        fill=sheet.theme.card,
        stroke=sheet.theme.text,
        stroke_width=STROKE,
    )
    sheet.text(ME, x, y + 0.34 * SMALL, SMALL, bold=True, anchor="middle")


def _line(sheet: Sheet, kind: int, x1: float, y1: float, x2: float, y2: float) -> None:
    """A whole line, a dashed one or a jagged one."""
    if kind == 2:
        zigzag(sheet, x1, y1, x2, y2, sheet.theme.text)
        return
    dashes = {"stroke_dasharray": "20 16"} if kind else {}
    sheet.add(
        "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=sheet.theme.text, stroke_width=STROKE, **dashes
    )


def _symbol(sheet: Sheet, number: int, x: float, y: float) -> None:
    """Somebody without a name: a circle, a square, a triangle or a diamond."""
    look: dict[str, str | float] = {
        "fill": sheet.theme.card,
        "stroke": sheet.theme.muted,
        "stroke_width": STROKE,
    }
    sides, turn = ((0, 0.0), (3, -pi / 2), (4, -pi / 4), (4, 0.0))[number % 4]
    if not sides:
        sheet.add("circle", cx=x, cy=y, r=26, **look)
        return
    turns = (turn + 2 * pi * at / sides for at in range(sides))
    corners = (f"{x + 32 * cos(one):.0f} {y + 32 * sin(one):.0f}" for one in turns)
    sheet.add("path", d=f"M{'L'.join(corners)}z", stroke_linejoin="round", **look)


def _lines_meant(
    parts: tuple[SketchPart, ...], sheet: Sheet, x: float, y: float, room: float, *, across: bool
) -> float:
    """The kinds of line, each with its name and what it means; beside each other, or one under
    the other."""
    sample, foot = 110.0, y
    for kind, part in enumerate(parts):
        _line(sheet, kind, x, y + 30, x + sample, y + 30)
        said = part.words or part.name
        under = sheet.paragraph(
            said, x + sample + GAP, y, room - sample - 2 * GAP, SMALL if across else MEANT
        )
        foot = max(foot, under)
        x, y = (x + room, y) if across else (x, under + GAP)
    return foot + 8
