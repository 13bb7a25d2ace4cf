"""Drawings on paper: the charts that the room saw, and the marks of the keys, from the screens'
SVG."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.platypus import Flowable
from svglib.svglib import svg2rlg

from seminar.charts.svg.icons import build_mark_svg
from seminar.core.elements import Key
from seminar.pdf.fonts import EmbeddedFaces, load_fonts


class Picture(Flowable):
    """An SVG drawn as wide as asked, or smaller where it would not fit on the page."""

    def __init__(self, svg: str, width: float, tallest: float) -> None:
        super().__init__()
        load_fonts()
        drawing: Any = svg2rlg(BytesIO(svg.encode()), font_map=EmbeddedFaces())
        if drawing is None:
            raise ValueError("the chart is not an SVG that can be printed")
        self.drawing = drawing
        self.factor = min(width / drawing.width, tallest / drawing.height)
        self.width = drawing.width * self.factor
        self.height = drawing.height * self.factor

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.saveState()
        self.canv.scale(self.factor, self.factor)
        renderPDF.draw(self.drawing, self.canv, 0, 0)
        self.canv.restoreState()


def build_mark_picture(key: Key, side: float) -> Picture:
    """Build the mark of a key, in black."""
    return Picture(build_mark_svg(key, "paper"), side, side)
