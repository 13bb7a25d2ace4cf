"""What one participant has right of a quiz: told to them alone, and not before the room is told
the answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from seminar.content.library import Library, bundled
from seminar.content.translations import read_speech
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import Paragraph, Unbroken
from seminar.core.model.abilities import tells_the_answer
from seminar.core.room.commands import AskAgain, Close, Finish, Next, Reveal, Undo
from seminar.kinds import kinds
from seminar.service.participant import phone_state
from seminar.service.participant.answers import answers_of
from seminar.service.prints.takehome import build_take_home
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens.console import build_console
from seminar.service.screens.phone import build_phone
from seminar.service.screens.projector import build_projector
from seminar.service.view_models import Score
from seminar.store import Store
from tests.journeys import shelf
from tests.kinds.samples import SAMPLES
from tests.service.test_every_kind import One

EN = read_speech("en")
QUIZ = next(
    name
    for name in shelf.SENT
    if name.startswith("choice") and tells_the_answer(SAMPLES[name].kind)
)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoomService]:
    folder = tmp_path_factory.mktemp("score")
    store = Store.open(folder / "raus.sqlite")
    library = Library.load([*bundled(), shelf.write(folder / "content")], kinds())
    yield RoomService(store, library, rules=ThresholdRules(), clock=lambda: 1000.0)
    store.close()


def scores(room: One, tokens: list[str]) -> list[Score | None]:
    return [phone_state.read_score(room.running, token) for token in tokens]


def test_each_has_a_score_of_their_own_when_the_answer_is_shown_and_not_before(
    host: RoomService,
) -> None:
    room = One(host, QUIZ)
    tokens = room.come(2)
    none = [None, None]
    assert scores(room, tokens) == none
    room.press(Close(), Next())
    assert scores(room, tokens) == none, "the result is covered"
    assert not build_phone(room.running, "en", 0).marked
    room.press(Next())
    assert scores(room, tokens) == [Score(1, 1), Score(0, 1)]
    assert build_phone(room.running, "en", 0).answered_before, (
        "a phone asks for its own"
    )
    assert [
        EN(answer.answer)
        for answer in phone_state.recall_answers(room.running, tokens[1], "en", 1000.0)
    ] == ["Rank"]
    room.press(Undo())
    assert scores(room, tokens) == none
    room.press(Next(), AskAgain())
    assert scores(room, tokens) == none, "others may still answer"


def test_pairs_are_counted_one_by_one_and_what_was_left_out_is_not(
    host: RoomService,
) -> None:
    room = One(host, "match")
    tokens = room.come(4)
    room.press(Close(), Reveal())
    assert scores(room, tokens) == [Score(3, 3), Score(1, 3), Score(2, 3), Score(1, 1)]


def test_nobody_else_is_told_and_no_screen_holds_it(host: RoomService) -> None:
    room = One(host, QUIZ)
    (token,) = room.come(1)
    room.press(Close(), Reveal())
    late, stranger = host.participants.join(room.code), One(host, QUIZ).come(1)[0]
    assert scores(room, [late, stranger, "made-up"]) == [None] * 3
    assert phone_state.read_score(room.running, None) is None
    running = room.running
    pictures = (
        build_phone(running, "en", 0),
        build_projector(running, "en", 0),
        build_console(running, "en", 0, 1),
    )
    assert not [
        shown for shown in pictures if "Score" in repr(shown) or "own=(O" in repr(shown)
    ]
    assert phone_state.read_score(room.running, token) == Score(1, 1)
    room.press(Finish())
    assert phone_state.read_score(room.running, token) is None


@pytest.mark.parametrize(
    "name", [name for name in shelf.SENT if not tells_the_answer(SAMPLES[name].kind)]
)
def test_where_nothing_is_right_or_wrong_there_is_no_score(
    host: RoomService, name: str
) -> None:
    room = One(host, name)
    tokens = room.come(12)
    room.press(Close(), Reveal())
    assert scores(room, tokens) == [None] * 12


def test_it_goes_home_with_the_answers(host: RoomService) -> None:
    room = One(host, QUIZ)
    right, wrong = room.come(2)
    assert "answer is right" not in sheet(room, right)
    room.press(Close(), Reveal())
    assert "1 of 1 answer is right" in sheet(room, right)
    assert "0 of 1 answer is right" in sheet(room, wrong)


def sheet(room: One, token: str) -> str:
    """The small print under the answers, as one text."""
    made = build_take_home(
        room.running.programme,
        "en",
        date(2026, 11, 26),
        texts={},
        answers=answers_of(room.running, "en", token),
    )
    parts = (
        part
        for block in made.blocks
        for part in (block.blocks if isinstance(block, Unbroken) else (block,))
    )
    runs = (run for part in parts if isinstance(part, Paragraph) for run in part.runs)
    return " ".join(EN(run) for run in runs if not hasattr(run, "bold"))
