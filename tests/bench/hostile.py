"""What hostile clients do to the others: a room answers, first undisturbed and then beside one and
five of each kind."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from seminar.config import allow_connections
from seminar.rehearse.browser import join
from seminar.rehearse.wire import Wire, connect
from tests.faults.harness import FIELD, STEP, open_question
from tests.hostile import KINDS
from tests.served import Server

PHONES = 20

PER_SECOND = 40
"""Answers of all phones together."""

SECONDS = 5.0
"""How long each round is measured, behind as long a time in which the attack sets in."""

SETTING_IN = 3.0

COUNTS = (1, 5)


class Room:
    """People who answer at a steady pace, and how long they wait for their acknowledgement."""

    def __init__(self, server: Server, code: str) -> None:
        self.server = server
        self.code = code
        self.wires: list[Wire] = []
        self.sent = 0

    async def enter(self) -> None:
        auth = {"room": self.code, "as": "phone", "lang": "nb"}
        for _ in range(PHONES):
            cookies = await join(self.server.base, self.code)
            self.wires.append(await connect(self.server.base, auth, cookies))

    async def answer(self, seconds: float) -> list[float]:
        """Answer for some seconds; how long each acknowledgement took, sorted."""
        took: list[float] = []
        start, count = perf_counter(), int(seconds * PER_SECOND)
        for number in range(count):
            await asyncio.sleep(max(0.0, start + number / PER_SECOND - perf_counter()))
            self._send(took)
        async with asyncio.timeout(60):
            while len(took) < count:
                await asyncio.sleep(0.01)
        return sorted(took)

    def _send(self, took: list[float]) -> None:
        self.sent += 1
        begun = perf_counter()

        def heard(reply: Any) -> None:
            assert reply["ok"], reply
            took.append(perf_counter() - begun)

        form = {FIELD: str(self.sent % 5 + 1)}
        message = {"op": f"a{self.sent}", "step": STEP, "round": 1, "seq": self.sent, "form": form}
        self.wires[self.sent % PHONES].ask("answer", message, reply=heard)


@contextmanager
def attack(kind: str, server: Server, code: str, count: int) -> Iterator[None]:
    """Hostile clients, in a process of their own, for as long as this lasts."""
    command = [sys.executable, "-m", "tests.hostile", kind, str(server.port), code, str(count)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.kill()


def read_memory(process: int) -> int:
    """Bytes that a process holds now; Linux."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024  # type: ignore[index]


def count_descriptors(process: int) -> int:
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


async def measure(server: Server, kinds: list[str]) -> None:
    """Print one line for each kind and count."""
    code, _ = await open_question(server)
    room, process = Room(server, code), server.process_id
    await room.enter()
    await room.answer(SETTING_IN)
    print(
        "| kind | clients | p95 without ms | p50 ms | p95 ms | ratio | MB | 10 s later: p95 | fds |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for kind in kinds:
        for count in COUNTS:
            quiet = await room.answer(SECONDS)
            memory, descriptors = read_memory(process), count_descriptors(process)
            with attack(kind, server, code, count):
                await asyncio.sleep(SETTING_IN)
                beside = await room.answer(SECONDS)
                grown = read_memory(process) - memory
            await asyncio.sleep(10)
            after = await room.answer(SECONDS)
            cells = (
                kind, count, ms(quiet, 0.95), ms(beside, 0.5), ms(beside, 0.95),
                f"{at(beside, 0.95) / at(quiet, 0.95):.2f}", f"{grown / 1e6:+.0f}",
                ms(after, 0.95), f"{count_descriptors(process) - descriptors:+}",
            )  # fmt: skip
            print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def at(values: list[float], part: float) -> float:
    return values[min(len(values) - 1, int(part * len(values)))]


def ms(values: list[float], part: float) -> str:
    return f"{at(values, part) * 1e3:.1f}"


def main(kinds: list[str]) -> None:
    """Measure these kinds, or all."""
    allow_connections(8192)
    with TemporaryDirectory(prefix="bench-") as folder:
        server = Server(Path(folder), "--bind", "127.0.0.1")
        server.start()
        try:
            asyncio.run(measure(server, kinds or list(KINDS)))
            server.stop()
        finally:
            server.kill()
        print(f"log: {len(server.said)} bytes, {server.said.count('Traceback')} tracebacks")


if __name__ == "__main__":
    main(sys.argv[1:])
