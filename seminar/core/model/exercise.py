"""An exercise as its author wrote it: structure once, words in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, SerializeAsAny

from seminar.core.elements import Key, Prose, Shape
from seminar.core.model.kind import Id, Kind, Wording

Area = Literal[
    "people-orientation",
    "communication-skills",
    "leader-attitudes",
    "emotional-competence",
    "coaching-style",
    "conflict-handling",
    "staff-development",
]
"""The seven areas of relational competence that the source names, in its order."""

AREAS: tuple[Area, ...] = get_args(Area)

Group = Literal["room", "pairs", "triads", "fours", "tables"]
"""Who talks to whom."""

GroupingMethod = Literal["neighbours", "draw", "table"]
"""How groups come about: people turn to each other, they are drawn by chance, or by chance at
each table."""

Minutes = Annotated[float, Field(ge=0, le=240)]

Reference = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}(\.[a-z][a-z0-9-]{0,39})?$")
]
"""A question of the same exercise, or another exercise's, qualified: `r1-check-in.energy`."""


class _Structure(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cue(_Structure):
    """A part of a talk; when it ends the room is told, and the next one begins."""

    id: Id
    minutes: Annotated[float, Field(gt=0, le=240)]


class Talk(_Structure):
    """People talk, or the facilitator does: timed, with who talks to whom."""

    move: Literal["talk"] = "talk"
    id: Id
    minutes: Minutes
    group: Group = "room"
    by: GroupingMethod = "neighbours"
    fresh: bool = False
    """New partners, though the move before has groups of the same size."""
    roles: tuple[Id, ...] = ()
    """What each in the group is; they move on by one place from turn to turn."""
    turns: Annotated[int, Field(ge=1, le=6)] = 1
    """How often the roles change places in this move. Each turn is a step, and has its share of
    the minutes."""
    cues: tuple[Cue, ...] = ()
    figure: Shape | None = None
    """What is drawn of the list in its words, on the wall and, to fill in, on the worksheet."""
    asks: Mapping[Id, Id] = {}
    """A role to the open question that its phones answer meanwhile, such as an observer's signs."""


class Ask(_Structure):
    """The phones answer one or a few questions. The same question asked again is a new round."""

    move: Literal["ask"] = "ask"
    id: Id
    minutes: Minutes
    questions: tuple[Id, ...] = Field(min_length=1)
    live: bool = False
    """Bars move while people answer; only for open questions."""


class Show(_Structure):
    """Results of questions asked before, covered until the facilitator reveals them."""

    move: Literal["show"] = "show"
    id: Id
    minutes: Minutes
    questions: tuple[Reference, ...] = Field(min_length=1)


class WriteMove(_Structure):
    """Time to write for oneself, on paper or in a `private` question that stays on the phone."""

    move: Literal["write"] = "write"
    id: Id
    minutes: Minutes
    questions: tuple[Id, ...] = ()
    notes: bool = True
    """Where it asks no question: whether a phone has room for notes, which stay on it."""
    figure: Shape | None = None
    """What is drawn of the list in its words, on the wall and, to fill in, on the worksheet."""


Move = Annotated[Talk | Ask | Show | WriteMove, Field(discriminator="move")]


def list_named_questions(move: Move) -> tuple[str, ...]:
    """The questions that a move names: asks, shows, or has written to."""
    return tuple(move.asks.values()) if isinstance(move, Talk) else move.questions


class Span(_Structure):
    """Minutes an exercise takes: shortest, standard, longest."""

    min: Minutes
    standard: Minutes
    max: Minutes


class Exercise(_Structure):
    """The structure of an exercise, the same in every language."""

    id: Id
    code: Annotated[str, Field(pattern=r"^[RAUSXM]\d{1,2}$")]
    """Its name in the programme tables, e.g. `R7`."""
    keys: tuple[Key, ...] = Field(min_length=1)
    """The RAUS keys that it practises."""
    areas: tuple[Area, ...] = ()
    """The areas of relational competence that it practises."""
    minutes: Span
    """How long it takes; `standard` is the sum of its moves."""
    evidence: Literal["weak", "moderate", "strong"]
    """How well it has been tried."""
    questions: Mapping[Id, SerializeAsAny[Kind]] = {}
    """What the phones ask, by id."""
    banks: Mapping[Id, tuple[Id, ...]] = {}
    """Question id to the ids of alternative cases; one is picked when the programme is planned."""
    flow: tuple[Move, ...] = Field(min_length=1)
    """The moves, in order."""
    private: bool = False
    """Whether its sheet is for whoever writes on it, and says so."""
    cards: Annotated[int, Field(ge=0, le=8)] = 0
    """How many times the paper is printed as a card to cut out, 1 as a page at the back; 0
    prints it once, on the exercise's sheet."""

    @property
    def only_key(self) -> Key | None:
        """The key whose mark stands by its title: that of an exercise with a single key."""
        return self.keys[0] if len(self.keys) == 1 else None


@dataclass(frozen=True, kw_only=True)
class MoveWords:
    """The words of a move: a label for the agenda, the text the room sees, and what the
    facilitator reads."""

    label: str
    body: Prose = Prose()
    notes: Prose = Prose()


@dataclass(frozen=True, kw_only=True)
class ExerciseWords:
    """An exercise in one language."""

    lang: str
    title: str
    instruction: Prose
    moves: Mapping[str, MoveWords]
    questions: Mapping[str, Wording]
    """By question id, or `question/case` for each case of a bank."""
    debrief: Prose = Prose()
    care: Prose = Prose()
    evidence: Prose = Prose()
    paper: Prose = Prose()
    """What the worksheet adds to the questions' own paper."""
    roles: Mapping[str, MoveWords] = field(default_factory=dict)
    """What each role is called, and what it does."""
    cues: Mapping[str, str] = field(default_factory=dict)
    case_notes: Mapping[str, Prose] = field(default_factory=dict)
    """Facilitator's notes by `question/case`."""
