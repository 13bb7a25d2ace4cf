"""`raus rehearse`: made-up participants answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from seminar.cli.options import chosen, library_of, options
from seminar.cli.serving import tell_room
from seminar.cli.telling import spoken, tell, told
from seminar.core.errors import RausError
from seminar.core.i18n import say
from seminar.rehearse import Progress


@click.command()
@click.option(
    "--url",
    default=None,
    help="A running server, e.g. http://127.0.0.1:8000; without it, a private one.",
)
@click.option("--room", default=None, help="The join code of a room on that server.")
@click.option(
    "--participants", default=24, show_default=True, type=click.IntRange(1, 5000)
)
@click.option(
    "--programme",
    default="raus-hour",
    show_default=True,
    help="What the private server opens.",
)
@click.option(
    "--steer",
    default=None,
    hidden=True,
    help="A start link: play one question to the end, and exit.",
)
@click.option("--quiet", is_flag=True, help="No progress bar.")
@options("bind", "port", "content", "lang")
@told
def rehearse(
    url: str | None,
    room: str | None,
    participants: int,
    programme: str,
    steer: str | None,
    quiet: bool,
    **given: Any,
) -> None:
    """Let N made-up participants answer plausibly, to see the screen alive the evening before."""
    if (url is None) != (room is None):
        raise RausError(
            say("To join a room on a running server, give both --url and --room.")
        )
    if url is None or room is None:
        from seminar.web.authoring.demo import stage

        settings = chosen(**given)
        stage(
            settings,
            library_of(settings),
            programme,
            participants,
            tell_room,
            quiet=quiet,
        )
        return
    from seminar.rehearse import run_rehearsal

    with _bar(participants, quiet) as moved:
        result = run_rehearsal(url, room, participants, steer=steer, told=moved)
    if not quiet:
        tell(
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
    label = spoken(say("Rehearsal"))
    with click.progressbar(
        length=participants, label=label, show_eta=False, item_show_func=str
    ) as bar:

        def moved(progress: Progress) -> None:
            bar.pos = (
                progress.settled
                if progress.joined == progress.wanted
                else progress.joined
            )
            bar.current_item = progress.step or ""
            bar.finished = False
            bar.render_progress()

        yield moved
