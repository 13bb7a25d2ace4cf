"""WebSocket frames (RFC 6455) as values: bytes in, messages out. No sockets here.

A message that will be too large is refused from its header, before any of it is kept.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha1
from typing import Final

CONTINUATION: Final = 0x0
TEXT: Final = 0x1
BINARY: Final = 0x2
CLOSE: Final = 0x8
PING: Final = 0x9
PONG: Final = 0xA

NORMAL: Final = 1000
PROTOCOL_ERROR: Final = 1002
NOT_TEXT: Final = 1007
TOO_BIG: Final = 1009

MAX_FRAGMENTS: Final = 64
"""Pieces of one message. Browsers send a message of ours in one; a stream of empty pieces would
keep the reader busy for ever and never become a message."""

_FIN = 0x80
_MASKED = 0x80
_SENDABLE_CODES = frozenset(
    (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014)
)
_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Broken(Exception):
    """The peer broke the protocol; `code` is the close code it is told."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(code)


Message = tuple[int, bytes]
"""What kind it is (`TEXT`, `BINARY`, `CLOSE`, `PING`, `PONG`) and its payload."""


def accept_key(key: str) -> str:
    """The `Sec-WebSocket-Accept` that answers this `Sec-WebSocket-Key`."""
    return b64encode(
        sha1(key.encode("latin-1") + _MAGIC, usedforsecurity=False).digest()
    ).decode()


def frame(payload: bytes, opcode: int = TEXT) -> bytes:
    """One whole unmasked frame, as a server sends it."""
    size = len(payload)
    if size < 126:
        return bytes((_FIN | opcode, size)) + payload
    if size < 65536:
        return bytes((_FIN | opcode, 126)) + size.to_bytes(2, "big") + payload
    return bytes((_FIN | opcode, 127)) + size.to_bytes(8, "big") + payload


def close_frame(code: int) -> bytes:
    """A close frame that gives `code` as the reason."""
    return frame(code.to_bytes(2, "big"), CLOSE)


def close_reply(payload: bytes) -> bytes:
    """The answer to a peer's close frame: its own code back, or a protocol error where that code
    may not be sent."""
    if not payload:
        return close_frame(NORMAL)
    code = int.from_bytes(payload[:2], "big")
    return close_frame(
        code if code in _SENDABLE_CODES or 3000 <= code < 5000 else PROTOCOL_ERROR
    )


def unmask(data: bytes, key: bytes) -> bytes:
    """`data` with the four bytes of `key` taken off again; as one large number, for that runs at
    the speed of C."""
    size = len(data)
    mask = (key * (size // 4 + 1))[:size]
    return (int.from_bytes(data, "little") ^ int.from_bytes(mask, "little")).to_bytes(
        size, "little"
    )


def text(payload: bytes) -> str:
    """The text of a `TEXT` message, or `Broken` when it is none."""
    try:
        return payload.decode()
    except UnicodeDecodeError:
        raise Broken(NOT_TEXT) from None


class Reader:
    """Puts one client's bytes together into messages. Keeps at most one unfinished message of
    `limit` bytes."""

    __slots__ = ("_fragments", "_kind", "_parts", "_rest", "limit")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._rest = b""
        self._parts = bytearray()
        self._fragments = 0
        self._kind = CONTINUATION

    def feed(self, data: bytes) -> list[Message]:
        """The messages that `data` completes, or `Broken`."""
        if self._rest:
            data = self._rest + data
        messages: list[Message] = []
        at = 0
        end = len(data)
        while (start := self._payload_at(data, at, end)) is not None:
            first = data[at]
            size = self._size(data, at)
            if start + size > end:
                break
            payload = unmask(data[start : start + size], data[start - 4 : start])
            at = start + size
            if (message := self._finish(first, payload)) is not None:
                messages.append(message)
        self._rest = data[at:]
        return messages

    def _payload_at(self, data: bytes, at: int, end: int) -> int | None:
        """Return where the payload of the frame at `at` begins, once its whole header is here and
        allowed."""
        if end - at < 2:
            return None
        first = data[at]
        second = data[at + 1]
        if not second & _MASKED or first & 0x70:
            raise Broken(PROTOCOL_ERROR)
        short = second & 0x7F
        start = at + (6 if short < 126 else 8 if short == 126 else 14)
        if end < start:
            return None
        self._allow(first, self._size(data, at))
        return start

    def _allow(self, first: int, size: int) -> None:
        opcode = first & 0x0F
        if opcode >= CLOSE:
            if opcode > PONG or size > 125 or not first & _FIN:
                raise Broken(PROTOCOL_ERROR)
            return
        if opcode > BINARY or (opcode == CONTINUATION) == (self._kind == CONTINUATION):
            raise Broken(PROTOCOL_ERROR)
        if len(self._parts) + size > self.limit:
            raise Broken(TOO_BIG)

    @staticmethod
    def _size(data: bytes, at: int) -> int:
        short = data[at + 1] & 0x7F
        if short < 126:
            return short
        return int.from_bytes(data[at + 2 : at + (4 if short == 126 else 10)], "big")

    def _finish(self, first: int, payload: bytes) -> Message | None:
        opcode = first & 0x0F
        if opcode >= CLOSE:
            if opcode == CLOSE and len(payload) == 1:
                raise Broken(PROTOCOL_ERROR)
            return opcode, payload
        if first & _FIN and opcode != CONTINUATION:
            return opcode, payload
        self._kind = self._kind or opcode
        self._parts += payload
        self._fragments += 1
        if self._fragments > MAX_FRAGMENTS:
            raise Broken(TOO_BIG)
        if not first & _FIN:
            return None
        message = self._kind, bytes(self._parts)
        self._kind = CONTINUATION
        self._parts = bytearray()
        self._fragments = 0
        return message
