"""The shipped server with its clock ahead by as many seconds as a file says.

`python -m tests.later FILE serve …`; the file may change while the server runs.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from seminar.web import server


def set_ahead(file: Path, seconds: float) -> None:
    """Put the clock so far ahead, at once: a server never reads half a number."""
    new = file.with_suffix(".new")
    new.write_text(str(seconds))
    new.replace(file)


if __name__ == "__main__":
    ahead = Path(sys.argv.pop(1))
    server.steady_clock = lambda *clocks: lambda: time.time() + float(ahead.read_text())
    from seminar.cli import main

    main()
