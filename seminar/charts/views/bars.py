"""Counts of one question: the label, the bar and the number on one line, in the author's order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from seminar.charts.svg import patterns
from seminar.charts.svg.canvas import BODY, LEADING, SMALL, WIDE, Sheet
from seminar.charts.svg.icons import draw_mark, draw_sign, draw_tick
from seminar.charts.svg.patterns import Box
from seminar.charts.svg.theme import THEMES
from seminar.core.elements import Bar, Bars, Table
from seminar.core.i18n import Message, join_messages, say, say_n
from seminar.core.stats.estimators import percent

LABEL = 0.4
NAME = 0.3
"""From this width, labels stand beside their bars, on at most that part of it. On a narrower
sheet they stand above them, unless they are many and none is longer than the last part."""

MARK = 60

SIZES = (60, 52, BODY)
"""Type for labels and numbers on a wide sheet: the largest that leaves the bars their height."""

UNDER = 28
THINNEST = 36
"""What follows a bar beneath its label, and how thin it may be."""

LEAST_PITCH = 64
MOST_PITCH = 160
"""From one bar to the next: nine of them, with words beneath, still have type that the back row
can read."""

LONG_LABEL = 0.64
"""The part of a wide sheet that labels have when they are whole sentences in order."""

PERCENT_FROM = 20
LEAST_WHOLE = 5
"""One answer of one is not drawn as a full bar."""


def draw_bars(view: Bars, sheet: Sheet) -> float:
    """One line for each bar, and under them how many have answered."""
    foot = sheet.paragraph_height(view.note, sheet.width, SMALL) + LEADING * SMALL + 8
    pitch = min(MOST_PITCH, max(LEAST_PITCH, (sheet.tall - foot) / len(view.bars)))
    label = 0.0
    top = 0.0
    left_out = 0
    lines = sum(max(_label_height(sheet, bar), _mark_room(bar)) for bar in view.bars)
    is_full = lines + (UNDER + THINNEST) * len(view.bars) > sheet.tall - foot
    if view.ranked and sheet.width >= WIDE:
        top, left_out = _in_order(view, sheet, sheet.tall - foot)
    elif sheet.width >= WIDE or (is_full and _are_names(view, sheet)):
        size = next(
            (one for one in SIZES if _fits(view, sheet, one, pitch, sheet.tall - foot)), BODY
        )
        label = _label_room(view, sheet, size) + 33
        for bar in view.bars:
            top += _beside(sheet, bar, _whole(view), top, label, size, pitch)
    else:
        thick = min(52, max(THINNEST, (sheet.tall - foot - lines) / len(view.bars) - UNDER))
        for bar in view.bars:
            top = _beneath(sheet, bar, _whole(view), top, thick)
    said = join_messages(_answers(view, left_out), view.note)
    return sheet.draw_paragraph(said, label, top + 8, sheet.width - label, SMALL, sheet.theme.muted)


def tabulate_bars(view: Bars) -> Table:
    """Each option with its number."""
    rows = tuple((bar.label, _told(bar, _whole(view))) for bar in view.bars)
    return Table((say("Answer"), say("How many")), rows, _answers(view))


def _answers(view: Bars, left_out: int = 0) -> Message:
    more = (
        say_n("{n} more has no room here", "{n} more have no room here", left_out)
        if left_out
        else ""
    )
    return join_messages(view.tally or say_n("{n} answer", "{n} answers", view.n), more)


def _in_order(view: Bars, sheet: Sheet, tall: float) -> tuple[float, int]:
    """As many of the bars as have room, on paper all of them; gives where they end, and how many
    had none."""
    label = LONG_LABEL * sheet.width
    size, pitch, count = _room_for(view.bars, sheet, label - 33, tall)
    if sheet.theme is THEMES["paper"]:
        count = len(view.bars)
    top = 0.0
    for bar in view.bars[:count]:
        top += _beside(sheet, bar, _whole(view), top, label, size, pitch)
    return top, len(view.bars) - count


def _room_for(
    bars: Sequence[Bar], sheet: Sheet, room: float, tall: float
) -> tuple[float, float, int]:
    """The largest type and the widest pitch in which all of them fit, or the smallest and how
    many then do."""
    for size in SIZES:
        heights = [
            sheet.paragraph_height(bar.label, room - _mark_room(bar), size, bar.right) + 24
            for bar in bars
        ]
        for pitch in range(MOST_PITCH, LEAST_PITCH, -8):
            if sum(max(pitch, one) for one in heights) <= tall:
                return size, pitch, len(bars)
    ends = accumulate(max(LEAST_PITCH, one) for one in heights)
    return SIZES[-1], LEAST_PITCH, max(1, sum(end <= tall for end in ends))


def _whole(view: Bars) -> int:
    return view.whole or view.n


def _number(bar: Bar, n: int) -> Message:
    if bar.count is None:
        return bar.said
    if n >= PERCENT_FROM:
        return say("{count} ({percent} %)", count=bar.count, percent=percent(bar.count, n))
    return str(bar.count)


def _told(bar: Bar, n: int) -> Message:
    return (
        say("{label} – the right answer", label=_number(bar, n)) if bar.right else _number(bar, n)
    )


def _are_names(view: Bars, sheet: Sheet) -> bool:
    """Whether each label is so short that it has its place beside its bar on a narrow sheet too."""
    return all(
        _mark_room(bar) + sheet.text_width(bar.label, BODY, bar.right) <= NAME * sheet.width
        for bar in view.bars
    )


def _label_room(view: Bars, sheet: Sheet, size: float) -> float:
    return min(
        LABEL * sheet.width,
        max(sheet.text_width(bar.label, size, bar.right) + _mark_room(bar) for bar in view.bars),
    )


def _fits(view: Bars, sheet: Sheet, size: float, pitch: float, tall: float) -> bool:
    """Whether type of this size is in proportion to its bars, and all of it fits."""
    room = _label_room(view, sheet, size)
    rows = (
        max(pitch, sheet.paragraph_height(bar.label, room - _mark_room(bar), size, bar.right) + 24)
        for bar in view.bars
    )
    return size <= 0.42 * pitch and sum(rows) <= tall


def _beside(
    sheet: Sheet, bar: Bar, n: int, top: float, label: float, size: float, pitch: float
) -> float:
    """A label with its bar at its right; gives how tall the line is."""
    inset = _mark_room(bar)
    tall = sheet.paragraph_height(bar.label, label - 33 - inset, size, bar.right)
    row = max(pitch, tall + 24)
    middle = top + (row - 12) / 2
    _mark(sheet, bar, middle - MARK / 2)
    sheet.draw_paragraph(
        bar.label, inset, middle - tall / 2, label - 33 - inset, size, bold=bar.right
    )
    thick = min(pitch - 20, 112)
    _bar(sheet, bar, n, Box(label, middle - thick / 2, sheet.width - label, thick), size)
    return row


def _beneath(sheet: Sheet, bar: Bar, n: int, top: float, thick: float) -> float:
    """A label over its bar; gives where the next one begins."""
    inset = _mark_room(bar)
    _mark(sheet, bar, top)
    foot = max(
        sheet.draw_paragraph(bar.label, inset, top, sheet.width - inset, bold=bar.right),
        top + inset,
    )
    _bar(sheet, bar, n, Box(0, foot + 4, sheet.width, thick), BODY)
    return foot + thick + UNDER


def _bar(sheet: Sheet, bar: Bar, n: int, box: Box, size: float) -> None:
    """The bar on the whole axis, with its number at its end: the axis leaves room for the
    longest number."""
    theme = sheet.theme
    number = size + 8
    box = Box(
        box.x,
        box.y,
        box.wide - sheet.text_width(_number(Bar("", n), n), number, True) - 24,
        box.tall,
    )
    sheet.draw_rule(box.x, box.foot, box.x + box.wide, box.foot, theme.line, 2)
    sheet.draw_rule(box.x, box.y, box.x, box.foot, theme.edge, 3)
    long = box.wide * (bar.count or 0) / max(n, LEAST_WHOLE)
    if long:
        patterns.draw_filled_bar(sheet, bar.key, Box(box.x, box.y, long, box.tall))
    muted = theme.muted if not bar.count else ""
    baseline = box.y + box.tall / 2 + 0.34 * number
    sheet.draw_text(
        _number(bar, n), box.x + long + 18, baseline, number, muted, bold=bool(bar.count)
    )


def _mark(sheet: Sheet, bar: Bar, top: float) -> None:
    """What stands before a label: that it is right, its key, or its sign."""
    if bar.right:
        draw_tick(sheet, 0, top, MARK)
    elif bar.key:
        draw_mark(sheet, bar.key, 0, top, MARK)
    elif bar.sign:
        draw_sign(sheet, bar.sign, 0, top, MARK)


def _mark_room(bar: Bar) -> float:
    return MARK + 20 if bar.key or bar.right or bar.sign else 0


def _label_height(sheet: Sheet, bar: Bar) -> float:
    return sheet.paragraph_height(bar.label, sheet.width - _mark_room(bar), bold=bar.right)
