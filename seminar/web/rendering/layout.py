"""Share out the room on the stage among its drawings, in units of a stage of 1920 × 1080, so that
all type can be read."""

from __future__ import annotations

from dataclasses import dataclass

from seminar import charts
from seminar.charts import tokens
from seminar.charts.svg.text_layout import wrap_text
from seminar.core.elements import Figures, Quiet, Texts, View
from seminar.core.i18n import Speech
from seminar.service.screens.results import drop_repeated_note
from seminar.service.view_models import ScreenPicture
from seminar.web.rendering.templates import text

STAGE = charts.WIDTH
COUNT = tokens.STAGE["count"] + tokens.STAGE["beside"]
SIDE = tokens.STAGE["side"]
LIVE_SIDE = tokens.STAGE["live-side"]
GAP = tokens.SPACE["6"]
"""Widths: what the margins leave, the count beside a live chart, the second of two drawings (less
beside a count), and the gap between them; `css/stage/charts.css` sets the same tokens."""

STRIP = tokens.STAGE["strip"]
TALL = 792
CAPTION = 16
UNDER = 36
LETTERS = 36
LINE = 48
"""Heights: single numbers in a strip beneath a wall of texts, what head and foot leave of 1080 for
drawings, what sets off a name over a drawing and the words beneath it, their type, and a
line of them (the type and a third)."""


FULL = 4
"""Texts that a narrow column still takes beside something else; from five on it needs as much width
as its neighbour."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A view with its name, if that has to stand over it, and the room it has."""

    view: View
    name: str
    width: float
    tall: float
    page: int
    """How often its page has been turned."""

    def count_pages(self, speech: Speech) -> int:
        """Return how many pages it takes to show all of the view."""
        return charts.count_pages(self.view, speech, self.width, self.tall)


def drawings(picture: ScreenPicture, speech: Speech) -> tuple[Drawing, ...]:
    """Return the views of a picture, each with its room: less where the author has a word
    beneath."""
    words = text(picture.body)
    lines = wrap_text(words, LETTERS, STAGE) if words else ()
    tall = TALL - (UNDER + LINE * len(lines) if lines else 0)
    views = [drop_repeated_note(view, speech, words) for view in picture.views]
    names = [_name(view, speech) if len(views) > 1 else "" for view in views]
    widths = _widths(picture)
    named = max(
        (
            len(wrap_text(name, LETTERS, wide))
            for name, wide in zip(names, widths, strict=True)
            if name
        ),
        default=0,
    )
    tall -= CAPTION + LINE * named if named else 0
    talls = (
        (tall - STRIP - GAP / 2, STRIP) if stacked(picture) else (tall,) * len(views)
    )
    return tuple(
        Drawing(*drawing, picture.page)
        for drawing in zip(views, names, widths, talls, strict=True)
    )


def stacked(picture: ScreenPicture) -> bool:
    """Return whether numbers stand beneath a wall of texts, which needs the whole width, and not
    beside it."""
    match picture.views:
        case (Texts(large=False, items=items), Figures()):
            return len(items) > 0
        case _:
            return False


def even(picture: ScreenPicture) -> bool:
    """Return whether neither of two is the lesser: both are walls of texts, even if one is
    silent, or the second is full."""
    match picture.views:
        case (Texts() | Quiet(), Texts() | Quiet()):
            return True
        case (_, Texts(large=False, items=items)):
            return len(items) > FULL
    return False


def _widths(picture: ScreenPicture) -> tuple[float, ...]:
    """Return the width of each view: of two beside each other, the first has the most room, unless
    they are even."""
    whole = STAGE - COUNT if picture.move == "ask" else STAGE
    several = len(picture.views)
    if stacked(picture):
        return (whole, whole)
    if several == 2 and not even(picture):
        side = LIVE_SIDE if picture.move == "ask" else SIDE
        return (whole - GAP - side, side)
    return ((whole - GAP * (several - 1)) // several,) * several if several else ()


def _name(view: View, speech: Speech) -> str:
    """Return the name over a drawing: its title; nothing over single numbers, which have theirs."""
    return "" if isinstance(view, Figures) else speech(view.title)
