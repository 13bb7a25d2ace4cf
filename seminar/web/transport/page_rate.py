"""How fast one visitor gets pages, newcomers from one address together, and all; and who is served
when it is crowded.

A request too many waits, for an answer at once would only bring the next one. One that would wait
too long is held, and then told so in words that were made beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any, Final

import gevent

from seminar.core.i18n import Say, say
from seminar.web.transport.event_rate import EVENT_RATE, Bucket, EventRate, Rate
from seminar.web.transport.handshake import Application, Environ
from seminar.web.transport.http_server import CROWDED, HOLD
from seminar.web.transport.lane import Lane

VISITOR: Final = Rate(4, 100)
"""Requests of one browser. A page and what belongs to it are eight at first, one or two later."""

NEWCOMERS: Final = Rate(20, 400)
"""Requests from one address by browsers that have no cookie of ours yet: one of each, for the first
answer brings the cookie. A whole hall is one address and scans the code in the same minute, and a
room lets in as many in a minute as here come at once."""

LONGEST_WAIT: Final = 5.0
"""Seconds; a person who has waited longer presses again."""

HELD_FOR: Final = 3.0
"""Seconds until a request too many is refused. A program that asks without pause gets a third as
many refusals a second as it has connections, and each costs far less than a page."""

NO_PAGES: Final = ("/static/", "/socket.io/")
"""What is not made anew for each request, and what lasts as long as its visitor stays."""

MAX_VISITORS: Final = 10_000
"""Visitors that are remembered at once."""

TOO_FAST: Final = say(
    "This browser asks for too many pages at once. Wait a moment, then try again."
)
TOO_MANY: Final = say(
    "So many are connected that there is no place left. Wait a moment, then try again."
)

STATUSES: Final = {
    TOO_FAST: "429 Too Many Requests",
    TOO_MANY: "503 Service Unavailable",
}


class Paces:
    """How fast one visitor may ask for pages, and send events on all connections together."""

    __slots__ = ("events", "pages")

    def __init__(self, pages: Rate) -> None:
        self.pages = Bucket(pages)
        self.events = EventRate()

    def are_full(self, now: float) -> bool:
        """Return whether nothing has been asked for so long that it need not be kept."""
        return self.pages.is_full(now) and self.events.is_full(now)


class PageRate:
    """Stands before the application, and answers in its place what is too much."""

    def __init__(
        self,
        app: Application,
        visitor: Callable[[Environ], str],
        is_facilitator: Callable[[Environ], bool],
        write: Callable[[Say], bytes],
    ) -> None:
        """`write` gives the text of a refusal; it is called once for each."""
        self._app = app
        self._visitor = visitor
        self._is_facilitator = is_facilitator
        self._texts = {words: write(words) for words in STATUSES}
        self._paces: dict[str, Paces] = {}
        self._lane = Lane()

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        visitor = self._visitor(environ)
        name = visitor or f"address {environ.get('REMOTE_ADDR', '')}"
        paces = self._find_paces(name, VISITOR if visitor else NEWCOMERS)
        words = self._wait(environ, paces.pages)
        if words is not None:
            environ.get(HOLD, gevent.sleep)(HELD_FOR)
            return self._refuse(words, environ, start)
        environ[EVENT_RATE] = paces.events
        if environ.get("PATH_INFO", "").startswith(NO_PAGES):
            return self._app(environ, start)
        return self._lane.run(name, lambda: self._app(environ, start))

    def _wait(self, environ: Environ, bucket: Bucket) -> Say | None:
        """Wait until the request may be answered; the words when it may not.

        A facilitator waits for nothing but their turn.
        """
        now = monotonic()
        is_crowded = environ.get(CROWDED, False)
        if not is_crowded and bucket.take_ready(now):
            return None
        if self._is_facilitator(environ):
            return None
        if is_crowded:
            return TOO_MANY
        if bucket.wait_time(now) > LONGEST_WAIT:
            return TOO_FAST
        gevent.sleep(bucket.take(now))
        return None

    def _refuse(
        self, words: Say, environ: Environ, start: Callable[..., Any]
    ) -> list[bytes]:
        text = self._texts[words]
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(text))),
            ("Retry-After", str(round(LONGEST_WAIT))),
            ("Connection", "close"),
        ]
        start(STATUSES[words], headers)
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [text]

    def _find_paces(self, name: str, pages: Rate) -> Paces:
        paces = self._paces.get(name)
        if paces is None:
            self._make_room()
            paces = self._paces[name] = Paces(pages)
        return paces

    def _make_room(self) -> None:
        if len(self._paces) < MAX_VISITORS:
            return
        now = monotonic()
        self._paces = {
            name: paces
            for name, paces in self._paces.items()
            if not paces.are_full(now)
        }
        if len(self._paces) >= MAX_VISITORS:
            self._paces.clear()
