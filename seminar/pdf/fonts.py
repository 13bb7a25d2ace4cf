"""The type on paper: Source Sans, embedded, with the letters of Norwegian and of Sámi languages."""

from __future__ import annotations

import threading
from functools import cache
from importlib.resources import as_file, files

from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from svglib.fonts import FontMap

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
_fonts_lock = threading.Lock()


class EmbeddedFaces(FontMap):
    """A font map that sets every text of a drawing in the embedded faces.

    Without it, svglib would look for fonts on the machine.
    """

    def find_font(
        self, font_name: str, weight: str = "normal", style: str = "normal"
    ) -> tuple[str, bool]:
        return (
            REGULAR if weight in ("normal", "300", "400", "500") else SEMIBOLD
        ), True


def load_fonts() -> None:
    """Make the faces known to ReportLab, once for the process."""
    with _fonts_lock:
        _register_fonts()


@cache
def _register_fonts() -> None:
    folder = files("font_source_sans_pro") / "files"
    for name, file in _FACES.items():
        with as_file(folder / file) as path:
            pdfmetrics.registerFont(TTFont(name, str(path)))
    pdfmetrics.registerFontFamily(FAMILY, *_FACES)
    # Drawings start from a typeface of their own, which is never embedded, even when they hold no
    # text.
    STATE_DEFAULTS["fontName"] = REGULAR


@cache
def printable_points(italic: bool = False) -> frozenset[int]:
    """Return every code point that the upright faces can print.

    The italic faces know fewer, and not all of Sámi.
    """
    load_fonts()
    return frozenset(pdfmetrics.getFont(ITALIC if italic else REGULAR).face.charToGlyph)


def measure_text(text: str, size: float, face: str = REGULAR) -> float:
    """Return how wide `text` is, in points."""
    return float(pdfmetrics.stringWidth(text, face, size))
