"""Who may do what on every page: what is in this table, and nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from seminar.core.room.state import Room
from seminar.rehearse.forms import read_hidden_fields
from seminar.service.logins import Grant
from tests.faults.harness import FIELD, STEP
from tests.web.conftest import Site

ROLES = ("visitor", "participant", "stranger", "facilitator", "colleague", "guest")
"""Anyone; somebody who has joined the room; somebody who has joined another room; the owner of the
machine, whose room it is; a facilitator by name, who has rooms of their own; somebody who was
invited to lead this room along with its owner."""

ALL = set(ROLES)
FACILITATOR = {"facilitator"}
LOGGED_IN = {"facilitator", "colleague", "guest"}
NOT_A_GUEST = LOGGED_IN - {"guest"}
STEERS = {"facilitator", "guest"}
PARTICIPANT = {"participant"}
NOBODY = set[str]()

PAGES = {
    "GET /": ALL,
    "GET /j": ALL,
    "GET /J": ALL,
    "GET /j/<typed>": ALL,
    "GET /J/<typed>": ALL,
    "GET /j/<typed>/personvern": ALL,
    "GET /j/<typed>/take-home": PARTICIPANT,
    "GET /j/<typed>/reminders.ics": PARTICIPANT,
    "GET /j/<typed>/take-home/queue": ALL,
    # Who gets it, tests/web/pages/test_takehome.py says; nothing is changed by it.
    "POST /j/<typed>/take-home.pdf": NOBODY,
    "GET /personvern": ALL,
    "GET /help": ALL,
    "GET /screen/<typed>": ALL,
    "GET /static/<name>": ALL,
    "GET /in/<token>": NOBODY,  # The token is made up.
    "POST /in/<token>": NOBODY,
    "POST /j/<typed>/join": ALL
    - PARTICIPANT,  # Who is in already stays in, and nothing changes.
    "POST /j/<typed>/answer": PARTICIPANT,
    "POST /j/<typed>/seat": PARTICIPANT,
    "GET /card": ALL,
    "GET /CARD": ALL,
    "GET /j/<typed>/card": NOBODY,  # This room is of no series.
    "POST /j/<typed>/card/take": NOBODY,
    "POST /j/<typed>/card/hand-in": NOBODY,
    "GET /host/series/<id>/end": NOBODY,
    "POST /host/series/<id>/end": NOBODY,
    "GET /host": NOT_A_GUEST,  # A guest is sent on to the one room.
    "GET /host/<typed>": STEERS,
    "POST /host/rooms": NOT_A_GUEST,
    "POST /host/<typed>/drive": STEERS,
    "POST /host/<typed>/invite": NOBODY,  # Nothing is kept; tests/web/pages/test_logins.py.
    "GET /host/<typed>/content": STEERS,
    "POST /host/<typed>/content": NOBODY,  # The content is no other than the room has.
    "GET /logins": LOGGED_IN,
    "POST /logins/<id>/end": NOBODY,  # The login is made up.
    "POST /logins/end-others": NOT_A_GUEST,  # A guest sees none but its own.
    "POST /logout": LOGGED_IN,
    "POST /host/<typed>/address": FACILITATOR,
    "GET /host/<typed>/delete": FACILITATOR,
    "POST /host/<typed>/delete": FACILITATOR,
    "GET /organise": LOGGED_IN,
    "GET /organise/<programme>/<lang>/<sheet>.pdf": LOGGED_IN,
    "GET /organise/rooms/<typed>/<sheet>.pdf": STEERS,
    "GET /organise/rooms/<typed>/results.<ending>": STEERS,
}
"""Who gets the page; of a form, whose sending changes anything."""

SECRET = "kanarifugl"


def routes(site: Site) -> list[str]:
    rules = site.built.flask.url_map.iter_rules()
    return [
        f"{method} {rule.rule}"
        for rule in rules
        for method in (rule.methods or ())
        if method in ("GET", "POST")
    ]


def in_role(site: Site, role: str, room: Room) -> FlaskClient:
    match role:
        case "participant":
            return site.participant(room.code)
        case "stranger":
            return site.participant(site.host.opening.open_room("raus-hour", "nb").code)
        case "facilitator":
            return site.facilitator()
        case "colleague":
            return site.facilitator(Grant("Ola Nordmann"))
        case "guest":
            return site.facilitator(Grant(room=room.code))
        case _:
            return site.visitor()


def request(site: Site, client: FlaskClient, route: str, room: Room) -> Any:
    """Ask for the page, or send a form in which everything is right but perhaps the sender."""
    method, _, rule = route.partition(" ")
    parts = {
        "typed": room.code,
        "programme": "raus-hour",
        "lang": "nb",
        "token": "made-up",
        "name": "phone.css",
    }
    parts |= {"id": "NOBODY"}
    parts["ending"] = "csv"
    parts["sheet"] = "privacy"  # A print of programmes and of rooms.
    path = re.sub(r"<(\w+)>", lambda place: parts[place[1]], rule)
    if method == "GET":
        return client.get(path)
    form = read_hidden_fields(client.get(f"/j/{room.code}").text) | {
        "op": "op",
        "step": STEP,
        "round": "1",
        FIELD: "4",
    }
    form |= {
        "seat": "table 4",
        "command": "more",
        "v": str(site.host.rooms.get(room.code).room.version),
    }
    return client.post(
        path, data=form | {"programme": "raus-hour", "lang": "nb", "ip": "127.0.0.1"}
    )


def everything_stored(site: Site) -> list[object]:
    store = site.host.store
    kept = (store.participants, store.answers, store.seats)
    rooms = [(row, *(one(row.code) for one in kept)) for row in store.rooms()]
    return [*rooms, store.settings(), store.logins()]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_for_those_in_the_table(site: Site, role: str) -> None:
    assert set(routes(site)) == set(PAGES), "a page is missing in the table"
    for route, allowed in PAGES.items():
        room = site.at(STEP)
        client = in_role(site, role, room)
        before = everything_stored(site)
        answer = request(site, client, route, room)
        changed = everything_stored(site) != before
        assert answer.status_code < 500, route
        if route.startswith("GET"):
            assert (answer.status_code == 200) == (role in allowed), route
            assert not changed, f"{route} only looks"
        else:
            assert changed == (role in allowed), route


@pytest.mark.parametrize("role", ROLES)
def test_no_page_shows_another_what_a_participant_has_saved(
    site: Site, role: str
) -> None:
    room = site.at(STEP)
    phone = site.participant(room.code)
    form = read_hidden_fields(phone.get(f"/j/{room.code}").text)
    assert (
        phone.post(
            f"/j/{room.code}/answer", data={**form, "r1-check-in.word/value": SECRET}
        ).status_code
        == 303
    )
    assert SECRET in phone.get(f"/j/{room.code}").text
    token = phone.get_cookie(f"raus-phone-{room.code}")
    assert token is not None
    other = in_role(site, role, room)
    for route in (one for one in PAGES if one.startswith("GET")):
        page = request(site, other, route, room).get_data()
        assert not [
            one for one in (SECRET, token.value, form["op"]) if one.encode() in page
        ], route
