"""The fast way for phones under engineio: the only file that reaches into it.

Ordinarily engineio keeps three greenlets, a queue and an HTTP parser for each WebSocket. Here one
`Connection` stands in the place of engineio's `Socket` for connections that begin as WebSocket:
frames are read at the speed of C and written straight to the socket, and one heartbeat pings them
all.

Everything also works without this: `install` then gives False, and each client is a
`BlockingWebSocket` under engineio's own `Socket`. There is no other transport.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import version
from time import monotonic
from typing import Any, Final

import engineio
import orjson
import socketio
from engineio.packet import Packet
from gevent.event import AsyncResult

from seminar.web.transport import frames
from seminar.web.transport.blocking_websocket import BlockingWebSocket, SendQueue
from seminar.web.transport.event_rate import EVENT_RATE, EventRate
from seminar.web.transport.handshake import read_key
from seminar.web.transport.heartbeat import Heartbeat
from seminar.web.transport.websocket import WebSocket, underlying_socket

MAX_MESSAGE: Final = 32 * 1024
"""Bytes of one message from a client; no phone sends a tenth of it."""

MAX_UNANSWERED: Final = 8
"""Hot events of one client that may wait for their commit before the next one is read. A phone has
one; some have a second behind it when its owner changes their mind at once."""

ENGINEIO: Final = "4.15."
"""The version whose inside this file knows."""

PONG: Final = "3"
"""An answered ping: the commonest message of all, taken care of without waking a greenlet."""

Reply = Callable[[object], None]
Hot = Callable[[str, Any, Reply], None]
"""Handles a frequent event: session id, what was sent, and how to acknowledge it, now or later,
once."""


def install(
    server: socketio.Server, hot: Mapping[str, Hot], *, lean: bool = True
) -> bool:
    """Bound the size of messages to `server`, register `hot` handlers by event, and take the fast
    way if it may be.

    False when the ordinary way is used: because `lean` is off, or because engineio is not the
    version known here. A hot handler must not wait; both ways end the connection when it raises.
    """
    engine = server.eio
    engine.max_http_buffer_size = MAX_MESSAGE
    engine._async = {
        **engine._async,
        "queue": SendQueue,
        "websocket": lambda handler, engine: BlockingWebSocket(handler, MAX_MESSAGE),
    }
    for event, handler in hot.items():
        server.on(event, partial(_answer_in_turn, handler))
    if not lean or not version("python-engineio").startswith(ENGINEIO):
        return False
    engine._handle_connect = _Door(server, hot).connect
    return True


def _answer_in_turn(handler: Hot, sid: str, sent: Any = None, *more: Any) -> object:
    """The ordinary way to a hot handler: this client's greenlet waits until the reply is there."""
    reply: AsyncResult = AsyncResult()
    handler(sid, sent, reply.set)
    return reply.get()


class _Door:
    """Lets WebSocket connections in to their own seats."""

    def __init__(self, server: socketio.Server, hot: Mapping[str, Hot]) -> None:
        self.server = server
        self.engine: engineio.Server = server.eio
        self.hot = {
            f'["{event}",': (event.encode(), handler) for event, handler in hot.items()
        }
        self.hot_starts = tuple(self.hot)
        self._heartbeat = Heartbeat(self.engine.ping_interval, self.engine.ping_timeout)
        self._framed: tuple[Packet | None, bytes] = (None, b"")

    def connect(
        self,
        environ: dict[str, Any],
        start_response: Callable[..., Any],
        transport: str,
        jsonp_index: int | None = None,
    ) -> Any:
        """A new connection; returns when it is over, as engineio's own does."""
        key = read_key(environ)
        if key is None:
            return self.engine._bad_request("Invalid websocket handshake")
        engine = self.engine
        rate = environ.get(EVENT_RATE) or EventRate()
        seat = Connection(self, engine.generate_id(), underlying_socket(environ), rate)
        # Gives its buffer back, and tells the HTTP server that no further request comes this way.
        environ["wsgi.input"].close()
        engine.sockets[seat.sid] = seat
        try:
            let_in = engine._trigger_event(
                "connect", seat.sid, environ, run_async=False
            )
            if let_in is not None and let_in is not True:
                return engine._unauthorized(let_in or None)
            seat.shake_hands(key, self._opening(seat.sid))
            self._heartbeat.add(seat)
            seat.listen(MAX_MESSAGE, seat.take, seat.take_now)
        finally:
            seat.close(abort=True, reason=engine.reason.TRANSPORT_CLOSE)
            engine.sockets.pop(seat.sid, None)
        return []

    def _opening(self, sid: str) -> bytes:
        """Engine.IO's first message."""
        engine = self.engine
        interval = int(
            (engine.ping_interval + engine.ping_interval_grace_period) * 1000
        )
        facts = {
            "sid": sid,
            "upgrades": [],
            "pingTimeout": int(engine.ping_timeout * 1000),
            "pingInterval": interval,
        }
        return b"0" + orjson.dumps(facts | {"maxPayload": MAX_MESSAGE})

    def frame(self, packet: Packet) -> bytes:
        """The frame of `packet`; made once when the same packet goes to many."""
        last, framed = self._framed
        if packet is not last:
            text = packet.encode()
            framed = (
                frames.frame(text.encode())
                if isinstance(text, str)
                else frames.frame(text, frames.BINARY)
            )
            self._framed = (packet, framed)
        return framed


class Connection(WebSocket):
    """One client's place in `engineio.Server.sockets`: a line with what engineio asks of a
    `Socket`."""

    __slots__ = ("_door", "_replies_due", "closing", "session", "sid", "unanswered")

    connected = True
    upgraded = True

    def __init__(self, door: _Door, sid: str, socket: Any, rate: EventRate) -> None:
        super().__init__(socket, rate)
        self._door = door
        self._replies_due = 0
        self.sid = sid
        self.session: dict[str, Any] = {}
        self.unanswered = 0
        """Pings since the client last answered one."""
        self.closing = False

    def take(self, message: str | bytes) -> None:
        """One Engine.IO packet from the client."""
        if isinstance(message, bytes):
            self._tell(message)
        elif message[:1] == "4":
            self._tell(message[1:])
        elif message[:1] == "3":
            self.unanswered = 0
        else:
            self.close(abort=True, reason=self._door.engine.reason.CLIENT_DISCONNECT)

    def take_now(self, text: str) -> bool:
        """Take care of an answered ping, or of a hot event with an acknowledgement asked for, and
        return whether that was done.

        One too many, or too soon, is left to the greenlet that listens, which waits.
        """
        if text == PONG:
            self.unanswered = 0
            return True
        start = text.find("[", 2, 24)
        number = text[2:start]
        if (
            start < 3
            or text[1] != "2"
            or not number.isdecimal()
            or not text.startswith(self._door.hot_starts, start)
            or self._replies_due >= MAX_UNANSWERED
        ):
            return False
        event, handler = self._door.hot[text[start : text.index(",", start) + 1]]
        if not self._rate.bucket(event).take_ready(monotonic()):
            return False
        try:
            _, sent = orjson.loads(text[start:])
        except ValueError:
            return False
        sid = self._door.server.manager.sid_from_eio_sid(self.sid, "/")
        if sid is not None:
            self._replies_due += 1
            handler(sid, sent, partial(self._acknowledge, number))
        return True

    def _acknowledge(self, number: str, value: object) -> None:
        self._replies_due -= 1
        self.write(frames.frame(b"43%b[%b]" % (number.encode(), orjson.dumps(value))))

    def _tell(self, message: str | bytes) -> None:
        self._door.engine._trigger_event("message", self.sid, message, run_async=False)

    def send(self, packet: Packet) -> None:
        """Send an Engine.IO packet."""
        self.write(self._door.frame(packet))

    def close(
        self, wait: bool = True, abort: bool = False, reason: str | None = None
    ) -> None:
        """Be done with this client, and let the program know."""
        if self.closing:
            return
        self.closing = True
        engine = self._door.engine
        engine._trigger_event(
            "disconnect",
            self.sid,
            reason or engine.reason.SERVER_DISCONNECT,
            run_async=False,
        )
        if not abort:
            self.write(frames.frame(b"1") + frames.close_frame(frames.NORMAL))
        self.cut()

    def check_ping_timeout(self) -> bool:
        """engineio's monitor asks; the heartbeat knows."""
        return True
