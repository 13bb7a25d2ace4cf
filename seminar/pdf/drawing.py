"""Drawings on paper: the charts that the room saw, and the four marks, from the same SVG as on screens."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.graphics import renderPDF  # type: ignore[import-untyped, unused-ignore]
from reportlab.platypus import Flowable  # type: ignore[import-untyped, unused-ignore]
from svglib.svglib import svg2rlg

from seminar.core.words import Key
from seminar.pdf.fonts import load_fonts

_MARKS: dict[Key, str] = {
    "R": '<circle cx="9.5" cy="14" r="7"/><circle cx="18.5" cy="14" r="7"/>',
    "A": '<path d="m14 3 3.3 7 7.7.9-5.7 5.2 1.6 7.600L14 19.9l-6.9 3.8 1.6-7.600L3 10.900l7.700-.9z"/>',
    "U": '<path d="M3 25h8v-7h7v-7h7V4"/>',
    "S": '<path d="M4 9c2.500 14 17.500 14 20 0"/>',
}


class Picture(Flowable):  # type: ignore[misc, unused-ignore]
    """An SVG drawn as wide as asked, or smaller where it would not fit on the page."""

    def __init__(self, svg: str, width: float, tallest: float) -> None:
        super().__init__()
        load_fonts()
        drawing: Any = svg2rlg(BytesIO(svg.encode()))
        if drawing is None:
            raise ValueError("the chart is not an SVG that can be printed")
        self.drawing = drawing
        self.factor = min(width / drawing.width, tallest / drawing.height)
        self.width, self.height = drawing.width * self.factor, drawing.height * self.factor

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.saveState()
        self.canv.scale(self.factor, self.factor)
        renderPDF.draw(self.drawing, self.canv, 0, 0)
        self.canv.restoreState()


def mark(key: Key, side: float) -> Picture:
    """The mark of one key, in black."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="28" height="28" viewBox="0 0 28 28" fill="none" '
        f'stroke="#000" stroke-width="2.6" stroke-linejoin="round" stroke-linecap="round">{_MARKS[key]}</svg>'
    )
    return Picture(svg, side, side)
