"""What the organiser prints, as blocks: nothing here knows how it will be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from seminar.content.library import Library
from seminar.content.translations import read_speech
from seminar.core.elements import (
    KEYS,
    Block,
    Boxes,
    Bullets,
    Cards,
    Code,
    Document,
    Drawn,
    Grid,
    Heading,
    Lines,
    NewPage,
    Paragraph,
    Sketch,
    SketchPart,
    Unbroken,
)
from seminar.core.i18n import LANGUAGES, Say, say, untranslated_speech
from seminar.core.model.exercise import AREAS
from seminar.core.model.programme import Programme
from seminar.kinds import kinds
from seminar.pdf import typeset_document
from seminar.service.prints.handout import PRIVATE, build_handout
from seminar.service.prints.poster import build_poster
from seminar.service.prints.seven_areas import PROMPTS, shows_seven_areas
from tests.content.bundled import bundled, text
from tests.content.bundled import library as shipped
from tests.journeys import bank

BUILDS_ON = say("What it builds on")

IN_MOVES = ("ring",)
"""What moves of the leader day draw: who gives recognition to whom."""

STATEMENTS = (
    "Jeg føler meg velkommen på jobb hver dag",
    "Jeg kjenner meg verdsatt på jobben",
    "Jeg utvikler meg ved å være på jobb",
    "Jeg blir glad av å være på jobb",
)


@cache
def programme() -> Programme:
    return shipped().programme("raus-hour")


@cache
def committee() -> Programme:
    return shipped().programme("raus-amu")


def each(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, also those inside others."""
    for block in blocks:
        yield block
        match block:
            case Unbroken(inner):
                yield from each(inner)
            case Cards(content):
                yield from each(content)


def sheets(document: Document) -> list[tuple[Block, ...]]:
    """The blocks between page breaks."""
    found: list[list[Block]] = [[]]
    for block in document.blocks:
        if isinstance(block, NewPage):
            found.append([])
        else:
            found[-1].append(block)
    return [tuple(each(sheet)) for sheet in found]


def sheet_of(document: Document, title: str) -> tuple[Block, ...]:
    return next(
        sheet
        for sheet in sheets(document)
        if any(one == title for one in headings(sheet))
    )


def headings(blocks: Iterable[Block]) -> list[object]:
    return [
        block.text
        for block in blocks
        if isinstance(block, Heading) and block.level == 1
    ]


def says(blocks: Iterable[Block], words: Say) -> bool:
    return any(isinstance(block, Paragraph) and words in block.runs for block in blocks)


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_first_page_tells_the_plan_in_minutes_without_clock_times(
    lang: str,
) -> None:
    first = sheets(build_handout(programme(), lang))[0]
    agenda = next(block for block in first if isinstance(block, Grid))
    assert [row[0] for row in agenda.rows] == list(programme().words_in(lang).items)
    minutes = [row[2].n for row in agenda.rows if isinstance(row[2], Say)]
    assert sum(one for one in minutes if one) == programme().minutes == 60


def test_every_exercise_has_a_sheet_in_the_order_of_the_plan(lang: str) -> None:
    words = programme().words_in(lang)
    titles = [
        words.exercises[item.exercise].title
        for item in programme().items
        if item.exercise
    ]
    assert headings(build_handout(programme(), lang).blocks) == [
        words.title,
        BUILDS_ON,
        *titles,
    ]


def test_the_raus_page_has_the_four_statements_with_marks_boxes_and_room_to_act() -> (
    None
):
    page = sheet_of(build_handout(programme(), "nb"), "RAUS-testen")
    boxes = [block for block in page if isinstance(block, Boxes)]
    assert [(str(block.prompt), block.key) for block in boxes] == list(
        zip(STATEMENTS, KEYS, strict=True)
    )
    assert all(len(block.options) == 5 + 1 and block.row for block in boxes), (
        "five steps, and the way out"
    )
    assert say("This I can do") in [
        block.text for block in page if isinstance(block, Heading)
    ]
    assert [block.count for block in page if isinstance(block, Lines)] == [4, 1]


def test_every_question_to_think_over_has_lines_to_write_on(lang: str) -> None:
    document = build_handout(programme(), lang)
    asked = {
        runs
        for said in programme().words_in(lang).exercises.values()
        for block in said.debrief.blocks
        if isinstance(block, Bullets)
        for runs in block.items
    }
    parted = [block.blocks for block in document.blocks if isinstance(block, Unbroken)]
    answered = {
        above.runs
        for *_, above, below in parted
        if isinstance(above, Paragraph) and isinstance(below, Lines)
    }
    assert asked
    assert asked <= answered


def test_the_heading_over_what_to_think_over_is_never_alone_at_the_foot_of_a_page(
    lang: str,
) -> None:
    parted = [
        block.blocks
        for block in build_handout(programme(), lang).blocks
        if isinstance(block, Unbroken)
    ]
    heads = [
        blocks
        for blocks in parted
        if Heading(say("To think and talk about"), 2) in blocks
    ]
    assert len(heads) == len(programme().exercises)
    assert all(len(blocks) == 3 for blocks in heads)


def test_only_the_page_with_the_four_statements_asks_what_one_can_do() -> None:
    pages = sheets(build_handout(committee(), "nb"))
    acting = [
        page
        for page in pages
        if say("This I can do")
        in [one.text for one in page if isinstance(one, Heading)]
    ]
    assert [headings(page) for page in acting] == [["RAUS-testen"]]


@pytest.mark.parametrize("id_", ["raus-amu", "raus-day", "raus-union"])
def test_an_agenda_and_its_credits_share_the_first_page(id_: str, lang: str) -> None:
    planned = shipped().programme(id_)
    first, second = (
        " ".join(page.extract_text().split())
        for page in PdfReader(
            BytesIO(
                typeset_document(
                    build_handout(planned, lang), untranslated_speech()
                ).pdf
            )
        ).pages[:2]
    )
    assert text(planned.words_in(lang).credits)[-30:] in first
    titles = [
        title
        for at, title in enumerate(planned.words_in(lang).items)
        if not (at and planned.items[at].kind == planned.items[at - 1].kind == "break")
    ]
    assert all(title in first for title in titles)
    assert planned.words_in(lang).items[-1] not in second


def test_what_the_slides_draw_is_taken_home(lang: str) -> None:
    day = shipped().programme("raus-day")
    assert shapes(build_handout(day, lang)) == [
        "relation",
        "keys",
        "courage",
        "areas",
        "both",
        *IN_MOVES,
    ]
    assert shapes(build_handout(committee(), lang)) == ["relation", "keys", "window"]


def shapes(document: Document) -> list[str]:
    """What is drawn in it, in order."""
    views = (block.view for block in each(document.blocks) if isinstance(block, Drawn))
    return [view.shape for view in views if isinstance(view, Sketch)]


def test_what_is_weighed_twice_stands_once_on_paper_with_room_for_both_numbers(
    lang: str,
) -> None:
    said = committee().words_in(lang)
    page = sheet_of(
        build_handout(committee(), lang), said.exercises["x1-weighing"].title
    )
    labels = said.questions["x1-weighing.factors"].labels
    (grid,) = (block for block in page if isinstance(block, Grid))
    assert grid.head == ("", labels["x"], labels["y"])
    assert len(grid.rows) == 8


def test_every_card_can_be_placed_on_paper(lang: str) -> None:
    said = committee().words_in(lang)
    page = sheet_of(build_handout(committee(), lang), said.exercises["a4-owners"].title)
    grids = [block for block in page if isinstance(block, Grid)]
    assert [(len(grid.rows), len(grid.head)) for grid in grids] == [(5, 6), (5, 6)]


def test_a_sheet_that_is_for_its_writer_alone_says_so_and_no_other() -> None:
    document = build_handout(programme(), "nb")
    private = {
        said.title
        for said in programme().words_in("nb").exercises.values()
        if says(sheet_of(document, said.title), PRIVATE)
    }
    assert private == {"RAUS-testen", "Hvis–så-planen"}


def test_the_answers_of_the_quiz_are_a_page_at_the_back_and_nothing_to_cut(
    tmp_path: Path,
) -> None:
    shelf = Library.load([*bundled(), bank.write_each(tmp_path)], kinds())
    blocks = build_handout(shelf.programme(bank.alone("m2-quiz")), "nb").blocks
    assert not any(isinstance(block, Cards) for block in blocks)
    first, last = (at for at, block in enumerate(blocks) if isinstance(block, NewPage))
    assert "Svarene" not in repr(blocks[first:last])
    assert "Svarene" in repr(blocks[last:])


def test_cards_are_cut_from_leaves_of_their_own() -> None:
    blocks = build_handout(programme(), "nb").blocks
    cut = [
        (before, one)
        for before, one in zip(blocks[:-2], blocks[2:], strict=True)
        if isinstance(one, Cards)
    ]
    assert [before for before, _ in cut] == [NewPage(leaf=True), NewPage(leaf=True)]
    assert [cards.count for _, cards in cut] == [4, 2]


def test_the_plan_is_written_on_its_card_and_nowhere_else() -> None:
    document = build_handout(programme(), "nb")
    labels = programme().words_in("nb").questions["u5-plan.plan"].labels
    card = next(
        block for block in reversed(document.blocks) if isinstance(block, Cards)
    )
    assert set(labels.values()) <= {
        block.label for block in card.content if isinstance(block, Lines)
    }
    assert (
        sum(
            isinstance(block, Lines) and block.label == labels["if"]
            for block in each(document.blocks)
        )
        == 1
    )


def test_nothing_meant_for_the_facilitator_alone_is_handed_out(lang: str) -> None:
    printed = build_handout(programme(), lang).blocks
    for said in programme().words_in(lang).exercises.values():
        for prose in (
            said.care,
            said.evidence,
            *said.case_notes.values(),
            *(one.notes for one in said.moves.values()),
        ):
            assert not set(prose.blocks) & set(printed)


def test_the_source_stands_at_the_foot_and_whole_on_the_first_page(lang: str) -> None:
    document = build_handout(programme(), lang)
    assert "Idébanken" in untranslated_speech()(document.foot)
    (whole,) = [
        block
        for block in programme().words_in(lang).credits.blocks
        if isinstance(block, Paragraph)
    ]
    assert whole.runs in [
        block.runs for block in sheets(document)[0] if isinstance(block, Paragraph)
    ]


def test_a_poster_carries_the_address_for_cameras_in_capitals_and_for_fingers_as_it_is() -> (
    None
):
    document = build_poster(
        programme(),
        "nn",
        "http://192.168.1.20:5000/j/K7M4QX",
        "192.168.1.20:5000/J",
        "K7M4QX",
    )
    (code,) = [block for block in document.blocks if isinstance(block, Code)]
    assert (code.url, code.address, code.code) == (
        "HTTP://192.168.1.20:5000/J/K7M4QX",
        "192.168.1.20:5000/J",
        "K7M4QX",
    )
    assert code.size_mm >= 100
    assert document.plain
    assert document.lang == "nn"


def test_a_poster_is_one_page_whatever_the_address(lang: str) -> None:
    for host in (
        "10.0.0.2",
        "raus.en-lang-avdeling.en-enda-lengre-organisasjon.example.org:5000",
    ):
        document = build_poster(
            programme(), lang, f"http://{host}/j/K7M4QX", f"{host}/J", "K7M4QX"
        )
        assert (
            len(
                PdfReader(
                    BytesIO(typeset_document(document, untranslated_speech(lang)).pdf)
                ).pages
            )
            == 1
        )


def test_the_whole_handout_can_be_printed_with_every_character(lang: str) -> None:
    done = typeset_document(build_handout(programme(), lang), untranslated_speech(lang))
    assert done.unprintable == ()
    assert 8 <= len(PdfReader(BytesIO(done.pdf)).pages) <= 16


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_seven_areas_are_one_page_to_write_on_where_a_slide_names_them(
    lang: str,
) -> None:
    day, said = shipped().programme("raus-day"), read_speech(lang)
    pages = [
        page.extract_text()
        for page in PdfReader(
            BytesIO(typeset_document(build_handout(day, lang), said).pdf)
        ).pages
    ]
    heading = said(say("The seven areas and I"))
    (page,) = (page for page in pages if heading in page)
    lines = [line.strip() for line in page.splitlines()]
    assert [
        line for line in lines if line in {said(name) for name, _ in PROMPTS.values()}
    ] == [said(PROMPTS[area][0]) for area in AREAS]
    assert all(said(prompt) in page for _, prompt in PROMPTS.values())
    assert said(PRIVATE) in page


def test_areas_of_an_author_s_own_are_not_asked_about_as_the_source_s() -> None:
    assert not shows_seven_areas(
        Sketch("Areas", "areas", tuple(SketchPart(name) for name in "abcdefg")), "en"
    )


@pytest.mark.parametrize(
    ("exercise", "drawn"),
    [
        ("r4-window", ["window"]),
        ("r5-map", ["map"]),
        ("s3-humour", ["compass"]),
        ("a1-recognition", ["ring"]),
        ("a2-feedback", ["window", "window"]),
        ("s5-cloth", ["window"]),
    ],
)
def test_what_the_wall_draws_of_a_move_is_on_the_sheet_to_fill_in(
    exercise: str, drawn: list[str], tmp_path: Path
) -> None:
    shelf = Library.load([*bundled(), bank.write_each(tmp_path)], kinds())
    assert shapes(build_handout(shelf.programme(bank.alone(exercise)), "nb")) == drawn


def test_a_sheet_has_what_is_drawn_and_asked_in_the_order_of_the_flow(
    tmp_path: Path,
) -> None:
    shelf = Library.load([*bundled(), bank.write_each(tmp_path)], kinds())
    blocks = each(
        build_handout(shelf.programme(bank.alone("a2-feedback")), "nb").blocks
    )
    assert [
        one.text if isinstance(one, Heading) else type(one)
        for one in _worked_on(blocks)
    ] == [
        "Skriv en positiv",
        Drawn,
        Boxes,
        Boxes,
        Boxes,
        "Skriv en korrigerende",
        Drawn,
    ]


def _worked_on(blocks: Iterable[Block]) -> Iterator[Block]:
    """What there is to fill in on a sheet, and what it is called."""
    return (
        one
        for one in blocks
        if isinstance(one, Drawn | Boxes)
        or (isinstance(one, Heading) and one.level == 3)
    )
