"""Who may speak to the server at all."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from seminar.core.errors import RausError, Unavailable
from seminar.web.network.addresses import Address, Addresses, ranked
from seminar.web.security.cookies import cookie
from seminar.web.security.guard import Guard, allow_list
from seminar.web.security.secret import secret_key
from seminar.web.security.start_links import Links

HERE = [
    Address("127.0.0.1", "lo"),
    Address("192.168.1.20", "wlan0"),
    Address("172.17.0.1", "docker0"),
]


def answered(host: str, origin: str | None = None, path: str = "/socket.io/") -> bool:
    """Whether a request with this Host and Origin gets past the guard."""
    passed = []

    def app(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        passed.append(True)
        return []

    environ: dict[str, Any] = {"HTTP_HOST": host, "PATH_INFO": path}
    if origin is not None:
        environ["HTTP_ORIGIN"] = origin
    allowed = allow_list(Addresses(lambda: HERE), ["raus.example"])
    Guard(app, allowed, lambda words: words.msgid.encode())(environ, lambda *_: None)
    return bool(passed)


@pytest.mark.parametrize(
    "host",
    ["192.168.1.20:8000", "localhost:8000", "127.0.0.1", "[::1]:8000", "RAUS.example"],
)
def test_our_own_names_are_answered(host: str) -> None:
    assert answered(host)
    assert answered(host, origin=f"http://{host}")


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        # Nothing on a local network speaks HTTPS, so that page is another program's.
        ("192.168.1.20:8000", "https://192.168.1.20:8000"),
        ("evil.example", None),
        ("evil.example", "http://evil.example"),
        ("192.168.1.20:8000", "http://evil.example"),
        ("192.168.1.20:8000", "null"),
        ("192.168.1.20:8000", ""),
        ("192.168.1.20:8000", "http://192.168.1.20:9999"),
        ("192.168.1.20:8000", "https://192.168.1.20:8000"),
        ("192.168.1.20:8000", "http://192.168.1.20:8000.evil.example"),
        ("192.168.1.99:8000", None),
        ("", None),
        ("192.168.1.20 evil", None),
        ("user@192.168.1.20", None),
        ("ｌocalhost", None),
        ("[::1", None),
        ("192.168.1.20:8000", "http://["),
    ],
)
def test_other_hosts_and_other_pages_are_not(host: str, origin: str | None) -> None:
    assert not answered(host, origin)


def test_the_likeliest_address_comes_first_and_this_machine_last() -> None:
    places = [
        *HERE,
        Address("10.8.0.2", "tun0"),
        Address("169.254.3.4", "eth1"),
        Address("8.8.4.4", "eth2"),
    ]
    assert [place.ip for place in ranked(places)] == [
        "192.168.1.20",
        "8.8.4.4",
        "10.8.0.2",
        "172.17.0.1",
        "169.254.3.4",
        "127.0.0.1",
    ]


def test_a_new_network_is_noticed() -> None:
    seen = [[Address("192.168.1.20", "wlan0")], [Address("10.0.0.7", "wlan0")]]
    addresses = Addresses(lambda: seen.pop(0), every=-1)
    assert addresses.has("192.168.1.20")
    assert addresses.has("10.0.0.7")


def test_the_secret_is_the_owners_alone_and_stays(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "data")
    assert secret_key(tmp_path / "data") == first
    assert stat.S_IMODE((tmp_path / "data" / "secret").stat().st_mode) == 0o600
    assert len(first) >= 43


def test_a_secret_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("")
    assert len(secret_key(tmp_path)) >= 43
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_a_start_link_that_cannot_be_noted_as_used_lets_nobody_in(
    tmp_path: Path,
) -> None:
    links = Links(tmp_path)
    (tmp_path / "used-links-new").mkdir()
    with pytest.raises(Unavailable, match="cannot be written to"):
        links.use(links.make())


def test_a_folder_that_is_a_file_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(RausError, match="cannot be written to"):
        secret_key(tmp_path / "data")


def test_a_start_link_is_good_once(tmp_path: Path) -> None:
    token = Links(tmp_path).make()
    assert Links(tmp_path).use(token)
    assert not Links(tmp_path).use(token)
    assert not Links(tmp_path).use(token + "x")
    assert not Links(tmp_path).use("")


def test_a_start_link_of_another_installation_is_not_ours(tmp_path: Path) -> None:
    assert not Links(tmp_path / "a").use(Links(tmp_path / "b").make())


def test_a_broken_cookie_is_no_cookie() -> None:
    assert cookie({"HTTP_COOKIE": 'raus-host="'}, "raus-host") in (None, "", '"')
    assert cookie({}, "raus-host") is None
    assert cookie({"HTTP_COOKIE": "a=1; raus-host=abc"}, "raus-host") == "abc"


def test_odd_cookies_of_other_programs_on_this_machine_do_no_harm() -> None:
    beside = 'theme={"dark": true}; odd[name]=1; raus-host=abc; half='
    assert cookie({"HTTP_COOKIE": beside}, "raus-host") == "abc"
    latin = "city=Troms\xf8; raus-host=abc"
    assert cookie({"HTTP_COOKIE": latin}, "raus-host") == "abc"
