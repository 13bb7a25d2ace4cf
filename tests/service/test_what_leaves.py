"""Whatever is pressed and answered, no picture holds a number about the room's own workplace
that the rules forbid."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seminar.content.library import Library
from seminar.core.disclosure.result import PublishedScales
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import Figures, Quiet, Statements, Texts, View
from seminar.core.errors import Refused
from seminar.core.room.commands import AskAgain, Close, Finish, Next, Reveal
from seminar.core.room.state import Room
from seminar.service.answers.intake import Sending
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens.console import build_console
from seminar.service.screens.console_commands import PRESSES
from seminar.service.screens.phone import build_phone
from seminar.service.screens.projector import build_projector
from seminar.store import Store
from tests.content.bundled import library as shipped

TEST = "m1-raus-test.answer"
STATEMENTS = ("welcome", "valued", "growing", "glad")
KEYS = [name for name in PRESSES if name != "finish"]


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped()


@pytest.fixture(scope="module")
def host(library: Library) -> Iterator[RoomService]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "raus.sqlite")
        yield RoomService(store, library, rules=ThresholdRules(), clock=lambda: 1000.0)
        store.close()


def everything_seen(host: RoomService, code: str) -> list[View]:
    """Every view that any screen holds now."""
    running = host.rooms.get(code)
    console = build_console(running, "nb", 1000.0, 0)
    screen = build_projector(running, "nb", 1000.0)
    phones = [build_phone(running, lang, 1000.0) for lang in ("nb", "nn", "en")]
    return [
        view
        for views in (
            console.screen.views,
            screen.views,
            *(phone.views for phone in phones),
        )
        for view in views
    ]


def at(host: RoomService, step: str) -> Room:
    room = host.opening.open_room("raus-hour", "nb")
    steps = host.rooms.get(room.code).programme.steps
    while steps[room.now.at].id != step or room.now.curtain:
        room = host.handle(room.code, Next(), room.version)
    return room


def answer(
    host: RoomService, room: Room, token: str, chance: random.Random, seq: int
) -> None:
    running = host.rooms.get(room.code)
    form = {
        f"m1-raus-test.statements/{statement}": str(chance.randint(1, 5))
        for statement in STATEMENTS
    }
    asked = running.room.now.asked.get(running.step.id)
    sending = Sending(
        f"op{seq}", running.step.id, asked.round if asked else 1, seq, form
    )
    host.answer_and_wait(room.code, token, sending)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    people=st.integers(0, 12),
    pressed=st.lists(st.sampled_from([*KEYS, "answer", "answer"]), max_size=25),
    seed=st.integers(0, 2**32),
)
def test_results_are_published_once_and_never_for_fewer_than_five(
    host: RoomService, people: int, pressed: list[str], seed: int
) -> None:
    chance = random.Random(seed)
    room = at(host, TEST)
    tokens = [host.participants.join(room.code) for _ in range(people)]
    answered: set[str] = set()
    first: dict[str, str] = {}
    for number, name in enumerate(pressed):
        running = host.rooms.get(room.code)
        try:
            if name != "answer":
                host.handle(room.code, PRESSES[name], running.room.version)
            elif tokens and running.step.id == TEST:
                token = chance.choice(tokens)
                answer(host, running.room, token, chance, number + 1)
                answered.add(token)
        except Refused:
            continue
        _check(host, room.code, answered, first)


def _check(
    host: RoomService, code: str, answered: set[str], first: dict[str, str]
) -> None:
    """The rules, for what is seen now; `first` remembers what was first shown, which must never
    change."""
    running = host.rooms.get(code)
    for key, result in host.store.results(code).items():
        assert first.setdefault(key, result) == result, "changed after it was published"
    published = any(key.startswith("m1-raus-test.statements:") for key in first)
    for view in everything_seen(host, code):
        if running.step.id.startswith("m1-raus-test"):
            assert published, "seen before it was published"
            if len(answered) < 5:
                assert isinstance(view, Quiet)
            if isinstance(view, Statements):
                assert all(row.n >= 5 or not row.mean for row in view.rows)
                assert all(cell.count >= 3 for row in view.rows for cell in row.cells)
                assert all(not row.cells for row in view.rows if row.n < 10)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    waves=st.lists(st.integers(0, 8), min_size=1, max_size=4),
    seed=st.integers(0, 2**32),
)
def test_whoever_comes_late_is_seen_with_at_least_four_others_who_came_as_late(
    host: RoomService, waves: list[int], seed: int
) -> None:
    chance, first = random.Random(seed), dict[str, str]()
    room, shown, waiting = at(host, TEST), 0, 0
    everyone: set[str] = set()
    for number, people in enumerate(waves):
        if number:
            room = host.handle(room.code, AskAgain(), room.version)
        for token in [host.participants.join(room.code) for _ in range(people)]:
            answer(host, room, token, chance, 1)
            everyone.add(token)
            assert everything_seen(host, room.code) == []
        for command in (Close(), Reveal()):
            room = host.handle(room.code, command, room.version)
        waiting += people
        if waiting >= 5:
            shown, waiting = shown + waiting, 0
        _check(host, room.code, everyone, first)
        for view in everything_seen(host, room.code):
            rows = view.rows if isinstance(view, Statements) else ()
            assert {row.n for row in rows} == ({shown} if shown else set())
    groups = [
        group
        for result in host.rooms.get(room.code).results.values()
        for group in result.groups
    ]
    assert all(
        statement.n >= 5
        for group in groups
        if isinstance(group, PublishedScales)
        for statement in group.statements
    )


@pytest.mark.parametrize("people", range(8))
def test_words_reach_the_facilitator_only_from_five_and_the_room_only_when_approved(
    host: RoomService, people: int
) -> None:
    room = at(host, "r1-check-in.answer")
    for number in range(people):
        token = host.participants.join(room.code)
        form = {
            "r1-check-in.word/value": f"hemmelig{number}",
            "r1-check-in.energy/value": "4",
        }
        host.answer_and_wait(
            room.code, token, Sending("op", "r1-check-in.answer", 1, 1, form)
        )
    for _ in range(4):
        console = build_console(host.rooms.get(room.code), "nb", 1000.0, 0)
        asked = host.rooms.get(room.code).room.now.asked["r1-check-in.answer"]
        assert bool(console.pending) <= (people >= 5 and not asked.open)
        for view in everything_seen(host, room.code):
            assert not isinstance(view, Texts) or view.items == ()
            assert people >= 5 or isinstance(view, Quiet)
            assert not isinstance(view, Figures) or people >= 5
        room = host.handle(room.code, Next(), room.version)


def test_after_the_room_is_closed_only_published_numbers_are_left(
    host: RoomService,
) -> None:
    room = at(host, TEST)
    for seq in range(6):
        answer(host, room, host.participants.join(room.code), random.Random(seq), 1)
    for _ in range(3):
        room = host.handle(room.code, Next(), room.version)
    shown = [
        view
        for view in everything_seen(host, room.code)
        if isinstance(view, Statements)
    ]
    assert shown
    host.handle(room.code, Finish(), room.version)
    running = host.rooms.get(room.code)
    assert (running.key, running.participants, running.answers) == (None, set(), {})
    assert host.store.answers(room.code) == []
    assert set(host.store.results(room.code)) == {
        "m1-raus-test.statements:1",
        "r1-check-in.energy:1",
    }
