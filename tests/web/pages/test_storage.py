"""What the disk has, and what is left on it, is told on the console without anybody asking."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Event

import pytest

from seminar.core.errors import Unavailable
from seminar.core.room.commands import Finish
from seminar.rehearse.forms import read_hidden_fields
from seminar.service.answers.intake import Sending
from tests.web.conftest import Site

ASK = "r1-check-in.answer"


def answer(site: Site, code: str, token: str) -> None:
    sending = Sending("op", ASK, 1, 1, {"r1-check-in.energy/value": "4"})
    site.host.answer_and_wait(code, token, sending)


@pytest.mark.skipif(
    sys.platform == "win32", reason="an open file cannot be deleted there"
)
def test_every_console_hears_of_a_disk_that_fails(site: Site) -> None:
    answered = site.at(ASK).code
    watching = site.host.opening.open_room("raus-hour", "nb").code
    facilitator = site.facilitator()
    token = site.host.participants.join(answered)
    told: dict[str, Event] = {answered: Event(), watching: Event()}
    site.host.changed = lambda code, change: told[code].set()
    database = site.settings.database
    database.with_name(f"{database.name}-wal").unlink()
    with pytest.raises(Unavailable, match="Nothing was saved"):
        answer(site, answered, token)
    assert all(event.wait(30) for event in told.values())
    assert 'class="lamp bad"' in facilitator.get(f"/host/{watching}").text


@contextmanager
def reading(site: Site) -> Iterator[sqlite3.Connection]:
    """Another program that reads the database as it is now, until it commits."""
    with closing(
        sqlite3.connect(site.settings.database, isolation_level=None)
    ) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM answer").fetchone()
        yield reader


def test_the_console_says_when_what_was_deleted_is_gone_from_the_disk(
    site: Site,
) -> None:
    facilitator, room = site.facilitator(), site.at(ASK)
    answer(site, room.code, site.host.participants.join(room.code))
    wiped = Event()

    def changed(code: str, change: str) -> None:
        if site.host.store.left is None:
            wiped.set()

    with reading(site) as reader:
        site.host.handle(room.code, Finish(), room.version)
        page = facilitator.get(f"/host/{room.code}").text
        assert "Det som er slettet, kan ennå finnes i databasefila." in page
        assert "Et annet program leser i databasen." in page
        site.host.changed = changed
        reader.execute("COMMIT")
        assert wiped.wait(30)
    page = facilitator.get(f"/host/{room.code}").text
    assert "Det er ingen spor igjen i databasefila av det som er slettet." in page


def test_whoever_deletes_a_room_is_told_that_it_can_still_be_found(site: Site) -> None:
    facilitator, room = site.facilitator(), site.at(ASK)
    with reading(site):
        asked = facilitator.get(f"/host/{room.code}/delete")
        facilitator.post(
            f"/host/{room.code}/delete", data=read_hidden_fields(asked.text)
        )
        page = facilitator.get("/host").text
    assert f"Rom {room.code} er slettet, men kan ennå finnes i databasefila." in page
