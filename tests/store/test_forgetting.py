"""Rooms are kept for as many days as was promised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from seminar.store import AnswerRow, LoginRow, RoomRow, Store

TODAY = date(2026, 11, 23)


def of_any(made: Mapping[str, str], answers: object) -> Mapping[str, str]:
    """These results, whatever was answered."""
    return made


def test_what_is_older_than_the_promise_is_gone_from_the_file_as_well(
    tmp_path: Path,
) -> None:
    path = tmp_path / "raus.sqlite"
    store = Store.open(path)
    for code, days in (("OLDOLD", 31), ("NEWNEW", 30)):
        row = RoomRow(
            code, f"state of {code}", 1, b"key", opened_on=TODAY - timedelta(days=days)
        )
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


def test_a_facilitators_login_ends_with_its_own_day(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "raus.sqlite")
    row = LoginRow(b"hash", TODAY, "Kari", "", "Firefox, Linux", TODAY)
    store.add_login(row).result()
    assert (
        store.forget_before(TODAY + timedelta(days=1), login_day=TODAY).result() == []
    )
    assert store.logins() == [row]
    store.forget_before(TODAY, login_day=TODAY + timedelta(days=1)).result()
    assert store.logins() == []
    store.close()


def test_the_guests_of_a_room_are_gone_with_it(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "raus.sqlite")
    for code in ("ROOM22", "ROOM33"):
        store.create_room(RoomRow(code, "{}", 1, b"key")).result()
        store.add_login(LoginRow(code.encode(), TODAY, "", code, "", TODAY)).result()
    store.forget_room("ROOM22").result()
    assert [row.room for row in store.logins()] == ["ROOM33"]
    store.close()


def test_one_room_is_gone_at_once_from_every_file_and_the_others_stand(
    tmp_path: Path,
) -> None:
    store = Store.open(tmp_path / "raus.sqlite")
    for code in ("GONE22", "STAY22"):
        assert store.create_room(
            RoomRow(code, f"state of {code}", 1, b"key of " + code.encode())
        ).result()
        store.add_participant(code, b"someone in " + code.encode()).result()
        answer = AnswerRow(code, "q", 1, b"someone", b"op", 1, f'"said in {code}"')
        store.put_answers([answer], lambda trouble: None)
        seen = {"q:1": f"seen in {code}"}
        assert store.save_room(
            code, f"state of {code}", 2, was=1, results=partial(of_any, seen)
        ).result()
    store.ask_to_forget("GONE22").result()
    assert store.asked_to_forget() == ["GONE22"]
    assert store.forget_room("GONE22").result()
    assert not store.forget_room("GONE22").result()
    assert store.is_swept
    assert store.asked_to_forget() == []
    assert (store.room("GONE22"), store.results("GONE22")) == (None, {})
    assert store.results("STAY22") == {"q:1": "seen in STAY22"}
    kept = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert b"GONE22" not in kept
    assert kept.count(b"STAY22") >= 5
    store.close()
