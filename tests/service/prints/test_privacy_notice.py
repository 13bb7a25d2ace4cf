"""What is promised follows the settings, question by question, in every language, on one page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from seminar.content.library import Library
from seminar.content.translations import read_speech
from seminar.core.disclosure.privacy_class import Privacy
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import Bullets, Document, Grid, Heading, Paragraph, Run
from seminar.core.i18n import LANGUAGES
from seminar.core.model.programme import Programme
from seminar.pdf import typeset_document
from seminar.service.prints.privacy_notice import build_notice
from seminar.service.prints.processing_record import build_record
from seminar.service.prints.terms import Terms
from tests.content.bundled import library as shipped

TERMS = Terms(ThresholdRules(), retention_days=30)
LONG = "Arbeidsmiljøutvalget i Nordre Gudbrandsdal fylkeskommune"
DILEMMA = "r7-dilemma.dilemma"


@cache
def library() -> Library:
    return shipped()


def programme(**picks: str) -> Programme:
    return library().programme(
        "raus-hour", {DILEMMA: picks["dilemma"]} if picks else {}
    )


def with_privacy(question: str, privacy: Privacy) -> Programme:
    """The programme with another class for this question."""
    planned = programme()
    changed = planned.questions[question].model_copy(update={"privacy": privacy})
    return replace(planned, questions={**planned.questions, question: changed})


def text(document: Document) -> str:
    """All that the document says."""
    say, said = read_speech(document.lang), []
    for block in document.blocks:
        match block:
            case Heading(words):
                said.append(say(words))
            case Paragraph(runs):
                said.append(
                    "".join(
                        one.text if isinstance(one, Run) else say(one) for one in runs
                    )
                )
            case Bullets(items):
                said += [
                    "".join(
                        one.text if isinstance(one, Run) else say(one) for one in item
                    )
                    for item in items
                ]
            case Grid(_, rows):
                said += [": ".join(say(cell) for cell in row) for row in rows]
    return "\n".join(said)


def printed(document: Document) -> PdfReader:
    """The document on paper, read back; every character of it could be printed."""
    done = typeset_document(document, read_speech(document.lang))
    assert done.unprintable == ()
    return PdfReader(BytesIO(done.pdf))


def line(document: Document, about: str) -> str:
    """The one line that names this question."""
    (found,) = [one for one in text(document).splitlines() if about in one]
    return found


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_raised_floor_is_what_is_promised() -> None:
    energy = "Your energy as we begin"
    assert "at least 5 have answered" in line(
        build_notice(TERMS, "en", programme()), energy
    )
    raised = build_notice(Terms(ThresholdRules(floor=12), 30), "en", programme())
    assert "at least 12 have answered" in line(raised, energy)
    assert "at least 5 " not in text(raised)
    assert "fewer than 12" in text(
        build_record(Terms(ThresholdRules(floor=12), 30), "en", programme())
    )


def test_the_days_that_results_are_kept_are_what_is_promised(lang: str) -> None:
    for make in (build_notice, build_record):
        months, week = (
            text(make(Terms(ThresholdRules(), days), lang, programme()))
            for days in (90, 7)
        )
        assert "90 da" in months
        assert "90 da" not in week
        assert "7 da" in week
    assert "kept for 1 day after" in text(
        build_notice(Terms(ThresholdRules(), 1), "en")
    )


def test_a_question_that_becomes_guarded_is_promised_what_guarded_questions_are() -> (
    None
):
    dilemma = "What do you do first?"
    assert "however few have answered" in line(
        build_notice(TERMS, "en", programme()), dilemma
    )
    guarded = line(build_notice(TERMS, "en", with_privacy(DILEMMA, "guarded")), dilemma)
    assert "at least 10 have answered" in guarded, "choices are counted aloud from ten"
    assert "however few" not in guarded


def test_a_question_that_becomes_open_is_no_longer_promised_a_floor() -> None:
    planned = with_privacy("m1-raus-test.statements", "open")
    assert "however few have answered" in line(
        build_notice(TERMS, "en", planned), "How far do you agree?"
    )
    assert "at least" not in line(
        build_notice(TERMS, "en", planned), "How far do you agree?"
    )


def test_texts_are_said_to_be_read_by_the_facilitator_and_numbers_are_not() -> None:
    document = build_notice(TERMS, "en", programme())
    assert "Read by the facilitator" in line(document, "I take with me")
    assert "Nobody sees single answers" in line(document, "How far do you agree?")


def test_only_what_the_phone_never_sends_is_said_to_stay_there() -> None:
    assert "never sent" in line(
        build_notice(TERMS, "en", programme()), "My if–then plan"
    )
    sent = line(
        build_notice(TERMS, "en", with_privacy("r1-check-in.energy", "private")),
        "Your energy as we begin",
    )
    assert "never sent" not in sent
    assert "shown to nobody" in sent


def put(planned: Programme, lang: str) -> set[str]:
    """The prompts of the questions that are put."""
    words = planned.words_in(lang).questions
    return {
        words[one].prompt
        for step in planned.steps
        if step.move in ("ask", "write")
        for one in step.questions
    }


@pytest.mark.parametrize("make", [build_notice, build_record])
def test_a_question_that_is_not_put_is_not_named(
    make: Callable[..., Document], lang: str
) -> None:
    planned = programme()
    without = replace(
        planned,
        steps=tuple(step for step in planned.steps if step.exercise != "m1-raus-test"),
    )
    (prompt,) = put(planned, lang) - put(without, lang)
    assert prompt in text(make(TERMS, lang, planned))
    assert prompt not in text(make(TERMS, lang, without))


def test_the_record_names_every_question_that_is_put(lang: str) -> None:
    said = text(build_record(TERMS, lang, programme()))
    assert [one for one in put(programme(), lang) if one not in said] == []


def test_the_statement_names_or_counts_every_question_that_is_put(lang: str) -> None:
    said, every = text(build_notice(TERMS, lang, programme())), put(programme(), lang)
    counted = sum(map(int, re.findall(r" (?:og|and) (\d+) (?:til|more)", said)))
    assert len([one for one in every if one in said]) + counted == len(every)
    assert counted


def test_who_runs_the_server_is_named_and_is_the_facilitator_when_nobody_is() -> None:
    assert "drives av kursholderen" in text(build_notice(TERMS, "nb", programme()))
    named = replace(TERMS, organiser="Bjørkelia kommune")
    assert "drives av Bjørkelia kommune" in text(build_notice(named, "nb", programme()))
    assert "Behandlingsansvarlig: Bjørkelia kommune" in text(
        build_record(named, "nb", programme())
    )


def test_the_record_leaves_room_to_write_a_controller_that_is_not_known() -> None:
    (grid,) = [
        block
        for block in build_record(TERMS, "nb", programme()).blocks
        if isinstance(block, Grid)
    ]
    assert grid.rows[0][1] == ""


def test_the_statement_of_a_whole_server_names_no_question(lang: str) -> None:
    said = text(build_notice(TERMS, lang))
    assert all(
        wording.prompt not in said
        for wording in programme().words_in(lang).questions.values()
    )
    assert "5" in said


@pytest.mark.parametrize(
    "terms",
    [TERMS, Terms(ThresholdRules(floor=12, bands=12), 365, LONG, 365)],
    ids=["usual", "long"],
)
def test_each_print_is_one_page_in_its_language(terms: Terms, lang: str) -> None:
    locale: Mapping[str, str] = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
    cases = programme().exercises["r7-dilemma"].banks["dilemma"]
    for planned in (programme(dilemma=case) for case in cases):
        assert len(printed(build_notice(terms, lang, planned, "K7M4QX")).pages) == 1
    for document in (
        build_notice(terms, lang),
        build_record(terms, lang, programme(), "K7M4QX"),
    ):
        reader = printed(document)
        assert len(reader.pages) == 1
        about: Any = reader.root_object
        assert about["/Lang"] == locale[lang]


def test_what_is_said_on_paper_is_what_is_said_on_the_page(lang: str) -> None:
    document = build_notice(TERMS, lang, programme())
    paper = "".join(printed(document).pages[0].extract_text().split())
    for one in text(document).splitlines():
        assert "".join(one.split())[:24] in paper
