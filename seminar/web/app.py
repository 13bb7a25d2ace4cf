"""Build the application: the one place where its parts meet; nothing is built at import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
from flask import Flask
from flask_socketio import SocketIO
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from seminar.config import Settings
from seminar.service.prints.report import build_report
from seminar.service.rooms.room_service import RoomService
from seminar.web.live.handlers import Live
from seminar.web.network.addresses import Addresses
from seminar.web.network.join_links import RoomPlaces
from seminar.web.pages import (
    console,
    logins,
    new_version,
    organiser,
    phone,
    projector,
    return_cards,
    rooms,
    series,
    start,
    static,
    takehome,
)
from seminar.web.pages.context import EXTENSION, Site
from seminar.web.pages.downloads import PrintQueue
from seminar.web.pages.errors import register_errors
from seminar.web.pages.visits import begin_visit
from seminar.web.rendering.refusals import Refusals
from seminar.web.security import guard, headers, rate_limit, secret, wsgi
from seminar.web.security.start_links import Links
from seminar.web.transport.handshake import WebSocketOnly
from seminar.web.transport.packet_filter import loads

MESSAGE_LIMIT = 32_768
"""Bytes of one message or one form; an answer is far smaller, and a larger one is cut before it
is read."""

PING_EVERY = 2.5
"""Seconds between two signs of life from the server. A page that misses two of them says so, within
six seconds of the network's falling silent (`QUIET` in assets/ts/live.ts)."""

PING_PATIENCE = 10.0
"""Seconds of pings that a phone may leave unanswered; then it is counted as gone, which makes at
most fifteen with the ping that is due. A phone that only held its breath goes on where it was."""

VISIT = timedelta(days=2)
"""How long a browser's visit is remembered: a seminar over two days, and no longer."""


class FastJson:
    """JSON for the wire: the same calls as the standard module, many times faster."""

    @staticmethod
    def dumps(value: Any, **options: Any) -> str:
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(text: str | bytes, **options: Any) -> Any:
        return loads(text)


@dataclass(frozen=True)
class Built:
    """A built application: the WSGI callable to serve, and the parts that the server's command
    needs."""

    wsgi: Callable[..., Iterable[bytes]]
    flask: Flask
    socketio: SocketIO
    live: Live
    places: RoomPlaces


PAGES = (
    phone,
    return_cards,
    takehome,
    projector,
    start,
    logins,
    rooms,
    console,
    new_version,
    series,
    organiser,
    static,
)
"""The modules of pages; each has a `blueprint`."""


def create_app(
    settings: Settings, host: RoomService, async_mode: str = "gevent"
) -> Built:
    """Build the whole web application around one `RoomService`."""
    app = Flask("seminar.web", static_folder=None)
    _configure(app, settings)
    CSRFProtect(app)
    headers.squeeze(app)
    socketio = _build_socketio(app, settings.is_secure, async_mode)
    addresses = Addresses()
    places = RoomPlaces(
        addresses,
        settings.port,
        host.installation.chosen_address(),
        public=settings.public,
    )
    guesses = rate_limit.Guesses()
    lean = settings.lean and not settings.tls_cert
    live = Live(app, socketio, host, places, guesses, lean=lean)
    host.changed = live.changed
    host.logins.ended = live.cut_consoles
    host.rooms.set_aside_failing(build_report)
    app.extensions[EXTENSION] = Site(
        settings,
        host,
        live,
        places,
        guesses,
        rate_limit.Arrivals(),
        PrintQueue(),
        Links(settings.data),
    )
    for pages in PAGES:
        app.register_blueprint(pages.blueprint)
    app.before_request(begin_visit)
    register_errors(app)
    allowed = guard.allow_list(addresses, settings.names)
    app.wsgi_app = _guarded(app.wsgi_app, settings, allowed)  # type: ignore[method-assign, assignment]
    return Built(app.wsgi_app, app, socketio, live, places)


def _configure(app: Flask, settings: Settings) -> None:
    """Set how Flask takes forms and keeps visits."""
    app.config.update(
        SECRET_KEY=secret.secret_key(settings.data),
        MAX_CONTENT_LENGTH=MESSAGE_LIMIT,
        MAX_FORM_MEMORY_SIZE=MESSAGE_LIMIT,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_NAME="raus-visit",
        PERMANENT_SESSION_LIFETIME=VISIT,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )


def _build_socketio(app: Flask, secure: bool, async_mode: str) -> SocketIO:
    """Build the Socket.IO server: WebSocket alone, and nothing that looks at other rooms."""

    def is_ours(origin: str | None, environ: Mapping[str, str]) -> bool:
        # The guard has compared origin and host already; this is the same rule once more, never
        # an empty list, which would switch the check off.
        host = environ.get("HTTP_HOST", "")
        return origin is not None and guard.is_same_origin(origin, host, secure=secure)

    return SocketIO(
        app,
        async_mode=async_mode,
        json=FastJson,
        cors_allowed_origins=is_ours,
        max_http_buffer_size=MESSAGE_LIMIT,
        async_handlers=False,
        transports=["websocket"],
        manage_session=False,
        monitor_clients=False,
        ping_interval=PING_EVERY,
        ping_timeout=PING_PATIENCE,
        http_compression=False,
        logger=False,
        engineio_logger=False,
    )


def _guarded(
    app: wsgi.Application, settings: Settings, allowed: Callable[[str], bool]
) -> wsgi.Application:
    """Return the application behind what turns requests away."""
    app = WebSocketOnly(app)
    page = Refusals((guard.NOT_OURS, guard.ONLY_HTTPS), settings.lang).find
    if not settings.is_secure:
        return headers.Strict(guard.Guard(app, allowed, page), secure=False)
    https = guard.HttpsOnly(app, settings.public, page)
    guarded = guard.Guard(https, allowed, page, secure=True)
    strict = headers.Strict(guarded, secure=True)
    # One hop, and of what it says only how the request came: the host is what the proxy passes on
    # in `Host` itself.
    return ProxyFix(strict, x_for=0, x_proto=1) if settings.proxy else strict
