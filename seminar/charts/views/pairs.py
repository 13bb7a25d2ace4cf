"""Two rounds of a question side by side, and how many changed their mind."""

from __future__ import annotations

from seminar.charts.svg.canvas import BODY, SMALL, WIDE, Sheet
from seminar.charts.svg.patterns import Box
from seminar.charts.views.bars import LABEL, LEAST_WHOLE
from seminar.core.elements import Pairs, Table
from seminar.core.i18n import say, say_n

BETWEEN = 8
"""Between the two bars of an option: so little that they are read as a pair."""

SIZES = ((56, 60, 64), (52, 52, 56), (48, 48, 44), (BODY, 46, 44), (BODY, 46, 28))
"""The type of options, the height of a bar and the air between options: the largest that fit are
taken."""


def draw_pairs(view: Pairs, sheet: Sheet) -> float:
    """Draw each option's first round as an outline and its second filled, then who changed."""
    fitting = next(
        (
            sizes
            for sizes in SIZES
            if _draw_rows(view, sheet.empty_copy(), *sizes) <= sheet.tall
        ),
        SIZES[-1],
    )
    return _draw_rows(view, sheet, *fitting)


def _draw_rows(view: Pairs, sheet: Sheet, size: float, bar: float, gap: float) -> float:
    """Draw rows and foot in these sizes, and return where they end."""
    beside = sheet.width >= WIDE
    label = 0.0
    if beside:
        label = (
            min(
                LABEL * sheet.width,
                max(
                    (sheet.text_width(row.label, size) for row in view.rows), default=0
                ),
            )
            + 32
        )
    start = label + max(sheet.text_width(name, SMALL) for name in view.names) + 20
    pair_height = 2 * bar + BETWEEN
    top = 0.0
    for row in view.rows:
        if beside:
            tall = sheet.paragraph_height(row.label, label - 32, size)
            sheet.draw_paragraph(
                row.label,
                0,
                top + (max(pair_height, tall) - tall) / 2,
                label - 32,
                size,
            )
        else:
            tall = 0.0
            top = sheet.draw_paragraph(row.label, 0, top, sheet.width, size) + 6
        y = top + (max(pair_height, tall) - pair_height) / 2
        sheet.draw_rule(start, y - 4, start, y + pair_height + 4, sheet.theme.edge)
        for at, number in enumerate((row.before, row.after)):
            box = Box(start, y + at * (bar + BETWEEN), sheet.width - start, bar)
            _draw_bar(sheet, view, at, number, box, size)
        top += max(pair_height, tall) + gap
    return _draw_foot(view, sheet, top, label)


def tabulate_pairs(view: Pairs) -> Table:
    """Return each option with its number in both rounds."""
    rows = tuple((row.label, str(row.before), str(row.after)) for row in view.rows)
    totals = (say("All"), str(view.n[0]), str(view.n[1]))
    return Table((say("Answer"), *view.names), (*rows, totals), view.changed)


def _draw_bar(
    sheet: Sheet, view: Pairs, at: int, number: int, box: Box, size: float
) -> None:
    """Draw a round of an option, with its name before it and its number at its end."""
    muted = sheet.theme.muted
    middle = box.y + box.tall / 2
    available = box.wide - sheet.text_width("0000", size, True) - 24
    long = available * number / max(view.n[at], LEAST_WHOLE)
    sheet.draw_text(
        view.names[at], box.x - 20, middle + 0.34 * SMALL, SMALL, muted, anchor="end"
    )
    if long:
        sheet.add_element(
            "rect",
            x=box.x,
            y=box.y,
            width=long,
            height=box.tall,
            class_="grows",
            **_bar_colours(sheet, at),
        )
    fill = "" if at else muted
    sheet.draw_text(
        str(number), box.x + long + 16, middle + 0.34 * size, size, fill, bold=bool(at)
    )


def _bar_colours(sheet: Sheet, at: int) -> dict[str, str | float]:
    if at:
        return {"fill": sheet.theme.data, "stroke": sheet.theme.edge, "stroke_width": 2}
    return {"fill": sheet.theme.card, "stroke": sheet.theme.edge, "stroke_width": 4}


def _draw_foot(view: Pairs, sheet: Sheet, top: float, left: float) -> float:
    """Draw who changed, how many answered in each round, and the note."""
    if view.changed:
        top = (
            sheet.draw_paragraph(
                view.changed, left, top, sheet.width - left, 56, bold=True
            )
            + 6
        )
    answers = (say_n("{n} answer", "{n} answers", n) for n in view.n)
    totals = " · ".join(
        f"{sheet.speech(name)}: {sheet.speech(n)}"
        for name, n in zip(view.names, answers, strict=True)
    )
    top = sheet.draw_paragraph(
        totals, left, top, sheet.width - left, SMALL, sheet.theme.muted
    )
    return sheet.draw_paragraph(
        view.note, left, top, sheet.width - left, SMALL, sheet.theme.muted
    )
