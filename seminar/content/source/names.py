"""Names of exercises and programmes: a folder's name is its id, on every system and in every
address."""

from __future__ import annotations

import re

from seminar.core.i18n import say

NAME = say("Use the letters a–z, digits and hyphens, and begin with a letter.")
"""The remedy for a name that will not do."""

_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""What Windows keeps for itself, in any folder and with any ending."""


def is_name(name: str) -> bool:
    """Return whether a folder may be called so.

    >>> is_name("r7"), is_name("R7"), is_name("con")
    (True, False, False)
    """
    return _NAME.fullmatch(name) is not None and not _DEVICES.fullmatch(name)
