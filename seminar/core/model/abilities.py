"""Name what a kind of question may be able to do beyond the faces that every kind has.

Each ability is a protocol: a kind has it by having its members, and names no base class. The rest
of the program asks the functions below (`is_quiz(kind)`), and never for a kind by its name. A kind
whose author chooses whether it has an ability (a quiz without an `answer`) says so in the value of
the member.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol, Self, cast

from pydantic import BaseModel
from typing_extensions import TypeIs, get_protocol_members

from seminar.core.disclosure.result import Result
from seminar.core.elements import View


class Compared(Protocol):
    """A question whose last two rounds are shown side by side, with how many changed their
    mind."""

    def read_position(self, answer: Any) -> Any:
        """Return what differs in two rounds where somebody has changed their mind.

        None where they had not made it up; they are not counted then.
        """
        ...


class Moderated(Protocol):
    """A question that collects texts, each of which the facilitator approves before it shows."""

    @property
    def merges_texts(self) -> bool:
        """Return whether the facilitator may put texts together that say the same or belong
        together."""
        ...


class Quiz(Protocol):
    """A question that can have a right answer."""

    @property
    def tells_the_answer(self) -> bool:
        """Return whether a result says which answer is right, so that nobody may see it while
        others still answer."""
        ...

    def score_answer(self, answer: Any) -> tuple[int, int] | None:
        """Return how much of this answer is right, and out of how much.

        None where nothing is right or wrong.
        """
        ...


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


class AboutTexts(Protocol):
    """A question that puts to the room what people have written to another one."""

    @property
    def source_question(self) -> str:
        """The id of the question, in the same exercise, that people wrote to; may be empty."""
        ...

    def with_texts(self, texts: Sequence[tuple[str, str]]) -> Self:
        """Return this question as it is when these texts, each after its id, are let through."""
        ...


class TwoViews(Protocol):
    """A question that asks two things, so that a projector shows a second view beside the
    first."""

    def build_second_view(self, result: Result, wording: Any) -> View | None:
        """Build the view of what was asked besides; None where there is nothing to show of it."""
        ...


# --- asking for an ability ------------------------------------------------------------------------


def is_compared(kind: object) -> TypeIs[Compared]:
    """Return whether rounds of this question are compared."""
    return _has(kind, Compared)


def is_moderated(kind: object) -> TypeIs[Moderated]:
    """Return whether the facilitator approves what is written to this question."""
    return _has(kind, Moderated)


def is_quiz(kind: object) -> TypeIs[Quiz]:
    """Return whether this question can have a right answer; see `tells_the_answer`."""
    return _has(kind, Quiz)


def can_be_followed(kind: object) -> TypeIs[Followed]:
    """Return whether a series can follow this question; see `followed_statements`."""
    return _has(kind, Followed)


def is_about_texts(kind: object) -> TypeIs[AboutTexts]:
    """Return whether this question can put texts to the room; see `source_question`."""
    return _has(kind, AboutTexts)


def has_two_views(kind: object) -> TypeIs[TwoViews]:
    """Return whether this question can have a second view."""
    return _has(kind, TwoViews)


def tells_the_answer(kind: object) -> bool:
    """Return whether a result of this question says which answer is right."""
    return is_quiz(kind) and kind.tells_the_answer


def followed_statements(kind: object) -> tuple[str, ...]:
    """Return the statements that a series compares; empty for a question that none can follow."""
    return kind.followed_statements if can_be_followed(kind) else ()


def source_question(kind: object) -> str:
    """Return the id of the question whose texts this one puts to the room; most have none."""
    return kind.source_question if is_about_texts(kind) else ""


def _has(kind: object, ability: type) -> bool:
    return _class_has(cast("type[BaseModel]", type(kind)), ability)


@cache
def _class_has(kind: type[BaseModel], ability: type) -> bool:
    """Return whether a kind has all members of an ability.

    Kept by class, and not asked of each question by `isinstance`: that takes a hundred times as
    long for a protocol, and every answer that comes in asks. A member may be a field of the model,
    which pydantic keeps apart from the attributes of the class.
    """
    members = get_protocol_members(ability)
    return all(
        member in kind.model_fields or hasattr(kind, member) for member in members
    )
