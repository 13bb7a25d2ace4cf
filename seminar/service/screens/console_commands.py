"""The console's big keys: what each says now, and whether the rules would let it do anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from seminar.core.errors import Refused
from seminar.core.i18n import say
from seminar.core.room.commands import (
    Approve,
    AskAgain,
    Back,
    ChooseSpelling,
    Close,
    Command,
    Finish,
    Merge,
    More,
    Next,
    Reveal,
    Separate,
    SetCurtain,
    Undo,
)
from seminar.core.room.reopening import is_for_latecomers
from seminar.core.room.situation import Scene, Situation
from seminar.core.room.transitions import NEXT, decide
from seminar.service.view_models import BigKey

COMMANDS: dict[str, Command] = {
    "next": Next(),
    "back": Back(),
    "close": Close(),
    "reveal": Reveal(),
    "again": AskAgain(),
    "blank": SetCurtain("blank"),
    "join": SetCurtain("join"),
    "more": More(),
    "undo": Undo(),
    "finish": Finish(),
}
"""Every key of the console, by the name it has on the wire."""

ON_TEXTS: dict[str, Callable[[tuple[str, ...]], Command]] = {
    "approve": Approve,
    "hide": lambda items: Approve(items, yes=False),
    "merge": Merge,
    "part": Separate,
    "spell": ChooseSpelling,
}
"""What the console may do with texts, by its name on the wire; each wants the ids of some."""

_LABELS = {
    "back": say("Back"),
    "close": say("Close the answers"),
    "reveal": say("Show the result"),
    "again": say("Ask again"),
    "blank": say("Dark screen"),
    "join": say("Join code"),
    "more": say("+30 s"),
    "undo": say("Undo"),
    "finish": say("Close the room"),
}


def big_keys(scene: Scene) -> Iterator[BigKey]:
    """Every key, as it stands in this scene."""
    for name, command in COMMANDS.items():
        label = NEXT[scene.situation][0] if name == "next" else _LABELS[name]
        if name == "again" and is_for_latecomers(scene):
            label = say("Let others answer")
        if name == "blank" and scene.situation is Situation.BLANK:
            label = say("Light the screen")
        yield BigKey(name, label, _is_possible(scene, command))


def _is_possible(scene: Scene, command: Command) -> bool:
    try:
        decide(scene.room, scene.programme, command, scene.time)
    except Refused:
        return False
    return True
