"""Requests that mean harm, of every transport, method and kind of message, and what they leave
behind in a server that is watched (`tests.faults.defective watched`)."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

from seminar.rehearse.browser import Browser
from tests.faults.defective import COUNT
from tests.hostile import HERE, frame
from tests.served import Server

AT_ONCE = 40

SETTLING = 35
"""Seconds. A watched server has the patience of three with a connection; but on Engine.IO's
ordinary way the greenlet that would send a client its next ping sleeps on until then."""

WARMING = 5
"""Seconds behind the first requests, which load what is loaded on first use."""

PATIENCE = 1.0
"""Seconds within which every request must have been answered or ended. A server with a defect may
not, and the assault goes on."""

HANDSHAKE = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n"
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)

BODIES = (
    b"4x",
    b"4",
    b"4[",
    b"2",
    b"6",
    b"b!!!",
    b"40",
    b"1",
    b'42["mine"]',
    b"\xff\x00",
    b"",
)

PACKETS = (
    *(frame(body) for body in (*BODIES, b"5", b"2probe", b'42["connect"]', b'451-["x",{}]')),
    frame(b"x", 0x82), frame(b"", 0x88), frame(b"x", 0x88), frame(b"ping", 0x89), frame(b"x", 0x01),
    b"\x81\x05hello", b"\xc1\x80\0\0\0\0", b"\x81\xff" + (1 << 40).to_bytes(8, "big"),
)  # fmt: skip
"""What may follow a handshake: odd packets, and frames that break the protocol."""

METHODS = (b"GET", b"POST", b"OPTIONS", b"PUT", b"DELETE", b"HEAD", b"x")

QUERIES = (
    b"transport=polling",
    b"transport=polling&sid=SID",
    b"transport=polling&j=0",
    b"transport=websocket&sid=SID",
    b"transport=webtransport",
    b"transport=polling&sid=SID&j=x",
)

ODD = (
    # Sessions that are only opened.
    b"GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /socket.io/?EIO=4&transport=polling&j=0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"\x16\x03\x01\x02\x00\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET / HTTP/1.1\r\nHost: local",
    b"POST /j/x/join HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90\r\n\r\nhalf",
    b"",
)


@dataclass(frozen=True)
class Footprint:
    """What a server holds."""

    descriptors: int
    greenlets: int
    memory: int


class Assault:
    """Hostile requests to one server."""

    def __init__(self, server: Server, settling: int = SETTLING) -> None:
        self._server = server
        self._settling = settling
        self._session = b"none"
        self._held: list[asyncio.StreamWriter] = []

    async def run(self, requests: int) -> tuple[Footprint, Footprint]:
        """What the server holds before so many requests, and when they are over."""
        await self._send_many(AT_ONCE)  # What is loaded on first use is no leak.
        before = await self._settle(None)
        await self._send_many(requests)
        after = await self._settle(before)
        for writer in self._held:
            writer.transport.abort()
        return before, after

    async def read_footprint(self) -> Footprint:
        process = Path(f"/proc/{self._server.process_id}")
        async with Browser(self._server.base) as browser:
            greenlets = int((await browser.get(COUNT)).text)
        memory = (
            int(re.findall(r"VmRSS:\s+(\d+)", (process / "status").read_text())[0])
            * 1024
        )
        return Footprint(len(list((process / "fd").iterdir())), greenlets, memory)

    async def _settle(self, before: Footprint | None) -> Footprint:
        """Wait until the server has forgotten us, as long as it may have a reason to remember, and
        return what it still holds. Meanwhile we hold on to what we have."""
        for at in range(self._settling):
            await asyncio.sleep(1)
            after = await self.read_footprint()
            if before and after.greenlets <= before.greenlets:
                break
            if not before and at >= WARMING:
                break
        return after

    async def _send_many(self, requests: int) -> None:
        numbers = iter(range(requests))

        async def work() -> None:
            for number in numbers:
                await self._send(number)

        await asyncio.gather(*(work() for _ in range(AT_ONCE)))

    async def _send(self, number: int) -> None:
        beginning, *more = self._choose(number)
        try:
            reader, writer = await asyncio.open_connection(HERE, self._server.port)
        except OSError:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                writer.write(beginning)
                answer = await reader.read(4096)
                if found := re.search(rb'"sid":"([^"]+)', answer):
                    self._session = found[1]
                for packet in more:
                    writer.write(packet)
                    await reader.read(4096)
        except (OSError, TimeoutError):
            return
        finally:
            if number % 8:  # The others stay, as who holds on to what they have begun.
                writer.close()
            else:
                self._held.append(writer)

    def _choose(self, number: int) -> tuple[bytes, ...]:
        """The bytes to send, one after the other, for the request of this number."""
        kind, place = number % 4, number // 4
        if kind == 0:
            return HANDSHAKE, PACKETS[place % len(PACKETS)]
        if kind == 1:
            return (ODD[place % len(ODD)],)
        method = METHODS[place % len(METHODS)] if kind == 2 else b"POST"
        query = QUERIES[place % len(QUERIES)].replace(b"SID", self._session)
        body = BODIES[place % len(BODIES)]
        return (
            b"%b /socket.io/?EIO=4&%b HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
            b"Content-Length: %d\r\n\r\n%b" % (method, query, len(body), body),
        )
