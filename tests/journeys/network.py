"""A network between browsers and the server that can fall silent, as a Wi-Fi does that lets nothing
through and ends no connection."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class Network:
    """Relays what comes to a port of its own to the server, until it is silenced."""

    def __init__(self, port: int) -> None:
        self._server = port
        self._carries = threading.Event()
        self._carries.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._ends: list[socket.socket] = [self._listener]
        self._spawn(self._accept)

    @property
    def base(self) -> str:
        """The address of the server by this network."""
        return f"http://127.0.0.1:{self.port}"

    def silence(self) -> None:
        """Let nothing through from now on; connections stay as they are, and new ones get no
        answer."""
        self._carries.clear()

    def restore(self) -> None:
        """Let through what has been waiting, and all that comes."""
        self._carries.set()

    def close(self) -> None:
        """End it with all its connections."""
        self._carries.set()
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._server))
                self._ends += [client, server]
                self._spawn(self._relay, client, server)
                self._spawn(self._relay, server, client)

    def _relay(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while content := source.recv(65536):
                self._carries.wait()
                target.sendall(content)
            self._carries.wait()
            target.shutdown(socket.SHUT_WR)

    def _spawn(self, job: object, *more: object) -> None:
        threading.Thread(target=job, args=more, daemon=True).start()  # type: ignore[arg-type]
