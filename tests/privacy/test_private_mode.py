"""Private mode: below the floor a room is given a talk, and each phone its own answers, which no
other screen gets."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from seminar.content.translations import read_speech
from seminar.core.elements import Drawn, Heading, Lines, NewPage, Quiet
from seminar.core.i18n import LANGUAGES
from seminar.core.room.commands import Finish, Next
from seminar.core.room.state import Room
from seminar.pdf import render_pdf
from seminar.rehearse.forms import read_hidden_fields
from seminar.service.participant import phone_state
from seminar.service.prints.private_sheet import build_private_sheet
from seminar.service.screens.phone import build_phone
from seminar.service.screens.projector import build_projector
from seminar.service.view_models import OwnAnswer, in_private
from seminar.web.rendering import stage as draw_room
from seminar.web.rendering import templates as draw
from seminar.web.rendering.stage import Place
from tests.privacy.test_pages import PAGES, ROLES, SECRET, in_role, request
from tests.web.conftest import Site

TEST = "m1-raus-test.answer"
STATEMENTS = ("welcome", "valued", "growing", "glad")
WORD = "r1-check-in.answer"
SENTENCE = {
    "nb": "Færre enn fem har svart. Da viser vi ikke tall. Se på dine egne svar, og snakk med en "
    "du stoler på: Hva ville du løftet med ett trinn?",
    "nn": "Færre enn fem har svart. Då viser vi ikkje tal. Sjå på dine eigne svar, og snakk med "
    "ein du stolar på: Kva ville du ha løfta med eitt trinn?",
    "en": "Fewer than five have answered. Then we show no numbers. Look at your own answers, and "
    "talk with someone you trust: what would you lift by one step?",
}


def answered(phone: FlaskClient, room: Room, fields: dict[str, str]) -> None:
    form = read_hidden_fields(phone.get(f"/j/{room.code}").text)
    assert phone.post(f"/j/{room.code}/answer", data=form | fields).status_code == 303


def marks(*steps: int) -> dict[str, str]:
    return {
        f"m1-raus-test.statements/{one}": str(step)
        for one, step in zip(STATEMENTS, steps, strict=True)
    }


def uncovered(site: Site, room: Room) -> None:
    """Go on to the result, and show it."""
    running = site.host.rooms.get(room.code)
    while not (
        running.step.move == "show" and running.step.id in running.room.now.shown
    ):
        site.host.handle(room.code, Next(), running.room.version)


def people(
    site: Site, room: Room, *answers: tuple[int, int, int, int]
) -> list[FlaskClient]:
    phones = [site.participant(room.code) for _ in answers]
    for phone, steps in zip(phones, answers, strict=True):
        answered(phone, room, marks(*steps))
    return phones


def own(page: str) -> list[str]:
    """The answers that a phone's page shows as its own."""
    return re.findall(r"<dd>.*?<bdi>(.*?)</bdi>", page, re.DOTALL)


# --- one's own phone ------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_phone_shows_its_owner_what_they_answered_without_a_script(
    site: Site, lang: str
) -> None:
    room = site.at(TEST)
    one, other = people(site, room, (4, 2, 5, 1), (3, 3, 3, 3))
    uncovered(site, room)
    one.get(f"/j/{room.code}?lang={lang}")
    said = (
        site.host.rooms.get(room.code)
        .programme.words_in(lang)
        .questions["m1-raus-test.statements"]
        .labels
    )
    page = one.get(f"/j/{room.code}").text
    assert own(page) == [said[step] for step in "4251"]
    assert all(said[statement] in page for statement in STATEMENTS)
    assert own(other.get(f"/j/{room.code}").text) == ["Verken enig eller uenig"] * 4


def test_whoever_answered_nothing_is_shown_no_answers(site: Site) -> None:
    room = site.at(TEST)
    people(site, room, (4, 2, 5, 1))
    silent = site.participant(room.code)
    uncovered(site, room)
    page = silent.get(f"/j/{room.code}").text
    assert "Privat modus" in page
    assert own(page) == []


@pytest.mark.parametrize("role", ROLES)
def test_no_page_shows_another_what_a_participant_answered(
    site: Site, role: str
) -> None:
    room = site.at(WORD)
    phone = site.participant(room.code)
    answered(phone, room, {"r1-check-in.word/value": SECRET})
    uncovered(site, room)
    assert own(phone.get(f"/j/{room.code}").text) == [SECRET]
    other = in_role(site, role, room)
    for route in (one for one in PAGES if one.startswith("GET")):
        assert SECRET.encode() not in request(site, other, route, room).get_data(), (
            route
        )


def test_the_picture_that_all_phones_are_sent_holds_nobodys_answers(site: Site) -> None:
    room = site.at(TEST)
    people(site, room, (4, 2, 5, 1), (1, 1, 1, 1))
    uncovered(site, room)
    running = site.host.rooms.get(room.code)
    for lang in LANGUAGES:
        picture = build_phone(running, lang, 0)
        assert picture.in_private
        assert picture.own == ()
        assert draw.phone_data(picture)["again"], "the script asks for its own"
        assert own(draw.phone_parts(picture, read_speech(lang))["main"]) == []


def test_own_answers_come_in_private_mode_alone_and_while_the_key_exists(
    site: Site,
) -> None:
    room, few = site.at(TEST), site.at(TEST)
    five = people(site, room, *[(4, 4, 4, 4)] * 5)
    one = people(site, few, (4, 2, 5, 1))[0]
    code = few.code
    cookie = one.get_cookie(f"raus-phone-{code}")
    assert cookie is not None

    def told(token: str | None) -> tuple[OwnAnswer, ...]:
        return phone_state.recall_answers(
            site.host.rooms.get(code), token, "nb", site.host.clock()
        )

    assert told(cookie.value) == (), "the question is still asked"
    uncovered(site, room)
    uncovered(site, few)
    assert own(five[0].get(f"/j/{room.code}").text) == [], (
        "there are numbers to look at"
    )
    welcome = told(cookie.value)[0]
    assert welcome == OwnAnswer(
        "Jeg føler meg velkommen på jobb hver dag", "Litt enig", "R", 4, 5
    )
    assert told(None) == told("made-up") == ()
    site.host.handle(code, Finish(), site.host.rooms.get(code).room.version)
    assert told(cookie.value) == ()


# --- the room -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_stage_gives_the_room_a_talk_and_nothing_that_looks_wrong(
    site: Site, lang: str
) -> None:
    room = site.at(TEST)
    people(site, room, (4, 2, 5, 1), (1, 1, 1, 1))
    uncovered(site, room)
    picture = build_projector(site.host.rooms.get(room.code), lang, 0)
    assert in_private(picture.views)
    stage = draw_room.screen_parts(picture, read_speech(lang), Place("CODE", "U", "A"))[
        "stage"
    ]
    text = " ".join(re.sub(r"<[^>]+>", " ", stage).split())
    assert SENTENCE[lang] in text
    assert not re.search(r"\d", text)
    assert 'class="two"' in stage


def test_a_silence_without_a_task_is_not_private_mode() -> None:
    assert not in_private((Quiet("Which", "No answers yet."),))


# --- paper ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sheet_has_the_four_statements_on_one_side_and_the_talk_on_the_other(
    site: Site, lang: str
) -> None:
    programme = site.host.library.programme("raus-hour")
    sheet = build_private_sheet(programme, lang)
    pages = PdfReader(BytesIO(render_pdf(sheet, read_speech(lang)))).pages
    front, back = ("".join(page.extract_text().split()) for page in pages)
    labels = programme.words_in(lang).questions["m1-raus-test.statements"].labels
    assert all("".join(labels[one].split()) in front for one in STATEMENTS)
    after = sheet.blocks[
        next(
            at for at, block in enumerate(sheet.blocks) if isinstance(block, NewPage)
        ) :
    ]
    headings = [
        read_speech(lang)(block.text) for block in after if isinstance(block, Heading)
    ]
    assert all("".join(one.split()) in back for one in headings)
    assert any(isinstance(block, Drawn) for block in sheet.blocks)
    assert not any(isinstance(block, Lines) for block in sheet.blocks), (
        "every question stands with its lines"
    )
