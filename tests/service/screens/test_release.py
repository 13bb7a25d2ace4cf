"""What is let through: a text in one question and one round, and nowhere else."""

from __future__ import annotations

import pytest

from seminar.core.elements import Texts
from seminar.core.model.abilities import is_moderated
from seminar.core.room.commands import Approve, Next
from seminar.core.room.state import text_key
from seminar.core.stats.tally import text_id
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens.results import build_step_views
from tests.service.hour import Hour, host

__all__ = ["host"]

WORD = "takk"


def read_texts(hour: Hour) -> list[str]:
    """The texts that the room sees."""
    views = build_step_views(hour.running, "nb")
    return [
        item.text for view in views if isinstance(view, Texts) for item in view.items
    ]


def ask_texts(hour: Hour) -> list[str]:
    """The questions of this step whose texts the room may see."""
    kinds = hour.running.programme.questions
    return [
        question
        for question in hour.running.step.questions
        if is_moderated(kinds[question]) and kinds[question].seen_by == "room"
    ]


@pytest.mark.parametrize("programme", ["raus-hour", "raus-follow-up"])
def test_the_same_word_in_every_text_question_of_a_room_waits_for_its_own_release(
    host: RoomService, programme: str
) -> None:
    hour = Hour(host, programme=programme)
    released = 0
    for step in hour.running.programme.steps:
        hour.to(step.id)
        questions = ask_texts(hour)
        if step.move == "ask" and questions:
            hour.say({f"{question}/value": WORD for question in questions})
        if step.move != "show" or not questions:
            continue
        hour.press(Next())
        for number, question in enumerate(questions):
            assert read_texts(hour) == [WORD] * number
            hour.press(Approve((text_key(question, 1, text_id(WORD)),)))
            assert read_texts(hour) == [WORD] * (number + 1)
            released += 1
    assert released >= 2
