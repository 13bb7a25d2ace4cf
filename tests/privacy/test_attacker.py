"""What somebody who sees everything can work out: nothing under the rules, and much without them.

`RAUS_HISTORIES=10000 python -m pytest tests/privacy/test_attacker.py --timeout 0` plays ten
thousand rooms.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from functools import cache

import pytest

from seminar.core.disclosure.policy import publish
from seminar.core.disclosure.small_cells import StepCounts
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import Statements
from seminar.core.i18n import LANGUAGES
from seminar.core.model.kind import Wording
from seminar.core.room.commands import Expect
from seminar.kinds.scale import Scale
from seminar.service.answers.publishing import publish_rounds
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens.door import build_door
from seminar.service.screens.phone import build_phone
from seminar.service.screens.projector import build_projector
from tests.privacy.attacker import STEPS, Attacker, Look
from tests.privacy.histories import (
    GUARDED,
    LIVE,
    NOW,
    STATEMENTS,
    History,
    everyone_once,
    random_history,
)

HISTORIES = int(os.environ.get("RAUS_HISTORIES", "100"))
ROOMS = 8
"""How many rooms of one size are played where a share is measured."""


@cache
def knowing_the_rules() -> Attacker:
    return Attacker("guarded", ThresholdRules())


def share_found(
    attacker: Attacker, rooms: Sequence[History], looks: Sequence[Sequence[Look]]
) -> float:
    """The share of all answers that the attacker is sure of; being sure and wrong is a fault of
    the attacker."""
    found = 0
    for room, seen in zip(rooms, looks, strict=True):
        answers = attacker.answers(seen)
        assert all(
            room.said[act][statement] == step
            for (statement, act), step in answers.items()
        )
        found += len(answers)
    return found / sum(len(STATEMENTS) * len(room.said) for room in rooms)


# --- under the rules ------------------------------------------------------------------------------


def test_no_answer_can_be_worked_out_from_a_whole_history_of_pictures(
    host: RoomService,
) -> None:
    shown = late = 0
    for seed in range(HISTORIES):
        looks = random_history(host, seed, 5 + seed % 26).looks
        assert knowing_the_rules().answers(looks) == {}, seed
        assert not any(knowing_the_rules().pointed_at(look) for look in looks), seed
        shown += bool(looks)
        late += any(look.of for look in looks)
    assert shown > 0.7 * HISTORIES, "there was something to look at"
    assert late > 0.1 * HISTORIES, "latecomers were shown together with the others"


def test_a_result_is_the_same_from_the_first_look_to_the_last(
    host: RoomService,
) -> None:
    """The history itself sees to it at every look: a stored result stays, and nothing else is on
    any screen."""
    for seed in range(1000, 1020):
        room = random_history(host, seed, 16)
        results = [look for look in room.looks if not look.of]
        assert len({act for look in results for act in look.acts}) == sum(
            len(look.acts) for look in results
        ), seed


def test_but_for_the_result_no_picture_knows_what_was_answered(
    host: RoomService,
) -> None:
    """Two rooms in which the same happens and other things are answered look the same at every
    moment."""
    different = 0
    for seed in range(2000, 2030):
        one, other = (
            random_history(host, seed, 5 + seed % 26, minds) for minds in (1, 2)
        )
        assert list(one.said) == list(other.said)
        assert one.pictures == other.pictures, seed
        different += [look.rows for look in one.looks] != [
            look.rows for look in other.looks
        ]
    assert different > 20, "the results were not the same"


# --- somebody with several phones -----------------------------------------------------------------

ON_FOUR_PHONES = [[3] * len(STATEMENTS)] * 4
"""What the attacker answers on each of four phones of their own."""


def shown_of(answers: Sequence[int]) -> Look:
    """What the room is shown of these answers to one statement."""
    kind, wording = Scale(privacy="guarded", statements=("one",)), Wording(prompt="")
    tally = kind.count_answers((step,) for step in answers)
    view = kind.build_view(publish([tally], "guarded", ThresholdRules()), wording)
    assert isinstance(view, Statements)
    return Look(tuple((person, 1) for person in range(len(answers))), view.rows, "")


@pytest.mark.parametrize("answer", range(1, 6))
def test_the_floor_counts_phones_so_that_four_of_one_person_read_off_the_fifth(
    answer: int,
) -> None:
    """What no rule about answers can spare us, and why the room is told how many have joined."""
    look = shown_of([3, 3, 3, 3, answer])
    assert knowing_the_rules().beside_own(look, ON_FOUR_PHONES) == {0: answer}


@pytest.mark.parametrize("answer", range(1, 6))
def test_phones_and_wall_show_that_five_have_joined_where_two_are(
    host: RoomService, answer: int
) -> None:
    room = with_four_phones_of_one(host, answer)
    running = room.running
    assert build_projector(running, "nb", NOW).joined == 5
    assert all(build_phone(running, lang, NOW).joined == 5 for lang in LANGUAGES)
    room.reveal()
    assert build_projector(running, "nb", NOW).counts_phones
    assert knowing_the_rules().beside_own(
        room.looks[-1], ON_FOUR_PHONES
    ) == dict.fromkeys(range(len(STATEMENTS)), answer), "the attacker is able"


@pytest.mark.parametrize("answer", range(1, 6))
def test_where_the_facilitator_has_said_that_they_are_two_nothing_is_shown(
    host: RoomService, answer: int
) -> None:
    room = with_four_phones_of_one(host, answer)
    host.handle(room.code, Expect(2), room.running.room.version)
    assert build_door(room.running, NOW).alarms, "and the facilitator is told"
    room.reveal()
    assert room.running.results, "it was published"
    assert not any(row.n for look in room.looks for row in look.rows)
    assert not any(
        knowing_the_rules().beside_own(look, ON_FOUR_PHONES) for look in room.looks
    )


@pytest.mark.parametrize(("people", "phones"), [(5, 1), (5, 4), (6, 3), (8, 2)])
def test_beside_as_many_others_as_the_floor_only_others_of_one_mind_are_read_off(
    people: int, phones: int
) -> None:
    """What raising the floor by the phones too many leaves: no fewer others than without them."""
    of_one_mind = 0
    chance = random.Random(people * 10 + phones)
    for _ in range(60):
        others = chance.choices(
            range(1, 6), (1, 1, 2, 4, chance.choice((3, 40))), k=people
        )
        own = [[chance.choice((1, 3, 5))] for _ in range(phones)]
        look = shown_of([*others, *(step for (step,) in own)])
        found = knowing_the_rules().beside_own(look, own)
        assert not found or len(set(others)) == 1, (others, own)
        of_one_mind += bool(found)
    assert of_one_mind < 60


def with_four_phones_of_one(host: RoomService, answer: int) -> History:
    """A room of two people, one of whom answers on four phones; the question is open."""
    room = History(host, GUARDED, random.Random(1), random.Random(1))
    for _ in range(5):
        room.join()
    for _ in range(2):
        room.press("next")
    for person, step in enumerate((3, 3, 3, 3, answer)):
        room.moods = [_certain(step)] * len(STATEMENTS)
        room.answer(person)
    return room


def _certain(step: int) -> StepCounts:
    """A mood in which this step is chosen for sure."""
    one, two, three, four, five = (int(at == step) for at in STEPS)
    return one, two, three, four, five


# --- without them: the attacker is able -----------------------------------------------------------


@pytest.mark.parametrize("people", [6, 12, 20, 30])
def test_moving_bars_from_five_on_give_away_everyone_who_comes_later(
    host: RoomService, people: int
) -> None:
    rooms = [everyone_once(host, LIVE, seed, people) for seed in range(ROOMS)]
    from_five = [[look for look in room.looks if len(look.acts) >= 5] for room in rooms]
    share = share_found(Attacker("open", ThresholdRules()), rooms, from_five)
    assert share == pytest.approx((people - 5) / people, abs=0.03)


@pytest.mark.parametrize("people", [6, 12, 20, 30])
def test_bars_shown_anew_with_one_late_answer_give_that_answer_away(
    host: RoomService, people: int
) -> None:
    rooms = [everyone_once(host, LIVE, seed, people) for seed in range(ROOMS)]
    share = share_found(
        Attacker("open", ThresholdRules()), rooms, [room.looks[-2:] for room in rooms]
    )
    assert share == pytest.approx(1 / people, abs=0.03)


class Thawed(History):
    """A room whose result is made anew, by the rules for its size, whenever somebody has
    answered."""

    def look(self) -> None:
        super().look()
        question = f"{GUARDED}.statements"
        given = {
            who: value
            for who, (_, value) in self.running.answers_in_round(question, 1).items()
        }
        programme = self.running.programme
        result = publish_rounds(
            programme.questions[question], [given], self.running.rules
        )
        self.note(
            programme.questions[question].build_view(
                result, programme.words_in("nb").questions[question]
            )
        )


@pytest.mark.parametrize(("people", "least"), [(6, 0.1), (9, 0.3), (14, 0.3)])
def test_even_means_and_bands_give_answers_away_when_they_are_made_anew(
    host: RoomService, people: int, least: float
) -> None:
    rooms = [
        everyone_once(host, GUARDED, seed, people, Thawed) for seed in range(ROOMS)
    ]
    assert (
        share_found(knowing_the_rules(), rooms, [room.looks for room in rooms]) > least
    )


def test_one_of_few_who_changes_their_mind_between_two_results_is_found(
    host: RoomService,
) -> None:
    room = everyone_once(host, GUARDED, 1, 7, Thawed)
    room.answer(3)
    found = {act for _, act in knowing_the_rules().answers(room.looks[-2:])}
    assert (3, 2) in found


@pytest.mark.parametrize("people", [6, 9, 14])
def test_latecomers_who_are_counted_with_the_others_are_given_away(
    host: RoomService, people: int
) -> None:
    """What the rules spare us: one result over everybody, made anew when one more has come."""
    found = 0
    for seed in range(ROOMS):
        room = everyone_once(host, GUARDED, seed, people)
        room.reveal()
        room.join()
        room.press("again")
        room.answer(people)
        question = f"{GUARDED}.statements"
        given = {
            who: value
            for number in (1, 2)
            for who, (_, value) in room.running.answers_in_round(
                question, number
            ).items()
        }
        kind, words = (
            room.running.programme.questions[question],
            room.running.programme.words_in("nb").questions[question],
        )
        room.note(
            kind.build_view(publish_rounds(kind, [given], room.running.rules), words),
            (1, 2),
        )
        found += any(
            act == (people, 1) for _, act in knowing_the_rules().answers(room.looks)
        )
    assert found > 0


@pytest.mark.parametrize(
    ("answers", "given_away"), [((4, 4, 4, 4, 4), True), ((4, 4, 4, 4, 5), False)]
)
def test_bars_shown_once_give_away_only_a_room_of_one_mind(
    answers: tuple[int, ...], given_away: bool
) -> None:
    kind, wording = Scale(privacy="open", statements=("one",)), Wording(prompt="")
    tally = kind.count_answers((step,) for step in answers)
    view = kind.build_view(publish([tally], "open", ThresholdRules()), wording)
    assert isinstance(view, Statements)
    look = Look(tuple((person, 1) for person in range(5)), view.rows, "")
    assert bool(Attacker("open", ThresholdRules()).answers([look])) == given_away
