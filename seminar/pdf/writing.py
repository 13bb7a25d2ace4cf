"""Room for a pen: ruled lines, boxes to tick and lines to cut along."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from seminar.pdf.fonts import REGULAR, measure_text
from seminar.pdf.grid import TABLE
from seminar.pdf.styles import BLACK, GREY
from seminar.pdf.text import Text

LINE_STEP = 9 * mm
"""From one writing line to the next: room for a grown-up hand."""

CLOSE = 7 * mm
"""From printed words above to the first line."""

BOX = 5.5 * mm
"""The side of a box: ticked with a ball pen, without aiming."""

COLUMN_GAP = 2.5 * mm
"""Between the columns of a table of boxes."""


class Ruled(Flowable):
    """Writing lines; a short label stands on the first of them."""

    spaceAfter = 3 * mm

    def __init__(
        self, count: int, label: str = "", size: float = 11, above: float = LINE_STEP
    ) -> None:
        super().__init__()
        self.count = max(count, 1)
        self.label = label
        self.size = size
        self.above = above

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        self.width = available
        self.height = self.above + (self.count - 1) * LINE_STEP
        return self.width, self.height

    def split(self, available: float, height: float) -> list[Any]:
        fit = int((height - self.above) // LINE_STEP) + 1
        if fit < 1 or fit >= self.count:
            return []
        return [
            Ruled(fit, self.label, self.size, self.above),
            Ruled(self.count - fit, size=self.size),
        ]

    def draw(self) -> None:
        canvas = self.canv
        start = 0.0
        if self.label:
            canvas.setFillColor(BLACK)
            canvas.setFont(REGULAR, self.size)
            canvas.drawString(0, self.height - self.above + 2, self.label)
            start = measure_text(self.label, self.size) + 6
        canvas.setStrokeColor(GREY)
        canvas.setLineWidth(0.6)
        for line in range(self.count):
            y = self.height - self.above - line * LINE_STEP
            canvas.line(start if line == 0 else 0, y, self.width, y)


class TickBox(Flowable):
    """A square to tick."""

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        self.width = self.height = BOX
        return BOX, BOX

    def draw(self) -> None:
        self.canv.setStrokeColor(BLACK)
        self.canv.setLineWidth(0.9)
        self.canv.rect(0, 0, BOX, BOX, fill=0)


def build_tick_row(
    labels: list[Text], longest_word: float, available: float
) -> Table | None:
    """Build boxes side by side with their labels beneath.

    Returns None where the longest word of a label has no room in its column.
    """
    column = available / len(labels)
    gap = 3 * mm
    if longest_word > column - gap:
        return None
    padding = [
        *TABLE,
        ("RIGHTPADDING", (0, 0), (-1, -1), gap),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 3),
    ]
    return Table(
        [[TickBox() for _ in labels], labels],
        colWidths=[column] * len(labels),
        style=padding,
        splitInRow=1,
        hAlign="LEFT",
    )


def build_tick_column(labels: list[Text], available: float) -> Table:
    """Build boxes under each other with their labels to the right."""
    indent = BOX + 3.5 * mm
    padding = [
        *TABLE,
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    rows = [[TickBox(), label] for label in labels]
    return Table(
        rows,
        colWidths=[indent, available - indent],
        style=padding,
        splitInRow=1,
        hAlign="LEFT",
    )


def build_tick_table(
    head: list[Text], prompts: list[Text], prompt_width: float, column: float
) -> Table:
    """Build statements under each other, each with a box under every label of the head.

    The head comes again on a new page.
    """
    commands = [
        *TABLE,
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
        ("RIGHTPADDING", (0, 0), (-1, -1), COLUMN_GAP),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 4),
        ("TOPPADDING", (0, 1), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 6),
        ("LINEBELOW", (0, 0), (-1, 0), 1.1, BLACK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, GREY),
    ]
    rows = [[prompt, *(TickBox() for _ in head)] for prompt in prompts]
    return Table(
        [["", *head], *rows],
        colWidths=[prompt_width, *[column] * len(head)],
        repeatRows=1,
        style=commands,
        hAlign="LEFT",
    )


def build_cut_sheet(rows: list[list[Any]], column: float, padding: float) -> Table:
    """Build cards in rows, with dashed lines to cut along."""
    dashed = (0.7, GREY, "butt", (3, 3))
    commands = [
        *TABLE,
        ("BOX", (0, 0), (-1, -1), *dashed),
        ("INNERGRID", (0, 0), (-1, -1), *dashed),
        ("LEFTPADDING", (0, 0), (-1, -1), padding),
        ("RIGHTPADDING", (0, 0), (-1, -1), padding),
        ("TOPPADDING", (0, 0), (-1, -1), padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
    ]
    return Table(
        rows,
        colWidths=[column] * len(rows[0]),
        style=commands,
        hAlign="LEFT",
        spaceAfter=4 * mm,
    )
