"""Who gets into a room: those who scan always, those who type while others guess, each once, and
nobody new through a closed door."""

from __future__ import annotations

import secrets
from contextlib import suppress

import pytest
from flask.testing import FlaskClient

from seminar.charts.svg.qr import build_qr_svg
from seminar.content.translations import read_speech
from seminar.core.errors import NotFound, Refused
from seminar.core.room.commands import Expect, SetDoor
from seminar.core.room.state import MOST_PARTICIPANTS
from seminar.rehearse.forms import read_hidden_fields
from seminar.service.pseudonyms import join_link
from seminar.service.rooms.participants import DOOR_CLOSED
from seminar.web.security.rate_limit import EACH_WAY
from tests.web.conftest import Site


def exhaust(site: Site, *, with_cookie: bool) -> None:
    """Try as many wrong codes as may be tried in a minute, in one of the two ways."""
    for number in range(EACH_WAY):
        with suppress(NotFound):
            visitor = f"guesser {number}" if with_cookie else ""
            site.built.live.guesses.look(visitor, "ZZZZZZ", site.host.rooms.get)


def link_of(site: Site, code: str) -> str:
    return join_link(code, site.host.rooms.get(code).link_secret)


def press_join(client: FlaskClient, code: str, typed: str = "") -> int:
    """Fetch the page of the room and press Join; the status of the answer."""
    page = client.get(f"/j/{typed or code}", follow_redirects=True)
    return client.post(
        f"/j/{code}/join", data=read_hidden_fields(page.text)
    ).status_code


def joined(site: Site, code: str) -> int:
    return len(site.host.rooms.get(code).participants)


# --- while somebody guesses -----------------------------------------------------------------------


def test_who_scans_gets_in_when_no_code_may_be_typed_any_more(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    exhaust(site, with_cookie=False)
    exhaust(site, with_cookie=True)
    assert site.visitor().get(f"/j/{code}", follow_redirects=True).status_code == 409
    assert press_join(site.visitor(), code, link_of(site, code)) == 303
    assert site.visitor().get(f"/screen/{link_of(site, code)}").status_code == 200
    assert joined(site, code) == 1


def test_who_types_gets_in_while_others_fire_off_addresses_without_cookies(
    site: Site,
) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    exhaust(site, with_cookie=False)
    typist = site.visitor()
    typist.get("/J")
    assert press_join(typist, code) == 303
    assert press_join(site.visitor(), code) == 303, (
        "also who types the whole address at once"
    )
    assert (
        site.visitor().get(f"/screen/{code}", follow_redirects=True).status_code == 200
    )
    assert joined(site, code) == 2


def test_a_browser_that_keeps_no_cookies_is_not_sent_round_for_ever(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    exhaust(site, with_cookie=False)
    browser = site.built.flask.test_client(use_cookies=False)
    answer = browser.get(f"/j/{code}", follow_redirects=True)
    assert answer.status_code == 409
    assert len(answer.history) == 1


def test_who_has_found_the_room_finds_it_again_whatever_others_do(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    early = site.visitor()
    early.get(f"/j/{code}")
    exhaust(site, with_cookie=False)
    exhaust(site, with_cookie=True)
    assert press_join(early, code) == 303


def test_a_wrong_secret_is_a_typed_code(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    exhaust(site, with_cookie=False)
    exhaust(site, with_cookie=True)
    wrong = join_link(code, "A" * 8)
    assert site.visitor().get(f"/j/{wrong}", follow_redirects=True).status_code == 409


def test_every_square_that_can_be_scanned_holds_the_secret(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    secret = site.host.rooms.get(code).link_secret
    square = build_qr_svg(f"HTTP://{site.built.places.ip}:8000/J/{code}.{secret}")
    facilitator = site.facilitator()
    assert square in site.visitor().get(f"/screen/{code}").text
    assert facilitator.get(f"/host/{code}").text.count(square) == 2, (
        "the stage, and to try it"
    )


def test_a_facilitator_reads_that_somebody_guesses(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    facilitator = site.facilitator()
    assert "gale koder" not in facilitator.get(f"/host/{code}").text
    exhaust(site, with_cookie=True)
    page = facilitator.get(f"/host/{code}").text
    assert "gale koder" in page
    assert "Steng døra" in page


# --- one person, one participant ------------------------------------------------------------------


def test_one_visit_is_one_participant_however_often_it_joins(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    browser = site.visitor()
    for _ in range(20):
        assert press_join(browser, code) == 303
        browser.delete_cookie(f"raus-phone-{code}")
    assert joined(site, code) == 1


def test_two_browsers_are_two_participants(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    site.participant(code)
    site.participant(code)
    assert joined(site, code) == 2


def test_the_same_visit_is_somebody_else_in_another_room(site: Site) -> None:
    codes = [site.host.opening.open_room("raus-hour", "nb").code for _ in range(2)]
    browser = site.visitor()
    tokens = set()
    for code in codes:
        press_join(browser, code)
        cookie = browser.get_cookie(f"raus-phone-{code}")
        assert cookie is not None
        tokens.add(cookie.value)
    assert len(tokens) == 2


def test_a_full_room_says_so(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    running = site.host.rooms.get(code)
    running.participants.update(
        secrets.token_bytes(16) for _ in range(MOST_PARTICIPANTS)
    )
    with pytest.raises(Refused, match="The room is full"):
        site.host.participants.join(code)


def test_phones_say_how_many_have_joined_and_what_to_do_about_it(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    phone = site.participant(code)
    site.participant(code)
    page = phone.get(f"/j/{code}").text
    assert "<b data-joined>2</b>" in page
    assert "Er dere færre i rommet enn det?" in page
    assert "To om én telefon?" in page


def test_the_facilitator_says_how_many_they_are_and_is_told_of_more(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    facilitator = site.facilitator()
    for _ in range(3):
        site.participant(code)
    page = facilitator.get(f"/host/{code}").text
    assert 'class="alarm"' not in page
    form = read_hidden_fields(page) | {"command": "expect", "people": "2"}
    assert facilitator.post(f"/host/{code}/drive", data=form).status_code == 303
    page = facilitator.get(f"/host/{code}").text
    assert "Dere er 2, og 3 telefoner er med." in page
    assert "krever et resultat om arbeidsplassen 6 svar" in page


def test_a_number_that_no_room_has_is_refused_in_words(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    facilitator = site.facilitator()
    page = facilitator.get(f"/host/{code}").text
    form = read_hidden_fields(page) | {
        "command": "expect",
        "people": str(MOST_PARTICIPANTS + 1),
    }
    facilitator.post(f"/host/{code}/drive", data=form)
    assert "Skriv hvor mange dere er" in facilitator.get(f"/host/{code}").text
    assert site.host.rooms.get(code).room.expected == 0


# --- the door -------------------------------------------------------------------------------------


def close_door(site: Site, code: str, *, closed: bool = True) -> None:
    site.host.handle(code, SetDoor(closed), site.host.rooms.get(code).room.version)


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_a_newcomer_at_a_closed_door_reads_that_it_is_closed_and_what_to_do(
    site: Site, lang: str
) -> None:
    code = site.host.opening.open_room("raus-hour", lang).code
    close_door(site, code)
    newcomer = site.visitor()
    page = newcomer.get(f"/j/{link_of(site, code)}").text
    assert read_speech(lang)(DOOR_CLOSED) in page
    answer = newcomer.post(f"/j/{code}/join", data=read_hidden_fields(page))
    assert answer.status_code == 409
    assert read_speech(lang)(DOOR_CLOSED) in answer.text
    assert joined(site, code) == 0


def test_whoever_is_in_stays_in_also_without_their_phone_cookie(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    member = site.participant(code)
    close_door(site, code)
    assert "data-part" in member.get(f"/j/{code}").text
    member.delete_cookie(f"raus-phone-{code}")
    page = member.get(f"/j/{code}").text
    assert read_speech("nb")(DOOR_CLOSED) not in page
    assert press_join(member, code) == 303
    assert joined(site, code) == 1


def test_a_door_that_is_opened_again_lets_newcomers_in(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    close_door(site, code)
    newcomer = site.visitor()
    assert press_join(newcomer, code) == 409
    close_door(site, code, closed=False)
    assert press_join(newcomer, code) == 303


def test_the_wall_does_not_ask_anybody_in_through_a_closed_door(site: Site) -> None:
    room = site.host.opening.open_room("raus-hour", "nb")
    close_door(site, room.code)
    wall = site.visitor().get(f"/screen/{room.code}").text
    assert "Døra er stengt" in wall
    assert "join-qr" not in wall


def test_the_console_has_the_key_for_what_the_door_is_not(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    facilitator = site.facilitator()
    form = read_hidden_fields(facilitator.get(f"/host/{code}").text)
    facilitator.post(f"/host/{code}/drive", data=form | {"command": "door close"})
    page = facilitator.get(f"/host/{code}").text
    assert site.host.rooms.get(code).room.door_closed
    assert "Åpne døra" in page
    facilitator.post(
        f"/host/{code}/drive", data=read_hidden_fields(page) | {"command": "door open"}
    )
    assert not site.host.rooms.get(code).room.door_closed


def test_what_was_said_of_people_is_still_there_after_a_restart(site: Site) -> None:
    code = site.host.opening.open_room("raus-hour", "nb").code
    close_door(site, code)
    site.host.handle(code, Expect(18), site.host.rooms.get(code).room.version)
    again = type(site.host)(
        site.host.store, site.host.library, rules=site.host.rules, clock=lambda: 1000.0
    ).rooms.get(code)
    assert (again.room.door_closed, again.room.expected) == (True, 18)
