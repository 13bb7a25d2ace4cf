"""Each word of the block language as flowables. One function a word; `flow` finds it by the word's type."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from reportlab.lib.units import mm  # type: ignore[import-untyped, unused-ignore]
from reportlab.platypus import (  # type: ignore[import-untyped, unused-ignore]
    KeepInFrame,
    KeepTogether,
    Spacer,
    Table,
)

from seminar.core.words import (
    KEYS,
    Block,
    Boxes,
    Bullets,
    Cards,
    Code,
    Drawn,
    Grid,
    Heading,
    Lines,
    Marks,
    NewPage,
    Paragraph,
    Together,
)
from seminar.pdf.code import QrSquare
from seminar.pdf.drawing import Picture, mark
from seminar.pdf.fonts import width
from seminar.pdf.scribe import Scribe
from seminar.pdf.styles import BLACK, GREY, Styles
from seminar.pdf.text import Beside, NewSheet, Outline, Text, Title
from seminar.pdf.writing import LINE_STEP, TABLE, Ruled, cut_sheet, tick_column, tick_row

@dataclass(frozen=True)
class Setting:
    """What a block needs to become type: who writes, in which styles, and how much room there is, in points."""

    scribe: Scribe
    styles: Styles
    outline: Outline
    width: float
    height: float


def flow(blocks: Iterable[Block], setting: Setting) -> list[Any]:
    """The blocks as flowables, in order."""
    done: list[Any] = []
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Lines) and isinstance(before, Paragraph):
            # What is to be written stands with the lines to write it on.
            done[-1].keepWithNext = 1
        done += _WORDS[type(block)](block, setting)
        before = block
    return done


def _heading(block: Heading, setting: Setting) -> list[Any]:
    style = setting.styles.headings[block.level - 1]
    text = Text(setting.scribe.markup([block.text]), style)
    side = style.fontSize * 1.05
    drawing = mark(block.key, side) if block.key else None
    if block.level == 3:
        return [Beside(drawing, side, text)]
    return [Title(drawing, side, text, setting.outline, block.level - 1)]


def _paragraph(block: Paragraph, setting: Setting) -> list[Any]:
    return [Text(setting.scribe.markup(block.runs), getattr(setting.styles, block.style))]


def _bullets(block: Bullets, setting: Setting) -> list[Any]:
    signs = (f"{at}." for at in range(1, len(block.items) + 1)) if block.ordered else ("–" for _ in block.items)
    written = zip(block.items, signs, strict=True)
    items = [Text(setting.scribe.markup(runs), setting.styles.item, bulletText=sign) for runs, sign in written]
    return [*items, Spacer(0, setting.styles.item.fontSize * 0.4)]


def _lines(block: Lines, setting: Setting) -> list[Any]:
    label, size = setting.scribe.plain(block.label), setting.styles.body.fontSize
    if width(label, size) <= setting.width * 0.45:
        return [Ruled(block.count, label, size)]
    above = Text(setting.scribe.markup([block.label]), setting.styles.label.clone("above", keepWithNext=1))
    return [above, Ruled(block.count, size=size)]


def _boxes(block: Boxes, setting: Setting) -> list[Any]:
    scribe, style = setting.scribe, setting.styles.label
    labels = [Text(scribe.markup([option]), style) for option in block.options]
    said = [scribe.plain(option) for option in block.options]
    longest = max((width(word, style.fontSize) for text in said for word in text.split()), default=0)
    side = setting.styles.prompt.fontSize * 1.25
    drawing = mark(block.key, side) if block.key else None
    parts: list[Any] = [Beside(drawing, side, Text(scribe.markup([block.prompt]), setting.styles.prompt))]
    if labels:
        row = tick_row(labels, longest, setting.width) if block.row else None
        parts += [Spacer(0, 1.5 * mm), row or tick_column(labels, setting.width)]
    return [KeepTogether(parts), Spacer(0, 6 * mm)]


def _grid(block: Grid, setting: Setting) -> list[Any]:
    columns = max((len(block.head), *(len(row) for row in block.rows)), default=0)
    if not columns:
        return []
    shares = block.widths if len(block.widths) == columns else (1.0,) * columns

    def line(cells: tuple[Any, ...], style: Any) -> list[Text]:
        padded = (*cells, *("",) * (columns - len(cells)))
        return [Text(setting.scribe.markup([cell]), style) for cell in padded]

    head = [line(block.head, setting.styles.head)] if block.head else []
    rows = [*head, *(line(row, setting.styles.cell) for row in block.rows)]
    looks = [
        *TABLE,
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, GREY),
        *([("LINEBELOW", (0, 0), (-1, 0), 1.1, BLACK)] if head else []),
    ]
    widths = [setting.width * share / sum(shares) for share in shares]
    heights = [_row_height(row) for row in block.rows]
    return [
        Table(
            rows,
            colWidths=widths,
            rowHeights=None,
            minRowHeights=[0.0] * len(head) + heights,
            repeatRows=len(head),
            splitInRow=1,
            style=looks,
            hAlign="LEFT",
            spaceBefore=4,
            spaceAfter=12,
        )
    ]


def _row_height(cells: tuple[Any, ...]) -> float:
    """An empty cell is there to be written in."""
    return LINE_STEP if any(cell == "" for cell in cells) else 0.0


def _cards(block: Cards, setting: Setting) -> list[Any]:
    across, padding = max(block.across, 1), 5 * mm
    column = setting.width / across
    inner = replace(setting, width=column - 2 * padding, outline=Outline())

    def card() -> KeepInFrame:
        # A card that is taller than a page is made smaller as a whole: cut in two it would be no card.
        return KeepInFrame(inner.width, setting.height - 2 * padding - 1, flow(block.content, inner), mode="shrink")

    cards: list[Any] = [card() for _ in range(block.count)]
    cards += [""] * (-len(cards) % across)
    return [cut_sheet([cards[at : at + across] for at in range(0, len(cards), across)], column, padding)]


def _code(block: Code, setting: Setting) -> list[Any]:
    square = QrSquare(block.url, block.size_mm * mm)
    address = Text(setting.scribe.markup([block.address]), setting.styles.lead)
    code = Text(setting.scribe.markup([block.code]), setting.styles.huge)
    beside = setting.width - square.outer
    if beside < setting.width / 3:
        return [square, address, code]
    table = Table([[square, [address, code]]], colWidths=[square.outer, beside], style=TABLE, hAlign="LEFT")
    return [KeepTogether([table])]


def _drawn(block: Drawn, setting: Setting) -> list[Any]:
    from seminar import charts

    svg = charts.draw(block.view, setting.scribe.speech, "paper")
    return [Picture(setting.scribe.printable(svg), setting.width, setting.height), Spacer(0, 4 * mm)]


def _marks(block: Marks, setting: Setting) -> list[Any]:
    side = 11 * mm
    pictures: list[Any] = [mark(key, side) for key in KEYS]
    if not block.names:
        row = Table([pictures], colWidths=[side * 1.5] * len(KEYS), style=TABLE, hAlign="LEFT")
        return [row, Spacer(0, 5 * mm)]
    names = [Text(setting.scribe.markup([name]), setting.styles.label) for name in block.names]
    names += [Text("", setting.styles.label) for _ in range(len(KEYS) - len(names))]
    looks = [*TABLE, ("RIGHTPADDING", (0, 0), (-1, -1), 4 * mm), ("BOTTOMPADDING", (0, 0), (-1, 0), 3)]
    widths = [setting.width / len(KEYS)] * len(KEYS)
    return [Table([pictures, names[: len(KEYS)]], colWidths=widths, style=looks, hAlign="LEFT"), Spacer(0, 6 * mm)]


def _together(block: Together, setting: Setting) -> list[Any]:
    return [KeepTogether(flow(block.blocks, setting))]


def _new_page(block: NewPage, setting: Setting) -> list[Any]:
    return [NewSheet(block.leaf)]


_WORDS: dict[type[Block], Callable[[Any, Setting], list[Any]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Lines: _lines,
    Boxes: _boxes,
    Grid: _grid,
    Cards: _cards,
    Code: _code,
    Drawn: _drawn,
    Marks: _marks,
    Together: _together,
    NewPage: _new_page,
}
