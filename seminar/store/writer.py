"""The one thread that writes. It commits in groups: a batch is whatever came while the last one was
being written.

There is no window to wait out: a slow disk makes large batches, a fast one small ones. Nobody is
told before the commit, and then all of a batch at once.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, Generic, NamedTuple, TypeVar, cast

from sqlalchemy import Connection

from seminar.core.errors import Unavailable
from seminar.core.i18n import Say, say
from seminar.store import queries, sqlite
from seminar.store.rows import AnswerRow
from seminar.store.upkeep import Upkeep

log = logging.getLogger(__name__)

T = TypeVar("T")

BATCH = 2000
"""About the most that one commit takes, so that the first of a flood need not wait for the last."""

LOOK_EVERY = 1.0
"""Seconds without work after which the writer looks whether all is well."""

MOST_QUEUED = 5000
"""Answers that may wait for their commit: some seconds of work, and some megabytes. Two thousand
phones that all send in the same moment are less than half."""

JOBS_BESIDE = 500
"""How much more may wait where it is no answer, so that the room can be steered meanwhile."""

BUSY = say(
    "So much is coming in at once that this is not saved yet. Try again in a moment."
)

Deliver = Callable[[], None]


def call_now(deliver: Deliver) -> None:
    """Deliver in the thread that calls."""
    deliver()


class _Answers(NamedTuple):
    """Rows to save and whom to tell; a tuple, since there is one for every answer."""

    rows: Sequence[AnswerRow]
    done: Callable[[Exception | None], None]

    def write(self, connection: Connection) -> Deliver:
        queries.put_answers(connection, list(self.rows))
        return partial(self.done, None)

    def fail(self, error: Exception) -> Deliver:
        return partial(self.done, error)


@dataclass(frozen=True, slots=True)
class _Job(Generic[T]):
    """Work within the transaction, and the future that waits for its value."""

    work: Callable[[Connection], T]
    future: Future[T]

    def write(self, connection: Connection) -> Deliver:
        return partial(self.future.set_result, self.work(connection))

    def fail(self, error: Exception) -> Deliver:
        return partial(self.future.set_exception, error)


_Item = _Answers | _Job[Any]


def _write_together(connection: Connection, batch: list[_Item]) -> list[Deliver]:
    """Write the batch at once, answers that follow each other as one statement."""
    outcomes: list[Deliver] = []
    for kind, items in groupby(batch, type):
        if kind is _Answers:
            run = cast(list[_Answers], list(items))
            queries.put_answers(connection, [row for item in run for row in item.rows])
            outcomes += [partial(item.done, None) for item in run]
        else:
            outcomes += [item.write(connection) for item in items]
    return outcomes


def _write_apart(connection: Connection, batch: list[_Item]) -> list[Deliver]:
    """Write each by itself, so that one that cannot be written is the only one that fails."""
    outcomes: list[Deliver] = []
    for item in batch:
        savepoint = connection.begin_nested()
        try:
            outcomes.append(item.write(connection))
        except Exception as error:
            if sqlite.trouble(error):
                raise
            savepoint.rollback()
            outcomes.append(item.fail(sqlite.in_words(error)))
        else:
            savepoint.commit()
    return outcomes


def _tell(outcomes: list[Deliver]) -> None:
    for deliver in outcomes:
        try:
            deliver()
        except Exception:
            log.exception(
                "Someone could not be told of what was saved"
            )  # The others in the batch still are.


class Writer:
    """Owns the connection that writes. `post` gets one callable for each batch, which tells all who
    wait for it.

    `gather` gets a callable to run when the caller's present turn is over; the answers of one turn
    then go to the thread together. Each change of threads costs as much as writing ten answers.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        post: Callable[[Deliver], None],
        gather: Callable[[Callable[[], None]], None],
        upkeep: Upkeep,
        commit_delay: float,
    ) -> None:
        self.trouble: Say | None = None
        """What stopped the last commit; None when it went well."""
        self.noticed: Callable[[], None] = lambda: None
        """Called where `post` delivers, when `trouble`, or whether traces are left, has changed."""
        self._connection = connection
        self._post = post
        self._upkeep = upkeep
        self._noticed: object = None
        self._commit_delay = commit_delay
        self._gather = gather
        self._turn: list[_Item] = []
        self._queued = 0
        """Items that wait, or are being written."""
        self._lock = Lock()
        self._queue: SimpleQueue[list[_Item] | None] = SimpleQueue()
        self._stopping = False
        self._tidy_up()
        self._noticed = self._standing
        self._thread = Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def put_answers(
        self, rows: Sequence[AnswerRow], done: Callable[[Exception | None], None]
    ) -> None:
        """Queue answers; `done` hears None after their commit, or why they were not saved.

        Raises:
            Unavailable: there is more to save than can be; nothing was queued.
        """
        if self._add(_Answers(rows, done), MOST_QUEUED):
            self._gather(self._hand_over)

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """Queue work; it may run twice when others in its batch fail, so it touches nothing but
        the connection."""
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()
        self._add(_Job(work, future), MOST_QUEUED + JOBS_BESIDE)
        self._hand_over()
        return future

    def close(self) -> None:
        """Write what is queued, and stop."""
        self._stopping = True
        self._hand_over()
        self._queue.put(None)
        self._thread.join()

    def _add(self, item: _Item, most: int) -> bool:
        """Put the item in the present turn, unless `most` wait; whether it is the first there."""
        if self._stopping:
            raise Unavailable(say("The server is stopping. Nothing was saved."))
        with self._lock:
            if self._queued >= most:
                raise Unavailable(BUSY)
            self._queued += 1
            self._turn.append(item)
            return len(self._turn) == 1

    def _hand_over(self) -> None:
        """Give the thread all that has come, in the order it came."""
        with self._lock:
            turn, self._turn = self._turn, []
            if turn:
                self._queue.put(turn)

    # --- in the thread ----------------------------------------------------------------------------

    def _run(self) -> None:
        for batch in self._batches():
            if batch:
                outcomes = self._commit(batch)
                with self._lock:
                    self._queued -= len(batch)
                self._post(partial(_tell, outcomes))
            else:
                self._look()
            if self._standing != self._noticed:
                self._noticed = self._standing
                self._post(self._notify)

    @property
    def _standing(self) -> object:
        """What whoever watches the storage wants to hear of."""
        return self.trouble, self._upkeep.left

    def _notify(self) -> None:
        self.noticed()

    def _batches(self) -> Iterator[list[_Item]]:
        """What has come, in groups; an empty one when nothing has come for a while."""
        while True:
            try:
                batch = self._queue.get(timeout=LOOK_EVERY)
            except Empty:
                yield []
                continue
            if batch is None:
                return
            while len(batch) < BATCH and not self._queue.empty():
                if (turn := self._queue.get()) is None:
                    yield batch
                    return
                batch += turn
            yield batch

    def _look(self) -> None:
        """See between commits whether all is well; where it was not, try a small change, without
        waiting long for whoever holds the database: an answer may come."""
        try:
            self._upkeep.check_files(self._connection)
            if self.trouble is not None:
                with (
                    sqlite.patience(self._connection, 0),
                    sqlite.transaction(self._connection),
                ):
                    queries.set_setting(self._connection, "opened", "yes")
        except (*sqlite.ERRORS, OSError) as error:
            self.trouble = sqlite.trouble(error)
            return
        self.trouble = None
        self._tidy_up()

    def _commit(
        self,
        batch: list[_Item],
        write: Callable[[Connection, list[_Item]], list[Deliver]] = _write_together,
    ) -> list[Deliver]:
        """Save the batch and give what to tell. When the disk fails, nothing is saved and
        everyone is told so."""
        try:
            outcomes = self._transaction(batch, write)
        except Exception as error:  # noqa: BLE001  Work may fail in any way; whoever waits for it is told.
            self.trouble = sqlite.trouble(error)
            if self.trouble is None and write is _write_together:
                return self._commit(batch, _write_apart)
            return [item.fail(sqlite.in_words(error)) for item in batch]
        self.trouble = None
        self._tidy_up(answered=any(isinstance(item, _Answers) for item in batch))
        return outcomes

    def _transaction(
        self,
        batch: list[_Item],
        write: Callable[[Connection, list[_Item]], list[Deliver]],
    ) -> list[Deliver]:
        self._upkeep.check_files(self._connection)
        with sqlite.transaction(self._connection):
            outcomes = write(self._connection, batch)
            if self._commit_delay:
                time.sleep(self._commit_delay)
        # Once more: a file that went during the commit took the commit with it.
        self._upkeep.check_files(self._connection)
        return outcomes

    def _tidy_up(self, *, answered: bool = False) -> None:
        try:
            self._upkeep.tidy_up(self._connection, answered=answered)
        except (*sqlite.ERRORS, OSError) as error:
            self.trouble = sqlite.trouble(error)
