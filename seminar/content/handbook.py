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


@cache
def read_handbook(lang: str) -> Prose:
    """Return the handbook in `lang`, or in the nearest language that it is written in."""
    lang = lang if lang in LANGUAGES else FALLBACK_LANGUAGE.get(lang, "en")
    text = (files("seminar.content") / "help" / f"{lang}.md").read_text(
        encoding="utf-8"
    )
    return markdown.join_prose(
        *(markdown.read_markdown(section, lang) for section in _SECTION.split(text))
    )
