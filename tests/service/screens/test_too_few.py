"""What an author says of a result: what the room does with too few answers, what is put
together, what is reported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from seminar.content.library import Library, bundled
from seminar.content.translations import read_speech
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import Quiet, Texts
from seminar.core.room.commands import Approve, Merge, Next
from seminar.core.room.state import in_result, text_key
from seminar.core.stats.tally import text_id
from seminar.kinds import kinds
from seminar.service.prints.report import build_report
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens import results
from seminar.service.screens.console import build_console
from seminar.service.screens.phone import build_phone
from seminar.store import Store
from tests.journeys import bank
from tests.service.hour import Hour

NB = read_speech("nb")
SENTENCES = (
    "Vi begynner presis",
    "Vi starter i tide",
    "Vi sier takk",
    "Vi spør først",
    "Vi ler mer",
)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[RoomService]:
    shelf = Library.load([*bundled(), bank.write_each(tmp_path / "content")], kinds())
    store = Store.open(tmp_path / "raus.sqlite")
    yield RoomService(store, shelf, rules=ThresholdRules(), clock=lambda: 1000.0)
    store.close()


def of_fours(host: RoomService, *sentences: str) -> Hour:
    """A room of twenty where the recorders have sent these sentences, and the result is shown."""
    hour = Hour(host, 20, bank.alone("s1-think-pair")).to("s1-think-pair.answer")
    for person, sentence in enumerate(sentences):
        hour.say({"s1-think-pair.sentence/value": sentence}, person)
    hour.to("s1-think-pair.result")
    hour.press(Next())
    return hour


def test_three_fours_are_told_to_read_aloud_and_not_to_talk_two_and_two(
    host: RoomService,
) -> None:
    hour = of_fours(host, *SENTENCES[:3])
    for lang, said in (
        ("nb", "Hver skriver leser"),
        ("nn", "Kvar skrivar les"),
        ("en", "Each recorder reads"),
    ):
        (view,) = results.build_step_views(hour.running, lang)
        assert isinstance(view, Quiet)
        assert (str(view.task).startswith(said), view.aloud) == (True, True)
    assert build_phone(hour.running, "nb", 0).in_private, (
        "each phone shows its own sentence, to be read aloud"
    )


def test_without_such_words_two_and_two_talk(host: RoomService) -> None:
    hour = Hour(host, 8, bank.alone("s2-joy")).to("s2-joy.answer")
    hour.say({"s2-joy.source/value": "mastery"}, 0, 1, 2)
    hour.to("s2-joy.result").press(Next())
    (view,) = results.build_step_views(hour.running, "nb")
    assert isinstance(view, Quiet)
    assert (bool(view.task), view.aloud) == (True, False)


def test_sentences_that_are_put_together_stand_together_and_all_are_read(
    host: RoomService,
) -> None:
    hour = of_fours(host, *SENTENCES)
    assert all(text.merges for text in build_console(hour.running, "nb", 0, 0).pending)
    first, second, third = (
        text_key("s1-think-pair.sentence", 1, text_id(text)) for text in SENTENCES[:3]
    )
    hour.press(Merge((first, second)))
    hour.press(Approve((first, second, third)))
    (view,) = results.build_step_views(hour.running, "nb")
    assert isinstance(view, Texts)
    assert {(item.text, item.also) for item in view.items} == {
        ("Vi sier takk", ()),
        ("Vi starter i tide", ("Vi begynner presis",)),
    }
    assert NB(view.note) == "5 svar · 2 venter på kursholderen", (
        "what is there to be read is not said again"
    )


@pytest.mark.parametrize(("people", "is_told"), [(4, False), (12, True)])
def test_the_energy_of_the_beginning_is_shown_only_beside_that_of_the_end(
    host: RoomService, people: int, is_told: bool
) -> None:
    hour = Hour(host, 12).to("r1-check-in.answer")
    hour.say({"r1-check-in.energy/value": "3"})
    hour.to("s6-check-out.answer")
    hour.say({"s6-check-out.energy/value": "4"}, *range(people))
    hour.to("s6-check-out.result").press(Next())
    shown = " ".join(str(view) for view in results.build_step_views(hour.running, "nb"))
    assert ("Energien din når vi begynner" in shown) == is_told


def test_the_mood_of_the_hour_is_seen_in_the_room_and_is_in_no_report(
    host: RoomService,
) -> None:
    hour = Hour(host, 12).to_the_end()
    hour.press(Next())
    mood = {
        question
        for question, kind in hour.running.programme.questions.items()
        if not kind.reported
    }
    assert mood == {"r1-check-in.energy", "s6-check-out.energy"}
    assert mood <= {in_result(key)[0] for key in hour.running.results}
    told = {finding.question for finding in build_report(hour.running).findings}
    assert told and not told & mood
