"""Counts of a question: label, bar and number on a line, in the author's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from seminar.charts.svg import patterns
from seminar.charts.svg.canvas import BODY, LEADING, SMALL, WIDE, Sheet
from seminar.charts.svg.icons import draw_mark, draw_sign, draw_swatch, draw_tick
from seminar.charts.svg.patterns import Box
from seminar.charts.svg.theme import THEMES
from seminar.core.elements import Bar, Bars, Table
from seminar.core.i18n import Message, join_messages, say, say_n
from seminar.core.stats.estimators import percents

LABEL = 0.4
NAME = 0.3
"""From this width, labels stand beside their bars, on at most that part of it. On a narrower
sheet they stand above them, unless they are many and none is longer than the last part."""

MARK = 60
"""The square of a mark or sign before a label: as high as the largest label's type."""

SIZES = (60, 52, BODY)
"""Type for labels and numbers on a wide sheet: the largest that leaves the bars their height."""

UNDER = 28
THINNEST = 36
"""The gap under a bar that stands beneath its label, more than the gap over it, so that the two
belong together; and how thin such a bar may be and still show its pattern."""

LEAST_PITCH = 64
MOST_PITCH = 160
"""From a bar to the next: nine of them, with words beneath, still have type that the back row
can read."""

LONG_LABEL = 0.64
"""The part of a wide sheet that labels have when they are whole sentences in order."""

PERCENT_FROM = 20
"""From so many answers on a bar says percent too: with fewer, a single person is more than five
percent, and a percentage would claim a precision that is not there."""

LEAST_WHOLE = 5
"""The axis stands for at least so many answers: if only a single person has answered, that is not a
full bar."""


def draw_bars(view: Bars, sheet: Sheet) -> float:
    """Draw a line for each bar, and how many have answered; return where it ends."""
    view = _fill_shares(view)
    foot_height = (
        sheet.paragraph_height(view.note, sheet.width, SMALL) + LEADING * SMALL + 8
    )
    pitch = min(
        MOST_PITCH, max(LEAST_PITCH, (sheet.tall - foot_height) / len(view.bars))
    )
    label = 0.0
    top = 0.0
    left_out = 0
    lines = sum(max(_label_height(sheet, bar), _symbol_width(bar)) for bar in view.bars)
    is_full = lines + (UNDER + THINNEST) * len(view.bars) > sheet.tall - foot_height
    if view.ranked and sheet.width >= WIDE:
        top, left_out = _draw_in_order(view, sheet, sheet.tall - foot_height)
    elif sheet.width >= WIDE or (is_full and _have_short_labels(view, sheet)):
        size = next(
            (
                type_size
                for type_size in SIZES
                if _fits(view, sheet, type_size, pitch, sheet.tall - foot_height)
            ),
            BODY,
        )
        label = _label_width(view, sheet, size) + 33
        for bar in view.bars:
            top += _draw_label_beside(
                sheet, bar, _denominator(view), top, label, size, pitch
            )
    else:
        thick = min(
            52,
            max(THINNEST, (sheet.tall - foot_height - lines) / len(view.bars) - UNDER),
        )
        for bar in view.bars:
            top = _draw_label_above(sheet, bar, _denominator(view), top, thick)
    foot_text = join_messages(_describe_total(view, left_out), view.note)
    return sheet.draw_paragraph(
        foot_text, label, top + 8, sheet.width - label, SMALL, sheet.theme.muted
    )


def tabulate_bars(view: Bars) -> Table:
    """Return each option with its number."""
    view = _fill_shares(view)
    rows = tuple(
        (bar.label, _describe_count(bar, _denominator(view))) for bar in view.bars
    )
    return Table((say("Answer"), say("How many")), rows, _describe_total(view))


def _describe_total(view: Bars, left_out: int = 0) -> Message:
    """Return how many have answered, and how many options have no room on this stage."""
    more = (
        say_n("{n} more has no room here", "{n} more have no room here", left_out)
        if left_out
        else ""
    )
    return join_messages(view.tally or say_n("{n} answer", "{n} answers", view.n), more)


def _draw_in_order(view: Bars, sheet: Sheet, tall: float) -> tuple[float, int]:
    """Draw as many ranked bars as have room, on paper all of them.

    Returns where they end, and how many had no room.
    """
    label = LONG_LABEL * sheet.width
    size, pitch, count = _fit_rows(view.bars, sheet, label - 33, tall)
    if sheet.theme is THEMES["paper"]:
        count = len(view.bars)
    top = 0.0
    for bar in view.bars[:count]:
        top += _draw_label_beside(
            sheet, bar, _denominator(view), top, label, size, pitch
        )
    return top, len(view.bars) - count


def _fit_rows(
    bars: Sequence[Bar], sheet: Sheet, available: float, tall: float
) -> tuple[float, float, int]:
    """Return the largest type and pitch in which all bars fit, and their number.

    Where not even the smallest fits, the number is how many bars then do.
    """
    for size in SIZES:
        heights = [
            sheet.paragraph_height(
                bar.label, available - _symbol_width(bar), size, bar.right
            )
            + 24
            for bar in bars
        ]
        for pitch in range(MOST_PITCH, LEAST_PITCH, -8):
            if sum(max(pitch, row_height) for row_height in heights) <= tall:
                return size, pitch, len(bars)
    ends = accumulate(max(LEAST_PITCH, row_height) for row_height in heights)
    return SIZES[-1], LEAST_PITCH, max(1, sum(end <= tall for end in ends))


def _denominator(view: Bars) -> int:
    """Return what shares are taken of: all who answered, unless the view says of how many."""
    return view.whole or view.n


def _fill_shares(view: Bars) -> Bars:
    """Return the view with the share of each bar, rounded together."""
    shares = percents([bar.count or 0 for bar in view.bars], _denominator(view))
    bars = (
        replace(bar, share=share) for bar, share in zip(view.bars, shares, strict=True)
    )
    return replace(view, bars=tuple(bars))


def _format_count(bar: Bar, n: int) -> Message:
    """Return a bar's number, with percent where there are enough answers."""
    if bar.count is None:
        return bar.said
    if n >= PERCENT_FROM:
        return say("{count} ({percent} %)", count=bar.count, percent=bar.share)
    return str(bar.count)


def _describe_count(bar: Bar, n: int) -> Message:
    """Return a bar's number, and whether it is the right answer."""
    return (
        say("{label} – the right answer", label=_format_count(bar, n))
        if bar.right
        else _format_count(bar, n)
    )


def _have_short_labels(view: Bars, sheet: Sheet) -> bool:
    """Return whether every label has room beside its bar on a narrow sheet too."""
    return all(
        _symbol_width(bar) + sheet.text_width(bar.label, BODY, bar.right)
        <= NAME * sheet.width
        for bar in view.bars
    )


def _label_width(view: Bars, sheet: Sheet, size: float) -> float:
    """Return the width of the column of labels."""
    return min(
        LABEL * sheet.width,
        max(
            sheet.text_width(bar.label, size, bar.right) + _symbol_width(bar)
            for bar in view.bars
        ),
    )


def _fits(view: Bars, sheet: Sheet, size: float, pitch: float, tall: float) -> bool:
    """Return whether type of this size is in proportion to its bars, and all of it fits."""
    available = _label_width(view, sheet, size)
    rows = (
        max(
            pitch,
            sheet.paragraph_height(
                bar.label, available - _symbol_width(bar), size, bar.right
            )
            + 24,
        )
        for bar in view.bars
    )
    return size <= 0.42 * pitch and sum(rows) <= tall


def _draw_label_beside(
    sheet: Sheet, bar: Bar, n: int, top: float, label: float, size: float, pitch: float
) -> float:
    """Draw a label with its bar at its right, and return how high the line is."""
    inset = _symbol_width(bar)
    tall = sheet.paragraph_height(bar.label, label - 33 - inset, size, bar.right)
    row = max(pitch, tall + 24)
    middle = top + (row - 12) / 2
    _draw_symbol(sheet, bar, middle - MARK / 2)
    sheet.draw_paragraph(
        bar.label, inset, middle - tall / 2, label - 33 - inset, size, bold=bar.right
    )
    thick = min(pitch - 20, 112)
    _draw_bar(
        sheet, bar, n, Box(label, middle - thick / 2, sheet.width - label, thick), size
    )
    return row


def _draw_label_above(
    sheet: Sheet, bar: Bar, n: int, top: float, thick: float
) -> float:
    """Draw a label over its bar, and return where the next label begins."""
    inset = _symbol_width(bar)
    _draw_symbol(sheet, bar, top)
    foot = max(
        sheet.draw_paragraph(
            bar.label, inset, top, sheet.width - inset, bold=bar.right
        ),
        top + inset,
    )
    _draw_bar(sheet, bar, n, Box(0, foot + 4, sheet.width, thick), BODY)
    return foot + thick + UNDER


def _draw_bar(sheet: Sheet, bar: Bar, n: int, box: Box, size: float) -> None:
    """Draw a bar along the whole axis, with its number at its end.

    The axis leaves room for the longest number.
    """
    theme = sheet.theme
    number = size + 8
    box = Box(
        box.x,
        box.y,
        box.wide
        - sheet.text_width(_format_count(Bar("", n, share=100), n), number, True)
        - 24,
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
        _format_count(bar, n),
        box.x + long + 18,
        baseline,
        number,
        muted,
        bold=bool(bar.count),
    )


def _draw_symbol(sheet: Sheet, bar: Bar, top: float) -> None:
    """Draw what stands before a label: that it is right, its key, its sign, or its
    colour."""
    if bar.right:
        draw_tick(sheet, 0, top, MARK)
    elif bar.key:
        draw_mark(sheet, bar.key, 0, top, MARK)
    elif bar.sign:
        draw_sign(sheet, bar.sign, 0, top, MARK)
    elif bar.colour:
        draw_swatch(sheet, bar.colour, 0, top, MARK)


def _symbol_width(bar: Bar) -> float:
    """Return how much `_draw_symbol` takes, with the gap after it."""
    has_symbol = bar.key or bar.right or bar.sign or bar.colour
    return MARK + 20 if has_symbol else 0


def _label_height(sheet: Sheet, bar: Bar) -> float:
    return sheet.paragraph_height(
        bar.label, sheet.width - _symbol_width(bar), bold=bar.right
    )
