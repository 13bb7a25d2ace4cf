"""What a slide or a move draws of its list: the four keys, two poles, fields side by side, and two
that meet.

Nothing is measured here: equal things are equally large, and no side is the good one by its colour.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import sqrt

from seminar.charts.sketches import blanks
from seminar.charts.sketches import circle as seats
from seminar.charts.sketches.strokes import STROKE, draw_arrow, draw_bubble, key_ink
from seminar.charts.svg import icons as marks
from seminar.charts.svg import patterns
from seminar.charts.svg.canvas import BODY, LARGE, SMALL, WIDE, Sheet
from seminar.charts.svg.patterns import Box
from seminar.core.elements import KEYS, Shape, Sketch, SketchPart, Table
from seminar.core.i18n import say

NAME = 56
LETTER = 132
GAP = 48
NARROW_MARK = 60.0


def draw_sketch(view: Sketch, sheet: Sheet) -> float:
    """The sketch on a wide sheet; on a narrow one its parts under each other."""
    if sheet.width < WIDE:
        return _column(view, sheet)
    return _SHAPES[view.shape](view.parts, sheet)


def tabulate_sketch(view: Sketch) -> Table:
    """Each part, and what is said of it."""
    numbered = view.shape == "areas"
    names = (
        f"{at}. {part.name}" if numbered else part.name for at, part in enumerate(view.parts, 1)
    )
    rows = tuple((name, part.words) for name, part in zip(names, view.parts, strict=True))
    return Table((say("Part"), say("What is said of it")), rows)


# --- The four keys --------------------------------------------------------------------------------


def _keys(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """For each key its colour and pattern, its mark and letter, and its words."""
    wide = (sheet.width - 3 * GAP) / 4
    band = min(150.0, 0.26 * sheet.tall)
    side = 120.0
    foot = 0.0
    size = min(_size(part.words, wide, sheet) for part in parts)
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
        room = wide - side - 24
        letter = _size(part.name, room, sheet, True, LETTER)
        under = sheet.draw_paragraph(
            part.name, x, top, room, letter, key_ink(sheet, key), bold=True
        )
        marks.draw_mark(sheet, key, x + wide - side, top, side)
        foot = max(
            foot, sheet.draw_paragraph(part.words, x, max(under, top + side) + 8, wide, size)
        )
    return foot + 8


# --- Two poles ------------------------------------------------------------------------------------


def _relation(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Two who meet on the same line, and one above three."""
    half = _half(sheet)
    tall = _room(parts, sheet)
    middle = tall / 2
    r = min(80.0, tall / 3.2)
    warm = key_ink(sheet, "R")
    calm = sheet.theme.muted
    left = half / 2
    apart = 1.9 * r
    for x in (left - apart, left + apart):
        sheet.add_element(
            "circle", cx=x, cy=middle, r=r, fill="none", stroke=warm, stroke_width=STROKE
        )
    reach = apart - r - 18
    draw_arrow(sheet, left - reach, middle - 22, left + reach, middle - 22, warm)
    draw_arrow(sheet, left + reach, middle + 22, left - reach, middle + 22, warm)
    top = 0.68 * r
    small = 0.42 * r
    right = half + GAP * 2 + half / 2
    sheet.add_element(
        "circle", cx=right, cy=top + 3, r=top, fill="none", stroke=calm, stroke_width=STROKE
    )
    low = tall - small - 4
    for side in (-1, 0, 1):
        x = right + side * 2.4 * r
        sheet.add_element(
            "circle", cx=x, cy=low, r=small, fill="none", stroke=calm, stroke_width=STROKE
        )
        draw_arrow(
            sheet,
            right + side * 0.9 * top,
            2 * top + 20 - abs(side) * 16,
            x,
            low - small - 14,
            calm,
        )
    _between(sheet, half, middle)
    return _beneath(parts, sheet, tall)


def _courage(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """A plank that tips: at one end it is said, at the other it is left unsaid."""
    half = _half(sheet)
    tall = _room(parts, sheet)
    said = key_ink(sheet, "R")
    unsaid = sheet.theme.muted
    high = tall - 64
    low = tall - 8
    left = 0.12 * half
    right = sheet.width - 0.12 * half
    centre = sheet.width / 2
    sheet.add_element(
        "line",
        x1=left,
        y1=high,
        x2=right,
        y2=low,
        stroke=sheet.theme.edge,
        stroke_width=10,
        stroke_linecap="round",
    )
    pivot = (high + low) / 2 + 6
    sheet.add_element(
        "path",
        d=f"M{centre:.0f} {pivot:.0f}l46 {tall + 34 - pivot:.0f}h-92z",
        fill="none",
        stroke=sheet.theme.edge,
        stroke_width=STROKE,
        stroke_linejoin="round",
    )
    r = min(56.0, tall / 5)
    for x, stroke, dashes in ((half / 2, said, ""), (half + 2 * GAP + half / 2, unsaid, "4 16")):
        ground = high + (low - high) * (x - left) / (right - left) - 10
        sheet.add_element(
            "circle",
            cx=x - 1.7 * r,
            cy=ground - r,
            r=r,
            fill="none",
            stroke=stroke,
            stroke_width=STROKE,
        )
        draw_bubble(sheet, x - 0.2 * r, ground - 2.6 * r - 24, 3.4 * r, 1.9 * r, stroke, dashes)
    return _beneath(parts, sheet, tall + 40)


def _half(sheet: Sheet) -> float:
    return (sheet.width - 2 * GAP) / 2


def _room(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """What is left to draw on over the words."""
    words = max(_said(part, sheet) for part in parts)
    return max(220.0, min(340.0, sheet.tall - words - 96))


def _said(part: SketchPart, sheet: Sheet) -> float:
    half = _half(sheet)
    return (
        sheet.paragraph_height(part.name, half, LARGE, True)
        + 12
        + sheet.paragraph_height(part.words, half, NAME)
    )


def _beneath(parts: tuple[SketchPart, ...], sheet: Sheet, top: float) -> float:
    """The name of each pole, and what is said of it."""
    half = _half(sheet)
    foot = 0.0
    for at, part in enumerate(parts):
        centre = at * (half + 2 * GAP) + half / 2
        under = sheet.draw_paragraph(
            part.name, centre, top + 44, half, LARGE, bold=True, anchor="middle"
        )
        foot = max(
            foot,
            sheet.draw_paragraph(
                part.words, centre, under + 12, half, NAME, sheet.theme.muted, anchor="middle"
            ),
        )
    return foot + 8


def _between(sheet: Sheet, half: float, y: float) -> None:
    """A line with two heads: one can move along it."""
    centre = half + GAP
    draw_arrow(sheet, centre, y, centre - 64, y, sheet.theme.edge)
    draw_arrow(sheet, centre, y, centre + 64, y, sheet.theme.edge)


# --- Fields, and two that meet --------------------------------------------------------------------


def _areas(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Equal fields in two columns, each with its number, in the author's order."""
    rows = (len(parts) + 1) // 2
    gap = GAP / 2
    inset = 28.0
    ring = 38.0
    wide = (sheet.width - GAP) / 2
    room = wide - 3 * inset - 2 * ring
    size = min(_size(part.name, room, sheet, True) for part in parts)
    words = max(sheet.paragraph_height(part.name, room, size, True) for part in parts)
    tall = max(112.0, words + inset, min(150.0, (sheet.tall - (rows - 1) * gap) / rows))
    for at, part in enumerate(parts):
        column, row = divmod(at, rows)
        x = column * (wide + GAP)
        y = row * (tall + gap)
        box = {"x": x + 2, "y": y + 2, "width": wide - 4, "height": tall - 4, "rx": 12}
        sheet.add_element(
            "rect", fill=sheet.theme.card, stroke=sheet.theme.edge, stroke_width=3, **box
        )
        centre = x + inset + ring
        sheet.add_element(
            "circle",
            cx=centre,
            cy=y + tall / 2,
            r=ring,
            fill="none",
            stroke=sheet.theme.text,
            stroke_width=4,
        )
        sheet.draw_text(str(at + 1), centre, y + tall / 2 + 0.34 * BODY, BODY, anchor="middle")
        words = sheet.paragraph_height(part.name, room, size, True)
        sheet.draw_paragraph(
            part.name, centre + ring + inset, y + (tall - words) / 2, room, size, bold=True
        )
    return rows * (tall + gap) - gap


def _both(parts: tuple[SketchPart, ...], sheet: Sheet) -> float:
    """Two rings over each other; a third part stands where they meet."""
    r = max(0.165 * sheet.width, min(sheet.tall / 2 - 4, 0.18 * sheet.width))
    broad = 1.7
    apart = 0.66 * r if len(parts) < 3 else 0.58 * r
    centre = sheet.width / 2
    middle = r + 4
    for side in (-1, 1):
        left = centre + side * apart * broad - r * broad
        ring = f"M{left:.0f} {middle:.0f}" + "".join(
            f"a{r * broad:.0f} {r:.0f} 0 1 0 {way * 2 * r * broad:.0f} 0" for way in (1, -1)
        )
        sheet.add_element(
            "path", d=f"{ring}z", fill="none", stroke=sheet.theme.edge, stroke_width=STROKE
        )
    lens = (r - apart) * broad
    rise = sqrt(r * r - apart * apart)
    sheet.add_element(
        "path",
        d=f"M{centre:.0f} {middle - rise:.0f}A{r * broad:.0f} {r:.0f} 0 0 1 {centre:.0f} {middle + rise:.0f}"
        f"A{r * broad:.0f} {r:.0f} 0 0 1 {centre:.0f} {middle - rise:.0f}z",
        fill=sheet.theme.card,
        stroke=sheet.theme.text,
        stroke_width=STROKE,
    )
    outer = 2 * apart * broad
    away = lens + outer / 2 - 8
    places = ((centre - away, outer - 96), (centre + away, outer - 96), (centre, 2 * lens - 72))
    for part, (x, room) in zip(parts, places, strict=False):
        _centred(sheet, part, x, middle, room)
    return 2 * r + 8


def _centred(sheet: Sheet, part: SketchPart, x: float, middle: float, room: float) -> None:
    size = _size(part.name, room, sheet, True)
    smaller = _size(part.words, room, sheet, most=BODY)
    tall = sheet.paragraph_height(part.name, room, size, True) + sheet.paragraph_height(
        part.words, room, smaller
    )
    under = sheet.draw_paragraph(
        part.name, x, middle - tall / 2, room, size, bold=True, anchor="middle"
    )
    sheet.draw_paragraph(
        part.words, x, under + 8, room, smaller, sheet.theme.muted, anchor="middle"
    )


def _size(words: str, room: float, sheet: Sheet, bold: bool = False, most: float = NAME) -> float:
    """The largest size at which no word is broken, and no smaller than the back row can read."""
    widest = max((sheet.text_width(word, most, bold) for word in words.split()), default=0.0)
    return max(SMALL, min(most, most * room / widest)) if widest else most


def _column(view: Sketch, sheet: Sheet) -> float:
    """The parts under each other, where there is no room beside."""
    top = 0.0
    for at, part in enumerate(view.parts):
        left = 0.0
        if view.shape == "keys":
            marks.draw_mark(sheet, KEYS[at], 0, top, NARROW_MARK)
            left = NARROW_MARK + 24
        under = sheet.draw_paragraph(part.name, left, top, sheet.width - left, NAME, bold=True)
        top = (
            sheet.draw_paragraph(
                part.words, left, under, sheet.width - left, BODY, sheet.theme.muted
            )
            + 28
        )
    return top


_SHAPES: Mapping[Shape, Callable[[tuple[SketchPart, ...], Sheet], float]] = {
    "keys": _keys,
    "relation": _relation,
    "courage": _courage,
    "areas": _areas,
    "both": _both,
    "window": blanks.draw_window,
    "map": blanks.draw_map,
    "compass": blanks.draw_compass,
    "ring": seats.draw_ring,
}
