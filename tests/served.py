"""The shipped server as a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from seminar.rehearse.browser import Browser
from seminar.rehearse.forms import read_hidden_fields
from seminar.rehearse.steer import use_start_link
from seminar.service.logins import Grant
from seminar.web.security.start_links import OWNER, Links

ROOT = Path(__file__).parents[1]


class Server:
    """The shipped command in a process group of its own."""

    def __init__(
        self,
        data: Path,
        *options: str,
        by: Sequence[str] = ("seminar",),
        scheme: str = "http",
    ) -> None:
        """`by` is the module that starts the command, and what it is told before."""
        self.data = data
        self.scheme = scheme
        self._options = options
        self._start = [sys.executable, "-m", *by]
        self.port = 0
        self._process: subprocess.Popen[str] | None = None
        self.link = ""
        self.said = ""
        """What a stopped server had printed since its start link."""

    @property
    def base(self) -> str:
        host = "127.0.0.1" if self.scheme == "http" else "localhost"
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def is_running(self) -> bool:
        return self._process is not None

    @property
    def process_id(self) -> int:
        assert self._process is not None
        return self._process.pid

    def new_link(self, grant: Grant = OWNER) -> str:
        """One more start link; each is good for one login."""
        return f"{self.base}/in/{Links(self.data).make(grant)}"

    def start(self) -> None:
        """Start, and wait until the start link is printed."""
        command = [
            *self._start,
            "serve",
            "--port",
            str(self.port),
            "--data",
            str(self.data),
            "--no-browser",
        ]
        command += self._options
        self._process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            cwd=ROOT,
        )
        assert self._process.stdout is not None
        said = []
        for line in self._process.stdout:
            said.append(line)
            if found := re.search(r"https?://localhost(?::(\d+))?(/in/\S+)", line):
                self.port = int(found.group(1) or self.port)
                self.link = self.base + found.group(2)
                return
        self._process.stdout.close()
        self._process.wait()
        self._process = None
        raise AssertionError("the server did not start:\n" + "".join(said))

    def stop(self) -> None:
        """End the process as Ctrl-C does, and keep what it printed."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGINT)
        self.said, _ = self._process.communicate(timeout=30)
        self._process = None

    def kill(self) -> None:
        """End the process as a power cut to the program would: no warning, no tidying."""
        if self._process is None:
            return
        os.killpg(self._process.pid, signal.SIGKILL)
        self.said, _ = self._process.communicate(timeout=30)
        self._process = None


async def open_room(server: Server) -> tuple[str, str]:
    """Log in by the start link and open a room as a person does; its code, and the facilitator's
    cookies."""
    async with Browser(server.base) as browser:
        await use_start_link(browser, urlsplit(server.link).path)
        form = read_hidden_fields((await browser.get("/host")).text) | {
            "programme": "raus-hour",
            "lang": "nb",
        }
        opened = await browser.post("/host/rooms", form)
        return opened.path.rpartition("/")[2], browser.cookies
