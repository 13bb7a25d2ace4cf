"""Rooms, participants, answers, results, logins and settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("key", sa.LargeBinary),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False),
    )
    op.create_table(
        "participant",
        sa.Column("room", sa.Text, sa.ForeignKey("room.code"), primary_key=True),
        sa.Column("who", sa.LargeBinary, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "answer",
        sa.Column("room", sa.Text, sa.ForeignKey("room.code"), primary_key=True),
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True),
        sa.Column("who", sa.LargeBinary, primary_key=True),
        sa.Column("op", sa.LargeBinary, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "result",
        sa.Column("room", sa.Text, sa.ForeignKey("room.code"), primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "login",
        sa.Column("token_hash", sa.LargeBinary, primary_key=True),
        sa.Column("opened_on", sa.Date, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    # An answer may be on its way while the room is being closed; it must not be kept after the
    # others were deleted.
    for table in ("participant", "answer"):
        op.execute(
            f"CREATE TRIGGER {table}_needs_an_open_room BEFORE INSERT ON {table}"
            " WHEN (SELECT closed FROM room WHERE code = NEW.room)"
            " BEGIN SELECT RAISE(ABORT, 'the room is closed'); END"
        )
