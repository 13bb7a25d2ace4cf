"""Keep the installation's secret, and write small files that are their owner's alone."""

from __future__ import annotations

import logging
import secrets
from pathlib import Path
from string import ascii_letters, digits

from seminar.core.errors import Unavailable
from seminar.core.i18n import Say, say

SECRET_LENGTH = 43
"""Letters that hold 256 bits."""

SECRET_LETTERS = f"{ascii_letters}{digits}-_".encode()
"""What `secrets.token_urlsafe` writes."""

log = logging.getLogger(__name__)


def secret_key(folder: Path) -> str:
    """Return the installation's secret, made on first use and readable by its owner alone."""
    path = folder / "secret"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stored = path.read_bytes() if path.exists() else None
        if stored is not None and _is_secret(stored):
            return stored.decode()
        if stored is not None:
            log.warning(
                "The file %s was damaged. A new one was made; pages must be reloaded",
                path,
            )
        secret = secrets.token_urlsafe(48)
        write_whole(path, secret)
        return secret
    except OSError:
        raise Unavailable(not_writable(folder)) from None


def _is_secret(stored: bytes) -> bool:
    """Return whether this can have been made here. A full disk leaves a file with nothing in it,
    and with an empty secret anyone could sign."""
    return len(stored) >= SECRET_LENGTH and not set(stored) - set(SECRET_LETTERS)


def write_whole(path: Path, text: str) -> None:
    """Replace a small file that is its owner's alone: all of it or nothing, also when the disk
    is full."""
    draft = path.with_name(f"{path.name}-new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(text)
    draft.replace(path)


def not_writable(folder: Path) -> Say:
    return say(
        "The folder {folder} cannot be written to. Choose another with --data, or free some space.",
        folder=str(folder),
    )
