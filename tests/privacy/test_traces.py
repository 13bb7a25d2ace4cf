"""What people said, and what would tie it to them, looked for in every raw byte that the shipped
server leaves."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from seminar.core.room.state import text_key
from seminar.core.stats.tally import text_id
from seminar.rehearse.browser import Browser, join
from seminar.rehearse.forms import read_hidden_fields
from seminar.rehearse.steer import Console
from seminar.rehearse.wire import connect_phone
from seminar.service import pseudonyms
from tests.faults.harness import STEP, asked, open_question
from tests.served import ROOT, Server

pytestmark = pytest.mark.timeout(120)

WORD, QUESTION = "kanarifugl", "r1-check-in.word"
KEY = text_key(QUESTION, 1, text_id(WORD))
PEOPLE = 6


class Ground:
    """The folders that one server may write to, and what it prints."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.server = Server(folder / "data")
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        monkeypatch.setenv("TMPDIR", str(self.temporary))
        self.printed = ""

    @property
    def database(self) -> Path:
        return self.server.data / "raus.sqlite"

    def crash(self) -> None:
        self.server.kill()
        self.printed += self.server.said

    def stop(self) -> None:
        self.server.stop()
        self.printed += self.server.said

    def where(self, secret: str | bytes) -> set[str]:
        """The kinds of places in which these bytes are: the database with its log, other files,
        what was printed."""
        sought = secret if isinstance(secret, bytes) else secret.encode()
        files = [
            one
            for folder in (self.server.data, self.temporary)
            for one in folder.rglob("*")
            if one.is_file()
        ]
        found = {one.name for one in files if sought in one.read_bytes()}
        places = {
            "database" if name.startswith(self.database.name) else name
            for name in found
        }
        return places | ({"print"} if sought in self.printed.encode() else set())


class Secrets:
    """What is known of one room while it is open."""

    def __init__(
        self, database: Path, code: str, cookies: list[str], facilitator: str, link: str
    ) -> None:
        with_room = sqlite3.connect(database)
        (self.key,) = with_room.execute(
            "SELECT key FROM room WHERE code = ?", (code,)
        ).fetchone()
        with_room.close()
        self.code, self.facilitator = code, facilitator
        self.tokens = [
            one.partition("=")[2]
            for line in (*cookies, facilitator)
            for one in line.split("; ")
        ]
        self.link = urlsplit(link).path.rpartition("/")[2]
        mine = next(
            one
            for one in cookies[0].split("; ")
            if one.startswith(f"raus-phone-{code}=")
        ).partition("=")[2]
        self.hashes = [
            pseudonyms.participant_id(self.key, mine),
            pseudonyms.answerer_id(self.key, QUESTION, mine),
        ]

    @property
    def never_written(self) -> list[str]:
        """What no file and no line may ever hold."""
        return [*self.tokens, self.link, "plain-op"]

    @property
    def gone_when_closed(self) -> list[str | bytes]:
        return [WORD, text_id(WORD), KEY, self.key, *self.hashes]


def test_a_canary_is_only_where_it_must_be_after_a_crash_and_nowhere_after_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = Ground(tmp_path, monkeypatch)
    ground.server.start()
    try:
        secrets = asyncio.run(live_and_crash(ground))
        found = [ground.where(secret) for secret in secrets.gone_when_closed]
        assert found == [{"database"}] * len(found), "we can find them"
        assert ground.where(secrets.code) == {"database"}
        assert {
            str(one): ground.where(one)
            for one in secrets.never_written
            if ground.where(one)
        } == {}

        ground.server.start()
        asyncio.run(close_the_room(ground, secrets))
        ground.crash()
        remaining = [ground.where(secret) for secret in secrets.gone_when_closed]
        assert remaining == [set()] * len(remaining)
        assert ground.where(secrets.code) == {"database"}, (
            "its published numbers are kept"
        )

        a_month_later(ground.database)
        ground.server.start()
        asyncio.run(until_forgotten(ground, secrets.code))
        ground.stop()
        every = [secrets.code, *secrets.gone_when_closed, *secrets.never_written]
        assert {str(one): ground.where(one) for one in every if ground.where(one)} == {}
    finally:
        ground.server.kill()


@pytest.mark.parametrize("way", ["button", "command", "command without a server"])
def test_a_room_that_is_deleted_leaves_nothing_anywhere(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = Ground(tmp_path, monkeypatch)
    ground.server.start()
    try:
        secrets = asyncio.run(live_and_crash(ground))
        assert ground.where(WORD) == {"database"}, "we can find it"
        if way != "command without a server":
            ground.server.start()
        if way == "button":
            asyncio.run(press_the_button(ground, secrets))
        else:
            ground.printed += purged(ground.server.data, secrets.code)
        ground.crash()
        words = [
            WORD,
            text_id(WORD),
            KEY,
            secrets.key,
            *secrets.hashes,
            *secrets.never_written,
        ]
        assert {str(one): ground.where(one) for one in words if ground.where(one)} == {}
        assert ground.where(secrets.code) == (
            set() if way == "button" else {"print"}
        ), "the command names what it did"
    finally:
        ground.server.kill()


async def press_the_button(ground: Ground, secrets: Secrets) -> None:
    async with Browser(ground.server.base) as browser:
        await browser.get(urlsplit(f"{ground.server.link}").path)
        question = await browser.get(f"/host/{secrets.code}/delete")
        assert (
            await browser.post(
                f"/host/{secrets.code}/delete", read_hidden_fields(question.text)
            )
        ).status == 200
        assert (await browser.get(f"/j/{secrets.code}")).status == 404


def purged(data: Path, code: str) -> str:
    """What the command says of it."""
    command = [
        sys.executable,
        "-m",
        "seminar",
        "purge",
        code,
        "--yes",
        "--data",
        str(data),
    ]
    return subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    ).stdout


async def live_and_crash(ground: Ground) -> Secrets:
    """People answer and change their mind, one text is shown, odd things are sent; then the
    power goes."""
    server = ground.server
    link = server.link
    code, facilitator = await open_question(server)
    cookies = [await join(server.base, code) for _ in range(PEOPLE)]
    phones = [
        await connect_phone(
            server.base, {"room": code, "as": "phone", "lang": "nb"}, one
        )
        for one in cookies
    ]
    for phone in phones:
        for seq in (1, 2):
            form = {
                f"{QUESTION}/value": WORD if phone is phones[0] else f"ord {seq}",
                "r1-check-in.energy/value": "4",
            }
            sent = {
                "op": "plain-op",
                "step": STEP,
                "round": 1,
                "seq": seq,
                "form": form,
            }
            assert (await asked(phone, "answer", sent))["ok"]
        await asked(phone, "answer", {"op": WORD, "form": WORD})
        await asked(phone, WORD, {WORD: WORD})
    async with Browser(server.base) as browser:
        for path in (f"/j/{WORD}", f"/in/{WORD}", f"/host/{code}", f"/static/{WORD}"):
            await browser.get(path)
    console = await Console.open(server.base, code, facilitator)
    for _ in range(4):
        await console.press("next")
    await approve(server, code, facilitator, console.picture["v"])
    secrets = Secrets(ground.database, code, cookies, facilitator, link)
    console.leave()
    for phone in phones:
        await phone.gone()
    ground.crash()
    return secrets


async def approve(server: Server, code: str, facilitator: str, version: int) -> None:
    wire = await connect_phone(
        server.base, {"room": code, "as": "host", "lang": "nb"}, facilitator
    )
    reply = await asked(
        wire, "drive", {"command": "approve", "items": [KEY], "v": version}
    )
    assert reply["ok"]
    await wire.gone()


async def close_the_room(ground: Ground, secrets: Secrets) -> None:
    console = await Console.open(ground.server.base, secrets.code, secrets.facilitator)
    await console.press("finish")
    console.leave()


def a_month_later(database: Path) -> None:
    """Let every day in the database be more than thirty days ago."""
    connection = sqlite3.connect(database)
    long_ago = (date.today() - timedelta(days=31)).isoformat()
    for table in ("room", "login"):
        connection.execute(f"UPDATE {table} SET opened_on = ?", (long_ago,))
    connection.commit()
    connection.close()


async def until_forgotten(ground: Ground, code: str) -> None:
    async with Browser(ground.server.base) as browser, asyncio.timeout(20):
        while (await browser.get(f"/j/{code}")).status != 404:
            await asyncio.sleep(0.1)
