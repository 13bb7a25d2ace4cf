"""Take-home sheets: what a room that fetches them at once gets, and what it costs those who still
answer.

    python -m tests.bench.sheets                 # 2 000 sheets, then answers beside a phone
    python -m tests.bench.sheets --sheets 200

Read the ratio of the two runs of answers; they stand next to each other in time.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO

from pypdf import PdfReader

from seminar.rehearse.browser import Browser, BrowserPage, join
from seminar.rehearse.forms import read_hidden_fields
from seminar.rehearse.steer import Console
from seminar.rehearse.wire import Wire, connect_phone
from tests.bench.servers import Server, raus

STEP, FIELD, WORD = (
    "r1-check-in.answer",
    "r1-check-in.energy/value",
    "r1-check-in.word/value",
)
PRESSES = 4
"""From the welcome of the one-hour programme to its first question."""

EACH = 6
"""Sheets of one phone: its share of a minute."""


@dataclass
class Sheets:
    """What came of asking."""

    statuses: Counter[int] = field(default_factory=Counter)
    foreign: int = 0
    """Sheets without the word of the phone that asked, or with that of another."""
    waits: list[float] = field(default_factory=list)


class PdfBrowser(Browser):
    """A browser that takes what is no text for text in Latin-1, byte for byte."""

    async def _read(self, reader: asyncio.StreamReader, path: str) -> BrowserPage:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        lengths = [line for line in head if line.lower().startswith("content-length")]
        body = await reader.readexactly(int(lengths[0].split(":")[1]) if lengths else 0)
        return BrowserPage(path, int(head[0].split()[1]), body.decode("latin-1"))


async def enter(server: Server, number: int) -> tuple[str, str]:
    """Join, answer with a word of its own; the cookies and the word."""
    cookies, word = await join(server.base, server.code), f"fugl{number:05d}z"
    wire = await connect_phone(
        server.base, {"room": server.code, "as": "phone", "lang": "nb"}, cookies
    )
    await answer(wire, word)
    await wire.gone()
    return cookies, word


async def answer(wire: Wire, word: str, seq: int = 1) -> float:
    """Send an answer; the seconds until it is acknowledged."""
    reply: asyncio.Future[dict[str, object]] = (
        asyncio.get_running_loop().create_future()
    )
    form = {FIELD: "4", WORD: word}
    message = {
        "op": f"{word}-{seq}",
        "step": STEP,
        "round": 1,
        "seq": seq,
        "form": form,
    }
    began = time.perf_counter()
    wire.ask("answer", message, reply=reply.set_result)
    told = await asyncio.wait_for(reply, 60)
    if not told["ok"]:
        raise SystemExit(f"An answer was refused: {told}")
    return time.perf_counter() - began


async def fetch(
    server: Server, cookies: str, word: str, times: int, into: Sheets
) -> None:
    """Fetch one phone's sheet so many times, and look whose it is."""
    async with PdfBrowser(server.base) as browser:
        browser._cookies = dict(one.split("=", 1) for one in cookies.split("; "))
        page = f"/j/{server.code}/take-home"
        token = read_hidden_fields((await browser._fetch("GET", page)).text)[
            "csrf_token"
        ]
        body = f"csrf_token={token}&include=answers&include=results".encode()
        for _ in range(times):
            began = time.perf_counter()
            got = await browser._exchange("POST", f"{page}.pdf", body)
            into.waits.append(time.perf_counter() - began)
            into.statuses[got.status] += 1
            if sum(into.statuses.values()) % 200 == 0:
                print("…", dict(into.statuses), into.foreign, flush=True)
            if got.status == 200:
                pages = PdfReader(BytesIO(got.text.encode("latin-1"))).pages
                text = " ".join(page.extract_text() for page in pages)
                into.foreign += text.count("fugl") != 1 or word not in text


async def fetch_all(server: Server, wanted: int, together: int) -> Sheets:
    """As many sheets, `together` phones at a time."""
    phones = [await enter(server, number) for number in range(-(-wanted // EACH))]
    into, places = Sheets(), asyncio.Semaphore(together)

    async def take_turn(cookies: str, word: str) -> None:
        async with places:
            await fetch(server, cookies, word, EACH, into)

    await asyncio.gather(*(take_turn(*phone) for phone in phones))
    return into


async def answer_for(server: Server, seconds: float, people: int = 20) -> list[float]:
    """How long each of the answers of `people` took that were sent for so long, ten a second."""
    wires = []
    for _ in range(people):
        cookies = await join(server.base, server.code)
        auth = {"room": server.code, "as": "phone", "lang": "nb"}
        wires.append(await connect_phone(server.base, auth, cookies))
    took, end, turn = [], time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        turn += 1
        took.append(await answer(wires[turn % people], "ord", turn))
        await asyncio.sleep(0.02)
    for wire in wires:
        await wire.gone()
    return sorted(took)


async def press_without_pause(
    server: Server, phone: tuple[str, str], at_once: int
) -> Sheets:
    """One phone that asks and asks, `at_once` requests at a time, until it is cancelled."""
    into = Sheets()
    try:
        await asyncio.gather(
            *(fetch(server, *phone, 100_000, into) for _ in range(at_once))
        )
    except asyncio.CancelledError:
        return into
    return into


def show(name: str, took: list[float]) -> None:
    """Print the middle and the slow end, in milliseconds."""
    points = [took[int(len(took) * share)] * 1e3 for share in (0.5, 0.95, 0.99)]
    print(
        f"{name}: n {len(took)}, p50/p95/p99 "
        + "/".join(f"{one:.1f}" for one in points)
        + " ms"
    )


async def run(server: Server, wanted: int, at_once: int, turns: int) -> None:
    """Everything, and print it."""
    console = await Console.open(server.base, server.code, server.host_cookies)
    for _ in range(PRESSES):
        await console.press("next")
    for turn in range(turns):
        alone = await answer_for(server, 8)
        show("answers alone", alone)
        phone = await enter(server, 90_000 + turn)
        asking = asyncio.create_task(press_without_pause(server, phone, at_once))
        beside = await answer_for(server, 8)
        show("answers beside one phone that asks", beside)
        ratio = beside[int(len(beside) * 0.95)] / alone[int(len(alone) * 0.95)]
        print(f"  ratio of p95: {ratio:.2f}")
        asking.cancel()
        print("  it got", dict((await asking).statuses))
    if wanted:
        began = time.perf_counter()
        sheets = await fetch_all(server, wanted, 30)
        took = time.perf_counter() - began
        print(
            f"{sum(sheets.statuses.values())} sheets in {took:.0f} s: {dict(sheets.statuses)},"
        )
        print(f"{sheets.foreign} not their owner's alone")
        show("wait for a sheet", sorted(sheets.waits))


def main() -> None:
    """Run it on a server of its own."""
    options = argparse.ArgumentParser(prog="python -m tests.bench.sheets")
    options.add_argument("--sheets", type=int, default=2000)
    options.add_argument("--at-once", type=int, default=20)
    options.add_argument(
        "--turns", type=int, default=3, help="runs of answers, each with and without"
    )
    given = options.parse_args()
    with raus() as server:
        asyncio.run(run(server, given.sheets, given.at_once, given.turns))


if __name__ == "__main__":
    main()
