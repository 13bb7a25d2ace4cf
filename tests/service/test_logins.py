"""Logins: what each may do, how long it lasts, and whose it is to end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from seminar.service.awaiting import wait_plainly
from seminar.service.logins import LOGIN_DAYS, Grant, Login, Logins
from seminar.store import RoomRow, Store

OWNER = Grant()
KARI = Grant("Kari")
OLA = Grant("Ola")
GUEST_OF_KARI = Grant("Kari", "ROOM22")


class Days:
    """The day that it is, which a test moves on."""

    def __init__(self) -> None:
        self.today = date(2026, 3, 2)

    def __call__(self) -> date:
        return self.today


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "raus.sqlite")
    yield store
    store.close()


@pytest.fixture
def logins(store: Store, days: Days) -> Logins:
    return Logins(store, wait_plainly, days)


def begun(logins: Logins, grant: Grant) -> Login:
    login = logins.find(logins.begin(grant, "Firefox, Linux"))
    assert login is not None
    return login


def test_a_login_lasts_so_many_days_and_not_one_more(
    logins: Logins, days: Days
) -> None:
    token = logins.begin(OWNER)
    days.today += timedelta(days=LOGIN_DAYS)
    assert logins.find(token) is not None
    days.today += timedelta(days=1)
    assert logins.find(token) is None


def test_what_is_kept_of_a_login_does_not_open_anything(
    logins: Logins, store: Store
) -> None:
    token = logins.begin(KARI, "Firefox, Linux")
    (row,) = store.logins()
    login = logins.find(token)
    assert login is not None
    assert token not in repr(row)
    assert logins.find(login.id) is None
    assert logins.find(row.token_hash.hex()) is None


def test_a_login_is_the_same_after_a_restart(
    logins: Logins, store: Store, days: Days
) -> None:
    token = logins.begin(GUEST_OF_KARI, "Safari, iPhone")
    again = Logins(store, wait_plainly, days)
    assert again.find(token) == logins.find(token)
    assert again.find("another") is None


def test_the_day_of_the_last_use_is_kept(
    logins: Logins, store: Store, days: Days
) -> None:
    token = logins.begin(OWNER)
    days.today += timedelta(days=3)
    logins.note_use(token)
    store.submit(lambda connection: None).result()
    assert [row.used_on for row in store.logins()] == [days.today]
    login = logins.find(token)
    assert login is not None
    assert (login.opened_on, login.used_on) == (
        days.today - timedelta(days=3),
        days.today,
    )


VIEWERS = {
    OWNER: {OWNER, KARI, OLA, GUEST_OF_KARI},
    KARI: {KARI, GUEST_OF_KARI},
    OLA: {OLA},
    GUEST_OF_KARI: {GUEST_OF_KARI},
}
"""Whose logins each may see and end."""


@pytest.mark.parametrize("viewer", VIEWERS)
def test_everybody_sees_and_ends_their_own_and_those_that_they_invited(
    logins: Logins, viewer: Grant
) -> None:
    own = {grant: begun(logins, grant) for grant in VIEWERS}
    seen = logins.visible_to(own[viewer])
    assert {login.grant for login in seen} == VIEWERS[viewer]
    ended = logins.end(own[viewer], {login.id for login in own.values()})
    assert ended == len(VIEWERS[viewer])
    left = {row.facilitator + row.room for row in logins._store.logins()}
    assert left == {
        grant.facilitator + grant.room
        for grant in VIEWERS
        if grant not in VIEWERS[viewer]
    }


def test_a_guest_sees_no_other_guest(logins: Logins) -> None:
    first = begun(logins, GUEST_OF_KARI)
    second = begun(logins, GUEST_OF_KARI)
    assert logins.visible_to(first) == [first]
    assert logins.end(first, {second.id}) == 0


def test_whoever_holds_something_open_hears_that_a_login_has_ended(
    logins: Logins, store: Store, days: Days
) -> None:
    heard: list[str] = []
    logins.ended = lambda: heard.append("ended")
    login = begun(logins, OWNER)
    logins.end(login, {"unknown"})
    assert heard == []
    logins.end(login, {login.id})
    assert heard == ["ended"]
    begun(logins, OWNER)
    store.forget_before(days.today, login_day=days.today + timedelta(days=1)).result()
    logins.reload()
    assert heard == ["ended", "ended"]


def test_the_guests_of_a_deleted_room_are_let_out(logins: Logins, store: Store) -> None:
    store.create_room(RoomRow("ROOM22", "{}", 1, b"key")).result()
    guest = logins.begin(GUEST_OF_KARI)
    kari = logins.begin(KARI)
    store.forget_room("ROOM22").result()
    logins.forget_guests("ROOM22")
    assert logins.find(guest) is None
    assert logins.find(kari) is not None
