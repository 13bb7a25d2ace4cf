"""What is kept of rooms, and how it is deleted before its time, beside a running server or
without one."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from seminar.content.library import Library
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.errors import NotFound
from seminar.core.room.commands import Finish, Next
from seminar.service.retention import delete_rooms, list_stored_rooms, open_store
from seminar.service.rooms.live_rooms import Change
from seminar.service.rooms.room_service import RoomService
from seminar.store import Store
from tests.content.bundled import library as shipped

TODAY = date.today()


def a_host(store: Store, library: Library) -> RoomService:
    return RoomService(store, library, rules=ThresholdRules(), clock=time.time)


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "raus.sqlite"


@pytest.fixture
def host(path: Path, library: Library) -> Iterator[RoomService]:
    store = Store.open(path)
    yield a_host(store, library)
    store.close()


def test_a_room_is_listed_with_its_day_and_until_when_it_is_kept(
    host: RoomService,
) -> None:
    room = host.opening.open_room("raus-hour", "nb")
    host.handle(room.code, Finish(), room.version)
    (found,) = list_stored_rooms(host.store, 30)
    assert (found.code, found.programme, found.closed, found.results) == (
        room.code,
        "raus-hour",
        True,
        0,
    )
    assert (found.opened_on, found.until) == (TODAY, TODAY + timedelta(days=30))


def test_a_deleted_room_is_let_go_of_and_its_screens_hear_it_while_it_can_be_drawn(
    host: RoomService,
) -> None:
    heard: list[tuple[str, Change, bool, bool]] = []

    def hear(code: str, change: Change) -> None:
        running = host.rooms.find(code)
        heard.append(
            (
                code,
                change,
                running is not None and running.room.closed,
                host.store.room(code) is None,
            )
        )

    room, other = (
        host.opening.open_room("raus-hour", "nb"),
        host.opening.open_room("raus-hour", "nb"),
    )
    token = host.participants.join(room.code)
    host.changed = hear
    host.deletion.delete_room(room.code)
    assert heard == [(room.code, "gone", True, True)]
    assert host.rooms.find(room.code) is None
    assert not host.participants.has_joined(room.code, token)
    assert [running.room.code for running in host.rooms.list_open()] == [other.code]
    with pytest.raises(NotFound):
        host.handle(room.code, Next(), room.version)
    with pytest.raises(NotFound):
        host.deletion.delete_room(room.code)


def test_a_room_whose_programme_cannot_be_read_is_listed_and_deleted_all_the_same(
    path: Path, library: Library
) -> None:
    store = Store.open(path)
    code = a_host(store, library).opening.open_room("raus-hour", "nb").code
    with closing(sqlite3.connect(path)) as other:
        other.execute("DELETE FROM content")
        other.commit()
    lost = a_host(store, library)
    assert lost.rooms.list_open() == []
    assert list(lost.rooms.set_aside) == [code]
    assert [room.code for room in list_stored_rooms(store, 30)] == [code]
    lost.deletion.delete_room(code)
    assert list_stored_rooms(store, 30) == []
    store.close()


def test_without_a_server_the_file_is_held_and_the_rooms_are_deleted_in_it(
    path: Path, library: Library
) -> None:
    store = Store.open(path)
    code = a_host(store, library).opening.open_room("raus-hour", "nb").code
    store.close()
    with open_store(path) as (alone, served):
        assert not served
        assert delete_rooms(alone, [code], served=served, patience=0)
        assert list_stored_rooms(alone, 30) == []


def test_a_server_that_runs_is_asked_and_what_it_did_is_waited_for(
    path: Path, library: Library
) -> None:
    store = Store.open(path)
    host = a_host(store, library)
    code, over = host.opening.open_room("raus-hour", "nb").code, Event()

    def serve() -> None:
        while not over.wait(0.05):
            host.deletion.delete_requested()

    server = Thread(target=serve)
    server.start()
    try:
        with open_store(path) as (beside, served):
            assert served
            assert delete_rooms(beside, [code], served=served, patience=10)
    finally:
        over.set()
        server.join()
    assert host.rooms.find(code) is None
    store.close()


def test_a_server_that_does_not_do_it_is_told_of_and_the_next_one_does_it(
    path: Path, library: Library
) -> None:
    store = Store.open(path)
    code = a_host(store, library).opening.open_room("raus-hour", "nb").code
    with open_store(path) as (beside, served):
        assert not delete_rooms(beside, [code], served=served, patience=0)
    store.close()
    store = Store.open(path)
    host = a_host(store, library)
    assert host.rooms.find(code) is not None
    host.deletion.delete_requested()
    assert host.rooms.find(code) is None
    assert list_stored_rooms(store, 30) == []
    store.close()


def test_a_wish_for_a_room_that_is_not_there_is_forgotten(host: RoomService) -> None:
    host.store.ask_to_forget("NOROOM").result()
    host.deletion.delete_requested()
    assert host.store.asked_to_forget() == []
