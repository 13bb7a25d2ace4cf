"""Thumbnails: the first page of a print as a small drawing, for the row of the organiser's page."""

from __future__ import annotations

from typing import Literal

from seminar.charts.tokens import PALETTES

WIDTH = 105
HEIGHT = 148
"""An A4 page in units of two millimetres."""

Tone = Literal["text", "edge", "line"]
"""Headings, running text, and ruled lines, by the colour that the page's own style has for them."""


def draw_thumbnail(*shapes: str) -> str:
    """Return a page with these shapes as SVG, hidden from screen readers: the row says the same.

    >>> draw_thumbnail()
    '<svg viewBox="0 0 105 148" fill="none" aria-hidden="true"></svg>'
    """
    size = f"0 0 {WIDTH} {HEIGHT}"
    return (
        f'<svg viewBox="{size}" fill="none" aria-hidden="true">{"".join(shapes)}</svg>'
    )


def draw_strokes(tone: Tone, width: float, path: str, dashes: str = "") -> str:
    """Return a path in one tone, `width` units wide; `dashes` is an SVG dash pattern.

    >>> draw_strokes("line", 2, "M13 18h60")
    '<path stroke="#dcd5c8" stroke-width="2" d="M13 18h60"/>'
    """
    pattern = f' stroke-dasharray="{dashes}"' if dashes else ""
    colour = PALETTES["day"][tone]
    return f'<path stroke="{colour}" stroke-width="{width}"{pattern} d="{path}"/>'


def draw_text_page() -> str:
    """Return a page of a heading and running text: for a print without a thumbnail of its own."""
    lines = "".join(f"M13 {y}h{length}" for y, length in _LINES)
    return draw_thumbnail(
        draw_strokes("text", 5, "M13 18h50"), draw_strokes("edge", 2, lines)
    )


_LINES = (
    (32, 74),
    (40, 66),
    (48, 70),
    (56, 52),
    (72, 74),
    (80, 62),
    (88, 70),
    (96, 40),
)
"""Height and length of each line, in two paragraphs."""
