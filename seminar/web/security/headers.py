"""Headers."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from typing import Any

from flask import Flask, Response, request

from seminar.web.security.wsgi import Application, Environ, Start

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src "
    "'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "object-src 'none'"
)


HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


HSTS = {"Strict-Transport-Security": f"max-age={365 * 86400}"}
"""For a server: whoever has come over HTTPS once asks for nothing else again."""


Given = list[tuple[str, str]]
"""Headers as WSGI has them."""


class Strict:
    """The outermost layer: every answer carries the same strict headers, whoever gives it (Flask,
    Socket.IO, the guard), and none is kept by a cache that does not itself say so."""

    def __init__(self, app: Application, *, secure: bool) -> None:
        self._app = app
        headers = HEADERS | HSTS if secure else HEADERS
        self._headers = [*headers.items(), ("Cache-Control", "no-store")]

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        def start_strictly(status: str, given: Given, *more: Any) -> Any:
            names = {name.lower() for name, _ in given}
            missing = [
                header for header in self._headers if header[0].lower() not in names
            ]
            return start(status, [*given, *missing], *more)

        return self._app(environ, start_strictly)


def squeeze(app: Flask) -> None:
    """Pages go out compressed: over plain HTTP browsers ask for gzip alone. Not those that
    repeat what was asked for, since beside a secret their size would tell of it."""

    @app.after_request
    def smaller(response: Response) -> Response:
        wanted = (
            "gzip" in request.headers.get("Accept-Encoding", "")
            and not request.query_string
        )
        if (
            wanted
            and response.mimetype == "text/html"
            and "Content-Encoding" not in response.headers
        ):
            response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
            response.headers.add("Vary", "Accept-Encoding")
        return response
