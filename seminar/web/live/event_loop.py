"""The server's event loop, as the store and the pictures need it: post from other threads, wait,
and keep a beat."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import TypeVar

import gevent
from gevent.event import Event

log = logging.getLogger(__name__)

T = TypeVar("T")

GAP = 0.1
"""Seconds between two pictures of one room to the same screen: at most ten a second, which looks
like at once, and lets all answers between two pictures cost one drawing."""


class LoopQueue:
    """Runs callables on the event loop in the order they came; may be called from any thread."""

    def __init__(self) -> None:
        self._jobs: deque[Callable[[], None]] = deque()
        self._loop = gevent.get_hub().loop
        self._wake = self._loop.async_()
        self._wake.start(self._spawn)

    def __call__(self, job: Callable[[], None]) -> None:
        self._jobs.append(job)
        self._wake.send()

    def at_end_of_turn(self, job: Callable[[], None]) -> None:
        """Run `job` on the event loop once it has taken all that has arrived by now; from the
        loop's own thread."""
        self._loop.run_callback(job)

    def wait(self, future: Future[T]) -> T:
        """The future's value or error; other greenlets go on meanwhile."""
        if not future.done():
            ready = Event()
            future.add_done_callback(lambda _: self(ready.set))
            ready.wait()
        return future.result()

    def _spawn(self) -> None:
        gevent.spawn(self._run)

    def _run(self) -> None:
        while self._jobs:
            self._jobs.popleft()()


def quieten() -> None:
    """Let the loop say what went wrong in our code, and neither who was connected nor that a
    phone went away."""
    hub = gevent.get_hub()
    hub.NOT_ERROR = (*hub.NOT_ERROR, ConnectionError)
    hub.print_exception = _told


def _told(
    context: object,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    log.error("A greenlet failed", exc_info=(kind, error, trace))


class Throttle:
    """Calls `send(code)` soon after `mark(code)`: at once when the room has been quiet, else at
    the next beat."""

    def __init__(self, send: Callable[[str], None], gap: float = GAP) -> None:
        self._send = send
        self._gap = gap
        self._waiting: set[str] = set()
        self._last: dict[str, float] = {}

    def mark(self, code: str) -> None:
        if code in self._waiting:
            return
        self._waiting.add(code)
        due = self._last.get(code, float("-inf")) + self._gap
        gevent.spawn_later(max(0.0, due - time.monotonic()), self._strike, code)

    def _strike(self, code: str) -> None:
        # Off the list before the picture is made: a change during the sending marks the next beat.
        self._waiting.discard(code)
        self._last[code] = time.monotonic()
        self._send(code)
