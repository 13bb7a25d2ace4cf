"""Whoever means harm: what they leave behind in the server, and what the others notice of it.

The long form, over 100,000 requests, is `python -m tests.bench.requests`; what hostile clients do
to the others' time is `python -m tests.bench.hostile`.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest

from seminar.core.errors import Refused
from seminar.rehearse.browser import Browser, join
from seminar.rehearse.wire import connect_phone
from seminar.service.pseudonyms import join_link
from seminar.web.transport.event_rate import RATES
from tests.assault import SETTLING, Assault, Footprint
from tests.bench.hostile import attack
from tests.faults.harness import FIELD, STEP, asked, open_question, read_link_secret
from tests.hostile import Target, answer_two, ask_mine, frame
from tests.served import Server

pytestmark = pytest.mark.timeout(300)

REQUESTS = 1500
"""Enough for each kind of request to come several times, and for one descriptor or greenlet that
stays at every tenth to be seen; in less than a minute."""

SLACK = 3
"""Descriptors and greenlets that may come and go by themselves (a timer, a log, the count's own
connection). A seeded defect must pass the same limit that the sound server must keep: how far it
passes depends on how many requests a busy machine lets through."""

MAX_GROWTH = 30_000_000
"""Bytes; half of it is what the server needs to warm up."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run_assault(
    data: Path, defect: str, lean: str, requests: int, settling: int = SETTLING
) -> tuple[Footprint, Footprint]:
    """What the server holds before and after so many hostile requests."""
    server = Server(
        data,
        "--bind",
        "127.0.0.1",
        "--lean",
        lean,
        by=("tests.faults.defective", defect),
    )
    server.start()
    try:
        before, after = asyncio.run(Assault(server, settling).run(requests))
        server.stop()
        assert "Traceback" not in server.said or defect != "watched", server.said
    finally:
        server.kill()
    return before, after


@pytest.mark.parametrize("lean", ["yes", "no"])
def test_thousands_of_hostile_requests_leave_nothing_behind(
    data: Path, lean: str
) -> None:
    before, after = run_assault(data, "watched", lean, REQUESTS)
    assert after.descriptors <= before.descriptors + SLACK
    assert after.greenlets <= before.greenlets + SLACK
    assert after.memory <= before.memory + MAX_GROWTH


def test_the_count_sees_that_long_polling_is_on(data: Path) -> None:
    before, after = run_assault(data, "polling-on", "no", 400, settling=8)
    assert after.greenlets > before.greenlets + SLACK


def test_the_count_sees_that_nothing_is_reaped(data: Path) -> None:
    before, after = run_assault(data, "never-reaped", "yes", 400, settling=8)
    assert after.descriptors > before.descriptors + SLACK


@pytest.mark.parametrize("lean", ["yes", "no"])
@pytest.mark.parametrize("packet", [ask_mine, answer_two], ids=["mine", "answer"])
def test_who_sends_without_pause_is_read_slowly_and_the_others_are_answered(
    data: Path, lean: str, packet: Callable[[int], bytes]
) -> None:
    async def play(server: Server) -> None:
        code, _ = await open_question(server)
        auth = {"room": code, "as": "phone", "lang": "nb"}
        phone = await connect_phone(server.base, auth, await join(server.base, code))
        reader, writer = await Target(server.port, code).open_websocket()
        writer.write(b"".join(frame(packet(number)) for number in range(20_000)))
        for seq in range(1, 31):
            form = {FIELD: str(1 + seq % 5)}
            sent = {
                "op": f"op{seq}",
                "step": STEP,
                "round": 1,
                "seq": seq,
                "form": form,
            }
            assert (await asked(phone, "answer", sent))["ok"]
        answered = (await reader.read(1 << 20)).count(b"43")
        assert 1 <= answered < 5000, "the flood has not been taken as it came"
        writer.transport.abort()
        phone.hang_up()

    server = Server(data, "--bind", "127.0.0.1", "--lean", lean)
    server.start()
    try:
        asyncio.run(play(server))
        server.stop()
        assert "Traceback" not in server.said
    finally:
        server.kill()


@pytest.mark.parametrize("lean", ["yes", "no"])
def test_two_connections_of_one_browser_are_read_at_one_pace(
    data: Path, lean: str
) -> None:
    mine, many = RATES[b"mine"], 10

    async def play(server: Server) -> None:
        code, _ = await open_question(server)
        target = Target(server.port, code)
        cookies = await join(server.base, code)
        streams = [await target.open_websocket(cookies) for _ in range(2)]
        begun = perf_counter()
        for _, writer in streams:
            writer.write(
                b"".join(frame(ask_mine(number)) for number in range(mine.burst))
            )
        answered: list[int] = []

        async def count(reader: asyncio.StreamReader) -> None:
            while sum(answered) < mine.burst + many:
                data = await reader.read(1 << 20)
                assert data, "the connection has ended"
                answered.append(len(re.findall(rb"43\d+\[", data)))

        async with asyncio.timeout(60):
            await asyncio.wait(
                [asyncio.ensure_future(count(reader)) for reader, _ in streams],
                return_when=asyncio.FIRST_COMPLETED,
            )
        assert perf_counter() - begun > (many - 2) / mine.per_second
        for _, writer in streams:
            writer.transport.abort()

    server = Server(data, "--bind", "127.0.0.1", "--lean", lean)
    server.start()
    try:
        asyncio.run(play(server))
        server.stop()
    finally:
        server.kill()


@pytest.mark.parametrize("has_scanned", [False, True], ids=["asks", "scans"])
def test_newcomers_get_in_beside_a_flood_of_newcomers_from_their_own_address(
    data: Path, has_scanned: bool
) -> None:
    """One page, one press: what `join` does. `connect_phone` refuses who has not got in by it."""

    async def play(server: Server) -> None:
        code, _ = await open_question(server)
        end = join_link(code, read_link_secret(data, code)) if has_scanned else code
        auth = {"room": code, "as": "phone", "lang": "nb"}
        with attack("pages-newcomer", server, code, 5):
            while not await is_sent_back(server, f"/j/{code}"):
                continue
            if has_scanned:
                assert not await is_sent_back(server, f"/j/{end}")
            cookies = await join(server.base, end)
            (await connect_phone(server.base, auth, cookies)).hang_up()

    server = Server(data, "--bind", "127.0.0.1")
    server.start()
    try:
        asyncio.run(play(server))
        server.stop()
        assert "Traceback" not in server.said
    finally:
        server.kill()


async def is_sent_back(server: Server, path: str) -> bool:
    """Whether so many newcomers have come that one more is not given the page at once."""
    async with Browser(server.base) as newcomer:
        return (await newcomer._fetch("GET", path)).status == 303


def test_one_browser_has_so_many_connections_and_the_next_is_refused_in_words(
    data: Path,
) -> None:
    async def play(server: Server) -> None:
        code, _ = await open_question(server)
        cookies = await join(server.base, code)
        auth = {"room": code, "as": "phone", "lang": "nb"}
        wires = [await connect_phone(server.base, auth, cookies) for _ in range(12)]
        with pytest.raises(Refused, match="åpen for mange ganger"):
            await connect_phone(server.base, auth, cookies)
        wires[0].hang_up()
        await wires[1].gone()
        async with asyncio.timeout(10):
            while True:
                try:
                    wires.append(await connect_phone(server.base, auth, cookies))
                    break
                except Refused:
                    await asyncio.sleep(0.1)
        for wire in wires:
            wire.hang_up()

    server = Server(data, "--bind", "127.0.0.1")
    server.start()
    try:
        asyncio.run(play(server))
    finally:
        server.kill()
