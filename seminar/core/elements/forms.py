"""Forms: the fields that a phone asks for."""

from __future__ import annotations

from dataclasses import dataclass

from seminar.core.elements.keys import Key, Sign
from seminar.core.i18n import Message


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen; `quiet` marks the way out («vet ikke / vil ikke svare»)
    outside the scale."""

    value: str
    label: Message
    quiet: bool = False
    sign: Sign | None = None
    colour: str = ""
    """A colour of the kind's own as `#rrggbb`, drawn beside the label, which says what it means."""


@dataclass(frozen=True, slots=True)
class Choose:
    """Pick one of a few. `key` lends the field that key's mark and colour; `compact` draws
    numbers in a row."""

    name: str
    prompt: Message
    options: tuple[Option, ...]
    hint: Message = ""
    key: Key | None = None
    compact: bool = False
    ends: tuple[Message, Message] | None = None


@dataclass(frozen=True, slots=True)
class Tap:
    """One of a few buttons, sent at once; another tap takes its place. It stands alone on its
    screen."""

    name: str
    prompt: Message
    options: tuple[Option, ...]
    hint: Message = ""


@dataclass(frozen=True, slots=True)
class Write:
    """A short text. `stays` means that the text never leaves the phone: the field is drawn
    without a name to send."""

    name: str
    prompt: Message
    limit: int
    hint: Message = ""
    lines: int = 1
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A whole number from `low` to `high`, chosen with steps or typed."""

    name: str
    prompt: Message
    low: int
    high: int
    hint: Message = ""
    unit: Message = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """Tick what applies: at most `most` of the options, or all of them. What is `quiet` excludes
    the rest.

    Each option is sent as a part of its own, `name.value` (`seminar.core.user_input.part`); so it
    is in the words below.
    """

    name: str
    prompt: Message
    options: tuple[Option, ...]
    hint: Message = ""
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Put all the options in order. The part of each says its place: `1` for the first."""

    name: str
    prompt: Message
    options: tuple[Option, ...]
    hint: Message = ""


@dataclass(frozen=True, slots=True)
class Share:
    """Give away exactly `total` among the options, in steps of `step`. The part of each says how
    much it gets."""

    name: str
    prompt: Message
    options: tuple[Option, ...]
    total: int
    step: int = 1
    hint: Message = ""


@dataclass(frozen=True, slots=True)
class About:
    """A few short questions about one thing, answered on one screen; each has a name of its own."""

    name: str
    prompt: Message
    fields: tuple[Choose, ...]
    hint: Message = ""
    key: Key | None = None


Field = Choose | Tap | Write | Amount | Tick | Order | Share | About


@dataclass(frozen=True, slots=True)
class Form:
    """A question as a phone asks it; fields are shown one at a time where the phone can."""

    fields: tuple[Field, ...]

    @property
    def stays(self) -> bool:
        """Return whether nothing of this form is ever sent."""
        return all(isinstance(field, Write) and field.stays for field in self.fields)
