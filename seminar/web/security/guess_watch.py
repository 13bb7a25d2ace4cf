"""Notices that somebody is guessing join codes, for facilitators to read on the console."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from seminar.service.view_models import Guessing

MANY = 30
"""Wrong codes within a minute that are no mistypes: every third of a full hall would have to be
wrong in the same minute."""

QUIET = 300
"""Seconds without a wrong code after which the guessing is over, and what comes is another."""

REMEMBERED = 900
"""Seconds that a console goes on saying what was: as long as it may lead to anything."""

TOLD_EVERY = 5
"""Seconds between two updates of the same guessing: the number matters, not each digit of it."""


class GuessWatch:
    """Counts codes that led nowhere, and calls `tell` when a facilitator should read of them."""

    def __init__(self, clock: Callable[[], float], tell: Callable[[], None]) -> None:
        self._clock = clock
        self._tell = tell
        self._minute: deque[float] = deque()
        """When each wrong code of the last minute came, the last `MANY` of them."""
        self._guessing: Guessing | None = None
        self._told = float("-inf")

    def note(self) -> None:
        """Count one more code that led nowhere, or was not looked up."""
        now = self._clock()
        if self._guessing and now - self._guessing.last <= QUIET:
            guessing = self._guessing
            self._guessing = replace(guessing, tries=guessing.tries + 1, last=now)
        else:
            self._guessing = self._begun(now)
        if self._guessing and now - self._told >= TOLD_EVERY:
            self._told = now
            self._tell()

    @property
    def guessing(self) -> Guessing | None:
        """The guessing that goes on, or has gone on lately; None where there was none."""
        if self._guessing and self._clock() - self._guessing.last > REMEMBERED:
            return None
        return self._guessing

    def _begun(self, now: float) -> Guessing | None:
        """Return the guessing that this code makes of those of the last minute, if any."""
        self._minute.append(now)
        while self._minute[0] < now - 60:
            self._minute.popleft()
        if len(self._minute) < MANY:
            return None
        begun = Guessing(len(self._minute), since=self._minute[0], last=now)
        self._minute.clear()
        return begun
