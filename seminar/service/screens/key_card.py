"""List the console's keyboard for people (the key card) and for scripts (the key map)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from seminar.core.i18n import Speech
from seminar.service.screens.console_commands import CONSOLE_COMMANDS, PAGE_KEYS
from seminar.service.screens.keystrokes import Keystroke

BETWEEN = " · "
"""Between two keys that do the same, as on the buttons."""

KeyMap = dict[str, dict[str, str]]
"""By group of keys (`Keystroke.group`): which command each key presses."""


def name_keys(keys: Sequence[Keystroke], speech: Speech) -> str:
    """Return the keys as they are printed, in the language of `speech`."""
    return BETWEEN.join(speech(key.label) for key in keys)


def list_key_card(speech: Speech) -> list[tuple[str, str]]:
    """Return every key and what it does, in words: commands first, then the pages' own keys."""
    commands = [
        (name_keys(row.keys, speech), speech(row.effect))
        for row in CONSOLE_COMMANDS
        if row.keys
    ]
    own_keys = [(speech(row.label), speech(row.effect)) for row in PAGE_KEYS]
    return commands + own_keys


def build_key_map(page: Literal["console", "projector"]) -> KeyMap:
    """Return what each key presses on a page, as its script reads it from `data-keys`."""
    key_map: KeyMap = {"always": {}, "letters": {}, "control": {}}
    for page_key in PAGE_KEYS:
        if page_key.page == page:
            key_map[page_key.key.group][page_key.key.value] = page_key.name
    if page == "console":
        for row in CONSOLE_COMMANDS:
            for key in row.keys:
                key_map[key.group][key.value] = row.name
    return key_map
