"""A network that lets nothing through, without a word: everybody hears of it in good time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.network import Network
from tests.journeys.people import Stage
from tests.served import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

TOLD = 12_000
"""Milliseconds to wait for the words; they come within 6 s where the machine has nothing else to
do, and came after 45 when only the WebSocket's own patience was relied on."""

COUNTED = 25_000
"""Milliseconds to wait for the count, which follows within 15 s."""


@pytest.fixture
def network(server: Server) -> Iterator[Network]:
    network = Network(server.port)
    yield network
    network.close()


@pytest.fixture
def phone(browser: Browser, network: Network, stage: Stage) -> Iterator[Page]:
    """A phone that has joined by a network which can fall silent."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{network.base}/j/{stage.code}")
    page.locator("button[type=submit]").first.click()
    expect(page.locator("[data-live]")).to_be_visible()
    yield page
    context.close()


@pytest.fixture
def wall(browser: Browser, network: Network, stage: Stage) -> Iterator[Page]:
    """A projector on the same network."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.goto(f"{network.base}/screen/{stage.code}")
    expect(page.locator("[data-part=stage]")).to_be_visible()
    yield page
    context.close()


def expect_lost(phone: Page, wall: Page) -> None:
    expect(phone.locator("[data-status]")).to_contain_text("frakoblet", timeout=TOLD)
    expect(wall.locator("[data-net]")).not_to_be_empty(timeout=TOLD)


def test_a_silent_network_is_told_on_phone_and_wall_and_the_count_follows(
    stage: Stage, network: Network, phone: Page, wall: Page
) -> None:
    count = stage.host.page.locator("[data-count=connected]").first
    expect(count).to_have_text("1")
    network.silence()
    expect_lost(phone, wall)
    expect(count).to_have_text("0", timeout=COUNTED)


def test_the_words_go_when_the_network_speaks_again(
    network: Network, phone: Page, wall: Page
) -> None:
    network.silence()
    expect_lost(phone, wall)
    network.restore()
    expect(phone.locator("[data-status]")).to_be_empty(timeout=TOLD)
    expect(wall.locator("[data-net]")).to_be_empty(timeout=TOLD)
