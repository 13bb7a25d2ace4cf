"""Whose a login, a room and a series is; what is there already belongs to the machine's owner."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "login_new",
        sa.Column("token_hash", sa.LargeBinary, primary_key=True),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("facilitator", sa.Text, nullable=False),
        sa.Column("room", sa.Text, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("used_on", sa.Date, nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO login_new SELECT token_hash, opened_on, '', '', '', opened_on FROM login"
    )
    op.drop_table("login")
    op.rename_table("login_new", "login")
    for table in ("room", "series"):
        op.add_column(
            table, sa.Column("owner", sa.Text, nullable=False, server_default="")
        )
