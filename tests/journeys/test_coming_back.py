"""Whatever breaks, every screen comes back to the same place by itself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Phone, Screen, Stage
from tests.served import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

BACK_WITHIN = 20_000  # ms


def what_it_shows(screen: Screen) -> str:
    """The page's words, but for what ticks."""
    text = screen.page.locator("[data-part]").first.inner_text()
    return re.sub(r"brukt .*", "brukt …", re.sub(r"\d+:\d\d", "–:––", text))


def seconds(text: str) -> int:
    minutes, rest = re.findall(r"(\d+):(\d\d)", text)[0]
    return int(minutes) * 60 + int(rest)


def test_reloading_any_screen_at_any_step_changes_nothing(stage: Stage) -> None:
    phone = stage.phone()
    while stage.host.page.locator("#key-next").get_attribute("aria-disabled") is None:
        _all_connected(stage)
        screens = (stage.projector, stage.host, phone)
        before = [what_it_shows(screen) for screen in screens]
        version = stage.host.version
        for screen in screens:
            screen.page.reload()
        expect(stage.host.page.locator("input[name=v]").first).to_have_value(
            str(version)
        )
        after: list[str] = []
        for _ in range(
            100
        ):  # The console may hear late that the phone was gone, and that it is back.
            after = [what_it_shows(screen) for screen in screens]
            if after == before:
                break
            phone.page.wait_for_timeout(100)
        assert after == before, phone.step
        stage.host.press("PageDown")
        stage.wait_for_pictures(phone)
    assert stage.complaints() == []


def _all_connected(stage: Stage) -> None:
    expect(stage.host.page.locator("[data-count=connected]").first).to_have_text("1")


def test_a_phone_that_was_away_gets_the_step_that_the_room_is_at(stage: Stage) -> None:
    phone, other = stage.phone(), stage.phone()
    for step in ("privacy", "r1-check-in.answer", "m1-raus-test.answer"):
        phone.context.set_offline(True)
        stage.go_to(step, other)
        assert phone.step != step
        phone.context.set_offline(False)
        expect(phone.article).to_have_attribute("data-step", step, timeout=BACK_WITHIN)


MOMENTS = {
    "slide": ("first-task", "read"),
    "dark": ("privacy", "read"),
    "asked": ("m1-raus-test.answer", "closed"),
    "covered": ("m1-raus-test.result", "result"),
    "shown": ("m1-raus-test.pairs", "read"),
    "talk": ("r7-dilemma.vote-2", "answer"),
}
"""A moment at which the server dies, and where one press of Next leads from there."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_after_a_kill_the_room_stands_as_it_stood(
    stage: Stage, server: Server, moment: str
) -> None:
    phones = [stage.phone() for _ in range(5)]
    _bring_to(stage, phones, moment)
    stage.projector.shot(f"{moment}-before")
    before = what_it_shows(stage.projector)
    version = stage.host.version
    left = _left(stage)
    server.kill()
    server.start()
    visitor = stage.another_projector()
    assert what_it_shows(visitor) == before
    if left is not None:
        now = seconds(visitor.page.locator("[data-left]").first.inner_text())
        assert 0 <= left - now <= 30, "the timer goes on from where it was"
    _press_when_back(stage, version)
    step, state = MOMENTS[moment]
    for phone in phones:
        expect(phone.article).to_have_attribute("data-step", step, timeout=BACK_WITHIN)
        expect(phone.article).to_have_attribute(
            "data-state", state, timeout=BACK_WITHIN
        )
    if state == "result":
        expect(stage.projector.page.locator(".is-shown")).to_be_visible(
            timeout=BACK_WITHIN
        )


def _press_when_back(stage: Stage, version: int) -> None:
    """The console takes a press again without being reloaded, and one press is one step."""
    for _ in range(BACK_WITHIN // 250):
        stage.host.page.keyboard.press("PageDown")
        stage.host.page.wait_for_timeout(250)
        if stage.host.version != version:
            break
    assert stage.host.version == version + 1


def _bring_to(stage: Stage, phones: list[Phone], moment: str) -> None:
    if moment in ("slide", "dark"):
        stage.go_to("definition" if moment == "slide" else "privacy", phones[0])
        if moment == "dark":
            stage.host.press(".")
            expect(stage.projector.page.locator(".is-blank")).to_be_visible()
        return
    if moment == "talk":
        stage.go_to("r7-dilemma.talk", phones[0])
        return
    stage.go_to("m1-raus-test.answer", phones[0])
    for phone in phones:
        phone.answer(3)
    expect(stage.projector.page.locator("[data-count=answered]").first).to_have_text(
        "5"
    )
    for _ in range({"asked": 0, "covered": 2, "shown": 3}[moment]):
        stage.host.press("PageDown")


def _left(stage: Stage) -> int | None:
    """Seconds on the projector's clock, if it shows one."""
    clock = stage.projector.page.locator("[data-left]")
    return (
        seconds(clock.first.inner_text())
        if clock.count() and clock.first.is_visible()
        else None
    )


def test_letter_keys_can_be_switched_off_and_the_clicker_still_works(
    stage: Stage,
) -> None:
    stage.host.press("PageDown")
    stage.host.press("b")
    expect(stage.projector.page.locator(".is-blank")).to_be_visible()
    stage.host.press(".")
    expect(stage.projector.page.locator(".is-blank")).to_have_count(0)
    stage.host.page.locator("#help summary").click()
    stage.host.page.locator("[data-letters] input").uncheck()
    stage.host.page.locator("h1").first.click()
    version = stage.host.version
    for letter in "bqcrtau":
        stage.host.page.keyboard.press(letter)
    stage.host.page.wait_for_timeout(300)
    assert stage.host.version == version
    stage.host.press("PageDown")
    stage.host.page.reload()
    version = stage.host.version
    stage.host.page.keyboard.press("b")
    stage.host.page.wait_for_timeout(300)
    assert stage.host.version == version, "the choice is remembered"


def test_each_key_does_what_it_says(stage: Stage) -> None:
    phone = stage.phone()
    stage.go_to("r7-dilemma.vote-1", phone)
    phone.answer(1)
    stage.host.press("c")
    expect(phone.article).to_have_attribute("data-state", "closed")
    stage.host.press("a")
    expect(phone.article).to_have_attribute("data-state", "answer")
    stage.host.press("u")
    expect(phone.article).to_have_attribute("data-state", "closed")
    stage.host.press("PageUp")
    expect(phone.article).to_have_attribute("data-step", "m1-raus-test.pairs")
    stage.host.press("PageDown")
    stage.host.press("q")
    expect(stage.projector.page.locator(".is-join")).to_be_visible()
    stage.host.press("PageDown")
    expect(stage.projector.page.locator(".is-join")).to_have_count(0)
    stage.go_to("r7-dilemma.talk", phone)
    before = _left(stage)
    stage.host.press("t")
    expect(stage.projector.page.locator("[data-left]").first).to_be_visible()
    after = _left(stage)
    assert before is not None
    assert after is not None
    assert after > before


def test_a_wide_hall_and_a_small_screen_lose_nothing(stage: Stage) -> None:
    phone = stage.phone(width=320)
    stage.projector.page.set_viewport_size({"width": 1280, "height": 720})
    stage.host.page.set_viewport_size({"width": 1280, "height": 720})
    while stage.host.page.locator("#key-next").get_attribute("aria-disabled") is None:
        assert phone.fits(), phone.step
        assert stage.projector.fits(), phone.step
        assert stage.projector.page.evaluate(
            "document.documentElement.scrollHeight <= document.documentElement.clientHeight"
        ), phone.step
        assert stage.host.page.locator("#key-next").is_visible()
        stage.host.press("PageDown")
        stage.wait_for_pictures(phone)
