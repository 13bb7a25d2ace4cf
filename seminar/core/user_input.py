"""What people type, made fit to store, count and show anywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from seminar.core.errors import Refused
from seminar.core.i18n import say

MARKS = 3
"""A letter keeps this many marks above and below it; more of them only climb over the
neighbouring lines."""

TICKED = "yes"
"""What the box of an option sends."""

_JOINERS = "\u200c\u200d"
_REGIONAL = range(0x1F1E6, 0x1F200)
_SKIN = range(0x1F3FB, 0x1F400)
_WHOLE = re.compile(r"[+-]?\d{1,9}", re.ASCII)


def clean_text(text: str) -> str:
    """The text in NFC with single spaces, and without what is not text.

    Control characters, lone surrogates, private and unassigned-for-ever code points, and the
    invisible characters that turn the reading direction of everything after them are dropped. The
    joiners that hold emoji and some scripts together stay.
    """
    spaced = "".join(
        " " if one.isspace() else one for one in text if one.isspace() or _is_text(one)
    )
    composed = unicodedata.normalize("NFC", spaced)
    return " ".join("".join(_calm(composed)).split()).strip(_JOINERS + " ")


def count_characters(text: str) -> int:
    """How many characters a person would count: marks, joined emoji, flags and skin tones belong
    to their base."""
    count, joined, half_flag = 0, False, False
    for one in text:
        if unicodedata.category(one) in ("Mn", "Me", "Mc") or ord(one) in _SKIN:
            continue
        if one in _JOINERS:
            joined = one == "\u200d"
            continue
        flag = ord(one) in _REGIONAL
        if not joined and not (flag and half_flag):
            count += 1
        joined, half_flag = False, flag and not half_flag
    return count


def read_text(form: Mapping[str, str], name: str, limit: int) -> str:
    """The text of field `name`, cleaned, of one to `limit` characters; otherwise refused in
    words."""
    written = clean_text(form.get(name, ""))
    size = count_characters(written)
    if not size:
        raise Refused(say("Nothing is written yet. Write something, or leave this one out."))
    if size > limit or len(written) > 8 * limit:
        raise Refused(
            say(
                "There is room for {limit} characters, and this is {size}. Make it a little shorter, and send again.",
                limit=limit,
                size=size,
            )
        )
    return written


def read_whole_number(form: Mapping[str, str], name: str, low: int, high: int) -> int:
    """The whole number of field `name`, from `low` to `high`; otherwise refused in words."""
    written = form.get(name, "").strip()
    if _WHOLE.fullmatch(written) and low <= int(written) <= high:
        return int(written)
    raise Refused(
        say("Give a whole number from {low} to {high}, and send again.", low=low, high=high)
    )


def read_choice(form: Mapping[str, str], name: str, values: tuple[str, ...]) -> str:
    """The value of field `name`, which is one of `values`; otherwise refused in words."""
    chosen = form.get(name, "")
    if chosen in values:
        return chosen
    raise Refused(say("Choose one of the answers, and send again."))


def name_field_part(name: str, value: str) -> str:
    """The name by which one part of field `name` is sent: the box of an option, or its number."""
    return f"{name}.{value}"


def read_ticks(form: Mapping[str, str], name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `values` whose box in field `name` is ticked, in the order of `values`; may be
    none."""
    return tuple(one for one in values if form.get(name_field_part(name, one)) == TICKED)


def read_order(form: Mapping[str, str], name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """All of `values` in the order that the parts of field `name` give them; otherwise refused
    in words."""
    places = {form.get(name_field_part(name, one), "").strip(): one for one in values}
    wanted = [str(place) for place in range(1, len(values) + 1)]
    if set(places) == set(wanted):
        return tuple(places[place] for place in wanted)
    raise Refused(
        say("Give each one a number of its own from 1 to {n}, and send again.", n=len(values))
    )


def read_shares(
    form: Mapping[str, str], name: str, values: tuple[str, ...], total: int, step: int
) -> tuple[int, ...]:
    """What each of `values` is given of `total`, in whole steps and to the last; otherwise
    refused in words."""
    parts = [form.get(name_field_part(name, one), "").strip() or "0" for one in values]
    if not all(
        _WHOLE.fullmatch(one) and 0 <= int(one) <= total and int(one) % step == 0 for one in parts
    ):
        raise Refused(say("Give whole numbers in steps of {step}, and send again.", step=step))
    given = tuple(map(int, parts))
    if sum(given) > total:
        raise Refused(
            say(
                "That is {n} more than you have. Take some back, and send again.",
                n=sum(given) - total,
            )
        )
    if sum(given) < total:
        raise Refused(
            say("You have {n} left. Give them away as well, and send again.", n=total - sum(given))
        )
    return given


def _is_text(one: str) -> bool:
    if one in _JOINERS:
        return True
    return unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co") and ord(one) & 0xFFFE != 0xFFFE


def _calm(text: str) -> Iterator[str]:
    marks = 0
    for one in text:
        marks = marks + 1 if unicodedata.category(one) in ("Mn", "Me") else 0
        if marks <= MARKS:
            yield one
