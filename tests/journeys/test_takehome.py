"""What a participant takes home, in a real browser: chosen text by text, and nothing sent that
was not ticked."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.calendars import Entry, entries
from tests.journeys.people import Phone, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PLAN = "u5-plan.plan"
IF, THEN = (
    "mandag; etter møtet, når «Åse» \\ Kari er 🦜 inne",
    "spør jeg\nog tier " + "ærlig talt " * 12,
)
MINE, ANSWERS, RESULTS, NOTES = (
    f"input[value='{PLAN}']",
    "input[value=answers]",
    "input[value=results]",
    "input[value=notes]",
)


def with_a_plan(stage: Stage) -> Phone:
    """A phone that has answered the four statements and written a plan, on its take-home page."""
    phone = stage.phone()
    stage.go_to("m1-raus-test.answer", phone)
    phone.answer(3)
    stage.go_to("u5-plan.plan", phone)
    for field, text in (("if", IF), ("then", THEN)):
        phone.page.locator(f"[data-stays='{PLAN}/{field}']").fill(text)
    take_home(stage, phone)
    return phone


def take_home(stage: Stage, phone: Phone) -> None:
    phone.page.locator("nav.privacy a").first.click()
    expect(phone.page.locator("form.taking")).to_be_visible()


def fetched(page: Page, button: str, folder: Path) -> Path:
    """What comes down when this is pressed."""
    with page.expect_download() as coming:
        page.locator(button).click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return file


def sheet(page: Page, folder: Path) -> str:
    """The words of the sheet."""
    reader = PdfReader(fetched(page, "[data-send]", folder))
    return " ".join(" ".join(one.extract_text() for one in reader.pages).split())


def events(file: Path) -> list[Entry]:
    """What a calendar reads in the file, whose lines are as the standard has them."""
    text = file.read_bytes()
    assert max(map(len, text.split(b"\r\n"))) <= 75
    assert b"\n" not in text.replace(b"\r\n", b"")
    return entries(text)


def test_a_plan_is_sent_for_the_sheet_when_it_is_ticked_and_not_before(
    stage: Stage, tmp_path: Path
) -> None:
    page = with_a_plan(stage).page
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    assert not page.locator(MINE).is_checked()
    assert page.locator(ANSWERS).is_checked()
    without = sheet(page, tmp_path)
    assert "Litt enig" in without
    assert "møtet" not in without
    assert sent
    assert not [body for body in sent if quote_plus("møtet") in body or "own" in body]
    expect(page.locator("[data-send]")).to_be_enabled()
    page.locator(MINE).check()
    page.locator(ANSWERS).uncheck()
    ticked = sheet(page, tmp_path)
    assert "mandag; etter møtet, når «Åse» \\ Kari er" in ticked
    assert "og tier ærlig talt" in ticked
    assert "Litt enig" not in ticked
    assert stage.complaints() == []


def test_notes_stay_on_the_phone_and_are_there_when_the_room_has_ended(
    stage: Stage, tmp_path: Path
) -> None:
    phone = stage.phone()
    stage.go_to("definition", phone)
    take_home(stage, phone)
    phone.page.locator("#notes").fill("Ring Ola\nSpør Kari")
    phone.page.reload()
    expect(phone.page.locator("#notes")).to_have_value("Ring Ola\nSpør Kari")
    phone.page.locator(NOTES).check()
    assert "Ring Ola Spør Kari" in sheet(phone.page, tmp_path)
    phone.page.locator("a.on").click()
    while stage.host.page.locator("#key-next").get_attribute("aria-disabled") is None:
        stage.host.press("PageDown")
    stage.host.page.locator("#finish summary").click()
    stage.host.page.locator("#finish button").click()
    expect(phone.article).to_have_attribute("data-state", "ended")
    expect(phone.page.locator("[data-own] dd")).to_have_text("Ring Ola\nSpør Kari")
    assert phone.axe() == []
    phone.page.locator(".take a").click()
    phone.page.locator(NOTES).check()
    assert "Ring Ola Spør Kari" in sheet(phone.page, tmp_path), (
        "also when the room is closed"
    )
    assert phone.axe() == []


def test_the_calendar_gets_the_plan_on_the_phone_and_the_server_hears_nothing_of_it(
    stage: Stage, tmp_path: Path
) -> None:
    page = with_a_plan(stage).page
    plain = events(fetched(page, "a[data-calendar]", tmp_path))
    assert len(plain) == 5
    assert not [entry for entry in plain if "møtet" in entry.text]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("[data-along]").check()
    mine = events(fetched(page, "a[data-calendar]", tmp_path))
    assert [url for url in asked if not url.startswith("blob:")] == []
    for entry, bare in zip(mine, plain, strict=True):
        assert entry.text.startswith(bare.text)
        assert IF in entry.text
        assert THEN in entry.text
        assert (entry.title, entry.starts) == (bare.title, bare.starts)
        assert entry.rings[1] == entry.title, "what rings says the question alone"
    page.locator("[data-along]").uncheck()
    again = events(fetched(page, "a[data-calendar]", tmp_path))
    assert not [entry for entry in again if "møtet" in entry.text]


def test_without_a_script_all_that_the_server_has_goes_home(
    stage: Stage, tmp_path: Path
) -> None:
    phone = stage.phone(script=False)
    other = stage.phone()
    stage.go_to("m1-raus-test.answer", other)
    phone.page.reload()
    for field in phone.page.locator("fieldset").all():
        field.locator(".option").nth(3).click()
    phone.page.locator("[data-send]").click()
    take_home(stage, phone)
    assert not phone.page.locator(".needs-script:visible").count()
    assert phone.fits()
    phone.shot("takehome-plain")
    words = sheet(phone.page, tmp_path)
    assert words.count("Litt enig") == 4
    assert "Hvis … (tid, sted, situasjon)" in words
    assert len(events(fetched(phone.page, "a[data-calendar]", tmp_path))) == 5


@pytest.mark.parametrize("width", [360, 320])
def test_the_page_is_whole_on_a_small_phone(stage: Stage, width: int) -> None:
    phone = stage.phone(width=width)
    crowd = [stage.phone() for _ in range(4)]
    stage.go_to("m1-raus-test.answer", phone)
    for pick, one in enumerate((phone, *crowd)):
        one.answer(pick)
    stage.go_to("m1-raus-test.pairs", phone)
    take_home(stage, phone)
    phone.page.locator("#notes").fill("Ring Ola")
    for more in phone.page.locator("summary").all():
        more.click()
    for box in phone.page.locator("input[type=checkbox]:visible").all():
        box.check()
    phone.shot(f"takehome-{width}")
    assert phone.fits()
    assert phone.axe() == []
    low = phone.page.locator(
        "main .option:visible, main .button:visible, main summary:visible, .bar button"
    ).all()
    assert [
        one for one in low if (one.bounding_box() or {"height": 0})["height"] < 48
    ] == []
    assert stage.complaints() == []
