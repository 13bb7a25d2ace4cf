"""A drill: a live room is copied while people answer, the machine is lost, and the room goes on
elsewhere."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from seminar.rehearse.browser import join
from seminar.rehearse.steer import Console, log_in
from seminar.rehearse.wire import connect_phone
from tests.faults.harness import FIELD, STEP, asked, open_question
from tests.served import ROOT, Server

PEOPLE = 6


def raus(*words: str) -> str:
    command = [sys.executable, "-m", "seminar", *words]
    return subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    ).stdout


@pytest.mark.timeout(120)
def test_a_live_room_goes_on_from_its_backup_on_another_machine(tmp_path: Path) -> None:
    first, second = Server(tmp_path / "first"), Server(tmp_path / "second")
    copy = tmp_path / "copy.sqlite"
    first.start()
    try:
        code, phones = asyncio.run(answer(first))
        raus("backup", str(copy), "--data", str(first.data))
        first.kill()
        raus("restore", str(copy), "--data", str(second.data))
        second.start()
        asyncio.run(go_on(second, code, phones))
    finally:
        first.kill()
        second.kill()


async def answer(server: Server) -> tuple[str, list[str]]:
    code, _ = await open_question(server)
    phones = [await join(server.base, code) for _ in range(PEOPLE)]
    for number, phone in enumerate(phones, 1):
        assert (await send(server, code, phone, seq=1, value=str(number % 5 + 1)))["ok"]
    return code, phones


async def send(
    server: Server, code: str, phone: str, *, seq: int, value: str
) -> dict[str, object]:
    wire = await connect_phone(
        server.base, {"room": code, "as": "phone", "lang": "nb"}, phone
    )
    sent = {
        "op": f"op {seq}",
        "step": STEP,
        "round": 1,
        "seq": seq,
        "form": {FIELD: value},
    }
    reply: dict[str, object] = await asked(wire, "answer", sent)
    await wire.gone()
    return reply


async def go_on(server: Server, code: str, phones: list[str]) -> None:
    """The same step, the same people with what they answered, and a changed mind replaces it."""
    for number, phone in enumerate(phones, 1):
        wire = await connect_phone(
            server.base, {"room": code, "as": "phone", "lang": "nb"}, phone
        )
        mine = await asked(wire, "mine")
        assert mine["step"] == STEP
        assert mine["form"][FIELD] == str(number % 5 + 1)
        await wire.gone()
    assert (await send(server, code, phones[0], seq=2, value="5"))["ok"]
    console = await Console.open(server.base, code, await log_in(server.link))
    assert console.picture["data"]["answered"] == PEOPLE
    console.leave()
