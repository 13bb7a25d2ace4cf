"""Where people sit while they talk in groups."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seat",
        sa.Column("room", sa.Text, sa.ForeignKey("room.code"), primary_key=True),
        sa.Column("seating", sa.Text, primary_key=True),
        sa.Column("who", sa.LargeBinary, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        "CREATE TRIGGER seat_needs_an_open_room BEFORE INSERT ON seat"
        " WHEN (SELECT closed FROM room WHERE code = NEW.room)"
        " BEGIN SELECT RAISE(ABORT, 'the room is closed'); END"
    )
