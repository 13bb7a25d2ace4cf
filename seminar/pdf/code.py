"""A QR code on paper: vector squares, room for a camera, and what it says in plain text beside it."""

from __future__ import annotations

from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped, unused-ignore]
from qrcode.main import QRCode  # type: ignore[import-untyped, unused-ignore]
from reportlab.lib.units import mm  # type: ignore[import-untyped, unused-ignore]
from reportlab.platypus import Flowable  # type: ignore[import-untyped, unused-ignore]

from seminar.pdf.styles import BLACK

SMALLEST = 25 * mm
SMALLEST_MODULE = 0.5 * mm
QUIET = 4
"""White modules on every side, as the standard asks for."""


def matrix(url: str) -> list[list[bool]]:
    """The dark modules of the code for `url`, at level M, without the quiet zone."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    # One segment: an address in capitals then takes the short alphanumeric form as a whole.
    code.add_data(url, optimize=0)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.modules]


class QrSquare(Flowable):  # type: ignore[misc, unused-ignore]
    """The code with its quiet zone above, below and to the right; `side` is that of the symbol, in points."""

    def __init__(self, url: str, side: float) -> None:
        super().__init__()
        self.rows = matrix(url)
        self.module = max(side, SMALLEST, SMALLEST_MODULE * len(self.rows)) / len(self.rows)
        self.quiet = QUIET * self.module
        side = self.module * len(self.rows)
        # The page's own margin is the quiet zone on the left, so that the symbol stands flush with the text.
        self.width, self.height = side + self.quiet, side + 2 * self.quiet

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        # One path for all modules: drawn one by one, hair-thin gaps between them can show.
        path = self.canv.beginPath()
        top = self.height - self.quiet
        for y, row in enumerate(self.rows):
            for x, dark in enumerate(row):
                if dark:
                    left = x * self.module
                    path.rect(left, top - (y + 1) * self.module, self.module, self.module)
        self.canv.setFillColor(BLACK)
        self.canv.drawPath(path, stroke=0, fill=1)
