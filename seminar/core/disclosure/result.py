"""Published results: what leaves a tally, immutable, JSON-able, and all that any channel ever sees.

Rooms keep these values as JSON, so fields keep their names, and `what` tells the types apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from seminar.core.disclosure.small_cells import SummarisedPart, SummarySentence
from seminar.core.disclosure.suppression import PublishedTick

Silence = Literal["few", "private"]
"""The reason why there are no numbers. `few` is said the same way for none and for too few."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean to one decimal, as it may be said: at the ends of the scale only as a bound."""

    value: float
    bound: Literal["", "or_higher", "or_lower"] = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the scale that may be counted aloud: which answers it holds, and how many."""

    part: SummarisedPart | int
    """A band of an agreement scale, or one step of it when five bars are allowed."""
    count: int
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class PublishedScale:
    """One statement as it may be shown.

    `said` takes the place of bands that would point at one or two people.
    """

    id: str
    n: int
    mean: Mean | None
    bands: tuple[Band, ...] = ()
    said: SummarySentence = ""
    median: float | None = None
    unsure: int | None = None


@dataclass(frozen=True, slots=True)
class PublishedScales:
    """All statements, the room's index and its n.

    Statements under the floor have `mean=None` and `n=0`; it would take `least` answers to show
    those. A statement with an n and no mean is withheld for the sake of a change that is shown
    instead.
    """

    statements: tuple[PublishedScale, ...]
    index: Mean | None
    people: int
    least: int = 5
    what: Literal["scales"] = "scales"


@dataclass(frozen=True, slots=True)
class PublishedChange:
    """The change of one statement, as it may be shown.

    Where there are too few pairs `mean` is None and `pairs` is 0. `said` takes the place of parts
    that would point at one or two people. Neither the mean before nor the mean after is here:
    beside a room's total they would give away those who answered once.
    """

    id: str
    pairs: int
    mean: Mean | None
    """The mean change, steps upwards being positive."""
    parts: tuple[Band, ...] = ()
    said: SummarySentence = ""
    interval: tuple[float, float] | None = None
    """A 95 % interval for the mean change."""
    effect: float | None = None
    """Hedges' g_av."""


@dataclass(frozen=True, slots=True)
class PublishedChanges:
    """The changes of all statements; `pairs` is the most people that answered any of them twice.

    It would take `least` pairs to show those that are not shown.
    """

    statements: tuple[PublishedChange, ...]
    pairs: int
    least: int = 10
    what: Literal["changes"] = "changes"


@dataclass(frozen=True, slots=True)
class PublishedCounts:
    """Options with their counts; None is an option that may be named without a number."""

    cells: tuple[tuple[str, int | None], ...]
    n: int
    what: Literal["counts"] = "counts"


@dataclass(frozen=True, slots=True)
class PublishedNumbers:
    """The median of all numbers, and how many there are.

    The `values` themselves, smallest first, only if the question is open.
    """

    median: float
    n: int
    values: tuple[int, ...] = ()
    what: Literal["numbers"] = "numbers"


@dataclass(frozen=True, slots=True)
class PublishedTexts:
    """Texts that may be shown once approved, with an id each that says nothing about who wrote it.

    `counts` is how many wrote each of them, where that may be told. `also`, `hidden` and
    `waiting` are of what the facilitator has let through (`seminar.core.room.moderation`): what
    each text stands for besides itself, how many the facilitator has hidden, and how many nobody
    has decided on.
    """

    items: tuple[tuple[str, str], ...]
    n: int
    counts: tuple[int, ...] = ()
    also: tuple[tuple[str, ...], ...] = ()
    hidden: int = 0
    waiting: int = 0
    what: Literal["texts"] = "texts"


@dataclass(frozen=True, slots=True)
class PublishedDone:
    """The number of people who say they have done it."""

    n: int
    what: Literal["done"] = "done"


@dataclass(frozen=True, slots=True)
class PublishedTicks:
    """Options of which `n` people ticked several.

    Each with a number, a word in its place, or None where nothing may be said.
    """

    cells: tuple[tuple[str, PublishedTick | None], ...]
    n: int
    unsure: int | None = None
    what: Literal["ticks"] = "ticks"


@dataclass(frozen=True, slots=True)
class PublishedOrder:
    """Options in the order of `n` people, from the first to the last.

    Each with its mean place if that may be told.
    """

    places: tuple[tuple[str, float | None], ...]
    n: int
    what: Literal["order"] = "order"


@dataclass(frozen=True, slots=True)
class PublishedDots:
    """Dots that `n` people gave, `each` of theirs.

    None is an option that may be named without a number.

    With `nearly_all` on one option there are no numbers, and that option is named.
    """

    totals: tuple[tuple[str, int | None], ...]
    n: int
    each: int
    nearly_all: str = ""
    what: Literal["dots"] = "dots"


@dataclass(frozen=True, slots=True)
class PublishedSorting:
    """Cards with the columns they were put in.

    None is a card that fewer than `least` people have placed.
    """

    cards: tuple[tuple[str, PublishedCounts | None], ...]
    least: int = 1
    what: Literal["sorted"] = "sorted"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A result of which nothing may be said: the room gets its designed silence.

    It would take `least` answers to say something.
    """

    why: Silence = "few"
    least: int = 5
    what: Literal["withheld"] = "withheld"


PublishedResult = Annotated[
    PublishedScales
    | PublishedCounts
    | PublishedNumbers
    | PublishedTexts
    | PublishedDone
    | Withheld
    | PublishedTicks
    | PublishedOrder
    | PublishedDots
    | PublishedSorting,
    Field(discriminator="what"),
]
"""A result of one round. `what` keeps its types apart when it is read back from JSON."""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one question as the room is shown it."""

    rounds: tuple[PublishedResult, ...]
    """The rounds that are shown together, oldest first. Where a guarded question has been opened
    again for latecomers, what can be said of all groups together."""
    changed: int | None = None
    """How many changed their mind between two rounds; None where rounds are not compared."""
    groups: tuple[PublishedResult, ...] = ()
    """Where there were latecomers, the groups' own results, one for each round, oldest first; see
    `seminar.core.disclosure.late_groups`."""
    change: PublishedChanges | None = None
    """In a series of rooms, how those changed who answered both times."""
    earlier: tuple[PublishedResult, ...] = ()
    """In a series of rooms, what the earlier rooms were shown, oldest first."""

    @property
    def last(self) -> PublishedResult:
        """The newest round; the designed silence where there is none."""
        return self.rounds[-1] if self.rounds else Withheld()
