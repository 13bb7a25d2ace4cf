"""A rehearsal facilitator: logs in by a start link and presses Next."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlsplit

from seminar.core.errors import Refused
from seminar.core.i18n import DEFAULT_LANGUAGE, say
from seminar.rehearse.browser import Browser
from seminar.rehearse.forms import read_hidden_fields
from seminar.rehearse.wire import Picture, Wire, connect_phone

PATIENCE = 20.0
"""Seconds to wait for an acknowledgement."""


async def log_in(link: str) -> str:
    """Use a start link; the cookies of a facilitator."""
    parts = urlsplit(link)
    async with Browser(f"{parts.scheme}://{parts.netloc}") as browser:
        await use_start_link(browser, parts.path)
        if "raus-host=" not in browser.cookies:
            raise Refused(
                say(
                    "The start link has been used already, or it is too old. Make a new one: "
                    "raus link"
                )
            )
        return browser.cookies


async def use_start_link(browser: Browser, path: str) -> None:
    """Follow a start link as a person does: open it, and press *Start* where the page asks."""
    page = await browser.get(path)
    if page.status == 200 and "raus-host=" not in browser.cookies:
        await browser.post(path, read_hidden_fields(page.text))


class Console:
    """A facilitator's connection to one room."""

    def __init__(self) -> None:
        self.picture: Picture = {}
        self._wire: Wire | None = None
        self._seen = asyncio.Event()

    @classmethod
    async def open(
        cls, base: str, code: str, cookies: str, lang: str = DEFAULT_LANGUAGE
    ) -> Console:
        """The console of room `code`, with its first picture."""
        console = cls()
        auth = {"room": code, "as": "host", "lang": lang}
        console._wire = await connect_phone(base, auth, cookies, console._see)
        async with asyncio.timeout(PATIENCE):
            await console._seen.wait()
        return console

    async def press(self, command: str, *items: str) -> None:
        """Carry out one command on the newest picture; `Refused` in the server's words."""
        assert self._wire is not None
        reply: asyncio.Future[dict[str, Any]] = (
            asyncio.get_running_loop().create_future()
        )
        self._wire.ask(
            "drive",
            {"command": command, "v": self.picture["v"], "items": list(items)},
            reply=reply.set_result,
        )
        async with asyncio.timeout(PATIENCE):
            answer = await reply
            if not answer["ok"]:
                raise Refused(answer["why"])
            while self.picture["v"] < answer["v"]:
                self._seen.clear()
                await self._seen.wait()

    @property
    def messages(self) -> int:
        """How many pictures and acknowledgements have come."""
        return self._wire.messages if self._wire else 0

    def leave(self) -> None:
        if self._wire is not None:
            self._wire.hang_up()

    def _see(self, picture: Picture) -> None:
        self.picture = picture
        self._seen.set()
