"""The shipped server over TLS and behind a proxy: the whole way in, and whoever comes another
way."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from seminar.rehearse.browser import join
from seminar.rehearse.wire import connect_phone
from tests.faults.harness import FIELD, STEP, asked, open_question
from tests.served import Server

pytestmark = pytest.mark.timeout(120)

HANDSHAKE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\nUpgrade: "
    "websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
    "AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)


@pytest.fixture
def secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server with a certificate of its own, which this test trusts."""
    authority = trustme.CA()
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    made = authority.issue_cert("localhost")
    for number, pem in enumerate(made.cert_chain_pems):
        pem.write_to_path(cert, append=number > 0)
    made.private_key_pem.write_to_path(key)
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    files = ("--tls-cert", str(cert), "--tls-key", str(key))
    server = Server(
        tmp_path / "data",
        "--profile",
        "server",
        "--names",
        "localhost",
        *files,
        scheme="https",
    )
    server.start()
    yield server
    server.kill()


@pytest.fixture
def behind(tmp_path: Path) -> Iterator[Server]:
    """A server that believes in a proxy; the test speaks as one."""
    server = Server(
        tmp_path / "data",
        "--profile",
        "server",
        "--names",
        "localhost",
        "--proxy",
        scheme="https",
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        server.port = probe.getsockname()[1]
    server.start()
    yield server
    server.kill()


def said(server: Server, request: str, *, tls: bool = False) -> str:
    """The first of what the server answers to these bytes; empty when it lets go without a word."""
    wire = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    if tls:
        wire = ssl.create_default_context().wrap_socket(
            wire, server_hostname="localhost"
        )
    with wire:
        wire.sendall(request.encode("latin-1"))
        try:
            return wire.recv(4096).decode("latin-1")
        except ConnectionError:
            return ""


def test_an_answer_goes_all_the_way_over_tls(secure: Server) -> None:
    async def play() -> None:
        code, _ = await open_question(secure)
        auth = {"room": code, "as": "phone", "lang": "nb"}
        phone = await connect_phone(secure.base, auth, await join(secure.base, code))
        sent = {"op": "op", "step": STEP, "round": 1, "seq": 1, "form": {FIELD: "3"}}
        assert await asked(phone, "answer", sent) == {"ok": True, "op": "op"}
        await phone.gone()

    asyncio.run(play())


def test_what_comes_without_tls_is_sent_on_or_refused_and_leaves_no_line(
    secure: Server,
) -> None:
    host = f"localhost:{secure.port}"
    page = said(secure, f"GET /j/K7M4QX?lang=nn HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert page.startswith("HTTP/1.1 308 ")
    assert f"Location: https://{host}/j/K7M4QX?lang=nn\r\n" in page
    assert said(
        secure, f"POST /j/K7M4QX/join HTTP/1.1\r\nHost: {host}\r\n\r\n"
    ).startswith("HTTP/1.1 403 ")
    assert said(secure, HANDSHAKE.format(host=host) + "\r\n").startswith(
        "HTTP/1.1 403 "
    )
    # A TLS client may answer nonsense with an alert, but never with a page.
    assert "HTTP" not in said(secure, "\x16\x03\x01\x00\x05hello")
    assert said(secure, "\x00\x01\r\n\r\n").startswith("HTTP/1.1 400 ")
    secure.stop()
    assert not [
        word for word in ("Traceback", "SSL", "127.0.0.1") if word in secure.said
    ]


def test_a_foreign_host_or_page_gets_no_connection_over_tls(secure: Server) -> None:
    host = f"localhost:{secure.port}"
    for request in (
        HANDSHAKE.format(host="evil.example") + "Origin: https://evil.example\r\n\r\n",
        HANDSHAKE.format(host=host) + "Origin: https://evil.example\r\n\r\n",
        HANDSHAKE.format(host=host) + "Origin: null\r\n\r\n",
        HANDSHAKE.format(host=host) + f"Origin: http://{host}\r\n\r\n",
        HANDSHAKE.format(host="evil.example") + f"X-Forwarded-Host: {host}\r\n\r\n",
        "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    ):
        assert said(secure, request, tls=True).startswith("HTTP/1.1 400 "), request
    own = HANDSHAKE.format(host=host) + f"Origin: https://{host}\r\n\r\n"
    assert said(secure, own, tls=True).startswith("HTTP/1.1 101 ")


def test_behind_a_proxy_the_handshake_wants_its_word_that_it_came_over_https(
    behind: Server,
) -> None:
    said_https, own = "X-Forwarded-Proto: https\r\n", "Origin: https://localhost\r\n"
    assert said(
        behind, HANDSHAKE.format(host="localhost") + said_https + own + "\r\n"
    ).startswith("HTTP/1.1 101 ")
    assert said(behind, HANDSHAKE.format(host="localhost") + own + "\r\n").startswith(
        "HTTP/1.1 403 "
    )
    for host, headers in (
        ("evil.example", said_https),
        ("evil.example", said_https + "X-Forwarded-Host: localhost\r\n" + own),
        (
            "localhost",
            said_https
            + "Origin: https://evil.example\r\nX-Forwarded-Host: evil.example\r\n",
        ),
        ("localhost", said_https + "Origin: null\r\n"),
    ):
        answer = said(behind, HANDSHAKE.format(host=host) + headers + "\r\n")
        assert answer.startswith("HTTP/1.1 400 "), headers
