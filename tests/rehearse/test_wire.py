"""A rehearsal participant's connection leaves nothing open behind it."""

from __future__ import annotations

import asyncio
import re
from base64 import b64encode
from contextlib import suppress
from hashlib import sha1

import pytest

from seminar.rehearse.wire import connect_phone

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""What a WebSocket's server puts behind the client's key (RFC 6455, 1.3)."""


def test_a_handshake_that_is_given_up_leaves_no_connection() -> None:
    asyncio.run(give_up())


async def give_up() -> None:
    asked, ended = asyncio.Event(), asyncio.Event()
    given_up = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        asked.set()
        await given_up.wait()
        (key,) = re.findall(rb"Sec-WebSocket-Key: (\S+)", request, re.IGNORECASE)
        accept = b64encode(sha1(key + MAGIC).digest())
        writer.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Accept: %b\r\n\r\n" % accept
        )
        with suppress(ConnectionResetError):
            await reader.read()
        ended.set()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    connecting = asyncio.ensure_future(connect_phone(f"http://127.0.0.1:{port}", {}))
    await asked.wait()
    connecting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await connecting
    given_up.set()
    async with asyncio.timeout(10):
        await ended.wait()
    server.close()
    await server.wait_closed()
