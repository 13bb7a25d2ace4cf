"""The heartbeat of all connections, on a clock that the tests turn."""

from __future__ import annotations

from dataclasses import dataclass

from seminar.web.transport.heartbeat import Heartbeat


@dataclass
class Line:
    """A connection that counts its pings."""

    closed: bool = False
    unanswered: int = 0
    pings: int = 0

    def write(self, framed: bytes) -> None:
        self.pings += 1

    def cut(self) -> None:
        self.closed = True


class Clock:
    """A clock that stands until it is turned."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


def beating(
    clock: Clock, *lines: Line, interval: float = 2.5, patience: float = 10
) -> Heartbeat:
    """A heartbeat that knows these lines."""
    heart = Heartbeat(interval, patience, clock)
    for line in lines:
        heart.add(line)
    return heart


def pass_seconds(
    clock: Clock, heart: Heartbeat, seconds: float, *answering: Line
) -> None:
    """Let time pass in small steps, while these lines answer every ping."""
    end = clock.time + seconds
    while clock.time < end:
        clock.time = min(end, clock.time + 0.25)
        heart.beat()
        for line in answering:
            line.unanswered = 0


def test_a_line_that_answers_is_pinged_at_its_pace_and_kept() -> None:
    clock, line = Clock(), Line()
    pass_seconds(clock, beating(clock, line), 60, line)
    assert line.pings == 24
    assert not line.closed


def test_a_silent_line_is_let_go_between_10_and_15_seconds_after_its_last_answer() -> (
    None
):
    clock, line = Clock(), Line()
    heart = beating(clock, line)
    pass_seconds(clock, heart, 20, line)
    pass_seconds(clock, heart, 10)
    assert not line.closed
    pass_seconds(clock, heart, 5)
    assert line.closed


def test_whoever_has_been_asleep_cuts_nobody_on_waking() -> None:
    """The server process was stopped for a minute; its clock went on, and clients' answers lie
    unread in the sockets."""
    clock, lines = Clock(), [Line() for _ in range(32)]
    heart = beating(clock, *lines)
    pass_seconds(clock, heart, 20, *lines)
    for line in lines:
        line.unanswered = 1
    clock.time += 60
    for _ in range(8):  # The loop looks at its timers before it reads the sockets.
        heart.beat()
    assert not any(line.closed for line in lines)
    assert {line.pings for line in lines} == {lines[0].pings}
    pass_seconds(clock, heart, 30, *lines)
    assert not any(line.closed for line in lines)


def test_after_waking_there_is_one_ping_and_not_one_for_each_interval_slept() -> None:
    clock, line = Clock(), Line()
    heart = beating(clock, line)
    clock.time += 3600
    for _ in range(8):
        heart.beat()
    assert line.pings == 1


def test_those_that_are_silent_after_waking_are_let_go_in_their_turn() -> None:
    clock, lost, here = Clock(), Line(), Line()
    heart = beating(clock, lost, here)
    clock.time += 60
    heart.beat()
    pass_seconds(clock, heart, 15, here)
    assert lost.closed
    assert not here.closed
