"""What templates print, as it is worked out of pictures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from seminar.core.elements import Place, Ranking, Swarm
from seminar.core.i18n import untranslated_speech
from seminar.service.retention import StoredRoom
from seminar.service.view_models import (
    AgendaLine,
    GroupCounts,
    Pending,
    Schedule,
    Talking,
)
from seminar.web.rendering.console_parts import (
    build_pace,
    name_agenda,
    name_moves,
    sort_pending,
    summarise_groups,
)
from seminar.web.rendering.figures import (
    list_seat_letters,
    measure_percent,
    number_steps,
    rate_places,
)
from seminar.web.rendering.start_page import describe_room
from tests.web.rendering.test_stage import CONSOLE

SPEECH = untranslated_speech("nb")

AGENDA = (
    AgendaLine("Welcome", 2.5, "done"),
    AgendaLine("Keys", 0, "now"),
    AgendaLine("Vote", 0.5, "ahead"),
)
SCHEDULE = Schedule(
    moves=AGENDA, agenda=AGENDA, due=2.5, planned=10.4, total=59.6, used=12.9
)


def test_the_pace_is_told_in_whole_minutes() -> None:
    pace = build_pace(SCHEDULE)
    assert (pace.planned, pace.total, pace.used) == (10, 60, 12)
    assert (pace.late, pace.early) == (2, 0)


def test_a_room_that_is_ahead_of_its_plan_is_early() -> None:
    pace = build_pace(replace(SCHEDULE, due=9.0, used=5.5))
    assert (pace.late, pace.early) == (0, 3)


def test_before_the_welcome_is_left_nothing_is_used() -> None:
    pace = build_pace(replace(SCHEDULE, used=None))
    assert pace.used is None
    assert (pace.late, pace.early, pace.hand) == (0, 0, 0)


def test_the_hand_stays_on_the_strip() -> None:
    assert build_pace(replace(SCHEDULE, used=100.0)).hand == 59.6


def test_a_plan_without_minutes_has_a_strip_that_can_be_drawn() -> None:
    assert build_pace(replace(SCHEDULE, total=0.0)).strip_length > 0


def test_lines_on_the_strip_stand_end_to_end_and_all_can_be_seen() -> None:
    strip = build_pace(SCHEDULE).strip
    assert [line.start for line in strip] == [0, 2.5, 2.5]
    assert [line.width for line in strip] == [2.38, 0.1, 0.38]


def test_short_moves_are_told_in_seconds_and_those_without_minutes_not_at_all() -> None:
    moves = name_moves(SCHEDULE, SPEECH)
    assert [move.length for move in moves] == ["2,5 min", "", "30 s"]
    whole = replace(SCHEDULE, moves=(AgendaLine("Talk", 4.0, "now"),))
    assert [move.length for move in name_moves(whole, SPEECH)] == ["4 min"]


def test_the_agenda_is_told_in_whole_minutes() -> None:
    assert [line.length for line in name_agenda(SCHEDULE, SPEECH)] == [
        "2 min",
        "0 min",
        "0 min",
    ]


def test_groups_are_counted_by_size_the_largest_first() -> None:
    summary = summarise_groups(GroupCounts(sizes=(2, 3, 2, 2), phoneless=1))
    assert summary.drawn == 4
    assert summary.by_size == ((3, 1), (2, 3))
    assert not summary.has_single
    assert (summary.fewer_phoneless, summary.more_phoneless) == (0, 2)


def test_a_group_of_one_is_pointed_out_and_fewer_than_none_are_not_offered() -> None:
    summary = summarise_groups(GroupCounts(sizes=(1, 3)))
    assert summary.has_single
    assert summary.fewer_phoneless == 0


def test_texts_are_sorted_by_what_their_keys_do() -> None:
    together = Pending("a", "rom", False, also=(("b", "rommet"),), merges=True)
    alone = Pending("c", "ro", False, merges=True)
    shown = Pending("d", "mot", True)
    hidden = Pending("e", "sjef", False, hidden=True)
    picture = replace(
        CONSOLE, pending=(together, alone, shown, hidden), alike=((together, alone),)
    )
    pending = sort_pending(picture)
    assert [line.items for line in pending.waiting] == ["a b", "c"]
    assert [line.id for line in pending.shown] == ["d"]
    assert [line.id for line in pending.hidden] == ["e"]
    assert pending.waiting_items == "a b c"
    assert pending.can_merge
    (alike,) = pending.alike
    assert (alike.id, alike.texts, alike.items) == ("a", ("rom", "ro"), "a b c")


def test_one_text_alone_cannot_be_put_together() -> None:
    text = Pending("a", "rom", False, merges=True)
    assert not sort_pending(replace(CONSOLE, pending=(text,))).can_merge


@pytest.mark.parametrize(
    ("count", "whole", "percent"),
    [(1, 3, 33.3), (3, 3, 100.0), (0, 3, 0.0), (0, 0, 0.0)],
)
def test_a_bar_is_as_long_as_its_share(count: int, whole: int, percent: float) -> None:
    assert measure_percent(count, whole) == percent


def test_the_first_place_fills_its_bar_and_an_order_alone_has_none() -> None:
    places = (Place("First", 1.0), Place("Then", 2.5), Place("Last"))
    view = Ranking("Order", places, 4)
    assert [percent for _, percent in rate_places(view)] == [100.0, 50.0, None]


def test_the_steps_of_a_spectrum_are_numbered_from_its_low_end() -> None:
    swarm = Swarm("", (1, 0, 4), 2.0, 5)
    assert list(number_steps(swarm, 3)) == [(3, 1), (4, 0), (5, 4)]


def test_neighbours_choose_among_a_letter_for_each_and_one_more() -> None:
    talk = Talking("pairs", "neighbours", drawn=False, roles=(), turn=1, turns=1)
    assert list_seat_letters(talk) == [(0, "A"), (1, "B"), (2, "C")]


def test_a_room_that_is_set_aside_says_why_and_cannot_be_led() -> None:
    day = date(2026, 11, 30)
    stored = StoredRoom("K7M4QX", "raus-hour", day, False, 0, day)
    row = describe_room(
        stored, "An hour", None, {"K7M4QX": "It is damaged."}, lambda _running: True
    )
    assert row.progress is None
    assert row.set_aside == "It is damaged."
