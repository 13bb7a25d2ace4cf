"""Pages are made one after the other, in turn between those who ask."""

from __future__ import annotations

from functools import partial
from time import monotonic

import gevent
import pytest
from gevent.event import Event

from seminar.web.transport.lane import Lane


@pytest.fixture(autouse=True)
def _know_the_time() -> None:
    """Let the loop look at the clock: it stood while other tests ran, and would take the time
    since then for part of what these tests wait at most."""
    gevent.get_hub().loop.update_now()


def test_pages_begin_one_after_the_other_and_the_loop_has_its_turn_between_them() -> (
    None
):
    lane, order = Lane(), list[str]()
    pages = [
        gevent.spawn(lane.run, "a", partial(order.append, "page")) for _ in range(3)
    ]
    pages[0].link(lambda _: order.append("others"))
    pages[1].link(lambda _: order.append("others"))
    gevent.joinall(pages, timeout=10)
    assert order == ["page", "others", "page", "others", "page"]


def test_a_page_that_waits_for_something_else_keeps_nobody_waiting() -> None:
    lane, printed = Lane(), Event()
    slow = gevent.spawn(lane.run, "a", printed.wait)
    quick = gevent.spawn(lane.run, "b", lambda: "made")
    assert quick.get(timeout=10) == "made"
    assert not slow.ready()
    printed.set()
    assert slow.get(timeout=10)
    assert lane.run("a", lambda: "and on") == "and on"


def test_who_asks_for_many_pages_stands_behind_who_asks_for_one() -> None:
    lane, order = Lane(), list[str]()
    names = ["flood"] * 4 + ["phone", "laptop"]
    gevent.joinall(
        [gevent.spawn(lane.run, name, partial(order.append, name)) for name in names],
        timeout=10,
    )
    assert order == ["flood", "flood", "phone", "laptop", "flood", "flood"]


def test_who_is_served_first_stands_before_the_others_and_keeps_nobody_out() -> None:
    lane, order = Lane(), list[str]()
    firsts = [("phone", True)] * 5
    names = [("flood", False)] * 3 + firsts
    gevent.joinall(
        [
            gevent.spawn(lane.run, name, partial(order.append, name), is_first)
            for name, is_first in names
        ],
        timeout=10,
    )
    assert order == ["flood", *["phone"] * 3, "flood", *["phone"] * 2, "flood"]


def test_a_lane_takes_no_more_than_its_share_of_the_time() -> None:
    lane, page = Lane(0.2), 0.004

    def make() -> None:
        end = monotonic() + page
        while monotonic() < end:
            continue

    begun = monotonic()
    gevent.joinall([gevent.spawn(lane.run, "a", make) for _ in range(6)], timeout=10)
    assert monotonic() - begun >= 5 * page / 0.2 * 0.9
