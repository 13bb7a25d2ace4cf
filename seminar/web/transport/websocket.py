"""One client's WebSocket on a gevent socket: frames read as they come, and written without waiting.

Of gevent it uses what is public, but for one thing: the non-blocking `settimeout(0)` socket and a
watcher of our own, so that a message costs one `recv` and not two.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from socket import IPPROTO_TCP, SHUT_RDWR, SHUT_WR, TCP_NODELAY
from time import monotonic
from typing import Any, Final

import gevent
from gevent.hub import Waiter

from seminar.web.transport import frames
from seminar.web.transport.event_rate import EventRate, name_event

MAX_BACKLOG: Final = 512 * 1024
"""Bytes that may wait for a client that does not read. It is then cut off, and gets the whole
picture on return."""

PARTING: Final = 1.0
"""Seconds that a client has to read the last frame."""

_INBOX: Final = bytearray(64 * 1024)
"""One for all lines: nothing yields between reading into it and taking the bytes out."""

_GONE: Final = b"gone"
"""Stands for the close of a client that went without one."""

_READ = 1
_WRITE = 2


def underlying_socket(environ: Mapping[str, Any]) -> Any:
    """Return the gevent socket of a request that asks for a WebSocket, plain or TLS."""
    return environ["wsgi.input"].raw._sock


def accept_handshake(key: str) -> bytes:
    """Return the answer to a handshake with this key."""
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: %b\r\n\r\n" % frames.accept_key(key).encode()
    )


def send_at_once(socket: Any) -> None:
    """Switch Nagle's delay off. Without this an acknowledgement behind an event waits 40 ms for
    the phone's own."""
    socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)


def shut(socket: Any, how: int = SHUT_RDWR) -> None:
    """End the stream; a client that has gone already is no trouble."""
    try:
        socket.shutdown(how)
    except OSError:
        return


class WebSocket:
    """A WebSocket after its handshake. One greenlet listens; any greenlet may write."""

    __slots__ = (
        "_backlog",
        "_rate",
        "_readable",
        "_reader",
        "_socket",
        "_take_now",
        "_waiter",
        "_waiting",
        "_writable",
        "closed",
    )

    def __init__(self, socket: Any, rate: EventRate) -> None:
        self._socket = socket
        self._backlog: deque[bytes] | None = None
        self._rate = rate
        self._waiting = 0
        self._writable: Any = None
        self.closed = False

    def shake_hands(self, key: str, first: bytes) -> None:
        """Answer the client's handshake, with a first message in the same packet."""
        send_at_once(self._socket)
        self._socket.sendall(accept_handshake(key) + frames.frame(first))
        self._socket.settimeout(0)

    def listen(
        self,
        limit: int,
        take: Callable[[str | bytes], None],
        take_now: Callable[[str], bool],
    ) -> None:
        """Take messages of at most `limit` bytes until one side is done.

        `take_now` is offered each text on the event loop itself, where nothing may wait. What it
        gives back as False goes to `take` in this greenlet, at the pace of `EventRate`; the next
        message is not read before that is done.
        """
        self._reader = frames.Reader(limit)
        self._take_now = take_now
        hub = gevent.get_hub()
        self._readable = hub.loop.io(self._socket.fileno(), _READ)
        try:
            if last := self._listen(take):
                self._part(last)
        except ConnectionError:
            self.cut()
        finally:
            self._readable.stop()

    def _listen(self, take: Callable[[str | bytes], None]) -> bytes:
        """Take what the loop leaves to this greenlet; gives the frame to part with, or none if
        the client has gone."""
        while True:
            self._waiter = Waiter()
            self._readable.start(self._read)
            try:
                for opcode, payload in self._waiter.get():
                    if wait := self._rate.delay(name_event(payload), monotonic()):
                        gevent.sleep(wait)
                    if (
                        self.closed
                    ):  # Otherwise whoever has gone would be served for minutes yet.
                        return b""
                    match opcode:
                        case frames.TEXT:
                            take(frames.text(payload))
                        case frames.BINARY:
                            take(payload)
                        case frames.PING:
                            self.write(frames.frame(payload, frames.PONG))
                        case frames.CLOSE:
                            return (
                                frames.close_reply(payload)
                                if payload is not _GONE
                                else b""
                            )
            except frames.Broken as broken:
                return frames.close_frame(broken.code)

    def _read(self) -> None:
        """Called by the loop when there is something to read."""
        try:
            size = self._socket.recv_into(_INBOX)
        except BlockingIOError:
            return
        except OSError:
            size = 0
        if not size:
            self._leave([(frames.CLOSE, _GONE)])
            return
        try:
            messages = self._reader.feed(bytes(memoryview(_INBOX)[:size]))
            for at, (opcode, payload) in enumerate(messages):
                if opcode != frames.TEXT or not self._take_now(frames.text(payload)):
                    self._leave(messages[at:])
                    return
        except frames.Broken as broken:
            self._readable.stop()
            self._waiter.throw(broken)
        except BaseException:
            self.cut()
            raise

    def _leave(self, messages: list[frames.Message]) -> None:
        """Leave these to the greenlet that listens."""
        self._readable.stop()
        self._waiter.switch(messages)

    def write(self, framed: bytes) -> None:
        """Send a frame now if the socket takes it, else as soon as it does. Never waits."""
        if self.closed:
            return
        if self._backlog:
            self._keep(framed)
            return
        try:
            sent = self._socket.send(framed)
        except BlockingIOError:
            sent = 0
        except OSError:
            self.cut()
            return
        if sent < len(framed):
            self._keep(framed[sent:])

    def _keep(self, framed: bytes) -> None:
        if self._waiting + len(framed) > MAX_BACKLOG:
            self.cut()
            return
        if self._backlog is None:
            self._backlog = deque()
            self._writable = gevent.get_hub().loop.io(self._socket.fileno(), _WRITE)
        if not self._backlog:
            self._writable.start(self._flush)
        self._backlog.append(framed)
        self._waiting += len(framed)

    def _flush(self) -> None:
        """Called by the loop when the socket takes bytes again."""
        assert self._backlog is not None
        while self._backlog:
            framed = self._backlog[0]
            try:
                sent = self._socket.send(framed)
            except BlockingIOError:
                return
            except OSError:
                self.cut()
                return
            self._waiting -= sent
            if sent < len(framed):
                self._backlog[0] = framed[sent:]
                return
            self._backlog.popleft()
        self._writable.stop()

    def cut(self) -> None:
        """Let go of the client at once. The greenlet that listens wakes up from it."""
        self.closed = True
        if self._backlog:
            self._writable.stop()
            self._backlog.clear()
        shut(self._socket)

    def _part(self, last: bytes) -> None:
        """Send a last frame, and read on for a moment, so that what still comes in does not
        reset it on its way."""
        self.write(last)
        shut(self._socket, SHUT_WR)
        hub = gevent.get_hub()
        readable = hub.loop.io(self._socket.fileno(), _READ)
        with gevent.Timeout(PARTING, False):
            while not self.closed:
                hub.wait(readable)
                if not self._socket.recv_into(_INBOX):
                    return
