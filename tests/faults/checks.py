"""Checks of a running server by what it sends: each finds one kind of defect, and nothing in the
shipped one."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from seminar.core.room.state import text_key
from seminar.core.stats.tally import text_id
from seminar.rehearse.browser import join
from seminar.rehearse.steer import Console
from seminar.rehearse.wire import Picture, connect_phone
from tests.faults.harness import FIELD, STEP, asked, open_question, until
from tests.served import Server

WORD = "r1-check-in.word/value"
SCRIPT = "<img src=x>"
HANDSHAKE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)


class Room:
    """A room at its first question, with a console and a projector."""

    def __init__(self, server: Server, code: str, console: Console) -> None:
        self.server, self.code, self.console = server, code, console
        self.pictures: list[Picture] = []

    @classmethod
    @asynccontextmanager
    async def opened(cls, server: Server) -> AsyncIterator[Room]:
        """Open a room in a server that runs, by a start link of its own."""
        server.link = server.new_link()
        code, cookies = await open_question(server)
        room = cls(server, code, await Console.open(server.base, code, cookies))
        seat = {"room": code, "as": "screen", "lang": "nb"}
        projector = await connect_phone(server.base, seat, "", room.pictures.append)
        try:
            yield room
        finally:
            room.console.leave()
            await projector.gone()

    async def answer(self, number: int = 1, **form: str) -> None:
        """Let somebody new join, and answer in this round."""
        auth = {"room": self.code, "as": "phone", "lang": "nb"}
        phone = await connect_phone(
            self.server.base, auth, await join(self.server.base, self.code)
        )
        fields = {FIELD: form.get("energy", "3"), WORD: form.get("word", "")}
        sent = {"op": "op", "step": STEP, "round": number, "seq": 1, "form": fields}
        assert (await asked(phone, "answer", sent))["ok"]
        await phone.gone()

    async def press(self, *commands: str) -> None:
        for command in commands:
            await self.console.press(command)

    async def stage(self) -> str:
        """What the projector shows when it has the console's newest version."""
        version = self.console.picture["v"]
        await until(lambda: bool(self.pictures) and self.pictures[-1]["v"] >= version)
        return str(self.pictures[-1]["html"]["stage"])


async def results_that_change(server: Server) -> list[str]:
    """One who comes late answers; the result that was shown before must stay as it is."""
    async with Room.opened(server) as room:
        for energy in "112233":
            await room.answer(energy=energy)
        await room.press("next", "next", "next")
        before = await room.stage()
        assert "6" in before, "the result is shown"
        await room.press("back", "again")
        await room.answer(2, energy="5")
        await room.press("next", "next", "next")
        after = await room.stage()
    return [] if after == before else ["a result changed after it was published"]


async def scripts_that_run(server: Server) -> list[str]:
    """A script that somebody wrote and the facilitator let through must be shown as text."""
    async with Room.opened(server) as room:
        for _ in range(6):
            await room.answer(word=SCRIPT)
        await room.press("next", "next")
        await room.console.press(
            "approve", text_key("r1-check-in.word", 1, text_id(SCRIPT))
        )
        await room.press("next")
        stage = await room.stage()
        pages = {"projector": stage, "console": str(room.console.picture["html"])}
    assert "img src=x" in stage, "the text is shown"
    return [
        f"a script on the {name}"
        for name, html in pages.items()
        if "<img src=x" in html
    ]


async def strangers_let_in(server: Server) -> list[str]:
    """A connection from a page of another origin must be refused, one from our own taken."""
    host = f"127.0.0.1:{server.port}"
    assert " 101 " in _answer(server, host, f"http://{host}")
    strangers = ("http://evil.example", "null", f"https://{host}", "http://127.0.0.1:1")
    taken = [origin for origin in strangers if " 101 " in _answer(server, host, origin)]
    return [f"let in from {origin}" for origin in taken]


def _answer(server: Server, host: str, origin: str) -> str:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as wire:
        wire.sendall(HANDSHAKE.format(host=host, origin=origin).encode())
        return wire.recv(4096).decode("latin-1").split("\r\n")[0]
