"""What the writer does around commits: it sees that the files are still there, and wipes traces.

Two kinds of traces are wiped. What was deleted is wiped at once, or as soon as no other program
reads the old pages. The order in which answers came, which the log and the places of rows in the
file would tell, is wiped as soon as the room is quiet, and at the latest after half a minute.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from seminar.core.i18n import Say, say
from seminar.store import queries, sqlite
from seminar.store.guarding import anchor, log_of

log = logging.getLogger(__name__)

SWEEP = "sweep"
"""The setting that says that the file holds traces to be wiped, also after a restart."""

FOR_READERS = 0.25
"""Seconds to wait for another program that reads old pages; answers wait meanwhile."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 8.0
"""Seconds until the next try when a reader stood in the way; doubled from the one to the other."""

QUIET = 3.0
"""Seconds without an answer that are taken for the end of a question."""

LONGEST_ORDER = 30.0
"""Seconds that the order of answers stays in the files at most, while answers keep coming."""

SHARE = 100
"""Wiping the order takes at most one part in so many of the writer's time, however large the file
is."""

_READ = say("Another program is reading the database. Close that program.")


class Upkeep:
    """Watches and wipes one open database. All but `left` belongs to the writer's thread."""

    def __init__(
        self, path: Path, *, due: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.left: Say | None = None
        """Why traces of what was deleted are still in the files; None when all are wiped."""
        self._due = due
        self._path = path
        self._clock = clock
        self._check = anchor(path)
        self._rescued = False
        self._rewritten = False
        self._next_try = float("-inf")
        self._pause = FIRST_PAUSE
        self._first_answer: float | None = None
        self._last_answer = 0.0
        self._order_not_before = float("-inf")

    def check_files(self, connection: Connection) -> None:
        """Raise `OSError` where a file of the database is not the one that was opened.

        When the log has lost its name, all that was acknowledged is first moved into the database,
        since the log is gone when the program ends.
        """
        try:
            self._check()
        except sqlite.LogLost:
            if not self._rescued and _nobody_wrote(log_of(self._path)):
                sqlite.checkpoint(connection)
                self._rescued = True
                log.warning(
                    "The database's log was deleted; what it held is saved all the same"
                )
            raise

    def want_sweep(self, connection: Connection) -> None:
        """Note, in the transaction that deletes something, that its traces are to be wiped."""
        queries.set_setting(connection, SWEEP, "due")
        self._due = True
        self._rewritten = False
        self._next_try = float("-inf")
        self._pause = FIRST_PAUSE

    def tidy_up(self, connection: Connection, *, answered: bool = False) -> None:
        """Wipe what is due by now; called after each commit, and now and then between them."""
        now = self._clock()
        if answered:
            self._first_answer = (
                now if self._first_answer is None else self._first_answer
            )
            self._last_answer = now
        if self._due and now >= self._next_try:
            try:
                self._wipe_deleted(connection)
            except (*sqlite.ERRORS, OSError) as error:
                self._try_later(sqlite.trouble(error) or _READ)
                raise
        elif self._order_is_due(now):
            self._wipe_order(connection)

    def _wipe_deleted(self, connection: Connection) -> None:
        if not self._rewritten:
            sqlite.rewrite(connection)
            self._rewritten = True
            self._first_answer = None
        with sqlite.patience(connection, FOR_READERS):
            is_empty = sqlite.empty_log(connection)
        if not is_empty:
            self._try_later(_READ)
            return
        for copy in automatic_copies(self._path):
            copy.unlink(missing_ok=True)
        with sqlite.transaction(connection):
            queries.set_setting(connection, SWEEP, None)
        self._due = False
        self.left = None

    def _try_later(self, why: Say | None) -> None:
        self.left = why
        self._next_try = self._clock() + self._pause
        self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def _order_is_due(self, now: float) -> bool:
        if self._first_answer is None or now < self._order_not_before:
            return False
        return (
            now - self._last_answer >= QUIET
            or now - self._first_answer >= LONGEST_ORDER
        )

    def _wipe_order(self, connection: Connection) -> None:
        began = self._clock()
        with sqlite.patience(connection, 0):
            sqlite.rewrite(connection)
            is_empty = sqlite.empty_log(connection)
        took = self._clock() - began
        self._order_not_before = began + SHARE * took
        if is_empty:
            self._first_answer = None


def automatic_copies(path: Path) -> list[Path]:
    """The copies of a database that the program itself has made beside it; they hold what it held,
    and go when the next thing is deleted."""
    return sorted(path.parent.glob(f"{path.name}-before-*"))


def _nobody_wrote(file: Path) -> bool:
    """Whether there is no log, or one that nothing was committed to."""
    return not file.exists() or file.stat().st_size == 0
