"""What gets as far as Socket.IO: WebSocket handshakes, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from seminar.web.security.headers import HEADERS, Strict
from seminar.web.transport.handshake import WebSocketOnly

SOUND = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": "/socket.io/",
    "QUERY_STRING": "EIO=4&transport=websocket",
    "HTTP_UPGRADE": "websocket",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
    "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ==",
}


def answer(environ: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """The status and the headers that a request gets; 101 when it reached Socket.IO."""
    heard: list[tuple[str, dict[str, str]]] = []

    def socketio(environ: dict[str, Any], start: Any) -> list[bytes]:
        start("101", [])
        return []

    app = Strict(WebSocketOnly(socketio), secure=False)
    app(environ, lambda status, headers: heard.append((status, dict(headers))))
    return heard[0]


def test_a_handshake_by_the_book_goes_through() -> None:
    assert answer(SOUND)[0] == "101"
    assert answer(SOUND | {"HTTP_UPGRADE": "WebSocket"})[0] == "101"


def test_pages_go_through() -> None:
    assert answer({"REQUEST_METHOD": "POST", "PATH_INFO": "/j/K7M4QX"})[0] == "101"


@pytest.mark.parametrize(
    "change",
    [
        *(
            {"REQUEST_METHOD": name}
            for name in ("POST", "OPTIONS", "HEAD", "DELETE", "x")
        ),
        {"QUERY_STRING": ""},
        {"QUERY_STRING": "EIO=4&transport=polling"},
        {"QUERY_STRING": "EIO=4&transport=polling&j=0"},
        {"QUERY_STRING": "EIO=3&transport=websocket"},
        {"QUERY_STRING": "EIO=4&transport=websocket&sid=abc"},
        {"QUERY_STRING": "EIO=4&transport=websocket&transport=polling"},
        {"HTTP_UPGRADE": ""},
        {"HTTP_UPGRADE": "h2c"},
        {"HTTP_SEC_WEBSOCKET_VERSION": "8"},
        {"HTTP_SEC_WEBSOCKET_KEY": ""},
        {"HTTP_SEC_WEBSOCKET_KEY": "short"},
        {"HTTP_SEC_WEBSOCKET_KEY": "æøå"},
        {"PATH_INFO": "/socket.io/else"} | {"REQUEST_METHOD": "POST"},
    ],
)
def test_all_else_is_answered_at_once_with_the_headers_of_every_page(
    change: dict[str, str],
) -> None:
    status, headers = answer(SOUND | change)
    assert status == "400 Bad Request"
    assert headers.items() >= (HEADERS | {"Cache-Control": "no-store"}).items()
