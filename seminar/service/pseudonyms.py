"""Who is who without knowing who: random tokens, and keyed hashes that say nothing once the
room's key is gone."""

from __future__ import annotations

import hashlib
import secrets

CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 signs that are not mistaken for each other on a projector: no I, O, 0 or 1."""

CODE_LENGTH = 6


def new_token() -> str:
    """A random token of 256 bits for one participant or one facilitator."""
    return secrets.token_urlsafe(32)


def new_key() -> bytes:
    """A room's secret key; destroyed when the room is closed."""
    return secrets.token_bytes(32)


def new_code() -> str:
    """A join code: 30 bits in six signs that can be read aloud."""
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))


def tidy_code(typed: str) -> str:
    """A join code as it was meant: upper case, without spaces or hyphens."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[:16]


def is_code(code: str) -> bool:
    """Whether a room could have this code."""
    return len(code) == CODE_LENGTH and set(code) <= set(CODE_SIGNS)


def fingerprint(token: str) -> bytes:
    """What is stored of a facilitator's token."""
    return hashlib.sha256(token.encode()).digest()


def participant(key: bytes, token: str) -> bytes:
    """A participant's id in a room: tells that someone is here, and nothing else."""
    return _keyed(key, b"here\0" + token.encode(), 16)


def answerer(key: bytes, question: str, token: str) -> bytes:
    """Who gave an answer, different for each question, so that two answers cannot be joined to
    one person."""
    return _keyed(key, b"answer\0" + question.encode() + b"\0" + token.encode(), 16)


def operation(key: bytes, question: str, op: str) -> bytes:
    """An operation as stored, different for each question for the same reason."""
    return _keyed(key, b"op\0" + question.encode() + b"\0" + op.encode(), 8)


def _keyed(key: bytes, message: bytes, size: int) -> bytes:
    """A keyed hash. BLAKE2 has the key built in, and is four times as fast as HMAC around
    SHA-256: every answer to every question needs two."""
    return hashlib.blake2b(message, key=key, digest_size=size).digest()
