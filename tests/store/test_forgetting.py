"""Rooms are kept for as many days as was promised."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from seminar.store import AnswerRow, RoomRow, Store

TODAY = date(2026, 11, 23)


def test_what_is_older_than_the_promise_is_gone_from_the_file_as_well(tmp_path: Path) -> None:
    path = tmp_path / "raus.sqlite"
    store = Store.open(path)
    for code, days in (("OLDOLD", 31), ("NEWNEW", 30)):
        row = RoomRow(code, f"state of {code}", 1, b"key", opened_on=TODAY - timedelta(days=days))
        assert store.create_room(row).result()
        store.add_participant(code, b"someone").result()
        answer = AnswerRow(code, "q", 1, b"someone", b"op", 1, f'"said in {code}"')
        store.put_answers([answer], lambda trouble: None)
    assert store.forget_before(TODAY - timedelta(days=30)).result() == ["OLDOLD"]
    assert [row.code for row in store.rooms()] == ["NEWNEW"]
    assert store.answers("OLDOLD") == []
    assert len(store.answers("NEWNEW")) == 1
    store.close()
    kept = b"".join(one.read_bytes() for one in tmp_path.iterdir() if one.is_file())
    assert b"said in NEWNEW" in kept
    assert b"said in OLDOLD" not in kept
    assert b"state of OLDOLD" not in kept


def test_a_facilitators_login_ends_with_the_same_day(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "raus.sqlite")
    store.add_login(b"hash").result()
    assert store.forget_before(date.today()).result() == []
    assert store.logins() == {b"hash"}
    store.forget_before(date.today() + timedelta(days=1)).result()
    assert store.logins() == set()
    store.close()
