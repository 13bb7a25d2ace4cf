"""The server process, as far as it can be seen without starting one."""

from __future__ import annotations

from itertools import chain

from seminar.web.server import steady_clock


def test_a_clock_that_is_set_moves_no_timer() -> None:
    wall = chain([1000.0], iter(lambda: 1e9, None))
    running = iter([5.0, 6.0, 66.0])
    clock = steady_clock(lambda: next(wall), lambda: next(running))
    assert [clock(), clock()] == [1001.0, 1061.0]
