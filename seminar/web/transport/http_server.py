"""gevent's HTTP server with a time for everything: no client can hold a connection by saying
nothing, half a header or half a body, and none waits in the application."""

from __future__ import annotations

import errno
import logging
import socket
from functools import partial
from io import BytesIO
from typing import Any, Final

from gevent import ssl
from gevent.pywsgi import Input, WSGIHandler, WSGIServer

from seminar.web.transport.connections import ConnectionTable, Phase, TcpConnection

MAX_BODY: Final = 32 * 1024
"""Bytes of a body that the application gets; it answers a longer one with words."""

MAX_DISCARDED: Final = 1024 * 1024
"""Bytes of a body too long that are read all the same, so that its sender reads the answer rather
than that the connection was reset."""

TLS: Final = b"\x16"
"""What a TLS client's first message begins with; no request in plain HTTP does."""

CROWDED: Final = "raus.crowded"
"""In a request's environment: whether only facilitators are served."""

ENTER_ROOM: Final = "raus.enter_room"
"""In a request's environment: to be called when a WebSocket is let in to a room."""

HOLD: Final = "raus.hold"
"""In a request's environment: to be called with the seconds for which it is to be held. It ends
sooner when the connection's place is needed."""

_NO_DESCRIPTORS: Final = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)

_PAUSE: Final = 0.1
"""Seconds without accepting when the system has no descriptor left."""

log = logging.getLogger(__name__)


class Handler(WSGIHandler):
    """Serves one connection. What is not HTTP is turned away without a word: gevent's line about it
    would hold who sent it, and what."""

    connection: TcpConnection
    wsgi_input: Input

    def handle_one_request(self) -> Any:
        """Wait for a request and answer it."""
        self.connection = self.server.connections.find(self.client_address)
        self._enter(Phase.HEADER)
        return super().handle_one_request()

    def handle_one_response(self) -> None:
        """Have the whole body first, then let the application answer."""
        if (
            not self.connection.counted
        ):  # Shut down: what came of the header is not all of it.
            self.close_connection = True
            return
        self.environ[CROWDED] = self.connection.crowded
        self.environ[ENTER_ROOM] = partial(self._enter, Phase.ROOM)
        self.environ[HOLD] = self._hold
        if (
            self.environ["wsgi.input"] is not self.wsgi_input
        ):  # A WebSocket's handshake.
            self._enter(Phase.GREETING)
        elif self._receive_body():
            self._enter(Phase.ANSWER)
        else:
            self.close_connection = True
            return
        super().handle_one_response()

    def _enter(self, phase: Phase) -> None:
        self.server.connections.enter(self.connection, phase)

    def _hold(self, seconds: float) -> None:
        self._enter(Phase.HELD)
        self.connection.dropped.wait(seconds)

    def _receive_body(self) -> bool:
        """Put the body where the application reads it; False when the client has gone."""
        self._enter(Phase.BODY)
        try:
            body = self.wsgi_input.read(MAX_BODY + 1)
            size = len(body)
            while size > MAX_BODY and (more := self.wsgi_input.read(MAX_BODY)):
                size += len(more)
                if size > MAX_DISCARDED:
                    self.close_connection = True
                    break
        except OSError:  # Also what gevent raises for a body that is none.
            return False
        if size:
            self.environ["CONTENT_LENGTH"] = str(size)
        self.environ.pop("HTTP_TRANSFER_ENCODING", None)
        self.wsgi_input = Input(BytesIO(body), len(body))
        self.environ["wsgi.input"] = self.wsgi_input
        return True

    def _handle_client_error(self, error: Exception) -> tuple[str, bytes]:
        return (
            "400",
            b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        )


class MarkedHandler(Handler):
    """Says of each request whether it came over TLS; gevent itself says so of the server."""

    def get_environ(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environ()
        environ["wsgi.url_scheme"] = (
            "https" if isinstance(self.socket, ssl.SSLSocket) else "http"
        )
        return environ


class HttpServer(WSGIServer):
    """Admits connections by the table, and goes on when the system has no more of them."""

    handler_class = Handler
    max_accept = 4
    """Connections accepted before the others are served again. gevent's hundred at once let whoever
    connects without pause keep everybody's answers waiting for as long as that takes."""

    def __init__(
        self,
        listener: socket.socket,
        application: Any,
        connections: ConnectionTable,
        refusal: bytes,
        **tls: Any,
    ) -> None:
        """`refusal` is the whole answer to a client for whom there is no place."""
        super().__init__(listener, application, log=None, **tls)
        self.connections = connections
        self._refusal = refusal

    def do_read(self) -> Any:
        """Accept a connection, or None when there is none to accept now."""
        try:
            return super().do_read()
        except OSError as error:
            if error.errno not in _NO_DESCRIPTORS:
                raise
        log.warning("The system has no room for more connections")
        self.connections.drop_idle()
        self.stop_accepting()
        self._timer = self.loop.timer(_PAUSE)
        self._timer.start(self._start_accepting_if_started)
        return None

    def do_handle(self, client: Any, peer: Any) -> None:
        """Serve a client in a greenlet of its own, or say that there is no place."""
        if self.connections.admit(client, peer):
            super().do_handle(client, peer)
            return
        try:
            if not self.ssl_enabled:
                client._sock.send(self._refusal)
        except OSError:
            log.debug("A client went away")
        finally:
            client.close()

    def do_close(self, client: Any, peer: Any) -> None:
        """Be done with a client."""
        self.connections.leave(peer)
        super().do_close(client, peer)


class TlsServer(HttpServer):
    """Speaks TLS. What comes in plain HTTP to the same port is marked as such, and the
    application sends it on."""

    handler_class = MarkedHandler

    def wrap_socket_and_handle(self, client_socket: Any, address: Any) -> None:
        try:
            if client_socket.recv(1, socket.MSG_PEEK) == TLS:
                client_socket = self.wrap_socket(client_socket, **self.ssl_args)
                self.connections.find(address).socket = client_socket
            self.handle(client_socket, address)
        except OSError:
            # A client that does not know our certificate, or never said what it wants; nobody's
            # business.
            return
        finally:
            client_socket.close()
