"""The content that comes with the program, read once for all its tests."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from seminar.content.library import Library, bundled
from seminar.core.elements import Prose
from seminar.kinds import kinds

__all__ = ["bundled", "library", "text"]


@cache
def library() -> Library:
    return Library.load(bundled(), kinds())


def text(*parts: Prose) -> str:
    """What a person reads of some prose, on one line."""
    return " ".join(
        unescape(re.sub(r"<[^>]+>", "", " ".join(part.html for part in parts))).split()
    )
