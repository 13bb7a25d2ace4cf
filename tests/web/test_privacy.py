"""The privacy statement as anyone meets it: without login, without a script, and true of this
very server."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from seminar.core.i18n import LANGUAGES
from seminar.core.room.commands import Finish
from seminar.web.app import create_app
from tests.web.conftest import Site


def test_anyone_may_read_it_before_joining_and_after_the_room_is_closed(
    site: Site,
) -> None:
    room = site.at("welcome")
    visitor = site.visitor()
    assert f'href="/j/{room.code}/personvern"' in visitor.get(f"/j/{room.code}").text
    page = visitor.get(f"/j/{room.code}/personvern")
    assert page.status_code == 200
    assert "Personvernerklæring" in page.text
    assert "Energien din når vi begynner" in page.text
    assert "<script" not in page.text
    site.host.handle(room.code, Finish(), room.version)
    assert visitor.get(f"/j/{room.code}/personvern").status_code == 200


def test_a_participant_finds_it_at_the_foot_of_every_step(site: Site) -> None:
    for step in ("welcome", "r1-check-in.answer"):
        code = site.at(step).code
        assert (
            f'href="/j/{code}/personvern"'
            in site.participant(code).get(f"/j/{code}").text
        )


def test_the_server_has_one_without_a_room(site: Site) -> None:
    page = site.visitor().get("/personvern")
    assert page.status_code == 200
    assert "drives av kursholderen" in page.text
    assert "energi" not in page.text


def test_it_says_what_this_room_does(site: Site) -> None:
    said = {0: "minst 5 har svart", 8: "minst 8 har svart"}
    for floor, words in said.items():
        code = site.host.opening.open_room("raus-hour", "nb", floor=floor).code
        assert words in site.visitor().get(f"/j/{code}/personvern").text


def test_the_cookies_are_kept_as_long_as_it_says(site: Site) -> None:
    code = site.at("welcome").code
    client = site.visitor()
    said = client.get("/personvern?lang=en", follow_redirects=True).text
    phone, lang = re.search(
        r"remembers for (\d+) days .*, one for (\d+) days", said
    ).groups()  # type: ignore[union-attr]
    joined, chosen = site.participant(code), site.visitor()
    chosen.get("/personvern?lang=nn")
    assert _days(joined, f"raus-phone-{code}") == int(phone)
    assert _days(chosen, "raus-lang") == int(lang)
    visit = chosen.get_cookie("raus-visit")
    assert visit is not None
    assert visit.max_age is None


def _days(client: FlaskClient, name: str) -> float:
    cookie = client.get_cookie(name)
    assert cookie is not None
    assert cookie.max_age is not None
    return cookie.max_age / 86400


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_speaks_the_readers_language(site: Site, lang: str) -> None:
    code = site.at("welcome").code
    client = site.visitor()
    client.get(f"/j/{code}/personvern?lang={lang}")
    page = client.get(f"/j/{code}/personvern").text
    title = {"nb": "Hva vi spør om", "nn": "Kva vi spør om", "en": "What we ask"}[lang]
    assert f'<html lang="{lang}"' in page
    assert title in page


def test_a_name_of_the_organiser_is_never_markup(site: Site) -> None:
    named = replace(site.settings, organiser="<b>Bø & Sønn</b>")
    page = (
        create_app(named, site.host, async_mode="threading")
        .flask.test_client()
        .get("/personvern")
        .text
    )
    assert "&lt;b&gt;Bø &amp; Sønn&lt;/b&gt;" in page
    assert "<b>Bø" not in page


@pytest.mark.parametrize("what", ["privacy", "record"])
def test_the_organiser_prints_it_for_a_programme_and_for_a_room(
    site: Site, what: str
) -> None:
    code = site.at("welcome").code
    organiser = site.facilitator()
    page = organiser.get("/organise").text
    for path in (
        f"/organise/raus-hour/nb/{what}.pdf",
        f"/organise/rooms/{code}/{what}.pdf",
    ):
        assert f'href="{path}"' in page
        pdf = organiser.get(path)
        assert pdf.mimetype == "application/pdf"
        assert len(PdfReader(BytesIO(pdf.data)).pages) == 1
        assert site.participant(code).get(path).status_code == 403
    assert code in PdfReader(BytesIO(pdf.data)).pages[0].extract_text()
    assert organiser.get(f"/organise/raus-hour/xx/{what}.pdf").status_code == 404


def test_a_wrong_code_is_told_as_elsewhere(site: Site) -> None:
    assert site.visitor().get("/j/ZZZZZZ/personvern").status_code == 404
