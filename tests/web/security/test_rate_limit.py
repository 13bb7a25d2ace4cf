"""How many join codes may be tried, and what guessing comes to."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from seminar.core.errors import NotFound, Refused
from seminar.service.pseudonyms import (
    CODE_LENGTH,
    CODE_SIGNS,
    LINK_LENGTH,
    code_length,
    is_code,
    is_link_secret,
    join_link,
    link_secret,
    new_code,
    new_key,
    read_link,
)
from seminar.web.security.guess_watch import MANY, QUIET, REMEMBERED, GuessWatch
from seminar.web.security.rate_limit import (
    EACH_ROOM,
    EACH_VISIT,
    EACH_WAY,
    Arrivals,
    Guesses,
)

PROMISED = 0.002
"""The chance that guessing for eight hours finds an open room, at most."""

EIGHT_HOURS = 8 * 60 + 1
"""In minutes, with the one that has begun when the guessing begins."""


def room(code: str) -> str:
    """Return the one room that there is."""
    if code != "K7M4QX":
        raise NotFound("no such room")
    return code


def guess(guesses: Guesses, visitor: str) -> None:
    with pytest.raises(NotFound):
        guesses.look(visitor, "ZZZZZZ", room)


@pytest.mark.parametrize("rooms", [1, 4, 5, 40, 132, 133, 2000])
def test_eight_hours_of_guessing_find_an_open_room_less_often_than_promised(
    rooms: int,
) -> None:
    codes: list[str] = []
    for _ in range(rooms):
        codes.append("K" * code_length(codes))
    by_length = Counter(map(len, codes))
    best_try = max(
        count / len(CODE_SIGNS) ** length for length, count in by_length.items()
    )
    assert 2 * EACH_WAY * EIGHT_HOURS * best_try <= PROMISED


def test_four_rooms_have_short_codes_and_more_have_longer_ones() -> None:
    codes = ["K7M4QX"] * 4
    assert code_length(codes[:3]) == CODE_LENGTH
    assert code_length(codes) == CODE_LENGTH + 1
    assert code_length([*codes, *["K7M4QXA"] * 128]) == CODE_LENGTH + 2
    assert code_length(["K7M4QXA"] * 128) == CODE_LENGTH, "short codes are used again"


@pytest.mark.parametrize("length", [6, 7, 8, 9])
def test_a_code_of_any_length_is_known_for_one(length: int) -> None:
    assert is_code(new_code(length))
    assert not is_code(new_code(length)[:5])


def test_the_secret_of_a_link_belongs_to_one_room_and_goes_with_its_key() -> None:
    key = new_key()
    secret = link_secret(key)
    assert len(secret) == LINK_LENGTH
    assert set(secret) <= set(CODE_SIGNS)
    assert is_link_secret(key, secret)
    assert not is_link_secret(new_key(), secret)
    assert not is_link_secret(key, "")
    assert not is_link_secret(None, link_secret(None))


def test_a_link_is_read_as_it_was_made_in_either_case() -> None:
    link = join_link("K7M4QX", "ABCDEFGH")
    assert read_link(link) == read_link(link.lower()) == ("K7M4QX", "ABCDEFGH")
    assert read_link("k7m-4qx") == ("K7M4QX", "")


def test_wrong_codes_are_counted_by_visit() -> None:
    guesses = Guesses()
    for _ in range(EACH_VISIT):
        guess(guesses, "guesser")
    with pytest.raises(Refused, match="Too many codes"):
        guesses.look("guesser", "K7M4QX", room)
    assert guesses.look("newcomer", "K7M4QX", room) == "K7M4QX"


def test_two_hundred_wrong_codes_a_minute_leave_room_for_all_who_type() -> None:
    guesses = Guesses()
    for number in range(200):
        guess(guesses, f"guesser {number}")
        guess(guesses, "")
    assert guesses.look("newcomer", "K7M4QX", room) == "K7M4QX"


def test_guesses_without_a_cookie_do_not_use_up_what_people_with_one_need() -> None:
    guesses = Guesses()
    for _ in range(EACH_WAY):
        guess(guesses, "")
    with pytest.raises(Refused):
        guesses.look("", "K7M4QX", room)
    assert guesses.look("newcomer", "K7M4QX", room) == "K7M4QX"


def test_a_right_code_tells_nothing_when_too_many_were_tried() -> None:
    guesses = Guesses()
    for number in range(EACH_WAY):
        guess(guesses, f"guesser {number}")
    words = []
    for code in ("K7M4QX", "ZZZZZZ"):
        with pytest.raises(Refused) as refused:
            guesses.look("late guesser", code, room)
        words.append(refused.value.words)
    assert words[0] == words[1]


def test_a_room_lets_in_a_hall_at_once_but_no_flood() -> None:
    arrivals = Arrivals()
    for _ in range(EACH_ROOM):
        arrivals.admit("K7M4QX")
    with pytest.raises(Refused, match="Very many"):
        arrivals.admit("K7M4QX")
    arrivals.admit("AAAAAA")


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


def test_mistypes_are_no_guessing() -> None:
    clock = Clock()
    watch = GuessWatch(clock, lambda: None)
    mistypes = random.Random(1)
    for _ in range(500):
        watch.note()
        clock.time += mistypes.uniform(2.2, 10)
    assert watch.guessing is None


def test_guessing_is_noticed_counted_and_forgotten() -> None:
    clock, told = Clock(), []
    watch = GuessWatch(clock, lambda: told.append(watch.guessing))
    for _ in range(4 * 60):
        watch.note()
        clock.time += 0.25
    assert watch.guessing is not None
    assert watch.guessing.tries == 240
    assert watch.guessing.since == 1000.0
    assert 10 <= len(told) <= 13, (
        "the console is drawn anew now and then, not at each try"
    )
    clock.time += REMEMBERED + 1
    assert watch.guessing is None


def test_a_later_guessing_is_another() -> None:
    clock = Clock()
    watch = GuessWatch(clock, lambda: None)
    for _ in range(MANY):
        watch.note()
    clock.time += QUIET + 1
    for _ in range(MANY):
        watch.note()
    assert watch.guessing is not None
    assert (watch.guessing.tries, watch.guessing.since) == (MANY, clock.time)
