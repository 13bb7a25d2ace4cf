"""Events: the changes of a room that commands lead to."""

from __future__ import annotations

from dataclasses import dataclass

from seminar.core.room.state import RoomState, Seating


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The room stands so now. `remember` is False when an undo brought it here."""

    standing: RoomState
    remember: bool = True


@dataclass(frozen=True, slots=True)
class TimerPaused:
    """The timer stands as it did at `time`, also where *Undo* may put it back. Nobody did this, so
    there is nothing to undo."""

    time: float


@dataclass(frozen=True, slots=True)
class PageTurned:
    """The stage shows its next page. It is only looked at, so there is nothing to undo."""


@dataclass(frozen=True, slots=True)
class Started:
    """The room left its welcome."""

    at: float


@dataclass(frozen=True, slots=True)
class Published:
    """The result of these rounds is to be made once, kept and shown."""

    question: str
    rounds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seated:
    """The groups of this grouping are to be made once, and kept under this number."""

    grouping: str
    seating: Seating


@dataclass(frozen=True, slots=True)
class DoorSet:
    """Nobody new is let in from now on, or everybody again."""

    closed: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """So many people are here, says the facilitator."""

    people: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The room is closed."""


Event = (
    StateChanged
    | TimerPaused
    | PageTurned
    | Started
    | Published
    | Seated
    | DoorSet
    | Expected
    | Finished
)
