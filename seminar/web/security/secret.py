"""Secret."""

from __future__ import annotations

import secrets
from pathlib import Path

from seminar.core.errors import Unavailable
from seminar.core.i18n import Say, say

SECRET_LENGTH = 43
"""Letters that hold 256 bits."""


def secret_key(folder: Path) -> str:
    """The installation's secret, made on first use and readable by its owner alone."""
    path = folder / "secret"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A full disk leaves a file with nothing in it, and with an empty secret anyone could sign.
        if not path.exists() or path.stat().st_size < SECRET_LENGTH:
            write_whole(path, secrets.token_urlsafe(48))
        return path.read_text()
    except OSError:
        raise Unavailable(not_writable(folder)) from None


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
