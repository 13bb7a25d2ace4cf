"""The projector and the console as HTML: a picture in, the parts of a page out.

A part is swapped only when its HTML changed. What ticks (counts, clocks) stands in `data` as well,
and the page's script writes it into the parts, so that an answer does not redraw the stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from seminar.core.i18n import Message, Say, Speech, say
from seminar.service.view_models import (
    AgendaLine,
    BigKey,
    Clock,
    HostPicture,
    ScreenPicture,
    in_private,
)
from seminar.web.rendering.layout import drawings, even, stacked
from seminar.web.rendering.templates import page


@dataclass(frozen=True, slots=True)
class Place:
    """How phones reach one room: what the QR code holds, and what a person types instead."""

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
    over: bool
    cues: tuple[tuple[str, float], ...] = ()
    """The parts, each with the seconds that are left of the clock when it ends."""
    part: int = 0
    """The number of the part that is now, 0 for the first."""
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One key of the console: its name on the wire, the words on it, and the keyboard keys that
    press it."""

    command: str
    label: Message
    keys: Message
    enabled: bool


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

PRESSED_BY: dict[str, Say] = {
    "next": say("Space · PgDn"),
    "back": say("PgUp"),
    "close": say("C"),
    "reveal": say("R"),
    "again": say("A"),
    "blank": say(". or B"),
    "join": say("Q"),
    "more": say("T"),
    "undo": say("U"),
}
"""The keyboard keys of each command; `ts/host.ts` listens for the same ones."""


# --- the projector --------------------------------------------------------------------------------


def screen_parts(
    picture: ScreenPicture, speech: Speech, place: Place
) -> dict[str, str]:
    """What the projector shows: the stage, and the foot beneath it (empty where the stage takes
    the whole screen)."""
    doing = (picture.move, picture.talk.size if picture.talk else picture.state)
    over = LATE if picture.late else OVER.get(doing, "")
    context = {
        "picture": picture,
        "place": place,
        "over": speech(over),
        "face": face(picture.clock),
        "case": any(one.body for one in picture.posed),
        "drawings": drawings(picture, speech),
        "stacked": stacked(picture),
        "even": even(picture),
    }
    name = scene(picture)
    foot = "" if name in WHOLE else page("screen/foot.html", speech, **context)
    return {"stage": page(f"screen/{name}.html", speech, **context), "foot": foot}


def screen_data(picture: ScreenPicture) -> dict[str, object]:
    """What ticks between two pictures of the projector."""
    return {
        "joined": picture.joined,
        "answered": picture.answered,
        "cards": picture.cards,
        "left": picture.clock.ticks_from if picture.clock else None,
    }


def scene(picture: ScreenPicture) -> str:
    """The name of the template that draws this picture."""
    if picture.state == "ended":
        return "ended"
    if picture.curtain:
        return picture.curtain
    if picture.state == "shown" and in_private(picture.views):
        return "private"
    return "covered" if picture.state == "covered" else SCENES[picture.move]


def face(clock: Clock | None) -> ClockFace | None:
    """The clock in words, rounded up, so that it says 0:00 only when the time is up."""
    if clock is None:
        return None
    left = max(0, ceil(clock.left))
    share = round(100 * min(1.0, left / clock.planned)) if clock.planned else 0
    part = min(
        sum(clock.left <= end for _, end in clock.cues), max(0, len(clock.cues) - 1)
    )
    words = f"{left // 60}:{left % 60:02d}"
    over = left == 0
    return ClockFace(words, share, clock.planned, over, clock.cues, part, clock.paused)


# --- the console ----------------------------------------------------------------------------------


def host_parts(picture: HostPicture, speech: Speech, place: Place) -> dict[str, str]:
    """What the console shows: the stage as the room sees it, and round it what is the
    facilitator's alone."""
    context = {
        "picture": picture,
        "place": place,
        "keys": shortcuts(picture.keys),
        "strip": strip(picture.agenda),
        "waiting": tuple(one for one in picture.pending if not one.approved),
        "shown": tuple(one for one in picture.pending if one.approved),
        "alike": picture.alike,
        "late": lateness(picture),
        "early": earliness(picture),
        "face": face(picture.screen.clock),
        "has_pages": has_pages(picture.screen, speech),
    }
    own = (
        "top",
        "moves",
        "network",
        "alarms",
        "door",
        "groups",
        "notes",
        "pending",
        "plan",
        "trouble",
        "keys",
    )
    return screen_parts(picture.screen, speech, place) | {
        name: page(f"host/{name}.html", speech, **context) for name in own
    }


def has_pages(picture: ScreenPicture, speech: Speech) -> bool:
    """Return whether the stage shows a part of something, so that its page can be turned."""
    if scene(picture) not in ("shown", "ask"):
        return False
    return any(drawing.count_pages(speech) > 1 for drawing in drawings(picture, speech))


def host_data(picture: HostPicture) -> dict[str, object]:
    """What ticks between two pictures of the console."""
    return screen_data(picture.screen) | {
        "connected": picture.connected,
        "due": picture.due,
        "planned": picture.planned,
        "used": picture.used,
        "total": picture.total,
    }


def shortcuts(keys: tuple[BigKey, ...]) -> tuple[Shortcut, ...]:
    """The keys of the bottom row, *Next* last, where the hand expects it."""
    row = sorted(
        (key for key in keys if key.command in PRESSED_BY),
        key=lambda key: key.command == "next",
    )
    return tuple(
        Shortcut(key.command, key.label, PRESSED_BY[key.command], key.enabled)
        for key in row
    )


def lateness(picture: HostPicture) -> int:
    """Whole minutes behind the plan; the plan allows this step its own minutes."""
    return 0 if picture.used is None else max(0, int(picture.used - picture.planned))


def earliness(picture: HostPicture) -> int:
    """Whole minutes ahead of the plan: the step has been reached before it was due."""
    return 0 if picture.used is None else max(0, int(picture.due - picture.used))


@dataclass(frozen=True, slots=True)
class Stretch:
    """One agenda line on the plan strip, in minutes from the start."""

    start: float
    minutes: float
    state: str


def strip(agenda: tuple[AgendaLine, ...]) -> tuple[Stretch, ...]:
    """The agenda end to end."""
    stretches, start = [], 0.0
    for line in agenda:
        stretches.append(Stretch(start, line.minutes, line.state))
        start += line.minutes
    return tuple(stretches)
