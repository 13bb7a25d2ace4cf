"""Who may serve a database, and whether its files are still those that were opened."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os.path import samestat
from pathlib import Path

from seminar.core.errors import InUse
from seminar.core.i18n import say
from seminar.store.sqlite import LogLost, error_code


def claim(path: Path) -> sqlite3.Connection:
    """The right to serve this database until closed. The system lets go of it when a program is
    killed."""
    guard = sqlite3.connect(
        path.with_name(f"{path.name}-served"), timeout=0, isolation_level=None
    )
    try:
        guard.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        guard.close()
        if error_code(error) & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        raise _in_use(path) from error
    return guard


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold a lock on the database itself as well: the file that `claim` locks may be deleted.

    On Windows an open file cannot be deleted, so there the claim alone is enough. The handle is
    closed after SQLite's own ones: closing any handle lets go of the locks of all of them.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # Some network drives know no such lock; there the claim alone has to do.
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                raise _in_use(path) from error
        yield
    finally:
        os.close(handle)


def _in_use(path: Path) -> InUse:
    return InUse(
        say(
            "The database {path} is in use by a server that is running. Stop that one first.",
            path=str(path),
        )
    )


def anchor(path: Path) -> Callable[[], None]:
    """A check, for around each commit, that the files of the database at `path` are still those
    that they are now; `OSError` if not.

    SQLite does not notice: it writes on into a file that has no name any more, and says that all is
    well. What it commits goes to the log first, so the log counts as much as the database.
    """
    log, index = log_of(path), path.with_name(f"{path.name}-shm")
    stood = {file: file.stat() for file in (path, log, index)}

    def check() -> None:
        for file, was in stood.items():
            try:
                if samestat(file.stat(), was):
                    continue
            except FileNotFoundError:
                if file == path:
                    raise
            if file == path:
                raise FileNotFoundError(
                    errno.ENOENT, "another file is in its place", str(file)
                )
            raise LogLost(errno.ENOENT, "deleted or replaced", str(file))

    return check


def log_of(path: Path) -> Path:
    """Where SQLite writes what is committed before it goes into the database."""
    return path.with_name(f"{path.name}-wal")
