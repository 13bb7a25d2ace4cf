"""A room that was damaged from outside is set aside in words, and every other goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from seminar.content.library import Library
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.errors import NotFound
from seminar.core.room.commands import Next
from seminar.rehearse.forms import read_hidden_fields
from seminar.service.answers.intake import Sending
from seminar.service.logins import Grant
from seminar.service.retention import list_stored_rooms
from seminar.service.rooms.room_service import RoomService
from seminar.store import Store
from tests.service.own_programme import CHECK_IN, WELCOME, OwnContent, slide
from tests.web.conftest import opened

ASK = "r1-check-in.answer"
BAD_BYTES = "CAST(x'FFFE' AS TEXT)"

HARM = {
    "state that is no JSON": "UPDATE room SET state = '{' WHERE code = ?",
    "state of another shape": "UPDATE room SET state = '[]' WHERE code = ?",
    "state beyond the end": """UPDATE room SET state = json_set(state, '$.now.at', 'x')
        WHERE code = ?""",
    "state of bad bytes": f"UPDATE room SET state = {BAD_BYTES} WHERE code = ?",
    "no version": "UPDATE room SET version = 'x' WHERE code = ?",
    "no day": "UPDATE room SET opened_on = 'yesterday' WHERE code = ?",
    "a day of bad bytes": f"UPDATE room SET opened_on = {BAD_BYTES} WHERE code = ?",
    "a key that is a text": "UPDATE room SET key = 'x' WHERE code = ?",
    "content that is lost": "UPDATE room SET content = 'x' WHERE code = ?",
    "an answer that is no JSON": "UPDATE answer SET value = '{' WHERE room = ?",
    "an answer of another shape": "UPDATE answer SET value = '{\"a\": [1]}' WHERE room = ?",
    "an answer of bad bytes": f"UPDATE answer SET value = {BAD_BYTES} WHERE room = ?",
    "an answer to no question": "UPDATE answer SET question = 'x.y' WHERE room = ?",
    "a result that is no JSON": "INSERT INTO result VALUES (?, 'r1-check-in.energy:1', '{')",
    "a result of another shape": "INSERT INTO result VALUES (?, 'r1-check-in.energy:1', '{}')",
    "a seat of bad bytes": f"INSERT INTO seat VALUES (?, {BAD_BYTES}, x'00', 1, 1)",
}


SERIES_HARM = {
    "a result that is no JSON": "UPDATE wave SET value = '{'",
    "a result of bad bytes": f"UPDATE wave SET value = {BAD_BYTES}",
    "a name of bad bytes": f"UPDATE series SET name = {BAD_BYTES} WHERE id = 'S'",
    "no day": "UPDATE series SET opened_on = 'then' WHERE id = 'S'",
    "a key that is a text": "UPDATE series SET key = 'x' WHERE id = 'S'",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    content = OwnContent(tmp_path / "content")
    return content.write(WELCOME, CHECK_IN, slide("after", "Etter"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "raus.sqlite"


@pytest.fixture
def codes(path: Path, library: Library) -> Iterator[tuple[str, str]]:
    """Two rooms with an answer each; the second is to be damaged."""
    store = Store.open(path)
    host = RoomService(store, library, rules=ThresholdRules(), clock=lambda: 1000.0)
    found = []
    for _ in range(2):
        room = host.opening.open_room("our-hour", "nb")
        while host.rooms.get(room.code).step.id != ASK:
            room = host.handle(room.code, Next(), room.version)
        sending = Sending("op", ASK, 1, 1, {"r1-check-in.energy/value": "4"})
        host.answer_and_wait(room.code, host.participants.join(room.code), sending)
        found.append(room.code)
    store.close()
    yield found[0], found[1]


def harm(path: Path, statement: str, code: str) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(statement, (code,))
        other.commit()


@pytest.mark.parametrize("statement", HARM.values(), ids=HARM)
def test_a_damaged_room_is_named_with_what_to_do_and_the_others_go_on(
    statement: str, path: Path, library: Library, codes: tuple[str, str]
) -> None:
    sound, damaged = codes
    harm(path, statement, damaged)
    with opened(path.parent, library) as site:
        assert list(site.host.rooms.set_aside) == [damaged]
        assert len(site.host.rooms.get(sound).participants) == 1
        facilitator = site.facilitator()
        start = facilitator.get("/host")
        assert start.status_code == 200
        assert damaged in start.text
        assert "Det kan ikke ledes, og tas vare på som det er." in start.text
        assert facilitator.get("/organise").status_code == 200
        assert facilitator.get(f"/host/{sound}").status_code == 200
        for address in (f"/host/{damaged}", f"/j/{damaged}", f"/screen/{damaged}"):
            answer = facilitator.get(address)
            assert answer.status_code == 404
            assert "Dette rommet kan ikke brukes nå." in answer.text
        asked = facilitator.get(f"/host/{damaged}/delete")
        facilitator.post(f"/host/{damaged}/delete", data=read_hidden_fields(asked.text))
        assert [room.code for room in list_stored_rooms(site.host.store, 30)] == [sound]
        assert site.host.rooms.set_aside == {}
        with pytest.raises(NotFound, match="There is no room with this code"):
            site.host.rooms.get(damaged)


@pytest.mark.parametrize("statement", SERIES_HARM.values(), ids=SERIES_HARM)
def test_a_damaged_series_is_named_with_what_to_do_and_the_others_go_on(
    statement: str, path: Path, library: Library, codes: tuple[str, str]
) -> None:
    with closing(sqlite3.connect(path)) as other:
        for id, name in (("S", "Vår"), ("T", "Haust")):
            other.execute(
                "INSERT INTO series (id, name, key, question, opened_on) "
                "VALUES (?, ?, x'00', 'q', '2026-01-01')",
                (id, name),
            )
        other.execute("INSERT INTO wave VALUES ('S', 0, 'ROOM22', '2026-01-01', NULL)")
        other.execute(statement)
        other.commit()
    with opened(path.parent, library) as site:
        assert [series.id for series in site.host.series] == ["T"]
        assert {running.room.code for running in site.host.rooms.list_open()} == set(
            codes
        )
        facilitator = site.facilitator()
        start = facilitator.get("/host").text
        assert "Det som er lagret om denne serien, er skadet." in start
        assert "Haust" in start
        stranger = site.facilitator(Grant("Kari"))
        assert "skadet" not in stranger.get("/host").text
        asked = facilitator.get("/host/series/S/end")
        facilitator.post("/host/series/S/end", data=read_hidden_fields(asked.text))
        assert "skadet" not in facilitator.get("/host").text
        assert [row.id for row in site.host.store.series.all()] == ["T"]


@pytest.mark.parametrize("setting", ["address", "sweep", "opened"])
def test_a_setting_of_bad_bytes_keeps_no_server_from_starting(
    setting: str, path: Path, library: Library, codes: tuple[str, str]
) -> None:
    statement = f"INSERT OR REPLACE INTO setting VALUES (?, {BAD_BYTES})"
    harm(path, statement, setting)
    with opened(path.parent, library) as site:
        assert site.facilitator().get("/host").status_code == 200
