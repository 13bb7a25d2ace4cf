"""How fast a visitor gets pages, and who is served where it is crowded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import gevent
import pytest
from gevent.event import Event

from seminar.web.transport import page_rate
from seminar.web.transport.handshake import REFUSED
from seminar.web.transport.http_server import CROWDED
from seminar.web.transport.page_rate import NEWCOMERS, TOO_FAST, TOO_MANY, VISITOR, PageRate


class Gate:
    """A `PageRate` whose clock goes on only by its own waiting."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(page_rate, "monotonic", lambda: self.now)
        monkeypatch.setattr("gevent.sleep", self.wait)
        monkeypatch.setattr(page_rate.Lane, "run", lambda lane, make: make())
        self.refused: list[object] = []
        self.rate = PageRate(
            self.application,
            lambda environ: environ.get("visitor", ""),
            lambda environ: environ.get("facilitator", False),
        )

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def application(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        self.refused.append(environ.get(REFUSED))
        return []

    def ask(self, **environ: object) -> float:
        """Ask for a page; the seconds that it took."""
        before = self.now
        self.rate({"REMOTE_ADDR": "192.0.2.1", **environ}, lambda *_: None)
        return self.now - before


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch)


def test_a_visitor_who_asks_without_pause_gets_pages_at_a_steady_pace(gate: Gate) -> None:
    took = [gate.ask(visitor="a") for _ in range(VISITOR.burst + 20)]
    assert took[: VISITOR.burst] == [0.0] * VISITOR.burst
    assert took[VISITOR.burst :] == pytest.approx([1 / VISITOR.per_second] * 20)
    assert gate.ask(visitor="b") == 0.0
    assert set(gate.refused) == {None}


def test_who_asks_for_many_at_once_is_told_so_in_the_end(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("gevent.sleep", waits.append)  # All ask in the same moment.
    for _ in range(VISITOR.burst + 60):
        gate.ask(visitor="a")
    assert gate.refused.count(None) < VISITOR.burst + 60
    assert gate.refused[-1] is TOO_FAST
    assert max(waits) <= page_rate.LONGEST_WAIT
    gate.now += 10
    gate.ask(visitor="a")
    assert gate.refused[-1] is None


def test_a_hall_of_newcomers_behind_one_address_is_let_in_at_once(gate: Gate) -> None:
    assert sum(gate.ask() for _ in range(NEWCOMERS.burst)) < 0.001


def test_pages_begin_one_after_the_other_and_the_loop_has_its_turn_between_them() -> None:
    lane, order = page_rate.Lane(), list[str]()
    pages = [gevent.spawn(lane.run, partial(order.append, "page")) for _ in range(3)]
    pages[0].link(lambda _: order.append("others"))
    pages[1].link(lambda _: order.append("others"))
    gevent.joinall(pages, timeout=10)
    assert order == ["page", "others", "page", "others", "page"]


def test_a_page_that_waits_for_something_else_keeps_nobody_waiting() -> None:
    lane, printed = page_rate.Lane(), Event()
    slow = gevent.spawn(lane.run, printed.wait)
    quick = gevent.spawn(lane.run, lambda: "made")
    assert quick.get(timeout=10) == "made"
    assert not slow.ready()
    printed.set()
    assert slow.get(timeout=10)
    assert lane.run(lambda: "and on") == "and on"


def test_where_it_is_crowded_only_facilitators_are_served(gate: Gate) -> None:
    gate.ask(**{CROWDED: True})
    gate.ask(**{CROWDED: True, "facilitator": True})
    assert gate.refused == [TOO_MANY, None]


def test_visitors_are_not_remembered_without_end(gate: Gate) -> None:
    for number in range(page_rate.MAX_BUCKETS + 5):
        gate.ask(visitor=str(number))
        gate.now += 1
    assert len(gate.rate._buckets) <= page_rate.MAX_BUCKETS
