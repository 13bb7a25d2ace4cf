"""What is one participant's own, and what of the room's results goes home with everybody."""

from __future__ import annotations

import pytest

from seminar.core.elements import Texts
from seminar.core.errors import Refused
from seminar.core.i18n import untranslated_speech
from seminar.core.model.programme import Programme
from seminar.core.room.commands import Approve, Finish, Next, Undo
from seminar.service import private_texts
from seminar.service.participant.answers import answers_of
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens import moderation, results
from tests.service.hour import Hour, host

__all__ = ["host"]

PLAN = {"u5-plan.plan/if": "mandag etter møtet", "u5-plan.plan/then": "spør jeg Kari"}


@pytest.fixture
def programme(host: RoomService) -> Programme:
    return host.library.programme("raus-hour")


# --- Own answers ----------------------------------------------------------------------------------


def test_answers_are_said_back_in_the_words_that_were_chosen(host: RoomService) -> None:
    hour = Hour(host).to("r1-check-in.answer")
    hour.say({"r1-check-in.word/value": "rolig", "r1-check-in.energy/value": "2"})
    hour.to("m1-raus-test.answer").say(
        {
            "m1-raus-test.statements/welcome": "4",
            "m1-raus-test.statements/glad": "unsure",
        }
    )
    assert hour.answers() == [
        ("Ett ord for hvordan du kommer inn i rommet", "rolig", False),
        ("Energien din når vi begynner", "2, fra 1 (Lite) til 5 (Mye)", False),
        ("Jeg føler meg velkommen på jobb hver dag", "Litt enig", False),
        ("Jeg blir glad av å være på jobb", "Vet ikke / vil ikke svare", False),
    ]


def test_they_are_said_in_the_language_of_the_one_who_asks(host: RoomService) -> None:
    hour = (
        Hour(host)
        .to("m1-raus-test.answer")
        .say({"m1-raus-test.statements/welcome": "5"})
    )
    assert hour.answers(lang="nn")[0][1] == "Svært einig"
    assert hour.answers(lang="en")[0][1] == "Strongly agree"


def test_a_question_that_was_asked_twice_has_both_answers_in_order(
    host: RoomService,
) -> None:
    hour = Hour(host).to("r7-dilemma.vote-1").say({"r7-dilemma.dilemma/value": "a"})
    hour.to("r7-dilemma.vote-2").say({"r7-dilemma.dilemma/value": "b"})
    first, second = hour.answers()
    assert (first[0], first[2], second[2]) == (second[0], False, True)
    assert first[1] != second[1]


def test_nobody_gets_the_answers_of_another(host: RoomService) -> None:
    hour = Hour(host).to("r1-check-in.answer")
    hour.say({"r1-check-in.word/value": "kanarifugl"}, 0)
    assert "kanarifugl" in str(hour.answers(0))
    assert hour.answers(1) == []
    for token in (
        None,
        "made-up",
        host.participants.join(host.opening.open_room("raus-hour", "nb").code),
    ):
        assert answers_of(hour.running, "nb", token) == ()


def test_when_the_room_is_closed_there_are_none(host: RoomService) -> None:
    hour = Hour(host).to("r1-check-in.answer").say({"r1-check-in.word/value": "rolig"})
    hour.press(Finish())
    assert hour.answers() == []


# --- Own texts ------------------------------------------------------------------------------------


def test_only_texts_that_have_a_place_on_the_sheet_are_taken(
    programme: Programme,
) -> None:
    sent = {
        **PLAN,
        "r1-check-in.word/value": "rolig",
        "u5-plan.plan/else": "noe",
        "notes": " to \r\n\r\n  linjer ",
    }
    assert private_texts.clean_private_texts(programme, "nb", sent) == {
        **PLAN,
        "notes": "to\nlinjer",
    }


def test_what_is_invisible_is_no_text(programme: Programme) -> None:
    assert (
        private_texts.clean_private_texts(
            programme, "nb", {"notes": "\u200d \x00\n", "u5-plan.plan/if": "\u202e"}
        )
        == {}
    )


def test_a_text_that_is_too_long_is_refused_with_its_name_and_its_limit(
    programme: Programme,
) -> None:
    for name, title, limit in (
        ("notes", "My notes", 1500),
        ("u5-plan.plan/if", "Hvis … (tid, sted, situasjon)", 200),
    ):
        assert (
            len(
                private_texts.clean_private_texts(programme, "nb", {name: "å" * limit})[
                    name
                ]
            )
            == limit
        )
        with pytest.raises(Refused) as refusal:
            private_texts.clean_private_texts(
                programme, "nb", {name: "å" * (limit + 1)}
            )
        said = untranslated_speech()(refusal.value.words)
        assert said.startswith(title)
        assert str(limit) in said


# --- What the room was shown ----------------------------------------------------------------------


def test_a_result_goes_home_when_it_is_uncovered_and_not_before(
    host: RoomService,
) -> None:
    hour = (
        Hour(host)
        .to("m1-raus-test.answer")
        .say({"m1-raus-test.statements/welcome": "4"})
    )
    hour.to("m1-raus-test.result")
    assert hour.seen == set()
    hour.press(Next())
    assert hour.seen == {"Tenk på de siste fire ukene. Hvor enig er du?"}
    hour.press(Undo())
    assert hour.seen == set(), "it was uncovered by mistake"


def test_bars_that_moved_go_home_when_the_question_is_left(host: RoomService) -> None:
    hour = Hour(host).to("a3-thanks.sending").say({"a3-thanks.when/value": "today"})
    assert "Når gir du takken?" not in hour.seen
    hour.to("u5-plan.frame")
    assert "Når gir du takken?" in hour.seen


def test_what_others_wrote_does_not_go_home(host: RoomService) -> None:
    hour = Hour(host).to("r1-check-in.answer")
    hour.say({"r1-check-in.word/value": "kanarifugl", "r1-check-in.energy/value": "4"})
    hour.to("r1-check-in.result")
    hour.press(
        Approve(
            tuple(
                text.id
                for text in moderation.list_pending(hour.running, hour.running.step)
            )
        )
    )
    hour.press(Next())
    shown = results.build_step_views(hour.running, "nb")
    assert any(isinstance(view, Texts) and view.items for view in shown), (
        "the room sees it"
    )
    assert hour.seen == {"Energien din når vi begynner"}
    assert "kanarifugl" not in repr(results.list_shown_results(hour.running, "nb"))


def test_a_silence_does_not_go_home(host: RoomService) -> None:
    hour = (
        Hour(host, people=4)
        .to("m1-raus-test.answer")
        .say({"m1-raus-test.statements/welcome": "4"})
    )
    hour.to("m1-raus-test.pairs")
    assert hour.seen == set()


def test_what_was_seen_is_the_same_after_the_room_is_closed(host: RoomService) -> None:
    hour = (
        Hour(host)
        .to("m1-raus-test.answer")
        .say({"m1-raus-test.statements/welcome": "4"})
    )
    before = results.list_shown_results(hour.to("m1-raus-test.pairs").running, "nb")
    hour.press(Finish())
    assert results.list_shown_results(hour.running, "nb") == before != []
