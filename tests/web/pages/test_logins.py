"""Who leads here: the list of logins, and rooms that are one facilitator's and not another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from seminar.content.library import Library
from seminar.rehearse.forms import read_hidden_fields
from seminar.service.logins import LOGIN_DAYS, Grant
from seminar.web.security.rate_limit import EACH_VISIT
from tests.web.conftest import Site, opened

KARI = Grant("Kari Nordmann")
OLA = Grant("Ola Nordmann")
PHONE = {"REMOTE_ADDR": "192.168.1.20"}


def press(client: FlaskClient, path: str, page: str = "/logins", **form: str) -> str:
    """Send a form with the token of a page; the page that it leads to."""
    data = read_hidden_fields(client.get(page).text) | form
    return client.post(path, data=data, follow_redirects=True).text


def open_room(client: FlaskClient, **form: str) -> str:
    """Open a room as a person does; its code."""
    data = (
        read_hidden_fields(client.get("/host").text)
        | {"programme": "raus-hour", "lang": "nb"}
        | form
    )
    answer = client.post("/host/rooms", data=data)
    assert answer.status_code == 303
    return answer.location.rpartition("/")[2]


def test_the_list_says_which_devices_lead_here_and_which_is_this_one(
    site: Site,
) -> None:
    site.facilitator(KARI)
    client = site.facilitator()
    page = client.get("/logins").text
    assert "Kari Nordmann" in page
    assert page.count("denne nettleseren") == 1
    assert page.count("Sist brukt 1. januar 1970") == 2
    assert "<script" not in page
    token = client.get_cookie("raus-host")
    assert token is not None
    assert token.value not in page


def test_log_out_ends_the_login_and_not_only_the_cookie(site: Site) -> None:
    client = site.facilitator()
    token = client.get_cookie("raus-host")
    assert token is not None
    assert "Du er logget ut" in press(client, "/logout")
    assert client.get_cookie("raus-host") is None
    thief = site.visitor()
    thief.set_cookie("raus-host", token.value)
    assert thief.get("/host").status_code == 403


def test_any_other_login_can_be_ended_and_all_of_them_at_once(site: Site) -> None:
    client = site.facilitator()
    others = [site.facilitator() for _ in range(3)]
    ids = re.findall(r"/logins/(\w+)/end", client.get("/logins").text)
    assert len(ids) == 3
    assert "1 innlogging er avsluttet." in press(client, f"/logins/{ids[0]}/end")
    assert sum(other.get("/host").status_code == 200 for other in others) == 2
    assert "2 innlogginger er avsluttet." in press(client, "/logins/end-others")
    assert [other.get("/host").status_code for other in others] == [403] * 3
    assert client.get("/host").status_code == 200
    assert "/logins/end-others" not in client.get("/logins").text


def test_a_second_start_link_in_the_same_browser_takes_the_place_of_the_first(
    site: Site,
) -> None:
    from seminar.web.security.start_links import Links

    client = site.facilitator()
    press(client, link := f"/in/{Links(site.settings.data).make(KARI)}", page=link)
    assert [row.facilitator for row in site.host.store.logins()] == ["Kari Nordmann"]


def test_the_cookie_lasts_as_long_as_the_login(site: Site) -> None:
    cookie = site.facilitator().get_cookie("raus-host")
    assert cookie is not None
    assert cookie.max_age == LOGIN_DAYS * 86400


def test_a_named_facilitators_room_is_theirs_and_the_owners_and_nobody_elses(
    site: Site,
) -> None:
    kari = site.facilitator(KARI)
    code = open_room(kari)
    assert site.host.rooms.get(code).owner == "Kari Nordmann"
    closed = [
        f"/host/{code}",
        f"/host/{code}/delete",
        f"/organise/rooms/{code}/results.csv",
        f"/organise/rooms/{code}/results.pdf",
        f"/organise/rooms/{code}/poster.pdf",
    ]
    for client in (kari, site.facilitator(KARI), site.facilitator()):
        assert code in client.get("/host").text
        assert code in client.get("/organise").text
        assert [client.get(path).status_code for path in closed] == [200] * len(closed)
    ola = site.facilitator(OLA)
    assert code not in ola.get("/host").text
    assert code not in ola.get("/organise").text
    assert [ola.get(path).status_code for path in closed] == [403] * len(closed)
    assert "tilhører en annen kursholder" in ola.get(closed[0]).text
    version = site.host.rooms.get(code).room.version
    for path in ("drive", "delete", "address", "invite"):
        data = read_hidden_fields(ola.get("/logins").text) | {
            "command": "next",
            "v": str(version),
        }
        assert ola.post(f"/host/{code}/{path}", data=data).status_code == 403
    assert site.host.rooms.get(code).room.version == version


def test_rooms_from_before_belong_to_the_owner(site: Site) -> None:
    code = site.at("welcome").code
    assert site.facilitator(KARI).get(f"/host/{code}").status_code == 403
    assert site.facilitator().get(f"/host/{code}").status_code == 200


def test_a_room_is_still_its_owners_after_a_restart(
    tmp_path: Path, library: Library
) -> None:
    with opened(tmp_path / "data", library) as site:
        code = open_room(site.facilitator(KARI))
    with opened(tmp_path / "data", library) as site:
        assert site.facilitator(KARI).get(f"/host/{code}").status_code == 200
        assert site.facilitator(OLA).get(f"/host/{code}").status_code == 403


def test_a_series_is_gone_on_with_and_ended_by_its_own_facilitator(site: Site) -> None:
    kari = site.facilitator(KARI)
    ola = site.facilitator(OLA)
    open_room(kari, series="new", **{"series-name": "Ledergruppa"})
    (series,) = site.host.series
    assert series.owner == "Kari Nordmann"
    assert "Ledergruppa" not in ola.get("/host").text
    assert ola.get(f"/host/series/{series.id}/end").status_code == 404
    data = read_hidden_fields(ola.get("/host").text) | {
        "programme": "raus-hour",
        "lang": "nb",
    }
    assert ola.post("/host/rooms", data=data | {"series": series.id}).status_code == 404
    assert ola.post(f"/host/series/{series.id}/end", data=data).status_code == 404
    assert len(list(site.host.series)) == 1
    open_room(kari, series=series.id)
    assert "Ledergruppa" in site.facilitator().get("/host").text
    press(kari, f"/host/series/{series.id}/end", "/host")
    assert list(site.host.series) == []


def invited(site: Site, client: FlaskClient, code: str, whom: str) -> FlaskClient:
    """A browser on another device that has used the invitation."""
    page = press(client, f"/host/{code}/invite", f"/host/{code}", **{"for": whom})
    (link,) = set(re.findall(r'href="http://[^/"]+(/in/[^"]+)"', page))
    guest = site.visitor()
    asked = guest.get(link, environ_base=PHONE)
    assert (
        guest.post(
            link, data=read_hidden_fields(asked.text), environ_base=PHONE
        ).status_code
        == 303
    )
    return guest


def test_another_device_of_mine_may_do_all_that_this_one_may(site: Site) -> None:
    code = site.at("welcome").code
    device = invited(site, site.facilitator(), code, "device")
    assert device.get(f"/host/{code}/delete").status_code == 200
    kari = site.facilitator(KARI)
    of_kari = invited(site, kari, open_room(kari), "device")
    assert of_kari.get(f"/host/{code}").status_code == 403
    assert of_kari.get("/host").status_code == 200


@pytest.fixture
def guest(site: Site) -> Iterator[tuple[str, FlaskClient]]:
    """A room of the owner, and somebody who is invited to lead it along."""
    code = site.at("r1-check-in.result").code
    yield code, invited(site, site.facilitator(), code, "room")


def test_a_guest_steers_prints_and_exports_the_one_room(
    site: Site, guest: tuple[str, FlaskClient]
) -> None:
    code, client = guest
    home = client.get("/host")
    assert home.status_code == 303
    assert home.location == f"/host/{code}"
    before = site.host.rooms.get(code).room.version
    press(client, f"/host/{code}/drive", f"/host/{code}", command="next", v=str(before))
    assert site.host.rooms.get(code).room.version > before
    assert client.get(f"/organise/rooms/{code}/results.csv").status_code == 200
    assert client.get(f"/organise/rooms/{code}/poster.pdf").status_code == 200
    assert code in client.get("/organise").text


def test_a_guest_deletes_nothing_opens_nothing_and_sees_no_other_room(
    site: Site, guest: tuple[str, FlaskClient]
) -> None:
    code, client = guest
    other = site.at("welcome").code
    form = read_hidden_fields(client.get("/logins").text) | {
        "programme": "raus-hour",
        "lang": "nb",
    }
    assert client.get(f"/host/{code}/delete").status_code == 403
    assert client.post(f"/host/{code}/delete", data=form).status_code == 403
    assert client.post("/host/rooms", data=form).status_code == 403
    assert client.post(f"/host/{code}/address", data=form).status_code == 403
    assert client.get(f"/host/{other}").status_code == 403
    assert other not in client.get("/organise").text
    assert site.host.rooms.find(code) is not None


def test_a_guest_who_asks_for_a_link_to_a_device_gets_a_guests_link(
    site: Site, guest: tuple[str, FlaskClient]
) -> None:
    code, client = guest
    second = invited(site, client, code, "device")
    assert second.get(f"/host/{code}").status_code == 200
    assert second.get(f"/host/{code}/delete").status_code == 403


def test_a_guest_is_out_when_the_room_is_deleted(
    site: Site, guest: tuple[str, FlaskClient]
) -> None:
    code, client = guest
    site.host.deletion.delete_room(code)
    assert client.get("/logins").status_code == 403


def test_a_facilitator_who_guesses_at_codes_is_counted_like_anybody(site: Site) -> None:
    code = site.at("welcome").code
    kari = site.facilitator(KARI)
    owner = site.facilitator()
    for client in (kari, owner):
        # Logging in began the visit anew: its cookie comes with the next page, and a guess before
        # that is counted among those of visits without one.
        client.get("/help")
        for _ in range(EACH_VISIT):
            client.get("/screen/ZZZZZZ")
    assert kari.get(f"/screen/{code}").status_code != 200
    assert owner.get(f"/screen/{code}").status_code == 200
