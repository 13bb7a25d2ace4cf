"""Where words break on a wall."""

from __future__ import annotations

import pytest

from seminar.charts.svg.text_layout import wrap_text
from seminar.core.user_input import split_characters

WAVING = "\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}"
FAMILY = "\u200d".join(("\N{MAN}", "\N{WOMAN}", "\N{GIRL}", "\N{BOY}"))
NORWAY = "\N{REGIONAL INDICATOR SYMBOL LETTER N}\N{REGIONAL INDICATOR SYMBOL LETTER O}"
MARKED = "e\N{COMBINING DOT BELOW}\N{COMBINING CIRCUMFLEX ACCENT}"
HINDI = "\N{DEVANAGARI LETTER NA}\N{DEVANAGARI VOWEL SIGN I}"


@pytest.mark.parametrize("character", [WAVING, FAMILY, NORWAY, MARKED, HINDI])
def test_a_word_is_never_broken_inside_what_a_person_sees_as_one_character(
    character: str,
) -> None:
    lines = wrap_text(character * 10, 40, 170)
    assert len(lines) > 1
    pieces = [one for line in lines for one in split_characters(line.rstrip("-"))]
    assert pieces == [character] * 10
