"""Strokes that several sketches share: lines with heads, jagged ones, what somebody says, and a
key's ink."""

from __future__ import annotations

from math import sqrt

from seminar.charts.svg.canvas import Sheet
from seminar.charts.svg.theme import THEMES
from seminar.core.elements import Key

STROKE = 6.0


def key_ink(sheet: Sheet, key: Key) -> str:
    """A key's colour where it is drawn as a line; on paper it is black, since a light grey line
    would be lost."""
    return sheet.theme.text if sheet.theme is THEMES["paper"] else sheet.theme.keys[key]


Vector = tuple[float, float]


def _measure_line(x1: float, y1: float, x2: float, y2: float) -> tuple[float, Vector, Vector]:
    """How long a line is, and a step of one along it and across it."""
    long = sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2) or 1.0
    x = (x2 - x1) / long
    y = (y2 - y1) / long
    return long, (x, y), (-y, x)


def draw_arrow(sheet: Sheet, x1: float, y1: float, x2: float, y2: float, stroke: str) -> None:
    """A line with a head at its end."""
    _, along, across = _measure_line(x1, y1, x2, y2)
    heads = "".join(
        f"M{x2 - 20 * along[0] + side * 14 * across[0]:.1f} {y2 - 20 * along[1] + side * 14 * across[1]:.1f}"
        f"L{x2:.1f} {y2:.1f}"
        for side in (-1, 1)
    )
    sheet.add_element(
        "path",
        d=f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}{heads}",
        fill="none",
        stroke=stroke,
        stroke_width=STROKE,
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def draw_zigzag(sheet: Sheet, x1: float, y1: float, x2: float, y2: float, stroke: str) -> None:
    """A jagged line."""
    long, along, across = _measure_line(x1, y1, x2, y2)
    turns = max(2, round(long / 18))
    points = (
        (share * long * along[0] + side * across[0], share * long * along[1] + side * across[1])
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
    """What somebody says, or leaves unsaid."""
    r = 24
    more = {"stroke_dasharray": dashes} if dashes else {}
    sheet.add_element(
        "path",
        d=f"M{x + r:.0f} {y:.0f}h{wide - 2 * r:.0f}q{r} 0 {r} {r}v{tall - 2 * r:.0f}q0 {r} {-r} {r}"
        f"h{-(wide - 3.6 * r):.0f}l{-1.3 * r:.0f} {r:.0f}v{-r}q{-1.3 * r:.0f} 0 {-1.3 * r:.0f} {-r}"
        f"v{-(tall - 2 * r):.0f}q0 {-r} {r} {-r}z",
        fill="none",
        stroke=stroke,
        stroke_width=STROKE,
        stroke_linecap="round",
        stroke_linejoin="round",
        **more,
    )
