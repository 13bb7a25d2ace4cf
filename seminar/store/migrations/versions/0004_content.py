"""The content that a room was opened with, which changes with no file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "content",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("source", sa.LargeBinary, nullable=False),
    )
    op.add_column("room", sa.Column("content", sa.Text))
