"""Promises that hold on the wire, checked against the shipped server by clients of the real
protocol."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from seminar.core.errors import RausError, Refused
from seminar.rehearse.browser import Browser, join
from seminar.rehearse.steer import Console
from seminar.rehearse.wire import Picture, Wire, connect_phone
from tests.faults.harness import FIELD, STEP, asked, open_question, until
from tests.served import Server

pytestmark = pytest.mark.timeout(120)

CANARY = "kanarifugl"

Play = Callable[[Server], Awaitable[None]]
"""What clients do in a server."""


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """For what needs a room of its own, but neither settings nor a log."""
    server = Server(tmp_path_factory.mktemp("shared") / "data")
    server.start()
    yield server
    server.kill()


class Visitor:
    """One connection and all the pictures that it got."""

    here: ClassVar[list[Visitor]] = []

    def __init__(self) -> None:
        self.pictures: list[Picture] = []

    @classmethod
    async def enter(
        cls, server: Server, code: str, role: str, cookies: str = ""
    ) -> Visitor:
        visitor = cls()
        auth = {"room": code, "as": role, "lang": "nb"}
        visitor.wire = await connect_phone(
            server.base, auth, cookies, visitor.pictures.append
        )
        cls.here.append(visitor)
        return visitor

    wire: Wire

    @property
    def now(self) -> dict[str, Any]:
        """What ticks, as last seen."""
        return self.pictures[-1]["data"] if self.pictures else {}

    async def ask(self, event: str, *content: object) -> Any:
        return await asked(self.wire, event, *content)

    async def answer(self, value: str, seq: int = 1, **other: object) -> Any:
        sent = {
            "op": f"op-{id(self)}-{seq}",
            "step": STEP,
            "round": 1,
            "seq": seq,
            "form": {FIELD: value},
        }
        return await self.ask("answer", sent | other)


async def phones(server: Server, code: str, number: int) -> list[Visitor]:
    cookies = await asyncio.gather(*(join(server.base, code) for _ in range(number)))
    return [await Visitor.enter(server, code, "phone", one) for one in cookies]


def test_no_phone_hears_of_anothers_answer_and_screens_get_ten_pictures_a_second(
    shared_server: Server,
) -> None:
    async def play(server: Server) -> None:
        code, cookies = await open_question(server)
        room = await phones(server, code, 20)
        screen = await Visitor.enter(server, code, "screen")
        console = await Visitor.enter(server, code, "host", cookies)
        await until(
            lambda: (
                screen.now.get("joined") == 21 and console.now.get("connected") == 20
            )
        )
        before = {
            visitor: len(visitor.pictures) for visitor in (*room, screen, console)
        }
        started = asyncio.get_running_loop().time()
        for seq in range(1, 21):
            acks = await asyncio.gather(
                *(phone.answer(str(1 + seq % 5), seq) for phone in room)
            )
            assert all(ack["ok"] for ack in acks)
        await until(
            lambda: screen.now.get("answered") == console.now.get("answered") == 20
        )
        seconds = asyncio.get_running_loop().time() - started
        await asyncio.gather(*(phone.ask("mine") for phone in room))
        assert [len(phone.pictures) - before[phone] for phone in room] == [0] * 20
        for visitor in (screen, console):
            news = visitor.pictures[before[visitor] :]
            assert 1 <= len(news) <= seconds * 10 + 2

    _play(shared_server, play)


def test_nobody_is_told_when_somebody_joins_but_the_screens(
    shared_server: Server,
) -> None:
    async def play(server: Server) -> None:
        code, _ = await open_question(server)
        first = (await phones(server, code, 1))[0]
        screen = await Visitor.enter(server, code, "screen")
        await first.ask("mine")
        seen = len(first.pictures)
        await phones(server, code, 10)
        await until(lambda: screen.now.get("joined") == 12)
        await first.ask("mine")
        assert len(first.pictures) == seen

    _play(shared_server, play)


def test_two_consoles_that_race_move_the_room_exactly_once(
    shared_server: Server,
) -> None:
    async def play(server: Server) -> None:
        code, cookies = await open_question(server)
        one, other = [await Console.open(server.base, code, cookies) for _ in range(2)]
        for _ in range(25):
            version = one.picture["v"]
            outcomes = await asyncio.gather(
                one.press("more"), other.press("more"), return_exceptions=True
            )
            assert sum(outcome is None for outcome in outcomes) == 1
            assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
            await until(
                lambda before=version: (
                    min(one.picture["v"], other.picture["v"]) > before
                )
            )
            assert one.picture["v"] == other.picture["v"] == version + 1
        one.leave()
        other.leave()

    _play(shared_server, play)


def test_a_stale_next_is_refused_with_the_newest_version(shared_server: Server) -> None:
    async def play(server: Server) -> None:
        code, cookies = await open_question(server)
        console = await Visitor.enter(server, code, "host", cookies)
        version = console.pictures[-1]["v"]
        assert await console.ask("drive", {"command": "more", "v": version}) == {
            "ok": True,
            "v": version + 1,
        }
        again = await console.ask("drive", {"command": "next", "v": version})
        assert (again["ok"], again["code"], again["v"]) == (False, "stale", version + 1)

    _play(shared_server, play)


WRONG: list[object] = [
    None,
    17,
    "x",
    [],
    {},
    {"op": "a"},
    {"op": 1, "step": STEP, "round": 1, "seq": 1, "form": {}},
    {"op": "a", "step": STEP, "round": "1", "seq": 1, "form": {}},
    {"op": "a", "step": STEP, "round": 1, "seq": -1, "form": {FIELD: "3"}},
    {"op": "a", "step": STEP, "round": 1, "seq": 1, "form": {FIELD: 3}},
    {"op": "a", "step": STEP, "round": 1, "seq": 1, "form": {FIELD: "17"}},
    {
        "op": "a",
        "step": STEP,
        "round": 1,
        "seq": 1,
        "form": {"other.question/value": "3"},
    },
    {"op": "a" * 65, "step": STEP, "round": 1, "seq": 1, "form": {FIELD: "3"}},
    {"op": "æ", "step": STEP, "round": 1, "seq": 1, "form": {FIELD: "3"}},
    {"op": "", "step": STEP, "round": 1, "seq": 1, "form": {FIELD: "3"}},
    {"op": "a", "step": "no-such", "round": 1, "seq": 1, "form": {FIELD: "3"}},
    {"op": "a", "step": STEP, "round": 2, "seq": 1, "form": {FIELD: "3"}},
    {"op": "a", "step": STEP, "round": 1, "seq": 1, "form": {FIELD: "\u0000"}},
    {"op": "a", "step": STEP, "round": 1, "seq": 2**60, "form": {FIELD: "3"}},
]


@pytest.mark.parametrize("lean", ["1", "0"])
def test_every_wrong_message_gets_its_words_and_the_server_lives(
    tmp_path: Path, lean: str
) -> None:
    async def play(server: Server) -> None:
        code, cookies = await open_question(server)
        phone = (await phones(server, code, 1))[0]
        screen = await Visitor.enter(server, code, "screen")
        console = await Visitor.enter(server, code, "host", cookies)
        for sent in WRONG:
            reply = await phone.ask("answer", sent)
            assert reply["ok"] is False, sent
            assert len(reply["why"]) > 10
        for wrong in (
            {"command": "explode", "v": 1},
            {"command": "next"},
            "next",
            None,
        ):
            assert (await console.ask("drive", wrong))["ok"] is False
        assert (await phone.ask("drive", {"command": "next", "v": 1}))["ok"] is False
        assert (await screen.ask("drive", {"command": "next", "v": 1}))["ok"] is False
        assert (await screen.answer("3"))["ok"] is False
        assert (await phone.answer("3"))["ok"] is True
        assert (await phone.ask("mine"))["form"] == {FIELD: "3"}

    _with(tmp_path, play, "--lean", lean)


ODD = [
    b"",
    b"[",
    b"[]",
    b"{}",
    b"null",
    b'"answer"',
    b'[["answer"],1]',
    b'["answer",]',
    b'["answer",' + b"[" * 30_000,
    b'["connect",{},{}]',
    b'["disconnect"]',
    b'-["answer",{"_placeholder":true,"num":0}]',
    b'/elsewhere,["answer",1]',
    b"9" * 30 + b'["mine"]',
]


@pytest.mark.parametrize("lean", ["1", "0"])
def test_what_is_no_message_of_ours_ends_its_connection_and_leaves_no_line(
    tmp_path: Path, lean: str
) -> None:
    async def play(server: Server) -> None:
        code, _ = await open_question(server)
        cookies = await join(server.base, code)
        for packed in ODD:
            phone = await Visitor.enter(server, code, "phone", cookies)
            phone.wire.send_packed(packed, lambda reply: None)
            await until(lambda wire=phone.wire: not wire.open)
        phone = await Visitor.enter(server, code, "phone", cookies)
        assert (await phone.ask("no-such-event", 1))["ok"] is False
        for garbage in (
            b"\x16\x03\x01\x02\x00\r\n\r\n",
            b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        ):
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(garbage)
            assert b"400" in await reader.readline()
            writer.close()

    said = _with(tmp_path, play, "--lean", lean)
    assert [
        line
        for line in said.splitlines()
        if "127.0.0.1" in line or "error" in line or "Traceback" in line
    ] == []


@pytest.mark.parametrize("lean", ["1", "0"])
def test_half_an_emoji_is_dropped_and_the_rest_is_saved(
    tmp_path: Path, lean: str
) -> None:
    async def play(server: Server) -> None:
        code, _ = await open_question(server)
        phone = await Visitor.enter(
            server, code, "phone", await join(server.base, code)
        )
        heard: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        form = '{"r1-check-in.word/value":"glad\\ud83d"}'
        sent = f'{{"op":"a","step":"{STEP}","round":1,"seq":1,"form":{form}}}'
        phone.wire.send_packed(b'["answer",' + sent.encode() + b"]", heard.set_result)
        async with asyncio.timeout(10):
            assert await heard == {"ok": True, "op": "a"}
        assert (await phone.ask("mine"))["form"] == {"r1-check-in.word/value": "glad"}

    _with(tmp_path, play, "--lean", lean)


def test_a_connection_without_the_right_cookie_is_refused_in_words(
    shared_server: Server,
) -> None:
    async def play(server: Server) -> None:
        code, _ = await open_question(server)
        for role, room in (
            ("phone", code),
            ("host", code),
            ("screen", "ZZZZZZ"),
            ("king", code),
        ):
            with pytest.raises(RausError) as refused:
                await Visitor.enter(server, room, role)
            assert len(str(refused.value)) > 10

    _play(shared_server, play)


def test_codes_are_not_guessed_over_the_wire_either(tmp_path: Path) -> None:
    async def play(server: Server) -> None:
        code, cookies = await open_question(server)
        phone = (await phones(server, code, 1))[0]
        async with Browser(server.base) as browser:
            await browser.get("/j")
            guesser = browser.cookies
        for number in range(25):
            with pytest.raises(RausError):
                await Visitor.enter(server, f"ZZZZ{number}", "screen", guesser)
        with pytest.raises(RausError):
            await Visitor.enter(server, code, "screen", guesser)
        await Visitor.enter(server, code, "screen")
        assert (await phone.answer("3"))["ok"]
        await Visitor.enter(server, code, "host", cookies)
        await phones(server, code, 3)

    _with(tmp_path, play)


def test_no_answer_token_or_address_is_logged(tmp_path: Path) -> None:
    said: list[str] = []

    async def play(server: Server) -> None:
        code, cookies = await open_question(server)
        room = await phones(server, code, 3)
        for phone in room:
            form = {FIELD: "3", "r1-check-in.word/value": CANARY}
            assert (await phone.answer("3", form=form))["ok"]
            await phone.ask("answer", {"op": CANARY, "form": CANARY})
        said.append(code)
        said.append(cookies)

    log = _with(tmp_path / "data", play)
    code, cookies = said
    secrets = [
        CANARY,
        code,
        "127.0.0.1",
        *(one.partition("=")[2] for one in cookies.split("; ")),
    ]
    found = Counter(secret for secret in secrets if secret in log)
    assert not found
    files = [
        path
        for path in (tmp_path / "data").rglob("*")
        if path.is_file() and "sqlite" not in path.name
    ]
    assert not [path.name for path in files if CANARY.encode() in path.read_bytes()]


def test_a_taken_port_is_told_in_words(tmp_path: Path) -> None:
    server = Server(tmp_path / "one")
    server.start()
    try:
        second = Server(tmp_path / "two", "--port", str(server.port))
        with pytest.raises(AssertionError, match=f"{server.port}") as told:
            second.start()
        assert "Traceback" not in str(told.value)
    finally:
        server.kill()


def test_a_database_that_is_not_ours_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "raus.sqlite").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(AssertionError) as told:
        Server(tmp_path).start()
    assert "Traceback" not in str(told.value)
    assert "raus.sqlite" in str(told.value)


def _with(data: Path, play: Play, *options: str) -> str:
    """Run `play` against a fresh server; what the server printed."""
    server = Server(data, *options)
    server.start()
    try:
        _play(server, play)
    finally:
        server.stop()
    return server.said


def _play(server: Server, play: Play) -> None:
    """Run `play` in a server that runs, by a start link of its own, and hang up for everybody."""
    server.link = server.new_link()

    async def whole() -> None:
        try:
            await play(server)
        finally:
            while Visitor.here:
                await Visitor.here.pop().wire.gone()

    asyncio.run(whole())
