"""Make tokens, codes and pseudonyms: random, or keyed hashes that lead nowhere once the room's key
is gone."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Iterable

CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 signs that are not mistaken for each other on a projector: no I, O, 0 or 1."""

CODE_LENGTH = 6
"""Signs of the join codes that are opened first; more rooms at once get longer ones."""

SHORT_ROOMS = 4
"""How many rooms may be open at once with codes of `CODE_LENGTH`; with each sign more, as many
times more as there are signs. Then a guess finds an open room in one of 2^28 tries at best, however
many are open, and the limit on guesses (`seminar.web.security.rate_limit`) needs no room to count.
"""

LONGEST_CODE = 9
"""Four million rooms at once have shorter codes; a longer one is nobody's."""

LINK_LENGTH = 8
"""Signs of the secret in a room's link, 40 bits beside the 30 of the code. Nobody types them, and
tries of both are not worth counting: a thousand a second for eight hours find one of a thousand
rooms with a chance under one in a billion."""


def new_token() -> str:
    """Make a random token of 256 bits, for a participant or a facilitator."""
    return secrets.token_urlsafe(32)


def token_of_visit(key: bytes, visit: str) -> str:
    """Return the token of whoever joins a room by this visit, the same each time.

    So one browser is one participant, and nothing needs to be stored that ties the two. Nobody
    else can make the token, for a visit's number is as random as a token, and the key is the
    room's.
    """
    digest = hashlib.blake2b(
        b"visit\0" + visit.encode(), key=key, digest_size=32
    ).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def new_key() -> bytes:
    """Make a room's secret key of 256 bits; it is destroyed when the room is closed."""
    return secrets.token_bytes(32)


def code_length(taken: Iterable[str]) -> int:
    """Return how many signs the next join code has, beside the codes of the rooms that are open.

    >>> code_length(["K7M4QX"])
    6
    >>> code_length(["K7M4QX", "K7M4QY", "K7M4QZ", "K7M4Q2"])
    7
    """
    by_length = Counter(map(len, taken))
    for length in range(CODE_LENGTH, LONGEST_CODE):
        if by_length[length] < SHORT_ROOMS * len(CODE_SIGNS) ** (length - CODE_LENGTH):
            return length
    return LONGEST_CODE


def new_code(length: int = CODE_LENGTH) -> str:
    """Make a join code of signs that can be read aloud, 5 bits each."""
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(length))


def tidy_code(typed: str) -> str:
    """Return a join code as it was meant: upper case, without spaces or hyphens.

    >>> tidy_code("k7m-4qx ")
    'K7M4QX'
    """
    return "".join(sign for sign in typed.upper() if sign.isalnum())[:16]


def is_code(code: str) -> bool:
    """Return whether a room could have this code.

    >>> is_code("K7M4QX"), is_code("K7M4Q0"), is_code("K7M")
    (True, False, False)
    """
    return CODE_LENGTH <= len(code) <= LONGEST_CODE and set(code) <= set(CODE_SIGNS)


def link_secret(key: bytes | None) -> str:
    """Return what a room's link carries beside the code; nothing once the room is closed.

    It is made from the room's key, so that it is stored nowhere and goes when the key goes.
    """
    if key is None:
        return ""
    digest = hashlib.blake2b(b"link", key=key, digest_size=LINK_LENGTH).digest()
    return "".join(CODE_SIGNS[byte % len(CODE_SIGNS)] for byte in digest)


def join_link(code: str, secret: str) -> str:
    """Return the end of a room's link: the code, and the secret after a point.

    >>> join_link("K7M4QX", "ABCDEFGH")
    'K7M4QX.ABCDEFGH'
    """
    return f"{code}.{secret}" if secret else code


def read_link(typed: str) -> tuple[str, str]:
    """Return the code and the secret of the end of a link, or of a code alone.

    >>> read_link("k7m4qx.abcdefgh")
    ('K7M4QX', 'ABCDEFGH')
    >>> read_link("K7M 4QX")
    ('K7M4QX', '')
    """
    code, _, secret = typed.partition(".")
    return tidy_code(code), tidy_code(secret)


def is_link_secret(key: bytes | None, secret: str) -> bool:
    """Return whether this is the secret of the room with this key.

    It takes the same time for any, so that no part of the secret can be guessed by itself.
    """
    right = link_secret(key)
    return bool(right) and hmac.compare_digest(right.encode(), secret.encode())


def hash_token(token: str) -> bytes:
    """Return the hash that is stored in place of a facilitator's token."""
    return hashlib.sha256(token.encode()).digest()


def participant_id(key: bytes, token: str) -> bytes:
    """Return a participant's pseudonym in a room: it tells that somebody is there, and no more."""
    return _keyed(key, b"here\0" + token.encode(), 16)


def answerer_id(key: bytes, question: str, token: str) -> bytes:
    """Return the pseudonym of who gave an answer, different for each question, so that two answers
    cannot be joined to one person."""
    return _keyed(key, b"answer\0" + question.encode() + b"\0" + token.encode(), 16)


def operation_id(key: bytes, question: str, op: str) -> bytes:
    """Return the id of a sending as it is stored, different for each question, so that two answers
    sent at once cannot be joined either."""
    return _keyed(key, b"op\0" + question.encode() + b"\0" + op.encode(), 8)


def _keyed(key: bytes, message: bytes, size: int) -> bytes:
    """Return a keyed hash of this many bytes.

    BLAKE2 has the key built in, and is four times as fast as HMAC around SHA-256: every answer to
    every question needs two.
    """
    return hashlib.blake2b(message, key=key, digest_size=size).digest()
