"""Pages that turn a request away before anything of it is read."""

from __future__ import annotations

import re

import pytest

from seminar.content.translations import read_speech
from seminar.core.i18n import LANGUAGES, Say
from seminar.web.rendering.refusals import Refusals
from seminar.web.security.guard import NOT_OURS, ONLY_HTTPS
from seminar.web.transport.page_rate import STATUSES

ALL = (*STATUSES, NOT_OURS, ONLY_HTTPS)


@pytest.mark.parametrize("words", ALL, ids=lambda words: words.msgid[:30])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_refusal_is_a_page_in_the_language_that_its_reader_has_chosen(
    words: Say, lang: str
) -> None:
    page = Refusals(ALL, "nb").find(words, lang).decode()
    assert f'<html lang="{lang}"' in page
    assert read_speech(lang)(words) in page
    assert page.count("<h1>") == 1


def test_whose_language_is_not_known_reads_all_of_them_the_servers_own_first() -> None:
    page = Refusals(ALL, "nn").find(NOT_OURS, "se").decode()
    assert re.findall(r'<section lang="(..)">', page)[0] == "nn"
    assert all(read_speech(lang)(NOT_OURS) in page for lang in LANGUAGES)


def test_only_what_can_be_asked_for_again_offers_to_try_again() -> None:
    refusals = Refusals(ALL, "en")
    assert "Try again" in refusals.find(NOT_OURS, "en", may_retry=True).decode()
    assert "Try again" not in refusals.find(NOT_OURS, "en").decode()
