"""The sheet that is taken home, as blocks: what is on it is one person's own, and what the room
was shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from seminar.content.translations import read_speech
from seminar.core.elements import (
    Block,
    Code,
    Document,
    Drawn,
    Grid,
    Heading,
    Lines,
    Paragraph,
    Run,
    Statements,
    Unbroken,
)
from seminar.core.errors import Refused
from seminar.core.i18n import LANGUAGES
from seminar.core.model.programme import Programme
from seminar.pdf import typeset_document
from seminar.service import private_texts
from seminar.service.participant.answers import answers_of
from seminar.service.prints.handout import PRIVATE
from seminar.service.prints.reminders import format_full_day, list_reminders
from seminar.service.prints.takehome import build_take_home
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens import results as showing
from tests.service.hour import Hour, host

__all__ = ["host"]

DAY = date(2026, 11, 26)
PLAN = {"u5-plan.plan/if": "mandag etter møtet", "u5-plan.plan/then": "spør jeg Kari"}
CARD = Code("HTTP://10.0.0.2:8000/J/K7M4QX", "10.0.0.2:8000/J", "K7M4QX")


@pytest.fixture
def programme(host: RoomService) -> Programme:
    return host.library.programme("raus-hour")


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def each(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Unbroken):
            yield from each(block.blocks)


def text(document: Document) -> str:
    """All that the sheet says in words."""
    say, said = read_speech(document.lang), []
    for block in each(document.blocks):
        match block:
            case Heading(words):
                said.append(say(words))
            case Paragraph(runs):
                said.append(
                    "".join(
                        one.text if isinstance(one, Run) else say(one) for one in runs
                    )
                )
            case Grid(_, rows):
                said += [" | ".join(map(say, row)) for row in rows]
            case Lines(_, label):
                said.append(say(label))
    return "\n".join(said)


def test_the_plan_comes_first_and_then_the_days_to_look_back_on_it(
    programme: Programme, lang: str
) -> None:
    document = build_take_home(
        programme, lang, DAY, texts={**PLAN, "notes": "Ring Ola"}
    )
    said = text(document).splitlines()
    words = programme.words_in(lang)
    title, day, plan = (
        words.title,
        format_full_day(DAY, lang),
        words.questions["u5-plan.plan"].prompt,
    )
    assert said[:4] == [read_speech(lang)(PRIVATE), title, day, plan]
    places = [
        said.index(one) for one in ("mandag etter møtet", "spør jeg Kari", "Ring Ola")
    ]
    assert places == sorted(places)
    assert [
        one
        for one in list_reminders(DAY)
        if f"{format_full_day(one.day, lang)} | {read_speech(lang)(one.question)}"
        not in said
    ] == []


def test_a_plan_that_was_not_sent_is_lines_to_write_it_on(programme: Programme) -> None:
    labels = programme.words_in("nb").questions["u5-plan.plan"].labels
    empty = [
        one
        for one in each(build_take_home(programme, "nb", DAY, texts={}).blocks)
        if isinstance(one, Lines)
    ]
    assert [one.label for one in empty] == list(labels.values())
    assert not [
        one
        for one in each(build_take_home(programme, "nb", DAY, texts=PLAN).blocks)
        if isinstance(one, Lines)
    ]


def test_answers_and_results_stand_under_the_names_of_their_exercises(
    host: RoomService,
) -> None:
    hour = (
        Hour(host)
        .to("m1-raus-test.answer")
        .say({"m1-raus-test.statements/welcome": "4"})
        .to("m1-raus-test.pairs")
    )
    running = hour.running
    document = build_take_home(
        running.programme,
        "nb",
        DAY,
        texts={},
        answers=answers_of(running, "nb", hour.tokens[0]),
        seen=showing.list_shown_results(running, "nb"),
    )
    assert text(document).count("RAUS-testen\n") == 2
    assert "Jeg føler meg velkommen på jobb hver dag | Litt enig" in text(document)
    (drawn,) = [one for one in each(document.blocks) if isinstance(one, Drawn)]
    assert "ikke en måling av deg" in text(document), (
        "what the author says of the numbers goes with them"
    )
    assert text(document).count("Forskjeller under 0,5") == 1
    assert isinstance(drawn.view, Statements)
    assert drawn.view.note == ""


def test_the_return_card_is_last_where_there_is_one(programme: Programme) -> None:
    last = build_take_home(programme, "nb", DAY, texts={}, card=CARD).blocks[-1]
    assert CARD in list(each((last,)))
    assert CARD not in list(
        each(build_take_home(programme, "nb", DAY, texts={}).blocks)
    )


def test_it_can_be_printed_with_whatever_was_typed(
    programme: Programme, lang: str
) -> None:
    odd = "<b>&amp;</b> <img src='/etc/passwd'/> {0} %s \\n ŋáđ – «så» " + "x" * 120
    texts = {"u5-plan.plan/if": odd, "notes": "\n".join([odd] * 8)}
    done = typeset_document(
        build_take_home(programme, lang, DAY, texts=texts, card=CARD), read_speech(lang)
    )
    reader = PdfReader(BytesIO(done.pdf))
    pages = "".join(page.extract_text() for page in reader.pages)
    assert done.unprintable == ()
    assert len(reader.pages) <= 3
    assert pages.count("<b>&amp;</b>") == 9
    assert read_speech(lang)(PRIVATE) in pages


def test_a_whole_hour_is_a_few_pages(host: RoomService) -> None:
    hour = Hour(host).to_the_end()
    running = hour.running
    document = build_take_home(
        running.programme,
        "nb",
        DAY,
        texts={**PLAN, "notes": "Ring Ola"},
        answers=answers_of(running, "nb", hour.tokens[0]),
        seen=showing.list_shown_results(running, "nb"),
        card=CARD,
    )
    done = typeset_document(document, read_speech("nb"))
    assert done.unprintable == ()
    assert 2 <= len(PdfReader(BytesIO(done.pdf)).pages) <= 4


def test_what_was_written_along_the_way_stands_under_its_exercise(
    programme: Programme, lang: str
) -> None:
    places = private_texts.list_step_notes(programme, lang)
    name, exercise, label = places[0]
    assert exercise is not None
    sent = {name: "først dette\nså det", "noted/no-such.step": "ingenting"}
    texts = private_texts.clean_private_texts(programme, lang, sent)
    assert set(texts) == {name}, "what no step asked for is left out"
    said = text(build_take_home(programme, lang, DAY, texts=texts))
    title = programme.words_in(lang).exercises[exercise].title
    at = [said.index(one) for one in (title, label, "først dette", "så det")]
    assert at == sorted(at)
    with pytest.raises(Refused):
        private_texts.clean_private_texts(programme, lang, {name: "x" * 601})
