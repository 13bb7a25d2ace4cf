"""The start link: printed in the terminal, good for one login within a quarter of an hour."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

from itsdangerous import BadData, URLSafeTimedSerializer

from seminar.config import Settings
from seminar.core.errors import Unavailable
from seminar.web.security.secret import not_writable, secret_key, write_whole

GOOD_FOR = 15 * 60
"""Seconds."""


def start_link(settings: Settings, port: int) -> str:
    """A one-time address that logs a browser in as facilitator: this machine's, or where a
    server is found."""
    base = replace(settings, port=port).public or f"http://localhost:{port}"
    return f"{base}/in/{Links(settings.data).make()}"


class Links:
    """Makes start links, and lets each be used once. Any process that can read the secret can
    make one."""

    def __init__(self, folder: Path) -> None:
        self._signer = URLSafeTimedSerializer(secret_key(folder), salt="raus-start-link")
        self._used = folder / "used-links"

    def make(self) -> str:
        """A new token for `/in/<token>`."""
        return str(self._signer.dumps(secrets.token_urlsafe(18)))

    def is_good(self, token: str) -> bool:
        """Return whether the token is ours, fresh and unused. Nothing changes."""
        nonce = self._read(token)
        return nonce is not None and nonce not in self._read_used()

    def use(self, token: str) -> bool:
        """Use the token up, and return whether it was ours, fresh and unused."""
        nonce = self._read(token)
        used = self._read_used()
        if nonce is None or nonce in used:
            return False
        try:
            write_whole(self._used, "\n".join([*used[-200:], nonce]))
        except OSError:
            raise Unavailable(not_writable(self._used.parent)) from None
        return True

    def _read(self, token: str) -> str | None:
        """Return the number that makes the token unlike any other, or None where it is not ours
        or too old."""
        try:
            return str(self._signer.loads(token, max_age=GOOD_FOR))
        except BadData:
            return None

    def _read_used(self) -> list[str]:
        return self._used.read_text(errors="replace").split() if self._used.exists() else []
