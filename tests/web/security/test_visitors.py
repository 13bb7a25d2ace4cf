"""Whom a raw request comes from, as its pace goes by it."""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Any

import pytest

from seminar.service.pseudonyms import join_link, link_secret
from seminar.web.security import cookies
from seminar.web.security.visitors import identify_with
from seminar.web.transport.page_rate import Caller
from tests.web.conftest import Site

Identify = Callable[..., Caller]


@pytest.fixture
def identify(site: Site) -> Identify:
    tell = identify_with(site.built.flask, site.host)

    def identify(path: str = "/", cookie: str = "", **more: Any) -> Caller:
        environ = {"PATH_INFO": path, "HTTP_COOKIE": cookie, "REMOTE_ADDR": "192.0.2.1"}
        return tell(environ | more)

    return identify


def test_who_has_no_cookie_goes_by_the_address(identify: Identify) -> None:
    assert identify() == Caller("", "192.0.2.1")
    first, second = "2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6"
    assert identify(REMOTE_ADDR=first) == identify(REMOTE_ADDR=second)
    assert identify(REMOTE_ADDR="2001:db8:1:3::1") != identify(REMOTE_ADDR=first)


def test_a_new_visit_is_known_by_the_cookie_that_it_was_given(
    site: Site, identify: Identify
) -> None:
    header = cookies.new_visit(site.built.flask)
    ((name, morsel),) = SimpleCookie(header).items()
    caller = identify(cookie=f"{name}={morsel.value}")
    assert len(caller.visitor) == 22
    assert not caller.is_invited
    assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (
        True,
        "Lax",
        "/",
    )


def test_who_has_scanned_an_open_rooms_square_is_invited(
    site: Site, identify: Identify
) -> None:
    code = site.at("welcome").code
    secret = link_secret(site.host.rooms.get(code).key)
    assert identify(f"/J/{join_link(code, secret)}").is_invited
    assert identify(f"/j/{join_link(code, secret).lower()}").is_invited
    for path in (
        f"/J/{code}",
        f"/J/{code}.",
        f"/J/{code}.AAAAAAAA",
        f"/{code}.{secret}",
    ):
        assert not identify(path).is_invited, path


def test_who_has_found_a_room_before_is_invited_to_every_page(
    site: Site, identify: Identify
) -> None:
    client = site.participant(site.at("welcome").code)
    visit = client.get_cookie("raus-visit")
    assert visit is not None
    assert identify(cookie=f"raus-visit={visit.value}").is_invited
    assert not identify(cookie=f"raus-visit={visit.value}x").visitor


def test_a_facilitator_is_known_by_the_login(site: Site, identify: Identify) -> None:
    login = site.facilitator().get_cookie(cookies.HOST_COOKIE)
    assert login is not None
    assert identify(cookie=f"{cookies.HOST_COOKIE}={login.value}").is_facilitator
    assert not identify(cookie=f"{cookies.HOST_COOKIE}=none").is_facilitator
