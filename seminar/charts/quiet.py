"""A silence: one sentence beside a quiet line, the same for none and for too few."""

from __future__ import annotations

from seminar.charts.sheet import LEADING, Sheet
from seminar.core.words import Quiet, Table

SIZE, INSET, ROOM = 60, 56, 1400


def draw(view: Quiet, sheet: Sheet) -> float:
    """The sentence, with room to breathe."""
    return sentence(sheet, sheet.say(view.text), 24) + 24


def sentence(sheet: Sheet, text: str, top: float) -> float:
    """A sentence that stands in place of numbers; gives where it ends."""
    room = min(ROOM, sheet.width - INSET)
    foot = top + max(1, len(sheet.lines(text, room, SIZE))) * LEADING * SIZE
    sheet.rule(4, top, 4, foot, sheet.theme.edge, 8)
    sheet.paragraph(text, INSET, top + 2, room, SIZE)
    return foot


def table(view: Quiet) -> Table:
    """Nothing but the sentence."""
    return Table((), (), view.text)
