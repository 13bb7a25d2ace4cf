"""The facilitator closes the door, and opens it again, while people come."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_a_closed_door_keeps_newcomers_out_and_members_in(stage: Stage) -> None:
    member = stage.phone()
    console = stage.host.page
    console.locator("#d-door", has_text="Steng døra").click()
    expect(console.locator("#d-door")).to_have_text("Åpne døra")
    expect(stage.projector.page.locator(".shut")).to_be_visible()
    expect(stage.projector.page.locator(".join-qr")).to_have_count(0)

    newcomer = stage.phone(join=False)
    newcomer.page.goto(stage.phone_url)
    expect(newcomer.page.get_by_role("alert")).to_contain_text("Døra er stengt")
    newcomer.page.locator("form.joining button").click()
    expect(newcomer.page.get_by_role("alert")).to_contain_text(
        "Be kursholderen åpne døra"
    )
    expect(member.article).to_be_visible()

    console.locator("#d-door").click()
    expect(stage.projector.page.locator(".join-qr")).to_be_visible()
    newcomer.page.locator("form.joining button").click()
    expect(newcomer.article).to_be_visible()
    expect(member.page.locator("[data-joined]")).to_have_text("2")
    complaints = [one for one in stage.complaints() if "409" not in one]
    assert complaints == [], "nothing but the refusal"


def test_the_facilitator_says_how_many_they_are_with_the_enter_key_and_is_warned(
    stage: Stage,
) -> None:
    stage.phone()
    version = stage.host.version
    people = stage.host.page.locator("[name=people]")
    people.fill("1")
    people.press("Enter")
    expect(stage.host.page.locator("[data-part=door]")).to_contain_text("dere er 1")
    assert stage.host.version == version + 1, "Enter pressed that key and no other"
    expect(stage.host.page.locator(".alarm")).to_have_count(0)
    stage.phone()
    expect(stage.host.page.locator(".alarm")).to_contain_text("2 telefoner er med")
    assert stage.complaints() == []


def test_somebody_who_comes_disturbs_nobody_who_writes(stage: Stage) -> None:
    writer = stage.phone()
    shown = writer.page.locator("article.now").evaluate_handle("node => node")
    stage.phone()
    expect(writer.page.locator("[data-joined]")).to_have_text("2")
    assert writer.page.evaluate("node => node.isConnected", shown), (
        "the page was not drawn anew"
    )
