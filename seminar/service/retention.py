"""List the rooms that are stored, tell until when, and delete them before that."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from seminar.core.errors import Damaged, InUse
from seminar.store import RoomRow, Store

RETRY_EVERY = 0.1
"""Seconds between two looks whether traces are wiped: too short for a person to wait on, and long
enough for a server beside to get at the file."""


@dataclass(frozen=True, slots=True)
class StoredRoom:
    """A room as it is stored."""

    code: str
    programme: str
    """Nothing where that cannot be read."""
    opened_on: date | None
    """None where its row cannot be read: it is then stored until somebody deletes it."""
    closed: bool
    results: int
    """How many published results are stored."""
    until: date | None
    """The last day that anything of it is stored."""
    owner: str = ""
    """The name of the facilitator who opened it; empty for the owner of the machine."""


def list_stored_rooms(store: Store, days: int) -> list[StoredRoom]:
    """Return all rooms, the newest first, where they are stored for `days` days."""
    rooms = [
        _describe_room(store, row, days)
        for row in store.rooms()
        if row.opened_on is not None
    ]
    rooms += [
        StoredRoom(code, "", None, closed=False, results=0, until=None)
        for code in store.damaged_rooms()
    ]
    return sorted(rooms, key=_newest_first)


def _newest_first(room: StoredRoom) -> tuple[int, str]:
    opened_on = room.opened_on or date.max
    return -opened_on.toordinal(), room.code


def _describe_room(store: Store, row: RoomRow, days: int) -> StoredRoom:
    """Return what can be read of a row, which may be damaged in parts."""
    try:
        programme = str(json.loads(row.state)["programme"])
    except (ValueError, LookupError, TypeError):
        programme = ""
    try:
        results = len(store.results(row.code))
    except Damaged:
        results = 0
    until = row.opened_on + timedelta(days=days) if row.opened_on else None
    return StoredRoom(
        row.code, programme, row.opened_on, row.closed, results, until, row.owner
    )


@contextmanager
def open_store(path: Path) -> Iterator[tuple[Store, bool]]:
    """Open the database at `path`, and tell whether a running server holds it."""
    served = False
    try:
        store = Store.open(path)
    except InUse:
        store = Store.open(path, beside=True)
        served = True
    try:
        yield store, served
    finally:
        store.close()


def delete_rooms(
    store: Store, codes: Collection[str], *, served: bool, patience: float
) -> bool:
    """Delete rooms with all their traces.

    A running server holds its rooms in memory, so it is asked, and does later what it has not done
    yet. Traces stay while another program reads the old pages of the database; the store tries
    again by itself, and so does whoever opens it next.

    Args:
        store: The database.
        codes: The rooms'.
        served: Whether a running server holds the database.
        patience: Seconds to wait until no trace is left.

    Returns:
        Whether no trace was left by then.
    """
    for code in codes:
        (store.ask_to_forget(code) if served else store.forget_room(code)).result()
    deadline = time.monotonic() + patience
    while any(map(store.room, codes)) or not store.is_swept:
        if time.monotonic() > deadline:
            return False
        time.sleep(RETRY_EVERY)
    return True
