"""The type scale of paper: 11, 13.5, 17, 21 and 28 points, ragged right, hyphenated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle

from seminar.charts.tokens import PALETTES
from seminar.core.i18n import find_language
from seminar.pdf.fonts import REGULAR, SEMIBOLD

BLACK: Color = HexColor(PALETTES["paper"]["text"])
GREY: Color = HexColor(PALETTES["paper"]["rule"])
"""Dark enough to stay when a copier knows only black and white."""

MEASURE = 34
"""Longest line, in type sizes: 34 × 11 pt holds about 70 letters of Source Sans."""
WIDE = 42
"""The same for a print that must be one page: as long as the page is wide."""


@dataclass(frozen=True)
class Styles:
    """Every style of a print."""

    body: ParagraphStyle
    lead: ParagraphStyle
    small: ParagraphStyle
    quote: ParagraphStyle
    item: ParagraphStyle
    cell: ParagraphStyle
    prompt: ParagraphStyle
    label: ParagraphStyle
    head: ParagraphStyle
    address: ParagraphStyle
    code: ParagraphStyle
    headings: tuple[ParagraphStyle, ParagraphStyle, ParagraphStyle]


PRINT_SIZES = (11.0, 13.5, 17.0, 21.0, 28.0)
POSTER_SIZES = (17.0, 21.0, 21.0, 28.0, 44.0)
"""Text, lead, and headings from the third to the first, in points. 11 points is what grown-up eyes
read at arm's length; a poster is read from two or three steps away."""


@cache
def build_styles(lang: str, poster: bool = False, wide: bool = False) -> Styles:
    """Build the styles for a language; a poster steps everything up."""
    text, lead, second, _, first = POSTER_SIZES if poster else PRINT_SIZES
    measure = WIDE if wide else MEASURE

    def style(
        name: str, size: float, leading: float = 1.36, **changes: Any
    ) -> ParagraphStyle:
        return _build_style(name, lang, size, leading, measure, changes)

    return Styles(
        body=style("body", text, spaceAfter=text * 0.6),
        lead=style("lead", lead, 1.4, spaceAfter=lead * 0.8),
        small=style("small", text, 1.3, textColor=GREY, spaceAfter=text * 0.5),
        quote=style(
            "quote", lead, 1.36, leftIndent=16, spaceBefore=4, spaceAfter=lead * 0.7
        ),
        item=style(
            "item", text, leftIndent=text * 1.6, bulletIndent=0, spaceAfter=text * 0.35
        ),
        cell=style("cell", text, 1.3),
        prompt=style(
            "prompt",
            lead,
            1.26,
            fontName=SEMIBOLD,
            hyphenationMinWordLength=14,
            spaceBefore=6,
        ),
        label=style("label", text, 1.2, hyphenationLang=""),
        head=style("head", text, 1.3, fontName=SEMIBOLD),
        address=style(
            "address", 28.0 if poster else 17.0, 1.15, fontName=SEMIBOLD, spaceAfter=8
        ),
        code=style(
            "code", 56.0 if poster else 28.0, 1.1, fontName=SEMIBOLD, spaceAfter=8
        ),
        headings=_build_headings(style, first, second, poster),
    )


def _build_headings(
    style: Callable[..., ParagraphStyle], first: float, second: float, poster: bool
) -> tuple[ParagraphStyle, ParagraphStyle, ParagraphStyle]:
    """Build the three levels of headings, which stay with what follows them."""
    third = 21.0 if poster else 13.5
    common = {"fontName": SEMIBOLD, "keepWithNext": 1}
    return (
        style("h1", first, 1.12, spaceAfter=0 if poster else 11, **common),
        style("h2", second, 1.2, spaceBefore=second * 0.75, spaceAfter=4, **common),
        style("h3", third, 1.25, spaceBefore=third * 0.7, spaceAfter=6, **common),
    )


def _build_style(
    name: str,
    lang: str,
    size: float,
    leading: float,
    measure: float,
    changes: dict[str, Any],
) -> ParagraphStyle:
    """Build a style from what all have in common and what this style changes."""
    settings = {
        "fontName": REGULAR,
        "bulletFontName": REGULAR,
        "fontSize": size,
        "bulletFontSize": size,
        "leading": round(size * leading, 2),
        "textColor": BLACK,
        "hyphenationLang": find_language(lang).hyphenation,
        # Short words are never parted: a ragged edge reads better than a column of hyphens.
        "hyphenationMinWordLength": 12,
        "measure": measure,
        "allowWidows": 0,
        "allowOrphans": 0,
        "splitLongWords": 1,
    }
    return ParagraphStyle(name, **(settings | changes))
