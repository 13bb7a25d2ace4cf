"""How long a hall that scans the code waits for its pages, and the facilitator for theirs: alone,
and beside one and five clients that ask for pages without pause.

    python -m tests.bench.scan            # 72 phones of one address within five seconds
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from seminar.config import allow_connections
from seminar.core.errors import Unavailable
from seminar.rehearse.browser import Browser, BrowserPage
from seminar.rehearse.forms import read_hidden_fields
from tests.bench.hostile import SETTING_IN, attack, ms
from tests.faults.harness import open_question
from tests.served import Server

PHONES = 72

WITHIN = 5.0
"""Seconds in which they all scan."""

ATTACKS = (
    ("", 0),
    ("pages", 1),
    ("pages", 5),
    ("pages-newcomer", 1),
    ("pages-newcomer", 5),
)


class Hall:
    """Phones that join as their browsers do, and how long each page took."""

    def __init__(self, server: Server, code: str) -> None:
        self._base = server.base
        self._code = code
        self.pages: list[float] = []
        self.console: list[float] = []
        self.refused = 0

    async def arrive(self) -> None:
        """Have everybody scan, evenly spread."""
        async with asyncio.TaskGroup() as group:
            for number in range(PHONES):
                group.create_task(self._join(number * WITHIN / PHONES))

    async def _join(self, delay: float) -> None:
        await asyncio.sleep(delay)
        try:
            async with Browser(self._base) as phone:
                page = await self._time(phone, self.pages, f"/j/{self._code}")
                for path in dict.fromkeys(re.findall(r'"(/static/[^"]+)"', page.text)):
                    await phone.get(path)
                begun = perf_counter()
                joined = await phone.post(
                    f"/j/{self._code}/join", read_hidden_fields(page.text)
                )
                self._note(joined, self.pages, begun)
        except Unavailable:
            self.refused += 1

    async def steer(self, cookies: str) -> None:
        """Open the console's page twice a second for as long as phones arrive."""
        async with Browser(self._base) as laptop:
            laptop._cookies = dict(part.split("=", 1) for part in cookies.split("; "))
            for _ in range(int(WITHIN * 2)):
                await self._time(laptop, self.console, "/host")
                await asyncio.sleep(0.5)

    async def _time(
        self, browser: Browser, times: list[float], path: str
    ) -> BrowserPage:
        begun = perf_counter()
        page = await browser.get(path)
        self._note(page, times, begun)
        return page

    def _note(self, page: BrowserPage, times: list[float], begun: float) -> None:
        times.append(perf_counter() - begun)
        self.refused += page.status >= 400


async def measure(server: Server) -> None:
    """Print one line for each attack."""
    code, console = await open_question(server)
    print(
        "| beside | clients | page p50 ms | p95 ms | most ms | console p95 ms | refused |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|")
    for kind, count in ATTACKS:
        hall = Hall(server, code)
        if not kind:
            await asyncio.gather(hall.arrive(), hall.steer(console))
        else:
            with attack(kind, server, code, count):
                await asyncio.sleep(SETTING_IN)
                await asyncio.gather(hall.arrive(), hall.steer(console))
        pages, steering = sorted(hall.pages), sorted(hall.console)
        cells = (
            kind or "nothing", count, ms(pages, 0.5), ms(pages, 0.95), ms(pages, 1.0),
            ms(steering, 0.95), hall.refused,
        )  # fmt: skip
        print("| " + " | ".join(map(str, cells)) + " |", flush=True)
        await asyncio.sleep(10)


def main() -> None:
    """Measure alone and beside each attack, in one room."""
    allow_connections(8192)
    with TemporaryDirectory(prefix="bench-") as folder:
        server = Server(Path(folder), "--bind", "127.0.0.1")
        server.start()
        try:
            asyncio.run(measure(server))
            server.stop()
        finally:
            server.kill()
        print(
            f"log: {len(server.said)} bytes, {server.said.count('Traceback')} tracebacks"
        )


if __name__ == "__main__":
    main()
