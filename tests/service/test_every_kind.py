"""Every kind of question with people who come late, in the files and on the sheet that is taken
home."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from seminar.content.library import Library, bundled
from seminar.content.translations import read_speech
from seminar.core.disclosure.result import PublishedTexts, Withheld
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import Grid
from seminar.core.presenting import answers
from seminar.core.room.commands import (
    Approve,
    AskAgain,
    Close,
    Command,
    Merge,
    Next,
    Reveal,
)
from seminar.kinds import kinds
from seminar.pdf import render_pdf
from seminar.service.answers.intake import Sending
from seminar.service.export.formats import FORMATS
from seminar.service.export.rows import build_export_rows
from seminar.service.live_room import LiveRoom
from seminar.service.participant.answers import answers_of
from seminar.service.prints.report import build_report
from seminar.service.prints.report_document import build_report_document
from seminar.service.prints.takehome import build_take_home
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens import moderation, questions, results
from seminar.store import Store
from tests.journeys import shelf
from tests.kinds.samples import SAMPLES

EN = read_speech("en")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoomService]:
    folder = tmp_path_factory.mktemp("kinds")
    library = Library.load([*bundled(), shelf.write(folder / "content")], kinds())
    assert not library.faults
    store = Store.open(folder / "raus.sqlite")
    yield RoomService(store, library, rules=ThresholdRules(), clock=lambda: 1000.0)
    store.close()


class One:
    """A room that asks one of them, and those who come to it."""

    def __init__(self, host: RoomService, name: str) -> None:
        self.host, self.name = host, name
        self.code = host.opening.open_room(shelf.only(name), "en").code
        while self.running.step.id != f"{name}.ask" or self.running.room.now.curtain:
            self.press(Next())

    @property
    def running(self) -> LiveRoom:
        return self.host.rooms.get(self.code)

    def press(self, *commands: Command) -> None:
        for command in commands:
            self.host.handle(self.code, command, self.running.room.version)

    def come(self, people: int) -> list[str]:
        """So many come and answer, each with one of the sample's forms; their tokens."""
        forms, step = SAMPLES[self.name][2], f"{self.name}.ask"
        tokens = [self.host.participants.join(self.code) for _ in range(people)]
        for at, token in enumerate(tokens):
            number = self.running.room.now.asked[step].round
            form = {
                f"{self.name}.question/{part}": value
                for part, value in forms[at % len(forms)].items()
            }
            self.host.answer_and_wait(
                self.code, token, Sending(f"op{number}", step, number, None, form)
            )
        return tokens


@pytest.mark.parametrize(
    "name", [sent for sent in shelf.SENT if SAMPLES[sent][0].privacy == "guarded"]
)
def test_a_group_that_comes_late_is_shown_and_exported(
    host: RoomService, name: str
) -> None:
    room = One(host, name)
    room.come(12)
    room.press(Close(), Reveal(), AskAgain())
    room.come(12)
    room.press(Close(), Reveal())
    result = room.running.results[f"{name}.question:1,2"]
    assert len(result.groups) == 2
    assert not any(isinstance(group, Withheld) for group in result.groups)
    views = results.build_step_views(room.running, "en")
    assert len(views) == len(tuple(results.split_groups(result)))
    told, (*_, newest) = build_report(room.running), results.split_groups(result)
    assert len(told.findings) == 2
    assert told.findings[1].result.last == newest.last or isinstance(
        newest.last, PublishedTexts
    ), "texts wait to be let through"
    for made in FORMATS.values():
        assert made.make(told, EN)


@pytest.mark.parametrize("name", shelf.SENT)
def test_what_was_answered_and_shown_goes_home_in_words(
    host: RoomService, name: str
) -> None:
    room = One(host, name)
    token = room.come(12)[0]
    room.press(Close())
    room.press(*[Next()] * 2)
    running, (kind, wording, forms) = room.running, SAMPLES[name]
    answers = answers_of(running, "en", token)
    said = [EN(answer.answer) for answer in answers[0].answers]
    assert said
    assert all(said)
    assert all(
        EN(answer.answer)
        for answer in questions.phrase_own_answers(kind.build_form(wording), forms[0])
    )
    seen = results.list_shown_results(running, "en")
    sheet = build_take_home(
        running.programme,
        "en",
        date(2026, 11, 26),
        texts={},
        answers=answers,
        seen=seen,
    )
    assert render_pdf(sheet, EN).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("name", "first"),
    [
        (
            "rank",
            ["1. Time together · 2. Clear goals · 3. More thanks · 4. Fewer meetings"],
        ),
        ("points", ["One meeting fewer a week: 2 · Thank aloud each Friday: 1"]),
    ],
)
def test_an_answer_of_several_parts_is_said_back_in_one_line(
    name: str, first: list[str]
) -> None:
    kind, wording, forms = SAMPLES[name]
    assert [
        EN(answers.phrase_answer(field, forms[0]))
        for field in answers.list_fields(kind.build_form(wording))
    ] == first


def test_what_was_said_of_one_thing_is_said_back_question_by_question() -> None:
    kind, wording, forms = SAMPLES["plane"]
    prompts = [
        (EN(answer.asked), EN(answer.answer), answer.key)
        for answer in questions.phrase_own_answers(kind.build_form(wording), forms[0])
    ]
    assert prompts[:2] == [
        ("To be met – How much we can influence it", "4", "R"),
        ("To be met – How important it is", "5", "R"),
    ]


@pytest.mark.parametrize("name", shelf.SENT)
def test_every_row_of_a_result_says_something(host: RoomService, name: str) -> None:
    room = One(host, name)
    room.come(12)
    room.press(Close(), Reveal())
    (finding,) = build_report(room.running).findings
    rows = build_export_rows(finding)
    assert rows
    assert all(EN(row.said) for row in rows)


def test_a_cloud_is_a_ranked_list_in_the_files_and_beside_its_drawing_on_paper(
    host: RoomService,
) -> None:
    room = One(host, "words-1")
    room.come(9)
    room.press(Close(), Next())
    ids = {
        text.text: text.id
        for text in moderation.list_pending(room.running, room.running.step)
    }
    room.press(
        Approve(tuple(ids.values())),
        Merge((ids["time"], ids["coffee"])),
        Approve((ids["humour"],), yes=False),
    )
    told = build_report(room.running)
    (finding,) = told.findings
    ranked = [
        ("trust", "3"),
        ("respect", "2"),
        ("time (also: coffee)", "2"),
        ("a good laugh", "1"),
    ]
    assert [
        (EN(line.about), EN(line.said)) for line in build_export_rows(finding)
    ] == ranked
    (grid,) = (
        block for block in build_report_document(told).blocks if isinstance(block, Grid)
    )
    assert [tuple(map(EN, row)) for row in grid.rows] == [
        (word.partition(" (")[0], count) for word, count in ranked
    ]
