"""Clients that mean harm, each of one kind, as a program of its own: `python -m tests.hostile KIND
PORT CODE COUNT`. They go on until they are killed, and only ever speak to this machine."""

from __future__ import annotations

import asyncio
import json
import os
import struct
import sys
from collections.abc import Awaitable, Callable

from seminar.rehearse.browser import join
from tests.faults.harness import FIELD, STEP

HERE = "127.0.0.1"

IDLE = 1000
"""Half headers, half bodies or silent sockets of one client."""

PAGES_AT_ONCE = 60

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Target:
    """The server and room that are attacked."""

    def __init__(self, port: int, code: str) -> None:
        self.port = port
        self.code = code

    @property
    def base(self) -> str:
        return f"http://{HERE}:{self.port}"

    async def connect(self) -> Streams:
        return await asyncio.open_connection(HERE, self.port, limit=1 << 20)

    async def open_websocket(self, cookies: str = "") -> Streams:
        """A phone's connection that has been let in to the room; a new phone's without cookies."""
        cookies = cookies or await join(self.base, self.code)
        reader, writer = await self.connect()
        writer.write(
            b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n"
            b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            b"Cookie: %b\r\n\r\n" % cookies.encode()
        )
        await reader.readuntil(b"\r\n\r\n")
        wish = json.dumps({"room": self.code, "as": "phone", "lang": "nb"})
        writer.write(frame(f"40{wish}".encode()))
        return reader, writer


def frame(payload: bytes, first: int = 0x81) -> bytes:
    """One frame as a client sends it, with a mask that changes nothing."""
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", first, 0x80 | size) + bytes(4) + payload
    return struct.pack("!BBH", first, 0xFE, size) + bytes(4) + payload


async def pour(target: Target, packets: Callable[[int], bytes]) -> None:
    """Send packets as fast as the server takes them, and throw away what comes back."""
    reader, writer = await target.open_websocket()
    reading = asyncio.ensure_future(read_on(reader))
    start = 0
    while not reading.done():
        writer.write(b"".join(frame(packets(start + number)) for number in range(100)))
        start += 100
        await writer.drain()


async def read_on(reader: asyncio.StreamReader) -> None:
    """Read until the server is done with this connection."""
    while await reader.read(1 << 16):
        continue


def ask_mine(number: int) -> bytes:
    return b'42%d["mine"]' % number


def answer_one(number: int) -> bytes:
    return _answer(number, f'"{FIELD}":"{number % 5 + 1}"')


def answer_two(number: int) -> bytes:
    word = f'"r1-check-in.word/value":"ord {number}"'
    return _answer(number, f'"{FIELD}":"{number % 5 + 1}",{word}')


def _answer(number: int, form: str) -> bytes:
    content = f'"op":"{number}","step":"{STEP}","round":1,"seq":{number + 1},"form":{{{form}}}'
    return f'42{number}["answer",{{{content}}}]'.encode()


async def ask_pages(target: Target, cookies: str = "") -> None:
    """Ask for the join page, sixty at a time, without pause."""
    request = (
        f"GET /j/{target.code} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\n"
        "Connection: close\r\n\r\n"
    ).encode()

    async def ask() -> None:
        while True:
            reader, writer = await target.connect()
            writer.write(request)
            await read_on(reader)
            writer.close()

    await asyncio.gather(*(ask() for _ in range(PAGES_AT_ONCE)))


async def hold(target: Target, beginning: bytes, drip: bytes) -> None:
    """Keep many connections that have only begun, and begin again where one is ended."""

    async def begin(number: int) -> None:
        await asyncio.sleep(number / 500)
        while True:
            reader, writer = await target.connect()
            writer.write(beginning)
            reading = asyncio.ensure_future(read_on(reader))
            while not reading.done():
                await asyncio.wait([reading], timeout=2)
                writer.write(drip)
            writer.close()

    await asyncio.gather(*(begin(number) for number in range(IDLE)))


async def ask_pages_as_member(target: Target) -> None:
    await ask_pages(target, await join(target.base, target.code))


KINDS: dict[str, Callable[[Target], Awaitable[None]]] = {
    "mine": lambda target: pour(target, ask_mine),
    "answer": lambda target: pour(target, answer_one),
    "answer-two": lambda target: pour(target, answer_two),
    "pages": ask_pages_as_member,
    "pages-newcomer": ask_pages,
    "half-header": lambda target: hold(
        target, b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"X: y\r\n"
    ),
    "half-body": lambda target: hold(
        target,
        b"POST /j/x/join HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30000\r\n\r\n",
        b"a",
    ),
    "idle": lambda target: hold(target, b"", b""),
}
"""By name; each does until it is cancelled."""


async def run(kind: str, target: Target, count: int) -> None:
    """Be `count` clients of one kind; one that is turned away comes again."""

    async def keep_on() -> None:
        while True:
            try:
                await KINDS[kind](target)
            except (OSError, EOFError):
                await asyncio.sleep(0.2)

    await asyncio.gather(*(keep_on() for _ in range(count)))


if __name__ == "__main__":
    os.nice(5)  # It is the server's and the others' time that counts.
    asyncio.run(
        run(sys.argv[1], Target(int(sys.argv[2]), sys.argv[3]), int(sys.argv[4]))
    )
