"""The whole hour, from the QR code to the last step, with a clicker, a projector and six phones."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Phone, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


@pytest.mark.usefixtures("address")
def test_the_hour_by_clicker_with_six_phones(stage: Stage) -> None:
    expect(stage.projector.page.locator(".is-join")).to_be_visible()
    phones = [stage.phone() for _ in range(6)]
    expect(stage.projector.page.locator("[data-count=joined]").first).to_have_text("6")
    seen: set[tuple[str, str]] = set()
    results: dict[str, str] = {}
    for number in range(120):
        step, state = phones[0].step, phones[0].state
        _look(stage, phones[0], number, seen)
        if state == "answer":
            _everyone_answers(stage, phones)
        if stage.host.page.locator("[id^='t-'][value^='approve']").count():
            stage.host.let_through()
        if state == "result":
            results[step] = stage.projector.article.inner_text()
        if stage.host.page.locator("#key-next").get_attribute("aria-disabled"):
            break
        uncovers = "is-covered" in stage.projector.state
        shown = state == "result"
        stage.host.press("PageDown")
        stage.wait_for_pictures(phones[0])
        assert (phones[0].state == "result" and not shown) <= uncovers, (
            "a result came by surprise"
        )
    else:
        raise AssertionError("the hour has no end")
    _check_results(results)
    assert stage.complaints() == []
    _close(stage, phones)


def _look(stage: Stage, phone: Phone, number: int, seen: set[tuple[str, str]]) -> None:
    """Screenshots of every step; axe on every kind of picture."""
    for screen in (stage.host, stage.projector, phone):
        screen.shot(f"{number:02d}")
        assert screen.fits()
    picture = (phone.state, stage.projector.state)
    if picture not in seen:
        seen.add(picture)
        for screen in (stage.host, stage.projector, phone):
            assert screen.axe() == [], (number, phone.step)


def _everyone_answers(stage: Stage, phones: list[Phone]) -> None:
    for pick, phone in enumerate(phones):
        phone.answer(pick)
        assert "is-shown" not in stage.projector.state
    expect(stage.host.page.locator("[data-count=answered]").first).to_have_text("6")
    expect(stage.projector.page.locator("[data-count=answered]").first).to_have_text(
        "6"
    )


def _check_results(results: dict[str, str]) -> None:
    """Six answered: the test of four statements shows means and nothing finer; the dilemma shows
    both votes."""
    assert {
        "r1-check-in.result",
        "m1-raus-test.result",
        "r7-dilemma.result",
        "s6-check-out.result",
    } <= results.keys()
    assert "ord a" in results["r1-check-in.result"]
    test = results["m1-raus-test.result"]
    assert "Jeg føler meg velkommen på jobb hver dag" in test
    assert "%" not in test


def _close(stage: Stage, phones: list[Phone]) -> None:
    stage.host.page.locator("#finish summary").click()
    stage.host.page.locator("#finish button").click()
    for phone in phones:
        expect(phone.article).to_have_attribute("data-state", "ended")
    phones[0].shot("99")
    stage.projector.shot("99")
