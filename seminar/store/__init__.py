"""Rows that survive: rooms, participants, answers and results in one database. The sole user of
SQLAlchemy."""

from seminar.store.backups import Restored, RestoredRoom, restore_backup
from seminar.store.rows import (
    AnswerRow,
    ContentRow,
    HandedRow,
    LoginRow,
    RoomRow,
    SeatRow,
    SeriesLabel,
    SeriesRow,
    WaveRow,
)
from seminar.store.series import Pairs, Taken
from seminar.store.store import Moment, Results, Store
from seminar.store.writer import call_now

__all__ = [
    "AnswerRow",
    "ContentRow",
    "HandedRow",
    "LoginRow",
    "Moment",
    "Pairs",
    "Restored",
    "RestoredRoom",
    "Results",
    "RoomRow",
    "SeatRow",
    "SeriesLabel",
    "SeriesRow",
    "Store",
    "Taken",
    "WaveRow",
    "call_now",
    "restore_backup",
]
