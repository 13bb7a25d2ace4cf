"""The shipped server with one deliberate defect, to show that the crash test would see it.

`python -m tests.faults.defective ack-first serve …` acknowledges before the commit; `no-key` stores
without a key.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from seminar.store import AnswerRow, Store, queries


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


if __name__ == "__main__":
    {"ack-first": ack_first, "no-key": no_key}[sys.argv.pop(1)]()
    from seminar.cli import main

    main()
