"""The shipped server with one deliberate defect, to show that the tests would see it.

`python -m tests.faults.defective ack-first serve …` acknowledges before the commit; the others are
the keys of `DEFECTS`.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from flask_socketio import SocketIO

from seminar.core.disclosure.result import Result
from seminar.core.room.events import Published
from seminar.service.answers import publishing
from seminar.service.live_room import LiveRoom
from seminar.store import AnswerRow, Store, queries
from seminar.web.security import guard


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

    def of_groups(running: LiveRoom, event: Published, rounds: list[Mapping[bytes, Any]]) -> Result:
        together = {who: answer for given in rounds for who, answer in given.items()}
        return publishing._of_rounds(running, event, [together])

    publishing._of_groups = of_groups


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


DEFECTS = {
    "ack-first": ack_first,
    "no-key": no_key,
    "re-aggregate": re_aggregate,
    "unescaped": unescaped,
    "any-origin": any_origin,
}


if __name__ == "__main__":
    DEFECTS[sys.argv.pop(1)]()
    from seminar.cli import main

    main()
