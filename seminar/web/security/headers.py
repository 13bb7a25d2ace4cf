"""Headers."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
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


def guard_headers(app: Flask, *, secure: bool) -> None:
    """Every answer carries the same strict headers, and no page is kept by a cache."""
    headers = HEADERS | HSTS if secure else HEADERS

    @app.after_request
    def strict(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def squeeze(app: Flask) -> None:
    """Pages go out compressed: over plain HTTP browsers ask for gzip alone. Not those that
    repeat what was asked for, since beside a secret their size would tell of it."""

    @app.after_request
    def smaller(response: Response) -> Response:
        wanted = "gzip" in request.headers.get("Accept-Encoding", "") and not request.query_string
        if (
            wanted
            and response.mimetype == "text/html"
            and "Content-Encoding" not in response.headers
        ):
            response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
            response.headers.add("Vary", "Accept-Encoding")
        return response
