"""Words that the facilitator puts together: proposed, never done by itself, told to the room,
gone with the room."""

from __future__ import annotations

import pytest

from seminar.content.translations import read_speech
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import Texts
from seminar.core.room.commands import Approve, Finish, Merge, Next, Separate, Undo
from seminar.core.room.state import text_key
from seminar.core.stats.tally import text_id
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens import results
from seminar.service.screens.console import build_console
from seminar.service.screens.similar_texts import find_similar_texts
from seminar.service.view_models import HostPicture, Pending
from tests.service.hour import Hour, host

__all__ = ["host"]

WORDS = ("tillit", "tilliten", "tillits", "ro", "kaffe", "leder", "lederen")
NB = read_speech("nb")


@pytest.fixture
def hour(host: RoomService) -> Hour:
    """At the result of the first question, of which nothing is let through yet."""
    hour = Hour(host).to("r1-check-in.answer")
    for person, word in enumerate(WORDS):
        hour.say({"r1-check-in.word/value": word}, person)
    return hour.to("r1-check-in.result")


def console(hour: Hour) -> HostPicture:
    return build_console(hour.running, "nb", 0, 0)


def shown(hour: Hour) -> Texts:
    (view,) = (
        view
        for view in results.build_step_views(hour.running, "nb")
        if isinstance(view, Texts)
    )
    return view


def ids(*words: str) -> tuple[str, ...]:
    return tuple(text_key("r1-check-in.word", 1, text_id(word)) for word in words)


def test_what_may_be_forms_of_one_word_is_proposed_and_stands_apart_until_it_is_put_together(
    hour: Hour,
) -> None:
    (group,) = console(hour).alike
    assert {text.text for text in group} == {"tillit", "tilliten", "tillits"}
    assert len(console(hour).pending) == len(WORDS)
    hour.press(Merge(tuple(id_ for text in group for id_ in text.ids)))
    assert console(hour).alike == ()
    (together,) = (text for text in console(hour).pending if text.also)
    assert (together.text, [text for _, text in together.also]) == (
        "tillit",
        ["tillits", "tilliten"],
    )


def test_a_stemmer_that_is_wrong_does_no_harm() -> None:
    texts = [
        Pending(word, word, False, (), True)
        for word in ("leder", "lederen", "trygg", "trygghet", "Ro!", "ro", "!")
    ]
    assert [
        [text.text for text in group] for group in find_similar_texts(texts, "nb")
    ] == [
        ["trygg", "trygghet"],
        ["Ro!", "ro"],
    ]
    assert not list(
        find_similar_texts([Pending(word, word, False) for word in ("ro", "Ro")], "nb")
    ), "not of whole sentences"


def test_the_room_sees_one_word_and_is_told_which_it_stands_for(hour: Hour) -> None:
    hour.press(Next())
    hour.press(Merge(ids("tillit", "tilliten", "leder", "lederen")[:2]))
    hour.press(Approve(ids("tillit", "tilliten", "ro")))
    view = shown(hour)
    assert [(item.text, item.also) for item in view.items] == [
        ("ro", ()),
        ("tillit", ("tilliten",)),
    ]
    assert (
        NB(view.note)
        == "7 svar · slått sammen av kursholderen: tillit (også: tilliten)"
        " · 4 venter på kursholderen"
    )
    hour.press(Separate(ids("tilliten")))
    assert [item.text for item in shown(hour).items] == ["ro", "tillit", "tilliten"]
    hour.press(Undo())
    assert [item.text for item in shown(hour).items] == ["ro", "tillit"]


def test_one_that_waits_holds_back_those_that_it_stands_together_with(
    hour: Hour,
) -> None:
    hour.press(Approve(ids("tillit")))
    hour.press(Merge(ids("tillit", "tilliten")))
    (together,) = (text for text in console(hour).pending if text.also)
    assert not together.approved
    hour.press(Approve(together.ids))
    assert next(text for text in console(hour).pending if text.also).approved


def test_it_survives_a_restart_and_goes_when_the_room_is_closed(hour: Hour) -> None:
    hour.press(Merge(ids("tillit", "tilliten")))
    store, library, code = hour.host.store, hour.host.library, hour.room.code
    again = RoomService(store, library, rules=ThresholdRules(), clock=lambda: 1000.0)
    assert again.rooms.get(code).room.now.merged == hour.running.room.now.merged != ()
    hour.press(Finish())
    row = store.room(code)
    assert row is not None
    assert not [key for key in ids(*WORDS) if key in row.state]
