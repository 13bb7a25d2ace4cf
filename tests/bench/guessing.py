"""Measure whether newcomers get in while somebody guesses join codes.

    python -m tests.bench.guessing            # each kind of guesser for a minute, about 6 minutes

A server of its own on the loopback. While codes are guessed, 72 newcomers scan, 72 type the address
and then the code, 72 open the whole address at once, and 12 projectors connect; all over a minute.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from seminar.core.errors import RausError
from seminar.rehearse.browser import Browser
from seminar.rehearse.forms import read_hidden_fields
from seminar.rehearse.wire import connect_phone
from seminar.service.pseudonyms import join_link, link_secret, new_code
from seminar.store import Store
from tests.served import Server, open_room

NEWCOMERS = 72
PROJECTORS = 12


@dataclass(frozen=True)
class Guesser:
    """How codes are guessed: how many in a second, and what the guesser does about cookies."""

    name: str
    rate: float
    keeps_cookies: bool


GUESSERS = (
    Guesser("nobody", 0, keeps_cookies=False),
    Guesser("200/min, no cookies", 200 / 60, keeps_cookies=False),
    Guesser("200/min, a fresh cookie each", 200 / 60, keeps_cookies=True),
    Guesser("4/s, no cookies", 4, keeps_cookies=False),
    Guesser("4/s, a fresh cookie each", 4, keeps_cookies=True),
    Guesser("40/s, no cookies", 40, keeps_cookies=False),
)


async def guess(base: str, guesser: Guesser, seconds: float) -> Counter[int]:
    """Try codes for so long; how often which status came."""
    met: Counter[int] = Counter()
    async with asyncio.TaskGroup() as tries:
        for _ in range(round(guesser.rate * seconds)):
            tries.create_task(_try_one(base, guesser, met))
            await asyncio.sleep(1 / guesser.rate)
    return met


async def _try_one(base: str, guesser: Guesser, met: Counter[int]) -> None:
    async with Browser(base) as browser:
        if guesser.keeps_cookies:
            await browser.get("/J")
        met[(await browser._fetch("GET", f"/j/{new_code()}")).status] += 1


async def arrive(base: str, code: str, first: tuple[str, ...]) -> bool:
    """Open these addresses one after the other, press Join on the last; whether that led in."""
    async with Browser(base) as browser:
        for path in first:
            page = await browser.get(path)
        if page.status != 200:
            return False
        page = await browser.post(f"/j/{code}/join", read_hidden_fields(page.text))
        return page.status == 200 and f"raus-phone-{code}" in browser.cookies


async def show(base: str, code: str) -> bool:
    """Open the projector's page by the typed code, and connect as it does."""
    async with Browser(base) as browser:
        if (await browser.get(f"/screen/{code}")).status != 200:
            return False
        try:
            wire = await connect_phone(
                base, {"room": code, "as": "screen"}, browser.cookies
            )
        except RausError:
            return False
        wire.hang_up()
        return True


async def play(server: Server, guesser: Guesser, seconds: float) -> str:
    """Let one guesser and everybody else loose on a new room; a row of figures."""
    base = server.base
    code, _ = await open_room(server)
    link = join_link(code, link_secret(_key(server, code)))
    got_in: dict[str, list[bool]] = {
        "scan": [],
        "type": [],
        "address": [],
        "projector": [],
    }

    async def come(way: str, delay: float) -> None:
        await asyncio.sleep(delay)
        paths = {
            "scan": (f"/J/{link}",),
            "type": ("/J", f"/j?code={code}"),
            "address": (f"/j/{code}",),
        }
        came = (
            show(base, code) if way == "projector" else arrive(base, code, paths[way])
        )
        got_in[way].append(await came)

    guessing = asyncio.create_task(guess(base, guesser, seconds))
    await asyncio.sleep(seconds / 3)  # Long enough that what may be guessed has been.
    async with asyncio.TaskGroup() as people:
        for way, count in (
            *((way, NEWCOMERS) for way in ("scan", "type", "address")),
            ("projector", PROJECTORS),
        ):
            for _ in range(count):
                people.create_task(come(way, random.uniform(0, seconds / 2)))
    met = await guessing
    shares = " | ".join(f"{sum(came)} of {len(came)}" for came in got_in.values())
    return f"| {guesser.name} | {shares} | {dict(met)} |"


def _key(server: Server, code: str) -> bytes | None:
    """Return the key of the room, as the server has stored it."""
    store = Store.open(server.data / "raus.sqlite", beside=True)
    try:
        return next(row.key for row in store.rooms() if row.code == code)
    finally:
        store.close()


def main() -> None:
    """Play all guessers against one server, and print a table."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as folder:
        print(
            "| guesser | scan | type | whole address | projector | answers to guesses |"
        )
        print("|---|--:|--:|--:|--:|---|")
        for guesser in GUESSERS:
            server = Server(Path(folder) / guesser.name.replace("/", "-"))
            server.start()
            try:
                print(asyncio.run(play(server, guesser, seconds)), flush=True)
            finally:
                server.kill()


if __name__ == "__main__":
    main()
