"""A browser and a server that all journeys share, and the people in the room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys import content
from tests.journeys.fixtures import ARTEFACTS, FLAGS, chromium, outside
from tests.journeys.people import Stage
from tests.served import Server


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium. While it runs, Playwright holds the event loop: no longer than for the journeys,
    for other tests have loops of their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of all journeys but those that need settings or content of their own; each opens
    a room of its own in it."""
    folder = tmp_path_factory.mktemp("journeys")
    server = Server(
        folder / "data", "--content", str(content.write(folder / "content"))
    )
    server.start()
    yield server
    server.kill()


@pytest.fixture
def server(shared_server: Server) -> Iterator[Server]:
    """The shared server; who kills it leaves it running for the next."""
    yield shared_server
    if not shared_server.is_running:
        shared_server.start()


@pytest.fixture(params=["localhost", "network"])
def address(request: pytest.FixtureRequest) -> str:
    """Where phones find the server: this machine by name, and by an address as phones use it."""
    return "localhost" if request.param == "localhost" else outside()


@pytest.fixture
def stage(
    browser: Browser, server: Server, request: pytest.FixtureRequest
) -> Iterator[Stage]:
    """A facilitator with an open room and a projector; phones join by `stage.phone()` on the
    network address."""
    where = (
        request.getfixturevalue("address")
        if "address" in request.fixturenames
        else outside()
    )
    stage = Stage(
        browser, server, where, ARTEFACTS / request.node.name.replace("/", "-")
    )
    yield stage
    stage.leave()
