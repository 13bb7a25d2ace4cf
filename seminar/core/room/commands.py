"""Commands that a facilitator may give a room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from seminar.core.model.exercise import GroupingMethod


@dataclass(frozen=True, slots=True)
class Next:
    """Do what the big key says: lift the curtain, close the answers, uncover the result or go
    on."""


@dataclass(frozen=True, slots=True)
class Back:
    """Go one step back. Nothing opens and nothing is uncovered by it."""


@dataclass(frozen=True, slots=True)
class Close:
    """Take no more answers."""


@dataclass(frozen=True, slots=True)
class Reveal:
    """Uncover the result."""


@dataclass(frozen=True, slots=True)
class AskAgain:
    """Open the question again: the same round if its result has not been shown, otherwise a new
    one.

    A guarded question whose result has been shown is only opened for those who have not answered
    it.
    """


@dataclass(frozen=True, slots=True)
class SetCurtain:
    """Draw a curtain over the projector, or lift it when it is drawn already."""

    curtain: Literal["blank", "join"]


@dataclass(frozen=True, slots=True)
class More:
    """Give the timer more seconds."""

    seconds: int = 30


@dataclass(frozen=True, slots=True)
class PauseTimer:
    """Stop the timer with what was left of it at `time`, when the server fell asleep."""

    time: float


@dataclass(frozen=True, slots=True)
class ResumeTimer:
    """Let a paused timer go on with what was left of it."""


@dataclass(frozen=True, slots=True)
class TurnPage:
    """Show the next page of what is too much for the stage at once; after the last, the first."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Put back how the room stood before the last command."""


@dataclass(frozen=True, slots=True)
class Approve:
    """Let these texts show, or take them away again."""

    items: tuple[str, ...]
    yes: bool = True


@dataclass(frozen=True, slots=True)
class Regroup:
    """Make the groups of this step anew, in this way."""

    by: GroupingMethod


@dataclass(frozen=True, slots=True)
class Without:
    """So many take part without a phone. They are drawn with the others, as K, L, M …"""

    people: int


@dataclass(frozen=True, slots=True)
class SetDoor:
    """Let nobody new in, or let them in again. Whoever is in stays in."""

    closed: bool


@dataclass(frozen=True, slots=True)
class Expect:
    """So many people are here; 0 takes back what was said before."""

    people: int


@dataclass(frozen=True, slots=True)
class Merge:
    """Let these texts stand together as one, with whatever each of them stands together with
    already."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Separate:
    """Let the texts that any of these stand together with stand each by itself again."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChooseSpelling:
    """Let those that stand together be spelled as one of them."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finish:
    """Close the room for good: guarded answers and free text are deleted."""


_OfTexts = Approve | Merge | Separate | ChooseSpelling


_OfGroups = Regroup | Without


_OfPeople = SetDoor | Expect


Command = (
    Next
    | Back
    | Close
    | Reveal
    | AskAgain
    | SetCurtain
    | More
    | PauseTimer
    | ResumeTimer
    | TurnPage
    | Undo
    | _OfTexts
    | _OfGroups
    | _OfPeople
    | Finish
)
