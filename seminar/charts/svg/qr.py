"""QR codes: the modules, which paper draws as squares, and the same as an SVG path for screens."""

from __future__ import annotations

from functools import lru_cache

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET = 4
"""White modules on every side, as ISO/IEC 18004 asks for."""


def build_qr_modules(text: str) -> list[list[bool]]:
    """Return the dark modules of the code for `text`, row by row.

    Error correction is level M (15 %), and the quiet zone is not among them.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    # One segment: an address in capitals then takes the short alphanumeric form as a whole.
    code.add_data(text, optimize=0)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.modules]


@lru_cache(maxsize=64)
def build_qr_svg(text: str) -> str:
    """Return the code in black on white with its quiet zone.

    The address stands beside it in words, so it is hidden from screen readers.
    """
    rows = build_qr_modules(text)
    size = len(rows) + 2 * QUIET
    path = "".join(_runs(row, y) for y, row in enumerate(rows, QUIET))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"'
        ' shape-rendering="crispEdges" aria-hidden="true">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{path}"/></svg>'
    )


def _runs(row: list[bool], y: int) -> str:
    """Return a row of modules as a path, each run of dark modules as a single rectangle."""
    rectangles = []
    x = 0
    while x < len(row):
        start = x
        while x < len(row) and row[x]:
            x += 1
        if x > start:
            rectangles.append(f"M{start + QUIET} {y}h{x - start}v1H{start + QUIET}z")
        x += 1
    return "".join(rectangles)
