"""What goes into the database and comes out of it: tuples, as the driver takes them. JSON is
text here, never read."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class RoomRow(NamedTuple):
    """One room. `key` is the secret that ties answers to participants, and is None once the room
    is closed."""

    code: str
    state: str
    version: int
    key: bytes | None
    opened_on: date | None = None
    """Set to the day it is created; no finer time is kept."""
    closed: bool = False
    content: str | None = None
    """The hash of the content that it was opened with; None where none was kept."""
    owner: str = ""
    """The name of the facilitator who opened it; empty for the owner of the machine."""


class ContentRow(NamedTuple):
    """What a room's programme is made of, packed, under the hash of it."""

    hash: str
    source: bytes


class SeriesRow(NamedTuple):
    """A series of rooms in which the same people answer the same question. `key` seals and opens
    their cards."""

    id: str
    name: str
    key: bytes
    question: str
    opened_on: date
    owner: str = ""
    """As a room's."""


class SeriesLabel(NamedTuple):
    """What names a series that cannot be read."""

    id: str
    name: str
    owner: str


class LoginRow(NamedTuple):
    """One browser of a facilitator. `token_hash` is all that is kept of its token."""

    token_hash: bytes
    opened_on: date
    facilitator: str
    """The name that the owner of the machine gave; empty for the owner."""
    room: str
    """The only room that a guest may lead; empty for everybody else."""
    device: str
    """The family of the browser and of its system."""
    used_on: date


class WaveRow(NamedTuple):
    """One room of a series, and as JSON what it has published of the question, once it has."""

    series: str
    wave: int
    room: str
    opened_on: date
    value: str | None = None


class HandedRow(NamedTuple):
    """One return card as it is handed in: nothing ties `who`, the card and its pairs together
    once this is saved."""

    room: str
    who: bytes
    series: str
    wave: int
    since: int
    card: bytes
    pairs: tuple[tuple[str, int, int], ...]
    """For each statement that was answered both times: its name, the step before and the step
    after."""


class SeatRow(NamedTuple):
    """Where a participant sits: the number of a group and the place in it, or the number of a
    table."""

    room: str
    seating: str
    who: bytes
    number: int
    place: int


class AnswerRow(NamedTuple):
    """One participant's answer to one question in one round.

    `who` and `op` must differ from question to question (both are made with the room's key), or
    they would tie a participant's answers together. `seq` grows with every change of mind.
    """

    room: str
    question: str
    round: int
    who: bytes
    op: bytes
    seq: int
    value: str
