"""How fast a visitor gets pages, and who is served where it is crowded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from seminar.web.transport import page_rate
from seminar.web.transport.event_rate import EVENT_RATE
from seminar.web.transport.http_server import CROWDED, HOLD
from seminar.web.transport.lane import Lane
from seminar.web.transport.page_rate import (
    FILES,
    HELD_FOR,
    NEWCOMERS,
    VISITOR,
    Caller,
    PageRate,
)


class Gate:
    """A `PageRate` whose clock goes on only by its own waiting."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(page_rate, "monotonic", lambda: self.now)
        monkeypatch.setattr("gevent.sleep", self.wait)
        monkeypatch.setattr(Lane, "run", lambda lane, name, make, is_first: make())
        self.statuses: list[str] = []
        self.headers: dict[str, str] = {}
        self.event_rates: list[object] = []
        self.rate = PageRate(
            self.application,
            lambda environ: Caller(
                environ.get("visitor", ""),
                environ["REMOTE_ADDR"],
                environ.get("scanned", False),
                environ.get("facilitator", False),
            ),
            lambda: "raus-visit=new",
            lambda words, environ: words.msgid.encode(),
        )

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def application(
        self, environ: dict[str, Any], start: Callable[..., Any]
    ) -> list[bytes]:
        self.event_rates.append(environ[EVENT_RATE])
        start("200 OK", [])
        return []

    def ask(self, **environ: object) -> float:
        """Ask for a page; the seconds that it took."""
        before = self.now
        request = {"REMOTE_ADDR": "192.0.2.1", "REQUEST_METHOD": "GET", **environ}
        self.rate(request, self.start)
        return self.now - before

    def start(self, status: str, headers: list[tuple[str, str]]) -> None:
        self.statuses.append(status[:3])
        self.headers = dict(headers)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch)


def test_a_visitor_who_asks_without_pause_gets_pages_at_a_steady_pace(
    gate: Gate,
) -> None:
    took = [gate.ask(visitor="a") for _ in range(VISITOR.burst + 20)]
    assert took[: VISITOR.burst] == [0.0] * VISITOR.burst
    assert took[VISITOR.burst :] == pytest.approx([1 / VISITOR.per_second] * 20)
    assert gate.ask(visitor="b") == 0.0
    assert set(gate.statuses) == {"200"}


def test_who_asks_for_many_at_once_is_told_so_in_the_end(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("gevent.sleep", waits.append)  # All ask in the same moment.
    for _ in range(VISITOR.burst + 60):
        gate.ask(visitor="a")
    assert gate.statuses.count("200") < VISITOR.burst + 60
    assert gate.statuses[-1] == "429"
    assert max(waits) <= page_rate.LONGEST_WAIT
    gate.now += 10
    gate.ask(visitor="a")
    assert gate.statuses[-1] == "200"


def test_a_hall_of_newcomers_behind_one_address_is_let_in_at_once(gate: Gate) -> None:
    assert sum(gate.ask() for _ in range(NEWCOMERS.burst)) < 0.001


@pytest.fixture
def flooded(gate: Gate) -> Gate:
    """A gate at which more newcomers of one address have asked than it lets through at once."""
    for _ in range(NEWCOMERS.burst):
        gate.ask(PATH_INFO="/j/K7M4QX")
    assert set(gate.statuses) == {"200"}
    return gate


def test_a_newcomer_too_many_is_held_and_sent_back_with_a_cookie_of_its_own(
    flooded: Gate,
) -> None:
    took = flooded.ask(PATH_INFO="/J/\xc3\x85 7.X", QUERY_STRING="code=K7M")
    assert took == HELD_FOR
    assert flooded.statuses[-1] == "303"
    assert flooded.headers["Location"] == "/J/%C3%85%207.X?code=K7M&again=1"
    assert flooded.headers["Set-Cookie"] == "raus-visit=new"
    assert flooded.ask(visitor="new", QUERY_STRING="again=1") == 0.0
    assert flooded.statuses[-1] == "200"


def test_who_is_sent_back_is_sent_to_this_server(flooded: Gate) -> None:
    flooded.ask(PATH_INFO="//elsewhere.example/j")
    assert flooded.headers["Location"] == "/elsewhere.example/j?again=1"


@pytest.mark.parametrize(
    "request_again",
    [
        {"QUERY_STRING": "again=1"},
        {"REQUEST_METHOD": "POST"},
        {"PATH_INFO": "/socket.io/"},
    ],
)
def test_who_keeps_no_cookie_or_wants_no_page_is_told_in_words(
    flooded: Gate, monkeypatch: pytest.MonkeyPatch, request_again: dict[str, object]
) -> None:
    monkeypatch.setattr("gevent.sleep", lambda seconds: None)  # All in one moment.
    for _ in range(int(NEWCOMERS.per_second * page_rate.LONGEST_WAIT) + 2):
        flooded.ask(**request_again)
    assert flooded.statuses[-1] == "429"


def test_who_scans_is_let_in_beside_a_flood_of_those_who_merely_ask(
    flooded: Gate,
) -> None:
    assert flooded.ask(scanned=True) == 0.0
    assert flooded.statuses[-1] == "200"


def test_newcomers_of_another_address_have_a_pace_of_their_own(flooded: Gate) -> None:
    assert flooded.ask(REMOTE_ADDR="192.0.2.2") == 0.0
    assert flooded.statuses[-1] == "200"


def test_files_take_nothing_from_the_pages_of_their_visitor(gate: Gate) -> None:
    files = [
        gate.ask(visitor="a", PATH_INFO="/static/phone.js") for _ in range(FILES.burst)
    ]
    pages = [gate.ask(visitor="a") for _ in range(VISITOR.burst)]
    assert sum(files) + sum(pages) == 0.0
    assert gate.ask(visitor="a", PATH_INFO="/static/phone.js") > 0.0
    assert gate.ask(visitor="a") > 0.0


def test_where_it_is_crowded_only_facilitators_are_served(gate: Gate) -> None:
    gate.ask(**{CROWDED: True})
    gate.ask(**{CROWDED: True, "facilitator": True})
    assert gate.statuses == ["503", "200"]


def test_a_request_too_many_is_held_before_it_is_refused(gate: Gate) -> None:
    held: list[float] = []
    gate.ask(**{CROWDED: True, HOLD: held.append})
    assert held == [HELD_FOR]


def test_a_facilitator_asks_as_fast_as_they_like(gate: Gate) -> None:
    asks = [gate.ask(visitor="a", facilitator=True) for _ in range(VISITOR.burst * 2)]
    assert sum(asks) == 0.0
    assert set(gate.statuses) == {"200"}


def test_all_connections_of_one_browser_have_one_pace(gate: Gate) -> None:
    for visitor in ("a", "a", "b"):
        gate.ask(visitor=visitor, PATH_INFO="/socket.io/")
    first, second, another = gate.event_rates
    assert first is second
    assert first is not another


def test_visitors_are_not_remembered_without_end(gate: Gate) -> None:
    for number in range(page_rate.MAX_VISITORS + 5):
        gate.ask(visitor=str(number))
        gate.now += 1
    assert len(gate.rate._paces) <= page_rate.MAX_VISITORS


def test_of_many_who_are_all_busy_those_who_came_first_are_forgotten(
    gate: Gate,
) -> None:
    for number in range(page_rate.MAX_VISITORS + 1):
        gate.ask(visitor=str(number))
    remembered = list(gate.rate._paces)
    assert len(remembered) == page_rate.MAX_VISITORS // 2 + 1
    assert remembered[-2:] == [
        str(page_rate.MAX_VISITORS - 1),
        str(page_rate.MAX_VISITORS),
    ]
