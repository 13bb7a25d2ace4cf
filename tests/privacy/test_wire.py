"""Who may connect as what, and send what: what is in these tables, and nothing else. By the
shipped server."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from seminar.core.errors import RausError
from seminar.rehearse.browser import join
from seminar.rehearse.steer import log_in
from seminar.rehearse.wire import Picture, Wire, connect_phone
from seminar.service.logins import Grant
from tests.faults.harness import FIELD, STEP, asked, open_question, until
from tests.privacy.test_pages import ALL, NOBODY, PARTICIPANT, ROLES, SECRET, STEERS
from tests.served import Server, open_room
from tests.web.conftest import Site

pytestmark = pytest.mark.timeout(120)

SEATS = {"phone": PARTICIPANT, "screen": ALL, "host": STEERS, "king": NOBODY}
"""As what who may connect."""

EVENTS = {"answer": {"phone"}, "mine": {"phone"}, "drive": {"host"}, "card": set[str]()}
"""Which seat may send it. A card is for a room of a series (`tests/web/test_cards.py`), and this
one is of none."""

DATA = {
    "phone": {"state", "step", "round", "left", "again", "joined", "late", "some"},
    "screen": {"joined", "answered", "left", "cards"},
    "host": {
        "joined",
        "answered",
        "left",
        "cards",
        "connected",
        "due",
        "planned",
        "used",
        "total",
    },
}
"""What goes out beside the HTML."""


def sound(version: int) -> dict[str, dict[str, Any]]:
    """One message of each event, in which everything is right but perhaps the sender."""
    answer = {"op": "op", "step": STEP, "round": 1, "seq": 1, "form": {FIELD: "3"}}
    return {
        "answer": answer,
        "mine": {},
        "drive": {"command": "more", "v": version},
        "card": {"card": "A" * 47},
    }


def test_every_event_has_its_row_in_the_table(site: Site) -> None:
    handled = set(site.built.socketio.server.handlers["/"])
    assert handled == {*EVENTS, "connect", "disconnect", "*"}


def test_every_seat_and_event_is_for_those_in_the_tables(tmp_path: Path) -> None:
    async def play(server: Server) -> None:
        code, facilitator = await open_question(server)
        server.link = server.new_link()
        elsewhere, _ = await open_room(server)
        cookies = {"visitor": "", "facilitator": facilitator}
        cookies |= {
            "participant": await join(server.base, code),
            "stranger": await join(server.base, elsewhere),
            "colleague": await log_in(server.new_link(Grant("Ola Nordmann"))),
            "guest": await log_in(server.new_link(Grant(room=code))),
        }
        for role in ROLES:
            for one, roles in SEATS.items():
                assert await may_sit(server, code, one, cookies[role]) == (
                    role in roles
                ), (
                    role,
                    one,
                )
        for one, role in (
            ("phone", "participant"),
            ("screen", "visitor"),
            ("host", "facilitator"),
        ):
            allowed = {event for event, seats in EVENTS.items() if one in seats}
            assert await may_send(server, code, one, cookies[role]) == allowed, one
        # What a phone says goes to the room that it sits in, and no question is open in the other
        # one.
        assert await may_send(server, elsewhere, "phone", cookies["stranger"]) == {
            "mine"
        }

    served(tmp_path, play)


def test_no_other_screen_hears_who_answered_what_or_how_often(tmp_path: Path) -> None:
    async def play(server: Server) -> None:
        code, facilitator = await open_question(server)
        phone, other = await join(server.base, code), await join(server.base, code)
        heard: dict[str, list[Picture]] = {"host": [], "screen": [], "phone": []}
        cookies = {"host": facilitator, "screen": "", "phone": other}
        here = {
            one: await connect_phone(
                server.base, seat(code, one), cookies[one], heard[one].append
            )
            for one in heard
        }
        mine = await connect_phone(server.base, seat(code, "phone"), phone)
        for seq in (8765431, 8765432):
            form = {FIELD: "3", "r1-check-in.word/value": SECRET}
            sent = {
                "op": "geheim-op",
                "step": STEP,
                "round": 1,
                "seq": seq,
                "form": form,
            }
            assert (await asked(mine, "answer", sent))["ok"]
        version = await version_of(here["host"], heard["host"])
        for _ in range(3):
            version = (
                await asked(here["host"], "drive", {"command": "next", "v": version})
            )["v"]
            await until(
                lambda now=version: all(
                    pictures[-1]["v"] == now for pictures in heard.values()
                )
            )
        everything = repr(heard)
        assert not [
            one
            for one in (SECRET, "geheim-op", "876543", *secrets_of(phone))
            if one in everything
        ]
        for role, pictures in heard.items():
            assert {frozenset(picture) for picture in pictures} == {
                frozenset({"v", "html", "data"})
            }
            assert {frozenset(picture["data"]) for picture in pictures} == {
                frozenset(DATA[role])
            }
        for wire in (*here.values(), mine):
            await wire.gone()

    served(tmp_path, play)


def test_in_private_mode_a_phone_is_told_its_own_answers_and_no_other_screen_is(
    tmp_path: Path,
) -> None:
    async def play(server: Server) -> None:
        code, facilitator = await open_question(server)
        phone, other = await join(server.base, code), await join(server.base, code)
        heard: dict[str, list[Picture]] = {"host": [], "screen": [], "phone": []}
        cookies = {"host": facilitator, "screen": "", "phone": phone}
        here = {
            one: await connect_phone(
                server.base, seat(code, one), cookies[one], heard[one].append
            )
            for one in heard
        }
        beside = await connect_phone(server.base, seat(code, "phone"), other)
        form = {FIELD: "3", "r1-check-in.word/value": SECRET}
        assert (
            await asked(here["phone"], "answer", sound(0)["answer"] | {"form": form})
        )["ok"]
        assert SECRET not in (await asked(here["phone"], "mine"))["own"]
        version = await version_of(here["host"], heard["host"])
        for _ in range(3):
            version = (
                await asked(here["host"], "drive", {"command": "next", "v": version})
            )["v"]
        await until(
            lambda: all(pictures[-1]["v"] == version for pictures in heard.values())
        )
        assert heard["phone"][-1]["data"]["again"]
        assert SECRET in (await asked(here["phone"], "mine"))["own"]
        assert (await asked(beside, "mine"))["own"].strip() == ""
        assert (
            (await asked(here["host"], "mine"))
            == (await asked(here["screen"], "mine"))
            == {}
        )
        assert SECRET not in repr(heard)
        for wire in (*here.values(), beside):
            await wire.gone()

    served(tmp_path, play)


def secrets_of(cookies: str) -> list[str]:
    return [one.partition("=")[2] for one in cookies.split("; ")]


def seat(code: str, role: str) -> dict[str, str]:
    return {"room": code, "as": role, "lang": "nb"}


async def may_sit(server: Server, code: str, role: str, cookies: str) -> bool:
    try:
        wire = await connect_phone(server.base, seat(code, role), cookies)
    except RausError:
        return False
    await wire.gone()
    return True


async def may_send(server: Server, code: str, role: str, cookies: str) -> set[str]:
    """The events that do what they are for."""
    heard: list[Picture] = []
    wire = await connect_phone(server.base, seat(code, role), cookies, heard.append)
    done = set()
    for event, sent in sound(await version_of(wire, heard)).items():
        reply = await asked(wire, event, sent)
        if reply.get("ok", "form" in reply):
            done.add(event)
    await wire.gone()
    return done


async def version_of(wire: Wire, heard: list[Picture]) -> int:
    """The room's version, in the picture that whoever connects gets at once."""
    assert (await asked(wire, "no-such-event"))["ok"] is False
    return int(heard[-1]["v"])


def served(data: Path, play: Any) -> None:
    server = Server(data)
    server.start()
    try:
        asyncio.run(play(server))
    finally:
        server.kill()
