"""A QR code on paper: vector squares, room for a camera, and the address in words beside it."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from seminar.charts.svg.qr import QUIET, build_qr_modules
from seminar.pdf.styles import BLACK

SMALLEST = 25 * mm
SMALLEST_MODULE = 0.5 * mm
"""What the camera of an old phone still reads at arm's length, as a symbol and as a module."""


class QrSquare(Flowable):
    """A QR code with its quiet zone above, below and to the right; `side` is that of the symbol, in
    points."""

    def __init__(self, url: str, side: float) -> None:
        super().__init__()
        self.rows = build_qr_modules(url)
        self.module = max(side, SMALLEST, SMALLEST_MODULE * len(self.rows)) / len(
            self.rows
        )
        self.quiet = QUIET * self.module
        side = self.module * len(self.rows)
        # The page's own margin is the quiet zone on the left, so that the symbol stands flush with
        # the text.
        self.width = side + self.quiet
        self.height = side + 2 * self.quiet

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        # One path for all modules: drawn one by one, hair-thin gaps between them can show.
        path = self.canv.beginPath()
        top = self.height - self.quiet
        for y, row in enumerate(self.rows):
            for x, dark in enumerate(row):
                if dark:
                    left_edge = x * self.module
                    path.rect(
                        left_edge, top - (y + 1) * self.module, self.module, self.module
                    )
        self.canv.setFillColor(BLACK)
        self.canv.drawPath(path, stroke=0, fill=1)
