"""A login ends while its console is open: the console is cut at once and steers nothing, and
nobody else is disturbed. On both frame paths of the shipped server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from seminar.core.errors import Refused
from seminar.rehearse.browser import Browser, join
from seminar.rehearse.forms import read_hidden_fields
from seminar.rehearse.steer import log_in, use_start_link
from seminar.rehearse.wire import connect_phone
from seminar.service.logins import Grant
from tests.faults.harness import asked, open_question, until
from tests.served import Server

pytestmark = pytest.mark.timeout(120)

HOST = {"as": "host", "lang": "nb"}


def with_server(
    folder: Path, lean: str, play: Callable[[Server], Awaitable[None]]
) -> None:
    server = Server(folder / "data", "--lean", lean)
    server.start()
    try:
        asyncio.run(play(server))  # type: ignore[arg-type]
        server.stop()
        assert "Traceback" not in server.said
    finally:
        server.kill()


@pytest.mark.parametrize("lean", ["yes", "no"])
def test_a_console_whose_login_is_ended_is_cut_and_the_others_are_not(
    lean: str, tmp_path: Path
) -> None:
    async def play(server: Server) -> None:
        code, facilitator = await open_question(server)
        phone = await connect_phone(
            server.base,
            HOST | {"room": code, "as": "phone"},
            await join(server.base, code),
        )
        guest = await log_in(server.new_link(Grant(room=code)))
        cut = await connect_phone(server.base, HOST | {"room": code}, guest)
        stays = await connect_phone(server.base, HOST | {"room": code}, facilitator)
        async with Browser(server.base) as browser:
            await use_start_link(
                browser, "/in/" + server.new_link().rpartition("/in/")[2]
            )
            page = await browser.get("/logins")
            ids = [
                part.partition("/end")[0]
                for part in page.text.split('action="/logins/')[1:]
            ]
            ended = next(
                id
                for id in ids
                if id != "end-others" and f"Gjest i rom {code}" in row(page.text, id)
            )
            await browser.post(f"/logins/{ended}/end", read_hidden_fields(page.text))
        await until(lambda: not cut.open)
        assert stays.open
        assert phone.open
        with pytest.raises(Refused, match="Logg inn med startlenken"):
            await connect_phone(server.base, HOST | {"room": code}, guest)
        for wire in (phone, stays, cut):
            await wire.gone()

    with_server(tmp_path, lean, play)


def row(page: str, id: str) -> str:
    """The row of a list of logins in which this one is ended."""
    return page.partition(f"/logins/{id}/end")[0].rpartition("<li>")[2]


def test_who_may_steer_one_room_steers_no_other_by_its_socket(tmp_path: Path) -> None:
    async def play(server: Server) -> None:
        code, _ = await open_question(server)
        ola = await log_in(server.new_link(Grant("Ola Nordmann")))
        with pytest.raises(Refused, match="tilhører en annen kursholder"):
            await connect_phone(server.base, HOST | {"room": code}, ola)
        # As anybody may, he can look at the wall; and from there he steers nothing.
        wall = await connect_phone(
            server.base, HOST | {"room": code, "as": "screen"}, ola
        )
        answer = await asked(wall, "drive", {"command": "next", "v": 1})
        assert answer["ok"] is False
        await wall.gone()

    with_server(tmp_path, "yes", play)
