"""What a kind of question may be able to do beyond the faces that every kind has.

Each ability is a protocol: a kind has it by having its members, and names no base class. The rest
of the program asks `isinstance(kind, Quiz)` or one of the functions below, and never for a kind by
its name. A kind whose author chooses whether it has an ability (a quiz without an `answer`) says so
in the value of the member.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, Self, runtime_checkable

from seminar.core.disclosure.result import Result
from seminar.core.elements import View


@runtime_checkable
class Compared(Protocol):
    """A question whose last two rounds are shown side by side, with how many changed their
    mind."""

    def read_position(self, answer: Any) -> Any:
        """Return what differs in two rounds where somebody has changed their mind.

        None where they had not made it up; they are not counted then.
        """
        ...


@runtime_checkable
class Moderated(Protocol):
    """A question that collects texts, each of which the facilitator approves before it shows."""

    @property
    def merges_texts(self) -> bool:
        """Whether the facilitator may put texts together that say the same or belong together."""
        ...


@runtime_checkable
class Quiz(Protocol):
    """A question that can have a right answer."""

    @property
    def tells_the_answer(self) -> bool:
        """Whether a result says which answer is right, so that nobody may see it while others
        still answer."""
        ...

    def score_answer(self, answer: Any) -> tuple[int, int] | None:
        """Return how much of this answer is right, and out of how much.

        None where nothing is right or wrong.
        """
        ...


@runtime_checkable
class Followed(Protocol):
    """A question whose statements a series can compare from room to room."""

    @property
    def followed_statements(self) -> tuple[str, ...]:
        """The ids of the statements that are compared; empty where the author follows none."""
        ...

    def read_marks(self, answer: Any) -> tuple[int | None, ...]:
        """Return the step from 1 to 5 that this answer chose for each followed statement.

        None where it said nothing.
        """
        ...


@runtime_checkable
class AboutTexts(Protocol):
    """A question that puts to the room what people have written to another one."""

    @property
    def source_question(self) -> str:
        """The id of the question, in the same exercise, that people wrote to; may be empty."""
        ...

    def with_texts(self, texts: Sequence[tuple[str, str]]) -> Self:
        """Return this question as it is when these texts, each after its id, are let through."""
        ...


@runtime_checkable
class TwoViews(Protocol):
    """A question that asks two things, so that a projector shows a second view beside the
    first."""

    def build_second_view(self, result: Result, wording: Any) -> View | None:
        """Build the view of what was asked besides; None where there is nothing to show of it."""
        ...


def tells_the_answer(kind: object) -> bool:
    """Return whether a result of this question says which answer is right."""
    return isinstance(kind, Quiz) and kind.tells_the_answer


def followed_statements(kind: object) -> tuple[str, ...]:
    """Return the statements that a series compares; empty for a question that none can follow."""
    return kind.followed_statements if isinstance(kind, Followed) else ()


def source_question(kind: object) -> str:
    """Return the id of the question whose texts this one puts to the room; most have none."""
    return kind.source_question if isinstance(kind, AboutTexts) else ""
