"""End the connection of whatever sends what is no message of ours, before Socket.IO reads it.

Socket.IO writes a page into the log for each packet that it cannot read, with pieces of what was
sent, and takes an event called `connect` from a client for a connection.
"""

from __future__ import annotations

import json
import re

import orjson
import socketio

_PACKET = re.compile(
    r"(?P<kind>0|1|2\d{0,18}(?=\[))(?P<content>.*)", re.ASCII | re.DOTALL
)
"""Connect, disconnect, or an event with perhaps the number of its acknowledgement; all in the
one namespace."""

_RESERVED = ("connect", "disconnect", "__disconnect_final")


class PacketFilter:
    """Stands where Engine.IO hands messages to Socket.IO."""

    def __init__(self, server: socketio.Server) -> None:
        self._engine = server.eio
        self._read_on = server.eio.handlers["message"]

    def __call__(self, sid: str, message: str | bytes) -> None:
        if isinstance(message, str) and is_ours(message):
            self._read_on(sid, message)
        else:
            self._end(sid)

    def _end(self, sid: str) -> None:
        # Not `disconnect`, which waits until a client that may not read has taken all it was sent.
        connection = self._engine.sockets.get(sid)
        if connection is not None:
            connection.close(wait=False)


def watch(server: socketio.Server) -> None:
    """Let only sound messages through to `server`."""
    server.eio.on("message", PacketFilter(server))


def is_ours(message: str) -> bool:
    """Return whether this is a message as `PROTOCOL.md` has them; the event may still be one that
    nobody handles."""
    packet = _PACKET.fullmatch(message)
    if packet is None:
        return False
    kind = packet["kind"]
    content = packet["content"]
    if kind == "1":
        return not content
    if kind == "0":
        return not content or isinstance(_value(content), dict)
    event = _value(content)
    return (
        isinstance(event, list)
        and bool(event)
        and isinstance(event[0], str)
        and event[0] not in _RESERVED
    )


def _value(text: str) -> object:
    try:
        return loads(text)
    except (ValueError, RecursionError):
        return None


def loads(text: str | bytes) -> object:
    """JSON as a phone writes it. Half an emoji is text to a browser, so it is read here too, and
    dropped later."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)
