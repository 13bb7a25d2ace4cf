"""A start link that is opened in a browser where somebody else leads."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from seminar.service.logins import Grant
from tests.journeys.people import Screen, Stage
from tests.served import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

KARI = Grant("Kari Nordmann")


@pytest.fixture
def asked(stage: Stage, server: Server) -> Page:
    """The owner's browser, in which a console is open, at a link that was made for Kari."""
    beside = Screen(stage.host.context, stage.host._shots, "start-link")
    beside.page.set_viewport_size({"width": 360, "height": 612})
    beside.page.goto(server.new_link(KARI))
    expect(beside.page.locator("main")).to_contain_text("Kari Nordmann")
    beside.shot("asked")
    assert beside.fits()
    assert beside.axe() == []
    return beside.page


def test_the_owner_goes_on_as_before_and_the_link_is_still_good(
    stage: Stage, server: Server, asked: Page
) -> None:
    asked.get_by_role("link", name="Fortsett som før").click()
    asked.wait_for_url(re.compile("/host$"))
    stage.host.press("PageDown")
    asked.go_back()
    expect(asked.get_by_role("button", name="Start")).to_be_visible()


def test_who_presses_start_takes_over_until_the_owner_does_the_same(
    stage: Stage, server: Server, asked: Page
) -> None:
    asked.get_by_role("button", name="Start").click()
    asked.wait_for_url(re.compile("/host$"))
    expect(stage.host.page.locator("body")).to_contain_text(
        "Dette rommet tilhører en annen kursholder"
    )
    asked.goto(server.new_link())
    asked.get_by_role("button", name="Start").click()
    asked.wait_for_url(re.compile("/host$"))
    expect(asked.locator("body")).to_contain_text(stage.code)
