"""The type on paper: Source Sans, embedded, with every letter of Norwegian and the Sámi languages."""

from __future__ import annotations

import threading
from functools import cache
from importlib.resources import as_file, files

from reportlab.graphics.shapes import STATE_DEFAULTS  # type: ignore[import-untyped, unused-ignore]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped, unused-ignore]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped, unused-ignore]
from svglib.fonts import register_font

FAMILY = "Source Sans"
REGULAR = "Source Sans"
SEMIBOLD = "Source Sans Semibold"
ITALIC = "Source Sans It"

_FACES = {
    REGULAR: "SourceSansPro-Regular.ttf",
    SEMIBOLD: "SourceSansPro-Semibold.ttf",
    ITALIC: "SourceSansPro-It.ttf",
    "Source Sans SemiboldIt": "SourceSansPro-SemiboldIt.ttf",
}
_NAMES_IN_CHARTS = ("Source Sans 3", "Source Sans 3 Variable", "Source Sans Pro", "Source Sans")
_one_at_a_time = threading.Lock()


def load_fonts() -> None:
    """Makes the faces known to ReportLab and svglib, once for the process."""
    with _one_at_a_time:
        _load()


@cache
def _load() -> None:
    folder = files("font_source_sans_pro") / "files"
    for name, file in _FACES.items():
        with as_file(folder / file) as path:
            pdfmetrics.registerFont(TTFont(name, str(path)))
    pdfmetrics.registerFontFamily(FAMILY, *_FACES)
    # Drawings start from a typeface of their own, which is never embedded, even when they hold no text.
    STATE_DEFAULTS["fontName"] = REGULAR
    for name in _NAMES_IN_CHARTS:
        # svglib knows two weights; charts ask for 600, which it takes as bold.
        register_font(name, rlgFontName=REGULAR)
        register_font(name, weight="bold", rlgFontName=SEMIBOLD)


@cache
def printable_points(italic: bool = False) -> frozenset[int]:
    """Every code point that the upright faces can print; the italic ones know fewer, and not all of Sámi."""
    load_fonts()
    return frozenset(pdfmetrics.getFont(ITALIC if italic else REGULAR).face.charToGlyph)


def width(text: str, size: float, face: str = REGULAR) -> float:
    """How wide `text` is, in points."""
    return float(pdfmetrics.stringWidth(text, face, size))
