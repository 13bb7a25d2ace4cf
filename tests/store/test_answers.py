"""Answers: one row for each person, question and round; the latest edit stands; nothing tells
who or when."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from seminar.core.errors import NotFound, Refused
from seminar.store import AnswerRow, Store
from tests.store.conftest import an_answer, opened, put

strangers = (number.to_bytes(16, "big") for number in count())


def test_a_saved_answer_can_be_read_back(store: Store) -> None:
    row = AnswerRow(
        "ROOM22", "r1-check-in.word", 1, bytes(range(16)), b"\0\xff", 7, '"blåbær 🫐"'
    )
    assert put(store, row) is None
    assert store.answers("ROOM22") == [row]


def test_a_changed_mind_replaces_the_answer(store: Store) -> None:
    put(store, an_answer(seq=1, value="3"))
    put(store, an_answer(seq=2, value="4"))
    assert [row.value for row in store.answers("ROOM22")] == ["4"]


def test_of_two_tabs_with_the_same_count_of_edits_the_last_to_arrive_stands(
    store: Store,
) -> None:
    put(store, an_answer(seq=1, value="in one tab"))
    put(store, an_answer(seq=1, value="in the other"))
    assert [row.value for row in store.answers("ROOM22")] == ["in the other"]


def test_each_round_and_question_keeps_its_own_answer(store: Store) -> None:
    put(store, an_answer(round=1), an_answer(round=2), an_answer(question="p"))
    assert [(row.question, row.round) for row in store.answers("ROOM22")] == [
        ("p", 1),
        ("q", 1),
        ("q", 2),
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(edits=st.permutations([1, 2, 3]), cuts=st.sets(st.integers(1, 2)))
def test_the_latest_edit_stands_in_whichever_order_and_groups_they_arrive(
    store: Store, edits: list[int], cuts: set[int]
) -> None:
    who = next(strangers)
    rows = [an_answer(who, seq=seq, value=f"edit {seq}") for seq in edits]
    bounds = [0, *sorted(cuts), len(rows)]
    for start, stop in zip(bounds, bounds[1:], strict=False):
        assert put(store, *rows[start:stop]) is None
    assert [row.value for row in store.answers("ROOM22") if row.who == who] == [
        "edit 3"
    ]


def test_sending_the_same_again_is_harmless(store: Store) -> None:
    for _ in range(3):
        assert put(store, an_answer()) is None
    assert store.answers("ROOM22") == [an_answer()]


def test_rows_come_in_the_order_of_their_keys_whatever_order_they_came_in(
    store: Store,
) -> None:
    rows = [an_answer(bytes([number])) for number in range(100)]
    shuffled = Random(7).sample(rows, len(rows))
    for row in shuffled:
        put(store, row)
    assert store.answers("ROOM22") == rows

    def as_stored(connection):  # type: ignore[no-untyped-def]
        return [
            who
            for (who,) in connection.exec_driver_sql(
                "SELECT who FROM answer NOT INDEXED"
            )
        ]

    assert store.submit(as_stored).result() == [row.who for row in rows]


@pytest.mark.parametrize("table", ["participant", "answer"])
def test_no_row_has_a_number_that_would_tell_who_came_first(
    store: Store, table: str
) -> None:
    asked = store.submit(
        lambda connection: connection.exec_driver_sql(f"SELECT rowid FROM {table}")
    )
    with pytest.raises(OperationalError, match="no such column: rowid"):
        asked.result()


def test_no_table_about_people_keeps_a_time(store: Store) -> None:
    def columns(connection):  # type: ignore[no-untyped-def]
        rows = connection.exec_driver_sql(
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
            " WHERE m.type = 'table' AND m.name IN ('participant', 'answer')"
        )
        return sorted(map(tuple, rows))

    assert store.submit(columns).result() == [
        *(
            ("answer", name)
            for name in ("op", "question", "room", "round", "seq", "value", "who")
        ),
        *(("participant", name) for name in ("room", "who")),
    ]


def test_an_answer_to_a_room_that_is_not_there_fails_alone(store: Store) -> None:
    lost = put(store, an_answer()._replace(room="NOROOM"))
    assert isinstance(lost, NotFound)
    assert put(store, an_answer()) is None


def test_an_answer_on_its_way_while_the_room_closes_is_refused_in_words(
    store: Store,
) -> None:
    store.finish_room("ROOM22", "{}", 2, was=1, forget=["q"]).result()
    refused = put(store, an_answer())
    assert isinstance(refused, Refused)
    assert str(refused) == "The room is closed. Open a new one to go on."
    with pytest.raises(Refused):
        store.add_participant("ROOM22", b"late").result()
    assert store.answers("ROOM22") == []


def test_someone_who_joins_twice_is_one_participant(store: Store) -> None:
    store.add_participant("ROOM22", b"kari").result()
    store.add_participant("ROOM22", b"kari").result()
    store.add_participant("ROOM22", b"ola").result()
    assert store.participants("ROOM22") == {b"kari", b"ola"}


def test_what_was_answered_is_in_no_error_text(path: Path) -> None:
    with opened(path) as store:
        lost = put(store, an_answer(value="a secret"))
        assert lost is not None
        assert "a secret" not in str(lost)
        assert "a secret" not in repr(lost)
