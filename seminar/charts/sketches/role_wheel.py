"""The roles of a talk in a ring, with the letter of whoever has each of them in this turn.

The middle is left free for the clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin, sqrt

from seminar.charts.svg.canvas import LEADING, Sheet
from seminar.charts.svg.theme import THEMES, ThemeName
from seminar.core.i18n import Speech, say

WIDE = 720.0
SIZE = 44.0
LETTER = 68.0
RING = 216.0
DISC = 58.0
"""Radius of the ring, and of the discs on it."""
TOP = DISC + 6 + LEADING * SIZE
"""Where the ring begins: a name stands over the uppermost disc."""
TIP = 18.0
ROOM = WIDE / 2 - 20
"""How wide a name may be before it takes another line."""


def build_role_wheel(
    roles: Sequence[str], turn: int, speech: Speech, theme: ThemeName
) -> str:
    """Return the ring as an SVG, with an arrow from each letter to where it goes next.

    Args:
        roles: the name of each place on the ring, from the top with the clock.
        turn: which round of the talk it is, 1 being the first.
    """
    sheet = Sheet(THEMES[theme], speech, WIDE, WIDE)
    letters = [chr(ord("A") + (at + turn - 1) % len(roles)) for at in range(len(roles))]
    middle = TOP + RING
    angles = [_angle(at, len(roles)) for at in range(len(roles))]
    spots = [_point(angle, RING, middle) for angle in angles]
    low = middle + max(
        _sag(sheet, name, x) for name, (x, _) in zip(roles, spots, strict=True)
    )
    foot = middle + RING
    for at, (name, letter, (x, y)) in enumerate(
        zip(roles, letters, spots, strict=True)
    ):
        _draw_arc(sheet, angles[at], angles[at - 1], middle)
        _draw_disc(sheet, letter, x, y)
        if y < middle - RING / 2:
            _draw_upper_name(sheet, name, x)
        else:
            top = max(y + DISC, low) + 10
            foot = max(foot, _draw_lower_name(sheet, name, x, top))
    description = "; ".join(
        f"{letter}: {name}" for letter, name in zip(letters, roles, strict=True)
    )
    return sheet.to_svg(foot + 12, say("Who has which role in this round"), description)


def _draw_disc(sheet: Sheet, letter: str, x: float, y: float) -> None:
    """Draw a place on the ring, with the letter of whoever has it."""
    ink = sheet.theme
    sheet.add_element(
        "circle", cx=x, cy=y, r=DISC, fill=ink.data, stroke=ink.text, stroke_width=3
    )
    baseline = y + 0.35 * LETTER
    sheet.draw_text(
        letter, x, baseline, LETTER, ink.on_fill, bold=True, anchor="middle"
    )


def _draw_upper_name(sheet: Sheet, name: str, x: float) -> None:
    """Draw the name of a place high on the ring, over its disc."""
    baseline = TOP - DISC - 16
    size = _one_line_size(sheet, name)
    sheet.draw_text(name, x, baseline, size, bold=True, anchor="middle")


def _draw_lower_name(sheet: Sheet, name: str, x: float, top: float) -> float:
    """Draw a name from `top`, moved where it would leave the sheet; return where it ends."""
    half = _half_width(sheet, name)
    inside = min(max(x, half + 8), WIDE - half - 8)
    return sheet.draw_paragraph(
        name, inside, top, ROOM, SIZE, bold=True, anchor="middle"
    )


def _one_line_size(sheet: Sheet, name: str) -> float:
    """Return the type in which the uppermost name fits.

    Over the ring there is room for one line, as wide as the sheet.
    """
    return min(SIZE, SIZE * (WIDE - 20) / sheet.text_width(name, SIZE, bold=True))


def _sag(sheet: Sheet, name: str, x: float) -> float:
    """Return how far under its middle the ring hangs where a name beneath it comes nearest."""
    off = max(0.0, abs(x - WIDE / 2) - _half_width(sheet, name))
    return sqrt(RING**2 - off**2) if off < RING else 0.0


def _half_width(sheet: Sheet, name: str) -> float:
    """Return half the width of a name's longest line."""
    return (
        max(
            sheet.text_width(line, SIZE, bold=True)
            for line in sheet.break_lines(name, ROOM, SIZE, bold=True)
        )
        / 2
    )


def _angle(at: int, of: int) -> float:
    """Return the angle of a place: the first is at the top, and two stand beside each other."""
    return (pi if of == 2 else -pi / 2) + 2 * pi * at / of


def _point(angle: float, radius: float, middle: float) -> tuple[float, float]:
    return WIDE / 2 + radius * cos(angle), middle + radius * sin(angle)


def _draw_arc(sheet: Sheet, start: float, end: float, middle: float) -> None:
    """Draw an arrow along the ring from a disc to the one before it, against the clock."""
    gap = (DISC + 14) / RING
    start = start - gap
    end = end + gap
    while end > start:
        end -= 2 * pi
    (x1, y1) = _point(start, RING, middle)
    (x2, y2) = _point(end, RING, middle)
    large = 1 if start - end > pi else 0
    arc = f"M{x1:.1f} {y1:.1f}A{RING} {RING} 0 {large} 0 {x2:.1f} {y2:.1f}"
    along = end - pi / 2
    wings = [
        (x2 - TIP * cos(along + turn), y2 - TIP * sin(along + turn))
        for turn in (0.5, -0.5)
    ]
    (ax, ay), (bx, by) = wings
    head = f"M{ax:.1f} {ay:.1f}L{x2:.1f} {y2:.1f}L{bx:.1f} {by:.1f}"
    sheet.add_element(
        "path",
        d=arc + head,
        fill="none",
        stroke=sheet.theme.muted,
        stroke_width=5,
        stroke_linecap="round",
    )
