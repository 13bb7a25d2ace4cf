"""Every exercise of the bank on paper, in every language: all of its words are there, and each
can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from seminar.content.library import Library, bundled
from seminar.content.translations import read_speech
from seminar.core.elements import Document, Paragraph
from seminar.core.i18n import LANGUAGES
from seminar.kinds import kinds
from seminar.pdf import render_pdf
from seminar.service.prints.handout import build_handout
from tests.journeys import bank
from tests.pdf.conftest import lacking
from tests.pdf.printed import Sheet, Word, misplaced, missing, reader, sheets

PAGES = range(2, 7)
"""The first page, one to three for an exercise, and a leaf of cards that has nothing on its
back."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    if reader() is None:
        lacking()
    library = Library.load(
        [*bundled(), bank.write_each(tmp_path_factory.mktemp("each"))], kinds()
    )
    assert library.faults == ()
    return library


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("exercise", [one.id for one in bank.exercises()])
def test_every_exercise_is_whole_on_paper(
    library: Library, tmp_path: Path, exercise: str, lang: str
) -> None:
    programme = library.programme(bank.alone(exercise))
    document = build_handout(programme, lang)
    pdf = tmp_path / "handout.pdf"
    pdf.write_bytes(render_pdf(document, read_speech(lang)))
    printed = sheets(pdf)
    assert len(printed) in PAGES
    assert [
        f"page {at}: {one}"
        for at, sheet in enumerate(printed, 1)
        for one in misplaced(sheet)
    ] == []
    assert missing(document, read_speech(lang), printed) == []


def test_what_cannot_be_read_on_a_page_is_found() -> None:
    at_the_edge = Word("edge", 5, 100, 60, 112)
    on_top = Word("top", 120, 304, 180, 316)
    fine = Word("fine", 100, 100, 160, 112)
    beneath = Word("beneath", 100, 300, 160, 312)
    found = misplaced(Sheet(595, 842, (at_the_edge, fine, beneath, on_top)))
    assert found == ["«edge» stands at the edge", "«beneath» lies over «top»"]
    document = Document(
        "", "nb", (Paragraph(("arbeidsmiljøutvalgsmedlemmene er fine her",)),)
    )
    page = Sheet(
        595,
        842,
        (
            Word("arbeidsmiljø-", 0, 0, 1, 1),
            Word("utvalgsmedlemmene", 0, 0, 1, 1),
            fine,
        ),
    )
    assert missing(document, read_speech("nb"), (page,)) == ["er", "her"]
