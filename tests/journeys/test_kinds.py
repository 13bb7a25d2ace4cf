"""Every kind of question on a real phone: asked, answered, saved and shown, with a script and
without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import shelf
from tests.journeys.fixtures import ARTEFACTS, outside
from tests.journeys.people import Phone, Stage
from tests.served import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SMALLEST = 48
"""Pixels of a button, a box or a field, at least, in its height."""

SMALL_TARGETS = """least => [...document.querySelectorAll(
  "[data-field] button, [data-field] .option, [data-field] select, [data-field] input[type=text]")]
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width && (box.height < least
    || (one.tagName === "BUTTON" && box.width < least)))
  .map(([one]) => one.outerHTML)"""


@contextmanager
def staged(browser: Browser, server: Server, programme: str) -> Iterator[Stage]:
    """A room of `programme`."""
    stage = Stage(browser, server, outside(), ARTEFACTS / "kinds", programme=programme)
    try:
        yield stage
    finally:
        stage.leave()


@pytest.fixture(scope="module")
def room(browser: Browser, shared_server: Server) -> Iterator[Stage]:
    """One room that goes through all of them, in order."""
    with staged(browser, shared_server, shelf.PROGRAMME) as stage:
        yield stage
        assert stage.complaints() == []


@pytest.fixture(scope="module")
def phone(room: Stage) -> Phone:
    return room.phone(width=320)


@pytest.fixture(scope="module")
def plain_phone(room: Stage) -> Phone:
    """One without JavaScript."""
    return room.phone(width=320, script=False)


def filled(page: Page) -> dict[str, str]:
    """What stands in the form."""
    script = (
        "fields => Object.fromEntries(fields"
        ".filter(field => field.value).map(field => [field.name, field.value]))"
    )
    named = ":is(input:checked, input[type=text], select, textarea, [aria-pressed=true])[name*='/']"
    return page.locator(named).evaluate_all(script)  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", shelf.SENT)
def test_each_is_asked_answered_and_shown(
    room: Stage, phone: Phone, plain_phone: Phone, name: str
) -> None:
    room.go_to(f"{name}.ask", phone)
    for one in (phone, plain_phone):
        one.page.reload()
        assert one.fits()
        assert one.page.evaluate(SMALL_TARGETS, SMALLEST) == []
        one.shot(f"{name}-ask")

    assert phone.axe() == []

    phone.answer(1)
    sent = filled(phone.page)
    phone.page.reload()
    phone.sees_it_saved()
    assert filled(phone.page) == sent

    plain_phone.fill(0)
    sent = filled(plain_phone.page)
    plain_phone.send()
    expect(plain_phone.page.locator("[data-status]")).not_to_be_empty()
    assert filled(plain_phone.page) == sent

    room.go_to(f"{name}.show", phone)
    room.host.press("PageDown")
    expect(phone.page.locator(".view, .private")).to_be_visible()
    assert phone.fits()
    assert phone.axe() == room.projector.axe() == []
    room.projector.shot(f"{name}-shown")


# --- parts, one by one ----------------------------------------------------------------------------


@pytest.fixture
def plain_at(browser: Browser, server: Server) -> Iterator[Page]:
    """A phone without JavaScript where one ticks at most two."""
    with staged(browser, server, shelf.only("choice-1")) as stage:
        stage.go_to("choice-1.ask", stage.phone())
        yield stage.phone(script=False).page


def test_ticks_that_are_refused_stand_as_they_were_sent(plain_at: Page) -> None:
    plain_at.get_by_label("Better pay").check()
    plain_at.locator("[data-send]").click()
    plain_at.get_by_label("Better pay").uncheck()
    for label in ("More time together", "Don't know"):
        plain_at.get_by_label(label).check()
    plain_at.locator("[data-send]").click()
    expect(plain_at.locator("[data-wrong]")).to_be_visible()
    assert [name.rpartition(".")[2] for name in filled(plain_at)] == ["time", "unsure"]


@pytest.fixture
def at(
    browser: Browser, server: Server, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A phone in a room of its own that stands at the question of this test."""
    with staged(browser, server, shelf.only(request.param)) as stage:
        phone = stage.phone()
        stage.go_to(f"{request.param}.ask", phone)
        yield phone.page
        assert stage.complaints() == []


def says(page: Page, name: str, **places: object) -> str:
    sentence: str = page.evaluate(
        "name => JSON.parse(document.body.dataset.say)[name]", name
    )
    return sentence.format(**places)


@pytest.mark.parametrize("at", ["rank"], indirect=True)
def test_an_order_is_made_with_the_keyboard_and_told_aloud(at: Page) -> None:
    rows = at.locator("[data-order] li")
    first = rows.first.locator("label").inner_text()
    assert at.locator(".place").all_inner_texts() == ["–"] * 4
    rows.first.locator("[data-move='1']").focus()
    at.keyboard.press("Enter")
    at.keyboard.press("Enter")
    assert rows.nth(2).locator("label").inner_text() == first
    assert at.locator(".place").all_inner_texts() == ["1", "2", "3", "4"]
    expect(at.locator("[data-aloud]")).to_have_text(says(at, "placed", what=first, n=3))
    expect(rows.nth(2).locator("[data-move='1']")).to_be_focused()
    at.reload()
    assert rows.nth(2).locator("label").inner_text() == first


@pytest.mark.parametrize("at", ["rank"], indirect=True)
def test_the_order_as_it_stands_can_be_taken(at: Page) -> None:
    at.locator("[data-send]").click()
    expect(at.locator("[data-wrong]")).to_have_text(says(at, "empty"))
    at.locator("[data-move='0']").click()
    expect(at.locator("[data-move='0']")).to_be_hidden()
    at.locator("[data-send]").click()
    expect(at.locator("[data-done]")).to_be_visible()


@pytest.mark.parametrize("at", ["points"], indirect=True)
def test_nobody_gives_more_than_they_have_nor_less(at: Page) -> None:
    more = at.locator("[data-step='1']")
    for _ in range(2):
        more.first.click()
    expect(at.locator("[data-rest]")).to_have_text(says(at, "rest", n=1))
    at.locator("[data-send]").click()
    expect(at.locator("[data-fault]")).to_have_text(says(at, "rest", n=1))
    more.last.click()
    more.last.click()
    assert [one for one in filled(at).values() if one != "0"] == ["2", "1"]
    expect(at.locator("[data-fault]")).to_be_hidden()
    at.locator("[data-send]").click()
    expect(at.locator("[data-done]")).to_be_visible()


@pytest.mark.parametrize("at", ["choice-1"], indirect=True)
def test_too_many_ticks_are_told_and_the_way_out_excludes_the_rest(at: Page) -> None:
    boxes = at.locator(".options .option")
    for box in boxes.all():
        box.click()
    at.locator("[data-send]").click()
    expect(at.locator("[data-fault]")).to_have_text(says(at, "most", n=2))
    at.locator(".option.quiet").click()
    assert len(filled(at)) == 1
    boxes.first.click()
    assert [name.rpartition(".")[2] for name in filled(at)] == ["pay"]


# --- one tap --------------------------------------------------------------------------------------


@pytest.fixture
def reacting(browser: Browser, server: Server) -> Iterator[tuple[Stage, Phone]]:
    """A room of its own that reacts, where the bars move meanwhile."""
    with staged(browser, server, shelf.only("reactions")) as stage:
        phone = stage.phone()
        stage.go_to("reactions.ask", phone)
        yield stage, phone
        assert stage.complaints() == []


def tapped(phone: Phone) -> list[str]:
    return [
        button.get_attribute("value") or ""
        for button in phone.page.locator("[aria-pressed=true]").all()
    ]


def test_one_tap_is_sent_and_another_takes_its_place(
    reacting: tuple[Stage, Phone],
) -> None:
    stage, phone = reacting
    other, smile, pause = (
        stage.phone(),
        "[data-tap][value=smile]",
        "[data-tap][value=pause]",
    )
    expect(phone.page.locator("[data-actions]")).to_be_hidden()
    phone.page.locator(smile).tap()
    phone.sees_it_saved()
    expect(phone.page.locator(smile)).to_be_focused()
    expect(stage.projector.page.locator("[data-count=answered]")).to_have_text("1")
    phone.page.locator(pause).focus()
    assert tapped(phone) == ["smile"], "to look is not to choose"
    phone.page.keyboard.press("Enter")
    assert tapped(phone) == ["pause"]
    phone.sees_it_saved()
    phone.page.reload()
    phone.sees_it_saved()
    assert tapped(phone) == ["pause"]
    assert tapped(other) == []
    other.page.locator(smile).tap()
    other.sees_it_saved()
    expect(stage.projector.page.locator("[data-count=answered]")).to_have_text("2")
    stage.host.press("c")
    expect(phone.article).to_have_attribute("data-state", "closed")


def test_one_tap_is_enough_without_a_script(reacting: tuple[Stage, Phone]) -> None:
    stage, _ = reacting
    plain = stage.phone(script=False)
    expect(plain.page.locator("[data-send]")).to_be_hidden()
    for sign in ("smile", "idea"):
        plain.page.locator(f"[data-tap][value={sign}]").tap()
        expect(plain.page.locator("[data-status]")).not_to_be_empty()
        assert tapped(plain) == [sign]
    plain.shot("tapped")
    expect(stage.projector.page.locator("[data-count=answered]")).to_have_text("1")


def test_a_tap_while_the_line_is_down_is_sent_when_it_is_back(
    reacting: tuple[Stage, Phone],
) -> None:
    stage, phone = reacting
    phone.context.set_offline(True)
    phone.page.locator("[data-tap][value=smile]").tap()
    phone.page.locator("[data-tap][value=idea]").tap()
    expect(phone.status).not_to_be_empty()
    phone.context.set_offline(False)
    phone.sees_it_saved()
    assert tapped(phone) == ["idea"]
    expect(stage.projector.page.locator("[data-count=answered]")).to_have_text("1")


def test_a_phone_says_how_much_of_its_own_was_right_and_no_other_screen(
    browser: Browser, server: Server
) -> None:
    with staged(browser, server, shelf.only("match")) as stage:
        phones = [stage.phone(), stage.phone(script=False)]
        stage.go_to("match.ask", phones[0])
        phones[0].answer(0)
        phones[1].page.reload()
        phones[1].fill(1)
        phones[1].send()
        stage.go_to("match.show", phones[0])
        assert phones[0].page.locator(".score").count() == 0
        stage.host.press("PageDown")
        phones[1].page.reload()
        for phone in phones:
            expect(phone.page.locator(".score")).to_have_text("1 av 3 svar er riktige")
            assert phone.fits()
            phone.shot("score")
        assert phones[0].axe() == []
        for screen in (stage.host, stage.projector):
            assert "riktige" not in screen.page.content()
