"""What goes into the database and comes out of it: tuples, as the driver takes them. JSON is text here, never read."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class RoomRow(NamedTuple):
    """One room. `key` is the secret that ties answers to participants, and is None once the room is closed."""

    code: str
    state: str
    version: int
    key: bytes | None
    opened_on: date | None = None
    """Set to the day it is created; no finer time is kept."""
    closed: bool = False


class AnswerRow(NamedTuple):
    """One participant's answer to one question in one round.

    `who` and `op` must differ from question to question (both are made with the room's key), or they would tie a
    participant's answers together. `seq` grows with every change of mind.
    """

    room: str
    question: str
    round: int
    who: bytes
    op: bytes
    seq: int
    value: str
