"""Every kind of question with the longest words that may meet it: nothing is cut, sticks out or
lies over another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from seminar.content.library import Library, bundled
from seminar.content.translations import read_speech
from seminar.core.model.kind import Wording
from seminar.kinds import kinds
from seminar.pdf import render_pdf
from seminar.rehearse.forms import PageField, TextField
from seminar.rehearse.persona import Persona
from seminar.service.prints.handout import build_handout
from tests.content.bundled import library
from tests.journeys import shelf
from tests.journeys.fixtures import ARTEFACTS, outside
from tests.journeys.geometry import seen
from tests.journeys.people import WALLS, Screen
from tests.journeys.walk import Moment, Walk, walking
from tests.pdf import printed
from tests.pdf.conftest import lacking
from tests.served import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

COMPOUNDS = (
    "arbeidsmiljøutvalgsmedlemmene",
    "menneskerettighetsorganisasjonene",
    "medarbeidersamtaleforberedelser",
    "verneombudsopplæringsplanene",
)

TITLE, PROMPT, HINT, LABEL, NAME, REASON = 50, 90, 140, 100, 22, 175
"""Characters: none in the bank is longer. A label of up to `NAME` is a name, and becomes one
long compound; what explains the right answer may take `REASON`."""


def long(words: str, length: int) -> str:
    """The words with compounds after them, up to `length` characters."""
    for one in cycle(COMPOUNDS):
        if len(words) + 1 + len(one) > length:
            return words
        words = f"{words} {one}".strip()
    raise AssertionError


def longest(label: str) -> int:
    return REASON if label == "reason" else LABEL


def stretched(wording: Wording) -> Wording:
    """A question as a person without mercy would write it."""
    names = cycle(COMPOUNDS)
    labels = {
        id_: next(names).capitalize()
        if len(str(label)) <= NAME
        else long(str(label), longest(id_))
        for id_, label in wording.labels.items()
    }
    prompt, hint = long(str(wording.prompt), PROMPT), long(str(wording.hint), HINT)
    shown_hint = hint if wording.hint else ""
    return replace(wording, prompt=prompt, hint=shown_hint, labels=labels)


class Wordy(Persona):
    """A participant who fills every field to its last character."""

    def answers(
        self, step: str, turn: int, fields: Iterable[PageField]
    ) -> dict[str, str]:
        asked = list(fields)
        texts = {one.name: one for one in asked if isinstance(one, TextField)}
        first = int(self.seed.rpartition("/")[2])
        return super().answers(step, turn, asked) | {
            name: long(COMPOUNDS[first % len(COMPOUNDS)], one.limit)[: one.limit]
            for name, one in texts.items()
        }


def test_none_in_the_bank_is_longer() -> None:
    for programme in library().programmes.values():
        for words in programme.words.values():
            for exercise in words.exercises.values():
                assert len(exercise.title) <= TITLE
                for wording in exercise.questions.values():
                    assert len(str(wording.prompt)) <= PROMPT
                    assert len(str(wording.hint)) <= HINT
                    assert all(
                        len(str(label)) <= longest(id_)
                        for id_, label in wording.labels.items()
                    )


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shelf.write(
        tmp_path_factory.mktemp("longest"), stretched, long("Samarbeid", TITLE)
    )


@pytest.fixture(scope="module")
def server(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(
        tmp_path_factory.mktemp("server") / "data", "--content", str(content)
    )
    server.start()
    yield server
    server.kill()


def test_long_words_can_be_read_on_phone_and_projector(
    browser: Browser, server: Server
) -> None:
    found: list[tuple[str, str, str]] = []

    def see(
        screen: Screen, surface: str, moment: Moment, *, wall: bool = False
    ) -> None:
        wrong = seen(screen.page, wall=wall).wrong
        if wrong:
            screen.shot(f"{moment.step}-{moment.state}-{surface}".replace(" ", "-"))
        found.extend((f"{moment.step} {moment.state}", surface, one) for one in wrong)

    def look(walk: Walk, moment: Moment) -> None:
        walk.plain.renew()
        for phone, name in ((walk.phone, "phone"), (walk.plain, "plain phone")):
            for width, size in ((320, "100%"), (320, "200%"), (360, "100%")):
                phone.page.set_viewport_size({"width": width, "height": 740})
                phone.page.evaluate(
                    "size => { document.documentElement.style.fontSize = size }", size
                )
                see(phone, f"{name} {width} {size}", moment)
        for wall in WALLS:
            walk.projector.page.set_viewport_size(wall)
            see(walk.projector, f"projector {wall['width']}", moment, wall=True)

    with walking(
        browser, server, outside(), ARTEFACTS / "longest", "nb", shelf.PROGRAMME, Wordy
    ) as walk:
        for moment in walk.moments():
            look(walk, moment)
        assert walk.stage.complaints() == []
        assert [ack for ack in walk.crowd.log.acks if not ack.ok] == []
    assert found == [], "\n".join(": ".join(one) for one in found)


def test_long_words_can_be_read_on_paper(content: Path, tmp_path: Path) -> None:
    if printed.reader() is None:
        lacking()
    library = Library.load([*bundled(), content], kinds())
    document = build_handout(library.programme(shelf.PROGRAMME), "nb")
    pdf = tmp_path / "handout.pdf"
    pdf.write_bytes(render_pdf(document, read_speech("nb")))
    sheets = printed.sheets(pdf)
    assert [
        f"page {at}: {one}"
        for at, sheet in enumerate(sheets, 1)
        for one in printed.misplaced(sheet)
    ] == []
    assert printed.missing(document, read_speech("nb"), sheets) == []
