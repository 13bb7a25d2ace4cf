"""Words that a facilitator puts together with the keyboard alone, and the cloud that the room
sees."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys import shelf
from tests.journeys.test_kinds import staged
from tests.served import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

WORDS = ("tillit", "tillit", "tilliten", "ro", "kaffe", "humor")


def test_words_are_put_together_by_keyboard_and_the_room_is_told(
    browser: Browser, server: Server
) -> None:
    with staged(browser, server, shelf.only("words-1")) as stage:
        phones = [stage.phone() for _ in WORDS]
        stage.go_to("words-1.ask", phones[0])
        for phone, word in zip(phones, WORDS, strict=True):
            phone.page.locator("[data-field] input[type=text]").fill(word)
            phone.send()
            expect(phone.page.locator("[data-done]")).to_be_visible()
        stage.go_to("words-1.show", phones[0])

        page = stage.host.page
        proposed = page.get_by_role("button", name="Slå sammen «")
        expect(proposed).to_have_count(1)
        assert page.locator(".pending input:checked").count() == 0, (
            "nothing is put together by itself"
        )
        proposed.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".together")).to_have_count(1)

        for word in ("ro", "kaffe"):
            page.get_by_role("checkbox", name=word).focus()
            page.keyboard.press(" ")
        stage.host.shot("put-together")
        page.get_by_role("button", name="Slå sammen de avkryssede").press("Enter")
        expect(page.locator(".together")).to_have_count(2)
        page.get_by_role("button", name="Del opp «ro»").press("Enter")
        expect(page.locator(".together")).to_have_count(1)
        assert page.locator(".pending input:checked").count() == 0, (
            "a box that was ticked does not stay so"
        )
        page.get_by_role("button", name="Slå sammen de avkryssede").press("Enter")
        expect(page.locator("[data-said]")).to_contain_text("Kryss av minst to tekster")

        stage.host.let_through()
        stage.host.press("PageDown")
        drawn = stage.projector.page.locator("figure svg text")
        expect(drawn.filter(has_text="også: tilliten")).to_have_count(1)
        sizes = {
            one.text_content(): float(one.get_attribute("font-size") or 0)
            for one in drawn.all()
        }
        assert sizes["tillit"] > sizes["humor"] == sizes["ro"]
        assert stage.projector.page.locator(
            "figure table tbody tr"
        ).first.inner_text().split() == [
            "tillit",
            "3",
        ]
        expect(phones[0].page.locator(".view .bars li").first).to_contain_text("tillit")
        stage.host.shot("console")
        stage.projector.shot("cloud")
        phones[0].shot("cloud")
        assert stage.host.axe() == stage.projector.axe() == phones[0].axe() == []
        assert phones[0].fits()
        assert stage.complaints() == []
