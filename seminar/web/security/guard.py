"""Guard."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import SplitResult, quote, urlsplit

from seminar.core.i18n import Say, say
from seminar.web.network.addresses import Addresses
from seminar.web.security.wsgi import Application, Environ, Start

NOT_OURS = say(
    "This address is not one that this server answers to. Scan the square on the screen, or type"
    " the address that stands beside it."
)
ONLY_HTTPS = say(
    "This server takes nothing over plain HTTP. Use its address with https."
)

Page = Callable[[Say], bytes]
"""Gives the page that says why a request goes no further; nothing is known of who asked."""

_HTML = [("Content-Type", "text/html; charset=utf-8")]


class Guard:
    """The outermost layer: a request for a host that is not ours, or from a page that is not ours,
    goes no further.

    Socket.IO answers before Flask does, so this cannot be left to Flask: a page on another site
    that points a name of its own at this machine would otherwise get a live connection.
    """

    def __init__(
        self,
        app: Application,
        allowed: Callable[[str], bool],
        page: Page,
        *,
        secure: bool = False,
    ) -> None:
        self._app = app
        self._allowed = allowed
        self._page = page
        self._secure = secure

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        host = environ.get("HTTP_HOST", "")
        origin = environ.get("HTTP_ORIGIN")
        if not self._allowed(_name(host)) or (
            origin is not None and not is_same_origin(origin, host, secure=self._secure)
        ):
            start("400 Bad Request", list(_HTML))
            return [self._page(NOT_OURS)]
        return self._app(environ, start)


class HttpsOnly:
    """Sends whoever asks for a page over plain HTTP to its address over HTTPS, and refuses
    whatever else comes so."""

    def __init__(self, app: Application, public: str, page: Page) -> None:
        self._app = app
        self._public = public
        self._page = page

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["wsgi.url_scheme"] == "https":
            return self._app(environ, start)
        if (
            environ["REQUEST_METHOD"] not in ("GET", "HEAD")
            or "HTTP_UPGRADE" in environ
        ):
            start("403 Forbidden", list(_HTML))
            return [self._page(ONLY_HTTPS)]
        path = quote(environ.get("PATH_INFO", "").encode("latin-1"))
        query = environ.get("QUERY_STRING", "")
        there = f"{self._public}{path}" + (f"?{query}" if query else "")
        start("308 Permanent Redirect", [("Location", there), ("Content-Length", "0")])
        return []


def _name(host: str) -> str:
    return (_parts(f"//{host}").hostname or "").lower() if _plain(host) else ""


def _plain(host: str) -> bool:
    return (
        bool(host)
        and all(sign.isalnum() or sign in ".-:[]" for sign in host)
        and host.isascii()
    )


def _parts(address: str) -> SplitResult:
    """The parts of an address; of one that is none, all empty."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def is_same_origin(origin: str, host: str, *, secure: bool = False) -> bool:
    """Return whether a page from `origin` belongs to this very host, and came the way that this
    server speaks: over HTTPS where it is `secure`, else over plain HTTP."""
    parts = _parts(origin)
    return (
        parts.scheme == ("https" if secure else "http")
        and parts.netloc.lower() == host.lower()
    )


def allow_list(addresses: Addresses, names: Iterable[str]) -> Callable[[str], bool]:
    """Return a test of whether a host name is ours: this machine's own addresses, `localhost`, and
    the names in the settings."""
    known = {"localhost", "127.0.0.1", "::1", *names}
    return lambda name: name in known or (name != "" and addresses.has(name))
