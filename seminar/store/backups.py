"""Copies of a database: made beside a running server, and put in the place of one that is lost."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from seminar.core.errors import NotFound, RausError
from seminar.core.i18n import say
from seminar.store import queries, schema, series, sqlite
from seminar.store.guarding import claim, hold
from seminar.store.rows import RoomRow
from seminar.store.tables import answer, metadata
from seminar.store.upkeep import SWEEP

log = logging.getLogger(__name__)


class RestoredRoom(NamedTuple):
    """One room as it stands in a database that was put back."""

    code: str
    closed: bool
    answers: int


class Restored(NamedTuple):
    """What came of putting a copy back."""

    rooms: tuple[RestoredRoom, ...]
    left_out: tuple[str, ...]
    """Rooms of the copy that had been deleted since it was made."""
    closed_since: tuple[str, ...]
    """Rooms that were open in the copy and have been closed since: they stay closed."""
    before: Path | None
    """Where the database lies that was there before; it goes with the next deletion."""


def copy_before_upgrade(connection: Connection, path: Path) -> Path | None:
    """Copy the database at `path` when its tables are of an older program; None when they are
    not. The copy lies beside it and goes when the next thing is deleted."""
    stands_at = schema.outdated(connection)
    if stands_at is None:
        return None
    copy = _free_name(path, f"before-{schema.newest()}")
    sqlite.copy(connection, copy)
    return copy


def count_rows(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has that the database has so far."""
    there = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    return {
        name: connection.scalar(select(func.count()).select_from(table)) or 0
        for name, table in metadata.tables.items()
        if name in there
    }


def verify(connection: Connection, path: Path) -> None:
    """Raise `RausError` in words unless every page and every row of the database is sound."""
    sound = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() == "ok"
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if not sound or orphans is not None:
        raise RausError(
            say(
                "The file {path} is damaged. Nothing was changed. Choose another.",
                path=str(path),
            )
        )


def restore_backup(copy: Path, path: Path) -> Restored:
    """Put the database `copy` in the place of the one at `path`; `RausError` in words when that
    cannot be, and then nothing is changed.

    What has been deleted or closed since the copy was made stays so, as far as the database that
    is replaced can be read: a copy must not bring back what people were promised is gone.
    """
    if not copy.exists():
        raise NotFound(say("There is no file {path}.", path=str(copy)))
    with sqlite.explained(path), ExitStack() as stack:
        path.parent.mkdir(parents=True, exist_ok=True)
        stack.enter_context(closing(claim(path)))
        if path.exists():
            stack.enter_context(hold(path))
        draft = path.with_name(f"{path.name}-new")
        _draft(copy, draft)
        try:
            now = _rooms_now(path)
            with _opened(draft) as connection:
                left_out, closed_since = _keep_promises(connection, now)
                rooms = tuple(
                    _restored(connection, row) for row in queries.rooms(connection)
                )
            before = _set_aside(path)
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    return Restored(rooms, left_out, closed_since, before)


def _draft(copy: Path, draft: Path) -> None:
    """Copy `copy` to `draft`, see that it is sound, and bring it to the tables of this program."""
    with sqlite.explained(copy):
        sqlite.recognise(copy)
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        try:
            with (
                closing(sqlite3.connect(copy)) as source,
                closing(sqlite3.connect(draft)) as target,
            ):
                source.backup(target)
            with _opened(draft) as connection:
                verify(connection, copy)
                with sqlite.transaction(connection):
                    schema.upgrade(connection)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    engine = sqlite.open_engine(path, patience=0)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


class _Now(NamedTuple):
    """What the database that is replaced says of its rooms and series."""

    rooms: dict[str, RoomRow]
    results: dict[str, dict[str, str]]
    series: frozenset[str]


def _rooms_now(path: Path) -> _Now | None:
    """The rooms of the database that is to be replaced; None where there is none that can be
    read."""
    if not path.exists():
        return None
    try:
        sqlite.recognise(path)
        with _opened(path) as connection:
            with sqlite.transaction(connection):
                schema.upgrade(connection)
            found = {row.code: row for row in queries.rooms(connection)}
            found |= {
                code: RoomRow(code, "", 0, b"")
                for code in queries.damaged_rooms(connection)
            }
            results = {
                code: queries.results(connection, code)
                for code, row in found.items()
                if row.closed
            }
            running = frozenset(row.id for row in series.all_series(connection))
            return _Now(found, results, running)
    except (RausError, *sqlite.ERRORS, OSError):
        log.warning("What is replaced cannot be read, so the copy is put back as it is")
        return None


def _keep_promises(
    connection: Connection, now: _Now | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Delete from the copy the rooms that are deleted, and close those that are closed; the codes
    of both. Whoever was logged in then logs in anew: they may have been let out since."""
    left_out: list[str] = []
    closed: list[str] = []
    with sqlite.transaction(connection):
        queries.forget_all_logins(connection)
        if now is not None:
            series.forget_ended(connection, now.series)
        for row in queries.rooms(connection) if now else ():
            assert now is not None
            current = now.rooms.get(row.code)
            if current is None:
                queries.forget_room(connection, row.code)
                left_out.append(row.code)
            elif current.closed and not row.closed:
                _close(connection, current, now.results[row.code])
                closed.append(row.code)
        queries.set_setting(connection, SWEEP, None)
    sqlite.rewrite(connection)
    sqlite.empty_log(connection)
    return tuple(left_out), tuple(closed)


def _close(connection: Connection, current: RoomRow, results: dict[str, str]) -> None:
    """Let the room in the copy be as it is now: closed, with nothing but its published results."""
    code = current.code
    content = queries.one_room(connection, code)
    queries.forget_room_contents(connection, code)
    queries.keep_results(connection, code, results)
    queries.replace_room(
        connection, current._replace(content=content and content.content)
    )


def _restored(connection: Connection, row: RoomRow) -> RestoredRoom:
    count = select(func.count()).select_from(answer).where(answer.c.room == row.code)
    return RestoredRoom(row.code, row.closed, connection.scalar(count) or 0)


def _set_aside(path: Path) -> Path | None:
    """Move the database that is replaced, with its log, to a name beside it."""
    if not path.exists():
        return None
    before = _free_name(path, "before-restore")
    for ending in ("-wal", "-shm", ""):
        file = path.with_name(path.name + ending)
        if file.exists():
            file.replace(before.with_name(before.name + ending))
    return before


def _free_name(path: Path, name: str) -> Path:
    """A name beside `path` that no file has."""
    numbers = ("", *(f"-{number}" for number in range(2, 1000)))
    found = (path.with_name(f"{path.name}-{name}{number}") for number in numbers)
    return next(file for file in found if not file.exists())
