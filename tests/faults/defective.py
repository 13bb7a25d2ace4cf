"""The shipped server with one deliberate defect, to show that the tests would see it.

`python -m tests.faults.defective ack-first serve …` acknowledges before the commit; the others are
the keys of `DEFECTS`.

`watched` has no defect: it counts its greenlets and sessions for whoever asks, has a tenth of the
patience with connections, and gives pages as fast as it can, so that a test sees thousands of
requests through. `polling-on` and `never-reaped` are watched too.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from engineio.socket import Socket as Session
from flask_socketio import SocketIO
from greenlet import greenlet  # type: ignore[import-untyped]

from seminar.core.disclosure.result import Result
from seminar.core.room.events import Published
from seminar.service.answers import publishing
from seminar.service.live_room import LiveRoom
from seminar.store import AnswerRow, Store, queries
from seminar.web.security import guard
from seminar.web.transport.connections import PATIENCE, ConnectionTable
from seminar.web.transport.handshake import WebSocketOnly
from seminar.web.transport.page_rate import PageRate

COUNT = "/count-greenlets"
"""Where a watched server says how many greenlets and sessions of Engine.IO it has."""


def ack_first() -> None:
    """Say «saved» at once, and save a little later."""
    save = Store.put_answers

    def put_answers(
        self: Store, rows: Sequence[AnswerRow], done: Callable[[Exception | None], None]
    ) -> None:
        threading.Timer(0.2, save, (self, rows, lambda trouble: None)).start()
        done(None)

    Store.put_answers = put_answers  # type: ignore[method-assign]


def no_key() -> None:
    """Keep every sending as a row of its own."""
    make = Store.open

    def opened(path: Path, **options: Any) -> Store:
        store = make(path, **options)

        def loosen(connection: Any) -> None:
            connection.exec_driver_sql("CREATE TABLE loose AS SELECT * FROM answer")
            connection.exec_driver_sql("DROP TABLE answer")
            connection.exec_driver_sql("ALTER TABLE loose RENAME TO answer")

        store.submit(loosen).add_done_callback(lambda future: future.result())
        return store

    Store.open = opened  # type: ignore[method-assign]
    queries._PUT = "INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?)"


def re_aggregate() -> None:
    """Make a guarded result anew of all answers when latecomers have answered."""

    def publish_groups(
        running: LiveRoom, event: Published, rounds: list[Mapping[bytes, Any]]
    ) -> Result:
        together = {who: answer for given in rounds for who, answer in given.items()}
        return publishing._publish_all_rounds(running, event, [together])

    publishing._publish_groups = publish_groups


def unescaped() -> None:
    """Let what people wrote go into the pages as it is."""
    make = jinja2.Environment.__init__

    def begin(self: jinja2.Environment, *parts: Any, **options: Any) -> None:
        make(self, *parts, **{**options, "autoescape": False})

    jinja2.Environment.__init__ = begin  # type: ignore[method-assign]


def any_origin() -> None:
    """Ask no connection where it comes from: an empty list switches Engine.IO's own check off."""
    guard.is_same_origin = lambda *places, **more: True
    make = SocketIO.__init__

    def begin(self: SocketIO, *parts: Any, **options: Any) -> None:
        make(self, *parts, **{**options, "cors_allowed_origins": []})

    SocketIO.__init__ = begin


def watched() -> None:
    """Count greenlets, hurry, and pace no pages."""

    def call(
        self: PageRate, environ: dict[str, Any], start: Callable[..., Any]
    ) -> Iterable[bytes]:
        if environ["PATH_INFO"] != COUNT:
            return self._app(environ, start)
        gc.collect()
        things = gc.get_objects()
        alive = [
            item for item in things if isinstance(item, greenlet) and not item.dead
        ]
        alive += [item for item in things if isinstance(item, Session)]
        start("200 OK", [("Content-Type", "text/plain")])
        return [str(len(alive)).encode()]

    PageRate.__call__ = call  # type: ignore[method-assign]
    for phase in PATIENCE:
        PATIENCE[phase] /= 10


def polling_on() -> None:
    """Let every request for Socket.IO through to Engine.IO, and have it take long polling."""
    watched()

    make = SocketIO.__init__

    def begin(self: SocketIO, *parts: Any, **options: Any) -> None:
        make(self, *parts, **{**options, "transports": ["polling", "websocket"]})

    SocketIO.__init__ = begin
    WebSocketOnly.__call__ = lambda self, environ, start: self._app(environ, start)  # type: ignore[method-assign]


def never_reaped() -> None:
    """End no connection, whatever it does not do."""
    watched()
    ConnectionTable.sweep = lambda self: None  # type: ignore[method-assign]


DEFECTS = {
    "ack-first": ack_first,
    "no-key": no_key,
    "re-aggregate": re_aggregate,
    "unescaped": unescaped,
    "any-origin": any_origin,
    "watched": watched,
    "polling-on": polling_on,
    "never-reaped": never_reaped,
}


if __name__ == "__main__":
    DEFECTS[sys.argv.pop(1)]()
    from seminar.cli import main

    main()
