"""A result that is withheld: what is said in place of numbers, the same for none and for too few.

With something to do instead it is private mode, and has a drawing of its own: two who talk, and a
step between them.
"""

from __future__ import annotations

from seminar.charts.svg.canvas import BODY, LEADING, WIDE, Sheet, build_element
from seminar.core.elements import Quiet, Table
from seminar.core.i18n import say

SIZE = 60
INSET = 56
ROOM = 1400
TWO_WIDE = 300
TWO_TALL = 190
"""The units that it is drawn in."""
GAP = 72

RINGS = '<circle cx="95" cy="95" r="90"/><circle cx="205" cy="95" r="90"/>'
"""Two who sit together: the mark of R, with room in the middle."""
STAIR = '<path d="M128 128h14.5v-14h14.5v-14h14.5"/>'
LIFT = '<path d="M150 80v-28m-10.5 10.5 10.5-10.5 10.5 10.5"/>'
"""The mark of U between them: one step, and upwards."""


def draw_quiet(view: Quiet, sheet: Sheet) -> float:
    """Draw the sentence; in private mode with the drawing and what to do instead."""
    if view.aloud:
        foot = sheet.draw_paragraph(
            view.text,
            INSET,
            24,
            min(ROOM, sheet.width - INSET),
            BODY,
            sheet.theme.muted,
        )
        return draw_sentence(sheet, sheet.speech(view.task), foot + 20) + 24
    if not view.task:
        return draw_sentence(sheet, sheet.speech(view.text), 24) + 24
    is_wide = sheet.width >= WIDE
    tall = min(420.0, sheet.width * 0.28) if is_wide else min(300.0, sheet.width * 0.4)
    across = tall * TWO_WIDE / TWO_TALL
    left = across + GAP if is_wide else 0.0
    top, available = (
        (0.0, min(sheet.width - left, 1100)) if is_wide else (tall + 40, sheet.width)
    )
    words = (
        sheet.paragraph_height(view.text, available, BODY)
        + 20
        + sheet.paragraph_height(view.task, available, SIZE)
    )
    start = top + max(0.0, (tall - words) / 2) if is_wide else top
    draw_two(sheet, 0, max(0.0, (words - tall) / 2) if is_wide else 0.0, tall)
    foot = sheet.draw_paragraph(
        view.text, left, start, available, BODY, sheet.theme.muted
    )
    foot = sheet.draw_paragraph(view.task, left, foot + 20, available, SIZE)
    return max(foot, tall) + 24


def draw_two(sheet: Sheet, x: float, y: float, tall: float) -> None:
    """Draw the picture of private mode, `tall` units high."""
    theme = sheet.theme
    factor = tall / TWO_TALL
    line = {"fill": "none", "stroke_linecap": "round", "stroke_linejoin": "round"}
    rings = build_element("g", RINGS, stroke=theme.edge, stroke_width=3.6, **line)
    step = build_element("g", STAIR + LIFT, stroke=theme.text, stroke_width=4.4, **line)
    sheet.add_element(
        "g", rings + step, transform=f"translate({x:.1f} {y:.1f}) scale({factor:.3f})"
    )


def draw_sentence(sheet: Sheet, text: str, top: float) -> float:
    """Draw a sentence that stands in place of numbers, and return where it ends."""
    available = min(ROOM, sheet.width - INSET)
    foot = top + max(1, len(sheet.break_lines(text, available, SIZE))) * LEADING * SIZE
    sheet.draw_rule(4, top, 4, foot, sheet.theme.edge, 8)
    sheet.draw_paragraph(text, INSET, top + 2, available, SIZE)
    return foot


def tabulate_quiet(view: Quiet) -> Table:
    """Return what is said, as the caption of a table without rows."""
    return Table(
        (),
        (),
        say("{why} {todo}", why=view.text, todo=view.task) if view.task else view.text,
    )
