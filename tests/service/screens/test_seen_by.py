"""What is for the facilitator alone: the evaluation goes to the console, under the same rules,
and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from seminar.content.translations import read_speech
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import Paragraph, Quiet, Run, Statements, Texts, View
from seminar.core.errors import Refused
from seminar.core.room.commands import AskAgain, Back, Finish, Next, Reveal, Undo
from seminar.service.export.formats import FORMATS
from seminar.service.prints.report import build_report
from seminar.service.prints.report_document import build_report_document
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens import results
from seminar.service.screens.console import build_console
from seminar.service.screens.phone import build_phone
from seminar.service.screens.projector import build_projector
from seminar.store import Store
from tests.content.bundled import library as shipped
from tests.service.hour import Hour

ASKED, THANKS = "m3-evaluation.answer", "m3-evaluation.thanks"
ITEMS = ("worth", "own-way", "welcome", "valued", "growing", "glad")
ADVICE = "Ta flere pauser"
NB = read_speech("nb")


@pytest.fixture
def host(tmp_path: Path) -> Iterator[RoomService]:
    store = Store.open(tmp_path / "raus.sqlite")
    yield RoomService(store, shipped(), rules=ThresholdRules(), clock=lambda: 1000.0)
    store.close()


def asked(host: RoomService, people: int, answer: int) -> Hour:
    """A room of `people` that stands after the evaluation, of which the first `answer` have
    answered it."""
    hour = Hour(host, people, "raus-amu").to(ASKED)
    if answer:
        fields = {f"m3-evaluation.items/{item}": "4" for item in ITEMS}
        hour.say(fields | {"m3-evaluation.advice/value": ADVICE}, *range(answer))
    return hour


def seen(hour: Hour) -> tuple[View, ...]:
    """What the console shows the facilitator alone."""
    return build_console(hour.running, "nb", 0, 0).views


def of_the_room(hour: Hour) -> str:
    """All that the projector and the phones hold, once it is sure that no result is in it or
    goes home."""
    running, lang = hour.running, "nb"
    pictures = (build_projector(running, lang, 0), build_phone(running, lang, 0))
    assert not any(picture.views for picture in pictures)
    assert "m3-evaluation" not in {
        shown.exercise for shown in results.list_shown_results(running, lang)
    }
    return repr(pictures)


def test_five_answers_make_a_summary_when_the_question_is_left(
    host: RoomService,
) -> None:
    hour = asked(host, 8, 5)
    assert not seen(hour)
    hour.press(Next())
    assert not seen(hour), "closed is not left: it may be opened again"
    hour.press(Next())
    numbers, advice = seen(hour)
    assert isinstance(numbers, Statements)
    assert [row.n for row in numbers.rows] == [5] * len(ITEMS)
    assert isinstance(advice, Texts)
    assert {item.text for item in advice.items} == {ADVICE}


def test_the_room_sees_nothing_of_it_on_the_way(host: RoomService) -> None:
    hour = asked(host, 8, 6)
    before = of_the_room(hour)
    while hour.running.step.id != THANKS:
        hour.press(Next())
        told = of_the_room(hour)
        assert ADVICE not in told + before
        assert not build_console(hour.running, "nb", 0, 0).pending, (
            "there is nothing to let through"
        )


def test_four_answers_make_none(host: RoomService) -> None:
    hour = asked(host, 8, 4).to(THANKS)
    (silence,) = seen(hour)
    assert isinstance(silence, Quiet)
    assert NB(silence.text) == "Færre enn fem har svart. Da viser vi ikke tall."
    assert silence.task == "", "what a room does instead is not for the facilitator"


def test_it_cannot_be_shown_with_a_key(host: RoomService) -> None:
    hour = asked(host, 8, 6)
    hour.press(Next())
    keys = {
        key.command: key.enabled for key in build_console(hour.running, "nb", 0, 0).keys
    }
    assert not keys["reveal"]
    with pytest.raises(Refused, match="no result to show"):
        hour.press(Reveal())


def test_latecomers_are_under_the_same_rules(host: RoomService) -> None:
    hour = asked(host, 8, 6).to(THANKS)
    first = seen(hour)
    hour.press(Back())
    hour.press(AskAgain())
    hour.say({f"m3-evaluation.items/{item}": "1" for item in ITEMS}, 6, 7).to(THANKS)
    assert seen(hour) == first, "two more are too few for a result of their own"


def test_undo_does_not_make_it_anew(host: RoomService) -> None:
    hour = asked(host, 8, 6).to(THANKS)
    first = seen(hour)
    hour.press(Undo())
    hour.press(Next())
    assert seen(hour) == first


def test_the_numbers_stay_for_the_facilitator_and_the_advice_goes_with_the_answers(
    host: RoomService,
) -> None:
    hour = asked(host, 8, 6).to(THANKS)
    hour.press(Finish())
    told = build_report(hour.running)
    (finding,) = (item for item in told.findings if item.seen_by == "facilitator")
    assert finding.question == "m3-evaluation.items"
    assert NB(finding.prompt).endswith("(bare for kursholderen)")
    exported = json.loads(FORMATS["json"].make(told, NB))["results"]
    seen_alone = [result for result in exported if result["seen_by"] == "facilitator"]
    assert [result["question"] for result in seen_alone] == ["m3-evaluation.items"]
    small = (
        block
        for block in build_report_document(told).blocks
        if isinstance(block, Paragraph) and block.style == "small"
    )
    said = [
        NB(run) for block in small for run in block.runs if not isinstance(run, Run)
    ]
    assert any("bare for kursholderen der det står" in line for line in said)
    assert ADVICE not in repr(hour.host.store.results(hour.room.code))


def test_the_phone_is_told_so_before_it_answers(host: RoomService) -> None:
    promise = NB(build_phone(asked(host, 8, 0).running, "nb", 0).promise)
    assert "Bare kursholderen ser resultatet" in promise
