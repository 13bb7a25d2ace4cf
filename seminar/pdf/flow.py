"""Each block as ReportLab's flowables: a function a block, found by the block's type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil
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
    Texts,
    Unbroken,
)
from seminar.core.i18n import Message, Say, say
from seminar.pdf.code import QrSquare
from seminar.pdf.drawing import Picture, build_mark_picture
from seminar.pdf.fonts import measure_text
from seminar.pdf.grid import TABLE, build_ruled_table
from seminar.pdf.scribe import Scribe
from seminar.pdf.styles import Styles
from seminar.pdf.text import (
    MarkedText,
    Outline,
    OutlinedHeading,
    RightHandPage,
    Text,
    fit_on_line,
)
from seminar.pdf.writing import (
    CLOSE,
    COLUMN_GAP,
    LINE_STEP,
    Ruled,
    build_cut_sheet,
    build_tick_column,
    build_tick_row,
    build_tick_table,
)

_SPOKEN = re.compile(r"<(title|desc)\b.*?</\1>", re.DOTALL)
"""What a screen reader says of a drawing has no place on paper."""

CHART_TALL = 400
"""The height that a chart on paper makes use of, in its units: 4 cm. Bars thicker than they need
to be cost toner and pages."""

CHART_UNITS = 3.6
"""Units of a chart to a point: its smallest type, 40 units, is then printed in eleven points."""

ALMOST = 0.99
"""A picture is as wide as asked from this share of it on: less is a picture that was made
smaller to fit on the page, and not a rounding."""

MANY = 5
"""From so many statements on the same scale on they are a table: fewer are worth larger boxes."""

STATEMENT = 0.42
"""How much of a table's width its statements have; the boxes share what is left."""


@dataclass(frozen=True)
class Setting:
    """What a block needs to become type.

    `scribe` writes it, in `styles`; `width` and `height` are the available room, in points.
    """

    scribe: Scribe
    styles: Styles
    outline: Outline
    width: float
    height: float
    whole: bool = False
    """Within a card or a poster, which is never parted, so that nothing in it has to be kept
    together."""


def build_flowables(blocks: Iterable[Block], setting: Setting) -> list[Any]:
    """Build the flowables of blocks, in order."""
    flowables: list[Any] = []
    previous: Block | None = None
    for block in _gather_statements(blocks, setting):
        if isinstance(block, Table):
            flowables += [block, Spacer(0, 4.5 * mm)]
            previous = None
            continue
        is_prompt = (
            isinstance(previous, Paragraph)
            and isinstance(block, Lines)
            and not block.label
        )
        if is_prompt:
            # What is to be written stands with the lines to write it on, and close to them.
            flowables[-1].keepWithNext = 1
            flowables[-1].spaceAfter = 0
        flowables += _SETTERS[type(block)](block, setting)
        if is_prompt:
            flowables[-1].above = CLOSE
        previous = block
    return flowables


def _gather_statements(
    blocks: Iterable[Block], setting: Setting
) -> Iterator[Block | Table]:
    """Yield the blocks; many statements that are ticked on the same scale as a table.

    They stay blocks where a word of the scale is too long for a column.
    """
    for scale, run in groupby(blocks, _tick_scale):
        statements = list(run)
        table = (
            _build_questionnaire(statements, setting)
            if scale and len(statements) >= MANY
            else None
        )
        yield from [table] if table else statements


def _tick_scale(block: Block) -> tuple[Message, ...]:
    """Return what a plain statement is ticked on; nothing for any other block."""
    if isinstance(block, Boxes) and block.row and not block.key and not block.gloss:
        return block.options
    return ()


def _build_questionnaire(statements: list[Any], setting: Setting) -> Table | None:
    """Build a row for each statement, with the scale above them.

    Returns None where a word of the scale is too long for its column.
    """
    scribe = setting.scribe
    style = setting.styles.label
    scale = statements[0].options
    words = [word for option in scale for word in scribe.plain(option).split()]
    column = setting.width * (1 - STATEMENT) / len(scale)
    if max(measure_text(word, style.fontSize) for word in words) > column - COLUMN_GAP:
        return None
    head = [Text(scribe.markup([option]), style) for option in scale]
    prompts = [
        Text(scribe.markup([statement.prompt]), setting.styles.cell)
        for statement in statements
    ]
    return build_tick_table(head, prompts, setting.width * STATEMENT, column)


def _set_heading(block: Heading, setting: Setting) -> list[Any]:
    """Set a heading with its key's mark; the first two levels land in the outline."""
    style = setting.styles.headings[block.level - 1]
    text = Text(setting.scribe.markup([block.text]), style)
    side = style.fontSize * 1.05
    drawing = build_mark_picture(block.key, side) if block.key else None
    if block.level == 3:
        return [MarkedText(drawing, side, text)]
    return [OutlinedHeading(drawing, side, text, setting.outline, block.level - 1)]


def _set_paragraph(block: Paragraph, setting: Setting) -> list[Any]:
    return [
        Text(setting.scribe.markup(block.runs), getattr(setting.styles, block.style))
    ]


def _set_bullets(block: Bullets, setting: Setting) -> list[Any]:
    """Set list items with dashes or numbers."""
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


def _set_lines(block: Lines, setting: Setting) -> list[Any]:
    """Set writing lines, with a short label on the first and a long label above them."""
    label = setting.scribe.plain(block.label)
    size = setting.styles.body.fontSize
    if measure_text(label, size) <= setting.width * 0.45:
        return [Ruled(block.count, label, size)]
    above = Text(
        setting.scribe.markup([block.label]),
        setting.styles.label.clone("above", keepWithNext=1),
    )
    return [above, Ruled(block.count, size=size, above=CLOSE)]


def _set_boxes(block: Boxes, setting: Setting) -> list[Any]:
    """Set a statement or question with boxes to tick, side by side if its labels have room."""
    scribe = setting.scribe
    style = setting.styles.label
    labels = [Text(scribe.markup([option]), style) for option in block.options]
    plain_labels = [scribe.plain(option) for option in block.options]
    longest = max(
        (
            measure_text(word, style.fontSize)
            for text in plain_labels
            for word in text.split()
        ),
        default=0,
    )
    side = setting.styles.prompt.fontSize * 1.25
    drawing = build_mark_picture(block.key, side) if block.key else None
    prompt = MarkedText(
        drawing, side, Text(scribe.markup([block.prompt]), setting.styles.prompt)
    )
    parts: list[Any] = [prompt]
    if block.gloss:
        gloss = setting.styles.small.clone(
            "gloss", leftIndent=prompt.indent, spaceAfter=0
        )
        parts.append(Text(scribe.markup([block.gloss]), gloss))
    if labels:
        row = build_tick_row(labels, longest, setting.width) if block.row else None
        parts += [Spacer(0, 1.5 * mm), row or build_tick_column(labels, setting.width)]
    return [*_keep_together(parts, setting), Spacer(0, 4.5 * mm)]


def _set_grid(block: Grid, setting: Setting) -> list[Any]:
    """Set a ruled table; an empty cell is as high as a writing line."""
    columns = max((len(block.head), *(len(row) for row in block.rows)), default=0)
    if not columns:
        return []
    shares = block.widths if len(block.widths) == columns else (1.0,) * columns

    def build_row(cells: tuple[Message, ...], style: ParagraphStyle) -> list[Text]:
        padded = (*cells, *("",) * (columns - len(cells)))
        return [Text(setting.scribe.markup([cell]), style) for cell in padded]

    head = build_row(block.head, setting.styles.head) if block.head else []
    rows = [build_row(row, setting.styles.cell) for row in block.rows]
    # An empty cell is there to be written in.
    heights = [LINE_STEP if "" in row else 0.0 for row in block.rows]
    widths = [setting.width * share / sum(shares) for share in shares]
    return [
        build_ruled_table(
            head,
            rows,
            widths,
            heights,
            tallest_head=setting.height / 4,
            close=block.close,
        )
    ]


def _set_cards(block: Cards, setting: Setting) -> list[Any]:
    """Set cards to cut out, each a copy of the same blocks."""
    across = max(block.across, 1)
    padding = 5 * mm
    column = setting.width / across
    inner = replace(setting, width=column - 2 * padding, outline=Outline(), whole=True)

    def build_card() -> KeepInFrame:
        # A card that is taller than a page is made smaller as a whole: cut in two it would be no
        # card.
        return KeepInFrame(
            inner.width,
            setting.height - 2 * padding - 1,
            build_flowables(block.content, inner),
            mode="shrink",
        )

    cards: list[Any] = [build_card() for _ in range(block.count)]
    cards += [""] * (-len(cards) % across)
    return [
        build_cut_sheet(
            [cards[at : at + across] for at in range(0, len(cards), across)],
            column,
            padding,
        )
    ]


def _set_code(block: Code, setting: Setting) -> list[Any]:
    square = QrSquare(block.url, block.size_mm * mm)
    styles = setting.styles
    right = setting.width - square.width

    def typed(name: Say, value: str, style: ParagraphStyle, room: float) -> list[Any]:
        label = Text(
            setting.scribe.markup([name]), styles.small.clone("name", spaceAfter=0)
        )
        return [
            label,
            fit_on_line(
                setting.scribe.plain(value), setting.scribe.markup([value]), style, room
            ),
        ]

    if right > setting.width / 3:
        beside = [*typed(say("Address"), block.address, styles.address, right)]
        beside += typed(say("Code"), block.code, styles.code, right)
        looks = [*TABLE, ("TOPPADDING", (1, 0), (1, 0), square.quiet)]
        return [
            Table(
                [[square, beside]],
                colWidths=[square.width, right],
                style=looks,
                hAlign="LEFT",
            )
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


def _set_drawing(block: Drawn, setting: Setting) -> list[Any]:
    """Set a chart as the room saw it, without what a screen reader says of it.

    A picture that is higher than a page would be printed smaller than can be read, so a long list
    of texts is set as several pictures, the first half over the second.
    """
    svg = charts.draw_view(
        block.view,
        setting.scribe.speech,
        "paper",
        setting.width * CHART_UNITS,
        CHART_TALL,
    )
    seen = setting.scribe.printable(_SPOKEN.sub("", svg))
    picture = Picture(seen, setting.width, setting.height)
    if (
        picture.width < ALMOST * setting.width
        and isinstance(block.view, Texts)
        and len(block.view.items) > 1
    ):
        half = ceil(len(block.view.items) / 2)
        first = replace(block.view, items=block.view.items[:half], note="")
        second = replace(block.view, items=block.view.items[half:])
        return [
            *_set_drawing(Drawn(first), setting),
            *_set_drawing(Drawn(second), setting),
        ]
    return [Spacer(0, 2 * mm), picture, Spacer(0, 4 * mm)]


def _set_marks(block: Marks, setting: Setting) -> list[Any]:
    """Set the marks of the keys in a row, over their names if they have any."""
    side = 11 * mm
    pictures: list[Any] = [build_mark_picture(key, side) for key in KEYS]
    if not block.names:
        row = Table(
            [pictures], colWidths=[side * 1.5] * len(KEYS), style=TABLE, hAlign="LEFT"
        )
        return [row, Spacer(0, 5 * mm)]
    names = [
        Text(setting.scribe.markup([name]), setting.styles.label)
        for name in block.names
    ]
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


def _set_together(block: Unbroken, setting: Setting) -> list[Any]:
    """Set blocks that a page break must not part."""
    return _keep_together(build_flowables(block.blocks, setting), setting)


def _keep_together(parts: list[Any], setting: Setting) -> list[Any]:
    """Return parts that a page break must not part; within a card nothing ever does."""
    return parts if setting.whole else [KeepTogether(parts)]


def _set_new_page(block: NewPage, setting: Setting) -> list[Any]:
    """Begin a page, at the right-hand side if it is a leaf of its own."""
    if setting.whole:
        return []
    return [NotAtTopPageBreak(), *([RightHandPage()] if block.leaf else [])]


_SETTERS: dict[type[Block], Callable[[Any, Setting], list[Any]]] = {
    Heading: _set_heading,
    Paragraph: _set_paragraph,
    Bullets: _set_bullets,
    Lines: _set_lines,
    Boxes: _set_boxes,
    Grid: _set_grid,
    Cards: _set_cards,
    Code: _set_code,
    Drawn: _set_drawing,
    Marks: _set_marks,
    Unbroken: _set_together,
    NewPage: _set_new_page,
}
