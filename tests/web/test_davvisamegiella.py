"""Northern Sámi: no words of it come with the program, but whoever writes them has a room that
runs in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from seminar.content.handbook import read_handbook
from seminar.content.library import Library, bundled
from seminar.content.translations import format_day, read_speech
from seminar.core.i18n import LANGUAGE_NAMES, LANGUAGES, say, say_n
from seminar.core.room.commands import Next
from seminar.kinds import kinds
from seminar.pdf import render_pdf
from seminar.pdf.fonts import printable_points
from seminar.service.prints.handout import build_handout
from tests.web.conftest import Site, opened

LETTERS = "ÁáČčĐđŊŋŠšŦŧŽž"
"""What Northern Sámi has beside the letters of English."""

EXERCISE = """\
code: R9
keys: [R]
minutes: {min: 1, standard: 2, max: 3}
evidence: weak
questions:
  word: {kind: choice, privacy: open, options: [yes, no]}
flow:
  - {move: talk, id: talk, minutes: 1}
  - {move: ask, id: ask, minutes: 1, questions: [word], live: true}
"""

WORDS = {
    "se": "# Bures boahtin\n\n## instruction\n\n**Buorre** *beaivi* *áčđŋšŧž*\n\n## move ask: "
    "Gažaldat\n\nGiitu\n\n## move talk: Ságastallan\n\nÁČĐŊŠŦŽ\n\n## question word\n\nBures?\n\n- "
    "yes: Juo\n- no: Ii\n",
    "nb": "# Velkommen\n\n## instruction\n\nGod dag\n\n## move ask: Spørsmål\n\nTakk\n\n"
    "## move talk: Samtale\n\nHei\n\n## question word\n\nGår det bra?\n\n- yes: Ja\n- no: Nei\n",
}

DECK = (
    "---\ntitle: {title}\nlang: {lang}\n---\n\n"
    "<!-- raus: {{exercise: hei, item: exercise}} -->\n"
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder of one's own, in Northern Sámi and bokmål."""
    folder = tmp_path / "own"
    (folder / "exercises" / "hei").mkdir(parents=True)
    (folder / "slides" / "hei-program").mkdir(parents=True)
    (folder / "exercises" / "hei" / "exercise.yaml").write_text(EXERCISE, "utf-8")
    for lang, words in WORDS.items():
        (folder / "exercises" / "hei" / f"{lang}.md").write_text(words, "utf-8")
        title = words.partition("\n")[0].removeprefix("# ")
        (folder / "slides" / "hei-program" / f"{lang}.md").write_text(
            DECK.format(title=title, lang=lang), "utf-8"
        )
    return folder


@pytest.fixture
def site(tmp_path: Path, content: Path) -> Iterator[Site]:
    library = Library.load([*bundled(), content], kinds())
    assert library.faults == ()
    with opened(tmp_path / "data", library) as site:
        yield site


def test_a_room_runs_in_it_on_phone_and_projector(site: Site) -> None:
    room = site.host.opening.open_room("hei-program", "se")
    for _ in range(2):
        room = site.host.handle(room.code, Next(), room.version)
    phone = site.participant(room.code).get(f"/j/{room.code}").text
    projector = site.visitor().get(f"/screen/{room.code}").text
    for page in (phone, projector):
        assert '<html lang="se"' in page
        assert "Bures?" in page
        assert "Juo" in page
    assert read_speech("nb")(say("Send answer")) in phone, (
        "what has no words yet is said in bokmål"
    )


def test_its_room_is_steered_by_a_console_in_it(site: Site) -> None:
    room = site.host.opening.open_room("hei-program", "se")
    page = site.facilitator().get(f"/host/{room.code}")
    assert page.status_code == 200
    assert '<html lang="se"' in page.text


def test_it_is_printed_with_all_its_letters(site: Site) -> None:
    document = build_handout(site.host.library.programme("hei-program"), "se")
    pdf = PdfReader(BytesIO(render_pdf(document, read_speech("se"))))
    said = " ".join(page.extract_text() for page in pdf.pages)
    assert "Bures boahtin" in said
    assert "áčđŋšŧž" in said
    assert str(pdf.root_object["/Lang"]) == "se-NO"
    assert (
        site.facilitator().get("/organise/hei-program/se/handout.pdf").status_code
        == 200
    )


def test_the_picker_has_it_only_where_there_are_words(site: Site) -> None:
    def picker(programme: str) -> str:
        room = site.host.opening.open_room(programme, "nb")
        return site.participant(room.code).get(f"/j/{room.code}").text

    assert "Davvisámegiella" in picker("hei-program")
    assert "Davvisámegiella" not in picker("raus-hour")
    assert "Davvisámegiella" not in site.visitor().get("/personvern").text


def test_who_chose_it_reads_another_room_in_that_rooms_language(site: Site) -> None:
    visitor = site.visitor()
    for programme, lang in (("hei-program", "se"), ("raus-hour", "nn")):
        room = site.host.opening.open_room(programme, "nn")
        visitor.get(f"/j/{room.code}?lang=se")
        assert f'<html lang="{lang}"' in visitor.get(f"/j/{room.code}").text


def test_what_its_catalogue_does_not_say_is_said_in_bokmal() -> None:
    sami, nb = read_speech("se"), read_speech("nb")
    assert sami(say("Next")) == nb(say("Next"))
    for n in (1, 2, 3):
        many = say_n("{n} answer", "{n} answers", n)
        assert sami(many) == nb(many)
    assert read_handbook("se", ()) == read_handbook("nb", ())


def test_numbers_and_days_are_written_as_it_writes_them() -> None:
    assert read_speech("se").number(3.75, 1) == "3,8"
    assert "skábmamánnu" in format_day("se", date(2026, 11, 25))


def test_the_faces_on_paper_have_its_letters() -> None:
    assert {ord(letter) for letter in LETTERS} <= printable_points()


def test_nothing_that_comes_along_is_said_to_be_in_it() -> None:
    programmes = Library.load(bundled(), kinds()).programmes.values()
    assert {lang for one in programmes for lang in one.languages} == set(LANGUAGES)
    assert set(LANGUAGE_NAMES) - set(LANGUAGES) == {"se"}
