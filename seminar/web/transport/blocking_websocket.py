"""A WebSocket for Engine.IO's ordinary way: it reads one message at a time, when it is asked for.

Engine.IO's own keeps a greenlet that reads on whatever happens, into a list without an end. Here
the client's bytes stay in its own network buffer until the message before them has been dealt with.
Over TLS this is the only way.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from socket import SHUT_WR
from time import monotonic
from typing import Any, Final

import gevent
from gevent.queue import Queue

from seminar.web.transport import frames
from seminar.web.transport.event_rate import EVENT_RATE, EventRate, name_event
from seminar.web.transport.handshake import Environ, read_key
from seminar.web.transport.websocket import (
    PARTING,
    accept_handshake,
    send_at_once,
    shut,
    underlying_socket,
)

CHUNK = 16 * 1024
"""Bytes read at once: an answer, the longest message that people send often, comes in one piece."""

MAX_WAITING: Final = 64
"""Packets that may wait for a client that does not read: the fastest page, the console, gets ten a
second, so that this is six seconds. It is then let go, and gets the whole picture on return."""

log = logging.getLogger(__name__)


class SendQueue(Queue):
    """The packets that Engine.IO's writer is to send to one client. Nobody waits to put something
    in: where too much waits, it is thrown away and the connection ends."""

    def __init__(self) -> None:
        super().__init__()
        self._is_over = False

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        """Put a packet behind the others, unless the connection ends here."""
        if self._is_over:
            return
        if self.qsize() >= MAX_WAITING:
            self._is_over = True
            while self.qsize():
                self.get_nowait()
                self.task_done()
            item = None  # Engine.IO's sign to its writer that no more comes.
        super().put(item, block, timeout)


class BlockingWebSocket:
    """One client, as Engine.IO asks for it: `wait`, `send` and `close`."""

    def __init__(self, handler: Callable[..., Any], limit: int) -> None:
        self._handler = handler
        self._reader = frames.Reader(limit)
        self._messages: deque[frames.Message] = deque()
        self._rate = EventRate()
        """This connection's own, until its handshake says whose it is."""
        self.socket: Any = None
        """Engine.IO gives it the time in which a client must have been heard from."""

    def __call__(
        self, environ: Environ, start_response: Callable[..., Any]
    ) -> list[bytes]:
        self._rate = environ.get(EVENT_RATE, self._rate)
        stream = environ["wsgi.input"]
        self.socket = underlying_socket(environ)
        send_at_once(self.socket)
        key = read_key(environ)
        assert key is not None, "only handshakes come here"
        try:
            self.socket.sendall(accept_handshake(key))
            self._handler(self)
        except OSError:
            log.debug("A client went away")
        finally:
            shut(self.socket)
            stream.close()  # No further request comes this way.
        return []

    def wait(self) -> str | bytes | None:
        """Return the next message, or None when this connection is over."""
        try:
            while (message := self._read()) is not None:
                opcode, payload = message
                gevent.sleep(self._rate.delay(name_event(payload), monotonic()))
                match opcode:
                    case frames.TEXT:
                        # Of Engine.IO's packets these three are a client's; it fails on others.
                        text = frames.text(payload)
                        return text if text[:1] in ("1", "3", "4") else None
                    case frames.PING:
                        self.socket.sendall(frames.frame(payload, frames.PONG))
                    case frames.CLOSE:
                        self._part(frames.close_reply(payload))
                        return None
                    case frames.BINARY:
                        return payload
        except frames.Broken as broken:
            self._part(frames.close_frame(broken.code))
        except OSError:
            log.debug("A client went away")
        return None

    def _read(self) -> frames.Message | None:
        """Return the next frame's message, or None when the client has gone."""
        while not self._messages:
            data = self.socket.recv(CHUNK)
            if not data:
                return None
            self._messages.extend(self._reader.feed(data))
        return self._messages.popleft()

    def send(self, packet: str | bytes) -> None:
        """Send one packet; `OSError` when the client has gone, or does not read."""
        if isinstance(packet, str):
            self.socket.sendall(frames.frame(packet.encode()))
        else:
            self.socket.sendall(frames.frame(packet, frames.BINARY))

    def close(self) -> None:
        """Say goodbye; the client has a moment to do the same."""
        try:
            self.socket.sendall(frames.close_frame(frames.NORMAL))
        except OSError:
            log.debug("A client went away")
        shut(self.socket, SHUT_WR)
        self.socket.settimeout(PARTING)

    def _part(self, last: bytes) -> None:
        """Send a last frame, and read on for a moment, so that what still comes in does not
        reset it on its way."""
        self.socket.sendall(last)
        shut(self.socket, SHUT_WR)
        with gevent.Timeout(PARTING, False):
            while self.socket.recv(CHUNK):
                continue
