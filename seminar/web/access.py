"""Who may speak to the server at all: hosts and origins, cookies, headers, and how often a code may be guessed."""

from __future__ import annotations

import gzip
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import SplitResult, quote, urlsplit

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadData
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from werkzeug import Response as BaseResponse
from werkzeug.http import parse_cookie

from seminar.core.errors import NotFound, Refused, Unavailable
from seminar.core.language import Say, say
from seminar.web.addresses import Addresses

HOST_COOKIE = "raus-host"
LANG_COOKIE = "raus-lang"

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

SECRET_LENGTH = 43
"""Letters that hold 256 bits."""

REMEMBERED = 20_000
"""How many visitors are remembered as having found their room."""

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
Found = TypeVar("Found")


def phone_cookie(code: str) -> str:
    """The name of the cookie that holds a participant's token in one room."""
    return f"raus-phone-{code}"


class Guard:
    """The outermost layer: a request for a host that is not ours, or from a page that is not ours, goes no further.

    Socket.IO answers before Flask does, so this cannot be left to Flask: a page on another site that points a
    name of its own at this machine would otherwise get a live connection.
    """

    def __init__(self, app: Application, allowed: Callable[[str], bool], *, secure: bool = False) -> None:
        self._app, self._allowed, self._secure = app, allowed, secure

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        host = environ.get("HTTP_HOST", "")
        origin = environ.get("HTTP_ORIGIN")
        if not self._allowed(_name(host)) or (
            origin is not None and not is_same_origin(origin, host, secure=self._secure)
        ):
            start("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"This address is not one that this server answers to.\n"]
        return self._app(environ, start)


class HttpsOnly:
    """Sends whoever asks for a page over plain HTTP to its address over HTTPS, and refuses whatever else comes so."""

    def __init__(self, app: Application, public: str) -> None:
        self._app, self._public = app, public

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["wsgi.url_scheme"] == "https":
            return self._app(environ, start)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_UPGRADE" in environ:
            start("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"This server takes nothing over plain HTTP. Use its address with https.\n"]
        path, query = quote(environ.get("PATH_INFO", "").encode("latin-1")), environ.get("QUERY_STRING", "")
        there = f"{self._public}{path}" + (f"?{query}" if query else "")
        start("308 Permanent Redirect", [("Location", there), ("Content-Length", "0")])
        return []


def _name(host: str) -> str:
    return (_parts(f"//{host}").hostname or "").lower() if _plain(host) else ""


def _plain(host: str) -> bool:
    return bool(host) and all(sign.isalnum() or sign in ".-:[]" for sign in host) and host.isascii()


def _parts(address: str) -> SplitResult:
    """The parts of an address; of one that is none, all empty."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def is_same_origin(origin: str, host: str, *, secure: bool = False) -> bool:
    """Whether a page from `origin` belongs to this very host; on a server, only one that came over HTTPS does."""
    parts = _parts(origin)
    return parts.scheme in (("https",) if secure else ("http", "https")) and parts.netloc.lower() == host.lower()


def allow_list(addresses: Addresses, names: Iterable[str]) -> Callable[[str], bool]:
    """Whether a host name is ours: this machine's own addresses, `localhost`, and the names in the settings."""
    known = {"localhost", "127.0.0.1", "::1", *names}
    return lambda name: name in known or (name != "" and addresses.has(name))


def cookie(environ: Environ, name: str) -> str | None:
    """One cookie of a raw request, read as Flask reads it: another program's odd cookie beside it does no harm."""
    return parse_cookie(environ.get("HTTP_COOKIE")).get(name)


def set_token(response: BaseResponse, name: str, token: str, days: int) -> None:
    """Let one browser keep something: for this server alone, and out of reach of scripts."""
    response.set_cookie(
        name, token, max_age=days * 86400, httponly=True, samesite="Lax", secure=request.is_secure, path="/"
    )


def secret_key(folder: Path) -> str:
    """The installation's secret, made on first use and readable by its owner alone."""
    path = folder / "secret"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A full disk leaves a file with nothing in it, and with an empty secret anyone could sign.
        if not path.exists() or path.stat().st_size < SECRET_LENGTH:
            write_whole(path, secrets.token_urlsafe(48))
        return path.read_text()
    except OSError:
        raise Unavailable(not_writable(folder)) from None


def write_whole(path: Path, text: str) -> None:
    """Replace a small file that is its owner's alone: all of it or nothing, also when the disk is full."""
    draft = path.with_name(f"{path.name}-new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(text)
    draft.replace(path)


def not_writable(folder: Path) -> Say:
    return say(
        "The folder {folder} cannot be written to. Choose another with --data, or free some space.",
        folder=str(folder),
    )


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
    """Pages go out compressed: over plain HTTP browsers ask for gzip alone. Not those that repeat what was asked for,
    since beside a secret their size would tell of it."""

    @app.after_request
    def smaller(response: Response) -> Response:
        wanted = "gzip" in request.headers.get("Accept-Encoding", "") and not request.query_string
        if wanted and response.mimetype == "text/html" and "Content-Encoding" not in response.headers:
            response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
            response.headers.add("Vary", "Accept-Encoding")
        return response


def visitor(app: Flask, environ: Environ) -> str:
    """The random number by which this visitor's guesses are counted, from its signed cookie; empty without one."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    try:
        found = signer.loads(cookie(environ, app.config["SESSION_COOKIE_NAME"]) or "") if signer else {}
    except BadData:
        return ""
    return str(found.get("visitor", ""))


class Guesses:
    """Counts join codes that led nowhere: per visitor and in all, never per address, for a room is one address."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._each, self._all = parse("20/minute"), parse("200/minute")
        self._found: set[tuple[str, str]] = set()

    def look(self, visitor: str, code: str, find: Callable[[str], Found]) -> Found:
        """What `find` finds for `code`; `Refused` in words when too many codes have been tried.

        Whoever has found a room before finds it again, however many others are guessing.
        """
        if (visitor, code) in self._found:
            return find(code)
        if not (self._limiter.test(self._each, "each", visitor) and self._limiter.test(self._all, "all")):
            raise Refused(say("Too many codes were tried. Wait a minute, then type the code on the screen."))
        try:
            found = find(code)
        except NotFound:
            self._limiter.hit(self._each, "each", visitor)
            self._limiter.hit(self._all, "all")
            raise
        if visitor:
            self._remember(visitor, code)
        return found

    def _remember(self, visitor: str, code: str) -> None:
        if len(self._found) >= REMEMBERED:
            self._found.clear()
        self._found.add((visitor, code))
