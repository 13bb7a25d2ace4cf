"""Each word of the block language as flowables. One function a word; `flow` finds it by the
word's type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    KeepInFrame,
    KeepTogether,
    NotAtTopPageBreak,
    Spacer,
    Table,
)

from seminar import charts
from seminar.core.elements import (
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
    Unbroken,
)
from seminar.core.i18n import Message, Say, say
from seminar.pdf.code import QrSquare
from seminar.pdf.drawing import Picture, mark
from seminar.pdf.fonts import width
from seminar.pdf.grid import TABLE, ruled_table
from seminar.pdf.scribe import Scribe
from seminar.pdf.styles import Styles
from seminar.pdf.text import Beside, Outline, RightHandPage, Text, Title, one_line
from seminar.pdf.writing import (
    CLOSE,
    COLUMN_GAP,
    LINE_STEP,
    Ruled,
    cut_sheet,
    tick_column,
    tick_row,
    tick_table,
)

_SPOKEN = re.compile(r"<(title|desc)\b.*?</\1>", re.DOTALL)
"""What a screen reader says of a drawing has no place on paper."""

CHART_TALL = 400
"""A chart on paper is no taller than it must be."""

CHART_UNITS = 3.6
"""Units of a chart to a point: its smallest type, 40 units, is then printed in eleven points."""

MANY = 5
STATEMENT = 0.42
"""How many statements on one scale are a table, and how much of its width they have."""


@dataclass(frozen=True)
class Setting:
    """What a block needs to become type: who writes, in which styles, and how much room there
    is, in points."""

    scribe: Scribe
    styles: Styles
    outline: Outline
    width: float
    height: float
    whole: bool = False
    """Within a card or a poster, which is never parted, so that nothing in it has to be kept
    together."""


def flow(blocks: Iterable[Block], setting: Setting) -> list[Any]:
    """The blocks as flowables, in order."""
    done: list[Any] = []
    before: Block | None = None
    for block in _gathered(blocks, setting):
        if isinstance(block, Table):
            done += [block, Spacer(0, 4.5 * mm)]
            before = None
            continue
        asked = isinstance(before, Paragraph) and isinstance(block, Lines) and not block.label
        if asked:
            # What is to be written stands with the lines to write it on, and close to them.
            done[-1].keepWithNext = 1
            done[-1].spaceAfter = 0
        done += _WORDS[type(block)](block, setting)
        if asked:
            done[-1].above = CLOSE
        before = block
    return done


def _gathered(blocks: Iterable[Block], setting: Setting) -> Iterator[Block | Table]:
    """The blocks one by one; many statements that are ticked on one scale as a table, where its
    words have room."""
    for scale, run in groupby(blocks, _scale):
        several = list(run)
        table = _questionnaire(several, setting) if scale and len(several) >= MANY else None
        yield from [table] if table else several


def _scale(block: Block) -> tuple[Message, ...]:
    """What a plain statement is ticked on; nothing of any other block."""
    if isinstance(block, Boxes) and block.row and not block.key and not block.gloss:
        return block.options
    return ()


def _questionnaire(statements: list[Any], setting: Setting) -> Table | None:
    """A row for each statement, and the scale once above them; None where a word of it is too
    long for its column."""
    scribe = setting.scribe
    style = setting.styles.label
    scale = statements[0].options
    words = [word for option in scale for word in scribe.plain(option).split()]
    column = setting.width * (1 - STATEMENT) / len(scale)
    if max(width(word, style.fontSize) for word in words) > column - COLUMN_GAP:
        return None
    head = [Text(scribe.markup([option]), style) for option in scale]
    said = [Text(scribe.markup([one.prompt]), setting.styles.cell) for one in statements]
    return tick_table(head, said, setting.width * STATEMENT, column)


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
    signs = (
        (f"{at}." for at in range(1, len(block.items) + 1))
        if block.ordered
        else ("–" for _ in block.items)
    )
    written = zip(block.items, signs, strict=True)
    items = [
        Text(setting.scribe.markup(runs), setting.styles.item, bulletText=sign)
        for runs, sign in written
    ]
    return [*items, Spacer(0, setting.styles.item.fontSize * 0.4)]


def _lines(block: Lines, setting: Setting) -> list[Any]:
    label = setting.scribe.plain(block.label)
    size = setting.styles.body.fontSize
    if width(label, size) <= setting.width * 0.45:
        return [Ruled(block.count, label, size)]
    above = Text(
        setting.scribe.markup([block.label]), setting.styles.label.clone("above", keepWithNext=1)
    )
    return [above, Ruled(block.count, size=size, above=CLOSE)]


def _boxes(block: Boxes, setting: Setting) -> list[Any]:
    scribe = setting.scribe
    style = setting.styles.label
    labels = [Text(scribe.markup([option]), style) for option in block.options]
    said = [scribe.plain(option) for option in block.options]
    longest = max(
        (width(word, style.fontSize) for text in said for word in text.split()), default=0
    )
    side = setting.styles.prompt.fontSize * 1.25
    drawing = mark(block.key, side) if block.key else None
    prompt = Beside(drawing, side, Text(scribe.markup([block.prompt]), setting.styles.prompt))
    parts: list[Any] = [prompt]
    if block.gloss:
        gloss = setting.styles.small.clone("gloss", leftIndent=prompt.indent, spaceAfter=0)
        parts.append(Text(scribe.markup([block.gloss]), gloss))
    if labels:
        row = tick_row(labels, longest, setting.width) if block.row else None
        parts += [Spacer(0, 1.5 * mm), row or tick_column(labels, setting.width)]
    return [*_unparted(parts, setting), Spacer(0, 4.5 * mm)]


def _grid(block: Grid, setting: Setting) -> list[Any]:
    columns = max((len(block.head), *(len(row) for row in block.rows)), default=0)
    if not columns:
        return []
    shares = block.widths if len(block.widths) == columns else (1.0,) * columns

    def line(cells: tuple[Message, ...], style: ParagraphStyle) -> list[Text]:
        padded = (*cells, *("",) * (columns - len(cells)))
        return [Text(setting.scribe.markup([cell]), style) for cell in padded]

    head = line(block.head, setting.styles.head) if block.head else []
    rows = [line(row, setting.styles.cell) for row in block.rows]
    # An empty cell is there to be written in.
    heights = [LINE_STEP if "" in row else 0.0 for row in block.rows]
    widths = [setting.width * share / sum(shares) for share in shares]
    return [
        ruled_table(head, rows, widths, heights, tallest_head=setting.height / 4, close=block.close)
    ]


def _cards(block: Cards, setting: Setting) -> list[Any]:
    across = max(block.across, 1)
    padding = 5 * mm
    column = setting.width / across
    inner = replace(setting, width=column - 2 * padding, outline=Outline(), whole=True)

    def card() -> KeepInFrame:
        # A card that is taller than a page is made smaller as a whole: cut in two it would be no
        # card.
        return KeepInFrame(
            inner.width, setting.height - 2 * padding - 1, flow(block.content, inner), mode="shrink"
        )

    cards: list[Any] = [card() for _ in range(block.count)]
    cards += [""] * (-len(cards) % across)
    return [
        cut_sheet([cards[at : at + across] for at in range(0, len(cards), across)], column, padding)
    ]


def _code(block: Code, setting: Setting) -> list[Any]:
    square = QrSquare(block.url, block.size_mm * mm)
    styles = setting.styles
    right = setting.width - square.width

    def typed(name: Say, value: str, style: ParagraphStyle, room: float) -> list[Any]:
        label = Text(setting.scribe.markup([name]), styles.small.clone("name", spaceAfter=0))
        return [
            label,
            one_line(setting.scribe.plain(value), setting.scribe.markup([value]), style, room),
        ]

    if right > setting.width / 3:
        beside = [*typed(say("Address"), block.address, styles.address, right)]
        beside += typed(say("Code"), block.code, styles.code, right)
        looks = [*TABLE, ("TOPPADDING", (1, 0), (1, 0), square.quiet)]
        return [
            Table([[square, beside]], colWidths=[square.width, right], style=looks, hAlign="LEFT")
        ]
    rooms = [setting.width * 0.58, setting.width * 0.42]
    address = typed(say("Address"), block.address, styles.address, rooms[0] - 5 * mm)
    code = typed(say("Code"), block.code, styles.code, rooms[1])
    looks = [*TABLE, ("VALIGN", (0, 0), (-1, -1), "BOTTOM")]
    below = Table(
        [list(pair) for pair in zip(address, code, strict=True)],
        colWidths=rooms,
        style=looks,
        hAlign="LEFT",
    )
    return [square, below, Spacer(0, 8 * mm)]


def _drawn(block: Drawn, setting: Setting) -> list[Any]:
    svg = charts.draw_view(
        block.view, setting.scribe.speech, "paper", setting.width * CHART_UNITS, CHART_TALL
    )
    seen = setting.scribe.printable(_SPOKEN.sub("", svg))
    return [Spacer(0, 2 * mm), Picture(seen, setting.width, setting.height), Spacer(0, 4 * mm)]


def _marks(block: Marks, setting: Setting) -> list[Any]:
    side = 11 * mm
    pictures: list[Any] = [mark(key, side) for key in KEYS]
    if not block.names:
        row = Table([pictures], colWidths=[side * 1.5] * len(KEYS), style=TABLE, hAlign="LEFT")
        return [row, Spacer(0, 5 * mm)]
    names = [Text(setting.scribe.markup([name]), setting.styles.label) for name in block.names]
    names += [Text("", setting.styles.label) for _ in range(len(KEYS) - len(names))]
    looks = [
        *TABLE,
        ("RIGHTPADDING", (0, 0), (-1, -1), 4 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 3),
    ]
    widths = [setting.width / len(KEYS)] * len(KEYS)
    rows = [pictures, names[: len(KEYS)]]
    return [
        Table(rows, colWidths=widths, style=looks, splitInRow=1, hAlign="LEFT"),
        Spacer(0, 6 * mm),
    ]


def _together(block: Unbroken, setting: Setting) -> list[Any]:
    return _unparted(flow(block.blocks, setting), setting)


def _unparted(parts: list[Any], setting: Setting) -> list[Any]:
    return parts if setting.whole else [KeepTogether(parts)]


def _new_page(block: NewPage, setting: Setting) -> list[Any]:
    if setting.whole:
        return []
    return [NotAtTopPageBreak(), *([RightHandPage()] if block.leaf else [])]


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
    Unbroken: _together,
    NewPage: _new_page,
}
