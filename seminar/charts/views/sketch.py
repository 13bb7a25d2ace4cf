"""What a slide or a move draws of its list: the keys, two poles, fields, and rings that meet.

Nothing is measured here: equal things are equally large, and no side is the good side by its
colour.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import sqrt

from seminar.charts.sketches import blanks, circle
from seminar.charts.sketches.strokes import STROKE, draw_arrow, draw_bubble, key_ink
from seminar.charts.svg import icons, patterns
from seminar.charts.svg.canvas import BODY, LARGE, SMALL, WIDE, Sheet
from seminar.charts.svg.patterns import Box
from seminar.charts.tokens import SPACE
from seminar.core.elements import KEYS, Shape, Sketch, SketchPart, Table
from seminar.core.i18n import say

NAME = 56
LETTER = 132
"""Type for names and what is said of them, and for the letter of a key, which is seen from afar."""

GAP = SPACE["5"]
NARROW_MARK = 60.0
"""The mark of a key on a narrow sheet, where it stands before its name."""


def draw_sketch(view: Sketch, sheet: Sheet) -> float:
    """Draw the sketch; on a narrow sheet its parts under each other."""
    if sheet.width < WIDE:
        return _draw_column(view, sheet)
    return _SHAPES[view.shape](view.parts, sheet)


def tabulate_sketch(view: Sketch) -> Table:
    """Return each part, and what is said of it."""
    numbered = view.shape == "areas"
    names = (
        f"{at}. {part.name}" if numbered else part.name
        for at, part in enumerate(view.parts, 1)
    )
    rows = tuple(
        (name, part.words) for name, part in zip(names, view.parts, strict=True)
    )
    return Table((say("Part"), say("What is said of it")), rows)


# --- The four keys --------------------------------------------------------------------------------


def _draw_keys(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Draw for each key its colour and pattern, its mark and letter, and its words."""
    wide = (sheet.width - 3 * GAP) / 4
    band = min(150.0, 0.26 * sheet.tall)
    mark_side = 120.0
    foot = 0.0
    size = min(_fit_size(part.words, wide, sheet) for part in parts)
    for at, (key, part) in enumerate(zip(KEYS, parts, strict=True)):
        x = at * (wide + GAP)
        box = Box(x, 0, wide, band)
        colour = sheet.theme.keys[key]
        sheet.add_element(
            "rect",
            x=x,
            y=0,
            width=wide,
            height=band,
            fill=colour,
            stroke=key_ink(sheet, key),
            stroke_width=3,
        )
        patterns.draw_pattern(sheet, key, box)
        top = band + 36
        available = wide - mark_side - 24
        letter = _fit_size(part.name, available, sheet, True, LETTER)
        under = sheet.draw_paragraph(
            part.name, x, top, available, letter, key_ink(sheet, key), bold=True
        )
        icons.draw_mark(sheet, key, x + wide - mark_side, top, mark_side)
        foot = max(
            foot,
            sheet.draw_paragraph(
                part.words, x, max(under, top + mark_side) + 8, wide, size
            ),
        )
    return foot + 8


# --- Two poles ------------------------------------------------------------------------------------


def _draw_relation(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Draw two who meet on the same line, and somebody above three."""
    half = _half_width(sheet)
    tall = _stage_height(parts, sheet)
    middle = tall / 2
    radius = min(80.0, tall / 3.2)
    warm = key_ink(sheet, "R")
    calm = sheet.theme.muted
    left = half / 2
    apart = 1.9 * radius
    for x in (left - apart, left + apart):
        sheet.draw_circle(x, middle, radius, stroke=warm, thick=STROKE)
    reach = apart - radius - 18
    draw_arrow(sheet, left - reach, middle - 22, left + reach, middle - 22, warm)
    draw_arrow(sheet, left + reach, middle + 22, left - reach, middle + 22, warm)
    large_radius = 0.68 * radius
    small_radius = 0.42 * radius
    right = half + GAP * 2 + half / 2
    sheet.draw_circle(right, large_radius + 3, large_radius, stroke=calm, thick=STROKE)
    low = tall - small_radius - 4
    for side in (-1, 0, 1):
        x = right + side * 2.4 * radius
        sheet.draw_circle(x, low, small_radius, stroke=calm, thick=STROKE)
        draw_arrow(
            sheet,
            right + side * 0.9 * large_radius,
            2 * large_radius + 20 - abs(side) * 16,
            x,
            low - small_radius - 14,
            calm,
        )
    _draw_double_arrow(sheet, half, middle)
    return _draw_words(parts, sheet, tall)


def _draw_courage(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Draw a plank that tips: at its left end something is said, at its right it is left unsaid."""
    half = _half_width(sheet)
    tall = _stage_height(parts, sheet)
    spoken = key_ink(sheet, "R")
    unspoken = sheet.theme.muted
    high = tall - 64
    low = tall - 8
    left = 0.12 * half
    right = sheet.width - 0.12 * half
    _draw_plank(sheet, (left, high), (right, low), tall + 34)
    radius = min(56.0, tall / 5)
    for x, stroke, dashes in (
        (half / 2, spoken, ""),
        (half + 2 * GAP + half / 2, unspoken, "4 16"),
    ):
        ground = high + (low - high) * (x - left) / (right - left) - 10
        sheet.draw_circle(
            x - 1.7 * radius, ground - radius, radius, stroke=stroke, thick=STROKE
        )
        draw_bubble(
            sheet,
            x - 0.2 * radius,
            ground - 2.6 * radius - 24,
            3.4 * radius,
            1.9 * radius,
            stroke,
            dashes,
        )
    return _draw_words(parts, sheet, tall + 40)


def _draw_plank(
    sheet: Sheet, start: tuple[float, float], end: tuple[float, float], ground: float
) -> None:
    """Draw a plank on a pivot that stands on the ground under its middle."""
    left, high = start
    right, low = end
    edge = sheet.theme.edge
    sheet.add_element(
        "line",
        x1=left,
        y1=high,
        x2=right,
        y2=low,
        stroke=edge,
        stroke_width=10,
        stroke_linecap="round",
    )
    pivot = (high + low) / 2 + 6
    sheet.add_element(
        "path",
        d=f"M{sheet.width / 2:.0f} {pivot:.0f}l46 {ground - pivot:.0f}h-92z",
        fill="none",
        stroke=edge,
        stroke_width=STROKE,
        stroke_linejoin="round",
    )


def _half_width(sheet: Sheet) -> float:
    """Return the width of a pole's words."""
    return (sheet.width - 2 * GAP) / 2


def _stage_height(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Return the height that is left to draw on over the words."""
    words = max(_words_height(part, sheet) for part in parts)
    return max(220.0, min(340.0, sheet.tall - words - 96))


def _words_height(part: SketchPart, sheet: Sheet) -> float:
    """Return how high a pole's name and words are."""
    half = _half_width(sheet)
    return (
        sheet.paragraph_height(part.name, half, LARGE, True)
        + 12
        + sheet.paragraph_height(part.words, half, NAME)
    )


def _draw_words(parts: tuple[SketchPart, ...], sheet: Sheet, top: float) -> float:
    """Draw the name of each pole, and what is said of it; return where the words end."""
    half = _half_width(sheet)
    foot = 0.0
    for at, part in enumerate(parts):
        centre = at * (half + 2 * GAP) + half / 2
        under = sheet.draw_paragraph(
            part.name, centre, top + 44, half, LARGE, bold=True, anchor="middle"
        )
        foot = max(
            foot,
            sheet.draw_paragraph(
                part.words,
                centre,
                under + 12,
                half,
                NAME,
                sheet.theme.muted,
                anchor="middle",
            ),
        )
    return foot + 8


def _draw_double_arrow(sheet: Sheet, half: float, y: float) -> None:
    """Draw a line with two heads: people can move along it."""
    centre = half + GAP
    draw_arrow(sheet, centre, y, centre - 64, y, sheet.theme.edge)
    draw_arrow(sheet, centre, y, centre + 64, y, sheet.theme.edge)


# --- Fields, and two that meet --------------------------------------------------------------------


def _draw_areas(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Draw equal fields in two columns, each with its number, in the author's order."""
    rows = (len(parts) + 1) // 2
    gap = GAP / 2
    inset = 28.0
    ring = 38.0
    wide = (sheet.width - GAP) / 2
    available = wide - 3 * inset - 2 * ring
    size = min(_fit_size(part.name, available, sheet, True) for part in parts)
    words = max(
        sheet.paragraph_height(part.name, available, size, True) for part in parts
    )
    tall = max(112.0, words + inset, min(150.0, (sheet.tall - (rows - 1) * gap) / rows))
    for at, part in enumerate(parts):
        column, row = divmod(at, rows)
        x = column * (wide + GAP)
        y = row * (tall + gap)
        box = {"x": x + 2, "y": y + 2, "width": wide - 4, "height": tall - 4, "rx": 12}
        sheet.add_element(
            "rect",
            fill=sheet.theme.card,
            stroke=sheet.theme.edge,
            stroke_width=3,
            **box,
        )
        centre = x + inset + ring
        sheet.draw_circle(centre, y + tall / 2, ring, stroke=sheet.theme.text, thick=4)
        sheet.draw_text(
            str(at + 1), centre, y + tall / 2 + 0.34 * BODY, BODY, anchor="middle"
        )
        words = sheet.paragraph_height(part.name, available, size, True)
        sheet.draw_paragraph(
            part.name,
            centre + ring + inset,
            y + (tall - words) / 2,
            available,
            size,
            bold=True,
        )
    return rows * (tall + gap) - gap


def _draw_rings(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Draw two rings over each other; a third part stands where they meet."""
    radius = max(0.165 * sheet.width, min(sheet.tall / 2 - 4, 0.18 * sheet.width))
    stretch = 1.7
    apart = 0.66 * radius if len(parts) < 3 else 0.58 * radius
    centre = sheet.width / 2
    middle = radius + 4
    for side in (-1, 1):
        left = centre + side * apart * stretch - radius * stretch
        ring = f"M{left:.0f} {middle:.0f}" + "".join(
            f"a{radius * stretch:.0f} {radius:.0f} 0 1 0 {direction * 2 * radius * stretch:.0f} 0"
            for direction in (1, -1)
        )
        sheet.add_element(
            "path",
            d=f"{ring}z",
            fill="none",
            stroke=sheet.theme.edge,
            stroke_width=STROKE,
        )
    lens = (radius - apart) * stretch
    rise = sqrt(radius * radius - apart * apart)
    arc = f"{radius * stretch:.0f} {radius:.0f} 0 0 1"
    top_corner = f"{centre:.0f} {middle - rise:.0f}"
    sheet.add_element(
        "path",
        d=f"M{top_corner}A{arc} {centre:.0f} {middle + rise:.0f}A{arc} {top_corner}z",
        fill=sheet.theme.card,
        stroke=sheet.theme.text,
        stroke_width=STROKE,
    )
    outer = 2 * apart * stretch
    away = lens + outer / 2 - 8
    places = (
        (centre - away, outer - 96),
        (centre + away, outer - 96),
        (centre, 2 * lens - 72),
    )
    for part, (x, available) in zip(parts, places, strict=False):
        _draw_centred(sheet, part, x, middle, available)
    return 2 * radius + 8


def _draw_centred(
    sheet: Sheet, part: SketchPart, x: float, middle: float, available: float
) -> None:
    """Draw a part's name and words around a point."""
    size = _fit_size(part.name, available, sheet, True)
    smaller = _fit_size(part.words, available, sheet, most=BODY)
    tall = sheet.paragraph_height(
        part.name, available, size, True
    ) + sheet.paragraph_height(part.words, available, smaller)
    under = sheet.draw_paragraph(
        part.name, x, middle - tall / 2, available, size, bold=True, anchor="middle"
    )
    sheet.draw_paragraph(
        part.words, x, under + 8, available, smaller, sheet.theme.muted, anchor="middle"
    )


def _fit_size(
    words: str, available: float, sheet: Sheet, bold: bool = False, most: float = NAME
) -> float:
    """Return the largest size at which no word is broken, and none smaller than can be read."""
    widest = max(
        (sheet.text_width(word, most, bold) for word in words.split()), default=0.0
    )
    return max(SMALL, min(most, most * available / widest)) if widest else most


def _draw_column(view: Sketch, sheet: Sheet) -> float:
    """Draw the parts under each other, where there is no room beside."""
    top = 0.0
    for at, part in enumerate(view.parts):
        left = 0.0
        if view.shape == "keys":
            icons.draw_mark(sheet, KEYS[at], 0, top, NARROW_MARK)
            left = NARROW_MARK + 24
        under = sheet.draw_paragraph(
            part.name, left, top, sheet.width - left, NAME, bold=True
        )
        top = (
            sheet.draw_paragraph(
                part.words, left, under, sheet.width - left, BODY, sheet.theme.muted
            )
            + 28
        )
    return top


_SHAPES: Mapping[Shape, Callable[[tuple[SketchPart, ...], Sheet], float]] = {
    "keys": _draw_keys,
    "relation": _draw_relation,
    "courage": _draw_courage,
    "areas": _draw_areas,
    "both": _draw_rings,
    "window": blanks.draw_window,
    "map": blanks.draw_map,
    "compass": blanks.draw_compass,
    "ring": circle.draw_ring,
}
