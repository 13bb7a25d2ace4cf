"""Files that vanish are noticed before anything is acknowledged, and traces are wiped until they
are gone."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from seminar.core.errors import Unavailable
from seminar.store import RoomRow, Store
from seminar.store.upkeep import LONGEST_ORDER, QUIET
from tests.store.conftest import KEY, an_answer, opened, put

posix = pytest.mark.skipif(
    sys.platform == "win32",
    reason="an open file can be neither moved nor deleted there",
)


def beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}-{ending}")


def deleted(file: Path) -> None:
    file.unlink()


def replaced(file: Path) -> None:
    copy = file.with_name("copy")
    shutil.copy(file, copy)
    copy.replace(file)


def noticing(store: Store, what: Callable[[], bool]) -> Event:
    """An event that comes when the store tells that something has changed, and `what` holds."""
    seen = Event()

    def look() -> None:
        if what():
            seen.set()

    store.watch(look)
    return seen


# --- Files ----------------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("ending", ["wal", "shm"])
@pytest.mark.parametrize("harm", [deleted, replaced])
def test_nothing_is_acknowledged_when_a_file_beside_the_database_is_lost(
    store: Store, path: Path, ending: str, harm: Callable[[Path], None]
) -> None:
    assert put(store, an_answer(b"before")) is None
    harm(beside(path, ending))
    outcome = put(store, an_answer(b"after"))
    assert isinstance(outcome, Unavailable)
    assert "its name ends in -wal or -shm" in str(outcome)
    assert store.trouble is not None


@posix
def test_what_was_acknowledged_before_the_log_was_deleted_is_there_after_a_kill(
    store: Store, path: Path, tmp_path: Path
) -> None:
    for number in range(50):
        assert put(store, an_answer(b"person %d" % number)) is None
    beside(path, "wal").unlink()
    assert isinstance(put(store, an_answer(b"too late")), Unavailable)
    as_killed = tmp_path / "as-killed" / path.name
    as_killed.parent.mkdir()
    shutil.copy(path, as_killed)
    with opened(as_killed) as after:
        assert len(after.answers("ROOM22")) == 50
        assert after.rooms()[0].key == KEY


@posix
def test_a_deleted_log_is_noticed_also_while_nobody_answers(
    store: Store, path: Path
) -> None:
    noticed = noticing(store, lambda: store.trouble is not None)
    beside(path, "wal").unlink()
    assert noticed.wait(30)


def test_that_the_disk_is_well_again_is_noticed_while_nobody_answers(
    path: Path,
) -> None:
    with (
        opened(path, patience=0) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        store.create_room(RoomRow("ROOM22", "{}", 1, KEY)).result()
        troubled = noticing(store, lambda: store.trouble is not None)
        other.execute("BEGIN IMMEDIATE")
        assert isinstance(put(store, an_answer()), Unavailable)
        assert troubled.wait(30)
        well = noticing(store, lambda: store.trouble is None)
        other.execute("ROLLBACK")
        assert well.wait(30)


# --- Traces ---------------------------------------------------------------------------------------


def found(path: Path, sought: bytes) -> bool:
    return any(sought in file.read_bytes() for file in path.parent.iterdir())


def test_traces_that_a_reader_keeps_are_told_of_and_wiped_when_the_reader_is_gone(
    path: Path,
) -> None:
    with (
        opened(path, patience=0) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as reader,
    ):
        store.create_room(RoomRow("ROOM22", "{}", 1, KEY)).result()
        put(store, an_answer(b"a canary", value="papegoye"))
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM answer").fetchone()
        assert (
            store.finish_room("ROOM22", "{}", 2, was=1, forget=["q"]).result() is True
        )
        assert found(path, b"papegoye")
        assert store.left is not None
        assert "Another program is reading the database" in store.left.msgid
        wiped = noticing(store, lambda: store.left is None)
        reader.execute("COMMIT")
        assert wiped.wait(30)
        assert not found(path, b"papegoye")
        assert store.is_swept


@pytest.fixture
def hours() -> list[float]:
    """The clock of `paced`, which a test moves by hand."""
    return [0.0]


@pytest.fixture
def paced(path: Path, hours: list[float]) -> Iterator[Store]:
    """A store with one room, and a clock that stands still."""
    store = Store.open(path, clock=lambda: hours[0])
    store.create_room(RoomRow("ROOM22", "{}", 1, KEY)).result()
    yield store
    store.close()


def order_in(path: Path, whos: list[bytes]) -> list[bytes] | None:
    """In which order these rows lie in the file; None while the log tells of any of them."""
    if any(who in beside(path, "wal").read_bytes() for who in whos):
        return None
    raw = path.read_bytes()
    return sorted(whos, key=raw.index)


@pytest.mark.parametrize("pause", [QUIET, LONGEST_ORDER])
def test_the_order_of_answers_is_wiped_when_the_room_is_quiet_or_after_half_a_minute(
    paced: Store, path: Path, hours: list[float], pause: float
) -> None:
    whos = [secrets.token_bytes(16) for _ in range(60)]
    for who in whos:
        put(paced, an_answer(who))
        if pause == LONGEST_ORDER:
            hours[0] += LONGEST_ORDER / len(whos) / 1.02
    assert order_in(path, whos) is None, "we can find it"
    hours[0] += pause if pause == QUIET else 1.0
    if pause == QUIET:
        paced.set_setting("any", "thing").result()
    else:
        whos.append(secrets.token_bytes(16))
        put(paced, an_answer(whos[-1]))
    assert order_in(path, whos) in (sorted(whos), sorted(whos, reverse=True))


def test_while_answers_come_the_file_is_not_written_anew_for_each(
    paced: Store, path: Path, hours: list[float]
) -> None:
    whos = [secrets.token_bytes(16) for _ in range(20)]
    for who in whos:
        hours[0] += QUIET / 2
        put(paced, an_answer(who))
        assert order_in(path, [who]) is None or hours[0] >= LONGEST_ORDER
