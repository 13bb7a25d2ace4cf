"""What hostile clients do to the others: a room answers beside one and five of each kind, and
undisturbed, in turns, so that whatever else the machine does falls on both.

    python -m tests.bench.hostile                   # all kinds; some five minutes
    python -m tests.bench.hostile mine idle --turns 1 --seconds 1

To reach: a ratio of p95 of 1.5 at most, 30 MB of growth, 10 s until all is as before, and newcomers
who get in (those who type their code three seconds late beside a flood of newcomers).
"""

from __future__ import annotations

import argparse
import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import clock_gettime, perf_counter
from typing import Any, NamedTuple

from seminar.config import allow_connections
from seminar.core.errors import RausError
from seminar.rehearse.browser import join
from seminar.rehearse.wire import Wire, connect_phone
from seminar.service.pseudonyms import join_link
from tests.faults.harness import FIELD, STEP, open_question, read_link_secret
from tests.hostile import KINDS
from tests.served import Server

PHONES = 20

PER_SECOND = 60
"""Answers of all phones together."""

TURNS = 2

SECONDS = 3.0
"""How long each turn is measured, with and without the attack."""

SETTING_IN = 3.0
"""Seconds from the start of an attack until its first bursts are over, about."""

COUNTS = (1, 5)

LIMIT = 1.5
"""How many times as long as undisturbed an acknowledgement may take (p95)."""

LOOK = 1.0
"""Seconds between two looks at whether all is as before."""

GIVEN_UP = 20
"""Looks after which it is said not to be."""

MEASURED = tuple(kind for kind in KINDS if kind != "answer")
"""An `answer` of one field is what `answer-two` does, and weaker."""

HEAD = (
    "| kind | clients | p50 without ms | p95 ms | p50 beside ms | p95 ms | p50 ratio | p95 ratio"
    " | cores without | cores beside | MB | normal after s | newcomer types s | scans s | fds |"
)


class Plan(NamedTuple):
    """What is measured, and for how long."""

    kinds: Sequence[str]
    turns: int
    seconds: float


class Room:
    """People who answer at a steady pace, and how long they wait for their acknowledgement."""

    def __init__(self, server: Server, code: str) -> None:
        self.server = server
        self.code = code
        self.secret = read_link_secret(server.data, code)
        self.wires: list[Wire] = []
        self.sent = 0

    async def enter(self) -> None:
        auth = {"room": self.code, "as": "phone", "lang": "nb"}
        for _ in range(PHONES):
            cookies = await join(self.server.base, self.code)
            self.wires.append(await connect_phone(self.server.base, auth, cookies))

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


async def count_left(process: int, before: int) -> int:
    """How many descriptors more than before the server still has, when it has had time to let go of
    those whose clients are gone."""
    for _ in range(GIVEN_UP):
        if (left := count_descriptors(process) - before) <= 0:
            break
        await asyncio.sleep(LOOK / 4)
    return left


@dataclass
class Comparison:
    """How long acknowledgements took and what the server used, with an attack and without."""

    beside: list[float] = field(default_factory=list)
    quiet: list[float] = field(default_factory=list)
    cores_beside: list[float] = field(default_factory=list)
    cores_quiet: list[float] = field(default_factory=list)
    grown: int = 0
    typed: list[float] = field(default_factory=list)
    scanned: list[float] = field(default_factory=list)
    """Seconds that newcomers took to get in; infinite for who was refused."""
    normal_after: float = 0.0

    def cells(self) -> tuple[str, ...]:
        """The row of the table, as far as it compares."""
        quiet, beside = sorted(self.quiet), sorted(self.beside)
        return (
            ms(quiet, 0.5), ms(quiet, 0.95), ms(beside, 0.5), ms(beside, 0.95),
            f"{at(beside, 0.5) / at(quiet, 0.5):.2f}", f"{at(beside, 0.95) / at(quiet, 0.95):.2f}",
            f"{median(self.cores_quiet):.2f}", f"{median(self.cores_beside):.2f}",
            f"{self.grown / 1e6:+.0f}", f"{self.normal_after:.0f}",
            f"{max(self.typed):.1f}", f"{max(self.scanned):.1f}",
        )  # fmt: skip


async def compare(room: Room, kind: str, count: int, plan: Plan) -> Comparison:
    """Measure with and without an attack, in turns."""
    found, process = Comparison(), room.server.process_id
    memory = read_memory(process)
    for _ in range(plan.turns):
        # First without: what is normal must be known before it is looked for.
        found.quiet += await timed(room, found.cores_quiet, plan.seconds)
        with attack(kind, room.server, room.code, count):
            await asyncio.sleep(SETTING_IN)
            newcomers = asyncio.gather(
                come(room, room.code), come(room, join_link(room.code, room.secret))
            )
            found.beside += await timed(room, found.cores_beside, plan.seconds)
            typed, scanned = await newcomers
            found.grown = max(found.grown, read_memory(process) - memory)
        found.typed.append(typed)
        found.scanned.append(scanned)
        limit = LIMIT * at(sorted(found.quiet), 0.95)
        found.normal_after = max(found.normal_after, await recover(room, limit))
    return found


async def come(room: Room, link: str) -> float:
    """Join as a newcomer does; the seconds that it took, or infinite where it was refused."""
    begun = perf_counter()
    try:
        cookies = await join(room.server.base, link)
    except RausError:
        return inf
    joined = f"raus-phone-{room.code}=" in cookies
    return perf_counter() - begun if joined else inf


async def recover(room: Room, limit: float) -> float:
    """Answer until acknowledgements take no longer than this (p95); the seconds until then."""
    begun = perf_counter()
    for _ in range(GIVEN_UP):
        if at(await room.answer(LOOK), 0.95) <= limit:
            return perf_counter() - begun
    return inf


async def timed(room: Room, cores: list[float], seconds: float) -> list[float]:
    """Let the room answer, and note how much of a core the server used meanwhile; Linux."""
    clock = (~room.server.process_id << 3) | 2
    begun, used = perf_counter(), clock_gettime(clock)
    took = await room.answer(seconds)
    cores.append((clock_gettime(clock) - used) / (perf_counter() - begun))
    return took


async def measure(server: Server, plan: Plan) -> None:
    """Print one line for each kind and count."""
    code, _ = await open_question(server)
    room = Room(server, code)
    await room.enter()
    await room.answer(plan.seconds)
    print(HEAD)
    print("|---" + "|--:" * (HEAD.count("|") - 2) + "|")
    for kind in plan.kinds:
        for count in COUNTS:
            descriptors = count_descriptors(server.process_id)
            found = await compare(room, kind, count, plan)
            left = await count_left(server.process_id, descriptors)
            cells = (kind, str(count), *found.cells(), f"{left:+}")
            print("| " + " | ".join(cells) + " |", flush=True)


def at(values: list[float], part: float) -> float:
    return values[min(len(values) - 1, int(part * len(values)))]


def ms(values: list[float], part: float) -> str:
    return f"{at(values, part) * 1e3:.1f}"


def main(given: Sequence[str] = ()) -> None:
    """Measure what the command line asks for."""
    options = argparse.ArgumentParser(prog="python -m tests.bench.hostile")
    options.add_argument("kinds", nargs="*", choices=[[], *KINDS], default=[])
    options.add_argument("--turns", type=int, default=TURNS)
    options.add_argument("--seconds", type=float, default=SECONDS)
    chosen = options.parse_args(given)
    plan = Plan(chosen.kinds or MEASURED, chosen.turns, chosen.seconds)
    allow_connections(8192)
    begun = perf_counter()
    with TemporaryDirectory(prefix="bench-") as folder:
        server = Server(Path(folder), "--bind", "127.0.0.1")
        server.start()
        try:
            asyncio.run(measure(server, plan))
            server.stop()
        finally:
            server.kill()
    log = server.said
    print(
        f"{perf_counter() - begun:.0f} s; log: {len(log)} bytes,"
        f" {log.count('Traceback')} tracebacks"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
