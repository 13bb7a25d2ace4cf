"""What people type, made fit to store, count and show."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar.core import user_input
from seminar.core.errors import Refused


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  to   be \n here ", "to be here"),
        ("a\x00b\x07c", "abc"),
        ("lone \ud800 half", "lone half"),
        ("a\u030a", "å"),
        ("left\u202eright\u2066x\u2069", "leftrightx"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("e" + "\u0301" * 30, "é" + "\u0301" * 3),
        ("\u200d", ""),
        ("سلام", "سلام"),
    ],
)
def test_text_is_cleaned(written: str, kept: str) -> None:
    assert user_input.clean_text(written) == kept


@given(st.text(alphabet=st.characters(), max_size=60))
def test_cleaning_twice_changes_nothing_more(written: str) -> None:
    once = user_input.clean_text(written)
    assert user_input.clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("å", 1),
        ("glad", 4),
        ("👩\u200d👩\u200d👧", 1),
        ("🇳🇴", 1),
        ("🇳🇴🇸🇪", 2),
        ("👍🏽", 1),
        ("q\u0323\u0307", 1),
        ("", 0),
    ],
)
def test_length_is_what_a_person_would_count(text: str, characters: int) -> None:
    assert user_input.count_characters(text) == characters


def test_too_long_a_text_is_told_how_long_it_is() -> None:
    with pytest.raises(Refused, match="room for 5 characters, and this is 6"):
        user_input.read_text({"value": "åååååå"}, "value", 5)


@pytest.mark.parametrize("written", ["", "  ", "\u200b", "\x00", "\u0301"])
def test_nothing_written_is_said_so(written: str) -> None:
    with pytest.raises(Refused, match="Nothing is written yet"):
        user_input.read_text({"value": written}, "value", 20)


@pytest.mark.parametrize("written", ["", "x", "1.5", "0", "6", "1e1", "٣", "9" * 30])
def test_numbers_outside_are_refused(written: str) -> None:
    with pytest.raises(Refused, match="from 1 to 5"):
        user_input.read_whole_number({"value": written}, "value", 1, 5)
