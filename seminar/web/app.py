"""Where the parts meet: one function builds the application, and nothing is built at import."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import orjson
from flask import Flask, g, redirect, request, session
from flask_socketio import SocketIO
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug import Response
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from seminar.config import Settings
from seminar.content.translations import read_speech
from seminar.core.errors import Forbidden, NotFound, RausError, Unavailable
from seminar.core.i18n import LANGUAGE_NAMES, Say, say
from seminar.service.prints.privacy_notice import LANG_DAYS
from seminar.service.prints.report import report
from seminar.service.rooms.room_service import RoomService
from seminar.web.live.handlers import Live
from seminar.web.network.addresses import Addresses
from seminar.web.network.join_links import RoomPlaces
from seminar.web.pages import facilitator as host_pages
from seminar.web.pages import logins, phone, series, start, static, takehome
from seminar.web.pages import organiser as organise
from seminar.web.pages import projector as screen
from seminar.web.pages import return_cards as cards
from seminar.web.pages.context import Site
from seminar.web.pages.downloads import PrintQueue, TooMany
from seminar.web.rendering import templates as draw
from seminar.web.rendering.refusals import Refusals
from seminar.web.security import cookies, guard, headers, rate_limit, secret, wsgi
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

ON_OUR_SIDE = say(
    "Something is wrong on our side. Reload the page, or tell the facilitator."
)

STATUSES = ((NotFound, 404), (Unavailable, 503), (Forbidden, 403), (TooMany, 429))
"""What a browser is told beside the words; of anything else that was refused, 409."""

log = logging.getLogger(__name__)


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


def create_app(
    settings: Settings, host: RoomService, async_mode: str = "gevent"
) -> Built:
    """The whole web application around one `RoomService`."""
    app, secure = Flask("seminar.web", static_folder=None), settings.is_secure
    app.config.update(
        SECRET_KEY=secret.secret_key(settings.data),
        MAX_CONTENT_LENGTH=MESSAGE_LIMIT,
        MAX_FORM_MEMORY_SIZE=MESSAGE_LIMIT,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_NAME="raus-visit",
        PERMANENT_SESSION_LIFETIME=timedelta(days=2),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    addresses = Addresses()
    allowed = guard.allow_list(addresses, settings.names)
    places = RoomPlaces(
        addresses,
        settings.port,
        host.installation.chosen_address(),
        public=settings.public,
    )
    CSRFProtect(app)
    headers.squeeze(app)
    socketio = SocketIO(
        app,
        async_mode=async_mode,
        json=FastJson,
        # The guard has compared origin and host already; this list is the same rule once more,
        # never empty, for an empty list would switch the check off.
        cors_allowed_origins=lambda origin, environ: (
            origin is not None
            and guard.is_same_origin(
                origin, environ.get("HTTP_HOST", ""), secure=secure
            )
        ),
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
    guesses = rate_limit.Guesses()
    live = Live(
        app,
        socketio,
        host,
        places,
        guesses,
        lean=settings.lean and not settings.tls_cert,
    )
    host.changed = live.changed
    host.logins.ended = live.cut_consoles
    host.rooms.set_aside_failing(report)
    site = Site(
        settings, host, live, places, guesses, rate_limit.Arrivals(), PrintQueue()
    )
    for part in (
        phone,
        cards,
        takehome,
        screen,
        start,
        logins,
        host_pages,
        series,
        organise,
        static,
    ):
        app.register_blueprint(part.pages(site))
    _visits(app)
    _errors(app, site)
    app.wsgi_app = _guarded(app.wsgi_app, settings, allowed)  # type: ignore[method-assign, assignment]
    return Built(app.wsgi_app, app, socketio, live, places)


def _guarded(
    app: wsgi.Application, settings: Settings, allowed: Callable[[str], bool]
) -> wsgi.Application:
    """The application behind what turns requests away."""
    app = WebSocketOnly(app)
    page = Refusals((guard.NOT_OURS, guard.ONLY_HTTPS), settings.lang).find
    if not settings.is_secure:
        return headers.Strict(guard.Guard(app, allowed, page), secure=False)
    https = guard.HttpsOnly(app, settings.public, page)
    guarded = guard.Guard(https, allowed, page, secure=True)
    strict = headers.Strict(guarded, secure=True)
    # One hop, and of what it says only how the request came: the host is what the proxy passes on
    # in `RoomService` itself.
    return ProxyFix(strict, x_for=0, x_proto=1) if settings.proxy else strict


def _visits(app: Flask) -> None:
    """Every visitor gets a random number, by which guesses of codes are counted, and may choose
    a language."""

    @app.before_request
    def visit() -> Response | None:
        if cookies.VISITOR not in session and not request.path.startswith("/static/"):
            session[cookies.VISITOR] = cookies.new_visitor()
            g.is_new_visit = True
        wish = request.args.get("lang")
        if request.method != "GET" or wish is None:
            return None
        response = redirect(quote(request.path), 303)
        if wish in LANGUAGE_NAMES:
            cookies.set_token(response, cookies.LANG_COOKIE, wish, LANG_DAYS)
        return response


def _errors(app: Flask, site: Site) -> None:
    """What went wrong, as a page in the reader's language that says what to do."""

    def told(words: Say | str, status: int) -> tuple[str, int]:
        return draw.page(
            "error.html",
            read_speech(site.lang()),
            words=words,
            home="/",
            there=say("To the start page"),
        ), status

    @app.errorhandler(RausError)
    def on_purpose(error: RausError) -> tuple[str, int]:
        status = next((code for kind, code in STATUSES if isinstance(error, kind)), 409)
        return told(error.words, status)

    @app.errorhandler(CSRFError)
    def stale_form(error: CSRFError) -> tuple[str, int]:
        return told(
            say(
                "The page was too old to send. Go back, reload it and try again. Nothing was lost."
            ),
            400,
        )

    @app.errorhandler(Exception)
    def by_accident(error: Exception) -> tuple[str, int]:
        # Not by Flask's own logger, which would name the page's address, and in it a room or a
        # start link.
        log.error("A page could not be made", exc_info=error)
        return told(ON_OUR_SIDE, 500)

    @app.errorhandler(HTTPException)
    def by_number(error: HTTPException) -> tuple[str, int]:
        words = {
            404: say(
                "There is no page here. Check the address, or go to the start page."
            ),
            413: say("That was too much at once. Shorten it and send it again."),
            405: say("This page cannot be used that way. Go to the start page."),
        }.get(error.code or 500, ON_OUR_SIDE)
        return told(words, error.code or 500)
