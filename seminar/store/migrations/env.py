"""Runs the steps on the connection that `seminar.store.schema` hands over, inside its
transaction."""

from __future__ import annotations

from alembic import context

from seminar.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
