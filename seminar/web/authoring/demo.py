"""A server with a room already open and rehearsal participants in it: for a first look, and for
the evening before."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import gevent
from gevent.subprocess import Popen

from seminar.config import Settings
from seminar.content.library import Library
from seminar.web.server import Serving, run_server


def stage(
    settings: Settings,
    library: Library,
    programme: str,
    participants: int,
    tell: Callable[[Serving, str], object],
    *,
    check: bool = False,
    quiet: bool = True,
) -> int:
    """Serve one room of `programme` with players in a process of their own, until stopped; gives
    the exit status.

    Everything is kept in a temporary folder, so a rehearsal leaves nothing behind. With `check` the
    players drive the room themselves through one question, and the server stops when they are done.
    Unless `quiet` they tell how it goes.
    """
    status = 0

    def play(serving: Serving, code: str) -> None:
        nonlocal status
        command = _players(serving, code, participants, check=check, quiet=quiet)
        with Popen(command) as process:
            playing.append(process)
            status = process.wait()
        if check:
            serving.stop()

    def ready(serving: Serving) -> None:
        room = serving.host.opening.open_room(programme, settings.lang)
        tell(serving, room.code)
        if participants or check:
            gevent.spawn(play, serving, room.code)

    playing: list[Popen] = []
    with tempfile.TemporaryDirectory(prefix="raus-") as folder:
        try:
            run_server(_keep_in(settings, Path(folder)), library, ready)
        finally:
            for process in playing:
                if process.poll() is None:
                    process.terminate()
                    process.wait()
    return status


def _keep_in(settings: Settings, folder: Path) -> Settings:
    """Return the settings of a room that is played: on the local network, kept in `folder`."""
    return replace(settings, data=folder, profile="lan", tls_cert=None, proxy=False)


def _players(
    serving: Serving, code: str, participants: int, *, check: bool, quiet: bool
) -> Sequence[str]:
    """The command of the players' own process."""
    command = [
        sys.executable,
        "-m",
        "seminar",
        "rehearse",
        "--room",
        code,
        "--participants",
        str(participants),
    ]
    command += ["--url", f"http://127.0.0.1:{serving.port}"]
    command += ["--quiet"] if quiet else []
    return [*command, "--steer", serving.start_link()] if check else command
