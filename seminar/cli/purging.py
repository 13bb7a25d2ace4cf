"""`raus purge`: what is kept of rooms is deleted before its time."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from seminar.cli.options import chosen, options
from seminar.cli.telling import spoken, tell, told
from seminar.core.errors import NotFound, RausError, Refused, Unavailable
from seminar.core.i18n import say

if TYPE_CHECKING:
    from seminar.service.retention import StoredRoom


@click.command()
@click.argument("room", required=False)
@click.option("--all", "every", is_flag=True, help="Every room, open or closed.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@options("data", "retention_days")
@told
def purge(room: str | None, every: bool, yes: bool, **given: Any) -> None:
    """Delete ROOM now, with all that is kept of it. Without ROOM: what is older than the retention
    days.

    Works whether or not a server is running on these data.
    """
    from seminar.service.retention import delete_rooms, list_stored_rooms, open_store

    settings = chosen(**given)
    if not settings.database.exists():
        raise NotFound(
            say("There are no rooms in {folder}.", folder=str(settings.data))
        )
    with open_store(settings.database) as (store, served):
        rooms = _to_purge(
            list_stored_rooms(store, settings.retention_days), room, every
        )
        if rooms and not yes:
            _ask_to_purge(rooms)
        codes = [one.code for one in rooms]
        done = delete_rooms(store, codes, served=served, patience=PURGE_AT_MOST)
        left = [
            one.code
            for one in list_stored_rooms(store, settings.retention_days)
            if one.code not in codes
        ]
    if not done and not served:
        raise Unavailable(
            say(
                "The rooms are deleted, but can still be found in the database file: another "
                "program is reading it. Close that program and write “raus purge” once more."
            )
        )
    if not done:
        raise Unavailable(
            say(
                "Not deleted yet: the server that runs on these data has not done it in time. It "
                "will when it can, or when it is started again."
            )
        )
    tell(
        say("Deleted, with everything in them: {codes}", codes=", ".join(codes))
        if codes
        else _NOTHING_OLD
    )
    tell(
        say("Kept: {codes}", codes=", ".join(left)) if left else say("No room is kept.")
    )
    tell(say("Prints and copies that you have made yourself are not touched."))


_NOTHING_OLD = say(
    "Nothing is older than the retention days. To delete a room before that, name it."
)

PURGE_AT_MOST = 10.0
"""Seconds that a running server has to do it."""


def _to_purge(
    rooms: list[StoredRoom], typed: str | None, every: bool
) -> list[StoredRoom]:
    """The rooms that are meant: one, all, or those that are too old."""
    from seminar.service.pseudonyms import tidy_code

    if typed is not None and every:
        raise RausError(say("Name one room or say --all, not both."))
    if every:
        return rooms
    if typed is None:
        return [one for one in rooms if one.until and one.until < date.today()]
    found = [one for one in rooms if one.code == tidy_code(typed)]
    if not found:
        raise NotFound(
            say("There is no room with this code. Check the code on the screen.")
        )
    return found


def _ask_to_purge(rooms: list[StoredRoom]) -> None:
    """Say what will be deleted, and end here unless a person says yes to it."""
    if not sys.stdin.isatty():
        raise Refused(
            say("Nobody is here to ask. To delete without being asked, add --yes.")
        )
    for one in rooms:
        day = one.opened_on.isoformat() if one.opened_on else "?"
        state = say("closed") if one.closed else say("open")
        tell(
            say(
                "{code}  {day}  {programme}, {state}",
                code=one.code,
                day=day,
                programme=one.programme or "?",
                state=state,
            )
        )
    word = spoken(say("yes"))
    question = say(
        "This deletes all that is kept of them, and cannot be undone. Write {word} to go on",
        word=word,
    )
    if (
        click.prompt(spoken(question), default="", show_default=False).strip().lower()
        != word
    ):
        raise Refused(say("Nothing was deleted."))
