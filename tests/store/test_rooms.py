"""A room moves once for each version, publishes a result once, and when closed forgets what it
promised to forget."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from seminar.store import AnswerRow, Moment, RoomRow, Store
from tests.store.conftest import KEY, an_answer, held, opened, put


def how_many(moment: Moment) -> Mapping[str, str]:
    """A result that counts the answers in round 1."""
    return {"q:1": str(len(moment.answers("q", 1)))}


def test_a_code_that_is_taken_makes_no_second_room(store: Store) -> None:
    assert store.create_room(RoomRow("ROOM22", "other", 1, None)).result() is False
    assert [room.state for room in store.rooms()] == ['{"at": 0}']


def test_there_is_no_room_with_an_unknown_code(store: Store) -> None:
    assert store.room("NOROOM") is None


def test_a_room_moves_from_the_version_that_was_seen(store: Store) -> None:
    assert store.save_room("ROOM22", "step 2", 2, was=1).result() is True
    room = store.room("ROOM22")
    assert room is not None
    assert (room.state, room.version, room.key) == ("step 2", 2, KEY)


def test_of_many_who_saw_the_same_version_one_moves_the_room(store: Store) -> None:
    with held(store):
        moves = [store.save_room("ROOM22", f"by {who}", 2, was=1) for who in range(10)]
    assert [move.result() for move in moves] == [True] + [False] * 9
    assert store.rooms()[0].state == "by 0"


def test_a_result_is_made_of_the_answers_that_were_committed_before_it(
    store: Store,
) -> None:
    put(store, an_answer(b"a"), an_answer(b"b"), an_answer(b"c", round=2))
    with held(store):
        store.put_answers([an_answer(b"c")], lambda outcome: None)
        store.save_room("ROOM22", "{}", 2, was=1, results=how_many)
        store.put_answers([an_answer(b"d")], lambda outcome: None)
    assert put(store, an_answer(b"e")) is None
    assert store.results("ROOM22") == {"q:1": "3"}


def test_a_result_is_never_made_again(store: Store) -> None:
    put(store, an_answer(b"a"))
    store.save_room("ROOM22", "{}", 2, was=1, results=how_many).result()
    put(store, an_answer(b"b"))
    store.save_room("ROOM22", "{}", 3, was=2, results=how_many).result()
    assert store.results("ROOM22") == {"q:1": "1"}


def test_a_stale_save_publishes_nothing(store: Store) -> None:
    assert store.save_room("ROOM22", "{}", 9, was=8, results=how_many).result() is False
    assert store.results("ROOM22") == {}


def test_a_result_that_cannot_be_made_leaves_the_room_where_it_was(
    store: Store,
) -> None:
    def broken(moment: Moment) -> Mapping[str, str]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.save_room("ROOM22", "step 2", 2, was=1, results=broken).result()
    assert store.rooms()[0].version == 1


def test_a_closed_room_keeps_its_results_and_its_open_answers_and_no_more(
    store: Store,
) -> None:
    store.add_participant("ROOM22", b"kari").result()
    put(store, an_answer(question="open", seq=3), an_answer(question="guarded"))
    store.save_room(
        "ROOM22",
        "{}",
        2,
        was=1,
        results=lambda moment: {"open:1": "1", "words:1": "hei"},
    ).result()
    assert (
        store.finish_room(
            "ROOM22", "end", 3, was=2, forget={"guarded"}, drop={"words:1"}
        ).result()
        is True
    )
    room = store.room("ROOM22")
    assert room is not None
    assert (room.state, room.version, room.key, room.closed) == ("end", 3, None, True)
    assert store.participants("ROOM22") == set()
    assert store.results("ROOM22") == {"open:1": "1"}
    assert store.answers("ROOM22") == [
        AnswerRow("ROOM22", "open", 1, b"someone", b"", 0, "3")
    ]


def test_closing_one_room_leaves_another_alone(store: Store) -> None:
    store.create_room(RoomRow("OTHER2", "{}", 1, b"key")).result()
    store.add_participant("OTHER2", b"ola").result()
    other = an_answer()._replace(room="OTHER2")
    put(store, other)
    store.finish_room("ROOM22", "{}", 2, was=1, forget=["q"]).result()
    assert store.answers("OTHER2") == [other]
    assert store.participants("OTHER2") == {b"ola"}
    assert store.save_room("OTHER2", "{}", 2, was=1).result() is True


def test_a_closed_room_does_not_move_or_close_again(store: Store) -> None:
    store.finish_room("ROOM22", "{}", 2, was=1, forget=[]).result()
    assert store.save_room("ROOM22", "{}", 3, was=2).result() is False
    assert store.finish_room("ROOM22", "{}", 3, was=2, forget=[]).result() is False


def test_a_stale_close_forgets_nothing(store: Store) -> None:
    put(store, an_answer())
    assert store.finish_room("ROOM22", "{}", 9, was=8, forget=["q"]).result() is False
    assert store.answers("ROOM22") == [an_answer()]
    assert store.rooms()[0].key == KEY


# --- What is left on the disk ---------------------------------------------------------------------

CANARIES = (
    b"a canary in an answer",
    b"canary as op",
    b"canary as who",
    b"canary in the room",
    KEY,
)


def on_disk(path: Path) -> set[bytes]:
    """The canaries that stand in any file beside the database."""
    files = [file.read_bytes() for file in path.parent.iterdir()]
    return {
        canary for canary in CANARIES if any(canary in content for content in files)
    }


def let_canaries_in(store: Store) -> None:
    canary = AnswerRow(
        "ROOM22", "q", 1, b"canary as who", b"canary as op", 1, "a canary in an answer"
    )
    store.add_participant("ROOM22", b"canary in the room").result()
    for number in range(200):
        put(
            store,
            canary._replace(
                who=b"canary as who %d" % number,
                value=f"a canary in an answer {number}" * 9,
            ),
        )


def test_when_the_room_has_closed_no_byte_of_what_it_forgot_is_on_the_disk(
    store: Store, path: Path
) -> None:
    let_canaries_in(store)
    assert on_disk(path) == set(CANARIES)
    store.finish_room("ROOM22", "{}", 2, was=1, forget=["q"]).result()
    assert on_disk(path) == set()


def test_when_the_room_has_closed_not_even_places_in_the_file_tell_who_answered_first(
    store: Store, path: Path
) -> None:
    people = [b"participant-%02d" % number for number in range(50)]
    for who in Random(22).sample(people, len(people)):
        put(store, an_answer(who))
    store.finish_room("ROOM22", "{}", 2, was=1, forget=[]).result()
    content = path.read_bytes()
    places = [content.index(who) for who in people]
    assert places in (sorted(places), sorted(places, reverse=True))


def test_a_sweep_that_was_due_when_the_program_was_killed_is_done_at_the_next_start(
    path: Path,
) -> None:
    with (
        opened(path, patience=0) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as reader,
    ):
        store.create_room(RoomRow("ROOM22", "{}", 1, KEY)).result()
        let_canaries_in(store)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM answer").fetchone()
        store.finish_room("ROOM22", "{}", 2, was=1, forget=["q"]).result()
        assert store.settings()["sweep"] == "due"
    with opened(path) as store:
        assert "sweep" not in store.settings()
        assert on_disk(path) == set()
