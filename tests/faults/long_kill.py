"""The long form of the kill test: `python -m tests.faults.long_kill [ACKNOWLEDGED]`, 50,000 unless
told otherwise. It plays on this machine alone, and ends when that many answers were acknowledged
or after half an hour."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.harness import run

CLIENTS, KILLS = 40, 10
"""Phones of one run, and how often its server is killed."""

MINUTES = 30

BETWEEN = (1.0, 5.0)
"""Seconds between a start and the next kill: longer than in the short form, so that most of the
time answers are acknowledged and not waited for."""


def main(wanted: int) -> int:
    """Play until so many answers were acknowledged; how many runs found something wrong."""
    began, acks, kills, wrong = time.monotonic(), 0, 0, 0
    seed = 0
    while acks < wanted and time.monotonic() - began < MINUTES * 60:
        seed += 1
        with tempfile.TemporaryDirectory() as folder:
            history, faults = asyncio.run(
                run(
                    Path(folder),
                    clients=CLIENTS,
                    kills=KILLS,
                    seed=seed,
                    between=BETWEEN,
                )
            )
        acks += history.acks
        kills += KILLS + 1
        wrong += bool(faults)
        print(
            f"run {seed}: {history.acks} acknowledged, {faults or 'nothing wrong'}",
            flush=True,
        )
    minutes = (time.monotonic() - began) / 60
    print(
        f"{kills} kills, {acks} acknowledged in {minutes:.1f} minutes, {wrong} runs with a fault"
    )
    return 1 if wrong or acks < wanted else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))
