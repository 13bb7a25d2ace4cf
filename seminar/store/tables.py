"""The tables as they are now; `migrations` holds how they came to be, and a test holds the two
together.

A participant and an answer have no time and no row id, and lie in the order of their keys, which
are keyed hashes: neither the rows nor their order say who answered or when. A `seat` is furniture:
it says in which group or at which table somebody sits, by the same hash as in `participant`, from
which no answer can be found. Of return cards, `used_card` has a keyed hash of each one's nonce,
`pair` counts how many went from one step to another, and `handed` says which phone of a room has
handed one in.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()

room = Table(
    "room",
    metadata,
    Column("code", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("key", LargeBinary),
    Column("opened_on", Date, nullable=False),
    Column("closed", Boolean, nullable=False),
    # No key into `content`: SQLite cannot add one to a table, and what no room names is deleted.
    Column("content", Text),
    # The name of the facilitator who opened it; empty for the owner of the machine.
    Column("owner", Text, nullable=False, server_default=""),
)

content = Table(
    "content",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("source", LargeBinary, nullable=False),
)

participant = Table(
    "participant",
    metadata,
    Column("room", ForeignKey("room.code"), primary_key=True),
    Column("who", LargeBinary, primary_key=True),
    sqlite_with_rowid=False,
)

seat = Table(
    "seat",
    metadata,
    Column("room", ForeignKey("room.code"), primary_key=True),
    Column("seating", Text, primary_key=True),
    Column("who", LargeBinary, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    sqlite_with_rowid=False,
)

answer = Table(
    "answer",
    metadata,
    Column("room", ForeignKey("room.code"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("who", LargeBinary, primary_key=True),
    Column("op", LargeBinary, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

result = Table(
    "result",
    metadata,
    Column("room", ForeignKey("room.code"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

login = Table(
    "login",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("opened_on", Date, nullable=False),
    Column("facilitator", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("used_on", Date, nullable=False),
    sqlite_with_rowid=False,
)

setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

series = Table(
    "series",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("question", Text, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("owner", Text, nullable=False, server_default=""),
)

wave = Table(
    "wave",
    metadata,
    Column("series", ForeignKey("series.id"), primary_key=True),
    Column("wave", Integer, primary_key=True),
    # No key into `room`: what a wave has published outlives its room, which retention deletes.
    Column("room", Text, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("value", Text),
    sqlite_with_rowid=False,
)

used_card = Table(
    "used_card",
    metadata,
    Column("series", ForeignKey("series.id"), primary_key=True),
    Column("card", LargeBinary, primary_key=True),
    Column("wave", Integer, nullable=False),
    sqlite_with_rowid=False,
)

pair = Table(
    "pair",
    metadata,
    Column("series", ForeignKey("series.id"), primary_key=True),
    Column("wave", Integer, primary_key=True),
    Column("since", Integer, primary_key=True),
    Column("statement", Text, primary_key=True),
    Column("before", Integer, primary_key=True),
    Column("after", Integer, primary_key=True),
    Column("people", Integer, nullable=False),
    sqlite_with_rowid=False,
)

handed = Table(
    "handed",
    metadata,
    Column("room", ForeignKey("room.code"), primary_key=True),
    Column("who", LargeBinary, primary_key=True),
    sqlite_with_rowid=False,
)
