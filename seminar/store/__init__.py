"""Rows that survive: rooms, participants, answers and results in one database. The sole user of SQLAlchemy."""

from seminar.store.rows import AnswerRow, RoomRow
from seminar.store.store import Results, Store
from seminar.store.writer import call_now

__all__ = ["AnswerRow", "Results", "RoomRow", "Store", "call_now"]
