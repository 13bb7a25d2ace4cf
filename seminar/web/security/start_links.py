"""The start link: printed in the terminal, good for one login within a quarter of an hour."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

from itsdangerous import BadData, URLSafeTimedSerializer

from seminar.config import Settings
from seminar.core.errors import Unavailable
from seminar.service.logins import Grant
from seminar.web.security.secret import not_writable, secret_key, write_whole

OWNER = Grant()

GOOD_FOR = 15 * 60
"""Seconds that a start link works: long enough to walk over to another device with it, and too
short for one that is found on a screenshot later."""


def start_link(settings: Settings, port: int, grant: Grant = OWNER) -> str:
    """Return a one-time address that logs a browser in with this grant: this machine's, or where
    a server is found."""
    base = replace(settings, port=port).public or f"http://localhost:{port}"
    return f"{base}/in/{Links(settings.data).make(grant)}"


class Links:
    """Makes start links, and lets each be used once. Any process that can read the secret can
    make one."""

    def __init__(self, folder: Path) -> None:
        self._signer = URLSafeTimedSerializer(
            secret_key(folder), salt="raus-start-link"
        )
        self._used = folder / "used-links"

    def make(self, grant: Grant = OWNER) -> str:
        """Return a new token for `/in/<token>`, which gives this grant to whoever uses it."""
        return str(
            self._signer.dumps(
                [secrets.token_urlsafe(18), grant.facilitator, grant.room]
            )
        )

    def look_at(self, token: str) -> Grant | None:
        """Return what the token would grant, and leave it unused; None where it is not ours, too
        old or used."""
        known = self._read(token)
        if known is None or known[0] in self._read_used():
            return None
        return known[1]

    def use(self, token: str) -> Grant | None:
        """Use the token up, and return what it grants; None where it is not ours, too old or
        used."""
        known = self._read(token)
        used = self._read_used()
        if known is None or known[0] in used:
            return None
        nonce, grant = known
        try:
            write_whole(self._used, "\n".join([*used[-200:], nonce]))
        except OSError:
            raise Unavailable(not_writable(self._used.parent)) from None
        return grant

    def _read(self, token: str) -> tuple[str, Grant] | None:
        """Return the number that makes the token unlike any other, and its grant; None where it
        is not ours or too old."""
        try:
            content = self._signer.loads(token, max_age=GOOD_FOR)
        except BadData:
            return None
        match content:
            case [str(nonce), str(facilitator), str(room)]:
                return nonce, Grant(facilitator, room)
        return None  # Signed by a version that made other links: nothing may be read into it.

    def _read_used(self) -> list[str]:
        return (
            self._used.read_text(errors="replace").split()
            if self._used.exists()
            else []
        )
