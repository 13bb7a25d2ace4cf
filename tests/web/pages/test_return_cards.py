"""Return cards on the pages and over the wire: whose they are, and what they leave behind."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from seminar.core.room.commands import Close, Next
from seminar.core.room.state import Room
from seminar.rehearse.forms import read_hidden_fields
from tests.privacy.test_pages import in_role
from tests.web.conftest import Site

ASKS = "m1-raus-test.answer"
FIELDS = {
    f"m1-raus-test.statements/{one}": "4"
    for one in ("welcome", "valued", "growing", "glad")
}


def room_of_a_series(site: Site, series: str = "") -> Room:
    room = site.host.opening.open_room(
        "raus-hour", "nb", series=series, series_name="Ledergruppa"
    )
    for _ in range(120):
        running = site.host.rooms.get(room.code)
        if running.step.id == ASKS and not running.room.now.curtain:
            return running.room
        site.host.handle(room.code, Next(), running.room.version)
    raise AssertionError


def answered(site: Site, room: Room) -> FlaskClient:
    """A phone that has answered the four statements without a script."""
    phone = site.participant(room.code)
    form = read_hidden_fields(phone.get(f"/j/{room.code}").text)
    assert (
        phone.post(f"/j/{room.code}/answer", data={**form, **FIELDS}).status_code == 303
    )
    return phone


def close(site: Site, room: Room) -> None:
    site.host.handle(room.code, Close(), site.host.rooms.get(room.code).room.version)


def press(client: FlaskClient, code: str, what: str, **fields: str) -> tuple[int, str]:
    form = read_hidden_fields(client.get(f"/j/{code}/card").text)
    answer = client.post(f"/j/{code}/card/{what}", data={**form, **fields})
    return answer.status_code, answer.text


def card_on(page: str) -> str:
    found = re.search(r'data-card="([A-Z2-7]+)"', page)
    assert found, page
    return found[1]


def test_a_phone_without_a_script_takes_a_card_home_and_brings_it_back(
    site: Site,
) -> None:
    first = room_of_a_series(site)
    phone = answered(site, first)
    assert "kortet" in phone.get(f"/j/{first.code}/card").text
    close(site, first)
    assert f'href="/j/{first.code}/card"' in phone.get(f"/j/{first.code}").text
    status, page = press(phone, first.code, "take")
    assert status == 200
    assert "/CARD#" + card_on(page) not in page, (
        "the address is in the drawing alone, and nothing tempts to press it"
    )
    (series,) = site.host.series
    second = room_of_a_series(site, series.id)
    later = answered(site, second)
    close(site, second)
    assert press(later, second.code, "hand-in", card=card_on(page).lower())[0] == 200
    status, again = press(
        answered_late(site, second), second.code, "hand-in", card=card_on(page)
    )
    assert (status, "ikke svart" in again) == (409, True)
    assert len(site.host.rooms.get(second.code).handed) == 1


def answered_late(site: Site, room: Room) -> FlaskClient:
    """A phone that joined when the answers were closed."""
    return site.participant(room.code)


def test_what_was_refused_stands_on_the_page_again_beside_the_reason(
    site: Site,
) -> None:
    first = room_of_a_series(site)
    (series,) = site.host.series
    second = room_of_a_series(site, series.id)
    phone = answered(site, second)
    close(site, second)
    status, page = press(phone, second.code, "hand-in", card="feil kort")
    assert status == 409
    assert "feil kort" in page
    assert "hører ikke til" in page
    assert first.code not in page


@pytest.mark.parametrize("role", ["visitor", "stranger", "facilitator"])
def test_cards_are_for_those_in_the_room(site: Site, role: str) -> None:
    room = room_of_a_series(site)
    phone = answered(site, room)
    close(site, room)
    other = in_role(site, role, room)
    assert other.get(f"/j/{room.code}/card").status_code == 303
    token = read_hidden_fields(other.get(f"/j/{room.code}").text)
    for what in ("take", "hand-in"):
        answer = other.post(f"/j/{room.code}/card/{what}", data=token)
        assert answer.status_code == 303
        assert "data-card" not in answer.text
    _, page = press(phone, room.code, "take")
    assert card_on(page)


def test_a_series_is_begun_gone_on_with_and_ended_on_the_start_page(site: Site) -> None:
    host = site.facilitator()
    form = read_hidden_fields(host.get("/host").text) | {
        "programme": "raus-hour",
        "lang": "nb",
    }
    assert (
        host.post(
            "/host/rooms", data={**form, "series": "new", "series-name": "AMU høst"}
        ).status_code
        == 303
    )
    (series,) = site.host.series
    page = host.get("/host").text
    assert "AMU høst" in page
    assert f'<option value="{series.id}">' in page
    assert (
        host.post("/host/rooms", data={**form, "series": series.id}).status_code == 303
    )
    assert [
        room.room.wave
        for room in site.host.rooms.list_open()
        if room.room.series == series.id
    ].count(1) == 1
    asked = host.get(f"/host/series/{series.id}/end")
    assert "AMU høst" in asked.text
    assert len(list(site.host.series)) == 1, "to ask is not to end"
    assert (
        host.post(
            f"/host/series/{series.id}/end", data=read_hidden_fields(asked.text)
        ).status_code
        == 303
    )
    assert list(site.host.series) == []
    assert site.visitor().get(f"/host/series/{series.id}/end").status_code == 403


def test_a_room_of_a_series_says_on_its_first_page_and_in_its_statement_how_long_it_keeps_what(
    site: Site,
) -> None:
    alone = site.host.opening.open_room("raus-hour", "nb")
    room = room_of_a_series(site)
    for page in (f"/j/{room.code}", f"/j/{room.code}/personvern"):
        assert "270" in site.visitor().get(page).text
    for page in (f"/j/{alone.code}", f"/j/{alone.code}/personvern", "/personvern"):
        assert "270" not in site.visitor().get(page).text
