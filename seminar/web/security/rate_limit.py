"""Limit how many join codes may be tried, and how many may join.

What is typed can be guessed, so codes that lead nowhere are counted: by visit, and in all. Never by
address, for a whole room may come from one. What is scanned carries a secret beside the code
(`seminar.service.pseudonyms.link_secret`) and is not counted.

The limits keep a promise: **guessing for eight hours finds an open room with a chance of 0.2 % at
most.** Each minute `2 * EACH_WAY` wrong codes are looked up, in 8 hours and one minute 529 100. A
try finds an open room with a chance of 4 in 32^6 at most, for that is how densely codes are given
out (`seminar.service.pseudonyms.code_length`), however many rooms are open. 529 100 * 4 / 32^6 is
0.197 %. Rooms that are closed can be found as well; there is nothing in them to answer.

Half of what is allowed is for requests without a visit cookie, half for those with one. A person
types the address on the screen first, gets a page with a cookie, and sends the code from there: so
whoever fires off addresses without keeping cookies cannot use up what people need. Whoever keeps
them can, with more than 550 wrong codes a minute; then only those who scan get in, and the
facilitator reads of it on the console.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from seminar.core.errors import NotFound, Refused
from seminar.core.i18n import say

EACH_VISIT = 20
"""Wrong codes a minute that one visit may try: more than anybody mistypes."""

EACH_WAY = 550
"""Wrong codes a minute that all visits without a cookie may try together, and all with one."""

EACH_ROOM = 400
"""New participants a minute that one room lets in. A hall of 400 that scans one wall at once gets
in; of a flood, the facilitator has time to read before the room is full."""

Found = TypeVar("Found")


class TooManyTries(Refused):
    """Too many wrong codes have been tried, by this visit or by all."""


class Guesses:
    """Counts join codes that led nowhere, and refuses to look further when there were too many."""

    def __init__(self, noticed: Callable[[], None] = lambda: None) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._each_visit = parse(f"{EACH_VISIT}/minute")
        self._each_way = parse(f"{EACH_WAY}/minute")
        self.noticed = noticed
        """Called for each code that led nowhere, and for each that was not looked up."""

    def look(self, visitor: str, code: str, find: Callable[[str], Found]) -> Found:
        """Return what `find` finds for a code that was typed, and count one that leads nowhere.

        Args:
            visitor: The number in the visit cookie that came along; empty without one.
            code: What was typed.
            find: Raises `NotFound` where there is no such room.

        Raises:
            TooManyTries: When too many codes have been tried.
        """
        way = "with" if visitor else "without"
        if not self._may_look(visitor, way):
            self.noticed()
            raise TooManyTries(
                say(
                    "Too many codes have been tried. Scan the square on the screen with the camera,"
                    " or wait a minute and type the code again."
                )
            )
        try:
            return find(code)
        except NotFound:
            self._limiter.hit(self._each_way, way)
            if visitor:
                self._limiter.hit(self._each_visit, "visit", visitor)
            self.noticed()
            raise

    def _may_look(self, visitor: str, way: str) -> bool:
        if not self._limiter.test(self._each_way, way):
            return False
        return not visitor or self._limiter.test(self._each_visit, "visit", visitor)


class Arrivals:
    """Counts new participants of each room, and refuses more than a room lets in a minute."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._each_room = parse(f"{EACH_ROOM}/minute")

    def admit(self, code: str) -> None:
        """Count one more newcomer of this room; `Refused` when too many have come."""
        if not self._limiter.hit(self._each_room, code):
            raise Refused(
                say(
                    "Very many are joining at once. Wait a minute, and press Join again."
                )
            )
