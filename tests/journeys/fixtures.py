"""A real Chromium, a real server, and the people in the room."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from seminar.web.network.addresses import Addresses
from tests.journeys.people import Stage
from tests.served import Server

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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "data")
    server.start()
    yield server
    server.kill()


def outside() -> str:
    """An address of this machine that is not the loopback: plain HTTP there is no secure
    context."""
    for place in Addresses().all():
        if not place.ip.startswith("127."):
            return place.ip
    lacking("A network address besides the loopback")
    raise AssertionError


@pytest.fixture(params=["localhost", "network"])
def address(request: pytest.FixtureRequest) -> str:
    """Where phones find the server: this machine by name, and by an address as phones use it."""
    return "localhost" if request.param == "localhost" else outside()


@pytest.fixture
def stage(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """A facilitator with an open room and a projector; phones join by `stage.phone()` on the
    network address."""
    where = request.getfixturevalue("address") if "address" in request.fixturenames else outside()
    stage = Stage(browser, server, where, ARTEFACTS / request.node.name.replace("/", "-"))
    yield stage
    stage.leave()
