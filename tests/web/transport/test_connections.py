"""Who may be connected, and for how long; real sockets play the clients."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from seminar.web.transport import connections
from seminar.web.transport.connections import RESERVE, ConnectionTable, Phase

HALL = "192.0.2.1"
ELSEWHERE = "192.0.2.2"


class Clients:
    """Clients that connect to a table, each with a port of its own."""

    def __init__(self, table: ConnectionTable) -> None:
        self.table = table
        self.sockets: list[socket.socket] = []

    def connect(self, address: str = HALL) -> tuple[str, int]:
        """Return who has connected, and must have been admitted."""
        peer = self.try_to_connect(address)
        assert peer is not None
        return peer

    def try_to_connect(self, address: str = HALL) -> tuple[str, int] | None:
        """Return who has been admitted; None when there was no place."""
        ours, theirs = socket.socketpair()
        ours.settimeout(5)
        self.sockets += [ours, theirs]
        peer = (address, len(self.sockets))
        return peer if self.table.admit(theirs, peer) else None

    def is_ended(self, peer: tuple[str, int]) -> bool:
        """Whether the server has ended this client's connection."""
        ours = self.sockets[peer[1] - 2]
        ours.setblocking(False)
        try:
            return ours.recv(1) == b""
        except BlockingIOError:
            return False

    def stay(self, address: str = HALL) -> tuple[str, int]:
        """Connect and go into a room."""
        peer = self.connect(address)
        self.table.enter(self.table.find(peer), Phase.ROOM)
        return peer


@pytest.fixture
def clients() -> Iterator[Clients]:
    clients = Clients(ConnectionTable(most=RESERVE + 8, most_of_one=RESERVE + 4))
    yield clients
    for client in clients.sockets:
        client.close()


def test_who_is_in_a_room_stays_and_newcomers_beyond_the_share_of_one_address_are_marked(
    clients: Clients,
) -> None:
    inside = [clients.stay() for _ in range(4)]
    late = clients.connect()
    assert clients.table.find(late).crowded
    other = clients.connect(ELSEWHERE)
    assert not clients.table.find(other).crowded
    assert not any(clients.is_ended(peer) for peer in inside)


def test_whoever_has_idled_longest_makes_room_for_the_next(clients: Clients) -> None:
    first, second, *_ = [clients.connect() for _ in range(4)]
    newest = clients.connect()
    assert clients.is_ended(first)
    assert not clients.is_ended(second)
    assert not clients.table.find(newest).crowded


def test_of_too_many_half_bodies_the_oldest_goes(
    clients: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connections.CROWD, Phase.BODY, 2)
    first, second, third = clients.connect(), clients.connect(), clients.connect()
    for peer in (first, second):
        clients.table.enter(clients.table.find(peer), Phase.BODY)
    assert not clients.is_ended(first)
    clients.table.enter(clients.table.find(third), Phase.BODY)
    assert clients.is_ended(first)
    assert not clients.is_ended(second)
    assert not clients.is_ended(third)
    assert len(clients.table) == 2


def test_who_is_held_for_a_refusal_makes_room_first(clients: Clients) -> None:
    idle, flood, *_ = [clients.connect() for _ in range(4)]
    held = clients.table.find(flood)
    clients.table.enter(held, Phase.HELD)
    assert not clients.table.find(clients.connect()).crowded
    assert held.dropped.is_set()
    assert clients.is_ended(flood)
    assert not clients.is_ended(idle)


def test_beyond_the_reserve_nobody_is_admitted_until_somebody_leaves(
    clients: Clients,
) -> None:
    inside = [clients.stay() for _ in range(RESERVE + 4)]
    assert clients.try_to_connect() is None
    clients.table.leave(inside[0])
    assert clients.try_to_connect() is not None
    assert len(clients.table) == RESERVE + 4


def test_each_phase_has_its_time_and_a_room_has_none(
    clients: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(connections, "monotonic", lambda: now)
    waiting, sending, inside = clients.connect(), clients.connect(), clients.stay()
    clients.table.enter(clients.table.find(sending), Phase.BODY)
    ended = []
    for seconds in (9.9, 10.1, 29.9, 30.1, 100_000.0):
        now = 1000.0 + seconds
        clients.table.sweep()
        ended.append([clients.is_ended(peer) for peer in (waiting, sending, inside)])
    assert ended == [
        [False, False, False],
        [True, False, False],
        [True, False, False],
        [True, True, False],
        [True, True, False],
    ]


def test_a_connection_that_left_by_itself_is_forgotten(clients: Clients) -> None:
    peer = clients.connect()
    clients.table.leave(peer)
    clients.table.leave(peer)
    assert len(clients.table) == 0
    assert not clients.table.drop_idle()
