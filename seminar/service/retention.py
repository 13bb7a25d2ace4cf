"""What is kept of rooms, until when, and how it is deleted before that."""

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


@dataclass(frozen=True, slots=True)
class Kept:
    """One room as it is stored."""

    code: str
    programme: str
    """Nothing where that cannot be read."""
    opened_on: date | None
    """None where its row cannot be read: it is then kept until somebody deletes it."""
    closed: bool
    results: int
    """How many published results are kept."""
    until: date | None
    """The last day that anything of it is kept."""
    owner: str = ""
    """The name of the facilitator who opened it; empty for the owner of the machine."""


def kept(store: Store, days: int) -> list[Kept]:
    """All rooms, the newest first, when they are kept for `days` days."""
    found = [
        _kept(store, row, days) for row in store.rooms() if row.opened_on is not None
    ]
    found += [
        Kept(code, "", None, closed=False, results=0, until=None)
        for code in store.damaged_rooms()
    ]
    return sorted(
        found, key=lambda one: (-(one.opened_on or date.max).toordinal(), one.code)
    )


def _kept(store: Store, row: RoomRow, days: int) -> Kept:
    try:
        programme = str(json.loads(row.state)["programme"])
    except (ValueError, LookupError, TypeError):
        programme = ""
    try:
        results = len(store.results(row.code))
    except Damaged:
        results = 0
    opened_on = row.opened_on
    until = opened_on + timedelta(days=days) if opened_on else None
    return Kept(row.code, programme, opened_on, row.closed, results, until, row.owner)


@contextmanager
def held(path: Path) -> Iterator[tuple[Store, bool]]:
    """The database at `path`, and whether a server that is running holds it."""
    try:
        store, served = Store.open(path), False
    except InUse:
        store, served = Store.open(path, beside=True), True
    try:
        yield store, served
    finally:
        store.close()


def delete(
    store: Store, codes: Collection[str], *, served: bool, patience: float
) -> bool:
    """Delete these rooms with all their traces; False when that was not possible within `patience`
    seconds.

    A running server knows its rooms by heart, so it is asked, and what it has not done yet it does
    when it can. Traces are left while another program reads the old pages of the database; the
    store tries again by itself, and whoever opens it next does so too.
    """
    for code in codes:
        (store.ask_to_forget(code) if served else store.forget_room(code)).result()
    given_up = time.monotonic() + patience
    while any(map(store.room, codes)) or not store.is_swept:
        if time.monotonic() > given_up:
            return False
        time.sleep(0.1)
    return True
