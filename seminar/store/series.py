"""Rows of the series: which rooms belong together, what each has published, and the return cards
that came back.

Between two rooms nothing here is about one person: a card that was counted has left a keyed hash,
and its answers are in no row. Inside a room a pair is a count in a table, apart from the phone that
handed it in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future
from datetime import date
from typing import Any, Literal, Protocol

from sqlalchemy import (
    Connection,
    LargeBinary,
    cast,
    delete,
    exists,
    select,
    update,
)
from sqlalchemy.exc import OperationalError

from seminar.store.rows import HandedRow, SeriesLabel, SeriesRow, WaveRow
from seminar.store.sqlite import Insert
from seminar.store.tables import handed, pair, result, series, used_card, wave

Taken = Literal["counted", "used", "second", "late"]
"""What became of a card: counted; counted before, by another phone; the second of this phone;
too late."""

Pairs = Mapping[tuple[int, str, int, int], int]
"""How many went from one step to another: (wave that the card is from, statement, before, after)
to count."""


class Submits(Protocol):
    """Does work in the writer's transaction."""

    def __call__(self, work: Callable[[Connection], Any]) -> Future[Any]: ...


class Reads(Protocol):
    """Asks the database."""

    def __call__(self, query: Callable[..., Any], *args: Any) -> Any: ...


class SeriesRows:
    """What `Store` says of series, in its `series`."""

    def __init__(
        self, submit: Submits, read: Reads, swept: Callable[[Connection], None]
    ) -> None:
        self._submit = submit
        self._read = read
        self._swept = swept

    def all(self) -> list[SeriesRow]:
        """Every series that has not ended and whose row can be read, by id."""
        found: list[SeriesRow] = self._read(all_series)
        return found

    def damaged(self) -> list[SeriesLabel]:
        """The series whose row cannot be read."""
        found: list[SeriesLabel] = self._read(damaged_series)
        return found

    def waves(self, id: str) -> list[WaveRow]:
        """The rooms of a series in their order."""
        found: list[WaveRow] = self._read(_waves, id)
        return found

    def handed(self, code: str) -> set[bytes]:
        """The phones of a room that have handed in a card."""
        found: set[bytes] = self._read(_handed, code)
        return found

    def hand_in(self, row: HandedRow, result: str) -> Future[Taken]:
        """Count a card, unless it or this phone was counted before or the room's `result` exists
        already."""
        return self._submit(lambda connection: _hand_in(connection, row, result))

    def take_back(self, code: str, id: str, wave: int) -> Future[None]:
        """Forget the cards that were handed in at this wave, so that they can be handed in
        again."""

        def work(connection: Connection) -> None:
            take_back(connection, code, id, wave)
            self._swept(connection)

        return self._submit(work)

    def end(self, id: str) -> Future[None]:
        """Destroy the key of a series, so that every card of it goes blank, and all that was
        kept for it."""

        def work(connection: Connection) -> None:
            _end(connection, id)
            self._swept(connection)

        return self._submit(work)


# --- Queries --------------------------------------------------------------------------------------


def all_series(connection: Connection) -> list[SeriesRow]:
    read = (_read_series(connection, label.id) for label in _labels(connection))
    return [row for row in read if row is not None]


def damaged_series(connection: Connection) -> list[SeriesLabel]:
    labels = _labels(connection)
    return [label for label in labels if _read_series(connection, label.id) is None]


def _labels(connection: Connection) -> list[SeriesLabel]:
    """What names each series. Bytes that are no text are replaced, so that one that is damaged
    hides no other; where they are in the id, nobody could ask for the series."""
    names = (cast(series.c[name], LargeBinary) for name in SeriesLabel._fields)
    found = connection.execute(select(*names).order_by(series.c.id))
    labels = (
        SeriesLabel(*(text.decode(errors="replace") for text in row)) for row in found
    )
    return [label for label in labels if "\N{REPLACEMENT CHARACTER}" not in label.id]


def _read_series(connection: Connection, id: str) -> SeriesRow | None:
    """The row of this series; None where a value in it is not what it must be."""
    try:
        found = connection.execute(select(series).where(series.c.id == id)).one()
    except (ValueError, TypeError, OperationalError):  # A day or a text that is none.
        return None
    row = SeriesRow(*found)
    return row if isinstance(row.key, bytes) else None


def _waves(connection: Connection, id: str) -> list[WaveRow]:
    found = connection.execute(
        select(wave).where(wave.c.series == id).order_by(wave.c.wave)
    )
    return [WaveRow(*row) for row in found]


def _handed(connection: Connection, code: str) -> set[bytes]:
    return set(connection.scalars(select(handed.c.who).where(handed.c.room == code)))


def add_series(connection: Connection, row: SeriesRow) -> None:
    """Begin a series."""
    connection.execute(Insert(series).values(row))


def add_wave(connection: Connection, row: WaveRow) -> bool:
    """Let a room be the next of its series; False when another room already is."""
    return (
        connection.execute(Insert(wave).values(row).on_conflict_do_nothing()).rowcount
        == 1
    )


def keep_wave(connection: Connection, code: str, value: str) -> None:
    """Keep what this room has published of the question that its series follows, the newest in
    place of the first."""
    connection.execute(update(wave).where(wave.c.room == code).values(value=value))


def forget_wave(connection: Connection, code: str) -> None:
    """Forget what this room has published of the question that its series follows."""
    connection.execute(update(wave).where(wave.c.room == code).values(value=None))


def pairs(connection: Connection, code: str) -> Pairs:
    """How many of those in this room went from one step to another since the wave that their
    card is from."""
    here = select(pair).join(
        wave, (wave.c.series == pair.c.series) & (wave.c.wave == pair.c.wave)
    )
    found = connection.execute(here.where(wave.c.room == code))
    return {
        (row.since, row.statement, row.before, row.after): row.people for row in found
    }


def forget_handed(connection: Connection, code: str) -> None:
    """Forget which phones of the room have handed in a card, and how their answers moved."""
    connection.execute(delete(handed).where(handed.c.room == code))
    here = select(wave.c.series, wave.c.wave).where(wave.c.room == code)
    for id_, number in connection.execute(here).all():
        connection.execute(
            delete(pair).where(pair.c.series == id_, pair.c.wave == number)
        )


def take_back(connection: Connection, code: str, id: str, number: int) -> None:
    """Forget the cards of this wave, also that they were used."""
    forget_handed(connection, code)
    connection.execute(
        delete(used_card).where(used_card.c.series == id, used_card.c.wave == number)
    )


def forget_series(connection: Connection, before: date) -> bool:
    """End the series that were begun before that day; whether there were any."""
    old = list(
        connection.scalars(select(series.c.id).where(series.c.opened_on < before))
    )
    for id_ in old:
        _end(connection, id_)
    return bool(old)


def forget_ended(connection: Connection, ids: Collection[str]) -> None:
    """End every series but these."""
    for id_ in list(
        connection.scalars(select(series.c.id).where(series.c.id.not_in(ids)))
    ):
        _end(connection, id_)


def _end(connection: Connection, id: str) -> None:
    for table in (pair, used_card, wave):
        connection.execute(delete(table).where(table.c.series == id))
    connection.execute(delete(series).where(series.c.id == id))


def _hand_in(connection: Connection, row: HandedRow, result_name: str) -> Taken:
    if _is_there(
        connection,
        exists().where(result.c.room == row.room, result.c.key == result_name),
    ):
        return "late"
    used = exists().where(
        used_card.c.series == row.series, used_card.c.card == row.card
    )
    mine = exists().where(handed.c.room == row.room, handed.c.who == row.who)
    is_used, has_handed = _is_there(connection, used), _is_there(connection, mine)
    if is_used:
        # Sent again because the answer was lost on the way: the phone that was counted hears that
        # it was.
        return "counted" if has_handed else "used"
    if has_handed:
        return "second"
    connection.execute(
        Insert(used_card).values(series=row.series, card=row.card, wave=row.wave)
    )
    connection.execute(Insert(handed).values(room=row.room, who=row.who))
    for statement, before, after in row.pairs:
        one = Insert(pair).values(
            series=row.series,
            wave=row.wave,
            since=row.since,
            statement=statement,
            before=before,
            after=after,
            people=1,
        )
        keys = list(pair.primary_key)
        connection.execute(
            one.on_conflict_do_update(
                index_elements=keys, set_={"people": pair.c.people + 1}
            )
        )
    return "counted"


def _is_there(connection: Connection, question: Any) -> bool:
    return bool(connection.scalar(select(question)))
