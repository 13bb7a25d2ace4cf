"""A store in a folder of its own, with one open room."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from seminar.store import AnswerRow, RoomRow, Store

KEY = b"the room's secret key, 32 bytes."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "seminar.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with opened(path) as one:
        one.create_room(RoomRow("ROOM22", '{"at": 0}', 1, KEY)).result()
        yield one


@pytest.fixture
def ordinary_user(tmp_path: Path) -> Iterator[None]:
    """Root may write anywhere; while this lasts, the test is nobody in particular, in a folder
    that is its own."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    hidden = [
        folder for folder in tmp_path.parents if folder.stat().st_mode & 0o001 == 0
    ]
    for folder in hidden:
        folder.chmod(folder.stat().st_mode | 0o001)
    for one in (tmp_path, *tmp_path.iterdir()):
        os.chown(one, 65534, 65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        for folder in hidden:
            folder.chmod(folder.stat().st_mode & ~0o001)


@contextmanager
def opened(
    path: Path,
    patience: float = 5,
    post: Callable[[Callable[[], None]], None] | None = None,
) -> Iterator[Store]:
    """The store at `path`, closed afterwards."""
    store = (
        Store.open(path, patience=patience, post=post)
        if post
        else Store.open(path, patience=patience)
    )
    try:
        yield store
    finally:
        store.close()


@contextmanager
def held(store: Store) -> Iterator[None]:
    """While this lasts the writer is busy, so that what is queued meanwhile becomes one batch."""
    busy, go = Event(), Event()

    def wait(_: object) -> None:
        busy.set()
        go.wait()

    waiting = store.submit(wait)
    busy.wait()
    try:
        yield
    finally:
        go.set()
        waiting.result()


class Told:
    """What the store told those who sent answers."""

    def __init__(self) -> None:
        self.outcomes: list[Exception | None] = []
        self._news = Event()

    def __call__(self, outcome: Exception | None) -> None:
        self.outcomes.append(outcome)
        self._news.set()

    def wait(self) -> Exception | None:
        """The first outcome, when it comes."""
        assert self._news.wait(30)
        return self.outcomes[0]


def an_answer(
    who: bytes = b"someone",
    *,
    seq: int = 1,
    value: str = "3",
    question: str = "q",
    round: int = 1,
) -> AnswerRow:
    return AnswerRow("ROOM22", question, round, who, b"op", seq, value)


def put(store: Store, *rows: AnswerRow) -> Exception | None:
    """Save these and wait: None, or why they were not saved."""
    told = Told()
    store.put_answers(rows, told)
    return told.wait()
