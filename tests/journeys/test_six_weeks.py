"""Six weeks between two rooms: a return card counts once, and the room is told no more than ten
pairs allow."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.fixtures import ARTEFACTS, outside
from tests.journeys.people import Phone, Stage
from tests.served import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

ASKS, SHOWS = "m1-raus-test.answer", "m1-raus-test.result"
SIX_WEEKS = 42 * 86400
PEOPLE, BACK = 12, 10
BEFORE = 1
AFTER = (2, 2, 2, 2, 1, 1, 1, 0, 0, 0, 4, 4)
"""Which of the five answers, from the top, each chose: of the ten four go up, three stay and
three go down."""


@pytest.fixture
def weeks(browser: Browser, tmp_path: Path) -> Iterator[Server]:
    """A server whose clock the test sets, by the file beside its data. With it goes every window,
    for none shall look for it in the shared browser."""
    clock = tmp_path / "ahead"
    clock.write_text("0")
    server = Server(tmp_path / "data", by=("tests.later", str(clock)))
    server.start()
    yield server
    for context in browser.contexts:
        context.close()
    server.kill()


def test_ten_of_twelve_come_back_with_their_cards(
    browser: Browser, weeks: Server
) -> None:
    shots = ARTEFACTS / "six-weeks"
    first = Stage(browser, weeks, outside(), shots / "1", series="new")
    phones = [first.phone() for _ in range(PEOPLE)]
    everyone_answers(first, phones)
    cards = [take_card(phone, keep=number < 4) for number, phone in enumerate(phones)]
    assert len(set(cards)) == PEOPLE
    show(first, phones[0])

    other = Stage(
        browser, weeks, outside(), shots / "other", series="new", name="En annen"
    )
    stranger = other.phone()
    everyone_answers(other, [stranger])
    foreign = take_card(stranger)

    (weeks.data.parent / "ahead").write_text(str(SIX_WEEKS))
    weeks.stop()
    weeks.start()
    assert not kept_about_people(weeks.data / "raus.sqlite")

    second = Stage(
        browser,
        weeks,
        outside(),
        shots / "2",
        programme="raus-follow-up",
        series="Ledergruppa",
    )
    back = [
        second.return_of(phone) for phone in phones[:4]
    ]  # They kept the card on their phone.
    back += [
        second.phone(before=f"/CARD#{card}") for card in cards[4:7]
    ]  # They scan it before they join.
    back += [second.phone() for _ in cards[7:BACK]]  # They have it on paper.
    late = [second.phone(), second.phone()]
    everyone_answers(second, [*back, *late], AFTER)
    for phone in back[:7]:
        expect(phone.page.locator("[data-handed]")).to_contain_text(
            "Returkortet ditt er talt"
        )
    for phone, card in zip(back[7:], cards[7:BACK], strict=True):
        assert "er talt" in hand_in(phone, card)
    assert "hører ikke til denne serien" in hand_in(late[0], foreign)
    assert "allerede talt" in hand_in(late[1], cards[0])
    expect(second.host.page.locator("[data-count=cards]").first).to_have_text(str(BACK))
    second.host.shot("cards")
    second.projector.shot("cards")

    show(second, back[0])
    told = second.projector.article.inner_text()
    check_what_ten_pairs_allow(told)
    for screen in (second.projector, second.host, back[0]):
        screen.shot("change")
        assert screen.axe() == []
        assert screen.fits()
    complaints = [one for stage in (first, other, second) for one in stage.complaints()]
    assert [one for one in complaints if "409" not in one] == [], (
        "but for the two cards that were refused"
    )
    assert len(complaints) == 2


def everyone_answers(
    stage: Stage, phones: list[Phone], picks: Sequence[int] = (BEFORE,) * PEOPLE
) -> None:
    stage.go_to(ASKS, phones[0])
    for phone, pick in zip(phones, picks, strict=False):
        phone.page.wait_for_function(
            "step => document.querySelector('.now').dataset.step === step", arg=ASKS
        )
        phone.answer(pick)
    stage.host.press("PageDown")
    for phone in phones:
        expect(phone.article).to_have_attribute("data-state", "closed")


def show(stage: Stage, phone: Phone) -> None:
    stage.go_to(SHOWS, phone)
    while "is-covered" in stage.projector.state:
        stage.host.press("PageDown")
        stage.wait_for_pictures(phone)
    expect(stage.projector.page.locator(".is-shown")).to_be_visible()


def take_card(phone: Phone, keep: bool = False) -> str:
    """The card as its owner sees it, before the phone goes back to the room."""
    phone.page.locator("a[href$='/card']").first.click()
    phone.page.locator("form[action$='/card/take'] button").click()
    code = phone.page.locator("[data-card]")
    expect(code).to_be_visible()
    phone.shot("card")
    assert phone.fits()
    if keep:
        phone.page.locator("[data-keep]").click()
        expect(phone.page.locator("[data-kept]")).to_be_visible()
    card = code.get_attribute("data-card") or ""
    phone.page.locator("main a.on").click()
    expect(phone.article).to_be_visible()
    return card


def hand_in(phone: Phone, card: str) -> str:
    """Hand in a card on its page, as it is copied from paper; what the page says to it."""
    phone.page.locator("a[href$='/card']").first.click()
    phone.page.locator("textarea").fill(" ".join(re.findall(".{1,4}", card.lower())))
    phone.page.locator("form[action$='/card/hand-in'] button").click()
    said = phone.page.locator("[data-counted], .wrong")
    expect(said).to_be_visible()
    words = said.inner_text()
    phone.shot("handed-in")
    phone.page.locator("main a.on").click()
    return words


def kept_about_people(database: Path) -> list[str]:
    """Tables that hold a row for a person, once the first rooms are closed or forgotten."""
    with sqlite3.connect(database) as connection:
        tables = ("handed", "pair", "used_card")
        return [
            one
            for one in tables
            if connection.execute(f"SELECT count(*) FROM {one}").fetchone()[0]
        ]


def check_what_ten_pairs_allow(told: str) -> None:
    """The number of pairs, the mean change and up, same, down; no interval, and no mean of this
    room beside it."""
    assert "10 svarte begge gangene" in told
    assert "Endring betyr ikke at seminaret er årsaken." in told
    assert told.count("Opp 4, Likt 3, Ned 3") == 4
    assert told.count("\n+0,1\n") == 4
    assert "%" not in told
    assert "Snitt:" not in told
