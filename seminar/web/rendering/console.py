"""Draw the console as HTML: the stage as the room sees it, and what is the facilitator's alone."""

from __future__ import annotations

from dataclasses import dataclass

from seminar.core.i18n import Speech, say, say_n
from seminar.service.screens.console_commands import BY_NAME, CONSOLE_COMMANDS
from seminar.service.screens.key_card import name_keys
from seminar.service.view_models import HostPicture, ScreenPicture
from seminar.web.rendering import stage
from seminar.web.rendering.console_parts import (
    build_pace,
    name_agenda,
    name_moves,
    sort_pending,
    summarise_groups,
)
from seminar.web.rendering.layout import drawings
from seminar.web.rendering.stage import Place
from seminar.web.rendering.templates import page

PARTS = (
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
"""The parts of the console beside the stage, each with a template of its own."""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A button of the bottom row, in the facilitator's language."""

    command: str
    """Its name on the wire."""
    label: str
    keys: str
    """The keyboard keys that press it, as they are printed."""
    enabled: bool = True
    is_main: bool = False
    """Whether it is the large key, *Next*."""
    waiting: str = ""
    """How many texts wait to be let through, where *Next* would pass them by."""
    then: str = ""
    """What comes after the press, where nothing waits."""


def host_parts(picture: HostPicture, speech: Speech, place: Place) -> dict[str, str]:
    """Return the HTML of each part of the console, the stage's among them."""
    context = {
        "picture": picture,
        "place": place,
        "keys": list_shortcuts(picture, speech),
        "pace": build_pace(picture.schedule),
        "moves": name_moves(picture.schedule, speech),
        "agenda": name_agenda(picture.schedule, speech),
        "groups": summarise_groups(picture.groups),
        "pending": sort_pending(picture),
        "face": stage.face(picture.screen.clock),
    }
    parts = {name: page(f"host/{name}.html", speech, **context) for name in PARTS}
    return stage.screen_parts(picture.screen, speech, place) | parts


def host_data(picture: HostPicture) -> dict[str, object]:
    """Return what ticks between two pictures of the console."""
    return stage.screen_data(picture.screen) | {
        "connected": picture.connected,
        "due": picture.schedule.due,
        "planned": picture.schedule.planned,
        "used": picture.schedule.used,
        "total": picture.schedule.total,
    }


def list_shortcuts(picture: HostPicture, speech: Speech) -> tuple[Shortcut, ...]:
    """Return the buttons of the bottom row; *Next* comes last, where the hand expects it."""
    row = [
        Shortcut(
            key.command,
            speech(key.label),
            _name_button_keys(key.command, speech),
            key.enabled,
        )
        for key in picture.keys
        if key.command != "next"
    ]
    if has_pages(picture.screen, speech):
        row += [
            Shortcut(
                command.name,
                speech(command.label),
                _name_button_keys(command.name, speech),
            )
            for command in CONSOLE_COMMANDS
            if command.place == "pages" and not callable(command.label)
        ]
    row += [
        _build_main_key(picture, speech, key.enabled, speech(key.label))
        for key in picture.keys
        if key.command == "next"
    ]
    return tuple(row)


def _build_main_key(
    picture: HostPicture, speech: Speech, enabled: bool, label: str
) -> Shortcut:
    """Build *Next*, with a word of what it would pass by or bring."""
    waiting = sum(text.waits for text in picture.pending)
    waits = then = ""
    if enabled and waiting:
        waits = speech(
            say_n("{n} text waits for you", "{n} texts wait for you", waiting)
        )
    elif enabled and picture.then:
        then = speech(say("Then: {what}", what=picture.then))
    keys = _name_button_keys("next", speech)
    return Shortcut("next", label, keys, enabled, True, waits, then)


def _name_button_keys(name: str, speech: Speech) -> str:
    keys = [key for key in BY_NAME[name].keys if key.on_button]
    return name_keys(keys, speech)


def has_pages(picture: ScreenPicture, speech: Speech) -> bool:
    """Return whether the stage shows a part of something, so that its page can be turned."""
    if stage.scene(picture) not in ("shown", "ask"):
        return False
    return any(drawing.count_pages(speech) > 1 for drawing in drawings(picture, speech))
