"""Every question to the database and every change in it: one query, one function, one name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import Connection, LargeBinary, cast, delete, null, select, update
from sqlalchemy.exc import OperationalError

from seminar.store.rows import AnswerRow, ContentRow, LoginRow, RoomRow, SeatRow
from seminar.store.series import forget_handed
from seminar.store.sqlite import Insert, as_sql
from seminar.store.tables import (
    answer,
    content,
    login,
    participant,
    result,
    room,
    seat,
    setting,
)

# --- Rooms ----------------------------------------------------------------------------------------


def rooms(connection: Connection) -> list[RoomRow]:
    """All rooms whose row can be read, by code."""
    read = (_read_room(connection, code) for code in room_codes(connection))
    return [row for row in read if row is not None]


def damaged_rooms(connection: Connection) -> list[str]:
    """The codes of the rooms whose row cannot be read."""
    codes = room_codes(connection)
    return [code for code in codes if _read_room(connection, code) is None]


def room_codes(connection: Connection) -> list[str]:
    """The codes of all rooms, in their order. One that is no text is left out: nobody can type
    it."""
    found = connection.scalars(
        select(cast(room.c.code, LargeBinary)).order_by(room.c.code)
    )
    codes = (code.decode(errors="replace") for code in found)
    return [code for code in codes if "\N{REPLACEMENT CHARACTER}" not in code]


def _read_room(connection: Connection, code: str) -> RoomRow | None:
    """The row of this room; None where a value in it is not what it must be."""
    try:
        row = one_room(connection, code)
    except (ValueError, TypeError, OperationalError):  # A day or a text that is none.
        return None
    if row is None or not (isinstance(row.version, int) and isinstance(row.state, str)):
        return None
    return row if isinstance(row.key, bytes | None) else None


def one_room(connection: Connection, code: str) -> RoomRow | None:
    """The room with this code, or None."""
    row = connection.execute(select(room).where(room.c.code == code)).one_or_none()
    return RoomRow(*row) if row else None


def add_room(connection: Connection, row: RoomRow) -> bool:
    """Add a room; False when its code is taken."""
    new = row._replace(opened_on=row.opened_on or date.today())
    return (
        connection.execute(Insert(room).values(new).on_conflict_do_nothing()).rowcount
        == 1
    )


def save_room(
    connection: Connection, code: str, state: str, version: int, was: int
) -> bool:
    """Save how an open room stands, if its version is still `was`; whether it was."""
    still = (room.c.code == code, room.c.version == was, room.c.closed.is_(False))
    return (
        connection.execute(
            update(room).where(*still).values(state=state, version=version)
        ).rowcount
        == 1
    )


def close_room(connection: Connection, code: str) -> None:
    """Close the room, and destroy the key that ties answers to participants."""
    connection.execute(
        update(room).where(room.c.code == code).values(closed=True, key=null())
    )


def forget_rooms(connection: Connection, before: date) -> list[str]:
    """Delete rooms that were opened before that day, with all that belongs to them; their codes."""
    old = list(connection.scalars(select(room.c.code).where(room.c.opened_on < before)))
    return [code for code in old if forget_room(connection, code)]


def forget_room(connection: Connection, code: str) -> bool:
    """Delete the room with all that belongs to it; False when there is none."""
    forget_room_contents(connection, code)
    connection.execute(delete(login).where(login.c.room == code))
    gone = connection.execute(delete(room).where(room.c.code == code)).rowcount == 1
    forget_unused_content(connection)
    return gone


def forget_room_contents(connection: Connection, code: str) -> None:
    """Delete all that people have left in the room, and its results."""
    forget_handed(connection, code)
    for table in (result, answer, seat, participant):
        connection.execute(delete(table).where(table.c.room == code))


def replace_room(connection: Connection, row: RoomRow) -> None:
    """Let the room of this code stand as this row says."""
    connection.execute(
        update(room).where(room.c.code == row.code).values(row._asdict())
    )


# --- Content --------------------------------------------------------------------------------------


def pin_content(connection: Connection, code: str, row: ContentRow) -> None:
    """Keep what the room's programme is made of, once for all rooms that have the same."""
    connection.execute(Insert(content).values(row._asdict()).on_conflict_do_nothing())
    connection.execute(update(room).where(room.c.code == code).values(content=row.hash))
    forget_unused_content(connection)


def content_source(connection: Connection, hash: str) -> bytes | None:
    """The content with this hash, packed."""
    return connection.scalars(
        select(content.c.source).where(content.c.hash == hash)
    ).one_or_none()


def forget_unused_content(connection: Connection) -> None:
    """Delete the content of which no room is left."""
    used = select(room.c.content).where(room.c.content.is_not(None))
    connection.execute(delete(content).where(content.c.hash.not_in(used)))


# --- Participants ---------------------------------------------------------------------------------


def participants(connection: Connection, code: str) -> set[bytes]:
    """Everyone who has joined the room."""
    return set(
        connection.scalars(select(participant.c.who).where(participant.c.room == code))
    )


def add_participant(connection: Connection, code: str, who: bytes) -> None:
    """Let someone in; a second time changes nothing."""
    connection.execute(
        Insert(participant).values(room=code, who=who).on_conflict_do_nothing()
    )


def forget_participants(connection: Connection, code: str) -> None:
    """Delete who joined the room."""
    connection.execute(delete(participant).where(participant.c.room == code))


# --- Seats ----------------------------------------------------------------------------------------

_seat = Insert(seat)
_SIT = _seat.on_conflict_do_update(
    index_elements=list(seat.primary_key),
    set_={name: _seat.excluded[name] for name in ("number", "place")},
)


def seats(connection: Connection, code: str) -> list[SeatRow]:
    """Where everybody sits, by key."""
    found = connection.execute(
        select(seat).where(seat.c.room == code).order_by(*seat.primary_key)
    )
    return [SeatRow(*row) for row in found]


def sit(connection: Connection, rows: Collection[SeatRow]) -> None:
    """Give these seats, also to those who have another in the same seating."""
    if rows:
        connection.execute(_SIT, [row._asdict() for row in rows])


def stand_up(connection: Connection, code: str, seating: str, who: bytes) -> None:
    """Give up a seat; nothing changes where there is none."""
    connection.execute(
        delete(seat).where(
            seat.c.room == code, seat.c.seating == seating, seat.c.who == who
        )
    )


def forget_seats(connection: Connection, code: str) -> None:
    """Delete where everybody in the room sat."""
    connection.execute(delete(seat).where(seat.c.room == code))


# --- Answers --------------------------------------------------------------------------------------

_new = Insert(answer)
_PUT = as_sql(
    _new.on_conflict_do_update(
        index_elements=list(answer.primary_key),
        set_={name: _new.excluded[name] for name in ("op", "seq", "value")},
        where=_new.excluded.seq >= answer.c.seq,
    )
)
"""SQL with places in the order of `AnswerRow`, so that a burst of rows goes to the driver
untouched."""


def put_answers(connection: Connection, rows: list[AnswerRow]) -> None:
    """Save answers. A later edit (by `seq`) replaces an earlier one, in whichever order they
    arrive."""
    connection.exec_driver_sql(_PUT, rows)


def answers(connection: Connection, code: str) -> list[AnswerRow]:
    """All answers of the room, by key."""
    found = connection.execute(
        select(answer).where(answer.c.room == code).order_by(*answer.primary_key)
    )
    return [AnswerRow(*row) for row in found]


def answers_in(
    connection: Connection, code: str, question: str, round: int
) -> list[AnswerRow]:
    """The answers to one question in one round, by key."""
    where = (
        answer.c.room == code,
        answer.c.question == question,
        answer.c.round == round,
    )
    return [
        AnswerRow(*row)
        for row in connection.execute(
            select(answer).where(*where).order_by(answer.c.who)
        )
    ]


def forget_answers(
    connection: Connection, code: str, questions: Collection[str]
) -> None:
    """Delete the room's answers to these questions."""
    connection.execute(
        delete(answer).where(answer.c.room == code, answer.c.question.in_(questions))
    )


def forget_edits(connection: Connection, code: str) -> None:
    """Of the answers that stay, forget which sending they came with and how often they were
    changed."""
    connection.execute(
        update(answer).where(answer.c.room == code).values(op=b"", seq=0)
    )


# --- Results --------------------------------------------------------------------------------------


def results(connection: Connection, code: str) -> dict[str, str]:
    """The room's published results, by key."""
    found = connection.execute(
        select(result.c.key, result.c.value).where(result.c.room == code)
    )
    return {row.key: row.value for row in found}


def keep_results(connection: Connection, code: str, made: Mapping[str, str]) -> None:
    """Add results; one that exists already stays as it is."""
    for key, value in made.items():
        connection.execute(
            Insert(result)
            .values(room=code, key=key, value=value)
            .on_conflict_do_nothing()
        )


def forget_results(connection: Connection, code: str, keys: Collection[str]) -> None:
    """Delete these results of the room."""
    connection.execute(
        delete(result).where(result.c.room == code, result.c.key.in_(keys))
    )


# --- Logins and settings --------------------------------------------------------------------------


def logins(connection: Connection) -> list[LoginRow]:
    """Return all facilitators' logins."""
    return [LoginRow(*row) for row in connection.execute(select(login))]


def add_login(connection: Connection, row: LoginRow) -> None:
    """Let a facilitator in; a second time changes nothing."""
    connection.execute(Insert(login).values(row).on_conflict_do_nothing())


def note_login_use(connection: Connection, token_hash: bytes, day: date) -> None:
    """Keep the day on which a login was last used."""
    connection.execute(
        update(login).where(login.c.token_hash == token_hash).values(used_on=day)
    )


def end_logins(connection: Connection, token_hashes: Collection[bytes]) -> None:
    """Let these facilitators out."""
    connection.execute(delete(login).where(login.c.token_hash.in_(token_hashes)))


def forget_all_logins(connection: Connection) -> None:
    """Let out every facilitator."""
    connection.execute(delete(login))


def forget_logins(connection: Connection, before: date) -> None:
    """Let out the facilitators who came in before that day."""
    connection.execute(delete(login).where(login.c.opened_on < before))


def list_settings(connection: Connection) -> dict[str, str]:
    """Small facts about this installation. Bytes that are no text are replaced, so that one that is
    damaged hides no other."""
    found = connection.execute(
        select(cast(setting.c.name, LargeBinary), cast(setting.c.value, LargeBinary))
    )
    return {
        name.decode(errors="replace"): value.decode(errors="replace")
        for name, value in found
    }


def set_setting(connection: Connection, name: str, value: str | None) -> None:
    """Keep a fact, or with None forget it."""
    if value is None:
        connection.execute(delete(setting).where(setting.c.name == name))
        return
    fact = Insert(setting).values(name=name, value=value)
    connection.execute(
        fact.on_conflict_do_update(index_elements=["name"], set_={"value": value})
    )
