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


@dataclass(frozen=True, slots=True)
class Language:
    """One language that authors may write in, and all that the program must know of it."""

    code: str
    """Its ISO 639-1 code: the name of its files of words, and of its folder of catalogues."""
    name: str
    """What it is called in itself, as a menu shows it."""
    locale: str
    """Its CLDR locale, by which days are written and a PDF is tagged."""
    decimal_mark: str = ","
    stemmer: str = ""
    """The Snowball algorithm that finds the same word in another form; empty where there is none,
    and words are the same only when they are written alike."""
    hyphenation: str = ""
    """The Pyphen dictionary that parts its words on paper; empty where there is none, and words
    stay whole."""
    fallback: str = ""
    """The language that is spoken where the catalogues have no words in this one; empty where they
    have all of them."""
    quotes: tuple[str, str] = ("«", "»")
    """What straight quotation marks in an author's words become."""
    is_bundled: bool = False
    """Whether the program speaks it and everything that comes along stands in it, so that each
    menu has it; else it is offered only where an author has written in it."""


LANGUAGE_TABLE = (
    Language("nb", "Bokmål", "nb_NO", ",", "norwegian", "nb_NO", is_bundled=True),
    Language("nn", "Nynorsk", "nn_NO", ",", "norwegian", "nn_NO", is_bundled=True),
    # Days as in Britain: day before month, as everywhere else in the house.
    Language(
        "en",
        "English",
        "en_GB",
        ".",
        "english",
        "en_GB",
        quotes=("“", "”"),
        is_bundled=True,
    ),
    # Neither Snowball nor Pyphen knows Northern Sámi; most who read it read bokmål too.
    Language("se", "Davvisámegiella", "se_NO", fallback="nb"),
)
"""Every language, in the order of menus, and of what is read where the wanted one has no words."""

LANGUAGES = tuple(row.code for row in LANGUAGE_TABLE if row.is_bundled)
"""The languages that the program itself speaks, and that all which comes with it stands in."""

LANGUAGE_NAMES = {row.code: row.name for row in LANGUAGE_TABLE}
"""The languages that authors may write in, each by its own name."""

FALLBACK_LANGUAGE = {row.code: row.fallback for row in LANGUAGE_TABLE if row.fallback}
"""The language that is spoken instead, where the program has no words yet in an author's."""

DEFAULT_LANGUAGE = LANGUAGE_TABLE[0].code
"""The language that is spoken before anybody has chosen."""


def find_language(code: str) -> Language:
    """Return the row of a language; for a code without a row, a language of which no more is known.

    >>> find_language("en").locale
    'en_GB'
    >>> find_language("fi").name
    'fi'
    """
    for row in LANGUAGE_TABLE:
        if row.code == code:
            return row
    return Language(code, code, code)


@dataclass(frozen=True, slots=True)
class Say:
    """One sentence of the program, to be said in any language.

    An English message id with `{named}` places. `plural` and `n` choose the form by number; `args`
    are filled in after translation and may be `Say` themselves.
    """

    msgid: str
    plural: str = ""
    n: int | None = None
    args: tuple[tuple[str, str | int | float | Say], ...] = ()


Message = str | Say
"""What a person reads: an author's own text, or a sentence of the program."""


def say(msgid: str, /, **args: str | int | float | Say) -> Say:
    """Return a sentence of the program.

    >>> untranslated_speech()(say("Step {at} of {of}", at=3, of=21))
    'Step 3 of 21'
    """
    return Say(msgid, args=tuple(args.items()))


def say_n(msgid: str, plural: str, n: int, /, **args: str | int | float | Say) -> Say:
    """Return a sentence that depends on a number.

    >>> untranslated_speech()(say_n("{n} answer", "{n} answers", 2))
    '2 answers'
    """
    return Say(msgid, plural, n, (("n", n), *args.items()))


def join_messages(*messages: Message) -> Message:
    """Return the messages in a row with a point between; empty ones are left out.

    >>> untranslated_speech()(join_messages("Nine", "", say("Ten")))
    'Nine · Ten'
    """
    spoken = [message for message in messages if message]
    if not spoken:
        return ""
    return reduce(_put_point_between, spoken)


def _put_point_between(first: Message, second: Message) -> Message:
    # The names of the two places stand in the catalogues.
    return say("{one} · {other}", one=first, other=second)


@dataclass(frozen=True)
class Speech:
    """The way in which a language is spoken.

    It looks up sentences and writes numbers the way that language does.
    """

    lang: str
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    decimal_mark: str = ","

    def __call__(self, words: Message) -> str:
        """Return a message as text in this language."""
        if isinstance(words, str):
            return words
        if words.n is None:
            text = self.gettext(words.msgid)
        else:
            text = self.ngettext(words.msgid, words.plural, words.n)
        return text.format(**{name: self._fill_in(value) for name, value in words.args})

    def number(self, value: float, decimals: int = 0) -> str:
        """Return the number as this language writes it: `3,8` in Norwegian, `3.8` in English."""
        return f"{value:.{decimals}f}".replace(".", self.decimal_mark)

    def _fill_in(self, value: Any) -> str:
        match value:
            case Say():
                return self(value)
            case float():
                return self.number(value, 1)
            case _:
                return str(value)


def untranslated_speech(lang: str = "en") -> Speech:
    """Return speech that needs no catalogue: message ids as they stand."""
    return Speech(
        lang,
        lambda msgid: msgid,
        lambda msgid, plural, n: msgid if n == 1 else plural,
        find_language(lang).decimal_mark,
    )


def trim_decimals(value: float) -> int | float:
    """Return the number as people say it where no decimal is wanted for its own sake.

    >>> trim_decimals(5.0), trim_decimals(2.5)
    (5, 2.5)
    """
    return int(value) if value == int(value) else value


def format_change(value: float) -> Say:
    """Return a change with its sign, to one decimal; the minus is a true minus.

    >>> [untranslated_speech()(format_change(change)) for change in (0.4, -0.42, -0.02)]
    ['+0.4', '−0.4', '0.0']
    """
    tenths = round(10 * value)
    if not tenths:
        return say("{value}", value=0.0)
    size = abs(tenths) / 10
    return say("+{value}", value=size) if tenths > 0 else say("−{value}", value=size)
