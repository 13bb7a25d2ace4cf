"""A room's state, and what may happen to it.

`Room` is a frozen value. `RoomState` is the part of it that *Undo* can put back: where we are, what
is open, what is covered. What cannot be undone (that a result was published, that the room was
closed) stands outside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import AliasChoices, Field

from seminar.core.model.exercise import GroupingMethod

UNDO_DEPTH = 20
"""How many earlier states *Undo* can go back through: more than a facilitator does before starting
over from the agenda, and few enough for a row in which each is stored whole."""
MOST_WITHOUT = 16
"""How many can take part without a phone: as many as there are letters from K to Z."""
MOST_PARTICIPANTS = 1000
"""How many a room lets in at most: three times the largest hall that we have tried, so that a
flood of joins ends somewhere."""

Curtain = Literal["", "blank", "join"]
NetworkConsent = Literal["", "warned", "agreed"]
"""What a facilitator has said to answers that go openly over the network: nothing yet, has been
warned, or agrees."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The round that an ask step is in, and whether it takes answers."""

    round: int
    open: bool
    earlier_rounds: Annotated[
        tuple[int, ...],
        # Rows are written with the name that they have always had, so that a program from before
        # reads them too: without it, latecomers' rounds would be asked of everybody.
        Field(
            validation_alias=AliasChoices("before", "earlier_rounds"),
            serialization_alias="before",
        ),
    ] = ()
    """Earlier rounds of the same asking. Whoever answered in one of them is counted; this round
    is for latecomers."""
    closed_at: float | None = None
    """When the facilitator closed the answers, in seconds since the epoch; None while they are
    open, and where nobody was in the midst of sending."""

    @property
    def rounds(self) -> tuple[int, ...]:
        """All rounds of this asking, oldest first."""
        return (*self.earlier_rounds, self.round)


@dataclass(frozen=True, slots=True)
class Seating:
    """The way in which the groups of a grouping came about."""

    by: GroupingMethod
    number: int = 0
    """The number of the draw; 0 where nobody drew."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Texts that stand together as one: their keys in order, and the key of the one that the
    facilitator would have it spelled as, if any; see `text_key`."""

    items: tuple[str, ...]
    spelled: str = ""


@dataclass(frozen=True, slots=True)
class RoomState:
    """The part of a room's state that *Undo* puts back."""

    at: int = 0
    curtain: Curtain = "join"
    asked: dict[str, Asked] = field(default_factory=dict)
    """By step id."""
    shown: frozenset[str] = frozenset()
    """Ids of show steps that have been uncovered."""
    approved: frozenset[str] = frozenset()
    """Keys of texts that the facilitator has let through; see `text_key`."""
    hidden: frozenset[str] = frozenset()
    """Keys of texts that the facilitator has hidden by hand. What is neither let through nor hidden
    waits."""
    merged: tuple[Merged, ...] = ()
    """Texts that the facilitator has put together; each is in one of them at most."""
    ends: float | None = None
    """When the timer runs out, in seconds since the epoch."""
    paused: float | None = None
    """Seconds that were left of the timer when the server fell asleep; None while it runs. A timer
    that is set anew is not paused."""
    page: int = 0
    """How often the page has been turned since the stage showed something else. Only a drawing
    knows how many pages it has; after the last comes the first."""
    network_consent: Annotated[
        NetworkConsent,
        Field(
            validation_alias=AliasChoices("leave", "network_consent"),
            serialization_alias="leave",
        ),
    ] = ""
    """What the facilitator has said to answers that go openly over the network."""
    seatings: dict[str, Seating] = field(default_factory=dict)
    """By grouping, once its groups have been made, or the facilitator has chosen how they are to
    be."""
    phoneless_count: Annotated[
        int,
        Field(
            validation_alias=AliasChoices("without", "phoneless_count"),
            serialization_alias="without",
        ),
    ] = 0
    """How many take part without a phone."""

    def pause_at(self, time: float) -> RoomState:
        """Return the same with its timer standing as it did at `time`, if it was running then."""
        if self.ends is None or self.paused is not None or self.ends <= time:
            return self
        return replace(self, paused=self.ends - time)

    @property
    def without_texts(self) -> RoomState:
        """The same with nothing left of what people wrote."""
        return replace(self, approved=frozenset(), hidden=frozenset(), merged=())


@dataclass(frozen=True, slots=True)
class Room:
    """One live run of a programme."""

    code: str
    programme: str
    lang: str
    picks: dict[str, str] = field(default_factory=dict)
    floor: int = 0
    """The fewest answers that this room asks for before anything is shown; 0 for what the server
    asks for."""
    insider: bool = False
    """Whether somebody who leads or steers the others answers too."""
    version: int = 1
    now: RoomState = field(default_factory=RoomState)
    past: tuple[RoomState, ...] = ()
    """Earlier states, newest last; at most `UNDO_DEPTH`."""
    published: frozenset[str] = frozenset()
    """Keys of results that exist; see `result_key`."""
    series: str = ""
    """The id of the series that this room belongs to, or nothing."""
    wave: int = 0
    """Which room of its series this is: 0 for the first, then 1, 2 …"""
    drawn: int = 0
    """The number of the last draw of groups; never used twice, whatever is undone."""
    started: float | None = None
    """When the room first left its welcome, in seconds since the epoch."""
    closed: bool = False
    door_closed: bool = False
    """Whether nobody new is let in. Like all that is said of people here, it is no part of where
    the programme stands: *Undo* leaves it alone, so that going back never opens the door."""
    expected: int = 0
    """How many people the facilitator says are here; 0 where nothing was said."""
    exposed: bool = False
    """Whether others on the network could read what phones send; as the server runs now, not as
    it was opened."""


def surplus(room: Room, joined: int) -> int:
    """Return how many more have joined than are here, as far as the facilitator has said.

    So many phones may be somebody's second one.

    >>> surplus(Room("K7M4QX", "raus-hour", "nb", expected=18), joined=20)
    2
    >>> surplus(Room("K7M4QX", "raus-hour", "nb"), joined=20)
    0
    """
    return max(0, joined - room.expected) if room.expected else 0


def result_key(question: str, rounds: tuple[int, ...]) -> str:
    """Return the name of a published result: the question and the rounds that it holds.

    Of a guarded question these are the rounds of one asking, and a result with more of them is a
    newer one.

    >>> result_key("duet.energy", (1, 2))
    'duet.energy:1,2'
    """
    return f"{question}:{','.join(map(str, rounds))}"


def text_key(question: str, round_: int, id_: str) -> str:
    """Return the key under which a text is let through, hidden and put together with others.

    It belongs to a question and a round: the same word in another question, or when the question
    is asked anew, has another key and waits by itself. As short as the text's id, so that a press
    about all texts of a hall stays small.

    Args:
        question: The qualified id of the question.
        round_: The first round of the asking that the text was written in, so that what was let
            through stands when latecomers are let in.
        id_: The text's id; see `seminar.core.stats.tally.text_id`.

    >>> text_key("duet.word", 1, "3f2a") == text_key("duet.word", 2, "3f2a")
    False
    """
    return sha256(f"{question}:{round_}:{id_}".encode()).hexdigest()[:16]


def in_result(key: str) -> tuple[str, tuple[int, ...]]:
    """Return the question and the rounds that a published result holds, from its name.

    >>> in_result("duet.energy:1,2")
    ('duet.energy', (1, 2))
    """
    question, _, rounds = key.rpartition(":")
    return question, tuple(map(int, rounds.split(",")))
