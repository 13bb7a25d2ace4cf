"""A start link lets one browser in, once, and only when a person wants it to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from seminar.content.library import Library
from seminar.rehearse.forms import read_hidden_fields
from seminar.service.logins import Grant
from seminar.web.security.start_links import Links
from tests.web.conftest import Site, opened

PROXY = {"profile": "server", "names": "raus.example", "proxy": True}
PHONE = {"REMOTE_ADDR": "192.168.1.20"}
"""A request from another device on the network."""


def new_link(site: Site) -> str:
    return f"/in/{Links(site.settings.data).make()}"


@pytest.fixture
def server(tmp_path: Path, library: Library) -> Iterator[Site]:
    """A server behind a proxy on the same machine, so that everybody comes from loopback."""
    with opened(tmp_path / "data", library, **PROXY) as site:
        yield site


def test_on_the_machine_itself_the_link_opens_at_once_and_works_once(
    site: Site,
) -> None:
    link = new_link(site)
    first = site.visitor()
    second = site.visitor()
    assert first.get(link).status_code == 303
    assert first.get("/host").status_code == 200
    assert second.get(link).status_code == 403
    assert second.get("/host").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"X-Purpose": "preview"},
        {"X-Moz": "prefetch"},
    ],
)
def test_a_browser_that_fetches_ahead_does_not_use_the_link(
    site: Site, headers: dict[str, str]
) -> None:
    link = new_link(site)
    ahead = site.visitor()
    assert ahead.get(link, headers=headers).status_code == 200
    assert ahead.get_cookie("raus-host") is None
    assert site.visitor().get(link).status_code == 303


def test_head_neither_uses_the_link_nor_lets_in(site: Site) -> None:
    link = new_link(site)
    scanner = site.visitor()
    assert scanner.head(link).status_code == 200
    assert scanner.get_cookie("raus-host") is None
    assert scanner.get("/host").status_code == 403
    assert site.visitor().get(link).status_code == 303


def test_from_another_device_a_press_uses_the_link_and_a_look_does_not(
    site: Site,
) -> None:
    link = new_link(site)
    scanner = site.visitor()
    for _ in range(3):
        assert scanner.get(link, environ_base=PHONE).status_code == 200
    assert scanner.get("/host").status_code == 403
    person = site.visitor()
    page = person.get(link, environ_base=PHONE)
    assert "Trykk Start" in page.text
    assert "<script" not in page.text
    assert (
        person.post(
            link, data=read_hidden_fields(page.text), environ_base=PHONE
        ).status_code
        == 303
    )
    assert person.get("/host").status_code == 200
    late = scanner.get(link, environ_base=PHONE)
    assert late.status_code == 403
    assert "raus link" in late.text


KARI = Grant("Kari Nordmann")


def test_where_somebody_else_is_logged_in_a_person_decides_who_leads(
    site: Site,
) -> None:
    client = site.facilitator()
    code = site.host.opening.open_room("raus-hour", "nb").code
    links = Links(site.settings.data)
    link = f"/in/{links.make(KARI)}"
    page = client.get(link)
    assert page.status_code == 200
    assert "Noen andre leder fra denne nettleseren nå" in page.text
    assert "Den som eier maskinen" in page.text
    assert "Kari Nordmann" in page.text
    assert client.get(f"/host/{code}").status_code == 200, "the owner still leads"
    client.post(link, data=read_hidden_fields(page.text))
    assert client.get(f"/host/{code}").status_code == 403
    assert client.get("/host").status_code == 200


def test_whoever_leads_a_room_goes_on_in_it_without_a_guests_link(site: Site) -> None:
    client = site.facilitator()
    code = site.host.opening.open_room("raus-hour", "nb").code
    page = client.get(f"/in/{Links(site.settings.data).make(Grant(room=code))}").text
    assert f'href="/host/{code}"' in page


def test_a_new_link_for_who_is_logged_in_opens_at_once(site: Site) -> None:
    client = site.facilitator(KARI)
    answer = client.get(f"/in/{Links(site.settings.data).make(KARI)}")
    assert answer.status_code == 303


def test_a_press_without_the_forms_token_lets_nobody_in(site: Site) -> None:
    link = new_link(site)
    assert site.visitor().post(link, environ_base=PHONE).status_code == 400
    assert site.visitor().get(link).status_code == 303


def test_a_server_asks_everybody_for_the_press(server: Site) -> None:
    link = f"{new_link(server)}?room=K7M4QX"
    person = server.visitor()
    page = person.get(link)
    assert page.status_code == 200
    assert person.get_cookie("raus-host") is None
    pressed = person.post(link, data=read_hidden_fields(page.text))
    assert pressed.status_code == 303
    assert pressed.location == "/host/K7M4QX"


@pytest.mark.parametrize("address", ["", "unix:", "10.0.0.1, 127.0.0.1"])
def test_whoever_comes_from_nowhere_that_is_known_is_asked(
    site: Site, address: str
) -> None:
    page = site.visitor().get(new_link(site), environ_base={"REMOTE_ADDR": address})
    assert page.status_code == 200
