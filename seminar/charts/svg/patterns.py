"""The pattern of each key, as one plain path that fills a box.

The printer knows no `<pattern>` and no clipping. R has dots, A diagonals, U uprights, S waves:
letter, mark and pattern carry the meaning where colour is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from seminar.charts.svg.canvas import Sheet
from seminar.core.elements import Key

STEP = 22.0
LINE = 5.0
DOT = 3.6
"""From a line to the next, a line's width and a dot's radius: coarse enough to be told apart from
the back row and on a copied sheet, fine enough for a row of dots in the thinnest bar."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that a bar or a pattern fills."""

    x: float
    y: float
    wide: float
    tall: float

    @property
    def right(self) -> float:
        return self.x + self.wide

    @property
    def foot(self) -> float:
        return self.y + self.tall


def draw_pattern(sheet: Sheet, key: Key, box: Box) -> None:
    """Draw the pattern of a key in a box; nothing where the box is too small for it."""
    if box.wide < STEP or box.tall < STEP:
        return
    path = " ".join(_PATHS[key](box))
    ink = sheet.theme.on_fill
    strength = sheet.theme.pattern
    if key == "R":
        sheet.add_element("path", d=path, fill=ink, fill_opacity=strength)
    else:
        sheet.add_element(
            "path",
            d=path,
            fill="none",
            stroke=ink,
            stroke_opacity=strength,
            stroke_width=LINE,
        )


def draw_filled_bar(sheet: Sheet, key: Key | None, box: Box) -> None:
    """Draw a bar that fills a box, in the colour and pattern of its key if it has one.

    On the projector it grows when the chart appears.
    """
    theme = sheet.theme
    sheet.add_element(
        "rect",
        x=box.x,
        y=box.y,
        width=box.wide,
        height=box.tall,
        fill=theme.keys[key] if key else theme.data,
        stroke=theme.on_fill if theme.on_fill == theme.text else "none",
        stroke_width=2,
        class_="grows",
    )
    if key:
        draw_pattern(sheet, key, box)


def _dots(box: Box) -> Iterator[str]:
    """Yield dots on a grid that is centred in the box."""
    rows = int(box.tall // STEP)
    columns = int(box.wide // STEP)
    top = box.y + (box.tall - (rows - 1) * STEP) / 2
    left_edge = box.x + (box.wide - (columns - 1) * STEP) / 2
    for row in range(rows):
        for column in range(columns):
            x = left_edge + column * STEP
            y = top + row * STEP
            half = f"a{DOT} {DOT} 0 1 0"
            yield f"M{x - DOT:.1f} {y:.1f}{half} {2 * DOT} 0{half} {-2 * DOT} 0z"


def _diagonal(box: Box) -> Iterator[str]:
    """Yield rising lines, each from the left or lower edge to the upper or right one."""
    for at in range(1, int((box.wide + box.tall) / STEP)):
        reach = at * STEP
        start = (
            (box.x, box.y + reach)
            if reach <= box.tall
            else (box.x + reach - box.tall, box.foot)
        )
        end = (
            (box.x + reach, box.y)
            if reach <= box.wide
            else (box.right, box.y + reach - box.wide)
        )
        yield f"M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}"


def _vertical(box: Box) -> Iterator[str]:
    """Yield upright lines from edge to edge."""
    for at in range(1, int(box.wide / STEP) + 1):
        if at * STEP < box.wide - LINE / 2:
            yield f"M{box.x + at * STEP:.1f} {box.y:.1f}V{box.foot:.1f}"


def _waves(box: Box) -> Iterator[str]:
    """Yield rows of waves that are centred in the box."""
    rows = int(box.tall // STEP)
    waves = int(box.wide // (2 * STEP))
    top = box.y + (box.tall - (rows - 1) * STEP) / 2
    for row in range(rows):
        if waves:
            start = box.x + (box.wide - waves * 2 * STEP) / 2
            yield (
                f"M{start:.1f} {top + row * STEP:.1f}"
                + f"q{STEP / 2} -11 {STEP} 0q{STEP / 2} 11 {STEP} 0" * waves
            )


_PATHS: dict[Key, Callable[[Box], Iterator[str]]] = {
    "R": _dots,
    "A": _diagonal,
    "U": _vertical,
    "S": _waves,
}
