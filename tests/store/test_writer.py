"""The one writer: what is committed together, and what is told to whom when something fails."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from seminar.core.errors import NotFound, Unavailable
from seminar.store import RoomRow, Store
from seminar.store.writer import BATCH, MOST_QUEUED
from tests.store.conftest import Told, an_answer, held, opened, put


class Posts:
    """A `post` that counts, and delivers at once."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, deliver: Callable[[], None]) -> None:
        self.count += 1
        deliver()


def fail(connection: Connection) -> None:
    """Work that changes something and then fails."""
    connection.exec_driver_sql("UPDATE room SET state = 'half done'")
    raise ZeroDivisionError


def fill_the_disk(store: Store) -> None:
    store.submit(
        lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 1")
    ).result()


def free_the_disk(store: Store) -> None:
    store.submit(
        lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    ).result()


def test_what_waits_is_told_in_one_go(path: Path) -> None:
    posts = Posts()
    with opened(path, post=posts) as store:
        store.create_room(RoomRow("ROOM22", "{}", 1, None)).result()
        told = Told()
        with held(store):
            before = posts.count
            for number in range(100):
                store.put_answers([an_answer(bytes([number]))], told)
            moved = store.save_room("ROOM22", "{}", 2, was=1)
        assert moved.result() is True
        assert told.outcomes == [None] * 100
        assert posts.count == before + 2, (
            "one for what held the writer, one for all that waited"
        )


def test_nobody_is_told_before_it_is_posted(path: Path) -> None:
    posted: list[Callable[[], None]] = []
    with opened(path, post=posted.append) as store:
        created = store.create_room(RoomRow("ROOM22", "{}", 1, None))
    assert not created.done()
    for deliver in posted:
        deliver()
    assert created.result() is True


def test_who_is_told_finds_the_answer_saved_already(store: Store) -> None:
    found: list[object] = []
    told = Told()

    def look(outcome: Exception | None) -> None:
        found.append(store.answers("ROOM22"))
        told(outcome)

    store.put_answers([an_answer()], look)
    assert told.wait() is None
    assert found == [[an_answer()]]


def test_a_flood_is_cut_into_batches(path: Path) -> None:
    posts = Posts()
    with opened(path, post=posts) as store:
        store.create_room(RoomRow("ROOM22", "{}", 1, None)).result()
        told = Told()
        with held(store):
            before = posts.count
            for _ in range(BATCH + 1):
                store.put_answers([an_answer()], told)
        store.set_setting("any", "thing").result()
        assert told.outcomes == [None] * (BATCH + 1)
        assert posts.count in (before + 3, before + 4), (
            "the hold, a full batch, and the rest"
        )


def test_more_than_can_be_saved_is_refused_in_words_and_the_room_can_still_be_steered(
    store: Store,
) -> None:
    told = Told()
    with held(store):
        with pytest.raises(Unavailable, match="So much is coming in"):
            for _ in range(MOST_QUEUED + 1):
                store.put_answers([an_answer()], told)
        moved = store.save_room("ROOM22", "moved", 2, was=1)
    assert moved.result() is True
    assert told.outcomes == [None] * len(told.outcomes)
    store.put_answers([an_answer()], told)
    assert told.wait() is None


def test_what_cannot_be_written_fails_alone(store: Store) -> None:
    good, bad = Told(), Told()
    with held(store):
        store.put_answers([an_answer(b"a")], good)
        failing = store.submit(fail)
        store.put_answers(
            [an_answer(b"b"), an_answer(b"b")._replace(room="NOROOM")], bad
        )
        store.put_answers([an_answer(b"c")], good)
        moved = store.save_room("ROOM22", "moved", 2, was=1)
    assert moved.result() is True
    with pytest.raises(ZeroDivisionError):
        failing.result()
    assert good.outcomes == [None, None]
    assert isinstance(bad.wait(), NotFound)
    assert [row.who for row in store.answers("ROOM22")] == [b"a", b"c"]
    assert store.rooms()[0].state == "moved"
    assert store.trouble is None


def test_someone_who_cannot_be_told_keeps_nobody_else_from_being_told(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    told = Told()

    def gone(outcome: Exception | None) -> None:
        raise ConnectionError

    with held(store):
        store.put_answers([an_answer(b"a")], gone)
        store.put_answers([an_answer(b"b")], told)
    assert told.wait() is None
    assert "could not be told" in caplog.text


def test_on_a_full_disk_nothing_of_the_batch_is_saved_and_everyone_is_told_so(
    store: Store,
) -> None:
    fill_the_disk(store)
    told = Told()
    with held(store):
        store.put_answers([an_answer(b"a")], told)
        moved = store.save_room("ROOM22", "moved", 2, was=1)
        store.put_answers([an_answer(b"b", value="x" * 100_000)], told)
    with pytest.raises(
        Unavailable, match="Nothing was saved. The disk is full. Free some space on it."
    ):
        moved.result()
    assert [str(outcome) for outcome in told.outcomes] == [
        "Nothing was saved. The disk is full. Free some space on it."
    ] * 2
    assert store.answers("ROOM22") == []
    assert store.rooms()[0].version == 1
    assert store.trouble is not None


def test_a_full_disk_is_seen_also_when_something_else_in_the_batch_fails(
    store: Store,
) -> None:
    fill_the_disk(store)
    told = Told()
    with held(store):
        failing = store.submit(fail)
        store.put_answers([an_answer(value="x" * 100_000)], told)
    assert isinstance(failing.exception(), Unavailable)
    assert isinstance(told.wait(), Unavailable)
    assert store.trouble is not None
    free_the_disk(store)
    with held(store):
        failing = store.submit(fail)
        saved = store.set_setting("any", "thing")
    assert isinstance(failing.exception(), ZeroDivisionError)
    assert saved.exception() is None


def test_a_commit_that_fails_leaves_the_next_one_free(store: Store) -> None:
    def refused_at_commit(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("INSERT INTO result VALUES ('NOROOM', 'q:1', '{}')")

    assert isinstance(store.submit(refused_at_commit).exception(), NotFound)
    assert put(store, an_answer()) is None
    assert store.answers("ROOM22") == [an_answer()]


def test_a_write_holds_the_database_from_its_beginning(
    store: Store, path: Path
) -> None:
    def only_reads(connection: Connection) -> None:
        with closing(sqlite3.connect(path, timeout=0)) as other:
            other.execute("INSERT INTO setting VALUES ('any', 'thing')")

    with pytest.raises(Unavailable, match="Another program is holding the database"):
        store.submit(only_reads).result()


def test_when_the_disk_has_space_again_the_store_goes_on(store: Store) -> None:
    fill_the_disk(store)
    big = an_answer(value="x" * 100_000)
    assert isinstance(put(store, big), Unavailable)
    free_the_disk(store)
    assert put(store, big) is None
    assert store.answers("ROOM22") == [big]
    assert store.trouble is None


@pytest.mark.skipif(
    sys.platform == "win32",
    reason="an open file can be neither moved nor deleted there",
)
def test_nothing_is_acknowledged_into_a_file_that_was_moved_or_replaced(
    store: Store, path: Path
) -> None:
    elsewhere = path.rename(path.with_name("elsewhere"))
    told = Told()
    store.put_answers([an_answer(b"1")], told)
    with pytest.raises(Unavailable, match="was moved"):
        store.set_setting("a", "b").result()
    assert [type(outcome) for outcome in told.outcomes] == [Unavailable]
    path.write_bytes(elsewhere.read_bytes())
    with pytest.raises(Unavailable, match="replaced"):
        store.set_setting("a", "b").result()
    assert store.trouble is not None
    elsewhere.replace(path)
    store.set_setting("a", "b").result()
    assert store.trouble is None


def test_while_another_program_holds_the_database_nothing_is_saved_and_reading_goes_on(
    path: Path,
) -> None:
    with (
        opened(path, patience=0) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        store.create_room(RoomRow("ROOM22", "{}", 1, None)).result()
        other.execute("BEGIN IMMEDIATE")
        assert isinstance(put(store, an_answer()), Unavailable)
        trouble = store.trouble
        assert trouble is not None
        assert (
            trouble.msgid
            == "Another program is holding the database. Close that program."
        )
        assert store.answers("ROOM22") == []
        other.execute("ROLLBACK")
        assert put(store, an_answer()) is None
        assert store.trouble is None


def test_what_is_queued_is_saved_before_the_store_closes(path: Path) -> None:
    told = Told()
    with opened(path) as store:
        store.create_room(RoomRow("ROOM22", "{}", 1, None))
        store.put_answers([an_answer()], told)
    assert told.outcomes == [None]
    with opened(path) as store:
        assert store.answers("ROOM22") == [an_answer()]


def test_a_store_that_is_closed_takes_nothing(path: Path) -> None:
    with opened(path) as store:
        pass
    with pytest.raises(Unavailable, match="The server is stopping. Nothing was saved."):
        store.put_answers([an_answer()], lambda outcome: None)
