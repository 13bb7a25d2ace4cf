"""Files are made one at a time, whoever asks, and nobody may ask for more than their share."""

from __future__ import annotations

from io import BytesIO

import gevent
import pytest
from pypdf import PdfReader
from werkzeug.test import TestResponse

from seminar.content.translations import read_speech
from seminar.core.elements import Document, Heading
from seminar.core.i18n import Speech
from seminar.pdf import render_pdf
from seminar.web.pages.downloads import PrintQueue, TooMany
from tests.web.conftest import Site
from tests.web.pages.test_takehome import answered, fetch, printed

ASK = "r1-check-in.answer"
WORDS = ("ærfugl", "kanarifugl", "hønsehauk", "vipe", "låvesvale", "tjeld")


def test_no_two_files_are_ever_made_at_once() -> None:
    queue, busy, most = PrintQueue(), 0, 0

    def make(number: int, speech: Speech) -> bytes:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        content = render_pdf(
            Document(str(number), "nb", (Heading(str(number)),)), speech
        )
        busy -= 1
        return content

    jobs = [
        gevent.spawn(
            queue.file, make, number, "nb", "application/pdf", "x.pdf", "inline"
        )
        for number in range(12)
    ]
    gevent.joinall(jobs, raise_error=True)
    assert most == 1


def test_who_waits_is_told_how_many_come_first() -> None:
    queue, owners = PrintQueue(), ("first", "second", "third")
    jobs = [
        gevent.spawn(
            queue.file,
            lambda owner, _: owner.encode(),
            owner,
            "nb",
            "text/plain",
            "x",
            "inline",
            owner,
        )
        for owner in owners
    ]
    gevent.sleep(0)  # Each has asked by now, and none has been answered.
    assert [queue.ahead_of(owner) for owner in owners] == [0, 1, 2]
    gevent.joinall(jobs, raise_error=True)
    assert [queue.ahead_of(owner) for owner in owners] == [None] * 3


def test_who_asks_again_before_the_file_is_there_gets_words() -> None:
    queue = PrintQueue()
    job = gevent.spawn(queue.pdf, Document("x", "nb", ()), "x.pdf", owner="me")
    gevent.sleep(0)
    with pytest.raises(TooMany):
        queue.admit("me")
    queue.admit("somebody else")
    job.join()
    queue.admit("me")


def test_a_phone_that_asks_without_pause_gets_a_page_that_says_so(site: Site) -> None:
    room = site.at(ASK)
    phone, other = answered(site, room), answered(site, room)
    answers = [fetch(phone, room.code, "answers") for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 6 + [429]
    assert "Vent et minutt" in answers[-1].text
    assert fetch(other, room.code, "answers").status_code == 200


def test_sheets_asked_for_by_a_whole_room_at_once_are_each_the_owner_s_own(
    site: Site,
) -> None:
    room = site.at(ASK)
    phones = [answered(site, room, word) for word in WORDS]
    sheets: list[gevent.Greenlet[..., TestResponse]] = [
        gevent.spawn(fetch, phone, room.code, "answers", "results") for phone in phones
    ]
    gevent.joinall(sheets, raise_error=True)
    texts = [printed(sheet.value) for sheet in sheets]
    for word, text in zip(WORDS, texts, strict=True):
        assert [one for one in WORDS if one in text] == [word]


def test_threads_that_bypass_the_queue_still_set_one_document_after_the_other() -> None:
    """The preview has a queue of its own, and shares the fonts all the same."""
    say = read_speech("nb")
    words, pool = WORDS * 3, gevent.get_hub().threadpool
    made = [
        pool.spawn(render_pdf, Document(word, "nb", (Heading(word),)), say)
        for word in words
    ]
    for word, job in zip(words, made, strict=True):
        (page,) = PdfReader(BytesIO(job.get())).pages
        assert word in page.extract_text()
