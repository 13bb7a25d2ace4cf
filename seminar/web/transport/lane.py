"""Has pages made one after the other, in turn between those who ask."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Any, Final, TypeVar

import gevent
from gevent.event import Event

Answer = TypeVar("Answer")

SHARE_OF_PAGES: Final = 0.5
"""Part of the time that pages may take together while others wait for acknowledgements, which are a
hundred times shorter and must not stand behind a queue of pages."""

FIRST_IN_A_ROW: Final = 3
"""Turns of those who are served first, before somebody else has one."""

LONGEST_PAGE: Final = 0.05
"""Seconds; one that takes longer waits for the disk or for a print, and not for this thread."""


Queues = dict[str, deque[Event]]
"""Who waits, by name; the first name is the next one's."""


class Lane:
    """Lets pages begin one after the other, with as much time between them as they take, so that
    live events get their turn however many pages are asked for.

    Whoever asks for many stands behind everybody who asks for one: turns go round by name. Those
    who are served first have a round of their own, and `FIRST_IN_A_ROW` turns of it come before
    each turn of the others, who so get on as well.
    """

    def __init__(self, share: float = SHARE_OF_PAGES) -> None:
        """`share` is the part of the time that the pages may take together."""
        self._share = share
        self._taken = False
        self._first: Queues = {}
        self._others: Queues = {}
        self._in_a_row = 0

    def run(
        self, name: str, make: Callable[[], Answer], is_first: bool = False
    ) -> Answer:
        """Make a page when its turn has come."""
        self._wait(name, self._first if is_first else self._others)
        turn = _Turn(self._pass_on)
        begun = monotonic()
        try:
            return make()
        finally:
            turn.pass_on((monotonic() - begun) * (1 / self._share - 1))

    def _wait(self, name: str, queues: Queues) -> None:
        if not self._taken:
            self._taken = True
            return
        come = Event()
        queues.setdefault(name, deque()).append(come)
        come.wait()

    def _pass_on(self) -> None:
        """Give the turn to the next name, which then stands last."""
        queues = self._choose_queues()
        if not queues:
            self._taken = False
            return
        name = next(iter(queues))
        queue = queues.pop(name)
        queue.popleft().set()
        if queue:
            queues[name] = queue

    def _choose_queues(self) -> Queues:
        if self._first and (self._in_a_row < FIRST_IN_A_ROW or not self._others):
            self._in_a_row += 1
            return self._first
        self._in_a_row = 0
        return self._others


class _Turn:
    """One page's turn. It ends when the page is made and the pause behind it is over, or as soon
    as it is seen to wait for something else."""

    def __init__(self, pass_on: Callable[[], None]) -> None:
        self._pass_on = pass_on
        self._timer: Any = gevent.get_hub().loop.timer(LONGEST_PAGE)
        # The loop comes to this only while the page does not run.
        self._timer.start(self._end)

    def pass_on(self, pause: float) -> None:
        """Let the next one begin after a pause."""
        if self._timer is not None:
            self._timer.stop()
            self._timer.close()
            self._timer = gevent.get_hub().loop.timer(min(pause, LONGEST_PAGE))
            self._timer.start(self._end)

    def _end(self) -> None:
        self._timer.close()
        self._timer = None
        self._pass_on()
