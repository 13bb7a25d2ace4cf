"""Sentences of the program itself, kept apart from the language they are said in.

Core, kinds and services speak in `Say` values; an edge (phone, projector, paper, terminal) turns
them into text with a `Speech`. Words written by an author are plain `str` and pass through
untouched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any

LANGUAGES = ("nb", "nn", "en")
"""The languages that the program itself speaks, and that all which comes with it stands in."""

LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English", "se": "Davvisámegiella"}
"""The languages that authors may write in, each by its own name."""

FALLBACK_LANGUAGE = {"se": "nb"}
"""What is said instead, where the program has no words yet in a language."""


@dataclass(frozen=True, slots=True)
class Say:
    """One sentence of the program: an English message id with `{named}` places, to be said in any
    language.

    `plural` and `n` choose the form by number; `args` are filled in after translation and may be
    `Say` themselves.
    """

    msgid: str
    plural: str = ""
    n: int | None = None
    args: tuple[tuple[str, str | int | float | Say], ...] = ()


Message = str | Say
"""What a person reads: an author's own text, or a sentence of the program."""


def say(msgid: str, /, **args: str | int | float | Say) -> Say:
    """A sentence of the program, e.g. `say("Step {at} of {of}", at=3, of=21)`."""
    return Say(msgid, args=tuple(args.items()))


def say_n(msgid: str, plural: str, n: int, /, **args: str | int | float | Say) -> Say:
    """A sentence that depends on a number, e.g. `say_n("{n} answer", "{n} answers", n)`."""
    return Say(msgid, plural, n, (("n", n), *args.items()))


def join_messages(*several: Message) -> Message:
    """What is said, with a point between."""
    said = [one for one in several if one]
    return (
        reduce(lambda one, other: say("{one} · {other}", one=one, other=other), said)
        if said
        else ""
    )


@dataclass(frozen=True)
class Speech:
    """How one language is spoken: looks up sentences and writes numbers the way that language
    does."""

    lang: str
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    decimal_mark: str = ","

    def __call__(self, words: Message) -> str:
        if isinstance(words, str):
            return words
        text = (
            self.gettext(words.msgid)
            if words.n is None
            else self.ngettext(words.msgid, words.plural, words.n)
        )
        return text.format(**{name: self._part(value) for name, value in words.args})

    def number(self, value: float, decimals: int = 0) -> str:
        """The number as this language writes it: `3,8` in Norwegian, `3.8` in English."""
        return f"{value:.{decimals}f}".replace(".", self.decimal_mark)

    def _part(self, value: Any) -> str:
        match value:
            case Say():
                return self(value)
            case float():
                return self.number(value, 1)
            case _:
                return str(value)


def untranslated_speech(lang: str = "en") -> Speech:
    """Speech that needs no catalogue: message ids as they stand."""
    return Speech(
        lang,
        lambda one: one,
        lambda one, many, n: one if n == 1 else many,
        "." if lang == "en" else ",",
    )


def trim_decimals(value: float) -> int | float:
    """The number as people say it where no decimal is wanted for its own sake: 5 for 5.0, and
    2.5 as it is."""
    return int(value) if value == int(value) else value


def format_change(value: float) -> Say:
    """A change with its sign: `+0,4`, `−0,4` with a true minus, and `0,0`."""
    tenths = round(10 * value)
    if not tenths:
        return say("{value}", value=0.0)
    size = abs(tenths) / 10
    return say("+{value}", value=size) if tenths > 0 else say("−{value}", value=size)
