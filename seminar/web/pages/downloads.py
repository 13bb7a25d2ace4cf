"""Files for a browser, made one at a time in a thread beside the event loop, so that no phone
waits for them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final, Literal, TypeVar

import gevent
from flask import Response
from gevent.threadpool import ThreadPool
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from seminar.content.translations import read_speech
from seminar.core.elements import Document
from seminar.core.errors import Refused
from seminar.core.i18n import Speech, say
from seminar.pdf import render_pdf

T = TypeVar("T")

Shown = Literal["inline", "attachment"]
"""Whether a browser shows the file, or keeps it."""

PER_PHONE: Final = "6/minute"
"""Sheets that one phone may fetch: enough for somebody who changes their mind about what is to be
on it, and too few to keep the machine busy (a sheet takes about a tenth of a second)."""

PAUSE: Final = 1.0
"""Seconds before a phone is told so. Nothing is done meanwhile: a script that asks without pause
gets one answer a second on each of its connections, and not a thousand."""


class TooMany(Refused):
    """One phone asks for more than its share."""


class PrintQueue:
    """Makes the files of all pages one after the other, in the order they were asked for.

    One at a time, because they share the fonts of one process, and because a whole room asks for
    its sheets in the same minute.
    """

    def __init__(self) -> None:
        self._pool = ThreadPool(1)
        self._waiting: deque[str] = deque()
        """Whose files are being made or waited for, the first first."""
        self._limit = parse(PER_PHONE)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def ahead_of(self, owner: str) -> int | None:
        """Count the files that come before this owner's, 0 while it is being made; None without
        one."""
        return self._waiting.index(owner) if owner in self._waiting else None

    def admit(self, owner: str) -> None:
        """Raise `TooMany` in words when a phone asks again before it has its file, or too often."""
        if owner in self._waiting:
            words = say(
                "Your sheet is being made already. Wait a moment, then press once more."
            )
        elif not self._limiter.hit(self._limit, owner):
            words = say(
                "This phone has just fetched several sheets. Wait a minute, then press again."
            )
        else:
            return
        gevent.sleep(PAUSE)
        raise TooMany(words)

    def pdf(
        self, document: Document, name: str, shown: Shown = "inline", owner: str = ""
    ) -> Response:
        """Return the document as a PDF for the browser to show or to keep."""
        return self.file(
            render_pdf, document, document.lang, "application/pdf", name, shown, owner
        )

    def file(
        self,
        make: Callable[[T, Speech], bytes],
        content: T,
        lang: str,
        type_: str,
        name: str,
        shown: Shown,
        owner: str = "",
    ) -> Response:
        """Return the file that `make` makes of `content`, when its turn has come and it is made."""
        self._waiting.append(owner)
        try:
            file = self._pool.apply(make, (content, read_speech(lang)))
        finally:
            self._waiting.remove(owner)
        return Response(
            file,
            content_type=type_,
            headers={"Content-Disposition": f'{shown}; filename="{name}"'},
        )
