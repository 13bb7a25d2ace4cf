"""A local network and a server: what each demands of a request, and what each gives with its
answer."""

from __future__ import annotations

from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import pytest

from seminar.content.library import Library
from seminar.service.pseudonyms import is_code
from seminar.service.rooms.room_service import RoomService
from seminar.web.security.headers import HEADERS
from seminar.web.server import limit_pace
from seminar.web.transport import page_rate
from seminar.web.transport.http_server import HOLD
from tests.privacy.test_pages import request, routes
from tests.web.conftest import Site, opened

PROXY = {"profile": "server", "names": "raus.example, other.example", "proxy": True}
SOCKET = "/socket.io/?EIO=4&transport=polling"
LET_IN = {"/": (200, ""), SOCKET: (400, "Only WebSocket")}
"""What stands behind the guards says to this request, and how its answer begins."""


@pytest.fixture(params=["lan", "server"])
def either(
    request: pytest.FixtureRequest, tmp_path: Path, library: Library
) -> Iterator[Site]:
    with opened(
        tmp_path / "data", library, **(PROXY if request.param == "server" else {})
    ) as site:
        yield site


@pytest.fixture
def behind(tmp_path: Path, library: Library) -> Iterator[Site]:
    """A server behind a proxy."""
    with opened(tmp_path / "data", library, **PROXY) as site:
        yield site


@pytest.mark.parametrize("hops", [1, 2])
def test_newcomers_behind_a_proxy_go_by_the_address_that_it_saw(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch, hops: int
) -> None:
    monkeypatch.setattr(page_rate, "monotonic", lambda: 1000.0)
    statuses: list[str] = []

    def ask(*forwarded: str) -> str:
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/",
            "HTTP_HOST": "elsewhere.example",  # Refused behind the pace, and quickly.
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_X_FORWARDED_FOR": ", ".join(forwarded),
            "wsgi.url_scheme": "http",
            HOLD: lambda seconds: None,
        }
        app(environ, lambda status, headers, *more: statuses.append(status[:3]))
        return statuses[-1]

    with opened(tmp_path / "data", library, **PROXY, proxy_hops=hops) as site:
        app = limit_pace(site.settings, site.built, site.host)
        own = ["10.0.0.1"] * (hops - 1)
        for _ in range(page_rate.NEWCOMERS.burst):
            assert ask("192.0.2.1", *own) == "400"
        assert ask("192.0.2.1", *own) == "303"
        assert ask("192.0.2.2", "192.0.2.1", *own) == "303", "a client claims another"
        assert ask("192.0.2.2", *own) == "400"


def test_every_route_gives_the_headers_and_the_cookie_flags_of_its_profile(
    either: Site,
) -> None:
    secure, cookies = either.settings.is_secure, set()
    for route in routes(either):
        code = either.at("welcome").code
        room = either.host.rooms.get(code).room
        for client in (
            either.visitor(),
            either.participant(code),
            either.facilitator(),
        ):
            answer = request(either, client, route, room)
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, (
                route
            )
            assert ("Strict-Transport-Security" in answer.headers) == secure, route
            assert (
                "no-store" in answer.headers["Cache-Control"] or "/static/" in route
            ), route
            for line in answer.headers.getlist("Set-Cookie"):
                ((name, morsel),) = SimpleCookie(line).items()
                cookies.add(
                    name.rpartition("-")[0]
                    if is_code(name.rpartition("-")[2])
                    else name
                )
                flags = (
                    bool(morsel["secure"]),
                    morsel["httponly"],
                    morsel["samesite"],
                    morsel["path"],
                )
                assert flags == (secure, True, "Lax", "/"), (route, name)
    # The last is taken away by logging out.
    assert cookies == {"raus-visit", "raus-phone", "raus-host"}


def test_the_cookies_of_the_facilitator_and_of_the_language_have_the_same_flags(
    either: Site,
) -> None:
    facilitator, reader = either.facilitator(), either.visitor()
    reader.get("/?lang=nn")
    for cookie in (facilitator.get_cookie("raus-host"), reader.get_cookie("raus-lang")):
        assert cookie is not None
        assert (cookie.secure, cookie.http_only, cookie.same_site) == (
            either.settings.is_secure,
            True,
            "Lax",
        )


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "https://raus.example"}, 200),
        ({"Host": "other.example", "Origin": "https://other.example"}, 200),
        # What a proxy says of the host is not believed; the host itself is.
        ({"X-Forwarded-Host": "evil.example"}, 200),
        ({"Host": "evil.example", "X-Forwarded-Host": "raus.example"}, 400),
        ({"Host": "evil.example"}, 400),
        ({"Host": "evil.example", "Origin": "https://evil.example"}, 400),
        ({"Origin": "https://evil.example", "X-Forwarded-Host": "evil.example"}, 400),
        ({"Origin": "https://evil.example"}, 400),
        ({"Origin": "null"}, 400),
        ({"Origin": "http://raus.example"}, 400),
        # Only the nearest hop counts: what stands before it was written by anyone.
        ({"X-Forwarded-Proto": "https, http"}, 308),
        ({"X-Forwarded-Proto": "http"}, 308),
        ({"X-Forwarded-Proto": ""}, 308),
        ({"X-Forwarded-Proto": "http", "Upgrade": "websocket"}, 403),
        ({"X-Forwarded-Proto": "http", "Host": "evil.example"}, 400),
    ],
)
@pytest.mark.parametrize("path", ["/", SOCKET])
def test_who_is_let_in_behind_a_proxy(
    behind: Site, path: str, headers: dict[str, str], status: int
) -> None:
    usual = {"Host": "raus.example", "X-Forwarded-Proto": "https"}
    answer = behind.built.flask.test_client().get(path, headers=usual | headers)
    expected, words = LET_IN[path] if status == 200 else (status, "")
    assert answer.status_code == expected
    assert answer.text.startswith(words)
    assert "evil" not in answer.get_data(as_text=True) + str(answer.headers)
    if status == 308:
        assert answer.headers["Location"] == f"https://raus.example{path}"


def test_a_form_over_plain_http_is_not_taken_by_a_server(behind: Site) -> None:
    assert (
        behind.built.flask.test_client()
        .post("/host/rooms", data={"programme": "raus-hour"})
        .status_code
        == 403
    )


def test_a_server_without_a_proxy_believes_no_header(
    tmp_path: Path, library: Library
) -> None:
    direct = PROXY | {"proxy": None, "tls_cert": "cert.pem", "tls_key": "key.pem"}
    with opened(tmp_path / "data", library, **direct) as site:
        client = site.built.flask.test_client()
        assert (
            client.get("/", headers={"X-Forwarded-Proto": "https"}).status_code == 308
        )
        assert client.get("/", base_url="https://raus.example").status_code == 200


def test_on_a_local_network_no_header_of_a_proxy_is_believed(site: Site) -> None:
    answer = site.visitor().get("/?lang=nb", headers={"X-Forwarded-Proto": "https"})
    assert "Secure" not in answer.headers["Set-Cookie"]


def test_a_server_shows_its_name_over_https_everywhere(behind: Site) -> None:
    code = behind.at("welcome").code
    assert behind.built.places.of(code).url == f"HTTPS://RAUS.EXAMPLE/J/{code}"
    facilitator = behind.facilitator()
    console = facilitator.get(f"/host/{code}").text
    assert "raus.example/J" in console
    assert "http://" not in console.replace("http://www.w3.org", "")
    assert f"/host/{code}/address" not in console, "there is nothing to choose"
    assert "velger du en annen adresse" not in console
    assert facilitator.get(f"/organise/rooms/{code}/poster.pdf").status_code == 200


WARNING = "Alle på dette nettet kan i prinsippet lese trafikken."


def test_the_facilitator_is_told_who_else_can_read_it_and_on_a_server_is_not(
    either: Site,
) -> None:
    code, facilitator = (
        either.host.opening.open_room("raus-hour", "nb").code,
        either.facilitator(),
    )
    for path in ("/host", f"/host/{code}"):
        assert (WARNING in facilitator.get(path).text) == (
            not either.settings.is_secure
        )


def test_a_room_that_only_this_machine_reaches_is_not_exposed(
    tmp_path: Path, library: Library
) -> None:
    with opened(tmp_path / "data", library, bind="127.0.0.1") as site:
        code = site.host.opening.open_room("raus-hour", "nb").code
        assert WARNING not in site.facilitator().get(f"/host/{code}").text


BEFORE = "r1-check-in.frame"
"""The step before the first guarded question."""


def test_a_plain_form_is_asked_before_a_guarded_step_like_any_key(site: Site) -> None:
    room = site.at(BEFORE)
    facilitator, asks = site.facilitator(), "Trykk en gang til for å spørre likevel."
    for said, then in ((True, BEFORE), (False, "r1-check-in.answer")):
        now = site.host.rooms.get(room.code)
        page = facilitator.get(f"/host/{room.code}").text
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        form = {"csrf_token": token, "command": "next", "v": str(now.room.version)}
        assert (
            facilitator.post(f"/host/{room.code}/drive", data=form).status_code == 303
        )
        assert (asks in facilitator.get(f"/host/{room.code}").text) == said
        assert now.step.id == then
    assert (
        "Du har valgt å spørre om arbeidsplassen likevel."
        in facilitator.get(f"/host/{room.code}").text
    )
    assert asks not in site.visitor().get(f"/screen/{room.code}").text


def test_a_restart_remembers_the_leave_and_asks_as_the_server_runs_now(
    site: Site,
) -> None:
    room = site.at("r1-check-in.answer")
    for exposed in (True, False):
        again = RoomService(
            site.host.store,
            site.host.library,
            rules=site.host.rules,
            exposed=exposed,
            clock=lambda: 1000.0,
        )
        found = again.rooms.get(room.code).room
        assert (found.now, found.version, found.exposed) == (
            room.now,
            room.version,
            exposed,
        )
        assert found.now.network_consent == "agreed"
