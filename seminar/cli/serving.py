"""`raus serve`, `raus link` and `raus demo`: a server, and the way to it."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from seminar import config
from seminar.cli.options import PROFILE, chosen, library_of, options
from seminar.cli.telling import tell, told
from seminar.core.errors import RausError
from seminar.core.i18n import Say, say

if TYPE_CHECKING:
    from seminar.web.server import Serving


@click.command()
@options(*(row.name for row in config.ROWS))
@click.option(
    "--browser/--no-browser",
    default=True,
    help="Open the start link in this computer's browser.",
)
@told
def serve(browser: bool = True, **given: Any) -> None:
    """Start the server, and print and open the facilitator's start link."""
    from seminar.web.server import run_server

    settings = chosen(**given)

    def ready(serving: Serving) -> None:
        link = serving.start_link()
        tell(say("Facilitator: {link}", link=link))
        tell(say("The link is good for one login. A new one: raus link"))
        tell(say("Phones: {address}", address=serving.built.places.base()))
        for line in _profile(settings):
            tell(line)
        tell(
            say(
                "Stop with Ctrl-C. Nothing is lost; start again and every room stands as it was."
            )
        )
        if browser:
            show(link)

    run_server(settings, library_of(settings), ready)


def _profile(settings: config.Settings) -> Iterator[Say]:
    """How this server is reached, and who else could listen."""
    from seminar.service.screens.shared import OPEN_NETWORK

    if settings.tls_cert is not None:
        yield say(
            "Profile server: HTTPS with the certificate {file}",
            file=str(settings.tls_cert),
        )
    elif settings.proxy:
        yield say(
            "Profile server: HTTPS by the proxy in front, which passes requests on to {bind}",
            bind=settings.bind,
        )
    elif settings.exposed:
        yield say("Profile lan: plain HTTP.")
        yield OPEN_NETWORK


@click.command()
@options("bind", "port", "content", "lang")
@click.option(
    "--programme",
    default="raus-hour",
    show_default=True,
    help="Which programme to open.",
)
@click.option(
    "--participants", default=24, show_default=True, type=click.IntRange(0, 2000)
)
@click.option(
    "--check",
    is_flag=True,
    help="Play one question to the end through real sockets, and exit.",
)
@click.option(
    "--browser/--no-browser",
    default=True,
    help="Open the console in this computer's browser.",
)
@told
def demo(
    programme: str, participants: int, check: bool, browser: bool, **given: Any
) -> None:
    """Start with a room already open and rehearsal participants who answer as the console moves."""
    from seminar.web.authoring.demo import stage

    if check:
        given["port"] = given["port"] or 0
    settings = chosen(**given)

    def ready(serving: Serving, code: str) -> None:
        link = tell_room(serving, code)
        if browser and not check:
            show(link)

    status = stage(
        settings, library_of(settings), programme, participants, ready, check=check
    )
    if check:
        sys.exit(status)


def tell_room(serving: Serving, code: str) -> str:
    """Print where one room is joined, shown and steered; the last of these."""
    link = f"{serving.start_link()}?room={code}"
    secret = serving.built.live.host.rooms.get(code).link_secret
    tell(say("Join:      {address}", address=serving.built.places.of(code, secret).url))
    tell(
        say(
            "Projector: {address}",
            address=f"http://localhost:{serving.port}/screen/{code}",
        )
    )
    tell(say("Console:   {address}", address=link))
    return link


def show(link: str) -> None:
    """Show the link in a browser, where there is a display to show it on."""
    if os.environ.get("CI") or (sys.platform == "linux" and not _has_display()):
        return
    webbrowser.open(link)


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@click.command()
@click.option(
    "--for",
    "facilitator",
    default="",
    metavar="NAME",
    help="For a facilitator of this name, who leads the rooms that they open and no others.",
)
@options("data", "port", *PROFILE)
@told
def link(facilitator: str, **given: Any) -> None:
    """Print a new start link for a server that runs on this computer, with the same profile.

    Without --for it is for the owner of this computer, who may do everything.
    """
    from seminar.service.logins import Grant, tidy_name
    from seminar.web.security.start_links import start_link

    settings = chosen(**given)
    name = tidy_name(facilitator)
    # An empty name would be the owner's: a script whose variable is empty must not give that away.
    if not name and _was_given("facilitator"):
        raise RausError(say("Give a name after --for."))
    click.echo(start_link(settings, settings.port, Grant(name)))


def _was_given(option: str) -> bool:
    """Return whether this option was written on the command line."""
    source = click.get_current_context().get_parameter_source(option)
    return source is not click.core.ParameterSource.DEFAULT
