"""List every command of the console: one row each, with its wire name, its key and its words.

The console, its key card, the handbook, the page's script and both ways in (Socket.IO and plain
forms) read this table; a new command is a row here and nothing anywhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from seminar.core.errors import Refused
from seminar.core.i18n import Message, Say, say
from seminar.core.room.commands import (
    Approve,
    AskAgain,
    Back,
    ChooseSpelling,
    Close,
    Command,
    Expect,
    Finish,
    Merge,
    More,
    Next,
    Regroup,
    ResumeTimer,
    Reveal,
    Separate,
    SetCurtain,
    SetDoor,
    TurnPage,
    Undo,
    Without,
)
from seminar.core.room.reopening import is_for_latecomers
from seminar.core.room.situation import Scene, Situation
from seminar.core.room.transitions import NEXT, decide
from seminar.service.screens.keystrokes import (
    CONTROL_Z,
    LEFT,
    PAGE_DOWN,
    PAGE_UP,
    RIGHT,
    SPACE,
    Keystroke,
    letter,
)
from seminar.service.view_models import BigKey

MOST_TEXTS = 2000
"""Texts that one press may be about: more than a hall writes in answer to one question."""

LONGEST_ID = 64
"""Characters of a text's id that are read; ids of ours are far shorter, and are compared whole."""

ReadItems = Callable[[Sequence[str]], Command | None]
"""Reads the words that came with a command; None where they are none of ours."""


@dataclass(frozen=True, slots=True)
class ConsoleCommand:
    """A row of the table: all that the program knows of one command of the console."""

    name: str
    """On the wire, and in `value` of its button."""
    command: Command | ReadItems
    """What a press gives the room; made of the items that come along where it needs some."""
    place: Literal["row", "pages", "apart", "part"] = "part"
    """Where its button stands: in the bottom row; there while the stage has more pages; folded
    away by itself; or drawn by a part of the console, which has words of its own for it."""
    label: Say | Callable[[Scene], Say] = Say("")
    """The words on its button in the bottom row, perhaps by what the room does now."""
    effect: Say = Say("")
    """What the key card and the handbook say of its keys."""
    keys: tuple[Keystroke, ...] = ()
    item_field: str = ""
    """The field in which its item is typed, in a form of its own that carries no version: what
    it says holds wherever the room stands."""

    def label_in(self, scene: Scene) -> Say:
        """Return the words on the button as the room stands."""
        return self.label if isinstance(self.label, Say) else self.label(scene)

    def is_possible(self, scene: Scene) -> bool:
        """Return whether the room's own rules would let a press do anything."""
        if callable(self.command):
            return False
        try:
            decide(scene.room, scene.programme, self.command, scene.time)
        except Refused:
            return False
        return True


@dataclass(frozen=True, slots=True)
class PageKey:
    """A key that a page itself answers to, without asking the server."""

    name: str
    key: Keystroke
    page: Literal["console", "projector"]
    label: Message
    """What the key card calls the key: with the page, where it is another than the console."""
    effect: Say


# --- words that depend on the room ----------------------------------------------------------------


def _say_next(scene: Scene) -> Say:
    return NEXT[scene.situation][0]


def _say_again(scene: Scene) -> Say:
    if is_for_latecomers(scene):
        return say("Let others answer")
    return say("Ask again")


def _say_blank(scene: Scene) -> Say:
    if scene.situation is Situation.BLANK:
        return say("Light the screen")
    return say("Dark screen")


# --- commands that come with items ----------------------------------------------------------------


def _of_texts(build: Callable[[tuple[str, ...]], Command]) -> ReadItems:
    """Return a reader of the ids of texts."""

    def read(items: Sequence[str]) -> Command | None:
        if len(items) > MOST_TEXTS:
            return None
        return build(tuple(item[:LONGEST_ID] for item in items))

    return read


def _hide(items: tuple[str, ...]) -> Command:
    return Approve(items, yes=False)


def _read_regroup(items: Sequence[str]) -> Command | None:
    match items:
        case ["draw" | "table" | "neighbours" as method]:
            return Regroup(method)
    return None


def _read_without(items: Sequence[str]) -> Command | None:
    match items:
        case [people] if people.isdecimal() and len(people) < len("1000"):
            return Without(int(people))
    return None


def _read_door(items: Sequence[str]) -> Command | None:
    match items:
        case ["close" | "open" as wish]:
            return SetDoor(closed=wish == "close")
    return None


def _read_expected(items: Sequence[str]) -> Command | None:
    """Read how many people there are; an empty field takes back what was said."""
    match items:
        case [""]:
            return Expect(0)
        case [people] if people.isdecimal() and len(people) < len("100000"):
            return Expect(int(people))
    return None


# --- the table ------------------------------------------------------------------------------------

CONSOLE_COMMANDS: tuple[ConsoleCommand, ...] = (
    ConsoleCommand(
        "next",
        Next(),
        place="row",
        label=_say_next,
        effect=say("What the large key says"),
        keys=(SPACE, RIGHT, PAGE_DOWN),
    ),
    ConsoleCommand(
        "back",
        Back(),
        place="row",
        label=say("Back"),
        effect=say("Back"),
        keys=(LEFT, PAGE_UP),
    ),
    ConsoleCommand(
        "close",
        Close(),
        place="row",
        label=say("Close the answers"),
        effect=say("Close the answers"),
        keys=(letter("C"),),
    ),
    ConsoleCommand(
        "reveal",
        Reveal(),
        place="row",
        label=say("Show the result"),
        effect=say("Show the result"),
        keys=(letter("R"),),
    ),
    ConsoleCommand(
        "again",
        AskAgain(),
        place="row",
        label=_say_again,
        effect=say("Ask again, or let others answer"),
        keys=(letter("A"),),
    ),
    ConsoleCommand(
        "blank",
        SetCurtain("blank"),
        place="row",
        label=_say_blank,
        effect=say("Dark screen, and light again"),
        keys=(letter("B"), letter(".")),
    ),
    ConsoleCommand(
        "join",
        SetCurtain("join"),
        place="row",
        label=say("Join code"),
        effect=say("Join code, and away again"),
        keys=(letter("Q"),),
    ),
    ConsoleCommand(
        "more",
        More(),
        place="row",
        label=say("+30 s"),
        effect=say("30 seconds more"),
        keys=(letter("T"),),
    ),
    ConsoleCommand(
        "turn",
        TurnPage(),
        place="pages",
        label=say("Turn the page"),
        effect=say("The next page, where there is more than can be read at once"),
        keys=(letter("P"),),
    ),
    ConsoleCommand(
        "undo",
        Undo(),
        place="row",
        label=say("Undo"),
        effect=say("Undo"),
        keys=(letter("U"), CONTROL_Z),
    ),
    ConsoleCommand("finish", Finish(), place="apart"),
    ConsoleCommand("resume", ResumeTimer()),
    ConsoleCommand("regroup", _read_regroup),
    ConsoleCommand("without", _read_without),
    ConsoleCommand("door", _read_door),
    ConsoleCommand("expect", _read_expected, item_field="people"),
    ConsoleCommand("approve", _of_texts(Approve)),
    ConsoleCommand("hide", _of_texts(_hide)),
    ConsoleCommand("merge", _of_texts(Merge)),
    ConsoleCommand("part", _of_texts(Separate)),
    ConsoleCommand("spell", _of_texts(ChooseSpelling)),
)
"""Every command that a console can give, in the order of the bottom row and of the key card."""

PAGE_KEYS: tuple[PageKey, ...] = (
    PageKey(
        "sound",
        letter("S"),
        "projector",
        say("S, on the projector"),
        say("Sound when a part of a talk ends, on and off"),
    ),
    PageKey(
        "fullscreen",
        letter("F"),
        "projector",
        say("F, on the projector"),
        say("The whole screen, on and off"),
    ),
    PageKey("help", letter("?"), "console", "?", say("This card")),
)

BY_NAME: dict[str, ConsoleCommand] = {row.name: row for row in CONSOLE_COMMANDS}
"""The same rows by their names on the wire."""

PRESSES: dict[str, Command] = {
    row.name: row.command
    for row in CONSOLE_COMMANDS
    if row.place in ("row", "apart") and not callable(row.command)
}
"""What the big keys give the room, by their names on the wire: all that needs no item."""


def read_command(name: str, items: object = None) -> Command | None:
    """Return the command that a console sent, or None when it is none of ours.

    Args:
        name: The command's name on the wire.
        items: What came with it: a list of words, or anything else that somebody may send.
    """
    row = BY_NAME.get(name)
    if row is None:
        return None
    if not callable(row.command):
        return row.command
    if not isinstance(items, list):
        return None
    return row.command([str(item) for item in items])


def list_big_keys(scene: Scene) -> Iterator[BigKey]:
    """Give every key of the console itself, as it stands in this scene."""
    for row in CONSOLE_COMMANDS:
        if row.place == "row":
            yield BigKey(row.name, row.label_in(scene), row.is_possible(scene))
