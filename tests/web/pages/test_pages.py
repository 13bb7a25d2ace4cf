"""Every page as a browser without JavaScript meets it, and every wrong turn with a sentence that
says what to do."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.room.commands import AskAgain, Finish, Next
from seminar.core.room.grace import GRACE
from seminar.rehearse.forms import read_hidden_fields
from seminar.service import pseudonyms
from seminar.service.rooms.room_service import RoomService
from seminar.web.security.rate_limit import EACH_VISIT
from tests.web.conftest import Site

ASK = "r1-check-in.answer"
WORD, ENERGY = "r1-check-in.word/value", "r1-check-in.energy/value"


def test_a_code_is_read_in_any_case_and_with_spaces(site: Site) -> None:
    code = site.at("welcome").code
    typed = f"{code[:3].lower()} {code[3:]}"
    assert site.visitor().get(f"/j?code={typed}").location == f"/j/{code}"
    assert site.visitor().get(f"/J/{code.lower()}").status_code == 200


def test_an_unknown_code_is_told_on_the_page_that_asked(site: Site) -> None:
    page = site.visitor().get("/j?code=zzzzzz")
    assert page.status_code == 200
    assert 'value="ZZZZZZ"' in page.text
    assert 'role="alert"' in page.text


def test_an_unknown_room_is_a_sentence_and_no_traceback(site: Site) -> None:
    page = site.visitor().get("/j/ZZZZZZ")
    assert page.status_code == 404
    assert "<h1>" in page.text
    assert "Traceback" not in page.text


def test_too_many_wrong_codes_make_a_visitor_wait_but_not_the_room(site: Site) -> None:
    code = site.at("welcome").code
    guesser, participant = site.visitor(), site.participant(code)
    for _ in range(1 + EACH_VISIT):  # The first comes without a cookie.
        assert guesser.get("/j/ZZZZZZ").status_code == 404
    assert guesser.get(f"/j/{code}").status_code == 409
    assert participant.get(f"/j/{code}").status_code == 200
    assert site.visitor().get(f"/j/{code}").status_code == 200


def test_an_answer_by_plain_form_is_saved_and_shown_again(site: Site) -> None:
    room = site.at(ASK)
    phone = site.participant(room.code)
    page = phone.get(f"/j/{room.code}").text
    sent = phone.post(
        f"/j/{room.code}/answer",
        data={**read_hidden_fields(page), WORD: "rolig", ENERGY: "4"},
    )
    assert sent.status_code == 303
    again = phone.get(f"/j/{room.code}").text
    assert 'value="rolig"' in again
    assert re.search(r'value="4" checked', again)
    assert (
        site.host.rooms.get(room.code).answered(site.host.rooms.get(room.code).step)
        == 1
    )


def test_a_changed_mind_replaces_the_answer(site: Site) -> None:
    room = site.at(ASK)
    phone = site.participant(room.code)
    for energy in ("2", "5"):
        page = phone.get(f"/j/{room.code}").text
        phone.post(
            f"/j/{room.code}/answer", data={**read_hidden_fields(page), ENERGY: energy}
        )
    rows = [
        row
        for row in site.host.store.answers(room.code)
        if row.question == "r1-check-in.energy"
    ]
    assert [row.value for row in rows] == ["5"]


def test_a_late_answer_is_refused_in_words_and_stays_on_the_page(site: Site) -> None:
    room = site.at(ASK)
    phone = site.participant(room.code)
    page = phone.get(f"/j/{room.code}").text
    site.host.handle(room.code, Next(), room.version)
    closed_at = site.host.clock()
    site.host.clock = lambda: closed_at + GRACE + 1
    sent = phone.post(
        f"/j/{room.code}/answer",
        data={**read_hidden_fields(page), WORD: "sent", ENERGY: "4"},
    )
    assert sent.status_code == 409
    assert "sent" in sent.text
    assert site.host.store.answers(room.code) == []


@pytest.mark.parametrize("energy", ["9", "x", "-1", "4.5", "1e9", "٣", "4" * 3000])
def test_what_is_no_energy_is_refused_in_words(site: Site, energy: str) -> None:
    room = site.at(ASK)
    phone = site.participant(room.code)
    page = phone.get(f"/j/{room.code}").text
    sent = phone.post(
        f"/j/{room.code}/answer", data={**read_hidden_fields(page), ENERGY: energy}
    )
    assert sent.status_code == 409
    assert site.host.store.answers(room.code) == []


def test_an_empty_answer_is_refused_in_words(site: Site) -> None:
    room = site.at(ASK)
    phone = site.participant(room.code)
    page = phone.get(f"/j/{room.code}").text
    assert (
        phone.post(
            f"/j/{room.code}/answer", data={**read_hidden_fields(page), WORD: "  "}
        ).status_code
        == 409
    )


def test_a_form_without_its_token_is_refused_everywhere(site: Site) -> None:
    room = site.at(ASK)
    facilitator, phone = site.facilitator(), site.participant(room.code)
    posts = [
        str(rule)
        for rule in site.built.flask.url_map.iter_rules()
        if "POST" in (rule.methods or ())
    ]
    assert len(posts) >= 5
    for rule in posts:
        path = rule.replace("<typed>", room.code)
        for client in (facilitator, phone, site.visitor()):
            page = client.post(path, data={})
            assert page.status_code == 400, path
            assert "<h1>" in page.text
    assert site.host.rooms.get(room.code).room.version == room.version


def test_who_is_counted_meets_a_calm_sentence_and_whoever_comes_late_a_form(
    site: Site,
) -> None:
    room = site.at(ASK)
    early = site.participant(room.code)
    page = early.get(f"/j/{room.code}").text
    early.post(f"/j/{room.code}/answer", data={**read_hidden_fields(page), ENERGY: "4"})
    for command in (Next(), Next(), Next(), AskAgain()):
        room = site.host.handle(room.code, command, room.version)
    page = early.get(f"/j/{room.code}").text
    assert "Svaret ditt er talt med" in page
    assert ENERGY not in page
    assert 'http-equiv="refresh"' in page
    late = site.participant(room.code)
    asked = late.get(f"/j/{room.code}").text
    assert re.search(r"data-counted hidden", asked)
    data = {**read_hidden_fields(asked), ENERGY: "2"}
    assert late.post(f"/j/{room.code}/answer", data=data).status_code == 303
    refused = early.post(
        f"/j/{room.code}/answer",
        data={**data, **read_hidden_fields(page)} | {"round": "2", "step": ASK},
    )
    assert refused.status_code == 409
    assert "allerede talt med" in refused.text
    assert sorted(
        (row.round, row.value) for row in site.host.store.answers(room.code)
    ) == [
        (1, "4"),
        (2, "2"),
    ]


def test_what_is_too_large_is_refused_before_it_is_read(site: Site) -> None:
    room = site.at(ASK)
    phone = site.participant(room.code)
    assert (
        phone.post(f"/j/{room.code}/answer", data={WORD: "x" * 100_000}).status_code
        == 413
    )


@pytest.mark.parametrize(
    "path", ["/host", "/host/{code}", "/organise", "/organise/raus-hour/nb/handout.pdf"]
)
def test_a_facilitators_page_asks_for_the_start_link(site: Site, path: str) -> None:
    code = site.at("welcome").code
    for client in (site.visitor(), site.participant(code)):
        page = client.get(path.format(code=code))
        assert page.status_code == 403
        assert "raus link" in page.text


def test_the_facilitator_opens_a_room_and_steers_it_by_plain_forms(site: Site) -> None:
    facilitator = site.facilitator()
    page = facilitator.get("/host").text
    made = facilitator.post(
        "/host/rooms",
        data={**read_hidden_fields(page), "programme": "raus-hour", "lang": "nn"},
    )
    assert made.status_code == 303
    console = facilitator.get(made.location).text
    moved = facilitator.post(
        f"{made.location}/drive",
        data={**read_hidden_fields(console), "command": "next"},
    )
    assert moved.status_code == 303
    code = made.location.rpartition("/")[2]
    assert site.host.rooms.get(code).room.version == 2
    assert site.host.rooms.get(code).room.lang == "nn"
    stale = facilitator.post(
        f"{made.location}/drive",
        data={**read_hidden_fields(console), "command": "next"},
    )
    assert stale.status_code == 303
    assert site.host.rooms.get(code).room.version == 2


def test_the_address_for_phones_is_chosen_and_kept(site: Site) -> None:
    facilitator, code = site.facilitator(), site.at("welcome").code
    page = facilitator.get(f"/host/{code}").text
    sent = {**read_hidden_fields(page), "ip": "127.0.0.1"}
    assert facilitator.post(f"/host/{code}/address", data=sent).status_code == 303
    assert site.built.places.of(code).url == f"HTTP://127.0.0.1:8000/J/{code}"
    assert site.host.installation.chosen_address() == "127.0.0.1"
    sent["ip"] = "203.0.113.9"
    facilitator.post(f"/host/{code}/address", data=sent)
    assert site.host.installation.chosen_address() == "127.0.0.1", (
        "an address that this computer does not have"
    )


def test_a_dilemma_is_chosen_when_the_room_is_opened(site: Site) -> None:
    facilitator = site.facilitator()
    page = facilitator.get("/host").text
    made = facilitator.post(
        "/host/rooms",
        data={
            **read_hidden_fields(page),
            "programme": "raus-hour",
            "lang": "nb",
            "pick/r7-dilemma.dilemma": "joke",
        },
    )
    code = made.location.rpartition("/")[2]
    words = site.host.rooms.get(code).programme.words_in("nb")
    assert "dialekt" in words.questions["r7-dilemma.dilemma"].body.html


def open_room(facilitator: FlaskClient, **fields: str) -> TestResponse:
    """What comes of the form that opens a room."""
    page = facilitator.get("/host").text
    return facilitator.post(
        "/host/rooms",
        data={
            **read_hidden_fields(page),
            "programme": "raus-hour",
            "lang": "en",
            **fields,
        },
    )


def test_a_room_has_its_own_floor_wherever_it_is_promised_and_kept(site: Site) -> None:
    facilitator, visitor = site.facilitator(), site.visitor()
    code = open_room(facilitator, floor="10", insider="yes").location.rpartition("/")[2]
    assert (
        "at least 11 have answered"
        in visitor.get(f"/j/{code}?lang=en", follow_redirects=True).text
    )
    assert "at least 11 have answered" in visitor.get(f"/j/{code}/personvern").text
    running = site.host.rooms.get(code)
    while running.step.id != ASK or running.room.now.curtain:
        site.host.handle(code, Next(), running.room.version)
    for _ in range(10):
        phone = site.participant(code)
        phone.get("/?lang=en")
        page = phone.get(f"/j/{code}").text
        assert "at least 11 have answered" in page
        phone.post(
            f"/j/{code}/answer",
            data={**read_hidden_fields(page), WORD: "hemmelig", ENERGY: "4"},
        )
    for _ in ("close", "go on", "show"):
        site.host.handle(code, Next(), running.room.version)
        assert "hemmelig" not in facilitator.get(f"/host/{code}").text
    assert "Fewer than 11 have answered" in phone.get(f"/j/{code}").text


@pytest.mark.parametrize("floor", ["4", "-1", "0", "1001", "ti", "5.5"])
def test_a_floor_under_the_servers_is_refused_in_words_and_nothing_opens(
    site: Site, floor: str
) -> None:
    facilitator, before = site.facilitator(), len(site.host.rooms.list_open())
    assert open_room(facilitator, floor=floor).location == "/host"
    assert len(site.host.rooms.list_open()) == before
    page = facilitator.get("/host").text
    assert "fra 5 til 1000" in page
    assert 'name="floor" value="5" min="5"' in page


def test_a_room_from_before_rooms_had_a_floor_keeps_the_servers(site: Site) -> None:
    code = site.at("welcome").code
    row = site.host.store.room(code)
    assert row is not None
    state = json.loads(row.state)
    del state["floor"], state["insider"]
    site.host.store.save_room(
        code, json.dumps(state), row.version + 1, was=row.version
    ).result()
    again = RoomService(
        site.host.store,
        site.host.library,
        rules=ThresholdRules(floor=7),
        clock=lambda: 1000.0,
    )
    assert again.rooms.get(code).rules == ThresholdRules(floor=7)


def test_the_projector_never_holds_what_is_not_revealed(site: Site) -> None:
    room = site.at(ASK)
    for number in range(6):
        phone = site.participant(room.code)
        page = phone.get(f"/j/{room.code}").text
        data = {**read_hidden_fields(page), WORD: f"hemmelig{number}", ENERGY: "4"}
        assert phone.post(f"/j/{room.code}/answer", data=data).status_code == 303
    screen = site.visitor()
    for _ in range(2):
        assert "hemmelig" not in screen.get(f"/screen/{room.code}").text
        room = site.host.handle(room.code, Next(), room.version)
    assert "hemmelig" not in screen.get(f"/screen/{room.code}").text
    room = site.host.handle(room.code, Next(), room.version)
    assert "hemmelig" not in screen.get(f"/screen/{room.code}").text, (
        "shown, but nothing was approved"
    )
    assert "4" in screen.get(f"/screen/{room.code}").text


def test_words_are_put_together_without_a_script_and_the_projector_says_so(
    site: Site,
) -> None:
    room = site.at(ASK)
    for word in ("tillit", "tilliten", "tillits", "ro", "kaffe"):
        phone = site.participant(room.code)
        form = read_hidden_fields(phone.get(f"/j/{room.code}").text)
        assert (
            phone.post(
                f"/j/{room.code}/answer", data={**form, WORD: word, ENERGY: "4"}
            ).status_code
            == 303
        )
    while site.host.rooms.get(room.code).step.id != "r1-check-in.result":
        room = site.host.handle(room.code, Next(), room.version)
    host, address = site.facilitator(), f"/host/{room.code}"
    page = host.get(address).text
    boxes = {
        word: re.search(
            rf'name="(item-\w+)"[^>]*value="(\w+)"><span>\s*<q>{word}</q>', page
        )
        for word in ("ro", "kaffe")
    }
    ticked = {box[1]: box[2] for box in boxes.values() if box}
    assert len(ticked) == 2
    form = read_hidden_fields(page)
    assert (
        "Kryss av minst to"
        in host.post(
            f"{address}/drive", data=form | {"command": "merge"}, follow_redirects=True
        ).text
    )
    for command in (
        "merge",
        re.search(r'value="(merge \w+ \w+ \w+)"', page),
        "approve",
    ):
        form = read_hidden_fields(host.get(address).text)
        if command == "approve":
            command = re.search(
                r'value="(approve [\w ]+)" id="t-all"', host.get(address).text
            )
        data = {
            **form,
            "command": command
            if isinstance(command, str)
            else command[1]
            if command
            else "",
            **ticked,
        }
        assert host.post(f"{address}/drive", data=data).status_code == 303
    assert len(site.host.rooms.get(room.code).room.now.merged) == 2
    site.host.handle(room.code, Next(), site.host.rooms.get(room.code).room.version)
    said = site.visitor().get(f"/screen/{room.code}").text
    assert "tillit (også: tillits, tilliten)" in said
    assert "ro (også: kaffe)" in said


def test_every_page_carries_the_strict_headers(site: Site) -> None:
    room = site.at(ASK)
    facilitator = site.facilitator()
    for rule in site.built.flask.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or "<token>" in str(rule):
            continue
        path = (
            str(rule)
            .replace("<typed>", room.code)
            .replace("<programme>", "raus-hour")
            .replace("<lang>", "nb")
        )
        page = facilitator.get(path.replace("<name>", "phone.css"))
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        text = page.get_data(as_text=True) if page.mimetype == "text/html" else ""
        assert not re.search(
            r"<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=", text
        ), path


def test_tokens_are_out_of_reach_of_scripts(site: Site) -> None:
    room = site.at(ASK)
    client = site.visitor()
    page = client.get(f"/j/{room.code}")
    joined = client.post(f"/j/{room.code}/join", data=read_hidden_fields(page.text))
    cookies = joined.headers.getlist("Set-Cookie")
    token = next(one for one in cookies if one.startswith("raus-phone-"))
    assert "HttpOnly" in token
    assert "SameSite=Lax" in token
    assert token.partition("=")[2].partition(";")[0] not in joined.location


def test_pages_speak_the_language_that_was_chosen(site: Site) -> None:
    room = site.at("welcome")
    for lang in ("nb", "nn", "en"):
        client = site.visitor()
        assert client.get(f"/j/{room.code}?lang={lang}").status_code == 303
        assert f'<html lang="{lang}"' in client.get(f"/j/{room.code}").text


def test_a_closed_room_keeps_nothing_of_a_person(site: Site) -> None:
    room = site.at(ASK)
    phone = site.participant(room.code)
    page = phone.get(f"/j/{room.code}").text
    phone.post(
        f"/j/{room.code}/answer",
        data={**read_hidden_fields(page), WORD: "kanarifugl", ENERGY: "4"},
    )
    site.host.handle(room.code, Finish(), room.version)
    assert site.host.store.answers(room.code) == []
    assert site.host.store.participants(room.code) == set()
    row = site.host.store.room(room.code)
    assert row is not None
    assert row.key is None
    assert phone.get(f"/j/{room.code}").status_code == 200


def test_answers_to_two_questions_share_no_sign_of_the_person(site: Site) -> None:
    room = site.at(ASK)
    phone = site.participant(room.code)
    page = phone.get(f"/j/{room.code}").text
    phone.post(
        f"/j/{room.code}/answer",
        data={**read_hidden_fields(page), WORD: "rolig", ENERGY: "4"},
    )
    word, energy = site.host.store.answers(room.code)
    assert word.who != energy.who
    assert word.op != energy.op
    assert {word.who, energy.who}.isdisjoint(site.host.store.participants(room.code))


def test_identity_is_keyed() -> None:
    one, other = pseudonyms.new_key(), pseudonyms.new_key()
    assert pseudonyms.answerer_id(one, "q", "token") != pseudonyms.answerer_id(
        other, "q", "token"
    )
    assert pseudonyms.answerer_id(one, "q", "token") != pseudonyms.answerer_id(
        one, "r", "token"
    )
    assert pseudonyms.participant_id(one, "token") != pseudonyms.answerer_id(
        one, "", "token"
    )
    assert len({pseudonyms.new_code() for _ in range(200)}) == 200


@pytest.mark.parametrize(
    "wish",
    [
        "",
        "place",
        "place x",
        "place -1",
        "place 99",
        "table",
        "table 0",
        "table 1e3",
        "king",
        "alone",
    ],
)
def test_a_seat_that_cannot_be_had_is_refused_in_words(site: Site, wish: str) -> None:
    room = site.at(ASK)
    phone = site.participant(room.code)
    form = read_hidden_fields(phone.get(f"/j/{room.code}").text)
    refused = phone.post(f"/j/{room.code}/seat", data={**form, "seat": wish})
    assert refused.status_code == 409
    assert re.search(r'data-wrong tabindex="-1"><p>[^<]{10,}', refused.text)
    assert not site.host.store.seats(room.code)


def test_a_seat_is_for_participants_alone(site: Site) -> None:
    room = site.at(ASK)
    visitor = site.visitor()
    form = read_hidden_fields(visitor.get(f"/j/{room.code}").text)
    assert (
        visitor.post(
            f"/j/{room.code}/seat", data={**form, "seat": "table 3"}
        ).status_code
        == 409
    )
    phone = site.participant(room.code)
    form = read_hidden_fields(phone.get(f"/j/{room.code}").text)
    assert (
        phone.post(
            f"/j/{room.code}/seat", data={**form, "seat": "table", "number": " 3 "}
        ).status_code
        == 303
    )
    assert [(row.seating, row.number) for row in site.host.store.seats(room.code)] == [
        ("table", 3)
    ]
