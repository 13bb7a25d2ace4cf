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
"""Bytes that tell a card from every other of its series: 64 bits, so that among a million cards two
are the same with a chance under one in ten million."""

LONGEST_CARD = 200
"""Signs of a card that are read at most: a bound on work. A card of four statements has 47."""

Marks = tuple[int | None, ...]
"""The steps that a person chose on the followed scale, by statement; None where they skipped it."""


class Card(NamedTuple):
    """The content of a return card."""

    wave: int
    """Which room of its series it is from, 0 for the first."""
    marks: Marks
    nonce: bytes


def new_series_key() -> bytes:
    """Make the key that seals the cards of a series: 512 bits, of which AES-SIV takes half to
    encrypt and half to authenticate."""
    return bytes(AESSIV.generate_key(512))


def nonce_for(room_key: bytes, token: str) -> bytes:
    """Return the nonce of this participant's card from this room. Nobody can make it again once
    the room's key is gone."""
    return blake2b(b"card\0" + token.encode(), key=room_key, digest_size=NONCE).digest()


def seal_card(key: bytes, question: str, card: Card) -> str:
    """Return the card as letters and digits, sealed. The same card gives the same text, so that a
    copy is known for what it is."""
    steps = bytes(mark or 0 for mark in card.marks)
    sealed = AESSIV(key).encrypt(
        bytes([card.wave]) + card.nonce + steps, [question.encode()]
    )
    return b32encode(sealed).decode().rstrip("=")


def unseal_card(key: bytes, question: str, typed: str) -> Card:
    """Return what is on the card.

    Raises:
        Refused: Where it is of another series, damaged, or no card at all.
    """
    text = tidy_card(typed)
    try:
        sealed = b32decode(text + "=" * (-len(text) % 8))
        opened = AESSIV(key).decrypt(sealed, [question.encode()])
    except (ValueError, InvalidTag):
        raise Refused(
            say(
                "This card does not belong to this series, or a sign of it is missing. Scan it,"
                " or copy all of it."
            )
        ) from None
    wave = opened[0]
    nonce = opened[1 : 1 + NONCE]
    marks = tuple(step or None for step in opened[1 + NONCE :])
    return Card(wave, marks, nonce)


def tidy_card(typed: str) -> str:
    """Return the card in what a person scanned, pasted or typed: a whole address, small letters,
    groups of four.

    >>> tidy_card("https://raus.example/card#abcd EFGH")
    'ABCDEFGH'
    """
    card = typed.rpartition("#")[2].upper()
    return "".join(sign for sign in card if sign.isalnum())[:LONGEST_CARD]


def group_signs(card: str) -> str:
    """Return the card in groups of four, as a hand copies it.

    >>> group_signs("ABCDEFGHIJ")
    'ABCD EFGH IJ'
    """
    return " ".join(card[at : at + 4] for at in range(0, len(card), 4))


def hash_used(key: bytes, nonce: bytes) -> bytes:
    """Return what is remembered of a card that was counted: a keyed hash of its nonce, and nothing
    else."""
    return blake2b(b"used\0" + nonce, key=key, digest_size=16).digest()
