"""Strokes that several sketches share: arrows, jagged lines, speech bubbles, and a key's ink."""

from __future__ import annotations

from math import sqrt

from seminar.charts.svg.canvas import Sheet
from seminar.charts.svg.theme import THEMES
from seminar.core.elements import Key

STROKE = 6.0
"""The width of a sketch's lines: seen from the back row, and lighter than bold type."""

HEAD_LENGTH = 20
HEAD_HALF = 14
"""How far an arrow's head reaches back along its line, and to each side of it."""


def key_ink(sheet: Sheet, key: Key) -> str:
    """Return a key's colour for a line; on paper black, where a light grey line would be lost."""
    return sheet.theme.text if sheet.theme is THEMES["paper"] else sheet.theme.keys[key]


Vector = tuple[float, float]


def _measure_line(
    x1: float, y1: float, x2: float, y2: float
) -> tuple[float, Vector, Vector]:
    """Return the length of a line, and the vectors of length one along it and across it."""
    length = sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2) or 1.0
    x = (x2 - x1) / length
    y = (y2 - y1) / length
    return length, (x, y), (-y, x)


def draw_arrow(
    sheet: Sheet, x1: float, y1: float, x2: float, y2: float, stroke: str
) -> None:
    """Draw a line with a head at its end."""
    _, along, across = _measure_line(x1, y1, x2, y2)
    heads = ""
    for side in (-1, 1):
        x = x2 - HEAD_LENGTH * along[0] + side * HEAD_HALF * across[0]
        y = y2 - HEAD_LENGTH * along[1] + side * HEAD_HALF * across[1]
        heads += f"M{x:.1f} {y:.1f}L{x2:.1f} {y2:.1f}"
    sheet.add_element(
        "path",
        d=f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}{heads}",
        fill="none",
        stroke=stroke,
        stroke_width=STROKE,
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def draw_zigzag(
    sheet: Sheet, x1: float, y1: float, x2: float, y2: float, stroke: str
) -> None:
    """Draw a jagged line."""
    length, along, across = _measure_line(x1, y1, x2, y2)
    turns = max(2, round(length / 18))
    points = (
        (
            share * length * along[0] + side * across[0],
            share * length * along[1] + side * across[1],
        )
        for share, side in (
            (at / turns, 0 if at in (0, turns) else 12 if at % 2 else -12)
            for at in range(turns + 1)
        )
    )
    sheet.add_element(
        "path",
        d="M" + "L".join(f"{x1 + x:.1f} {y1 + y:.1f}" for x, y in points),
        fill="none",
        stroke=stroke,
        stroke_width=STROKE,
        stroke_linejoin="round",
    )


def draw_bubble(
    sheet: Sheet, x: float, y: float, wide: float, tall: float, stroke: str, dashes: str
) -> None:
    """Draw a speech bubble, its line broken by `dashes` where something is left unsaid."""
    r = 24  # The radius of its corners.
    tail = f"l{-1.3 * r:.0f} {r:.0f}v{-r}"
    dashed = {"stroke_dasharray": dashes} if dashes else {}
    sheet.add_element(
        "path",
        d=f"M{x + r:.0f} {y:.0f}"
        f"h{wide - 2 * r:.0f}q{r} 0 {r} {r}v{tall - 2 * r:.0f}q0 {r} {-r} {r}"
        f"h{-(wide - 3.6 * r):.0f}{tail}q{-1.3 * r:.0f} 0 {-1.3 * r:.0f} {-r}"
        f"v{-(tall - 2 * r):.0f}q0 {-r} {r} {-r}z",
        fill="none",
        stroke=stroke,
        stroke_width=STROKE,
        stroke_linecap="round",
        stroke_linejoin="round",
        **dashed,
    )
