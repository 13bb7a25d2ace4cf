"""A command of the console is one row: its button, its line on the key card and in the handbook,
and the key that presses it come of it, and no other file is touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.fixtures import ARTEFACTS
from tests.journeys.people import Stage
from tests.served import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def stage(browser: Browser, tmp_path: Path) -> Iterator[Stage]:
    """A room of a server whose table has a row more."""
    server = Server(tmp_path / "data", by=("tests.journeys.with_a_row",))
    server.start()
    stage = Stage(browser, server, "127.0.0.1", ARTEFACTS / "added-command")
    yield stage
    stage.leave()
    server.kill()


def test_a_row_is_a_button_a_line_of_the_card_and_of_the_handbook_and_a_key(
    stage: Stage,
) -> None:
    console = stage.host.page
    button = console.locator("#key-rest")
    expect(button.locator("span")).to_have_text("Rest")
    expect(button.locator("kbd")).to_have_text("M")
    card = console.locator(".keycard div", has_text="A rest for the eyes")
    expect(card.locator("dt")).to_have_text("M")
    handbook = stage.host.context.new_page()
    handbook.goto(console.url.partition("/host")[0] + "/help")
    line = handbook.locator("tr", has_text="A rest for the eyes")
    expect(line.locator("td").first).to_have_text("M")
    stage.host.press("m")
    expect(stage.projector.page.locator(".is-blank, .blank").first).to_be_attached()
    stage.host.press("m")
    expect(stage.projector.page.locator(".is-blank, .blank")).to_have_count(0)
    assert stage.complaints() == []
