"""The form in which an answer of several parts is stored: its parts with spaces between.

Rooms hold typed answers; the database and its backups hold this text. It is the one codec of the
kinds that ask several things at once, and rows that were written before answers had types read as
they always did.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import JsonValue

LEFT_OUT = "-"
"""Stands for a part that was not answered. No id is so short or begins so (`Id`), and no number
of ours is negative."""


def join_parts(parts: Iterable[str | int | None]) -> str:
    """Return parts as one text; None is a part that was left out.

    >>> join_parts(["leader", None, "all"])
    'leader - all'
    >>> join_parts([4, 5, None])
    '4 5 -'
    """
    return " ".join(LEFT_OUT if part is None else str(part) for part in parts)


def split_parts(stored: JsonValue) -> tuple[str | None, ...]:
    """Return the parts of a stored text; None for each that was left out.

    >>> split_parts("leader - all")
    ('leader', None, 'all')
    """
    return tuple(None if part == LEFT_OUT else part for part in split_ids(stored))


def split_ids(stored: JsonValue) -> tuple[str, ...]:
    """Return the ids of a stored text in which nothing can be left out.

    Raises:
        ValueError: where what is stored is no text.

    >>> split_ids("time calm")
    ('time', 'calm')
    """
    if not isinstance(stored, str):
        raise ValueError(f"{stored!r} is no answer in parts")
    return tuple(stored.split(" "))
