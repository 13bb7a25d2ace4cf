"""The facilitator's handbook, as it is read inside the program."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from seminar.content.source import markdown
from seminar.core.elements import Prose
from seminar.core.i18n import FALLBACK_LANGUAGE, LANGUAGES

_SECTION = re.compile(r"^(?=## )", re.MULTILINE)
"""Where a section begins: the whole is longer than what is read at once."""


_KEYS = "{keys}"
"""Where the rows of the key table stand: the program itself says which keys there are."""


@cache
def read_handbook(lang: str, keys: tuple[tuple[str, str], ...]) -> Prose:
    """Return the handbook in `lang`, or in the nearest language that it is written in.

    Args:
        lang: The reader's language.
        keys: The keys of the console and what each does, both in words.
    """
    written = lang if lang in LANGUAGES else FALLBACK_LANGUAGE.get(lang, "en")
    path = files("seminar.content") / "help" / f"{written}.md"
    rows = "\n".join(f"| {names} | {effect} |" for names, effect in keys)
    text = path.read_text(encoding="utf-8").replace(_KEYS, rows)
    sections = _SECTION.split(text)
    return markdown.join_prose(
        *(markdown.read_markdown(section, written) for section in sections)
    )
