"""Plan of a seminar: a programme, flattened into the steps that a room walks through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from seminar.core.elements import Key, Prose
from seminar.core.i18n import LANGUAGES
from seminar.core.model.abilities import followed_statements
from seminar.core.model.exercise import Exercise, ExerciseWords, Group, GroupingMethod
from seminar.core.model.kind import Kind, Wording

StepMove = Literal["slide", "talk", "ask", "show", "write"]
ItemKind = Literal[
    "welcome", "talk", "exercise", "test", "vote", "break", "evaluation", "close"
]


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to group people who talk, and the turn of their roles.

    Steps with the same `id` keep their groups.
    """

    id: str
    size: Group
    by: GroupingMethod
    of: str = ""
    """The grouping whose groups are put together two and two, as fours are made of pairs."""
    roles: tuple[str, ...] = ()
    turn: int = 1
    turns: int = 1
    asked: str = ""
    """The role whose phones answer while the others talk."""


@dataclass(frozen=True, slots=True)
class Step:
    """One position of a room, free of language: a slide, or one move of an exercise."""

    id: str
    """Unique in the programme and stable, e.g. `welcome` or `r7-dilemma.vote-1`."""
    move: StepMove
    minutes: float
    exercise: str | None = None
    questions: tuple[str, ...] = ()
    """Qualified question ids, e.g. `r7-dilemma.dilemma`."""
    live: bool = False
    grouping: Grouping | None = None
    cues: tuple[tuple[str, float], ...] = ()
    """The parts of a talk, each with its minutes."""
    notes: bool = False
    """Whether a phone has room for notes of its owner's own, which stay on it."""

    @property
    def asks(self) -> bool:
        """Return whether phones answer something here; in a talk, those of one role."""
        return self.move == "ask" or bool(self.grouping and self.grouping.asked)


@dataclass(frozen=True, slots=True)
class StepWords:
    """One step in one language."""

    label: str
    """Short name for the agenda and the console."""
    title: str
    body: Prose
    """What the projector and the phones show."""
    notes: Prose
    """What the facilitator alone reads."""
    look: str = ""
    """A slide's own look, such as `lead` or `keys` (Marp's `_class`), or the figure of a move."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One line of the agenda: a slide group or an exercise, with its minutes."""

    kind: ItemKind
    minutes: float
    first_step: int
    exercise: str | None = None
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeWords:
    """A programme in one language."""

    lang: str
    title: str
    summary: str
    items: tuple[str, ...]
    steps: tuple[StepWords, ...]
    exercises: Mapping[str, ExerciseWords]
    questions: Mapping[str, Wording]
    """By qualified question id, with the picked case of a bank in place."""
    credits: Prose = field(default_factory=Prose)
    cut: Mapping[int, str] = field(default_factory=dict)
    """What to leave out when the room is late, by the minutes that it saves."""


@dataclass(frozen=True)
class Programme:
    """A planned deck: the same steps in every language it has words for."""

    id: str
    items: tuple[AgendaItem, ...]
    steps: tuple[Step, ...]
    exercises: Mapping[str, Exercise]
    questions: Mapping[str, Kind]
    """By qualified id."""
    words: Mapping[str, ProgrammeWords]
    picks: Mapping[str, str]
    """Qualified question id to the picked case of its bank."""

    @property
    def minutes(self) -> float:
        """Return how many minutes it takes in all."""
        return sum(item.minutes for item in self.items)

    @property
    def followed_question(self) -> str | None:
        """The question that a series compares from room to room.

        The first that is asked and can be followed; None where there is none.
        """
        for step in self.steps:
            for question in step.questions if step.asks else ():
                if followed_statements(self.questions[question]):
                    return question
        return None

    @property
    def questions_in_order(self) -> tuple[str, ...]:
        """The questions that people answer, each once, in the order of the programme.

        A programme may leave out some of an exercise's own.
        """
        questions = (
            question
            for step in self.steps
            if step.asks or step.move == "write"
            for question in step.questions
        )
        return tuple(dict.fromkeys(questions))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it has words for."""
        return tuple(self.words)

    def words_in(self, lang: str) -> ProgrammeWords:
        """Return the words in `lang`, or in the first language the programme has.

        nb comes before nn before en, since most readers of either Norwegian read both.

        Raises:
            LookupError: The programme has no words at all.
        """
        for candidate in (lang, *LANGUAGES, *self.words):
            if candidate in self.words:
                return self.words[candidate]
        raise LookupError(self.id)
