"""Name the keyboard keys that press a command of the console."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from seminar.core.i18n import Message, say


@dataclass(frozen=True, slots=True)
class Keystroke:
    """One keyboard key: how a browser names it, and how a person reads it."""

    value: str
    """`KeyboardEvent.key` in the browser, letters in lower case."""
    label: Message
    """What the key says on keyboards."""
    group: Literal["always", "letters", "control"] = "letters"
    """Letters can be switched off on the console; `control` is pressed with Ctrl."""
    on_button: bool = True
    """Whether the command's button has room for it; the key card names every key."""


SPACE = Keystroke(" ", say("Space"), "always")
RIGHT = Keystroke("ArrowRight", "→", "always", on_button=False)
PAGE_DOWN = Keystroke("PageDown", "PgDn", "always")
"""A clicker sends Page Down and Page Up, so those can never be switched off."""
LEFT = Keystroke("ArrowLeft", "←", "always", on_button=False)
PAGE_UP = Keystroke("PageUp", "PgUp", "always")
CONTROL_Z = Keystroke("z", "Ctrl Z", "control", on_button=False)


def letter(sign: str) -> Keystroke:
    """Build the key of a letter or another sign.

    >>> letter("B").value
    'b'
    """
    return Keystroke(sign.lower(), sign)
