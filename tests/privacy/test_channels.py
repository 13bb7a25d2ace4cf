"""Every channel obeys the one rule: console, projector, phones in three languages, CSV, XLSX, JSON
and print.

`RAUS_HISTORIES=2000 python -m pytest tests/privacy/test_channels.py --timeout 0` plays two thousand
rooms, each twice.
"""

from __future__ import annotations

import csv
import json
import os
import random
import re
from collections.abc import Iterator
from functools import lru_cache
from io import StringIO
from typing import Any, get_args

import pytest

from seminar.core.disclosure.result import Result
from seminar.core.elements import Quiet
from seminar.core.model.abilities import is_moderated, source_question
from seminar.core.model.exercise import GroupingMethod
from seminar.core.room.commands import Finish, Regroup
from seminar.core.room.state import in_result, text_key
from seminar.kinds.choice import Choice
from seminar.service.live_room import LiveRoom
from seminar.service.prints.report import RoomReport
from seminar.service.rooms.room_service import RoomService
from tests.privacy.histories import STEERING
from tests.privacy.hours import Hour, every_kind, read_back
from tests.service.test_what_leaves import everything_seen

HISTORIES = int(os.environ.get("RAUS_HISTORIES", "8"))
MOVES = 40
FLOOR, CHOICES = 5, 10
"""How many answers it takes before anything is said of one's own workplace, and of a choice."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoomService]:
    with every_kind(tmp_path_factory.mktemp("service")) as one:
        yield one


# --- too few, and none ----------------------------------------------------------------------------


def quiet_hour(
    host: RoomService, answering: int, joined: int, seed: int
) -> list[dict[str, str]]:
    """All that is given out wherever no question is asked, when the first few answer what is
    guarded."""
    hour = Hour(host, joined, random.Random(seed))
    given = []
    for _ in hour.steps(*range(answering), guarded=True):
        screens = hour.screens() if hour.running.step.move != "ask" else {}
        given.append(screens | hour.files())
    return [*given, {"printed": hour.printed()}]


@pytest.mark.parametrize("answering", range(1, FLOOR))
def test_too_few_look_like_none_in_every_channel_byte_for_byte(
    host: RoomService, answering: int
) -> None:
    assert quiet_hour(host, answering, 6, seed=answering) == quiet_hour(
        host, 0, 6, seed=0
    )


def test_the_measure_sees_five(host: RoomService) -> None:
    five, none = quiet_hour(host, FLOOR, 6, seed=1), quiet_hour(host, 0, 6, seed=0)
    differing = {
        name
        for one, other in zip(five, none, strict=True)
        for name in one
        if one[name] != other[name]
    }
    assert differing == {
        *("console", "projector", "phone-nb", "phone-nn", "phone-en"),
        *("csv", "xlsx", "json", "pdf", "printed"),
    }


# --- random histories -----------------------------------------------------------------------------


def happenings(seed: int, people: int) -> Iterator[tuple[str, Any]]:
    """What happens in one room: presses, and who answers when; nothing of what is answered."""
    chance = random.Random(seed)
    for _ in range(chance.randrange(30)):
        yield "press", "next"
        yield "answer", tuple(one for one in range(people) if chance.random() < 0.9)
    for _ in range(MOVES):
        what = chance.choices(
            ("next", "press", "answer", "some", "texts", "groups"), (8, 5, 6, 3, 1, 2)
        )[0]
        match what:
            case "next":
                yield "press", "next"
            case "press":
                yield "press", chance.choice(STEERING)
            case "answer":
                yield "answer", tuple(range(people))
            case "some":
                yield (
                    "answer",
                    tuple(
                        one
                        for one in range(people)
                        if chance.random() < chance.random()
                    ),
                )
            case "texts":
                yield "texts", chance.random()
            case "groups":
                yield "press", Regroup(chance.choice(get_args(GroupingMethod)))


def happens(hour: Hour, what: tuple[str, Any]) -> None:
    match what:
        case "press", key:
            hour.press(key)
        case "answer", people:
            hour.answer(*people)
        case "texts", seed:
            hour.let_through(random.Random(seed))


def differing(one: LiveRoom, other: LiveRoom) -> set[str]:
    """The questions of which different things are known in two rooms."""
    keys = {*one.results, *other.results}
    assert one.results.keys() == other.results.keys()
    found = {
        in_result(key)[0] for key in keys if one.results[key] != other.results[key]
    }
    # Of what is live and harmless the bars move while it is asked.
    live = {
        question
        for question in one.step.questions
        if one.programme.questions[question].privacy == "open"
    }
    return found | (live if one.step.live else set())


def test_but_for_what_is_published_no_channel_knows_what_was_answered(
    host: RoomService,
) -> None:
    """The same happens in two rooms, and other things are answered: nothing differs but what was
    published."""
    met = 0
    for seed in range(HISTORIES):
        people = seed * 7 % 31
        one, other = (
            Hour(host, people, random.Random(f"{seed}-{minds}")) for minds in (1, 2)
        )
        for number, what in enumerate(happenings(seed, people)):
            if what[0] == "texts" and differing(one.running, other.running):
                continue  # Different words would be let through.
            happens(one, what)
            happens(other, what)
            known = differing(one.running, other.running)
            here = {
                *one.running.step.questions,
                *(q for q in known if q.startswith(f"{one.running.step.exercise}.")),
            }
            if not known & here:
                assert one.pictures() == other.pictures(), (seed, number)
                if number % 8 == 0:
                    assert one.screens() == other.screens(), (seed, number)
            if not known:
                assert one.files() == other.files(), (seed, number)
            mine, yours = entries(one), entries(other)
            assert {q for q in mine if mine[q] != yours[q]} <= known, (seed, number)
            met += bool(known)
    assert met, "something was published"


def test_what_is_published_stays_as_it_is_in_every_channel(host: RoomService) -> None:
    shown: dict[tuple[object, ...], object] = {}
    for seed in range(HISTORIES):
        people = seed * 11 % 31
        hour, first = Hour(host, people, random.Random(seed)), dict[str, Any]()
        results: dict[str, Result] = {}
        for number, what in enumerate(happenings(seed + 1_000_000, people)):
            happens(hour, what)
            for key, result in hour.running.results.items():
                assert results.setdefault(key, result) == result, (seed, number)
            for question, told in entries(hour).items():
                for key, one in told.items():
                    if not is_moderated(hour.running.programme.questions[question]):
                        assert first.setdefault(f"{question} {key}", one) == one, (
                            seed,
                            number,
                        )
            rules_hold(hour)
            remember(hour, shown)


def entries(hour: Hour) -> dict[str, dict[str, Any]]:
    """By question and channel, what the files hold of it."""
    return _entries(hour.told)


@lru_cache(maxsize=256)
def _entries(report: RoomReport) -> dict[str, dict[str, Any]]:
    files, found = dict(read_back(report)), dict[str, dict[str, Any]]()
    tables = {
        "csv": list(csv.reader(StringIO(files["csv"]), delimiter=";")),
        "xlsx": json.loads(files["xlsx"]),
    }
    rows = {channel: iter(table[1:]) for channel, table in tables.items()}
    for told in json.loads(files["json"])["results"]:
        of_it = found.setdefault(told["question"], {})
        of_it[f"json {told['rounds']}"] = told
        for channel, left in rows.items():
            of_it[f"{channel} {told['rounds']}"] = [next(left) for _ in told["lines"]]
    assert not found or not [row for left in rows.values() for row in left], (
        "a row that no result accounts for"
    )
    return found


def rules_hold(hour: Hour) -> None:
    """With too few answers, no file has a number of a guarded question; and never a number under
    the floor."""
    programme = hour.running.programme
    for told in json.loads(hour.files()["json"])["results"]:
        kind = programme.questions[told["question"]]
        if kind.privacy != "guarded":
            continue
        least = CHOICES if isinstance(kind, Choice) or source_question(kind) else FLOOR
        assert all(line["n"] is None or line["n"] >= least for line in told["lines"])
        # Where too few came late, what is shown is of those who came before them.
        if all(
            len(hour.answered.get((told["question"], at), ())) < least
            for at in range(1, told["rounds"][-1] + 1)
        ):
            assert not re.search(
                r"\d",
                "".join(line["said"] for line in told["lines"]).replace(str(least), ""),
            )
            assert [out["what"] for out in told["out"]["rounds"]] == ["withheld"]


def remember(hour: Hour, shown: dict[tuple[object, ...], object]) -> None:
    """What is shown of a guarded result is a function of it: the same published result always
    looks the same."""
    running = hour.running
    step, room = running.step, running.room
    guarded = [
        one
        for one in step.questions
        if running.programme.questions[one].privacy == "guarded"
    ]
    if (
        step.move != "show"
        or step.id not in room.now.shown
        or len(guarded) < len(step.questions)
    ):
        return
    views = everything_seen(hour.host, hour.code)
    newest = {
        one: [key for key in running.results if in_result(key)[0] == one]
        for one in guarded
    }
    results = tuple(running.results[keys[-1]] for keys in newest.values() if keys)
    through = room.now.approved & {
        text_key(question, in_result(keys[-1])[1][0], id_)
        for question, keys in newest.items()
        if keys
        for id_, _ in getattr(running.results[keys[-1]].last, "items", ())
    }
    assert shown.setdefault((step.id, results, through), views) == views
    for question in guarded:
        if all(
            len(hour.answered.get((question, in_result(key)[1][-1]), ())) < FLOOR
            for key in newest[question]
        ):
            assert len(guarded) > 1 or all(isinstance(view, Quiet) for view in views)


# --- the closed room ------------------------------------------------------------------------------


def test_a_closed_room_gives_out_its_numbers_and_none_of_its_texts(
    host: RoomService,
) -> None:
    hour = Hour(host, 12, random.Random(3))
    for _ in hour.steps(*range(12)):
        hour.let_through(random.Random(1))
    before = entries(hour)
    hour.press(Finish())
    after = entries(hour)
    written = {
        one
        for one, kind in hour.running.programme.questions.items()
        if is_moderated(kind) or source_question(kind)
    }
    assert set(before) - set(after) == written & set(before) != set()
    assert all(before[one] == told for one, told in after.items())
