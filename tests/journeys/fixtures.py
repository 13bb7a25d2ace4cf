"""What journeys find on this machine: Chromium, and an address that phones use."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from seminar.web.network.addresses import Addresses

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

ARTEFACTS = Path(__file__).parents[1] / "artefacts"


def lacking(what: str) -> None:
    """Skip for want of something on this machine; where everything must run, fail instead."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is needed here")
    pytest.skip(f"{what} is not on this machine")


def chromium() -> str:
    names = (
        "chromium-headless-shell",  # The same engine without the windows: half the CPU.
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
        "msedge",
    )
    found = os.environ.get("RAUS_TEST_CHROMIUM") or next(
        (path for name in names if (path := shutil.which(name))), ""
    )
    if not found:
        lacking("Chromium")
    return found


def outside() -> str:
    """An address of this machine that is not the loopback: plain HTTP there is no secure
    context."""
    for place in Addresses().all():
        if not place.ip.startswith("127."):
            return place.ip
    lacking("A network address besides the loopback")
    raise AssertionError
