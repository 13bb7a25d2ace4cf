"""A QR code as SVG for screens."""

from __future__ import annotations

from functools import lru_cache

from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]
from qrcode.main import QRCode  # type: ignore[import-untyped]

QUIET_ZONE = 4


@lru_cache(maxsize=64)
def qr(url: str) -> str:
    """The address as one SVG path, black on white, quiet zone included.

    The address is set in upper case, which takes fewer and larger modules; our paths read either case.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(url.upper())
    code.make(fit=True)
    matrix = code.get_matrix()
    size = len(matrix)
    path = "".join(_runs(row, y) for y, row in enumerate(matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges" '
        f'aria-hidden="true"><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{path}"/></svg>'
    )


def _runs(row: list[bool], y: int) -> str:
    """One row of modules, each run of dark ones as a single rectangle."""
    found, x = [], 0
    while x < len(row):
        start = x
        while x < len(row) and row[x]:
            x += 1
        if x > start:
            found.append(f"M{start} {y}h{x - start}v1H{start}z")
        x += 1
    return "".join(found)
