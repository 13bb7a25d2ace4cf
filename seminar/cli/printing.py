"""`raus print` and `raus export`: what is made of a programme or a room as a file."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seminar import config
from seminar.cli.options import PROFILE, chosen, library_of, options
from seminar.cli.telling import told, write
from seminar.content.library import Library
from seminar.content.translations import read_speech
from seminar.core.errors import NotFound, RausError
from seminar.core.i18n import say
from seminar.service.prints.registry import (
    JoinPlace,
    PrintKind,
    PrintSubject,
    read_prints,
)

if TYPE_CHECKING:
    from seminar.service.live_room import LiveRoom


@click.command(name="print")
@click.argument("what", type=click.Choice([kind.name for kind in read_prints()]))
@click.option("--programme", default="raus-hour", show_default=True)
@click.option(
    "--room",
    default=None,
    help="The join code, for a poster, or for privacy in one room.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=None, help="File to write."
)
@options(
    "content",
    "lang",
    "port",
    "data",
    "floor",
    "retention_days",
    "series_days",
    "organiser",
    *PROFILE,
)
@told
def print_(
    what: str, programme: str, room: str | None, out: Path | None, **given: Any
) -> None:
    """Write as PDF: a handout, the sheet for private mode, the join poster of a room, the privacy
    statement, or the record of processing.

    What is said of privacy follows the settings: give the same here as to the server.
    """
    from seminar.pdf import render_pdf

    settings = chosen(**given)
    library = library_of(settings)
    kind = next(kind for kind in read_prints() if kind.name == what)
    document = kind.build(_find_subject(kind, settings, library, programme, room))
    write(
        out or Path(f"raus-{what}-{settings.lang}.pdf"),
        render_pdf(document, read_speech(document.lang)),
    )


@click.command()
@click.argument("room")
@click.option(
    "--format",
    "ending",
    default="csv",
    show_default=True,
    type=click.Choice(["csv", "xlsx", "json", "pdf"]),
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=None, help="File to write."
)
@options("content", "data", "floor")
@told
def export(room: str, ending: str, out: Path | None, **given: Any) -> None:
    """Write what a room was shown as a file: published results, never an answer. ROOM is its
    join code."""
    from seminar.service.export.formats import FORMATS
    from seminar.service.prints.report import build_report
    from seminar.service.pseudonyms import tidy_code

    settings = chosen(**given)
    code = tidy_code(room)
    found = build_report(stored_room(settings, library_of(settings), code))
    write(
        out or Path(f"raus-{code}.{ending}"),
        FORMATS[ending].make(found, read_speech(found.lang)),
    )


def _find_subject(
    kind: PrintKind,
    settings: config.Settings,
    library: Library,
    programme: str,
    typed: str | None,
) -> PrintSubject:
    """Return what a print is made of: the programme, or the room where a code was given.

    A print that is of a room alone, such as a poster, may be of a room on another machine: it then
    leads where a typed code leads. What is promised in a room is known only where it is stored.

    Raises:
        RausError: The print needs a room, and none was given.
        NotFound: There is no such programme or room.
    """
    from seminar.service.prints.terms import Terms
    from seminar.service.pseudonyms import is_code, tidy_code

    running = None
    code = "" if typed is None or "room" not in kind.scopes else tidy_code(typed)
    if "programme" not in kind.scopes:
        if typed is None:
            raise RausError(
                say("Which room? Add --room and the code that the console shows.")
            )
        if not is_code(code):
            raise _no_room()
        with suppress(NotFound):
            running = stored_room(settings, library, code)
    elif code:
        running = stored_room(settings, library, code)
    planned = running.programme if running else library.programme(programme)
    terms = Terms(
        running.rules if running else settings.rules,
        settings.retention_days,
        settings.organiser,
        settings.series_days if running and running.follows else 0,
        settings.is_secure,
    )
    place = (
        _find_place(settings, code, running.link_secret if running else "")
        if code
        else None
    )
    return PrintSubject(planned, settings.lang, terms, place)


def _find_place(settings: config.Settings, code: str, link_secret: str) -> JoinPlace:
    from seminar.web.network.addresses import Addresses
    from seminar.web.network.join_links import RoomPlaces

    place = RoomPlaces(Addresses(), settings.port, public=settings.public).of(
        code, link_secret
    )
    return JoinPlace(place.url, place.address, place.code)


def _no_room() -> NotFound:
    return NotFound(
        say("There is no room with this code. Check the code on the screen.")
    )


def stored_room(settings: config.Settings, library: Library, code: str) -> LiveRoom:
    """A room as it is stored, whether or not a server is running."""
    from seminar.service.rooms.room_service import RoomService
    from seminar.store import Store

    if not settings.database.exists():
        raise _no_room()
    store = Store.open(settings.database, beside=True)
    try:
        return RoomService(
            store, library, rules=settings.rules, clock=time.time
        ).rooms.get(code)
    finally:
        store.close()
