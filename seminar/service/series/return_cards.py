"""Return cards: one person's own marks, sealed, so that between two rooms of a series the paper is
the database.

A card is bytes that only the server of the series can open, as letters and digits that a QR code or
a hand can carry. It is the same card however often its owner asks for it, so one person cannot come
back as two.
"""

from __future__ import annotations

from base64 import b32decode, b32encode
from hashlib import blake2b
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from seminar.core.errors import Refused
from seminar.core.i18n import say

NONCE = 8
"""Bytes that tell one card from every other of its series."""

Marks = tuple[int | None, ...]


class Card(NamedTuple):
    """What a card holds: the wave it is from, one step for each statement (None for none), and
    its nonce."""

    wave: int
    marks: Marks
    nonce: bytes


def new_key() -> bytes:
    """A key that seals the cards of one series."""
    return bytes(AESSIV.generate_key(512))


def nonce_for(room_key: bytes, token: str) -> bytes:
    """The nonce of this participant's card from this room; nobody can make it again once the
    room's key is gone."""
    return blake2b(b"card\0" + token.encode(), key=room_key, digest_size=NONCE).digest()


def seal(key: bytes, question: str, card: Card) -> str:
    """The card as letters and digits. The same card gives the same text, so that a copy is known
    as one."""
    steps = bytes(mark or 0 for mark in card.marks)
    sealed = AESSIV(key).encrypt(bytes([card.wave]) + card.nonce + steps, [question.encode()])
    return b32encode(sealed).decode().rstrip("=")


def unseal(key: bytes, question: str, typed: str) -> Card:
    """What is on the card, or refused in words when it is of another series, damaged, or no card
    at all."""
    text = tidy(typed)
    try:
        sealed = b32decode(text + "=" * (-len(text) % 8))
        opened = AESSIV(key).decrypt(sealed, [question.encode()])
    except (ValueError, InvalidTag):
        raise Refused(
            say(
                "This card does not belong to this series, or a sign of it is missing. Scan it, or copy all of it."
            )
        ) from None
    wave, nonce, steps = opened[0], opened[1 : 1 + NONCE], opened[1 + NONCE :]
    return Card(wave, tuple(step or None for step in steps), nonce)


def tidy(typed: str) -> str:
    """The card out of whatever a person scanned, pasted or typed: a whole address, small
    letters, groups of four."""
    return "".join(sign for sign in typed.rpartition("#")[2].upper() if sign.isalnum())[:200]


def grouped(card: str) -> str:
    """The card in groups of four, as a hand copies it."""
    return " ".join(card[at : at + 4] for at in range(0, len(card), 4))


def used_as(key: bytes, nonce: bytes) -> bytes:
    """What is remembered of a card that was counted: a keyed hash of its nonce, and nothing
    else."""
    return blake2b(b"used\0" + nonce, key=key, digest_size=16).digest()
