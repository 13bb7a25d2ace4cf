"""Two rounds of one question side by side, and how many changed their mind."""

from __future__ import annotations

from seminar.charts.bars import LABEL, LEAST_WHOLE, WIDE
from seminar.charts.sheet import BODY, SMALL, Sheet
from seminar.core.language import say, say_n
from seminar.core.words import Pairs, Table

BAR, BETWEEN = 46, 10


def draw(view: Pairs, sheet: Sheet) -> float:
    """For each option the first round as an outline and the second filled, then who changed."""
    beside = sheet.width >= WIDE
    label = (
        min(LABEL * sheet.width, max((sheet.extent(row.label) for row in view.rows), default=0)) + 32 if beside else 0.0
    )
    names = max(sheet.extent(name, SMALL) for name in view.names) + 20
    start = label + names
    room = sheet.width - start - sheet.extent("0000", BODY, True) - 24
    gap = 44 if len(view.rows) < 5 else 28
    top = 0.0
    for row in view.rows:
        if not beside:
            top = sheet.paragraph(row.label, 0, top, sheet.width) + 6
        tall = sheet.height(row.label, label - 32) if beside else 0.0
        both = 2 * BAR + BETWEEN
        if beside:
            sheet.paragraph(row.label, 0, top + (max(both, tall) - tall) / 2, label - 32)
        y = top + (max(both, tall) - both) / 2
        sheet.rule(start, y - 4, start, y + both + 4, sheet.theme.edge)
        for at, number in enumerate((row.before, row.after)):
            bar_top = y + at * (BAR + BETWEEN)
            long = room * number / max(view.n[at], LEAST_WHOLE)
            baseline = bar_top + BAR / 2 + 0.34 * SMALL
            sheet.text(view.names[at], start - 20, baseline, SMALL, sheet.theme.muted, anchor="end")
            if long:
                sheet.add("rect", x=start, y=bar_top, width=long, height=BAR, class_="grows", **_look(sheet, at))
            sheet.text(str(number), start + long + 16, baseline, BODY, "" if at else sheet.theme.muted, bold=bool(at))
        top += max(both, tall) + gap
    return _foot(view, sheet, top, 0 if not beside else label)


def table(view: Pairs) -> Table:
    """Each option with its number in both rounds."""
    rows = tuple((row.label, str(row.before), str(row.after)) for row in view.rows)
    totals = (say("All"), str(view.n[0]), str(view.n[1]))
    return Table((say("Answer"), *view.names), (*rows, totals), view.changed)


def _look(sheet: Sheet, at: int) -> dict[str, str | float]:
    if at:
        return {"fill": sheet.theme.data, "stroke": sheet.theme.edge, "stroke_width": 2}
    return {"fill": sheet.theme.card, "stroke": sheet.theme.edge, "stroke_width": 4}


def _foot(view: Pairs, sheet: Sheet, top: float, left: float) -> float:
    if view.changed:
        top = sheet.paragraph(view.changed, left, top, sheet.width - left, 56, bold=True) + 6
    answers = (say_n("{n} answer", "{n} answers", n) for n in view.n)
    said = " · ".join(f"{sheet.say(name)}: {sheet.say(n)}" for name, n in zip(view.names, answers, strict=True))
    top = sheet.paragraph(said, left, top, sheet.width - left, SMALL, sheet.theme.muted)
    return sheet.paragraph(view.note, left, top, sheet.width - left, SMALL, sheet.theme.muted)
