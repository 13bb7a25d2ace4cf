"""One heartbeat for all WebSockets: pings each at its time, and lets go of those that stay
silent."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Final, Protocol

import gevent

from seminar.web.transport import frames

SHORTEST: Final = 0.25
"""Seconds that the heartbeat rests at least: connections that are due close together share one
waking of the loop."""

_PING: Final = frames.frame(b"2")


class Pinged(Protocol):
    """A connection, as far as its heartbeat is concerned."""

    closed: bool
    unanswered: int
    """Pings since the client last answered one; the connection sets it to 0 on an answer."""

    def write(self, framed: bytes) -> None: ...

    def cut(self) -> None: ...


class Heartbeat:
    """Pings every connection each `interval` seconds, and cuts off one that has left as many
    pings in a row unanswered as fit into `patience` seconds.

    Pings are counted, and no time is taken of the last answer. So a process that was stopped (a
    laptop that slept) cuts nobody when it wakes: it has sent no pings meanwhile, and the answers to
    earlier ones still lie in the sockets, unread.
    """

    def __init__(
        self, interval: float, patience: float, clock: Callable[[], float] = monotonic
    ) -> None:
        self._interval = interval
        self._clock = clock
        self._most = max(1, int(patience / interval))
        self._due: deque[tuple[float, Pinged]] = deque()

    def add(self, connection: Pinged) -> None:
        """Ping this connection from now on, until it is closed."""
        if not self._due:
            gevent.spawn(self._run)
        self._due.append((self._clock() + self._interval, connection))

    def _run(self) -> None:
        while self._due:
            gevent.sleep(max(self.beat(), SHORTEST))

    def beat(self) -> float:
        """Ping whoever is due; returns the seconds until the next one is, 0 without any."""
        while self._due:
            due, connection = self._due[0]
            now = self._clock()
            if due > now:
                return due - now
            self._due.popleft()
            if connection.closed:
                continue
            if connection.unanswered >= self._most:
                connection.cut()
                continue
            connection.unanswered += 1
            connection.write(_PING)
            # Never a time that is already past: that would ping, and count, again at once.
            self._due.append(
                (max(due, now - self._interval / 2) + self._interval, connection)
            )
        return 0.0
