"""Limit how fast pages and files are given: to one visitor, newcomers from one address together,
and all; and who is served when it is crowded.

A request too many waits, for an answer at once would only bring the next one. One that would wait
too long is held, and then told so on a page that was made beforehand.

**Newcomers** have no cookie of ours yet, and a whole hall of them is one address. While there are
too many, none is refused a page for it: each is held for three seconds and sent back to ask again,
now with a cookie, and so with a pace of its own. Whoever fires off requests without keeping cookies
gets nothing but that, and a newcomer beside them is three seconds late. Whoever scans the square on
the wall is counted apart from those who merely ask, and so is late only among a flood that has
scanned it too; and pages are made first for those who have scanned or found a room (`lane`).

What this does not hold: whoever keeps the cookies is a new visitor with each. Then pages are made
in turn between all who wait, 300 with as many connections, which is some two seconds for each page.
And whoever holds nearly all connections that one address may have (`connections`) leaves no place
for others from there. How many may join a room in a minute is counted elsewhere
(`seminar.web.security.rate_limit`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final
from urllib.parse import parse_qs, quote

import gevent

from seminar.core.i18n import Say, say
from seminar.web.transport.event_rate import EVENT_RATE, Bucket, EventRate, Rate
from seminar.web.transport.handshake import PATH as SOCKET_IO
from seminar.web.transport.handshake import Application, Environ
from seminar.web.transport.http_server import CROWDED, HOLD
from seminar.web.transport.lane import Lane

VISITOR: Final = Rate(4, 100)
"""Pages and connections of one browser. The first visit is three pages and a connection."""

NEWCOMERS: Final = Rate(20, 400)
"""Pages for one address to browsers that have no cookie of ours yet: one each, for the first answer
brings the cookie. A whole hall is one address and scans the code in the same minute, and a room
lets in as many in a minute as here come at once."""

FILES: Final = Rate(24, 240)
"""Scripts, styles and fonts of one browser: six for each of its pages. They are small, ready
made, and kept by the browser, so that mostly nobody asks twice."""

NEWCOMERS_FILES: Final = Rate(40, 400)
"""The same for all browsers of one address that send no cookie. Browsers send it with files as with
pages, so that only programs come here."""

SHARE_OF_FILES: Final = 0.25
"""Part of the time that files may take together. They stand in no line with pages, so that many
pages keep no page from its style and script, nor many files a newcomer from a page."""

LONGEST_WAIT: Final = 5.0
"""Seconds; a person who has waited longer presses again."""

HELD_FOR: Final = 3.0
"""Seconds until a request too many is refused or sent back. A program that asks without pause gets
a third as many of these answers a second as it has connections, and each costs far less than a
page."""

STATIC: Final = "/static/"

AGAIN: Final = "again"
"""In the query of an address to which a newcomer was sent back. Once, for a browser may keep no
cookies at all."""

MAX_VISITORS: Final = 10_000
"""Visitors that are remembered at once: many times a full hall, and a bound to the
memory that a program takes which makes up visitors."""

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


@dataclass(frozen=True, slots=True)
class Caller:
    """Whom a request comes from."""

    visitor: str
    """The number in the visit cookie; empty without one."""
    address: str
    """The network address, or the network where one client may have many."""
    is_invited: bool = False
    """Whether it comes from somebody who has scanned a room's square, or found a room before."""
    is_facilitator: bool = False

    @property
    def name(self) -> str:
        """By what its requests are counted, and take turns with others'."""
        if self.visitor:
            return self.visitor
        return f"{'scanned' if self.is_invited else 'asked'} from {self.address}"


class Paces:
    """The paces at which one visitor may ask for pages and files, and send events on all
    connections together."""

    __slots__ = ("events", "files", "pages")

    def __init__(self, pages: Rate, files: Rate) -> None:
        self.pages = Bucket(pages)
        self.files = Bucket(files)
        self.events = EventRate()

    def are_full(self, now: float) -> bool:
        """Return whether nothing has been asked for so long that it need not be kept."""
        return (
            self.pages.is_full(now)
            and self.files.is_full(now)
            and self.events.is_full(now)
        )


class PageRate:
    """Stands before the application, and answers in its place what is too much."""

    def __init__(
        self,
        app: Application,
        identify: Callable[[Environ], Caller],
        new_cookie: Callable[[], str],
        page: Callable[[Say, Environ], bytes],
    ) -> None:
        """`new_cookie` gives the header that begins a visit, `page` a refusal that was made
        beforehand, for whoever asked."""
        self._app = app
        self._identify = identify
        self._new_cookie = new_cookie
        self._page = page
        self._paces: dict[str, Paces] = {}
        self._pages = Lane()
        self._files = Lane(SHARE_OF_FILES)

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        caller = self._identify(environ)
        path = environ.get("PATH_INFO", "")
        paces = self._find_paces(caller)
        may_return = not caller.visitor and can_return(environ)
        bucket = paces.files if path.startswith(STATIC) else paces.pages
        words = self._wait(environ, caller, bucket, may_return)
        if words is not None:
            environ.get(HOLD, gevent.sleep)(HELD_FOR)
            if words is TOO_FAST and may_return:
                return self._send_back(environ, start)
            return self._refuse(words, environ, start)
        environ[EVENT_RATE] = paces.events
        if path.startswith(SOCKET_IO):  # Lasts as long as its visitor stays.
            return self._app(environ, start)
        lane = self._files if path.startswith(STATIC) else self._pages
        is_first = caller.is_invited or caller.is_facilitator
        return lane.run(caller.name, lambda: self._app(environ, start), is_first)

    def _wait(
        self, environ: Environ, caller: Caller, bucket: Bucket, may_return: bool
    ) -> Say | None:
        """Wait until the request may be answered; the words when it may not.

        A facilitator waits for nothing but their turn, and who may return with a cookie does not
        wait behind those who have none.
        """
        now = monotonic()
        is_crowded = environ.get(CROWDED, False)
        if not is_crowded and bucket.take_ready(now):
            return None
        if caller.is_facilitator:
            return None
        if is_crowded:
            return TOO_MANY
        if may_return or bucket.wait_time(now) > LONGEST_WAIT:
            return TOO_FAST
        gevent.sleep(bucket.take(now))
        return None

    def _send_back(self, environ: Environ, start: Callable[..., Any]) -> list[bytes]:
        """Have a newcomer ask for the same again, with a cookie."""
        # One slash at the beginning: with two, the rest would be the name of another server.
        path = "/" + quote(environ.get("PATH_INFO", "").encode("latin-1")).lstrip("/")
        query = environ.get("QUERY_STRING", "")
        headers = [
            ("Location", f"{path}?{query}{'&' if query else ''}{AGAIN}=1"),
            ("Set-Cookie", self._new_cookie()),
            ("Content-Length", "0"),
        ]
        start("303 See Other", headers)
        return []

    def _refuse(
        self, words: Say, environ: Environ, start: Callable[..., Any]
    ) -> list[bytes]:
        page = self._page(words, environ)
        headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(page))),
            ("Retry-After", str(round(LONGEST_WAIT))),
            ("Connection", "close"),
        ]
        start(STATUSES[words], headers)
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [page]

    def _find_paces(self, caller: Caller) -> Paces:
        paces = self._paces.get(caller.name)
        if paces is None:
            self._make_room()
            rates = (VISITOR, FILES) if caller.visitor else (NEWCOMERS, NEWCOMERS_FILES)
            paces = self._paces[caller.name] = Paces(*rates)
        return paces

    def _make_room(self) -> None:
        """Forget whoever has been quiet; and where few have, those who came first, so that not
        every newcomer has everybody looked through."""
        if len(self._paces) < MAX_VISITORS:
            return
        now = monotonic()
        busy = [
            (name, paces)
            for name, paces in self._paces.items()
            if not paces.are_full(now)
        ]
        self._paces = dict(busy[-MAX_VISITORS // 2 :])


def can_return(environ: Environ) -> bool:
    """Return whether a request may be sent back for a cookie: one for a page, and the first."""
    return (
        environ.get("REQUEST_METHOD") == "GET"
        and not environ.get("PATH_INFO", "").startswith((STATIC, SOCKET_IO))
        and AGAIN not in parse_qs(environ.get("QUERY_STRING", ""))
    )
