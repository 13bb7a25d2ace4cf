"""Brings a database to the tables of this program, and refuses one that a newer program has
changed."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from seminar.core.errors import RausError
from seminar.core.i18n import say


def newest() -> str:
    """Return the last step of this program."""
    return str(_steps().get_current_head())


def outdated(connection: Connection) -> str | None:
    """Return where a database of an older program stands; None where it is new, empty or of a
    program that is not known here."""
    stands_at = MigrationContext.configure(connection).get_current_revision()
    known = {step.revision for step in _steps().walk_revisions()}
    return stands_at if stands_at in known - {newest()} else None


def _steps() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", "seminar.store:migrations")
    return ScriptDirectory.from_config(config)


def upgrade(connection: Connection) -> None:
    """Run the steps that this database has not seen, inside the caller's transaction."""
    config = Config()
    config.set_main_option("script_location", "seminar.store:migrations")
    config.attributes["connection"] = connection
    steps = ScriptDirectory.from_config(config)
    stands_at = MigrationContext.configure(connection).get_current_revision()
    if stands_at == steps.get_current_head():
        return
    if stands_at is not None and stands_at not in {
        step.revision for step in steps.walk_revisions()
    }:
        raise RausError(
            say(
                "The database was last used by a newer version of this program. "
                "Start the newer version, or choose another database."
            )
        )
    command.upgrade(config, "head")
