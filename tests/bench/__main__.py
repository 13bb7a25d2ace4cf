"""One table: what a room costs the server, and how long people wait, beside a plain Node server in
the same call.

    python -m tests.bench                # everything, three times, interleaved; about ten minutes
    python -m tests.bench --quick        # each once, small
    python -m tests.bench --only burst
    python -m tests.bench --only hostile  # the room beside hostile clients; also: requests, scan

Machines are noisy: read the ratios, which compare runs that stood next to each other in time.
"""

from __future__ import annotations

import argparse
import asyncio
import platform
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from statistics import median

from seminar.config import allow_connections
from tests.bench import hostile, requests, scan
from tests.bench.crowd import Load, Round, measure
from tests.bench.servers import Server, node, raus

STEP = {"raus": "r7-dilemma.vote", "node": "vote"}

Start = Callable[..., AbstractContextManager[Server]]


@dataclass(frozen=True)
class Case:
    """One row of the plan: a load, and the servers that carry it one after the other."""

    group: str
    load: Load
    servers: tuple[tuple[str, Start, tuple[str, ...]], ...]


RAUS = ("raus", raus, ())
ORDINARY = ("raus, not lean", raus, ("--lean", "0"))
SLOW_DISK = ("raus, +10 ms", raus, ("--commit-delay-ms", "10"))
NODE = ("node", node, ())

CASES = (
    *(
        Case("spread", Load(phones, 2.0), (RAUS, NODE))
        for phones in (100, 300, 1000, 2000)
    ),
    Case("burst", Load(1000, 0.05), (RAUS, NODE, ORDINARY)),
    Case("flat", Load(250, 0.5), (RAUS,)),
    Case("flat", Load(2000, 4.0), (RAUS,)),
    Case("disk", Load(300, 2.0), (SLOW_DISK,)),
    Case("join", Load(300, 2.0, arrivals=60), (RAUS, NODE)),
)

ATTACKS: dict[str, Callable[[bool], None]] = {
    "hostile": lambda quick: hostile.main(
        ["--turns=1", "--seconds=0.5"] if quick else []
    ),
    "requests": lambda quick: requests.main(1_000 if quick else requests.REQUESTS),
    "scan": lambda quick: scan.main(),
}
"""Programs of their own, each with its own table; run only when asked for."""

HEAD = (
    "server", "phones", "over s", "join µs", "join p95 ms", "KB/conn", "threads", "answer µs",
    "ack p50/p95/p99 ms",
    "first, shown p50/p95 ms", "msgs/answer", "open µs", "cores srv/gen", "kept",
)  # fmt: skip


@dataclass
class Results:
    """All rounds so far, by case."""

    rounds: dict[Case, dict[str, list[Round]]] = field(default_factory=dict)

    def add(self, case: Case, one: Round) -> None:
        self.rounds.setdefault(case, {}).setdefault(one.server, []).append(one)

    def middle(self, case: Case, server: str, value: Callable[[Round], float]) -> float:
        return median(value(one) for one in self.rounds[case][server])


def main() -> None:
    """Run the plan and print the tables."""
    options = argparse.ArgumentParser(
        prog="python -m tests.bench", description=__doc__.split("\n")[0]
    )
    options.add_argument("--repeats", type=int, default=3)
    options.add_argument(
        "--quick", action="store_true", help="once, and at most 300 phones"
    )
    options.add_argument(
        "--only", choices=sorted({case.group for case in CASES} | ATTACKS.keys())
    )
    given = options.parse_args()
    if given.only in ATTACKS:
        ATTACKS[given.only](given.quick)
        return
    allow_connections(4096)
    cases = [case for case in CASES if given.only in (None, case.group)]
    if given.quick:
        cases = [
            case
            for case in cases
            if case.load.phones <= 300 or case.group == given.only
        ]
    results = Results()
    for turn in range(1 if given.quick else given.repeats):
        for case in cases:
            for name, start, arguments in case.servers:
                print(
                    f"… round {turn + 1}: {case.group}, {case.load.phones} phones, {name}",
                    flush=True,
                )
                with start(*arguments, name=name) as server:
                    results.add(
                        case, asyncio.run(measure(server, case.load, STEP[name[:4]]))
                    )
    print(f"\n{platform.platform()}, Python {platform.python_version()}; medians\n")
    _table(
        [
            HEAD,
            *(
                _row(results, case, name)
                for case in cases
                for name, _, _ in case.servers
            ),
        ]
    )
    print()
    _table([("ratio", "measured"), *_ratios(results, cases)])


def _row(results: Results, case: Case, name: str) -> tuple[str, ...]:
    def us(value: Callable[[Round], float]) -> str:
        return f"{results.middle(case, name, value) * 1e6:.0f}"

    def ms(value: Callable[[Round], Sequence[float]], point: float) -> str:
        return (
            f"{results.middle(case, name, lambda one: at(value(one), point)) * 1e3:.1f}"
        )

    def shown(one: Round) -> Sequence[float]:
        return sorted(one.shown)

    def acks(one: Round) -> Sequence[float]:
        return one.acks

    rounds = results.rounds[case][name]
    lost = sum(one.acknowledged - one.stored for one in rounds)
    return (
        name,
        str(case.load.phones),
        f"{case.load.over:g}",
        us(lambda one: one.join_cpu),
        ms(lambda one: one.join_times, 0.95),
        f"{results.middle(case, name, lambda one: one.memory) / 1024:.0f}",
        f"{results.middle(case, name, lambda one: one.threads):.0f}",
        us(lambda one: one.answer_cpu),
        " / ".join((ms(acks, 0.5), ms(acks, 0.95), ms(acks, 0.99))),
        ms(lambda one: one.shown[:1], 0)
        + ", "
        + " / ".join((ms(shown, 0.5), ms(shown, 0.95))),
        f"{results.middle(case, name, lambda one: one.messages):.2f}",
        us(lambda one: one.open_cpu),
        f"{results.middle(case, name, lambda one: one.server_core):.2f}"
        f" / {results.middle(case, name, lambda one: one.players_core):.2f}",
        "all" if lost == 0 else f"{lost} LOST",
    )


def at(values: Sequence[float], part: float) -> float:
    """The value below which `part` of the sorted `values` lie."""
    return values[min(len(values) - 1, int(part * len(values)))]


def _ratios(results: Results, cases: Sequence[Case]) -> list[tuple[str, str]]:
    """Each the median of ratios between runs of the same turn."""

    def ratio(
        over: list[Round], under: list[Round], value: Callable[[Round], float]
    ) -> str:
        return f"{median(value(a) / value(b) for a, b in zip(over, under, strict=True)):.2f}"

    lines = []
    for case in cases:
        rounds = results.rounds[case]
        if {"raus", "node"} <= rounds.keys():
            what = f"{case.group}, {case.load.phones} phones: raus ÷ node"
            for label, value in (
                ("CPU per answer", lambda one: one.answer_cpu),
                ("acknowledgement p99", lambda one: at(one.acks, 0.99)),
                ("memory per connection", lambda one: one.memory),
                ("CPU to open a question, per phone", lambda one: one.open_cpu),
            ):
                lines.append(
                    (f"{what}, {label}", ratio(rounds["raus"], rounds["node"], value))
                )
    flat = [results.rounds[case]["raus"] for case in cases if case.group == "flat"]
    if len(flat) == 2:
        lines.append(
            (
                "CPU per answer at 2000 ÷ 250 phones, 500/s",
                ratio(flat[1], flat[0], lambda one: one.answer_cpu),
            )
        )
    return lines


def _table(rows: Sequence[tuple[str, ...]]) -> None:
    for at_row, row in enumerate(rows):
        print("| " + " | ".join(row) + " |")
        if at_row == 0:
            print(
                "|"
                + "|".join("---" if i == 0 else "--:" for i in range(len(row)))
                + "|"
            )


if __name__ == "__main__":
    main()
