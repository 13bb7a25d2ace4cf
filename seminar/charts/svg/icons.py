"""The four marks: two circles that touch, a star with a steady base, a rising step, a smile."""

from __future__ import annotations

from collections.abc import Mapping

from seminar.charts.svg.canvas import Sheet, build_element
from seminar.charts.svg.theme import THEMES, ThemeName
from seminar.core.elements import Key, Sign

SIDE = 28
"""Marks and signs are drawn in a square of this many units, on whose grid their curves lie."""

SHAPES: Mapping[Key, str] = {
    "R": '<circle cx="9.5" cy="14" r="7"/><circle cx="18.5" cy="14" r="7"/>',
    "A": '<path d="M14 3l3.4 6.9 7.6 1-5.5 5.3 1.4 7.6-6.9-3.7-6.9 3.7 1.4-7.6L3 10.9l7.6-1z"/>',
    "U": '<path d="M3 25h8v-7h7v-7h7V4"/>',
    "S": '<path d="M4 9c2.5 14 17.5 14 20 0"/>',
}


SIGNS: Mapping[Sign, str] = {
    "smile": (
        '<circle cx="14" cy="14" r="11"/><path d="M9 15.5c1.8 5 8.2 5 10 0M10.5 9.8v1M17.5 9.8v1"/>'
    ),
    "thanks": (
        '<path d="M14 24C6 18.5 2 13.5 4 8.8c1.8-4.2 7.6-4.2 10 .6 2.4-4.8 8.2-4.8 10'
        '-.6 2 4.7-2 9.7-10 15.2z"/>'
    ),
    "idea": (
        '<path d="M10.5 19.5v-1.7c-6.6-4.3-3.9-14.3 3.5-14.3s10.1 10 3.5 14.3v1.7zM10.8 24h6.4"/>'
    ),
    "question": (
        '<path d="M8.5 10.2c0-8.6 12.4-8 11 .2-.7 3.9-5.5 3.7-5.5 8.4M14 24v.2"/>'
    ),
    "pause": (
        '<path d="M4.5 10.5h14v7c0 7.5-14 7.5-14 0zM18.5 12.5h2.4c4 0 4 6.5-.6 6.5h'
        '-2M9 3.5v3M14 3.5v3"/>'
    ),
}
"""Signs that stand beside a word, in the same square."""


def draw_mark(sheet: Sheet, key: Key, x: float, y: float, side: float) -> None:
    """Draw the mark of a key in the key's colour; on paper in black."""
    colour = (
        sheet.theme.text if sheet.theme is THEMES["paper"] else sheet.theme.keys[key]
    )
    sheet.add_element(
        "g",
        SHAPES[key],
        transform=f"translate({x:.1f} {y:.1f}) scale({side / SIDE:.3f})",
        **_stroke(colour),
    )


def draw_tick(sheet: Sheet, x: float, y: float, side: float) -> None:
    """Draw a tick in a ring: this is right."""
    shape = '<circle cx="14" cy="14" r="12"/><path d="M8 14.5l4.2 4.2 8-9"/>'
    sheet.add_element(
        "g",
        shape,
        transform=f"translate({x:.1f} {y:.1f}) scale({side / SIDE:.3f})",
        **_stroke(sheet.theme.text),
    )


def draw_sign(sheet: Sheet, name: Sign, x: float, y: float, side: float) -> None:
    """Draw a sign in the colour of text."""
    scale = f"translate({x:.1f} {y:.1f}) scale({side / SIDE:.3f})"
    sheet.add_element("g", SIGNS[name], transform=scale, **_stroke(sheet.theme.text))


def draw_swatch(sheet: Sheet, colour: str, x: float, y: float, side: float) -> None:
    """Draw a disc of a kind's own colour.

    The ring around it is in the colour of text, so that it is seen on every ground, whatever colour
    a kind has chosen.
    """
    ring = _stroke(sheet.theme.text) | {"fill": colour}
    scale = f"translate({x:.1f} {y:.1f}) scale({side / SIDE:.3f})"
    sheet.add_element("circle", cx=14, cy=14, r=11, transform=scale, **ring)


def build_mark_svg(key: Key, theme: ThemeName = "paper") -> str:
    """Return the mark of a key as a drawing of its own.

    The key's name stands beside it, so it is hidden from screen readers.
    """
    colour = THEMES[theme].text if theme == "paper" else THEMES[theme].keys[key]
    return build_element(
        "svg",
        build_element("g", SHAPES[key], **_stroke(colour)),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {SIDE} {SIDE}",
        width=SIDE,
        height=SIDE,
        aria_hidden="true",
    )


def _stroke(colour: str) -> dict[str, str | float]:
    return {
        "fill": "none",
        "stroke": colour,
        "stroke_width": 2.6,
        "stroke_linejoin": "round",
        "stroke_linecap": "round",
    }
