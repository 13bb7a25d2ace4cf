"""A small programme with one of everything, made of values alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, Literal

import pytest

from seminar.core.disclosure.result import PublishedDone, Result
from seminar.core.elements import Block, Figures, Form, View
from seminar.core.model.kind import Kind, Sample, Wording
from seminar.core.model.programme import AgendaItem, Grouping, Programme, Step
from seminar.core.room.commands import Command, Next
from seminar.core.room.state import Room
from seminar.core.room.transitions import apply, decide
from seminar.core.stats.tally import Done


class Plain(Kind[str]):
    """The least a kind can be."""

    kind: Literal["plain"] = "plain"

    def build_form(self, wording: Wording) -> Form:
        return Form(())

    def read_form(self, form: Mapping[str, str]) -> str:
        return form["value"]

    def count_answers(self, answers: Iterable[str]) -> Done:
        return Done(len(list(answers)))

    def build_view(self, result: Result, wording: Wording) -> View:
        assert isinstance(result.last, PublishedDone)
        return Figures(wording.prompt, ())

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        return ()

    def fill_form(self, answer: str) -> Mapping[str, str]:
        return {"value": answer}

    @classmethod
    def samples(cls) -> Sequence[Sample]:
        return (Sample(cls(), Wording(prompt=""), [{"value": "1"}]),)


class Compared(Plain):
    """A kind whose rounds are compared."""

    def read_position(self, answer: str) -> str:
        return answer


class Moderated(Plain):
    """A kind whose texts are approved."""

    merges_texts: ClassVar[bool] = False


def small_programme() -> Programme:
    """Slide, a dilemma in two rounds, a guarded test, words to approve, and a last slide."""
    steps = (
        Step("welcome", "slide", 3),
        Step("d.vote-1", "ask", 2, "d", ("d.dilemma",)),
        Step("d.talk", "talk", 5, "d"),
        Step("d.vote-2", "ask", 2, "d", ("d.dilemma",)),
        Step("d.show", "show", 4, "d", ("d.dilemma",)),
        Step("t.ask", "ask", 3, "t", ("t.test",)),
        Step("t.show", "show", 2, "t", ("t.test",)),
        Step("w.ask", "ask", 2, "w", ("w.word",)),
        Step("w.pairs", "talk", 4, "w", grouping=Grouping("w.pairs", "pairs", "draw")),
        Step("w.show", "show", 1, "w", ("w.word",)),
        Step("end", "slide", 1),
    )
    questions = {
        "d.dilemma": Compared(kind="plain", privacy="open"),
        "t.test": Plain(kind="plain", privacy="guarded"),
        "w.word": Moderated(kind="plain", privacy="guarded"),
    }
    return Programme(
        "small", (AgendaItem("talk", 29, 0),), steps, {}, questions, {}, {}
    )


@pytest.fixture
def programme() -> Programme:
    return small_programme()


@pytest.fixture
def room() -> Room:
    return Room("K7M4QX", "small", "nb")


@pytest.fixture
def drive(programme: Programme) -> Callable[..., Room]:
    """Carries out commands one after the other, at second 1000 and on."""

    def run(room: Room, *commands: Command, time: float = 1000.0) -> Room:
        for command in commands:
            room = apply(room, decide(room, programme, command, time))
        return room

    return run


@pytest.fixture
def at(programme: Programme, drive: Callable[..., Room]) -> Callable[[Room, str], Room]:
    """Presses Next until the room stands at the step."""

    def go(room: Room, step: str) -> Room:
        for _ in range(60):
            if programme.steps[room.now.at].id == step and not room.now.curtain:
                return room
            room = drive(room, Next())
        raise AssertionError(step)

    return go
