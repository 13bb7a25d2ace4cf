"""Questions from the room on real phones: one with a script and one without, and others who
write and tick by form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import APIRequestContext, Browser, expect

from seminar.core.room.state import text_key
from seminar.core.stats.tally import text_id
from seminar.rehearse.forms import read_hidden_fields
from tests.journeys.content import ASK_US
from tests.journeys.fixtures import ARTEFACTS, outside
from tests.journeys.people import Phone, Stage
from tests.served import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

WONDER, SUPPORT = "s7-questions.wonder/value", "s7-questions.support/value"
MINE = "Hvor finner vi tid til dette i en helt vanlig uke?"
PLAIN = (
    "Hva gjør jeg når lederen min ikke er enig i det vi har kommet fram til her i dag?"
)
OTHERS = [
    "Hvem passer på at det vi blir enige om, faktisk skjer når vi kommer tilbake til hverdagen og "
    "alt haster igjen?",
    "Skal de som ikke er her, få vite hva vi har snakket om?",
    "Kan vi gjøre dette hvert halvår?",
    "Hvordan snakker vi om dette i et team der noen jobber natt og andre bare kommer innom en "
    "gang i uka?",
    "Gjelder dette bare dem som er ledere?",
    "Hva gjør vi hvis det ikke virker, og hvem bestemmer i så fall at vi skal slutte med det "
    "eller prøve noe annet?",
]


@pytest.fixture
def stage(browser: Browser, server: Server) -> Iterator[Stage]:
    stage = Stage(browser, server, outside(), ARTEFACTS / "questions", programme=ASK_US)
    try:
        yield stage
        assert stage.complaints() == []
    finally:
        stage.leave()


class Slip:
    """Somebody whose phone sends plain forms and nothing else."""

    def __init__(self, stage: Stage, browser: Browser) -> None:
        self.http: APIRequestContext = browser.new_context().request
        self.room = stage.phone_url.replace("/J/", "/j/")
        self._post("join", {})

    def say(self, form: dict[str, str]) -> None:
        self._post("answer", form)

    def _post(self, what: str, form: dict[str, str]) -> None:
        page = self.http.get(self.room).text()
        data: dict[str, str | float | bool] = {**read_hidden_fields(page), **form}
        assert self.http.post(f"{self.room}/{what}", form=data).ok


def write(phone: Phone, text: str) -> None:
    phone.page.locator("[data-field] textarea").fill(text)
    phone.send()


def tick(phone: Phone, *texts: str) -> None:
    for text in texts:
        phone.page.get_by_label(text).check()
    phone.send()


def box(text: str) -> dict[str, str]:
    return {f"{SUPPORT}.{text_id(text)}": "yes"}


def key(text: str) -> str:
    """The key by which the console lets this text through."""
    return text_key("s7-questions.wonder", 1, text_id(text))


def test_a_room_asks_and_supports_and_hears_the_answers(
    stage: Stage, browser: Browser
) -> None:
    phone, plain = stage.phone(), stage.phone(script=False)
    slips = [Slip(stage, browser) for _ in range(10)]
    stage.go_to("s7-questions.ask", phone)
    plain.page.reload()
    phone.shot("ask")
    write(phone, MINE)
    expect(phone.page.locator("[data-done]")).to_be_visible()
    write(plain, PLAIN)
    for at, slip in enumerate(slips):
        slip.say({WONDER: OTHERS[at % len(OTHERS)]})

    stage.go_to("s7-questions.pairs", phone)
    expect(stage.host.page.locator(".pending li")).to_have_count(8)
    stage.host.shot("pending")
    stage.host.page.locator(f"#t-{key(MINE)}").click()
    expect(stage.host.page.locator(".pending .let")).to_have_count(1)
    stage.go_to("s7-questions.support", phone)
    expect(phone.page.locator("[data-field] .option:not(.quiet)")).to_have_count(1)
    tick(phone, MINE)
    expect(phone.page.locator("[data-done]")).to_be_visible()

    # What is let through while people tick comes to the phones, and what was ticked before stays
    # ticked.
    stage.host.let_through()
    expect(phone.page.locator("[data-field] .option:not(.quiet)")).to_have_count(8)
    phone.page.locator("[data-edit]").click()
    expect(phone.page.get_by_label(MINE)).to_be_checked()
    phone.shot("support")
    assert phone.fits()
    assert phone.axe() == []
    tick(phone, PLAIN)
    expect(phone.page.locator("[data-done]")).to_be_visible()

    plain.page.reload()
    plain.shot("support")
    tick(plain, PLAIN)
    assert plain.page.get_by_label(PLAIN).is_checked()
    expect(stage.projector.page.locator("[data-more]")).to_have_text(
        "Og 3 til, på telefonen"
    )
    stage.projector.shot("support")
    assert stage.projector.axe() == []
    for at, slip in enumerate(slips):
        slip.say(
            box(PLAIN)
            | (box(OTHERS[0]) if at < 6 else {})
            | (box(OTHERS[5]) if at < 4 else {})
        )

    stage.go_to("s7-questions.answers", phone)
    stage.host.press("PageDown")
    rows = phone.page.locator(".view .row")
    expect(rows).to_have_count(8)
    assert [row.replace("\n", " ") for row in rows.all_inner_texts()[:2]] == [
        f"{PLAIN} nesten alle",
        f"{OTHERS[0]} 6",
    ]
    phone.shot("answers")
    stage.projector.page.wait_for_timeout(500)  # The bars have grown.
    stage.projector.shot("answers")
    stage.host.shot("answers")
    assert phone.axe() == stage.projector.axe() == []

    stage.host.page.locator(f"#t-{key(PLAIN)}").click()
    expect(rows).to_have_count(7)
    assert OTHERS[0] in rows.first.inner_text()
