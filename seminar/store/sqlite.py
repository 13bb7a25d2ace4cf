"""All that is SQLite's own: how a file is opened, recognised, swept and copied, and what its
errors mean in words."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import disk_usage
from typing import cast

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.dialects.sqlite import Insert, dialect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from seminar.core.errors import NotFound, RausError, Refused, Unavailable
from seminar.core.i18n import Say, say

__all__ = [
    "ERRORS",
    "Insert",
    "LogLost",
    "as_sql",
    "checkpoint",
    "open_engine",
    "copy",
    "create",
    "empty_log",
    "error_code",
    "explained",
    "in_words",
    "patience",
    "recognise",
    "rewrite",
    "transaction",
    "trouble",
]

ERRORS = (DBAPIError, sqlite3.Error)
"""What the database may raise."""

APPLICATION_ID = int.from_bytes(b"RAUS", "big")
"""Stands in the file's header, so that no other program's database is taken for ours."""

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # Laptops lose power, and what was acknowledged must be there afterwards.
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",  # Otherwise VACUUM writes answers to a file outside our folder.
)

_FULL = say("The disk is full. Free some space on it.")
_HELD = say("Another program is holding the database. Close that program.")
_READ_ONLY = say(
    "The file, or the folder that it is in, cannot be written to. Check that you may write there."
)
_FAILING = say(
    "The disk does not answer as it should. Check that it is still connected."
)
_DAMAGED = say(
    "It is damaged. Keep the file as it is, and put the last backup in its place."
)
_GONE = say(
    "It was moved, deleted or replaced. Put it back where it was, or stop the program and start "
    "it again."
)
_LOG_GONE = say(
    "A file beside the database was deleted or replaced (its name ends in -wal or -shm). Stop the "
    "program and start it again. Find out what cleans up or synchronises this folder, and let it "
    "leave the folder alone."
)
_TAKEN = say("There is a file of that name already. Choose another name.")

_TROUBLES = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_BUSY: _HELD,
    sqlite3.SQLITE_LOCKED: _HELD,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_IOERR: _FAILING,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
_SYSTEM_TROUBLES = {
    errno.ENOSPC: _FULL,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
    errno.EEXIST: _TAKEN,
    errno.ENOTDIR: _TAKEN,
    errno.ENOENT: _GONE,
}


# --- Errors ---------------------------------------------------------------------------------------


class LogLost(OSError):
    """The log in which commits are kept at first is no longer the one that was opened."""


def error_code(error: Exception) -> int:
    driver = error.orig if isinstance(error, DBAPIError) else error
    return getattr(driver, "sqlite_errorcode", 0)


def trouble(error: Exception) -> Say | None:
    """What is wrong with the disk or the file, in words; None where the caller is at fault."""
    if isinstance(error, LogLost):
        return _LOG_GONE
    if isinstance(error, OSError):
        return _SYSTEM_TROUBLES.get(error.errno or 0, _FAILING)
    return _TROUBLES.get(error_code(error) & 0xFF)


def in_words(error: Exception) -> Exception:
    """The error of a write as a person may read it, or the error itself where it is a
    programmer's."""
    if why := trouble(error):
        return Unavailable(say("Nothing was saved. {why}", why=why))
    if error_code(error) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return NotFound(say("The room has been deleted. Nothing was saved."))
    if error_code(error) == sqlite3.SQLITE_CONSTRAINT_TRIGGER:
        return Refused(say("The room is closed. Open a new one to go on."))
    return error


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Whatever stops the opening of `path` comes out as a sentence that names it."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        why = trouble(error)
        if why is None:
            raise
        # Of a full disk SQLite says "input/output error" where it is the log or its index that
        # does not find room.
        if why is _FAILING and is_full(path.parent):
            why = _FULL
        raise RausError(
            say("The file {path} cannot be used. {why}", path=str(path), why=why)
        ) from error


# --- Files ----------------------------------------------------------------------------------------

LEAST_FREE = 256 * 1024
"""Bytes. SQLite's index of the log takes 32 kB and a small commit a few pages of 4 kB; a disk with
less than a quarter of a megabyte has no room for a seminar."""


def is_full(folder: Path) -> bool:
    """Whether the disk that holds this folder has no room to speak of."""
    return disk_usage(folder).free < LEAST_FREE


def recognise(path: Path) -> None:
    """Refuse a file that is not a sound database of ours. Nothing is changed in it."""
    if path.stat().st_size == 0:
        raise RausError(
            say(
                "The database {path} is an empty file. Put a backup in its place, or remove it to "
                "start afresh.",
                path=str(path),
            )
        )
    with closing(
        sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)
    ) as connection:
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
        except sqlite3.DatabaseError as error:
            if error_code(error) != sqlite3.SQLITE_NOTADB:
                raise
            application = None
        if application != APPLICATION_ID:
            raise RausError(
                say(
                    "The file {path} was not made by this program. Choose another file.",
                    path=str(path),
                ),
            )
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise RausError(
                say(
                    "The file {path} cannot be used. {why}",
                    path=str(path),
                    why=_DAMAGED,
                )
            )


def create(path: Path, build: Callable[[Path], None]) -> None:
    """Make a database beside `path` and move it there whole: a program killed midway leaves
    nothing half made."""
    draft = path.with_name(f"{path.name}-new")
    draft.unlink(missing_ok=True)
    with closing(sqlite3.connect(draft)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    draft.chmod(0o600)
    build(draft)
    draft.replace(path)


def copy(connection: Connection, path: Path) -> None:
    """A whole copy of the database at `path`, made while others go on reading and writing."""
    path.touch(mode=0o600, exist_ok=False)
    try:
        with closing(sqlite3.connect(path)) as target:
            _driver(connection).backup(target)
    except BaseException:
        path.unlink()  # Half a backup must not be taken for one.
        raise


# --- Connections ----------------------------------------------------------------------------------


def open_engine(path: Path, patience: float) -> Engine:
    """Connections to `path`; each waits up to `patience` seconds for another program that holds it.

    The driver never opens a transaction by itself: a read sees the newest commit, and a write
    begins with `begin`.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        isolation_level="AUTOCOMMIT",
        connect_args={"timeout": patience},
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def set_pragmas(driver: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        for pragma in PRAGMAS:
            cast(sqlite3.Connection, driver).execute(f"PRAGMA {pragma}").close()

    return engine


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """A write that is saved whole or not at all.

    It begins as a write: one that begins as a read fails at once when another has written
    meanwhile, without waiting.
    """
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield
        connection.commit()
    except BaseException:
        # SQLite may have rolled back by itself, or not have begun; SQLAlchemy and the driver both
        # have to know.
        connection.rollback()
        _driver(connection).rollback()
        raise


@contextmanager
def patience(connection: Connection, seconds: float) -> Iterator[None]:
    """While this lasts, wait so long and no longer for others who hold the database."""
    driver = _driver(connection)
    (usual,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}").close()
    try:
        yield
    finally:
        driver.execute(f"PRAGMA busy_timeout = {usual}").close()


def rewrite(connection: Connection) -> None:
    """Write the database anew, so that nothing deleted is left in it, and rows lie in the order of
    their keys. The log holds the old pages until it is emptied."""
    _driver(connection).execute("VACUUM").close()


def empty_log(connection: Connection) -> bool:
    """Move what is in the log into the database and cut the log to nothing; False when somebody
    still reads the old pages."""
    (blocked, *_) = (
        _driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    )
    return not blocked


def checkpoint(connection: Connection) -> None:
    """Move into the database all that this connection's log holds, and wait for the disk."""
    _driver(connection).execute("PRAGMA wal_checkpoint(FULL)").close()


def as_sql(statement: Insert) -> str:
    """The statement as the driver reads it, with places in the order of the table's columns."""
    return str(statement.compile(dialect=dialect()))


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.driver_connection)
