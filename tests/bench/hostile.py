"""What hostile clients do to the others: a room answers beside one and five of each kind, and
undisturbed, in turns, so that whatever else the machine does falls on both."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import clock_gettime, perf_counter
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

TURNS = 3

SECONDS = 3.0
"""How long each turn is measured, with and without the attack."""

SETTING_IN = 3.0
"""Seconds from the start of an attack until its first bursts are over, about."""

RESTING = 1.0
"""Seconds from its end until the server is rid of it."""

COUNTS = (1, 5)

HEAD = (
    "| kind | clients | p50 without ms | p95 ms | p50 beside ms | p95 ms | p50 ratio | p95 ratio"
    " | cores without | cores beside | MB | 10 s later: p95 ms | fds |"
)


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
        message = {
            "op": f"a{self.sent}",
            "step": STEP,
            "round": 1,
            "seq": self.sent,
            "form": form,
        }
        self.wires[self.sent % PHONES].ask("answer", message, reply=heard)


@contextmanager
def attack(kind: str, server: Server, code: str, count: int) -> Iterator[None]:
    """Hostile clients, in a process of their own, for as long as this lasts."""
    command = [
        sys.executable,
        "-m",
        "tests.hostile",
        kind,
        str(server.port),
        code,
        str(count),
    ]
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


@dataclass
class Comparison:
    """How long acknowledgements took and what the server used, with an attack and without."""

    beside: list[float] = field(default_factory=list)
    quiet: list[float] = field(default_factory=list)
    cores_beside: list[float] = field(default_factory=list)
    cores_quiet: list[float] = field(default_factory=list)
    grown: int = 0

    def cells(self) -> tuple[str, ...]:
        """The row of the table, as far as it compares."""
        quiet, beside = sorted(self.quiet), sorted(self.beside)
        return (
            ms(quiet, 0.5), ms(quiet, 0.95), ms(beside, 0.5), ms(beside, 0.95),
            f"{at(beside, 0.5) / at(quiet, 0.5):.2f}", f"{at(beside, 0.95) / at(quiet, 0.95):.2f}",
            f"{median(self.cores_quiet):.2f}", f"{median(self.cores_beside):.2f}",
            f"{self.grown / 1e6:+.0f}",
        )  # fmt: skip


async def compare(room: Room, kind: str, count: int) -> Comparison:
    """Measure with and without an attack, in turns."""
    found, process = Comparison(), room.server.process_id
    memory = read_memory(process)
    for _ in range(TURNS):
        with attack(kind, room.server, room.code, count):
            await asyncio.sleep(SETTING_IN)
            found.beside += await timed(room, found.cores_beside)
            found.grown = max(found.grown, read_memory(process) - memory)
        await asyncio.sleep(RESTING)
        found.quiet += await timed(room, found.cores_quiet)
    return found


async def timed(room: Room, cores: list[float]) -> list[float]:
    """Let the room answer, and note how much of a core the server used meanwhile; Linux."""
    clock = (~room.server.process_id << 3) | 2
    begun, used = perf_counter(), clock_gettime(clock)
    took = await room.answer(SECONDS)
    cores.append((clock_gettime(clock) - used) / (perf_counter() - begun))
    return took


async def measure(server: Server, kinds: list[str]) -> None:
    """Print one line for each kind and count."""
    code, _ = await open_question(server)
    room = Room(server, code)
    await room.enter()
    await room.answer(SETTING_IN)
    print(HEAD)
    print("|---" + "|--:" * (HEAD.count("|") - 2) + "|")
    for kind in kinds:
        for count in COUNTS:
            descriptors = count_descriptors(server.process_id)
            found = await compare(room, kind, count)
            await asyncio.sleep(10 - RESTING - SECONDS)
            after = await room.answer(SECONDS)
            left = count_descriptors(server.process_id) - descriptors
            cells = (kind, str(count), *found.cells(), ms(after, 0.95), f"{left:+}")
            print("| " + " | ".join(cells) + " |", flush=True)


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
        print(
            f"log: {len(server.said)} bytes, {server.said.count('Traceback')} tracebacks"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
