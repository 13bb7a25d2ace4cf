"""A room is deleted while people are in it: every screen is told, and none that goes on does
harm."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from seminar.core.errors import Refused
from seminar.rehearse.browser import Browser, join
from seminar.rehearse.forms import read_hidden_fields
from seminar.rehearse.wire import Picture, Wire, connect_phone
from seminar.web.security.start_links import Links
from tests.faults.harness import FIELD, STEP, asked, open_question, until
from tests.served import Server

pytestmark = pytest.mark.timeout(120)

SEATS = ("phone", "screen", "host")


def seat(code: str, role: str) -> dict[str, str]:
    return {"room": code, "as": role, "lang": "nb"}


@pytest.mark.parametrize("lean", ["yes", "no"])
def test_every_screen_gets_a_last_picture_and_then_nothing_more(
    lean: str, tmp_path: Path
) -> None:
    server = Server(tmp_path / "data", "--lean", lean)
    server.start()
    try:
        asyncio.run(play(server))
        server.stop()
        assert "Traceback" not in server.said
    finally:
        server.kill()


async def play(server: Server) -> None:
    code, facilitator = await open_question(server)
    cookies = {
        "phone": await join(server.base, code),
        "screen": "",
        "host": facilitator,
    }
    heard: dict[str, list[Picture]] = {role: [] for role in SEATS}
    wires = {
        role: await connect_phone(
            server.base, seat(code, role), cookies[role], heard[role].append
        )
        for role in SEATS
    }
    before = (
        await asked(
            wires["host"], "drive", {"command": "more", "v": heard["host"][-1]["v"]}
        )
    )["v"]
    await until(lambda: all(pictures[-1]["v"] == before for pictures in heard.values()))
    await delete(server, code)
    await until(lambda: all(pictures[-1]["v"] > before for pictures in heard.values()))
    assert heard["phone"][-1]["data"]["state"] == "ended"
    assert "Takk for i dag" in heard["screen"][-1]["html"]["stage"]
    assert "Rommet er lukket" in heard["host"][-1]["html"]["notes"]
    await go_on(wires, {role: len(pictures) for role, pictures in heard.items()}, heard)
    for role in SEATS:
        with pytest.raises(Refused, match="ikke noe rom med denne koden"):
            await connect_phone(server.base, seat(code, role), cookies[role])


async def delete(server: Server, code: str) -> None:
    async with Browser(server.base) as browser:
        await browser.get(f"/in/{Links(server.data).make()}")
        question = await browser.get(f"/host/{code}/delete")
        assert (
            await browser.post(
                f"/host/{code}/delete", read_hidden_fields(question.text)
            )
        ).status == 200


async def go_on(
    wires: dict[str, Wire], pictures: dict[str, int], heard: dict[str, list[Picture]]
) -> None:
    """What is sent from a screen that has not noticed is refused in words, and nobody else hears
    of it."""
    answer = {"op": "late", "step": STEP, "round": 1, "seq": 1, "form": {FIELD: "3"}}
    assert (await asked(wires["phone"], "answer", answer))["code"] == "gone"
    assert await asked(wires["phone"], "mine", {}) == {}
    assert (await asked(wires["host"], "drive", {"command": "next", "v": 99}))[
        "code"
    ] == "gone"
    await wires["phone"].gone()
    await asyncio.sleep(0.3)
    assert {role: len(one) for role, one in heard.items()} == pictures
    await wires["screen"].gone()
    await wires["host"].gone()
