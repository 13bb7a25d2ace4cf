"""The pictures that screens are to show right now, as values. Every picture is whole and carries
the room's version.

The same picture is sent when something changes and when a screen comes back; nothing else ever
reaches a screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from seminar.core.elements import Form, Key, Prose, Quiet, View
from seminar.core.i18n import Message, Say
from seminar.core.model.exercise import Group, GroupingMethod
from seminar.core.model.programme import StepMove
from seminar.core.room.group_assignment import SIZE
from seminar.core.room.state import Curtain

PhoneState = Literal["read", "answer", "closed", "result", "ended"]
"""The things that phones do at a step, the same for everybody."""
OwnPhoneState = PhoneState | Literal["counted"]
"""The things that a single phone does."""
CardState = Literal["", "bring", "hand", "take"]
"""What a phone may do with a return card: bring one, hand it in, or take one home."""
When = Literal["done", "now", "ahead"]
ScreenState = Literal["read", "open", "closed", "covered", "shown", "ended"]


@dataclass(frozen=True, slots=True)
class Clock:
    """Time left, in seconds when the picture was made, and how long the step is planned to take."""

    remaining: float
    planned: float
    cues: tuple[tuple[str, float], ...] = ()
    """The parts of a talk in order: what each is called, and how much is left of the clock when
    it ends."""
    paused: bool = False
    """Whether it stands, because the server was asleep."""

    @property
    def ticks_from(self) -> float | None:
        """Seconds from which a page counts down by itself; None where the clock stands."""
        return None if self.paused else self.remaining


@dataclass(frozen=True, slots=True)
class Posed:
    """A question as the stage poses it, for everyone to read together; nothing of what was
    answered."""

    prompt: Message
    body: Prose
    options: tuple[Message, ...] = ()
    hint: Message = ""
    """What belongs to this prompt alone, such as what a quoted statement means."""
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class AskedForm:
    """One question on a phone: its form, and the fields that this participant has saved already."""

    question: str
    """Qualified id; field names on the phone are `question/name`."""
    form: Form
    saved: dict[str, str] = field(default_factory=dict)
    guarded: bool = False
    body: Prose = field(default_factory=Prose)
    """Longer text to read before the question, such as a dilemma."""


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """A participant's answer, for their own phone and no other: in words, and with its place among
    the steps where there are steps."""

    asked: Message
    answer: Message
    key: Key | None = None
    at: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role in a talk: what it is called and what it does."""

    id: str
    name: str
    does: Prose


@dataclass(frozen=True, slots=True)
class Talking:
    """The way in which people talk at this step, the same for everybody."""

    size: Group
    by: GroupingMethod
    drawn: bool
    roles: tuple[RoleCard, ...]
    turn: int
    turns: int
    asked: str = ""
    """The role whose phones answer meanwhile."""
    cues: tuple[tuple[str, float], ...] = ()
    """The parts, each with its minutes."""

    @property
    def ring(self) -> tuple[str, ...]:
        """Return the name of the role of each place on the wheel; the last twice where people
        outnumber the roles."""
        names = [role.name for role in self.roles]
        return (*names, *names[-1:] * (SIZE[self.size] - len(names)))

    @property
    def places(self) -> int:
        """Return how many letters there are to choose among: one for each role, and one more where
        a group is too large."""
        return max(len(self.roles), SIZE[self.size]) + 1


SittingState = Literal[
    "drawn", "chosen", "choose", "table", "which-table", "neighbours", "away"
]


@dataclass(frozen=True, slots=True)
class Sitting:
    """A participant's place, for their own phone and no other. `number` is the group's, or the
    table's."""

    state: SittingState
    number: int = 0
    role: str = ""
    letter: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of somebody without a phone: their letter, the number of their group, and their
    role in words."""

    letter: str
    number: int
    role: str


@dataclass(frozen=True, slots=True)
class Score:
    """The number of a participant's own answers to a quiz that are right, for their own phone and
    no other."""

    right: int
    of: int


@dataclass(frozen=True, slots=True)
class PhonePicture:
    """The picture that a phone shows. All phones of one language get the same, but for
    `forms[].saved`, `own` and `score`."""

    version: int
    state: PhoneState
    step: str
    round: int
    at: int
    of: int
    title: str
    body: Prose
    keys: tuple[Key, ...]
    forms: tuple[AskedForm, ...] = ()
    promise: Message = ""
    """Said before a guarded question: who sees what, and what can be changed."""
    posed: tuple[Posed, ...] = ()
    """The case that people talk about at this step."""
    views: tuple[View, ...] = ()
    look: str = ""
    clock: Clock | None = None
    says: Message = ""
    """What a phone says while the room waits for a result."""
    answered_before: bool = False
    """Whether this step has been open before, the room is in private mode or the answers of a
    quiz are shown: a phone should ask for its own."""
    own: tuple[OwnAnswer, ...] = ()
    """In private mode, and beside the answers of a quiz, what this participant answered; never
    in the picture that all phones are sent."""
    marked: bool = False
    """Whether the answers of a quiz are shown, so that a phone should ask how many of its own
    are right."""
    score: Score | None = None
    """How many were. Left None for the edge to fill in, like `own`."""
    late: bool = False
    """Whether only those may answer who had not when the question was closed."""
    counted: bool = False
    """Whether this participant had. Left False for the edge to fill in, like `saved`."""
    card: CardState = ""
    code: str = ""
    """The room's own, where a page beside this one belongs to it."""
    talk: Talking | None = None
    sitting: Sitting | None = None
    """Where this participant sits; never in the picture that all phones are sent."""
    counts_phones: bool = False
    """Whether a result is shown of so few that it must be said what was counted."""
    joined: int = 0
    """How many have joined. Counted anew on the phone between two pictures."""
    may_answer: bool = True
    """Whether the form is for this participant. Where it is for one role alone, False until the
    edge knows better."""

    @property
    def in_private(self) -> bool:
        """Return whether the room is in private mode."""
        return in_private(self.views)

    @property
    def is_asking(self) -> bool:
        """Return whether this phone has a form to answer."""
        return self.state == "answer" and not self.counted and bool(self.forms)

    @property
    def own_state(self) -> OwnPhoneState:
        """Return what this phone does, where that is not the same for everybody: whose answer is
        counted waits, and who is not asked reads."""
        if self.counted:
            return "counted"
        if self.state == "answer" and not self.is_asking:
            return "read"
        return self.state

    @property
    def hides_questions(self) -> bool:
        """Return whether the questions are not for this participant, or not as far as is known."""
        return self.counted or not self.may_answer


@dataclass(frozen=True, slots=True)
class ScreenPicture:
    """The picture that the projector shows. Nothing covered is in it."""

    version: int
    curtain: Curtain
    code: str
    programme: str
    move: StepMove
    state: ScreenState
    at: int
    of: int
    title: str
    body: Prose
    keys: tuple[Key, ...]
    look: str
    joined: int
    answered: int
    says: Message
    """The one sentence the stage has about this state, such as how many have answered."""
    posed: tuple[Posed, ...] = ()
    views: tuple[View, ...] = ()
    clock: Clock | None = None
    late: bool = False
    """Whether the question is open for those alone who have not answered."""
    cards: int | None = None
    """Return cards handed in, while they are."""
    talk: Talking | None = None
    groups: int = 0
    """How many groups have been drawn."""
    counts_phones: bool = False
    """Whether a result is shown of so few that it must be said what was counted."""
    door_closed: bool = False
    """Whether nobody new is let in, so that there is nothing to scan."""
    spots: tuple[Spot, ...] = ()
    page: int = 0
    """How often the facilitator has turned the page of what is shown."""


def in_private(views: tuple[View, ...]) -> bool:
    """Return whether the room is in private mode: a silence that gives it something to do, and
    nothing else."""
    return any(isinstance(view, Quiet) and bool(view.task) for view in views)


@dataclass(frozen=True, slots=True)
class Pending:
    """A text that waits for the facilitator, has been let through, or has been hidden.

    `also` are the texts that stand together with it, by their ids; `merges` says whether any can be
    put together here.
    """

    id: str
    text: str
    approved: bool
    also: tuple[tuple[str, str], ...] = ()
    merges: bool = False
    hidden: bool = False

    @property
    def waits(self) -> bool:
        """Whether nobody has decided on it yet."""
        return not (self.approved or self.hidden)

    @property
    def ids(self) -> tuple[str, ...]:
        """Its own id, and those of the texts that stand together with it."""
        return (self.id, *(id_ for id_, _ in self.also))


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One line of the plan: planned minutes, and where it stands."""

    title: str
    minutes: float
    state: When


@dataclass(frozen=True, slots=True)
class Schedule:
    """The plan and how the room keeps to it, in minutes."""

    moves: tuple[AgendaLine, ...]
    """The moves of the exercise we are in."""
    agenda: tuple[AgendaLine, ...]
    due: float
    """Minutes planned before this step."""
    planned: float
    """Minutes planned up to and with this step."""
    total: float
    used: float | None
    """Minutes since the room left its welcome."""
    cuts: tuple[tuple[int, str], ...] = ()
    """What the programme says to leave out, by the minutes that the room is late."""


@dataclass(frozen=True, slots=True)
class Advice:
    """The author's words for the facilitator about the exercise we are in."""

    care: Prose = field(default_factory=Prose)
    debrief: Prose = field(default_factory=Prose)
    evidence: Prose = field(default_factory=Prose)
    """How well the exercise has been tried."""
    debrief_here: bool = False
    """Whether the exercise ends with this step."""


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """The number of people in groups, and of those who are in none."""

    sizes: tuple[int, ...] = ()
    """How many sit in each group that was drawn, in the order of their numbers."""
    away: int = 0
    """How many have said that they sit out."""
    phoneless: int = 0
    """How many take part without a phone."""


@dataclass(frozen=True, slots=True)
class StorageState:
    """The state of the disk, as far as the facilitator should know of it."""

    trouble: Message = ""
    """What is wrong with the storage and what to do, while something is."""
    traces: Message = ""
    """What has become of the traces of what was deleted, where there is something to say."""
    traces_left: bool = False
    """Whether such traces can still be found on the disk."""


@dataclass(frozen=True, slots=True)
class BigKey:
    """One big key of the console: what it says now, and whether it does anything."""

    command: str
    label: Say
    enabled: bool


@dataclass(frozen=True, slots=True)
class Guessing:
    """An attempt to guess join codes: how many that led nowhere, and from when to when, in seconds
    since the epoch."""

    tries: int
    since: float
    last: float


@dataclass(frozen=True, slots=True)
class Door:
    """The state of the door, and what the facilitator should know of those who have come."""

    closed: bool
    joined: int
    expected: int
    """How many the facilitator says are here; 0 where nothing was said."""
    alarms: tuple[Message, ...] = ()
    """What may be wrong with those who come, and what to do about it."""


@dataclass(frozen=True, slots=True)
class HostPicture:
    """The picture that the console shows: the stage as the room sees it, and what only the
    facilitator sees."""

    version: int
    screen: ScreenPicture
    label: str
    notes: Prose
    next_label: str
    """The step that follows, in words."""
    then: str
    """The same, when the next press is on the way there and does not only lift a curtain or say
    something."""
    schedule: Schedule
    keys: tuple[BigKey, ...]
    connected: int
    pending: tuple[Pending, ...] = ()
    views: tuple[View, ...] = ()
    """Results that only the facilitator is shown."""
    alike: tuple[tuple[Pending, ...], ...] = ()
    """Texts that may belong together, for the facilitator to decide."""
    advice: Advice = field(default_factory=Advice)
    aside: Message = ""
    """What becomes of those who answer late."""
    storage: StorageState = field(default_factory=StorageState)
    network: tuple[Say, ...] = ()
    """Who else could read what phones send, and what the facilitator has said to that; empty
    where nobody could."""
    groups: GroupCounts = field(default_factory=GroupCounts)
    views_count_phones: bool = False
    """Whether one of `views` is of so few that it must be said what was counted."""
    door: Door = Door(closed=False, joined=0, expected=0)
    warning: Message = ""
    """What the next press does that the facilitator should think over first."""

    @property
    def joined(self) -> int:
        """Return how many have joined."""
        return self.screen.joined

    @property
    def answered(self) -> int:
        """Return how many have answered at this step."""
        return self.screen.answered
