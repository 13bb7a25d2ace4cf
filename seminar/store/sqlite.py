"""All that is SQLite's own: how a file is opened, recognised, swept and copied, and what its
errors mean in words."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from os.path import samestat
from pathlib import Path
from typing import cast

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.dialects.sqlite import Insert, dialect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from seminar.core.errors import InUse, NotFound, RausError, Refused, Unavailable
from seminar.core.i18n import Say, say

__all__ = [
    "ERRORS",
    "Insert",
    "anchor",
    "as_sql",
    "claim",
    "connect",
    "copy",
    "create",
    "explained",
    "in_words",
    "recognise",
    "sweep",
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
_FAILING = say("The disk does not answer as it should. Check that it is still connected.")
_DAMAGED = say("It is damaged. Keep the file as it is, and put the last backup in its place.")
_GONE = say(
    "It was moved, deleted or replaced. Put it back where it was, or stop the program and start it again."
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


def _code(error: Exception) -> int:
    driver = error.orig if isinstance(error, DBAPIError) else error
    return getattr(driver, "sqlite_errorcode", 0)


def trouble(error: Exception) -> Say | None:
    """What is wrong with the disk or the file, in words; None where the caller is at fault."""
    if isinstance(error, OSError):
        return _SYSTEM_TROUBLES.get(error.errno or 0, _FAILING)
    return _TROUBLES.get(_code(error) & 0xFF)


def in_words(error: Exception) -> Exception:
    """The error of a write as a person may read it, or the error itself where it is a
    programmer's."""
    if why := trouble(error):
        return Unavailable(say("Nothing was saved. {why}", why=why))
    if _code(error) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return NotFound(say("The room has been deleted. Nothing was saved."))
    if _code(error) == sqlite3.SQLITE_CONSTRAINT_TRIGGER:
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
        raise RausError(
            say("The file {path} cannot be used. {why}", path=str(path), why=why)
        ) from error


# --- Files ----------------------------------------------------------------------------------------


def claim(path: Path) -> sqlite3.Connection:
    """The right to serve this database until closed. The system lets go of it when a program is
    killed."""
    guard = sqlite3.connect(path.with_name(f"{path.name}-served"), timeout=0, isolation_level=None)
    try:
        guard.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        guard.close()
        if _code(error) & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        raise InUse(
            say(
                "The database {path} is in use by a server that is running. Stop that one first.",
                path=str(path),
            )
        ) from error
    return guard


def recognise(path: Path) -> None:
    """Refuse a file that is not a sound database of ours. Nothing is changed in it."""
    if path.stat().st_size == 0:
        raise RausError(
            say(
                "The database {path} is an empty file. Put a backup in its place, or remove it to start afresh.",
                path=str(path),
            )
        )
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as connection:
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
        except sqlite3.DatabaseError as error:
            if _code(error) != sqlite3.SQLITE_NOTADB:
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
                say("The file {path} cannot be used. {why}", path=str(path), why=_DAMAGED)
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


def anchor(path: Path) -> Callable[[], None]:
    """A check, for before each commit, that the file at `path` is still the one that it is now;
    `OSError` if not.

    SQLite does not notice: it writes on into a file that has no name any more, and says that all is
    well.
    """
    was = path.stat()

    def check() -> None:
        if not samestat(path.stat(), was):
            raise FileNotFoundError(errno.ENOENT, "another file is in its place", str(path))

    return check


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


def connect(path: Path, patience: float) -> Engine:
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


def sweep(connection: Connection) -> bool:
    """Write the file anew, so that nothing deleted is left in it; False when a reader stood in
    the way."""
    driver = _driver(connection)
    driver.execute("VACUUM")
    (blocked, *_) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not blocked


def as_sql(statement: Insert) -> str:
    """The statement as the driver reads it, with places in the order of the table's columns."""
    return str(statement.compile(dialect=dialect()))


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.driver_connection)
