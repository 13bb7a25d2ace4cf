"""Rate limit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from seminar.core.errors import NotFound, Refused
from seminar.core.i18n import say

REMEMBERED = 20_000
"""How many visitors are remembered as having found their room."""


Found = TypeVar("Found")


class Guesses:
    """Counts join codes that led nowhere: per visitor and in all, never per address, for a room
    is one address."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._each, self._all = parse("20/minute"), parse("200/minute")
        self._found: set[tuple[str, str]] = set()

    def look(self, visitor: str, code: str, find: Callable[[str], Found]) -> Found:
        """What `find` finds for `code`; `Refused` in words when too many codes have been tried.

        Whoever has found a room before finds it again, however many others are guessing.
        """
        if (visitor, code) in self._found:
            return find(code)
        if not (
            self._limiter.test(self._each, "each", visitor) and self._limiter.test(self._all, "all")
        ):
            raise Refused(
                say("Too many codes were tried. Wait a minute, then type the code on the screen.")
            )
        try:
            found = find(code)
        except NotFound:
            self._limiter.hit(self._each, "each", visitor)
            self._limiter.hit(self._all, "all")
            raise
        if visitor:
            self._remember(visitor, code)
        return found

    def _remember(self, visitor: str, code: str) -> None:
        if len(self._found) >= REMEMBERED:
            self._found.clear()
        self._found.add((visitor, code))
