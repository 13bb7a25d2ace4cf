"""Keep account of connections: how long each may take for what it is at, and how many may be.

One greenlet looks after all of them, where a timer for each request would cost more than the
request. A connection whose time is over is shut down: whoever reads from it or writes to it finds
it ended, as when the client goes.
"""

from __future__ import annotations

import os
import socket
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import chain
from time import monotonic
from typing import Any, Final

import gevent
from gevent.event import Event

from seminar.web.transport.websocket import shut

SWEEP: Final = 0.5
"""Seconds between two looks at whose time is over."""

RESERVE: Final = 32
"""Connections that only facilitators get, of all and of each address, so that a full room can still
be steered. Three consoles open six each at most."""

SHARE_OF_ONE_ADDRESS: Final = 0.75
"""Part of all connections that one address may hold. A whole room is often one address, so this
only leaves the others a way in."""


class Phase(Enum):
    """The stage that a connection is at."""

    HEADER = auto()
    BODY = auto()
    ANSWER = auto()
    GREETING = auto()
    ROOM = auto()
    HELD = auto()


PATIENCE: Final[dict[Phase, float]] = {
    # The next request's header must be here: from the beginning, or from the last answer on.
    Phase.HEADER: 10.0,
    # Its body; a form has a few hundred bytes.
    Phase.BODY: 30.0,
    # The answer must be made and taken. The longest is a print, behind others, to a slow phone.
    Phase.ANSWER: 120.0,
    # A WebSocket must have been let in to a room.
    Phase.GREETING: 10.0,
    # A request too many waits for its refusal.
    Phase.HELD: 10.0,
}
"""Seconds that a connection has for what it is at. In a room it has no end: there pings tell
whether anybody is there."""


@dataclass(eq=False, slots=True)
class TcpConnection:
    """One client's connection."""

    socket: Any
    address: str
    crowded: bool
    """Whether it stands in the reserve: only a facilitator is served."""
    phase: Phase = Phase.HEADER
    due: float = 0.0
    counted: bool = True
    """Whether it still counts as connected; one that has been shut down does not."""
    dropped: Event = field(default_factory=Event)
    """Set when it has been shut down."""


CROWD: Final[dict[Phase, int]] = {
    # Eight for each of 250 phones that keep a connection open between two requests.
    Phase.HEADER: 2000,
    # A body of a few hundred bytes comes with its header: a room's forms are here for milliseconds.
    Phase.BODY: 200,
}
"""How many connections may be at something that costs nothing to begin; of more, the oldest goes.
Each holds about 20 KB."""


class ConnectionTable:
    """All connections of one server, in each phase by age."""

    def __init__(self, most: int, most_of_one: int | None = None) -> None:
        """`most_of_one` is how many an address may have; all, behind a proxy, which is one."""
        self._most = most
        self._most_of_one = most if most_of_one is None else most_of_one
        self._by_peer: dict[Any, TcpConnection] = {}
        self._open = 0
        self._by_address: Counter[str] = Counter()
        self._phases: dict[Phase, dict[TcpConnection, None]] = {
            phase: {} for phase in Phase
        }

    def __len__(self) -> int:
        return self._open

    def admit(self, client: Any, peer: Any) -> bool:
        """Take a new connection in; False when there is no place for it.

        Where it is crowded, whoever would be refused anyhow goes first, then whoever has kept a
        connection longest without asking for anything.
        """
        address = str(peer[0])
        if self._is_over(address, RESERVE):
            self.drop_idle(address if self._is_one_over(address, RESERVE) else None)
        if self._is_over(address, 0):
            return False
        connection = TcpConnection(client, address, self._is_over(address, RESERVE))
        self._by_peer[peer] = connection
        self._by_address[address] += 1
        self._open += 1
        self.enter(connection, Phase.HEADER)
        return True

    def find(self, peer: Any) -> TcpConnection:
        """Return the connection of a peer that has been admitted."""
        return self._by_peer[peer]

    def enter(self, connection: TcpConnection, phase: Phase) -> None:
        """Note that a connection is at something new."""
        self._phases[connection.phase].pop(connection, None)
        connection.phase = phase
        connection.due = monotonic() + PATIENCE.get(phase, 0.0)
        if not connection.counted:
            return
        crowd = self._phases[phase]
        crowd[connection] = None
        if len(crowd) > CROWD.get(phase, self._most):
            self._shut(next(iter(crowd)))

    def leave(self, peer: Any) -> None:
        """Forget a connection that has been closed."""
        connection = self._by_peer.pop(peer, None)
        if connection is not None:
            self._discount(connection)

    def drop_idle(self, address: str | None = None) -> bool:
        """Shut down the oldest connection (of an address) that is held, or waits for a request."""
        for connection in chain(self._phases[Phase.HELD], self._phases[Phase.HEADER]):
            if address in (None, connection.address):
                self._shut(connection)
                return True
        return False

    def sweep(self) -> None:
        """Shut down every connection whose time is over."""
        now = monotonic()
        for phase in PATIENCE:
            connections = self._phases[phase]
            # By age, and with the same time for all: the first that may stay ends the search.
            while connections and (oldest := next(iter(connections))).due <= now:
                self._shut(oldest)

    def keep_sweeping(self) -> None:
        """Sweep for ever, in a greenlet of its own."""
        while True:
            gevent.sleep(SWEEP)
            self.sweep()

    def _is_over(self, address: str, reserve: int) -> bool:
        return self._open >= self._most - reserve or self._is_one_over(address, reserve)

    def _is_one_over(self, address: str, reserve: int) -> bool:
        return self._by_address[address] >= self._most_of_one - reserve

    def _discount(self, connection: TcpConnection) -> None:
        self._phases[connection.phase].pop(connection, None)
        if not connection.counted:
            return
        connection.counted = False
        self._open -= 1
        self._by_address[connection.address] -= 1
        if not self._by_address[connection.address]:
            del self._by_address[connection.address]

    def _shut(self, connection: TcpConnection) -> None:
        """Shut the connection down, whatever lies over it: TLS would wait for the other side."""
        self._discount(connection)
        connection.dropped.set()
        number = connection.socket.fileno()
        if number < 0:
            return
        with socket.socket(fileno=os.dup(number)) as plain:
            shut(plain)
