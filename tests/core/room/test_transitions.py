"""The room's rules, as given – when – then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar.core.errors import Refused
from seminar.core.model.programme import Programme
from seminar.core.room.commands import (
    Approve,
    AskAgain,
    Back,
    ChooseSpelling,
    Close,
    Command,
    Finish,
    Merge,
    More,
    Next,
    Reveal,
    Separate,
    SetCurtain,
    TurnPage,
    Undo,
)
from seminar.core.room.events import Published
from seminar.core.room.situation import Scene, Situation
from seminar.core.room.state import UNDO_DEPTH, Asked, Merged, Room, result_key
from seminar.core.room.transitions import NEXT, apply, decide
from tests.core.conftest import small_programme

Drive = Callable[..., Room]
At = Callable[[Room, str], Room]


def test_a_new_room_shows_its_code_until_the_first_next(
    room: Room, drive: Drive
) -> None:
    assert room.now.curtain == "join"
    room = drive(room, Next(), time=50.0)
    assert (room.now.curtain, room.now.at, room.started) == ("", 0, 50.0)


def test_arriving_at_a_question_opens_it_with_a_timer(room: Room, drive: Drive) -> None:
    room = drive(room, Next(), Next(), time=100.0)
    assert room.now.asked["d.vote-1"].open
    assert room.now.asked["d.vote-1"].round == 1
    assert room.now.ends == 100.0 + 120


def test_next_at_an_open_question_closes_it_and_stays(
    room: Room, at: At, drive: Drive
) -> None:
    room = drive(at(room, "d.vote-1"), Next())
    assert room.now.at == 1
    assert not room.now.asked["d.vote-1"].open
    assert room.now.ends is None


def test_a_page_is_turned_where_something_is_shown_and_the_next_thing_begins_at_its_first(
    room: Room, at: At, drive: Drive
) -> None:
    with pytest.raises(Refused):
        drive(at(room, "d.show"), TurnPage())
    turned = drive(at(room, "d.show"), Reveal(), TurnPage(), TurnPage())
    assert turned.now.page == 2
    assert drive(turned, SetCurtain("blank"), SetCurtain("blank")).now.page == 2
    assert drive(turned, Next()).now.page == 0
    assert drive(turned, Undo()).now.page == 0


def test_turning_a_page_is_nothing_to_undo(room: Room, at: At, drive: Drive) -> None:
    shown = drive(at(room, "d.show"), Reveal())
    assert drive(shown, TurnPage()).past == shown.past


def test_a_result_arrives_covered_and_next_uncovers_it(
    room: Room, at: At, drive: Drive
) -> None:
    room = at(room, "d.show")
    assert "d.show" not in room.now.shown
    assert not room.published
    room = drive(room, Next())
    assert room.now.at == 4
    assert "d.show" in room.now.shown
    assert room.published == {"d.dilemma:1,2"}


def test_next_never_uncovers_anything_but_a_covered_result(
    programme: Programme, room: Room, drive: Drive
) -> None:
    for _ in range(40):
        situation = Scene(room, programme, 0).situation
        if situation is Situation.LAST:
            return
        before = room.now.shown
        room = drive(room, Next())
        assert (room.now.shown != before) == (situation is Situation.COVERED)
    raise AssertionError("the hour has no end")


def test_the_second_vote_is_a_second_round(room: Room, at: At) -> None:
    assert at(room, "d.vote-2").now.asked["d.vote-2"].round == 2


def test_back_opens_nothing_and_uncovers_nothing(
    room: Room, at: At, drive: Drive
) -> None:
    shown = drive(at(room, "d.show"), Next(), Back())
    assert not shown.now.asked["d.vote-2"].open
    again = drive(shown, Next())
    assert again.now.at == 4
    assert "d.show" in again.now.shown


def test_back_from_an_open_question_and_next_finds_it_open_still(
    room: Room, at: At, drive: Drive
) -> None:
    room = drive(at(room, "d.vote-1"), Back(), Next())
    assert room.now.asked["d.vote-1"].open


def test_reveal_from_a_closed_question_goes_to_its_result(
    room: Room, at: At, drive: Drive
) -> None:
    room = drive(at(room, "t.ask"), Close(), Reveal())
    assert room.now.at == 6
    assert "t.test:1" in room.published


def test_reveal_while_answers_come_in_is_refused_in_words(
    room: Room, at: At, drive: Drive
) -> None:
    with pytest.raises(Refused, match="Close the answers first"):
        drive(at(room, "t.ask"), Reveal())


def test_reveal_lifts_the_curtain_with_the_result(
    room: Room, at: At, drive: Drive
) -> None:
    room = drive(at(room, "t.show"), SetCurtain("blank"), Reveal())
    assert room.now.curtain == ""
    assert "t.show" in room.now.shown


@pytest.mark.parametrize("step", ["welcome", "d.talk", "end"])
def test_there_is_nothing_to_reveal_where_nothing_was_asked(
    step: str, room: Room, at: At, drive: Drive
) -> None:
    with pytest.raises(Refused):
        drive(at(room, step), Reveal())


def test_asking_again_before_the_result_reopens_the_same_round(
    room: Room, at: At, drive: Drive
) -> None:
    room = drive(at(room, "t.ask"), Close(), AskAgain())
    assert room.now.asked["t.ask"].round == 1
    assert room.now.asked["t.ask"].open


def test_asking_again_after_an_open_result_is_a_new_round(
    room: Room, at: At, drive: Drive
) -> None:
    room = drive(at(room, "d.show"), Next(), AskAgain())
    assert room.now.at == 3
    assert room.now.asked["d.vote-2"].round == 3
    room = drive(room, Next(), Next())
    assert "d.show" not in room.now.shown
    assert drive(room, Next()).published == {"d.dilemma:1,2", "d.dilemma:1,3"}


def test_a_shown_guarded_question_is_only_opened_for_latecomers(
    room: Room, at: At, drive: Drive
) -> None:
    room = drive(at(room, "t.show"), Next(), AskAgain())
    assert room.now.at == 5
    assert room.now.asked["t.ask"] == Asked(2, open=True, earlier_rounds=(1,))
    assert "t.show" not in room.now.shown
    room = drive(room, Next(), Next(), Next())
    assert room.published >= {"t.test:1", "t.test:1,2"}
    assert drive(room, AskAgain()).now.asked["t.ask"] == Asked(
        3, open=True, earlier_rounds=(1, 2)
    )


def test_a_round_of_latecomers_that_nobody_has_seen_is_opened_again_as_it_was(
    room: Room, at: At, drive: Drive
) -> None:
    late = drive(at(room, "t.show"), Next(), AskAgain())
    closed = drive(late, Close())
    assert drive(closed, AskAgain()).now.asked == late.now.asked
    assert drive(closed, Undo()).now.asked == late.now.asked


def test_undo_closes_what_was_opened_for_latecomers_and_forgets_nobody(
    room: Room, at: At, drive: Drive
) -> None:
    shown = drive(at(room, "t.show"), Next())
    room = drive(shown, AskAgain(), Undo())
    assert room.now == replace(
        shown.now,
        asked={**shown.now.asked, "t.ask": Asked(2, open=False, earlier_rounds=(1,))},
    )
    assert drive(room, *[Undo()] * 4).now.asked["t.ask"] == Asked(
        2, open=False, earlier_rounds=(1,)
    )
    assert drive(room, AskAgain()).now.asked["t.ask"] == Asked(
        2, open=True, earlier_rounds=(1,)
    )


def test_undo_neither_opens_nor_takes_back_what_latecomers_have_been_shown(
    room: Room, at: At, drive: Drive
) -> None:
    room = drive(at(room, "t.show"), Next(), AskAgain(), Close(), Next(), Next())
    for _ in range(8):
        room = drive(room, Undo())
        asked = room.now.asked["t.ask"]
        assert replace(asked, closed_at=None) == Asked(
            2, open=False, earlier_rounds=(1,)
        )
        assert "t.test:1,2" in room.published


def test_latecomers_texts_are_gathered_when_their_round_is_left(
    room: Room, at: At, drive: Drive
) -> None:
    room = drive(at(room, "w.show"), AskAgain())
    assert room.now.asked["w.ask"] == Asked(2, open=True, earlier_rounds=(1,))
    assert "w.word:1,2" in drive(room, Next(), Next()).published


def test_what_is_open_to_all_eyes_is_not_asked_again_of_latecomers() -> None:
    """Side by side in one step, an open question and a guarded one. Only the guarded one has a
    second group."""
    programme = small_programme()
    ask = replace(programme.steps[5], questions=("t.test", "d.dilemma"))
    programme = replace(
        programme,
        steps=(programme.steps[0], ask, programme.steps[6], programme.steps[4]),
    )
    room = Room("K7M4QX", "small", "nb")
    for command in (
        Next(),
        Next(),
        Next(),
        Next(),
        Next(),
        Next(),
        Next(),
        Back(),
        AskAgain(),
    ):
        room = apply(room, decide(room, programme, command, 0))
    assert room.published == {"t.test:1", "d.dilemma:1"}
    assert room.now.asked["t.ask"] == Asked(2, open=True, earlier_rounds=(1,))
    scene = Scene(room, programme, 0)
    assert (scene.shown_rounds("t.test"), scene.shown_rounds("d.dilemma")) == (
        (1, 2),
        (1,),
    )


def test_until_latecomers_have_their_result_the_one_before_stands(
    programme: Programme, room: Room, at: At, drive: Drive
) -> None:
    late = drive(at(room, "t.show"), Next(), AskAgain(), Close(), Next())
    assert Scene(late, programme, 0).results("t.test") == ("t.test:1,2", "t.test:1")


def test_texts_are_gathered_for_approval_when_the_question_is_left(
    programme: Programme, room: Room, at: At, drive: Drive
) -> None:
    room = drive(at(room, "w.ask"), Next())
    assert decide(room, programme, Next(), 0)[0] == Published("w.word", (1,))
    room = drive(room, Next())
    assert "w.word:1" in room.published
    assert "w.show" not in room.now.shown


def test_approving_and_hiding_texts(room: Room, at: At, drive: Drive) -> None:
    room = drive(at(room, "w.show"), Approve(("a", "b")), Approve(("a",), yes=False))
    assert room.now.approved == {"b"}
    assert room.now.hidden == {"a"}
    assert drive(room, Approve(("a",))).now.hidden == frozenset()


def test_texts_are_put_together_taken_apart_and_spelled_as_one_of_them(
    room: Room, at: At, drive: Drive
) -> None:
    room = at(room, "w.show")
    pair = drive(room, Merge(("b", "a")))
    assert pair.now.merged == (Merged(("a", "b")),)
    spelled = drive(pair, ChooseSpelling(("b",)))
    assert spelled.now.merged == (Merged(("a", "b"), "b"),)
    more = drive(spelled, Merge(("c", "d")), Merge(("d", "a")))
    assert more.now.merged == (Merged(("a", "b", "c", "d"), "b"),)
    assert more.now.approved == frozenset(), "nothing is let through by it"
    assert drive(more, Undo()).now.merged == (
        Merged(("a", "b"), "b"),
        Merged(("c", "d")),
    )
    assert drive(more, Separate(("c",))).now.merged == ()


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (Merge(("a",)), "at least two"),
        (Merge(("a", "a")), "at least two"),
        (Merge(("x",)), "at least two"),
        (Separate(("a",)), "do not stand together"),
        (ChooseSpelling(("a",)), "do not stand together"),
    ],
)
def test_what_is_not_two_texts_is_not_put_together(
    room: Room, at: At, drive: Drive, command: Command, why: str
) -> None:
    room = drive(at(room, "w.show"), Merge(("x", "y")), Separate(("y",)))
    with pytest.raises(Refused, match=why):
        drive(room, command)


def test_the_dark_screen_changes_nothing_else_and_next_only_lights_it(
    room: Room, at: At, drive: Drive
) -> None:
    room = at(room, "d.talk")
    dark = drive(room, SetCurtain("blank"))
    assert dark.now.ends == room.now.ends
    assert drive(dark, Next()).now == room.now
    assert drive(dark, SetCurtain("blank")).now == room.now


def test_more_time_is_added_to_what_is_left(room: Room, at: At, drive: Drive) -> None:
    room = at(room, "d.talk")
    assert drive(room, More(30)).now.ends == (room.now.ends or 0) + 30


def test_more_time_after_the_end_counts_from_now(
    room: Room, at: At, drive: Drive
) -> None:
    assert drive(at(room, "d.talk"), More(30), time=9999.0).now.ends == 9999.0 + 30


def test_a_timer_that_runs_out_closes_nothing(
    programme: Programme, room: Room, at: At
) -> None:
    room = at(room, "d.vote-1")
    assert Scene(room, programme, time=1e9).situation is Situation.OPEN


def test_undo_puts_back_each_of_the_last_commands(
    room: Room, at: At, drive: Drive
) -> None:
    room = at(room, "d.talk")
    later = drive(room, More(), SetCurtain("blank"), Next(), Next())
    for _ in range(4):
        later = drive(later, Undo())
    assert later.now == room.now
    assert later.version == room.version + 8


def test_undo_does_not_reopen_a_guarded_question_that_has_been_shown(
    room: Room, at: At, drive: Drive
) -> None:
    room = drive(at(room, "t.ask"), Close(), Next(), Next(), Undo(), Undo(), Undo())
    assert room.now.at == 5
    assert not room.now.asked["t.ask"].open


def test_coming_again_to_a_guarded_question_that_was_shown_and_undone_does_not_reopen_it(
    room: Room, at: At, drive: Drive
) -> None:
    room = drive(
        at(room, "t.ask"), Close(), Next(), Next(), Undo(), Undo(), Undo(), Undo()
    )
    assert "t.ask" not in room.now.asked
    room = drive(room, Next())
    assert room.now.asked["t.ask"] == Asked(1, open=False)


def test_coming_again_to_a_vote_that_was_shown_and_undone_is_a_new_round(
    room: Room, at: At, drive: Drive
) -> None:
    room = drive(at(room, "d.show"), Next())
    assert "d.dilemma:1,2" in room.published
    back = drive(room, *[Undo()] * 7)
    assert back.now.asked == {}
    assert drive(back, Next()).now.asked["d.vote-1"] == Asked(3, open=True)
    asked = drive(room, *[Undo()] * 5)
    assert asked.now.asked == {"d.vote-1": Asked(1, open=False, closed_at=1000.0)}
    assert drive(asked, AskAgain()).now.asked["d.vote-1"] == Asked(3, open=True)


def test_a_closed_room_keeps_no_fingerprint_of_a_text(
    room: Room, at: At, drive: Drive
) -> None:
    room = drive(
        at(room, "w.show"), Approve(("3f2a",)), Merge(("3f2a", "9c1b")), Finish()
    )
    assert (room.now.approved, room.now.merged) == (frozenset(), ())
    assert room.past == ()


def test_undo_has_a_floor(room: Room, drive: Drive) -> None:
    with pytest.raises(Refused, match="nothing to undo"):
        drive(room, Undo())


def test_the_last_step_stays(room: Room, at: At, drive: Drive) -> None:
    with pytest.raises(Refused, match="last step"):
        drive(at(room, "end"), Next())


def test_a_closed_room_takes_no_command(room: Room, drive: Drive) -> None:
    with pytest.raises(Refused, match="closed"):
        drive(room, Finish(), Next())


def test_the_table_of_next_has_a_row_for_every_situation() -> None:
    assert set(NEXT) == set(Situation)


COMMANDS: list[Command] = [
    Next(),
    Back(),
    Close(),
    Reveal(),
    AskAgain(),
    SetCurtain("blank"),
    SetCurtain("join"),
    More(),
    Undo(),
    Approve(("x",)),
]


@given(st.lists(st.sampled_from(COMMANDS), max_size=60))
def test_whatever_is_pressed_the_room_keeps_its_promises(
    pressed: list[Command],
) -> None:
    programme = small_programme()
    room = Room("K7M4QX", "small", "nb")
    for command in pressed:
        try:
            after = apply(room, decide(room, programme, command, 1000.0))
        except Refused:
            continue
        assert after.version == room.version + 1
        assert 0 <= after.now.at < len(programme.steps)
        assert len(after.past) <= UNDO_DEPTH
        assert room.published <= after.published
        for asks, asked in after.now.asked.items():
            questions = next(
                step.questions for step in programme.steps if step.id == asks
            )
            names = {result_key(question, asked.rounds) for question in questions}
            guarded = any(
                programme.questions[question].privacy == "guarded"
                for question in questions
            )
            assert not (guarded and asked.open and names & after.published), (
                "a shown result takes no more answers"
            )
            was = room.now.asked.get(asks, asked)
            if was.earlier_rounds:
                assert asked.rounds[: len(was.rounds)] == was.rounds, (
                    "whoever has answered stays counted"
                )
        for shown in after.now.shown:
            step = next(step for step in programme.steps if step.id == shown)
            for question in step.questions:
                assert any(key.startswith(f"{question}:") for key in after.published)
        room = after
