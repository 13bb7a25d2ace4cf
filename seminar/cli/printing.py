"""`raus print` and `raus export`: what is made of a programme or a room as a file."""

from __future__ import annotations

import time
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
from seminar.service.prints import poster

if TYPE_CHECKING:
    from seminar.core.elements import Document
    from seminar.core.model.programme import Programme
    from seminar.service.live_room import LiveRoom


@click.command(name="print")
@click.argument("what", type=click.Choice(["handout", "private", "poster", "privacy", "record"]))
@click.option("--programme", default="raus-hour", show_default=True)
@click.option(
    "--room", default=None, help="The join code, for a poster, or for privacy in one room."
)
@click.option("--out", type=click.Path(path_type=Path), default=None, help="File to write.")
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
def print_(what: str, programme: str, room: str | None, out: Path | None, **given: Any) -> None:
    """Write as PDF: a handout, the sheet for private mode, the join poster of a room, the privacy
    statement, or the record of processing.

    What is said of privacy follows the settings: give the same here as to the server.
    """
    from seminar.pdf import render_pdf
    from seminar.service.prints import handout as handouts
    from seminar.service.prints.private_sheet import private_sheet
    from seminar.service.pseudonyms import is_code, tidy_code
    from seminar.web.network.addresses import Addresses
    from seminar.web.network.join_links import RoomPlaces

    settings = chosen(**given)
    library = library_of(settings)
    planned = library.programme(programme)
    if what == "handout":
        document = handouts.handout(planned, settings.lang)
    elif what == "private":
        document = private_sheet(planned, settings.lang)
    elif what in ("privacy", "record"):
        document = _promise(what, settings, library, planned, room)
    elif room is None:
        raise RausError(say("Which room? Add --room and the code that the console shows."))
    elif not is_code(code := tidy_code(room)):
        raise NotFound(say("There is no room with this code. Check the code on the screen."))
    else:
        places = RoomPlaces(Addresses(), settings.port, public=settings.public)
        place = places.of(code, _link_secret(settings, library, code))
        document = poster.poster(planned, settings.lang, place.url, place.address, place.code)
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
@click.option("--out", type=click.Path(path_type=Path), default=None, help="File to write.")
@options("content", "data", "floor")
@told
def export(room: str, ending: str, out: Path | None, **given: Any) -> None:
    """Write what a room was shown as a file: published results, never an answer. ROOM is its
    join code."""
    from seminar.service.export.formats import FORMATS
    from seminar.service.prints.report import report
    from seminar.service.pseudonyms import tidy_code

    settings = chosen(**given)
    code = tidy_code(room)
    found = report(stored_room(settings, library_of(settings), code))
    write(
        out or Path(f"raus-{code}.{ending}"), FORMATS[ending].make(found, read_speech(found.lang))
    )


def _link_secret(settings: config.Settings, library: Library, code: str) -> str:
    """Return what the room's link carries beside the code; nothing for a room of another machine,
    whose poster then leads where a typed code leads."""
    try:
        return stored_room(settings, library, code).link_secret
    except NotFound:
        return ""


def _promise(
    what: str, settings: config.Settings, library: Library, programme: Programme, typed: str | None
) -> Document:
    """What is promised about answers to this programme, or in this room."""
    from seminar.service.prints.privacy_notice import Terms, notice, record
    from seminar.service.pseudonyms import tidy_code

    code = "" if typed is None else tidy_code(typed)
    running = None if typed is None else stored_room(settings, library, code)
    planned, rules = (running.programme, running.rules) if running else (programme, settings.rules)
    series_days = settings.series_days if running and running.follows else 0
    terms = Terms(
        rules, settings.retention_days, settings.organiser, series_days, settings.is_secure
    )
    return (notice if what == "privacy" else record)(terms, settings.lang, planned, code)


def stored_room(settings: config.Settings, library: Library, code: str) -> LiveRoom:
    """A room as it is stored, whether or not a server is running."""
    from seminar.service.rooms import RoomService
    from seminar.store import Store

    if not settings.database.exists():
        raise NotFound(say("There is no room with this code. Check the code on the screen."))
    store = Store.open(settings.database, beside=True)
    try:
        return RoomService(store, library, rules=settings.rules, clock=time.time).running(code)
    finally:
        store.close()
