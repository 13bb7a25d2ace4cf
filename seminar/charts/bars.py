"""Counts of one question: the label, the bar and the number on one line, in the author's order."""

from __future__ import annotations

from seminar.charts import patterns
from seminar.charts.marks import mark
from seminar.charts.patterns import Box
from seminar.charts.sheet import SMALL, Sheet
from seminar.core.language import Words, say, say_n
from seminar.core.statistics import percent
from seminar.core.words import Bar, Bars, Table

WIDE, LABEL = 1200, 0.4
"""From this width, labels stand beside their bars, on at most that part of it; on a narrower sheet above them."""

NUMBER = 52
PERCENT_FROM = 20
LEAST_WHOLE = 5
"""One answer of one is not drawn as a full bar."""


def draw(view: Bars, sheet: Sheet) -> float:
    """One line for each bar, and under them how many have answered."""
    whole = max(view.n, LEAST_WHOLE)
    end = max(sheet.extent(_number(bar, view.n), NUMBER, True) for bar in view.bars) + 24
    beside = sheet.width >= WIDE
    label = 0.0
    if beside:
        label = min(LABEL * sheet.width, max(sheet.extent(bar.label) + _mark_room(bar) for bar in view.bars)) + 33
    pitch = min(112, max(84, 560 / len(view.bars)))
    top = 0.0
    for bar in view.bars:
        inset = _mark_room(bar)
        label_room = (label - 32 if beside else sheet.width) - inset
        tall = sheet.height(bar.label, label_room)
        if bar.key:
            mark(sheet, bar.key, 0, top + (max(pitch - 12, tall) - 60) / 2 if beside else top, 60)
        if beside:
            row = max(pitch, tall + 24)
            sheet.paragraph(bar.label, inset, top + (row - 12 - tall) / 2, label_room)
            _bar(sheet, bar, view.n, Box(label, top + (row - pitch) / 2, sheet.width - label - end, pitch - 20), whole)
            top += row
        else:
            foot = sheet.paragraph(bar.label, inset, top, label_room)
            _bar(sheet, bar, view.n, Box(0, max(foot, top + inset) + 4, sheet.width - end, 52), whole)
            top = max(foot, top + inset) + 84
    foot = sheet.paragraph(
        say_n("{n} answer", "{n} answers", view.n), label, top + 8, sheet.width, SMALL, sheet.theme.muted
    )
    if view.note:
        foot = sheet.paragraph(view.note, label, foot, sheet.width - label, SMALL, sheet.theme.muted)
    return foot


def table(view: Bars) -> Table:
    """Each option with its number."""
    rows = tuple((bar.label, _number(bar, view.n)) for bar in view.bars)
    return Table((say("Answer"), say("How many")), rows, say_n("{n} answer", "{n} answers", view.n))


def _number(bar: Bar, n: int) -> Words:
    if bar.count is None:
        return say("few")
    if n >= PERCENT_FROM:
        return say("{count} ({percent} %)", count=bar.count, percent=percent(bar.count, n))
    return str(bar.count)


def _bar(sheet: Sheet, bar: Bar, n: int, box: Box, whole: int) -> None:
    """The bar on the whole axis, with its number at its end."""
    theme = sheet.theme
    sheet.rule(box.x, box.foot, box.x + box.wide, box.foot, theme.line, 2)
    sheet.rule(box.x, box.y, box.x, box.foot, theme.edge, 3)
    long = box.wide * (bar.count or 0) / whole
    if long:
        sheet.add(
            "rect",
            x=box.x,
            y=box.y,
            width=long,
            height=box.tall,
            fill=theme.keys[bar.key] if bar.key else theme.data,
            stroke=theme.on_fill if theme.on_fill == theme.text else "none",
            stroke_width=2,
            class_="grows",
        )
        if bar.key:
            patterns.fill(sheet, bar.key, Box(box.x, box.y, long, box.tall))
    muted = theme.muted if not bar.count else ""
    baseline = box.y + box.tall / 2 + 0.34 * NUMBER
    sheet.text(_number(bar, n), box.x + long + 18, baseline, NUMBER, muted, bold=bool(bar.count))


def _mark_room(bar: Bar) -> float:
    return 60 + 20 if bar.key else 0
