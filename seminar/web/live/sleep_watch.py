"""Notices that the server was asleep: a laptop whose lid was closed, or a process that was
stopped."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final

import gevent

from seminar.core.errors import RausError

BEAT: Final = 1.0
"""Seconds between two looks at the clocks."""

SLEPT: Final = 8.0
"""Seconds without a look that count as sleep: far more than the loop is ever busy, and little
enough that a room has not gone on without its timer."""

log = logging.getLogger(__name__)


def clock_with_sleep() -> float:
    """Return seconds of a clock that no one sets and that runs on while the machine sleeps.

    Python's own monotonic clock stands still in a sleeping Linux or macOS, and runs on in Windows.
    """
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        if (clock := getattr(time, name, None)) is not None:
            return time.clock_gettime(clock)
    return time.monotonic()


class SleepWatch:
    """Calls `woke(slept_at)` after a sleep, with the room clock's time of the last look before."""

    def __init__(
        self,
        woke: Callable[[float], None],
        room_clock: Callable[[], float],
        steady: Callable[[], float] = clock_with_sleep,
    ) -> None:
        self._woke = woke
        self._room_clock = room_clock
        self._steady = steady
        self._last = (steady(), room_clock())

    def look(self) -> None:
        """Compare the clocks with the last look."""
        before, slept_at = self._last
        now = self._steady()
        self._last = (now, self._room_clock())
        if now - before > SLEPT:
            self._woke(slept_at)

    def run(self) -> None:
        """Look for ever."""
        while True:
            gevent.sleep(BEAT)
            try:
                self.look()
            except RausError as error:
                log.warning("The timers were not paused after a sleep: %s", error)
