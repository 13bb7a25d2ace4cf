"""The facilitator's handbook, as it is read inside the program."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from seminar.content import prose
from seminar.core.language import LANGUAGES, NEAREST
from seminar.core.words import Prose


@cache
def handbook(lang: str) -> Prose:
    """The handbook in `lang`, or in the nearest language that it is written in."""
    lang = lang if lang in LANGUAGES else NEAREST.get(lang, "en")
    return prose.read((files("seminar.content") / "help" / f"{lang}.md").read_text(encoding="utf-8"), lang)
