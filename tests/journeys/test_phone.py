"""A participant's phone, from the scan to the end, and whatever may happen to it on the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import Phone, Stage
from tests.served import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

CHECK_IN = "r1-check-in.answer"
RESULT = "r1-check-in.result"
TEST = "m1-raus-test.answer"
VOTE = "r7-dilemma.vote-1"
PLAN = "u5-plan.plan"


def at(stage: Stage, step: str) -> Phone:
    """A phone in a room that stands at `step`."""
    phone = stage.phone()
    stage.go_to(step, phone)
    return phone


def says(page: Page, name: str) -> None:
    """Wait until the page says where its answer is, with the sentence `name` of its script."""
    sentence = page.evaluate(
        "name => JSON.parse(document.body.dataset.say)[name]", name
    )
    expect(page.locator("[data-status]")).to_have_text(sentence)


def check_in(page: Page, word: str, energy: int) -> None:
    """Answer the check-in, with or without having reached its second field."""
    page.locator("input[type=text]").fill(word)
    if page.locator("[data-go=on]").is_visible():
        page.locator("[data-go=on]").click()
    page.locator(".option:visible").nth(energy - 1).click()
    page.locator("[data-send]").click()


def chosen(page: Page) -> list[str]:
    values: list[str] = page.locator("input:checked").evaluate_all(
        "fields => fields.map(field => field.value)"
    )
    return values


def test_from_scan_to_saved_in_at_most_five_requests_and_none_outside(
    stage: Stage,
) -> None:
    phone = stage.phone(join=False)
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    phone.page.on("websocket", lambda socket: asked.append(socket.url))
    phone.join(stage.phone_url)
    stage.go_to(CHECK_IN, phone)
    check_in(phone.page, "klar", 4)
    says(phone.page, "saved")
    joined = next(number for number, url in enumerate(asked) if url.endswith("/join"))
    assert len(asked[joined + 1 :]) <= 5
    host = stage.phone_url.split("/")[2]
    assert [
        url for url in asked if host not in url and not url.startswith("data:")
    ] == []


def test_statements_come_one_at_a_time_and_back_keeps_them(stage: Stage) -> None:
    page = at(stage, TEST).page
    shown = page.locator("[data-field]:visible")
    for mark in range(4):
        expect(shown).to_have_count(1)
        shown.locator(".option").nth(mark).click()
        if mark < 3:
            page.locator("[data-go=on]").click()
            expect(shown.locator("h2")).to_be_focused()
    page.locator("[data-go=back]").click()
    expect(shown.locator("input:checked")).to_have_value("3")
    page.locator("[data-go=on]").click()
    page.locator("[data-send]").click()
    says(page, "saved")
    assert chosen(page) == ["1", "2", "3", "4"]


def test_half_typed_words_survive_a_reload_and_leave_the_phone_once_saved(
    stage: Stage,
) -> None:
    page = at(stage, CHECK_IN).page
    page.locator("input[type=text]").fill("halv")
    page.reload()
    expect(page.locator("input[type=text]")).to_have_value("halv")
    page.locator(".option:visible").first.click()
    page.locator("[data-send]").click()
    says(page, "saved")
    assert (
        page.evaluate("Object.keys(localStorage).filter(key => !key.endsWith('-seq'))")
        == []
    )
    page.reload()
    says(page, "saved")
    page.locator("[data-edit]").click()
    expect(page.locator("input[type=text]")).to_have_value("halv")


def test_a_changed_mind_replaces_the_answer(stage: Stage) -> None:
    page = at(stage, CHECK_IN).page
    check_in(page, "rolig", 2)
    says(page, "saved")
    page.locator("[data-edit]").click()
    page.locator("[data-go=on]").click()
    page.locator(".option:visible").nth(4).click()
    says(page, "changed")
    page.locator("[data-send]").click()
    says(page, "saved")
    page.reload()
    assert chosen(page) == ["5"]


def test_what_is_written_without_a_network_is_sent_when_it_is_back(
    stage: Stage,
) -> None:
    phone = at(stage, CHECK_IN)
    phone.context.set_offline(True)
    says(phone.page, "lost")
    check_in(phone.page, "stille", 3)
    says(phone.page, "offline")
    phone.context.set_offline(False)
    says(phone.page, "saved")


def test_an_answer_given_while_the_server_is_down_is_saved_when_it_is_up(
    stage: Stage, server: Server
) -> None:
    page = at(stage, CHECK_IN).page
    server.kill()
    check_in(page, "tålmodig", 3)
    says(page, "offline")
    server.start()
    says(page, "saved")
    page.reload()
    page.locator("[data-edit]").click()
    expect(page.locator("input[type=text]")).to_have_value("tålmodig")


def test_two_tabs_are_one_participant_and_both_show_it(stage: Stage) -> None:
    phone = at(stage, CHECK_IN)
    second = phone.context.new_page()
    second.goto(stage.phone_url)
    expect(second.locator("[data-field]:visible")).to_have_count(1)
    phone.page.locator("input[type=text]").fill("begge")
    expect(second.locator("input[type=text]")).to_have_value("begge")
    check_in(phone.page, "begge", 1)
    says(second, "saved")


def test_what_was_not_sent_in_time_stays_on_the_phone_and_is_said(stage: Stage) -> None:
    page = at(stage, CHECK_IN).page
    page.locator("input[type=text]").fill("nesten")
    stage.host.press("PageDown")
    expect(page.locator("[data-unsent]")).to_contain_text("nesten")


def test_a_text_that_is_too_long_is_told_where_it_stands(stage: Stage) -> None:
    page = at(stage, CHECK_IN).page
    word, wrong = page.locator("input[type=text]"), page.locator("[data-wrong]")
    word.fill("a" * 21)
    page.locator("[data-go=on]").click()
    expect(wrong).to_be_focused()
    wrong.locator("a").click()
    expect(word).to_be_focused()
    word.fill("a" * 20)
    expect(page.locator("[data-fault]:visible")).to_have_count(0)
    page.locator("[data-go=on]").click()
    expect(wrong).to_be_hidden()


def test_a_plan_never_leaves_the_phone(stage: Stage) -> None:
    page = stage.phone().page
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or request.url))
    page.on(
        "websocket",
        lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))),
    )
    page.reload()
    stage.go_to(PLAN, next(one for one in stage.screens if isinstance(one, Phone)))
    plan = page.locator("[data-stays]").first
    plan.fill("Hvis mandagsmøtet begynner")
    page.reload()
    expect(plan).to_have_value("Hvis mandagsmøtet begynner")
    page.locator("[data-forget]").click()
    expect(plan).to_have_value("")
    assert sent
    assert not any("mandagsm" in text for text in sent)


def test_the_whole_path_works_without_javascript(stage: Stage) -> None:
    at(stage, CHECK_IN)
    page = stage.phone(script=False).page
    check_in(page, "enkelt", 4)
    expect(page.locator("[data-status]")).not_to_be_empty()
    expect(page.locator("input[type=text]")).to_have_value("enkelt")
    check_in(page, "enkelt", 2)
    assert chosen(page) == ["2"]


def test_a_phone_that_no_websocket_gets_through_to_sends_the_page_itself(
    stage: Stage,
) -> None:
    phone = stage.phone(join=False)
    phone.page.add_init_script("delete window.WebSocket")
    phone.join(stage.phone_url)
    beside = at(stage, CHECK_IN)
    expect(phone.page.locator("input[type=text]")).to_be_attached(timeout=60_000)
    check_in(phone.page, "klar", 4)
    expect(phone.page.locator("body")).to_have_attribute(
        "data-saved", "yes", timeout=60_000
    )
    stage.go_to(RESULT, beside)
    expect(phone.page.locator(".now")).not_to_have_attribute(
        "data-step", CHECK_IN, timeout=60_000
    )


def test_nothing_typed_is_lost_when_a_plain_form_is_refused(stage: Stage) -> None:
    at(stage, CHECK_IN)
    page = stage.phone(script=False).page
    check_in(page, "b" * 40, 3)
    expect(page.locator("[data-wrong]")).to_be_visible()
    expect(page.locator("input[type=text]")).to_have_value("b" * 40)
    assert chosen(page) == ["3"]


def test_every_state_is_free_of_barriers_on_the_smallest_phone(stage: Stage) -> None:
    phone = stage.phone(width=320, join=False)
    phone.page.goto(stage.phone_url)
    look(phone, "join")
    phone.join(stage.phone_url)
    for step in ("welcome", CHECK_IN):
        stage.go_to(step, phone)
        look(phone, step)
    check_in(phone.page, "klar", 4)
    says(phone.page, "saved")
    look(phone, "saved")
    stage.host.press("PageDown")
    expect(phone.article).to_have_attribute("data-state", "closed")
    look(phone, "closed")
    stage.go_to(RESULT, phone)
    stage.host.press("PageDown")
    expect(phone.article).to_have_attribute("data-state", "result")
    look(phone, RESULT)
    for step in (TEST, VOTE, PLAN):
        stage.go_to(step, phone)
        look(phone, step)


def test_the_privacy_statement_is_free_of_barriers_on_the_smallest_phone(
    stage: Stage,
) -> None:
    phone = stage.phone(width=320, join=False)
    phone.page.goto(stage.phone_url)
    phone.page.locator("a[href$='/personvern']").click()
    expect(phone.page.locator("h1")).to_have_text("Personvernerklæring")
    look(phone, "privacy")
    phone.page.locator("main a").click()
    expect(phone.page.locator("form.joining")).to_be_visible()


def look(phone: Phone, label: str) -> None:
    """By day and by night: nothing that axe finds, no target under 48 pixels, nothing outside at
    double text."""
    for scheme in ("light", "dark"):
        phone.page.emulate_media(color_scheme=scheme)
        phone.shot(f"{label}-{scheme}")
        assert phone.axe() == [], label
    assert phone.page.evaluate(_SMALL) == [], label
    for size in ("200%", ""):
        phone.page.evaluate(
            "size => { document.documentElement.style.fontSize = size }", size
        )
        assert phone.fits(), (label, size)


_SMALL = """() => Array.from(document.querySelectorAll(
  "button, a, .option, input[type=text], textarea, summary"))
    .filter(one => one.offsetParent)
    .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
    .filter(([, box]) => box.width < 47.5 || box.height < 47.5)
    .map(([html]) => html)"""


def test_who_has_answered_is_told_so_while_latecomers_get_the_form(
    stage: Stage,
) -> None:
    early = at(stage, TEST)
    early.answer(3)
    for key in ("c", "r", "a"):
        stage.host.press(key)
    late = stage.phone()
    for _ in ("live", "loaded"):
        expect(early.page.locator("[data-counted] h2")).to_be_visible()
        expect(early.page.locator("[data-questions]")).to_be_hidden()
        expect(early.page.locator("[data-actions]")).to_be_hidden()
        expect(early.page.locator("[data-steps]")).to_be_hidden()
        assert early.axe() == []
        early.page.reload()
    late.answer(2)
    expect(stage.host.page.locator("[data-count=answered]").first).to_have_text("1")
    late.page.reload()
    expect(late.page.locator("[data-done]")).to_be_visible()
    expect(late.page.locator("[data-counted]")).to_be_hidden()
    assert stage.complaints() == []
