"""The database as the rest of the program sees it: reads from any thread, writes through the one
writer."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine

from seminar.core.errors import Damaged, RausError, Unavailable
from seminar.core.i18n import Say, say
from seminar.store import backups, queries, schema, series, sqlite
from seminar.store.guarding import claim, hold
from seminar.store.rows import (
    AnswerRow,
    ContentRow,
    LoginRow,
    RoomRow,
    SeatRow,
    SeriesRow,
    WaveRow,
)
from seminar.store.upkeep import SWEEP, Upkeep
from seminar.store.writer import Deliver, Writer, call_now

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


class Moment(NamedTuple):
    """What is committed of one room at the moment when it is saved."""

    answers: Callable[[str, int], list[AnswerRow]]
    """By question and round."""
    pairs: Callable[[], series.Pairs]
    """What the return cards have given."""


Results = Callable[[Moment], Mapping[str, str]]
"""Makes results, by key, of a room's rows. Pure: it may be called twice."""

_ASKED = "forget/"
"""How the settings begin that ask a running server to delete a room; the code follows."""


class Store:
    """An open database. Made by `Store.open`.

    Writes give a future, or take `done`; both are resolved after the commit, where `post` delivers.
    Never block on a future in the thread that `post` delivers to.
    """

    def __init__(
        self,
        engine: Engine,
        connection: Connection,
        *,
        post: Callable[[Deliver], None],
        gather: Callable[[Callable[[], None]], None],
        upkeep: Upkeep,
        commit_delay: float,
        held: ExitStack,
    ) -> None:
        self._engine = engine
        self._held = held
        self._upkeep = upkeep
        self._want_sweep = upkeep.want_sweep
        self.series = series.SeriesRows(self.submit, self._read, self._want_sweep)
        self._writer = Writer(
            connection,
            post=post,
            gather=gather,
            upkeep=upkeep,
            commit_delay=commit_delay,
        )

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        post: Callable[[Deliver], None] = call_now,
        gather: Callable[[Callable[[], None]], None] = call_now,
        beside: bool = False,
        patience: float = 5.0,
        commit_delay: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> Store:
        """Open the database at `path`, making or upgrading it; `RausError` in words when it cannot
        be used.

        `post` delivers what the writer has to tell; `gather` runs a callable when the caller's
        present turn is over. `beside` is for a short command while a server may be running.
        `patience` is how many seconds to wait for another program that holds the file.
        `commit_delay` seconds before each commit stand for a slow disk, for benchmarks. `clock`
        says when traces are to be wiped.
        """
        with sqlite.explained(path), ExitStack() as stack:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not beside:
                stack.callback(claim(path).close)
            if path.exists():
                sqlite.recognise(path)
            else:
                sqlite.create(path, _build)
            if not beside:
                stack.enter_context(hold(path))
            engine = sqlite.open_engine(path, patience)
            stack.callback(engine.dispose)
            connection = stack.enter_context(engine.connect())
            _bring_up_to_date(connection, path)
            _try_writing(connection)
            due = SWEEP in queries.list_settings(connection)
            return cls(
                engine,
                connection,
                post=post,
                gather=gather,
                upkeep=Upkeep(path, due=due, clock=clock),
                commit_delay=commit_delay,
                held=stack.pop_all(),
            )

    def close(self) -> None:
        """Write what is queued, then let go of the file."""
        self._writer.close()
        self._held.close()

    @property
    def trouble(self) -> Say | None:
        """What stopped the last commit; None when it went well."""
        return self._writer.trouble

    def watch(self, noticed: Callable[[], None]) -> None:
        """Have `noticed` called, where `post` delivers, when `trouble` or `left` has changed."""
        self._writer.noticed = noticed

    def backup(self, path: Path) -> None:
        """A whole copy of the database at `path`, which must not exist. It holds what was there
        when it was made."""
        with sqlite.explained(path), self._engine.connect() as connection:
            sqlite.copy(connection, path)

    # --- reads ------------------------------------------------------------------------------------

    def rooms(self) -> list[RoomRow]:
        """All rooms whose row can be read, by code."""
        return self._read(queries.rooms)

    def damaged_rooms(self) -> list[str]:
        """The codes of the rooms whose row cannot be read."""
        return self._read(queries.damaged_rooms)

    def content(self, hash: str) -> bytes | None:
        """What some room's programme is made of, by its hash; None where it is lost."""
        return self._read(queries.content_source, hash)

    def room(self, code: str) -> RoomRow | None:
        """The room with this code, or None."""
        return self._read(queries.one_room, code)

    def participants(self, code: str) -> set[bytes]:
        """Everyone who has joined the room."""
        return self._read(queries.participants, code)

    def seats(self, code: str) -> list[SeatRow]:
        """Where everybody in the room sits."""
        return self._read(queries.seats, code)

    def answers(self, code: str) -> list[AnswerRow]:
        """All answers of the room, by key."""
        return self._read(queries.answers, code)

    def results(self, code: str) -> dict[str, str]:
        """The room's published results, by key."""
        return self._read(queries.results, code)

    def logins(self) -> list[LoginRow]:
        """Return all facilitators' logins."""
        return self._read(queries.logins)

    def settings(self) -> dict[str, str]:
        """Small facts about this installation."""
        return self._read(queries.list_settings)

    def _read(
        self,
        query: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        try:
            with self._engine.connect() as connection:
                return query(connection, *args, **kwargs)
        except sqlite.ERRORS as error:
            if why := sqlite.trouble(error):
                raise Unavailable(why) from error
            # What is left is a text that is none: its bytes were damaged.
            raise Damaged(say("What is stored here cannot be read.")) from None
        except (ValueError, TypeError):
            raise Damaged(say("What is stored here cannot be read.")) from None

    # --- writes -----------------------------------------------------------------------------------

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """Any work in the writer's transaction. It may run twice, so it touches nothing but the
        connection."""
        return self._writer.submit(work)

    def put_answers(
        self, rows: Sequence[AnswerRow], done: Callable[[Exception | None], None]
    ) -> None:
        """Save answers; `done` hears None once they are committed, or why they were not: nothing
        else is told."""
        self._writer.put_answers(rows, done)

    def create_room(
        self,
        row: RoomRow,
        begins: SeriesRow | None = None,
        wave: WaveRow | None = None,
        content: ContentRow | None = None,
    ) -> Future[bool]:
        """Add a room, perhaps as the next of a series or the first of one that begins; False
        when a code is taken."""

        def work(connection: Connection) -> bool:
            if not queries.add_room(connection, row):
                return False
            if content:
                queries.pin_content(connection, row.code, content)
            if begins:
                series.add_series(connection, begins)
            if wave and not series.add_wave(connection, wave):
                queries.forget_room(connection, row.code)
                return False
            return True

        return self.submit(work)

    def save_room(
        self,
        code: str,
        state: str,
        version: int,
        *,
        was: int,
        results: Results = lambda moment: {},
        followed: str = "",
        seats: Sequence[SeatRow] = (),
        content: ContentRow | None = None,
    ) -> Future[bool]:
        """Save how the room stands, and with it new results of the answers at that moment; False
        when it was stale.

        Results stay as they were first made, and none are made when the save is stale. With new
        ones the file is written anew, since until then it shows in which order the answers came.
        Those of the question `followed` are also kept with the room's series. With `content` its
        programme is another from now on.
        """

        def work(connection: Connection) -> bool:
            if not queries.save_room(connection, code, state, version, was):
                return False
            if content:
                queries.pin_content(connection, code, content)
            made = results(
                Moment(
                    lambda question, round: queries.answers_in(
                        connection, code, question, round
                    ),
                    lambda: series.pairs(connection, code),
                )
            )
            queries.keep_results(connection, code, made)
            queries.sit(connection, seats)
            for key, value in made.items():
                if key.rpartition(":")[0] == followed:
                    series.keep_wave(connection, code, value)
            if made:
                self._want_sweep(connection)
            return True

        return self.submit(work)

    def pin_content(self, code: str, content: ContentRow) -> Future[None]:
        """Keep the content of a room of which none was kept."""
        return self.submit(
            lambda connection: queries.pin_content(connection, code, content)
        )

    def finish_room(
        self,
        code: str,
        state: str,
        version: int,
        *,
        was: int,
        forget: Collection[str],
        drop: Collection[str] = (),
    ) -> Future[bool]:
        """Close the room for good; False when it was stale.

        Its key, its participants and their seats, the answers to the questions in `forget` and the
        results in `drop` are deleted, and the file is written anew. Of other answers, nothing stays
        that tells one sending from another.
        """

        def work(connection: Connection) -> bool:
            if not queries.save_room(connection, code, state, version, was):
                return False
            queries.close_room(connection, code)
            queries.forget_participants(connection, code)
            queries.forget_seats(connection, code)
            series.forget_handed(connection, code)
            queries.forget_answers(connection, code, forget)
            queries.forget_edits(connection, code)
            queries.forget_results(connection, code, drop)
            self._want_sweep(connection)
            return True

        return self.submit(work)

    def forget_before(
        self, day: date, series_day: date = date.min, login_day: date = date.min
    ) -> Future[list[str]]:
        """Delete every room from before `day`, every series from before `series_day`, every login
        from before `login_day`, and their traces; the codes of the rooms."""

        def work(connection: Connection) -> list[str]:
            queries.forget_logins(connection, login_day)
            gone, ended = (
                queries.forget_rooms(connection, day),
                series.forget_series(connection, series_day),
            )
            if gone or ended:
                self._want_sweep(connection)
            return gone

        return self.submit(work)

    def forget_room(self, code: str) -> Future[bool]:
        """Delete the room with everything that is kept of it, and its traces; False when there
        is none."""

        def work(connection: Connection) -> bool:
            queries.set_setting(connection, _ASKED + code, None)
            series.forget_wave(connection, code)
            self._want_sweep(connection)
            return queries.forget_room(connection, code)

        return self.submit(work)

    def ask_to_forget(self, code: str) -> Future[None]:
        """Ask the server that holds this database to delete the room; one that starts later does
        so as well."""
        return self.set_setting(_ASKED + code, "asked")

    def asked_to_forget(self) -> list[str]:
        """The rooms that somebody beside the server wants deleted."""
        return [
            name.removeprefix(_ASKED)
            for name in self.settings()
            if name.startswith(_ASKED)
        ]

    @property
    def is_swept(self) -> bool:
        """Whether the file holds no traces of what was deleted."""
        return SWEEP not in self.settings()

    @property
    def left(self) -> Say | None:
        """Why traces of what was deleted are still to be wiped; None when there are none. It is
        tried again until it is done."""
        return self._upkeep.left

    def add_participant(self, code: str, who: bytes) -> Future[None]:
        """Let someone into a room; a second time changes nothing."""
        return self.submit(
            lambda connection: queries.add_participant(connection, code, who)
        )

    def sit(self, sit: Sequence[SeatRow], up: Sequence[SeatRow] = ()) -> Future[None]:
        """Give these seats, and give up others."""

        def work(connection: Connection) -> None:
            for row in up:
                queries.stand_up(connection, row.room, row.seating, row.who)
            queries.sit(connection, sit)

        return self.submit(work)

    def add_login(self, row: LoginRow) -> Future[None]:
        """Let a facilitator in."""
        return self.submit(lambda connection: queries.add_login(connection, row))

    def note_login_use(self, token_hash: bytes, day: date) -> Future[None]:
        """Keep the day on which a login was last used."""
        return self.submit(
            lambda connection: queries.note_login_use(connection, token_hash, day)
        )

    def end_logins(self, token_hashes: Collection[bytes]) -> Future[None]:
        """Let these facilitators out."""
        return self.submit(
            lambda connection: queries.end_logins(connection, token_hashes)
        )

    def set_setting(self, name: str, value: str | None) -> Future[None]:
        """Keep a fact about this installation, or with None forget it."""
        return self.submit(
            lambda connection: queries.set_setting(connection, name, value)
        )


def _build(path: Path) -> None:
    """Make the tables in a new file."""
    engine = sqlite.open_engine(path, patience=0)
    try:
        with engine.connect() as connection, sqlite.transaction(connection):
            schema.upgrade(connection)
    finally:
        engine.dispose()


def _bring_up_to_date(connection: Connection, path: Path) -> None:
    """Bring the tables of an older program to those of this one, with a copy of the database as it
    was beside it, and see that no row is lost."""
    copy = backups.copy_before_upgrade(connection, path)
    if copy is None:
        return
    before = backups.count_rows(connection)
    try:
        with sqlite.transaction(connection):
            schema.upgrade(connection)
    except BaseException:
        copy.unlink()  # Nothing was changed, so it is a copy of what is there.
        raise
    after = backups.count_rows(connection)
    if any(after.get(name) != rows for name, rows in before.items()):
        raise RausError(
            say(
                "The database was brought to the tables of this version, but something is missing "
                "in it. Put the copy from before in its place: {path}",
                path=str(copy),
            )
        )
    log.warning(
        "The database was brought up to date; as it was before, it lies in %s", copy
    )


def _try_writing(connection: Connection) -> None:
    """Upgrade the tables and make one small change: what is locked, full or read-only is found
    now, not by a phone."""
    with sqlite.transaction(connection):
        schema.upgrade(connection)
        queries.set_setting(connection, "opened", "yes")
