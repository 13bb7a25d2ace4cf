"""The shipped server with its clock ahead by as many seconds as a file says.

`python -m tests.later FILE serve …`; the file may change while the server runs.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from seminar.web import server

if __name__ == "__main__":
    ahead = Path(sys.argv.pop(1))
    server.steady_clock = lambda *clocks: lambda: time.time() + float(ahead.read_text())
    from seminar.cli import main

    main()
