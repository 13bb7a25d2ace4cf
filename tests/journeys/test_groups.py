"""Groups and roles on real phones: who sits where, what each does, and what the room sees of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.content import THREES
from tests.journeys.fixtures import ARTEFACTS, outside
from tests.journeys.people import Phone, Stage
from tests.served import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

WATCH = """() => {
  window.parts = [];
  window.flashes = 0;
  new MutationObserver(() => {
    window.parts.push(document.querySelector(".parts .now")?.textContent.trim() ?? "");
    if (document.body.classList.contains("signal")) window.flashes += 1;
  }).observe(document.body, {attributes: true, attributeFilter: ["class"], subtree: true});
}"""
"""Keeps which part of a talk was marked, and how often the stage flashed."""

FIRST, SECOND = "r3-listening.round-1", "r3-listening.round-2"
ROLES = {"Du er forteller", "Du er lytter", "Du er observatør"}


@pytest.fixture
def room(browser: Browser, server: Server) -> Iterator[Stage]:
    stage = Stage(browser, server, outside(), ARTEFACTS / "groups", programme=THREES)
    yield stage
    assert stage.complaints() == []
    stage.leave()


def group(phone: Phone) -> str:
    expect(phone.page.locator(".spot b")).to_be_visible()
    return phone.page.locator(".spot b").inner_text()


def role(phone: Phone) -> str:
    expect(phone.page.locator(".role-name")).to_be_visible()
    return phone.page.locator(".role-name").inner_text()


def with_role(phones: list[Phone], name: str) -> Phone:
    return next(phone for phone in phones if role(phone) == name)


def test_each_phone_says_its_group_its_role_and_what_to_do(room: Stage) -> None:
    phones = [room.phone(width=320) for _ in range(5)]
    plain = room.phone(script=False)
    room.go_to(FIRST, phones[0])
    plain.page.reload()
    everybody = [*phones, plain]
    seats = {phone: (group(phone), role(phone)) for phone in everybody}
    assert sorted(seats.values()) == sorted(
        (at, one) for at in ("1", "2") for one in ROLES
    )
    for phone in everybody:
        assert phone.fits()
        phone.shot("seat")
    expect(room.projector.page.locator(".where")).to_contain_text("2 grupper")
    for letter in "ABC":
        expect(
            room.projector.page.locator(".wheel text", has_text=letter).first
        ).to_be_visible()
    room.projector.shot("wheel")
    assert phones[0].axe() == room.projector.axe() == room.host.axe() == []

    observer = with_role(phones, "Du er observatør")
    observer.answer(0)
    assert group(observer) == seats[observer][0], (
        "the seat stays while the answer is in"
    )
    teller = with_role(phones, "Du er forteller")
    assert not teller.page.locator("[data-send]").is_visible()
    teller.page.reload()
    expect(teller.page.locator("[data-part=main][data-live]")).to_be_visible()
    expect(teller.page.locator(".role-name")).to_have_text("Du er forteller")
    assert not teller.page.locator("[data-questions]").is_visible()
    assert not teller.page.locator("[data-send]").is_visible()

    room.go_to(SECOND, phones[0])
    for phone in phones:
        assert group(phone) == seats[phone][0]
        expect(phone.page.locator(".role-name")).not_to_have_text(seats[phone][1])
    assert {role(phone) for phone in phones} == ROLES


def test_whoever_comes_late_or_sits_out_has_a_place(room: Stage) -> None:
    phones = [room.phone() for _ in range(5)]
    room.go_to(FIRST, phones[0])
    before = [group(phone) for phone in phones]
    late = room.phone()
    smallest = min(set(before), key=before.count)
    assert (group(late), role(late)) == (smallest, "Du er observatør")

    late.page.get_by_text("Noe stemmer ikke").click()
    late.shot("help")
    late.page.get_by_role("button", name="Jeg står over").click()
    expect(late.page.locator(".seat")).to_contain_text("Du er ikke i noen gruppe nå")
    expect(room.host.page.locator(".groups")).to_contain_text("1 står over")
    assert late.axe() == []
    late.page.get_by_role("button", name="Jeg blir med").click()
    assert group(late) == smallest


def test_among_neighbours_each_says_who_they_are(room: Stage) -> None:
    phone, plain = room.phone(), room.phone(script=False)
    room.go_to(FIRST, phone)
    room.host.page.locator("#g-neighbours").click()
    expect(phone.page.locator(".letters button").first).to_be_visible()
    phone.shot("letters")
    assert phone.axe() == []
    phone.page.locator(".letters button", has_text="C").click()
    assert (group(phone), role(phone)) == ("C", "Du er observatør")
    plain.page.reload()
    plain.page.locator(".letters button", has_text="A").click()
    assert (group(plain), role(plain)) == ("A", "Du er forteller")


def test_the_end_of_a_part_is_seen_and_heard_by_whoever_wants_to(room: Stage) -> None:
    page = room.projector.page
    page.clock.install()
    page.reload()
    room.go_to(FIRST, room.phone())
    expect(room.host.page.locator("[data-count=connected]")).to_have_text(
        "1"
    )  # No picture is on its way any more.
    expect(page.locator(".parts .now")).to_have_text("Finn gruppa deres")
    press_for_sound(page)
    page.evaluate(WATCH)
    for _ in range(
        3
    ):  # A picture that comes meanwhile winds the clock, which for the server has hardly moved.
        page.clock.run_for(4 * 60_000 + 2000)
        if "Noter i stillhet" in page.evaluate("window.parts"):
            break
    assert "Noter i stillhet" in page.evaluate("window.parts")
    assert page.evaluate("window.flashes") >= 1


def press_for_sound(page: Page) -> None:
    page.keyboard.press("s")
    expect(page.locator("[data-sound]")).to_have_text("Lyd på")
    page.keyboard.press("s")
    expect(page.locator("[data-sound]")).to_have_text("Lyd av")
