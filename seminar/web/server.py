"""The server process: builds everything from the settings, listens, and goes on until it is told
to stop."""

from __future__ import annotations

import errno
import gc
import logging
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import gevent
from gevent import ssl
from werkzeug.middleware.proxy_fix import ProxyFix

from seminar.config import Settings, allow_connections
from seminar.content.library import Library
from seminar.core.errors import RausError, Unavailable
from seminar.core.i18n import Say, say
from seminar.service.rooms.room_service import RoomService
from seminar.store import Store
from seminar.web.app import Built, create_app
from seminar.web.live.event_loop import LoopQueue, quieten
from seminar.web.live.sleep_watch import SleepWatch
from seminar.web.rendering.refusals import Refusals
from seminar.web.security import cookies, headers
from seminar.web.security.start_links import start_link
from seminar.web.security.visitors import identify_with
from seminar.web.security.wsgi import Application, Environ
from seminar.web.transport.connections import SHARE_OF_ONE_ADDRESS, ConnectionTable
from seminar.web.transport.http_server import HttpServer, TlsServer
from seminar.web.transport.page_rate import STATUSES, TOO_MANY, PageRate

PHONES = 4096
"""Connections that the server asks the system to allow."""

OWN_FILES = 128
"""Descriptors that are not connections: the database, files that are read, threads."""

SWITCH_INTERVAL = 0.0005
"""Seconds for which the event loop may keep the interpreter while the writing thread waits for it.
A commit asks for it some ten times. Beside pages of 3 ms each an acknowledgement takes 4 ms so, and
8 to 20 at Python's own 0.005 (medians; two cores that had other work besides)."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Serving:
    """A server that listens."""

    settings: Settings
    host: RoomService
    built: Built
    port: int
    stop: Callable[[], None]

    def start_link(self) -> str:
        """A one-time address that logs a browser in as facilitator."""
        return start_link(self.settings, self.port)


def limit_pace(settings: Settings, built: Built, host: RoomService) -> Application:
    """Return the application behind what paces its visitors.

    Behind a proxy, newcomers are told apart by the address that the proxy saw, never by one that a
    client claims: what stands before the trusted entries is not looked at.
    """
    refusals = Refusals(STATUSES, settings.lang)

    def find_refusal(words: Say, environ: Environ) -> bytes:
        lang = cookies.cookie(environ, cookies.LANG_COOKIE) or ""
        may_retry = environ.get("REQUEST_METHOD") == "GET"
        return refusals.find(words, lang, may_retry=may_retry)

    paced = PageRate(
        built.wsgi,
        identify_with(built.flask, host),
        partial(cookies.new_visit, built.flask),
        find_refusal,
    )
    wsgi = headers.Strict(paced, secure=settings.is_secure)
    return ProxyFix(wsgi, settings.proxy_hops, x_proto=0) if settings.proxy else wsgi


def _server(
    settings: Settings, listener: socket.socket, built: Built, host: RoomService
) -> HttpServer:
    """The server around the application, with its limits."""
    wsgi = limit_pace(settings, built, host)
    most = _most_connections()
    # A proxy opens all connections from its own address, and limits them itself.
    most_of_one = None if settings.proxy else int(most * SHARE_OF_ONE_ADDRESS)
    table = ConnectionTable(most, most_of_one)
    if settings.tls_cert is None:
        return HttpServer(listener, wsgi, table, _refuse_all(settings.lang))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(settings.tls_cert, settings.tls_key)
    except OSError as error:
        raise RausError(
            say(
                "The certificate {cert} and its key {key} cannot be used: {why}",
                cert=str(settings.tls_cert),
                key=str(settings.tls_key),
                why=error.strerror or str(error),
            )
        ) from None
    refusal = _refuse_all(settings.lang)
    return TlsServer(listener, wsgi, table, refusal, ssl_context=context)


def _most_connections() -> int:
    """Connections that the system allows, less what the database, files and threads need."""
    if sys.platform == "win32":
        return PHONES
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(64, min(PHONES, soft - OWN_FILES))


def _refuse_all(first: str) -> bytes:
    """Return the answer to whoever finds no place, before anything is known of them; `first` is
    the language that stands first."""
    body = Refusals((TOO_MANY,), first).find(TOO_MANY, may_retry=True)
    head = (
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Connection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def run_server(
    settings: Settings, library: Library, ready: Callable[[Serving], None]
) -> None:
    """Listen until SIGINT or SIGTERM; `ready` is called once, on the event loop, when the first
    phone may come."""
    listener = _listen(settings.bind, settings.port)
    port = listener.getsockname()[1]
    quieten()
    post = LoopQueue()
    sys.setswitchinterval(SWITCH_INTERVAL)
    allow_connections(PHONES)
    delay = settings.commit_delay_ms / 1000
    store = Store.open(
        settings.database, post=post, gather=post.at_end_of_turn, commit_delay=delay
    )
    try:
        host = RoomService(
            store,
            library,
            rules=settings.rules,
            exposed=settings.exposed,
            clock=steady_clock(),
            wait=post.wait,
        )
        host.versions.pin_contents()
        built = create_app(replace(settings, port=port), host)
        server = _server(settings, listener, built, host)
        for sign in _signs_to_stop():
            gevent.signal_handler(sign, server.stop, timeout=1)
        gevent.spawn(_forget_the_old, host, settings)
        gevent.spawn(_forget_when_asked, host)
        gevent.spawn(SleepWatch(host.pause_timers, host.clock).run)
        gevent.spawn(server.connections.keep_sweeping)
        server.start()
        ready(Serving(settings, host, built, port, server.stop))
        _keep_what_is_loaded()
        server.serve_forever()
    finally:
        store.close()


def steady_clock(
    wall: Callable[[], float] = time.time, running: Callable[[], float] = time.monotonic
) -> Callable[[], float]:
    """Seconds since the epoch as they stood at the start, and steadily on: a clock that is set
    moves no timer."""
    start = wall() - running()
    return lambda: start + running()


def _signs_to_stop() -> Iterator[signal.Signals]:
    """Ctrl-C, the system going down, and the terminal being closed, unless that was to be
    survived (`nohup`)."""
    yield from (signal.SIGINT, signal.SIGTERM)
    if (
        sys.platform != "win32"
        and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN
    ):
        yield signal.SIGHUP


def _keep_what_is_loaded() -> None:
    """Tell the garbage collector that what is loaded by now stays, and to look more seldom.

    Otherwise a burst of answers sets off a walk through all of it, and the whole room waits a tenth
    of a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def _forget_the_old(host: RoomService, settings: Settings) -> None:
    """Rooms are kept as long as the join page says, and no longer."""
    while True:
        try:
            host.deletion.delete_expired(settings.retention_days, settings.series_days)
        except Unavailable as error:
            log.warning("Old rooms were not deleted: %s", error)
        gevent.sleep(6 * 3600)


def _forget_when_asked(host: RoomService) -> None:
    """`raus purge` beside a running server leaves its wish in the database, where only the
    server writes to rooms."""
    while True:
        try:
            host.deletion.delete_requested()
        except Unavailable as error:
            log.warning("A room was not deleted: %s", error)
        gevent.sleep(1)


def _listen(bind: str, port: int) -> socket.socket:
    listener: socket.socket = gevent.socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Phones' sockets inherit it; without it an acknowledgement behind a picture waits 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((bind, port))
    except OSError as error:
        listener.close()
        raise RausError(_why_not(error, bind, port)) from None
    listener.listen(2048)
    return listener


def _why_not(error: OSError, bind: str, port: int) -> Say:
    if error.errno == errno.EADDRINUSE:
        return say(
            "Port {port} is taken: another program, or RAUS itself, listens there already. Stop "
            "it, or choose another port: raus serve --port {other}",
            port=port,
            other=port + 1,
        )
    if error.errno == errno.EACCES:
        return say(
            "Port {port} needs more rights than you have. Choose one above 1024: raus serve "
            "--port 8000",
            port=port,
        )
    return say(
        "This computer has no address {bind}. Leave --bind out to listen on all of them.",
        bind=bind,
    )
