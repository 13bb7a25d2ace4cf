"""Options from the first to the last, with their mean place as a bar where it may be published."""

from __future__ import annotations

from seminar.charts.svg import patterns
from seminar.charts.svg.canvas import BODY, LEADING, SMALL, WIDE, Sheet
from seminar.charts.svg.icons import draw_mark
from seminar.charts.svg.patterns import Box
from seminar.core.elements import Place, Ranking, Table
from seminar.core.i18n import Message, join_messages, say, say_n

SIZES = (64, 56, 52, BODY)
"""Type for the options: the largest with which all of them fit is taken."""

PITCH = 132
"""From an option to the next at most: with more air, a few would not be read as a list."""

SHARE = 0.46
"""The part of a wide sheet that labels may take when bars stand beside them."""


def draw_ranking(view: Ranking, sheet: Sheet) -> float:
    """Draw a line for each option, the first on top, in the largest type that fits."""
    foot_text = join_messages(_describe_foot(view), view.note)
    foot = 12 + sheet.paragraph_height(foot_text, sheet.width, SMALL)
    size = next(
        (
            type_size
            for type_size in SIZES
            if _draw_rows(view, sheet.empty_copy(), type_size, 0) <= sheet.tall - foot
        ),
        SIZES[-1],
    )
    air = max(
        0.0,
        (sheet.tall - foot - _draw_rows(view, sheet.empty_copy(), size, 0))
        / len(view.places),
    )
    top = _draw_rows(view, sheet, size, min(air, PITCH - LEADING * size))
    return sheet.draw_paragraph(
        foot_text, 0, top + 12, sheet.width, SMALL, sheet.theme.muted
    )


def tabulate_ranking(view: Ranking) -> Table:
    """Return the place, the option, and its mean place if it is published."""
    has_means = any(place.mean is not None for place in view.places)
    rows = (
        (str(at), place.label, *((_format_mean(place),) if has_means else ()))
        for at, place in enumerate(view.places, start=1)
    )
    head = (say("Place"), say("What"), *((say("Mean place"),) if has_means else ()))
    return Table(head, tuple(rows), _describe_foot(view))


def _describe_foot(view: Ranking) -> Message:
    answers = say_n("{n} answer", "{n} answers", view.n)
    if any(place.mean is not None for place in view.places):
        return say(
            "{answers} · the number is the mean place, from 1 to {last}",
            answers=answers,
            last=len(view.places),
        )
    return say("{answers} · in the order of all together", answers=answers)


def _format_mean(place: Place) -> Message:
    return say("{mean}", mean=place.mean) if place.mean is not None else ""


def _draw_rows(view: Ranking, sheet: Sheet, size: float, air: float) -> float:
    """Draw all options, and return where the last ends."""
    number = sheet.text_width("0", size + 8, True) + 28
    keyed = size * 1.1 + 20 if any(place.key for place in view.places) else 0.0
    inset = number + keyed
    top = 0.0
    barred = any(place.mean is not None for place in view.places)
    beside = barred and sheet.width >= WIDE
    label = min(
        SHARE * sheet.width,
        max(sheet.text_width(place.label, size) for place in view.places) + 33 + inset,
    )
    available = (label if beside else sheet.width) - inset - (33 if beside else 0)
    last = len(view.places)
    for at, place in enumerate(view.places, start=1):
        words = sheet.paragraph_height(place.label, available, size)
        tall = max(words, size * 1.2) + 16 + air
        middle = top + tall / 2
        sheet.draw_text(str(at), 0, middle + 0.34 * (size + 8), size + 8, bold=True)
        if place.key:
            draw_mark(sheet, place.key, number, middle - size * 0.55, size * 1.1)
        sheet.draw_paragraph(place.label, inset, middle - words / 2, available, size)
        if beside:
            thick = min(tall - 16, 84)
            box = Box(label, middle - thick / 2, sheet.width - label, thick)
            _draw_bar(sheet, place, last, box, size)
        elif barred:
            box = Box(inset, top + tall, sheet.width - inset, 36)
            _draw_bar(sheet, place, last, box, BODY)
            tall += 36 + 16
        top += tall
        if not beside:
            sheet.draw_rule(0, top, sheet.width, top, sheet.theme.line, 2)
    return top


def _draw_bar(sheet: Sheet, place: Place, last: int, box: Box, size: float) -> None:
    """Draw a bar, the longer the better the mean place, which stands at its end."""
    theme = sheet.theme
    mean = place.mean or last
    available = box.wide - sheet.text_width("0,0", size, True) - 28
    long = available * (last + 1 - mean) / last
    sheet.draw_rule(box.x, box.y, box.x, box.foot, theme.edge, 3)
    patterns.draw_filled_bar(sheet, place.key, Box(box.x, box.y, long, box.tall))
    sheet.draw_text(
        _format_mean(place),
        box.x + long + 16,
        box.y + box.tall / 2 + 0.34 * size,
        size,
        bold=True,
    )
