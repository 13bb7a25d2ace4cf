"""Ruled tables: how every table begins, and a table with a head and a rule under each row."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Table

from seminar.pdf.fonts import REGULAR
from seminar.pdf.styles import BLACK, GREY
from seminar.pdf.text import Text

TABLE: list[tuple[Any, ...]] = [
    # An empty cell would otherwise name a typeface that is not embedded.
    ("FONTNAME", (0, 0), (-1, -1), REGULAR),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
"""The looks that every table begins with: no padding, no rules, from the top."""

CELL_GAP = 8
"""Points between a cell's text and the next column: columns have no rules that part them."""


def build_ruled_table(
    head: list[Text],
    rows: list[list[Text]],
    widths: list[float],
    heights: list[float],
    tallest_head: float,
    *,
    close: bool = False,
) -> Table:
    """Build rows of at least `heights`, with a rule below each.

    The head comes again on the next page, unless it is taller than `tallest_head`. All lengths are
    in points.
    """
    commands = [
        *TABLE,
        ("RIGHTPADDING", (0, 0), (-1, -1), CELL_GAP),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5 if close else 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5 if close else 7),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, GREY),
    ]
    if head:
        commands.append(("LINEBELOW", (0, 0), (-1, 0), 1.1, BLACK))
    return Table(
        [head, *rows] if head else rows,
        colWidths=widths,
        minRowHeights=[0.0, *heights] if head else heights,
        repeatRows=1
        if head and _measure_head(head, widths, tallest_head) < tallest_head
        else 0,
        splitInRow=1,
        style=commands,
        hAlign="LEFT",
        spaceBefore=4,
        spaceAfter=12,
    )


def _measure_head(head: list[Text], widths: list[float], available: float) -> float:
    """Return how high the tallest cell of the head is, where `available` points are to be had."""
    return max(
        cell.wrap(column - CELL_GAP, available)[1]
        for cell, column in zip(head, widths, strict=True)
    )
