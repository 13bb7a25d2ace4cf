"""Series of rooms, their waves, and the return cards that were handed back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
    )
    op.create_table(
        "wave",
        sa.Column("series", sa.Text, sa.ForeignKey("series.id"), primary_key=True),
        sa.Column("wave", sa.Integer, primary_key=True),
        sa.Column("room", sa.Text, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("value", sa.Text),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "used_card",
        sa.Column("series", sa.Text, sa.ForeignKey("series.id"), primary_key=True),
        sa.Column("card", sa.LargeBinary, primary_key=True),
        sa.Column("wave", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pair",
        sa.Column("series", sa.Text, sa.ForeignKey("series.id"), primary_key=True),
        sa.Column("wave", sa.Integer, primary_key=True),
        sa.Column("since", sa.Integer, primary_key=True),
        sa.Column("statement", sa.Text, primary_key=True),
        sa.Column("before", sa.Integer, primary_key=True),
        sa.Column("after", sa.Integer, primary_key=True),
        sa.Column("people", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "handed",
        sa.Column("room", sa.Text, sa.ForeignKey("room.code"), primary_key=True),
        sa.Column("who", sa.LargeBinary, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.execute(
        "CREATE TRIGGER handed_needs_an_open_room BEFORE INSERT ON handed"
        " WHEN (SELECT closed FROM room WHERE code = NEW.room)"
        " BEGIN SELECT RAISE(ABORT, 'the room is closed'); END"
    )
