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
    players = _Players(participants, check=check, quiet=quiet)

    def ready(serving: Serving) -> None:
        room = serving.host.opening.open_room(programme, settings.lang)
        tell(serving, room.code)
        if participants or check:
            gevent.spawn(players.play, serving, room.code)

    with tempfile.TemporaryDirectory(prefix="raus-") as folder:
        try:
            run_server(_keep_in(settings, Path(folder)), library, ready)
        finally:
            players.stop()
    return players.status


class _Players:
    """The process in which rehearsal participants play."""

    def __init__(self, participants: int, *, check: bool, quiet: bool) -> None:
        self._participants = participants
        self._check = check
        self._quiet = quiet
        self._process: Popen | None = None
        self.status = 0
        """The process's exit status, once it has ended by itself."""

    def play(self, serving: Serving, code: str) -> None:
        """Play in the room until the process ends; where they check, stop the server then."""
        command = _build_command(
            serving, code, self._participants, check=self._check, quiet=self._quiet
        )
        with Popen(command) as process:
            self._process = process
            self.status = process.wait()
        if self._check:
            serving.stop()

    def stop(self) -> None:
        """End the process, if it still runs."""
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            process.wait()


def _keep_in(settings: Settings, folder: Path) -> Settings:
    """Return the settings of a room that is played: on the local network, kept in `folder`."""
    return replace(settings, data=folder, profile="lan", tls_cert=None, proxy=False)


def _build_command(
    serving: Serving, code: str, participants: int, *, check: bool, quiet: bool
) -> Sequence[str]:
    """Return the command of the players' own process."""
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
