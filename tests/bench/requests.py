"""What 100,000 hostile requests leave behind in the server: `python -m tests.bench.requests`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.assault import Assault
from tests.served import Server

REQUESTS = 100_000


def main(requests: int) -> None:
    """Print what the server holds before and after, on the fast way."""
    with TemporaryDirectory(prefix="bench-") as folder:
        by = ("tests.faults.defective", "watched")
        server = Server(Path(folder), "--bind", "127.0.0.1", by=by)
        server.start()
        try:
            begun = perf_counter()
            before, after = asyncio.run(Assault(server).run(requests))
            print(f"{requests} requests, {perf_counter() - begun:.0f} s")
            print(f"before: {before}\nafter:  {after}")
            server.stop()
        finally:
            server.kill()
        print(
            f"log: {len(server.said)} bytes, {server.said.count('Traceback')} tracebacks"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS)
