"""A program that saves answers until it is killed. Run by `test_killed.py`: `answering.py PATH
DEFECT`.

It reads `person seq` lines and has at most twenty under way. It says `sent person seq` before it
saves, and `saved person seq` when it is told so. With the defect `ack-first` it says so too early;
with `no-key` a person may have many rows.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Literal

from sqlalchemy import Connection

from seminar.store import AnswerRow, Store, queries

Defect = Literal["", "ack-first", "no-key"]


def say(*words: object) -> None:
    """One line, past every buffer, so that a kill loses none that was said."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def drop_the_key(connection: Connection) -> None:
    columns = "room, question, round, who, op, seq, value"
    connection.exec_driver_sql("DROP TABLE answer")
    connection.exec_driver_sql(f"CREATE TABLE answer ({columns})")
    queries._PUT = f"INSERT INTO answer ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)"


def main(path: Path, defect: Defect) -> None:
    store = Store.open(path, commit_delay=60 if defect == "ack-first" else 0.002)
    if defect == "no-key":
        store.submit(drop_the_key).result()
    waiting = BoundedSemaphore(20)
    for line in sys.stdin:
        person, seq = line.split()

        def done(
            outcome: Exception | None, person: str = person, seq: str = seq
        ) -> None:
            waiting.release()
            if defect != "ack-first":
                say("failed" if outcome else "saved", person, seq)

        waiting.acquire()
        say("sent", person, seq)
        if defect == "ack-first":
            say("saved", person, seq)
        store.put_answers(
            [AnswerRow("ROOM22", "q", 1, person.encode(), b"op", int(seq), seq)], done
        )
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])  # type: ignore[arg-type]
