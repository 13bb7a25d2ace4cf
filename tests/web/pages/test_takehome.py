"""What is taken home, as a browser without JavaScript meets it: who may, what is in it, and what
is not kept."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.test import TestResponse

import seminar
from seminar.core.i18n import LANGUAGES
from seminar.core.room.commands import Finish
from seminar.core.room.state import Room
from seminar.rehearse.forms import read_hidden_fields
from tests.calendars import entries
from tests.web.conftest import Site

ASK = "r1-check-in.answer"
WORD, ENERGY = "r1-check-in.word/value", "r1-check-in.energy/value"
BIRD = "kanarifugl"
IF = "own/u5-plan.plan/if"


def answered(site: Site, room: Room, word: str = BIRD) -> FlaskClient:
    """A participant who has answered the question that is open."""
    phone = site.participant(room.code)
    form = read_hidden_fields(phone.get(f"/j/{room.code}").text)
    assert (
        phone.post(
            f"/j/{room.code}/answer", data={**form, WORD: word, ENERGY: "4"}
        ).status_code
        == 303
    )
    return phone


def fetch(phone: FlaskClient, code: str, *include: str, **own: str) -> TestResponse:
    """Press the button of the page, with these things ticked."""
    form = read_hidden_fields(phone.get(f"/j/{code}/take-home").text)
    return phone.post(
        f"/j/{code}/take-home.pdf", data={**form, **own, "include": list(include)}
    )


def printed(answer: TestResponse) -> str:
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    return " ".join(
        " ".join(
            page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages
        ).split()
    )


def test_a_participant_finds_it_at_every_step_and_first_of_all_at_the_end(
    site: Site,
) -> None:
    for step, links in (("welcome", 1), (ASK, 1), ("s6-check-out.result", 2)):
        code = site.at(step).code
        assert (
            site.participant(code)
            .get(f"/j/{code}")
            .text.count(f'href="/j/{code}/take-home"')
            == links
        )
    room = site.at("welcome")
    site.host.handle(room.code, Finish(), room.version)
    assert (
        site.visitor()
        .get(f"/j/{room.code}")
        .text.count(f'href="/j/{room.code}/take-home"')
        == 2
    )


def test_the_page_says_back_what_one_has_answered(site: Site) -> None:
    room = site.at(ASK)
    page = answered(site, room).get(f"/j/{room.code}/take-home").text
    assert BIRD in page
    assert "4, fra 1 (Lite) til 5 (Mye)" in page
    assert BIRD not in site.participant(room.code).get(f"/j/{room.code}/take-home").text


def test_the_sheet_has_what_was_ticked(site: Site) -> None:
    room = site.at(ASK)
    phone = answered(site, room)
    assert BIRD in printed(fetch(phone, room.code, "answers"))
    without = printed(fetch(phone, room.code))
    assert BIRD not in without
    assert "Privat – ta med hjem" in without
    assert "Hvis … (tid, sted, situasjon)" in without, "lines to write the plan on"


def test_what_only_the_phone_has_is_on_the_sheet_as_it_was_typed(site: Site) -> None:
    room = site.at("welcome")
    typed = "<img src=x> & «så» {0}"
    sheet = printed(
        fetch(
            site.participant(room.code),
            room.code,
            **{IF: typed, "own/notes": "Ring Ola"},
        )
    )
    assert typed in sheet
    assert "Ring Ola" in sheet


def test_a_text_that_is_too_long_is_told_on_the_page_and_what_was_ticked_stays_so(
    site: Site,
) -> None:
    room = site.at("welcome")
    told = fetch(
        site.participant(room.code), room.code, "notes", **{"own/notes": BIRD * 400}
    )
    assert told.status_code == 409
    assert "Mine notater: Det er plass til 1500 tegn" in told.text
    assert BIRD not in told.text
    assert re.findall(r'value="(\w+)"[^>]* checked', told.text) == ["notes"]


def test_far_too_much_is_cut_off_before_it_is_read(site: Site) -> None:
    room = site.at("welcome")
    assert (
        fetch(
            site.participant(room.code), room.code, **{"own/notes": "x" * 40_000}
        ).status_code
        == 413
    )


def test_it_is_for_participants_until_the_room_is_closed_and_then_for_whoever_has_its_code(
    site: Site,
) -> None:
    room = site.at(ASK)
    phone, code = answered(site, room), room.code
    outsiders = (
        site.visitor(),
        site.facilitator(),
        site.participant(site.host.opening.open_room("raus-hour", "nb").code),
    )
    for one in outsiders:
        for path in ("take-home", "reminders.ics"):
            assert one.get(f"/j/{code}/{path}").location == f"/j/{code}"
        form = read_hidden_fields(one.get(f"/j/{code}").text)
        assert one.post(f"/j/{code}/take-home.pdf", data=form).location == f"/j/{code}"
    site.host.handle(code, Finish(), room.version)
    for one in (phone, *outsiders):
        assert BIRD not in one.get(f"/j/{code}/take-home").text
        sheet = printed(fetch(one, code, "answers", "results", **{IF: "mandag"}))
        assert "mandag" in sheet
        assert BIRD not in sheet


def test_the_form_needs_the_token_of_the_page(site: Site) -> None:
    room = site.at("welcome")
    assert (
        site.participant(room.code)
        .post(f"/j/{room.code}/take-home.pdf", data={})
        .status_code
        == 400
    )


def test_no_cache_keeps_any_of_it(site: Site) -> None:
    room = site.at("welcome")
    phone = site.participant(room.code)
    answers = [
        phone.get(f"/j/{room.code}/{path}") for path in ("take-home", "reminders.ics")
    ]
    answers.append(fetch(phone, room.code))
    assert [one.headers["Cache-Control"] for one in answers] == ["no-store"] * 3
    assert re.fullmatch(
        r'attachment; filename="raus-\d{4}-\d\d-\d\d\.pdf"',
        answers[-1].headers["Content-Disposition"],
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_of_it_speaks_the_participants_language(site: Site, lang: str) -> None:
    room = site.at(ASK)
    phone = answered(site, room)
    phone.get(f"/j/{room.code}?lang={lang}")
    asked = (
        site.host.rooms.get(room.code)
        .programme.words_in(lang)
        .questions["r1-check-in.energy"]
        .prompt
    )
    assert asked in phone.get(f"/j/{room.code}/take-home").text
    reader = PdfReader(BytesIO(fetch(phone, room.code, "answers").data))
    assert asked in reader.pages[0].extract_text()
    assert str(reader.root_object["/Lang"]).startswith(lang)
    calendar = phone.get(f"/j/{room.code}/reminders.ics").text
    assert {"nb": "Har du gjort", "nn": "Kva har du", "en": "Have you done"}[
        lang
    ] in calendar


def test_the_calendar_counts_from_the_day_of_the_room_and_leads_back(
    site: Site,
) -> None:
    room = site.at("welcome")
    answer = site.participant(room.code).get(f"/j/{room.code}/reminders.ics")
    assert answer.mimetype == "text/calendar"
    noted = entries(answer.data)
    started = site.host.rooms.get(room.code).room.started
    assert started is not None
    day = date.fromtimestamp(started)
    assert [entry.starts.date() for entry in noted] == [
        day + timedelta(n) for n in (2, 7, 14, 42, 84)
    ]
    assert noted[0].link == f"http://localhost/j/{room.code}/take-home"
    assert room.code not in noted[-1].text, "the room is forgotten by then"


def test_the_page_brings_the_calendar_and_every_sentence_that_its_script_may_say(
    site: Site,
) -> None:
    room = site.at("welcome")
    page = site.participant(room.code).get(f"/j/{room.code}/take-home").text
    brought = re.search(r'data-calendar="([^"]*)"', page)
    assert brought is not None
    assert len(entries(unescape(brought[1]))) == 5
    sentences = re.search(r"data-say='([^']*)'", page)
    assert sentences is not None
    script = (
        Path(seminar.__file__).parent / "assets" / "ts" / "takehome.ts"
    ).read_text()
    said = set(re.findall(r'\bsay\("(\w+)"', script)) | {"left", "over"}
    assert said == set(json.loads(unescape(sentences[1])))


def test_a_text_that_stays_on_the_phone_has_no_name_to_be_sent_by(site: Site) -> None:
    room = site.at("welcome")
    page = site.participant(room.code).get(f"/j/{room.code}/take-home").text
    (box,) = re.findall(r"<textarea[^>]*>", page)
    assert "name=" not in box
    assert 'name="own/' not in page
    assert set(re.findall(r'value="([\w.-]+)"[^>]* checked', page)) <= {
        "answers",
        "results",
    }
