"""Answers that come in one turn of the server's loop go to the writer together, and nothing
overtakes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from seminar.store import RoomRow, Store
from tests.store.conftest import KEY, an_answer


class Turn:
    """A turn that is over when the test says so."""

    def __init__(self) -> None:
        self.due: list[Callable[[], None]] = []

    def __call__(self, job: Callable[[], None]) -> None:
        self.due.append(job)

    def ends(self) -> None:
        due, self.due = self.due, []
        for job in due:
            job()


@pytest.fixture
def turn() -> Turn:
    return Turn()


@pytest.fixture
def store(path: Path, turn: Turn) -> Iterator[Store]:
    store = Store.open(path, gather=turn)
    store.create_room(RoomRow("ROOM22", '{"at": 0}', 1, KEY)).result()
    yield store
    store.close()


def quietly(trouble: Exception | None) -> None:
    assert trouble is None


def rest(store: Store) -> None:
    """Wait until all that the writer has been given is done."""
    store.submit(lambda connection: None).result()


def test_the_answers_of_a_turn_wait_for_its_end_and_are_handed_over_once(
    store: Store, turn: Turn
) -> None:
    for who in (b"a", b"b", b"c"):
        store.put_answers([an_answer(who)], quietly)
    assert len(turn.due) == 1
    assert store.answers("ROOM22") == []
    turn.ends()
    rest(store)
    assert [row.who for row in store.answers("ROOM22")] == [b"a", b"b", b"c"]


def test_the_next_turn_is_handed_over_by_itself(store: Store, turn: Turn) -> None:
    store.put_answers([an_answer(b"a")], quietly)
    turn.ends()
    store.put_answers([an_answer(b"b")], quietly)
    assert len(turn.due) == 1
    turn.ends()
    rest(store)
    assert [row.who for row in store.answers("ROOM22")] == [b"a", b"b"]


def test_a_command_does_not_overtake_an_answer_of_the_same_turn(
    store: Store, turn: Turn
) -> None:
    store.put_answers([an_answer(b"a")], quietly)
    seen = store.save_room(
        "ROOM22",
        '{"at": 1}',
        2,
        was=1,
        results=lambda moment: {"q": str(len(moment.answers("q", 1)))},
    ).result()
    assert seen
    assert store.results("ROOM22") == {"q": "1"}


def test_a_turn_that_never_ended_is_written_when_the_store_closes(
    path: Path, turn: Turn
) -> None:
    store = Store.open(path, gather=turn)
    store.create_room(RoomRow("ROOM22", '{"at": 0}', 1, KEY)).result()
    store.put_answers([an_answer(b"a")], quietly)
    store.close()
    with_all = Store.open(path)
    assert [row.who for row in with_all.answers("ROOM22")] == [b"a"]
    with_all.close()
