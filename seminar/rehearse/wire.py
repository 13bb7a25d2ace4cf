"""Socket.IO as a phone speaks it: whole pictures come in, messages go out and are acknowledged.

Engine.IO 4 and Socket.IO 5 over WebSocket alone, in the few packets that a room uses. One
connection costs no task: picows calls the listener, and the listener calls on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import orjson
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect
from picows.common import WSError

from seminar.core.errors import Refused, Unavailable
from seminar.core.i18n import say

PATIENCE = 10.0
"""Seconds to wait for a connection."""

Picture = dict[str, Any]


def _ignore(*_: object) -> None:
    """Nobody listens."""


class Wire(WSListener):
    """One connection to a room. `pictures` and `ended` are called as they happen."""

    def __init__(self, auth: Mapping[str, str]) -> None:
        self.pictures: Callable[[Picture], None] = _ignore
        self.ended: Callable[[], None] = _ignore
        self.messages = 0
        """How many pictures and acknowledgements have come."""
        self._auth = auth
        self._transport: WSTransport | None = None
        self._replies: dict[int, Callable[[Any], None]] = {}
        self._asked = 0
        self._let_in: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @property
    def open(self) -> bool:
        return self._transport is not None and not self._transport.is_disconnected

    def ask(
        self, event: str, *content: object, reply: Callable[[Any], None] = _ignore
    ) -> None:
        """Send an event; `reply` gets what the server acknowledges it with."""
        self.send_packed(orjson.dumps([event, *content]), reply)

    def send_packed(self, packed: bytes, reply: Callable[[Any], None]) -> None:
        """Send an event that is JSON already."""
        self._asked += 1
        self._replies[self._asked] = reply
        self._send(b"42%d%b" % (self._asked, packed))

    def hang_up(self) -> None:
        """End the connection without a word, as a phone that goes out of reach."""
        if self._transport is not None:
            self._transport.disconnect(graceful=False)

    async def gone(self) -> None:
        """Hang up, and wait until the connection is closed."""
        transport = self._transport
        self.hang_up()
        if transport is not None:
            await transport.wait_disconnected()

    # --- called by picows -------------------------------------------------------------------------

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._transport = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type != WSMsgType.TEXT:
            if frame.msg_type == WSMsgType.CLOSE:
                transport.disconnect()
            return
        packet = frame.get_payload_as_bytes()
        match packet[:2]:
            case b"42":
                self.messages += 1
                event, *content = orjson.loads(packet[2:])
                if event == "picture":
                    self.pictures(content[0])
            case b"43":
                self.messages += 1
                start = packet.index(b"[")
                reply = self._replies.pop(int(packet[2:start]))
                reply(*orjson.loads(packet[start:]))
            case b"2":
                self._send(b"3")
            case b"40":
                self._settle(None)
            case b"44":
                why = orjson.loads(packet[2:]).get("message", "")
                self._settle(Refused(why or say("The server let nobody in.")))
            case b"41" | b"1":
                transport.disconnect()
            case _ if packet[:1] == b"0":
                self._send(b"40" + orjson.dumps(self._auth))

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self._transport = None
        self._settle(Unavailable(say("The server ended the connection.")))
        self.ended()

    def _settle(self, trouble: Exception | None) -> None:
        if self._let_in.done():
            return
        if trouble is None:
            self._let_in.set_result(None)
        else:
            self._let_in.set_exception(trouble)

    def _send(self, packet: bytes) -> None:
        if self._transport is not None:
            self._transport.send(WSMsgType.TEXT, packet)

    async def welcome(self) -> None:
        """Wait until the room has let us in; `Refused` in the server's words when it does not."""
        async with asyncio.timeout(PATIENCE):
            await self._let_in


async def connect_phone(
    base: str,
    auth: Mapping[str, str],
    cookies: str = "",
    pictures: Callable[[Picture], None] = _ignore,
    ended: Callable[[], None] = _ignore,
) -> Wire:
    """A connection that has been let in to the room of `auth`. `base` is an address such as
    `http://10.0.0.5:8000`."""
    parts = urlsplit(base)
    scheme = "wss" if parts.scheme == "https" else "ws"
    headers = {"Origin": f"{parts.scheme}://{parts.netloc}"} | (
        {"Cookie": cookies} if cookies else {}
    )

    def listener() -> Wire:
        wire = Wire(auth)
        wire.pictures, wire.ended = pictures, ended
        return wire

    handshake = asyncio.ensure_future(
        ws_connect(
            listener,
            f"{scheme}://{parts.netloc}/socket.io/?EIO=4&transport=websocket",
            extra_headers=headers,
            websocket_handshake_timeout=PATIENCE,
            read_buffer_init_size=4096,
        )
    )
    try:
        # picows closes no connection whose handshake is cancelled, and then nobody could: so it is
        # let go on, and hung up on when it is over.
        _, wire = await asyncio.shield(handshake)
        if not isinstance(wire, Wire):
            raise ConnectionResetError  # The server went while the two were still shaking hands.
        try:
            await wire.welcome()
        except BaseException:
            wire.hang_up()
            raise
    except asyncio.CancelledError:
        handshake.add_done_callback(_hang_up)
        raise
    except (OSError, TimeoutError, WSError) as error:
        raise Unavailable(
            say("No connection to {base}. Is the server running there?", base=base)
        ) from error
    return wire


def _hang_up(handshake: asyncio.Future[tuple[WSTransport, WSListener]]) -> None:
    """End what a handshake has led to, where it has led to anything."""
    if not handshake.cancelled() and handshake.exception() is None:
        transport, _ = handshake.result()
        transport.disconnect(graceful=False)
