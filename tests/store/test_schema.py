"""The steps of the migrations lead to the tables that the program uses."""

from __future__ import annotations

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from seminar.store import Store
from seminar.store.tables import metadata


def test_the_steps_make_the_tables_of_the_program(store: Store) -> None:
    def differences(connection: Connection) -> list[Any]:
        return list(
            compare_metadata(
                MigrationContext.configure(connection, opts={"compare_type": True}),
                metadata,
            )
        )

    assert store.submit(differences).result() == []


def test_every_table_about_people_lies_in_the_order_of_its_key(store: Store) -> None:
    def without_rowid(connection: Connection) -> set[str]:
        rows = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%'"
        )
        return {name for (name,) in rows}

    assert store.submit(without_rowid).result() >= {"participant", "answer", "result"}
