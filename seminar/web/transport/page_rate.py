"""How fast one visitor gets pages, newcomers from one address together, and all; and who is served
when it is crowded.

A request too many waits, for an answer at once would only bring the next one; one that would wait
too long is told so in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any, Final, TypeVar

import gevent
from gevent.lock import Semaphore

from seminar.core.i18n import Say, say
from seminar.web.transport.event_rate import Bucket, Rate
from seminar.web.transport.handshake import REFUSED, Application, Environ
from seminar.web.transport.http_server import CROWDED

Answer = TypeVar("Answer")

VISITOR: Final = Rate(8, 100)
"""Requests of one browser. A page and what belongs to it are eight at first and one or two later."""

NEWCOMERS: Final = Rate(40, 2000)
"""Requests from one address by browsers that have no cookie of ours yet. A whole hall is one
address and scans the code in the same minute."""

LONGEST_WAIT: Final = 5.0
"""Seconds; a person who has waited longer presses again."""

REFUSED_AFTER: Final = 1.0
"""Seconds until a request too many is refused: a program that asks without pause gets no more
refusals than it has connections."""

SHARE_OF_PAGES: Final = 0.5
"""Part of the time that pages may take together while others wait for acknowledgements, which are a
hundred times shorter and must not stand behind a queue of pages."""

LONGEST_PAGE: Final = 0.05
"""Seconds; one that takes longer waits for the disk or for a print, and not for this thread."""

NO_PAGES: Final = ("/static/", "/socket.io/")
"""What is not made anew for each request, and what lasts as long as its visitor stays."""

MAX_BUCKETS: Final = 10_000
"""Visitors that are remembered at once."""

TOO_FAST: Final = say(
    "This browser asks for too many pages at once. Wait a moment, then try again."
)
TOO_MANY: Final = say(
    "So many are connected that there is no place left. Wait a moment, then try again."
)


class Lane:
    """Lets pages begin one after the other, with as much time between them as they take, so that
    live events get their turn however many pages are asked for."""

    def __init__(self) -> None:
        self._free = Semaphore()

    def run(self, make: Callable[[], Answer]) -> Answer:
        """Make a page when its turn has come."""
        self._free.acquire()
        turn = _Turn(self._free)
        begun = monotonic()
        try:
            return make()
        finally:
            turn.pass_on((monotonic() - begun) * (1 / SHARE_OF_PAGES - 1))


class _Turn:
    """One page's turn. It ends when the page is made and the pause behind it is over, or as soon
    as it is seen to wait for something else."""

    def __init__(self, free: Semaphore) -> None:
        self._free = free
        self._timer = gevent.get_hub().loop.timer(LONGEST_PAGE)
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
        self._free.release()


class PageRate:
    """Stands before the application, and has it refuse what is too much."""

    def __init__(
        self,
        app: Application,
        visitor: Callable[[Environ], str],
        is_facilitator: Callable[[Environ], bool],
    ) -> None:
        self._app = app
        self._visitor = visitor
        self._is_facilitator = is_facilitator
        self._buckets: dict[str, Bucket] = {}
        self._lane = Lane()

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        words = self._refusal(environ)
        if environ.get("PATH_INFO", "").startswith(NO_PAGES):
            return self._answer(environ, start, words)
        return self._lane.run(lambda: self._answer(environ, start, words))

    def _answer(
        self, environ: Environ, start: Callable[..., Any], words: Say | None
    ) -> Iterable[bytes]:
        if words is None:
            return self._app(environ, start)
        environ[REFUSED] = words

        def start_and_close(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start(status, [*headers, ("Connection", "close")], *more)

        return self._app(environ, start_and_close)

    def _refusal(self, environ: Environ) -> Say | None:
        """Wait until the request may be answered; the words when it may not."""
        if environ.get(CROWDED) and not self._is_facilitator(environ):
            gevent.sleep(REFUSED_AFTER)
            return TOO_MANY
        bucket = self._bucket(environ)
        now = monotonic()
        if bucket.wait_time(now) > LONGEST_WAIT:
            gevent.sleep(REFUSED_AFTER)
            return TOO_FAST
        if wait := bucket.take(now):
            gevent.sleep(wait)
        return None

    def _bucket(self, environ: Environ) -> Bucket:
        visitor = self._visitor(environ)
        name = visitor or f"address {environ.get('REMOTE_ADDR', '')}"
        bucket = self._buckets.get(name)
        if bucket is None:
            self._make_room()
            bucket = self._buckets[name] = Bucket(VISITOR if visitor else NEWCOMERS)
        return bucket

    def _make_room(self) -> None:
        if len(self._buckets) < MAX_BUCKETS:
            return
        now = monotonic()
        self._buckets = {
            name: bucket for name, bucket in self._buckets.items() if not bucket.is_full(now)
        }
        if len(self._buckets) >= MAX_BUCKETS:
            self._buckets.clear()
