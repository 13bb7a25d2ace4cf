"""The only way in to Socket.IO: a WebSocket handshake by the book.

Engine.IO would also take long polling, JSONP and upgrades from them, which keep a session, a queue
and a waiting request for whoever asks. Phones that have no WebSocket use the plain pages.
"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from urllib.parse import parse_qs

PATH: Final = "/socket.io/"

KEY_BYTES: Final = 16
"""Length of a client's key (RFC 6455, 4.1)."""

_NOT_A_HANDSHAKE: Final = (
    b"Only WebSocket connections of this server's own pages are taken here.\n"
)

_HEADERS: Final = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Connection", "close"),
]

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class WebSocketOnly:
    """Answers at once whatever asks for Socket.IO in another way, and passes on all else."""

    def __init__(self, app: Application) -> None:
        self._app = app

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(PATH):
            return self._app(environ, start)
        if is_handshake(environ):
            return self._app(environ, start)
        start("400 Bad Request", _HEADERS)
        return [_NOT_A_HANDSHAKE]


def is_handshake(environ: Mapping[str, Any]) -> bool:
    """Return whether this request opens a WebSocket for Engine.IO 4, and no session of before."""
    query = parse_qs(environ.get("QUERY_STRING", ""))
    return (
        environ.get("REQUEST_METHOD") == "GET"
        and environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        and environ.get("HTTP_SEC_WEBSOCKET_VERSION") == "13"
        and query.get("transport") == ["websocket"]
        and query.get("EIO") == ["4"]
        and not query.keys() & {"sid", "j"}
        and read_key(environ) is not None
    )


def read_key(environ: Mapping[str, Any]) -> str | None:
    """Return the client's key, or None when it is none."""
    key: str = environ.get("HTTP_SEC_WEBSOCKET_KEY", "")
    try:
        fits = len(b64decode(key, validate=True)) == KEY_BYTES
    except (NotBase64, ValueError):  # The second where it is not ASCII.
        return None
    return key if fits else None
