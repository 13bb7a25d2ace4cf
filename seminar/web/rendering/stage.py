"""Draw the projector's picture as HTML: a picture in, the parts of a page out.

A part is swapped only when its HTML changed. What ticks (counts, clocks) stands in `data` as well,
and the page's script writes it into the parts, so that an answer does not redraw the stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from seminar.core.i18n import Say, Speech, say
from seminar.service.view_models import Clock, ScreenPicture, in_private
from seminar.web.rendering.layout import drawings, even, stacked
from seminar.web.rendering.templates import page


@dataclass(frozen=True, slots=True)
class Place:
    """The way to one room: what the QR code holds, and what a person types instead."""

    code: str
    url: str
    address: str
    """As one types it in a browser: without `http://`, which browsers add themselves, ending in
    `/J`."""


@dataclass(frozen=True, slots=True)
class ClockFace:
    """A clock as it stands when drawn; the page's script keeps it going."""

    words: str
    share: int
    """What is left, in percent of what was planned."""
    planned: float
    """Seconds, to a tenth."""
    over: bool
    cues: tuple[tuple[str, float], ...] = ()
    """The parts, each with the seconds that are left of the clock when it ends."""
    part: int = 0
    """The number of the part that is now, 0 for the first."""
    paused: bool = False


SCENES = {
    "slide": "slide",
    "talk": "talk",
    "write": "talk",
    "ask": "ask",
    "show": "shown",
}
"""Which template draws a step when nothing covers it."""

WHOLE = ("blank", "join", "ended")
"""Templates that take the whole screen, the foot's place too."""

OVER: dict[tuple[str, str], Say] = {
    ("talk", "pairs"): say("Talk in pairs"),
    ("talk", "triads"): say("Talk in threes"),
    ("talk", "fours"): say("Talk in fours"),
    ("talk", "tables"): say("Talk at the tables"),
    ("write", "read"): say("Write for yourself"),
    ("ask", "open"): say("Answer on your phone"),
    ("ask", "closed"): say("The answers are closed"),
    ("show", "covered"): say("Result"),
    ("show", "shown"): say("Result"),
}
"""The line over a title: what the room does now, by move and by group or state."""

LATE = say("Answer on your phone, if you have not done so")
"""The same where a question is open for latecomers."""


def screen_parts(
    picture: ScreenPicture, speech: Speech, place: Place
) -> dict[str, str]:
    """Return the projector's HTML: the stage, and the foot beneath it (empty where the stage takes
    the whole screen)."""
    doing = (picture.move, picture.talk.size if picture.talk else picture.state)
    over = LATE if picture.late else OVER.get(doing, "")
    context = {
        "picture": picture,
        "place": place,
        "over": speech(over),
        "face": face(picture.clock),
        "expected": max(1, picture.joined),
        "case": any(question.body for question in picture.posed),
        "drawings": drawings(picture, speech),
        "stacked": stacked(picture),
        "even": even(picture),
    }
    name = scene(picture)
    foot = "" if name in WHOLE else page("screen/foot.html", speech, **context)
    return {"stage": page(f"screen/{name}.html", speech, **context), "foot": foot}


def screen_data(picture: ScreenPicture) -> dict[str, object]:
    """Return what ticks between two pictures of the projector."""
    return {
        "joined": picture.joined,
        "answered": picture.answered,
        "cards": picture.cards,
        "left": picture.clock.ticks_from if picture.clock else None,
    }


def scene(picture: ScreenPicture) -> str:
    """Return the name of the template that draws this picture."""
    if picture.state == "ended":
        return "ended"
    if picture.curtain:
        return picture.curtain
    if picture.state == "shown" and in_private(picture.views):
        return "private"
    return "covered" if picture.state == "covered" else SCENES[picture.move]


def face(clock: Clock | None) -> ClockFace | None:
    """Return the clock in words, rounded up, so that it says 0:00 only when the time is up."""
    if clock is None:
        return None
    seconds = max(0, ceil(clock.remaining))
    share = round(100 * min(1.0, seconds / clock.planned)) if clock.planned else 0
    part = min(
        sum(clock.remaining <= end for _, end in clock.cues),
        max(0, len(clock.cues) - 1),
    )
    words = f"{seconds // 60}:{seconds % 60:02d}"
    over = seconds == 0
    planned = round(clock.planned, 1)
    return ClockFace(words, share, planned, over, clock.cues, part, clock.paused)
