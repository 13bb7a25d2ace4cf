"""The command line: `raus` serves; its other words rehearse, check, print and export."""

from __future__ import annotations

import io
import json
import os
import sys
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from seminar import config
from seminar.content.catalogues import speech
from seminar.content.check import report, said
from seminar.content.library import Library, bundled
from seminar.content.structure import schema
from seminar.core.errors import NotFound, RausError, Refused, Unavailable
from seminar.core.language import LANGUAGES, Say, Words, say
from seminar.kinds import kinds
from seminar.rehearse import Progress

if TYPE_CHECKING:
    from seminar.core.programme import Programme
    from seminar.core.words import Document
    from seminar.service.keeping import Kept
    from seminar.service.running import Running
    from seminar.web.server import Serving

Command = TypeVar("Command", bound=Callable[..., Any])
P = ParamSpec("P")

_PROFILE = ("profile", "names", "tls_cert", "tls_key", "proxy")
"""The settings that say how a server is reached."""
T = TypeVar("T")


def _options(*names: str) -> Callable[[Command], Command]:
    """Command-line options for some rows of the settings."""

    def add(command: Command) -> Command:
        for row in reversed(config.ROWS):
            if row.name in names:
                flag = row.default is False
                text = row.help if flag or row.default == "" else f"{row.help} [default: {row.default}]"
                option = f"--{row.name.replace('_', '-')}"
                command = click.option(option, row.name, default=None, is_flag=flag, help=text)(command)
        return command

    return add


def _told(command: Callable[P, T]) -> Callable[P, T]:
    """Errors for a person end the command with their words, without a traceback."""

    @wraps(command)
    def run(*args: P.args, **named: P.kwargs) -> T:
        try:
            return command(*args, **named)
        except RausError as error:
            click.echo(f"raus: {_say(error.words)}", err=True)
            sys.exit(1)

    return run


def _say(words: Words) -> str:
    """The words in the language that the program is set to, else in that of the terminal."""
    asked = (os.environ.get(name) for name in ("RAUS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    lang = next(filter(None, asked), "en")[:2]
    return speech(lang if lang in LANGUAGES else "nb" if lang == "no" else "en")(words)


def _tell(words: Words, *, wrong: bool = False) -> None:
    click.echo(_say(words), err=wrong)


def _settings(**given: Any) -> config.Settings:
    return config.settings(given, os.environ)


def _library(settings: config.Settings) -> Library:
    library = Library.load([*bundled(), *settings.content], kinds())
    for fault in library.faults:
        _tell(said(fault), wrong=True)
    return library


@click.group(invoke_without_command=True)
@click.version_option(package_name="raus")
@click.pass_context
def main(context: click.Context) -> None:
    """RAUS: a live training seminar for leaders. Without a command: serve."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # Not every terminal has all letters.
    if context.invoked_subcommand is None:
        context.invoke(serve)


@main.command()
@_options(*(row.name for row in config.ROWS))
@click.option("--browser/--no-browser", default=True, help="Open the start link in this computer's browser.")
@_told
def serve(browser: bool = True, **given: Any) -> None:
    """Start the server, and print and open the facilitator's start link."""
    from seminar.web.server import serve as run

    settings = _settings(**given)

    def ready(serving: Serving) -> None:
        link = serving.start_link()
        _tell(say("Facilitator: {link}", link=link))
        _tell(say("The link is good for one login. A new one: raus link"))
        _tell(say("Phones: {address}", address=serving.built.places.base()))
        for line in _profile(settings):
            _tell(line)
        _tell(say("Stop with Ctrl-C. Nothing is lost; start again and every room stands as it was."))
        if browser:
            _open(link)

    run(settings, _library(settings), ready)


def _profile(settings: config.Settings) -> Iterator[Say]:
    """How this server is reached, and who else could listen."""
    from seminar.service.painting import OPEN_NETWORK

    if settings.tls_cert is not None:
        yield say("Profile server: HTTPS with the certificate {file}", file=str(settings.tls_cert))
    elif settings.proxy:
        yield say("Profile server: HTTPS by the proxy in front, which passes requests on to {bind}", bind=settings.bind)
    elif settings.exposed:
        yield say("Profile lan: plain HTTP.")
        yield OPEN_NETWORK


@main.command()
@_options("bind", "port", "content", "lang")
@click.option("--programme", default="raus-hour", show_default=True, help="Which programme to open.")
@click.option("--participants", default=24, show_default=True, type=click.IntRange(0, 2000))
@click.option("--check", is_flag=True, help="Play one question to the end through real sockets, and exit.")
@click.option("--browser/--no-browser", default=True, help="Open the console in this computer's browser.")
@_told
def demo(programme: str, participants: int, check: bool, browser: bool, **given: Any) -> None:
    """Start with a room already open and rehearsal participants who answer as the console moves."""
    from seminar.web.demo import stage

    if check:
        given["port"] = given["port"] or 0
    settings = _settings(**given)

    def tell(serving: Serving, code: str) -> None:
        link = _tell_room(serving, code)
        if browser and not check:
            _open(link)

    status = stage(settings, _library(settings), programme, participants, tell, check=check)
    if check:
        sys.exit(status)


def _tell_room(serving: Serving, code: str) -> str:
    """Print where one room is joined, shown and steered; the last of these."""
    link = f"{serving.start_link()}?room={code}"
    _tell(say("Join:      {address}", address=serving.built.places.of(code).url))
    _tell(say("Projector: {address}", address=f"http://localhost:{serving.port}/screen/{code}"))
    _tell(say("Console:   {address}", address=link))
    return link


def _open(link: str) -> None:
    """Show the link in a browser, where there is a display to show it on."""
    if os.environ.get("CI") or (sys.platform == "linux" and not _has_display()):
        return
    webbrowser.open(link)


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@main.command()
@_options("data", "port", *_PROFILE)
@_told
def link(**given: Any) -> None:
    """Print a new start link for a server that runs on this computer, with the same profile."""
    from seminar.web.login import start_link

    settings = _settings(**given)
    click.echo(start_link(settings, settings.port))


@main.command()
@click.option("--url", default=None, help="A running server, e.g. http://127.0.0.1:8000; without it, a private one.")
@click.option("--room", default=None, help="The join code of a room on that server.")
@click.option("--participants", default=24, show_default=True, type=click.IntRange(1, 5000))
@click.option("--programme", default="raus-hour", show_default=True, help="What the private server opens.")
@click.option("--steer", default=None, hidden=True, help="A start link: play one question to the end, and exit.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@_options("bind", "port", "content", "lang")
@_told
def rehearse(
    url: str | None, room: str | None, participants: int, programme: str, steer: str | None, quiet: bool, **given: Any
) -> None:
    """Let N made-up participants answer plausibly, to see the screen alive the evening before."""
    if (url is None) != (room is None):
        raise RausError(say("To join a room on a running server, give both --url and --room."))
    if url is None or room is None:
        from seminar.web.demo import stage

        settings = _settings(**given)
        stage(settings, _library(settings), programme, participants, _tell_room, quiet=quiet)
        return
    from seminar.rehearse import rehearse as play

    with _bar(participants, quiet) as told:
        result = play(url, room, participants, steer=steer, told=told)
    if not quiet:
        _tell(
            say(
                "{joined} of {wanted} joined. Saved: {saved}. Refused: {refused}.",
                joined=result.joined,
                wanted=result.wanted,
                saved=result.saved,
                refused=result.refused,
            )
        )
    sys.exit(0 if result.went_well else 1)


@contextmanager
def _bar(participants: int, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A progress bar: how many have joined, then how many have answered at each step."""
    if quiet:
        yield lambda progress: None
        return
    label = _say(say("Rehearsal"))
    with click.progressbar(length=participants, label=label, show_eta=False, item_show_func=str) as bar:

        def told(progress: Progress) -> None:
            bar.pos = progress.settled if progress.joined == progress.wanted else progress.joined
            bar.current_item = progress.step or ""
            bar.finished = False
            bar.render_progress()

        yield told


@main.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--schema", "as_schema", is_flag=True, help="Print the JSON Schema of exercise.yaml instead.")
@_told
def check(folders: tuple[Path, ...], as_schema: bool) -> None:
    """Read all exercises and decks, and say what is wrong: file, line, field, remedy."""
    if as_schema:
        click.echo(json.dumps(schema(kinds()), indent=2, ensure_ascii=False))
        return
    library = Library.load([*bundled(), *folders], kinds())
    for line in report(library):
        _tell(line)
    sys.exit(1 if library.faults else 0)


@main.command()
@click.argument("room", required=False)
@click.option("--all", "every", is_flag=True, help="Every room, open or closed.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@_options("data", "retention_days")
@_told
def purge(room: str | None, every: bool, yes: bool, **given: Any) -> None:
    """Delete ROOM now, with all that is kept of it. Without ROOM: what is older than the retention days.

    Works whether or not a server is running on these data.
    """
    from seminar.service.keeping import delete, held, kept

    settings = _settings(**given)
    if not settings.database.exists():
        raise NotFound(say("There are no rooms in {folder}.", folder=str(settings.data)))
    with held(settings.database) as (store, served):
        rooms = _to_purge(kept(store, settings.retention_days), room, every)
        if rooms and not yes:
            _ask_to_purge(rooms)
        codes = [one.code for one in rooms]
        done = delete(store, codes, served=served, patience=PURGE_AT_MOST)
        left = [one.code for one in kept(store, settings.retention_days) if one.code not in codes]
    if not done:
        raise Unavailable(
            say(
                "Not deleted yet: the server that runs on these data has not done it in time. It will when it can, or"
                " when it is started again."
            )
        )
    _tell(say("Deleted, with everything in them: {codes}", codes=", ".join(codes)) if codes else _NOTHING_OLD)
    _tell(say("Kept: {codes}", codes=", ".join(left)) if left else say("No room is kept."))
    _tell(say("Prints and copies that you have made yourself are not touched."))


_NOTHING_OLD = say("Nothing is older than the retention days. To delete a room before that, name it.")

PURGE_AT_MOST = 10.0
"""Seconds that a running server has to do it."""


def _to_purge(rooms: list[Kept], typed: str | None, every: bool) -> list[Kept]:
    """The rooms that are meant: one, all, or those that are too old."""
    from seminar.service.identity import tidy_code

    if typed is not None and every:
        raise RausError(say("Name one room or say --all, not both."))
    if every:
        return rooms
    if typed is None:
        return [one for one in rooms if one.until < date.today()]
    found = [one for one in rooms if one.code == tidy_code(typed)]
    if not found:
        raise NotFound(say("There is no room with this code. Check the code on the screen."))
    return found


def _ask_to_purge(rooms: list[Kept]) -> None:
    """Say what will be deleted, and end here unless a person says yes to it."""
    if not sys.stdin.isatty():
        raise Refused(say("Nobody is here to ask. To delete without being asked, add --yes."))
    for one in rooms:
        day, state = one.opened_on.isoformat(), say("closed") if one.closed else say("open")
        _tell(say("{code}  {day}  {programme}, {state}", code=one.code, day=day, programme=one.programme, state=state))
    word = _say(say("yes"))
    question = say("This deletes all that is kept of them, and cannot be undone. Write {word} to go on", word=word)
    if click.prompt(_say(question), default="", show_default=False).strip().lower() != word:
        raise Refused(say("Nothing was deleted."))


@main.command(name="print")
@click.argument("what", type=click.Choice(["handout", "private", "poster", "privacy", "record"]))
@click.option("--programme", default="raus-hour", show_default=True)
@click.option("--room", default=None, help="The join code, for a poster, or for privacy in one room.")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="File to write.")
@_options("content", "lang", "port", "data", "floor", "retention_days", "series_days", "organiser", *_PROFILE)
@_told
def print_(what: str, programme: str, room: str | None, out: Path | None, **given: Any) -> None:
    """Write as PDF: a handout, the sheet for private mode, the join poster of a room, the privacy statement, or the
    record of processing.

    What is said of privacy follows the settings: give the same here as to the server.
    """
    from seminar.pdf import render
    from seminar.service import handouts
    from seminar.service.identity import is_code, tidy_code
    from seminar.service.private_sheet import private_sheet
    from seminar.web.addresses import Addresses
    from seminar.web.rooms import RoomPlaces

    settings = _settings(**given)
    library = _library(settings)
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
        place = RoomPlaces(Addresses(), settings.port, public=settings.public).of(code)
        document = handouts.poster(planned, settings.lang, place.url, place.address, place.code)
    _write(out or Path(f"raus-{what}-{settings.lang}.pdf"), render(document, speech(document.lang)))


@main.command()
@click.argument("room")
@click.option("--format", "ending", default="csv", show_default=True, type=click.Choice(["csv", "xlsx", "json", "pdf"]))
@click.option("--out", type=click.Path(path_type=Path), default=None, help="File to write.")
@_options("content", "data", "floor")
@_told
def export(room: str, ending: str, out: Path | None, **given: Any) -> None:
    """Write what a room was shown as a file: published results, never an answer. ROOM is its join code."""
    from seminar.service.export import FORMATS
    from seminar.service.identity import tidy_code
    from seminar.service.report import report as gathered

    settings = _settings(**given)
    code = tidy_code(room)
    told = gathered(_room(settings, _library(settings), code))
    _write(out or Path(f"raus-{code}.{ending}"), FORMATS[ending].make(told, speech(told.lang)))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise RausError(
            say("{path} could not be written: {why}", path=str(path), why=error.strerror or str(error))
        ) from None
    _tell(say("Written: {path}", path=str(path)))


def _promise(
    what: str, settings: config.Settings, library: Library, programme: Programme, typed: str | None
) -> Document:
    """What is promised about answers to this programme, or in this room."""
    from seminar.service.identity import tidy_code
    from seminar.service.privacy_notice import Terms, notice, record

    code = "" if typed is None else tidy_code(typed)
    running = None if typed is None else _room(settings, library, code)
    planned, rules = (running.programme, running.rules) if running else (programme, settings.rules)
    series_days = settings.series_days if running and running.follows else 0
    terms = Terms(rules, settings.retention_days, settings.organiser, series_days, settings.is_secure)
    return (notice if what == "privacy" else record)(terms, settings.lang, planned, code)


def _room(settings: config.Settings, library: Library, code: str) -> Running:
    """A room as it is stored, whether or not a server is running."""
    from seminar.service.host import Host
    from seminar.store import Store

    if not settings.database.exists():
        raise NotFound(say("There is no room with this code. Check the code on the screen."))
    store = Store.open(settings.database, beside=True)
    try:
        return Host(store, library, rules=settings.rules, clock=time.time).running(code)
    finally:
        store.close()
