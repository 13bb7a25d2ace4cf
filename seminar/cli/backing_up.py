"""`raus backup` and `raus restore`: a copy of all rooms, and the way back from it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from seminar.cli.options import chosen, options
from seminar.cli.telling import spoken, tell, told
from seminar.core.errors import NotFound, Refused
from seminar.core.i18n import say


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@options("data")
@told
def backup(file: Path, **given: Any) -> None:
    """Copy all rooms to FILE, which must not exist yet.

    Works while a server is running, also in the middle of a question.
    """
    from seminar.store import Store

    settings = chosen(**given)
    if not settings.database.exists():
        raise NotFound(
            say("There are no rooms in {folder}.", folder=str(settings.data))
        )
    store = Store.open(settings.database, beside=True)
    try:
        store.backup(file)
        is_open = any(not room.closed for room in store.rooms())
    finally:
        store.close()
    tell(say("Written: {path}", path=str(file)))
    if is_open:
        tell(
            say(
                "It holds the answers and the keys of rooms that are open. Closing or deleting a "
                "room does not reach it: keep it where only you can read it, and delete it when "
                "those rooms are closed."
            )
        )


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask first.")
@options("data")
@told
def restore(file: Path, yes: bool, **given: Any) -> None:
    """Put FILE, a backup, in the place of the database. The server must be stopped.

    FILE is checked first, and is not changed. Rooms that were closed or deleted since it was made
    stay so, where that can still be read.
    """
    from seminar.store import restore_backup

    settings = chosen(**given)
    if settings.database.exists() and not yes:
        _ask_to_replace(settings.database)
    done = restore_backup(file, settings.database)
    tell(say("Restored from {path}: {n} rooms.", path=str(file), n=len(done.rooms)))
    for room in done.rooms:
        state = say("closed") if room.closed else say("open")
        tell(
            say(
                "{code}  {state}, {n} answers",
                code=room.code,
                state=state,
                n=room.answers,
            )
        )
    if done.left_out:
        codes = ", ".join(done.left_out)
        tell(say("Left out, for they had been deleted since: {codes}", codes=codes))
    if done.closed_since:
        codes = ", ".join(done.closed_since)
        tell(say("Closed since, so their answers were left out: {codes}", codes=codes))
    if done.before is not None:
        path = str(done.before)
        tell(
            say(
                "The database that was there before is kept until something is next deleted: "
                "{path}",
                path=path,
            )
        )
    tell(say("Facilitators log in anew, with the start link that “raus” prints."))


def _ask_to_replace(database: Path) -> None:
    """Ask a person, and end here unless the answer is yes."""
    if not sys.stdin.isatty():
        raise Refused(
            say("Nobody is here to ask. To restore without being asked, add --yes.")
        )
    word = spoken(say("yes"))
    question = say(
        "This replaces the database {path}. What was answered since the backup is then gone from "
        "the rooms. Write {word} to go on",
        path=str(database),
        word=word,
    )
    if (
        click.prompt(spoken(question), default="", show_default=False).strip().lower()
        != word
    ):
        raise Refused(say("Nothing was changed."))
