"""Read what people type: made fit to store, count and show anywhere, or refused in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

import regex

from seminar.core.errors import Refused
from seminar.core.i18n import say

MARKS = 3
"""A letter keeps this many marks above and below it. No living script needs more, and more of them
only climb over the neighbouring lines."""

CODE_POINTS_PER_CHARACTER = 8
"""So many code points may stand behind one character that a person counts, as joined emoji do. A
text with more is refused: it would be short to the eye and long in the database."""

TICKED = "yes"
"""The value that the box of an option sends."""

_ZERO_WIDTH_JOINER = "\u200d"
_JOINERS = "\u200c" + _ZERO_WIDTH_JOINER
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
"""Regional indicators: two of them in a row are one flag."""
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_MARKS_IN_PLACE = ("Mn", "Me")
"""Unicode categories of marks that take no room of their own."""
_NOT_TEXT = ("Cc", "Cf", "Cs", "Co")
"""Unicode categories of control and format characters, lone surrogates and private use."""
_WHOLE_NUMBER = re.compile(r"[+-]?\d{1,9}", re.ASCII)


def clean_text(text: str) -> str:
    """Return the text in NFC with single spaces, and without what is not text.

    Control characters, lone surrogates, private and unassigned-for-ever code points, and the
    invisible characters that turn the reading direction of everything after them are dropped. The
    joiners that hold emoji and some scripts together stay.

    >>> clean_text("  snill\\u202e \\t og  tydelig ")
    'snill og tydelig'
    """
    spaced = "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or _is_text(character)
    )
    composed = unicodedata.normalize("NFC", spaced)
    single_spaced = " ".join("".join(_limit_marks(composed)).split())
    return single_spaced.strip(_JOINERS + " ")


def count_characters(text: str) -> int:
    """Return how many characters a person would count.

    Marks, joined emoji, flags and skin tones belong to their base.

    >>> count_characters("né"), count_characters("\\U0001f1f3\\U0001f1f4")
    (2, 1)
    """
    count = 0
    after_joiner = False
    after_half_flag = False
    for character in text:
        is_mark = unicodedata.category(character) in (*_MARKS_IN_PLACE, "Mc")
        if is_mark or ord(character) in _SKIN_TONES:
            continue
        if character in _JOINERS:
            after_joiner = character == _ZERO_WIDTH_JOINER
            continue
        is_flag_letter = ord(character) in _FLAG_LETTERS
        completes_flag = is_flag_letter and after_half_flag
        if not after_joiner and not completes_flag:
            count += 1
        after_joiner = False
        after_half_flag = is_flag_letter and not after_half_flag
    return count


def split_characters(text: str) -> list[str]:
    """Return the text in what a person sees as single characters: nothing is cut inside them.

    These are the extended grapheme clusters of Unicode, annex 29.

    >>> len(split_characters("\\U0001f44d\\U0001f3fd\\U0001f1f3\\U0001f1f4e\\u0301"))
    3
    """
    characters: list[str] = regex.findall(r"\X", text)
    return characters


def read_text(form: Mapping[str, str], name: str, limit: int) -> str:
    """Return the cleaned text of field `name`.

    Raises:
        Refused: The text is empty, or longer than `limit` characters.
    """
    text = clean_text(form.get(name, ""))
    size = count_characters(text)
    if not size:
        raise Refused(
            say("Nothing is written yet. Write something, or leave this one out.")
        )
    if size > limit or len(text) > CODE_POINTS_PER_CHARACTER * limit:
        raise Refused(
            say(
                "There is room for {limit} characters, and this is {size}. Make it a little"
                " shorter, and send again.",
                limit=limit,
                size=size,
            )
        )
    return text


def read_whole_number(form: Mapping[str, str], name: str, low: int, high: int) -> int:
    """Return the whole number of field `name`.

    Raises:
        Refused: It is no whole number from `low` to `high`.
    """
    text = form.get(name, "").strip()
    if _WHOLE_NUMBER.fullmatch(text) and low <= int(text) <= high:
        return int(text)
    raise Refused(
        say(
            "Give a whole number from {low} to {high}, and send again.",
            low=low,
            high=high,
        )
    )


def read_choice(form: Mapping[str, str], name: str, values: tuple[str, ...]) -> str:
    """Return the value of field `name`.

    Raises:
        Refused: It is not one of `values`.
    """
    chosen = form.get(name, "")
    if chosen in values:
        return chosen
    raise Refused(say("Choose one of the answers, and send again."))


def name_field_part(name: str, value: str) -> str:
    """Return the name by which one part of field `name` is sent: the box of an option, its number.

    >>> name_field_part("signs", "thanks")
    'signs.thanks'
    """
    return f"{name}.{value}"


def read_ticks(
    form: Mapping[str, str], name: str, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Return those of `values` whose box in field `name` is ticked, in their order; may be none."""
    return tuple(
        value for value in values if form.get(name_field_part(name, value)) == TICKED
    )


def read_order(
    form: Mapping[str, str], name: str, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Return all of `values` in the order that the parts of field `name` give them.

    Raises:
        Refused: They have not each a place of their own, from 1 on.
    """
    values_by_place = {
        form.get(name_field_part(name, value), "").strip(): value for value in values
    }
    places = [str(place) for place in range(1, len(values) + 1)]
    if set(values_by_place) == set(places):
        return tuple(values_by_place[place] for place in places)
    raise Refused(
        say(
            "Give each one a number of its own from 1 to {n}, and send again.",
            n=len(values),
        )
    )


def read_shares(
    form: Mapping[str, str], name: str, values: tuple[str, ...], total: int, step: int
) -> tuple[int, ...]:
    """Return what each of `values` is given of `total`.

    Raises:
        Refused: A share is not a whole number of steps, or they do not add up to `total`.
    """
    texts = [
        form.get(name_field_part(name, value), "").strip() or "0" for value in values
    ]
    if not all(_is_share(text, total, step) for text in texts):
        raise Refused(
            say("Give whole numbers in steps of {step}, and send again.", step=step)
        )
    shares = tuple(int(text) for text in texts)
    missing = total - sum(shares)
    if missing < 0:
        raise Refused(
            say(
                "That is {n} more than you have. Take some back, and send again.",
                n=-missing,
            )
        )
    if missing > 0:
        raise Refused(
            say("You have {n} left. Give them away as well, and send again.", n=missing)
        )
    return shares


def _is_share(text: str, total: int, step: int) -> bool:
    if not _WHOLE_NUMBER.fullmatch(text):
        return False
    return 0 <= int(text) <= total and int(text) % step == 0


def _is_text(character: str) -> bool:
    if character in _JOINERS:
        return True
    # The last two code points of every plane will never be characters.
    never_assigned = ord(character) & 0xFFFE == 0xFFFE
    return unicodedata.category(character) not in _NOT_TEXT and not never_assigned


def _limit_marks(text: str) -> Iterator[str]:
    """Yield the characters of a text, of the marks on one letter the first `MARKS` alone."""
    marks = 0
    for character in text:
        is_mark = unicodedata.category(character) in _MARKS_IN_PLACE
        marks = marks + 1 if is_mark else 0
        if marks <= MARKS:
            yield character
