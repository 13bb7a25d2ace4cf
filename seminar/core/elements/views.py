"""Views: results as the projector, the console and a print show them, and sketches of slides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from seminar.core.elements.keys import Key, Sign
from seminar.core.i18n import Message, say


@dataclass(frozen=True, slots=True)
class Bar:
    """One labelled count; `count` is None where the rules let the label out but not the number."""

    label: Message
    count: int | None
    key: Key | None = None
    said: Message = say("few")
    """What stands in place of a number that the rules hold back."""
    right: bool = False
    """Whether this is the answer of a quiz."""
    sign: Sign | None = None
    colour: str = ""
    """A colour of the kind's own as `#rrggbb`, drawn beside the label, which says what it means."""
    share: int = 0
    """Whole percent of all, filled in where the bars are drawn together."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts of one question, in the author's order."""

    title: Message
    bars: tuple[Bar, ...]
    n: int
    note: Message = ""
    whole: int = 0
    """What a bar would be at its longest, where that is not `n`: all dots, when everyone gives
    several."""
    ranked: bool = False
    """Whether the first is the most and labels are long, so that a stage that has no room for
    all may end earlier."""
    tally: Message = ""
    """What `n` is the number of, where it is not just answers."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same option in two rounds."""

    label: Message
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two rounds side by side, and how many changed their mind."""

    title: Message
    names: tuple[Message, Message]
    rows: tuple[Pair, ...]
    n: tuple[int, int]
    changed: Message = ""
    note: Message = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a whole: how many, and what they have in common. `tone` orders cells from most
    to least."""

    label: Message
    count: int
    tone: Literal["most", "middle", "least"]
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One statement: how many answered, the mean as it may be said, and its cells or a sentence
    in their place."""

    label: Message
    key: Key | None
    n: int
    mean: Message
    cells: tuple[Cell, ...] = ()
    said: Message = ""
    median: Message = ""
    value: float | None = None
    gloss: Message = ""
    """The statement in the reader's own language, where it is quoted in another."""
    unsure: int = 0
    """How many said that they do not know or would rather not say, where that may be told."""


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements answered on one scale, always in the author's order and with the whole axis."""

    title: Message
    rows: tuple[Row, ...]
    low: tuple[int, Message]
    high: tuple[int, Message]
    index: Message = ""
    note: Message = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One statement that the same people answered twice: pairs, mean change, and who went up and
    down, or a sentence.

    `value` is the mean change as a number, None where there are too few pairs. `interval` is the 95
    % interval of it.
    """

    label: Message
    key: Key | None
    pairs: int
    mean: Message
    value: float | None = None
    cells: tuple[Cell, ...] = ()
    said: Message = ""
    interval: Message = ""
    effect: Message = ""
    gloss: Message = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """The change of statements, always in the author's order. `note` is what must be said with any
    change."""

    title: Message
    rows: tuple[Change, ...]
    note: Message = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One statement in one wave: its mean as it may be said and as a number, None where nothing
    may be said."""

    mean: Message
    value: float | None
    n: int = 0


@dataclass(frozen=True, slots=True)
class Wave:
    """One statement in each wave, oldest first."""

    label: Message
    key: Key | None
    points: tuple[Point, ...]
    gloss: Message = ""


@dataclass(frozen=True, slots=True)
class Waves:
    """The same statements answered by rooms after each other, side by side on the whole axis;
    nobody is paired."""

    title: Message
    names: tuple[Message, ...]
    rows: tuple[Wave, ...]
    low: tuple[int, Message]
    high: tuple[int, Message]
    note: Message = ""


@dataclass(frozen=True, slots=True)
class TextItem:
    """One approved text. `id` lets the facilitator hide it again; `also` are the texts that it
    stands for besides."""

    id: str
    text: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """Approved words or short texts in alphabetical order; never sized by how often they came."""

    title: Message
    items: tuple[TextItem, ...]
    n: int
    large: bool = False
    note: Message = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """One approved word, how many wrote it, and the words that it stands for besides; their
    writers are counted in."""

    text: str
    count: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cloud:
    """Approved words from the commonest, sized by how many wrote them: only where that is
    harmless."""

    title: Message
    words: tuple[Counted, ...]
    n: int
    note: Message = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """A whole scale, and what its ends mean."""

    low: int
    high: int
    low_words: Message = ""
    high_words: Message = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that stands for itself, with what it is; `at` is its place on its scale, where
    that has few steps."""

    value: Message
    label: Message
    at: float | None = None
    axis: Axis | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """A few numbers side by side."""

    title: Message
    figures: tuple[Figure, ...]
    note: Message = ""


@dataclass(frozen=True, slots=True)
class Quiet:
    """A designed silence: nothing came, or too few for numbers, and it looks the same for both.

    With a `task` it is private mode: what people talk about instead, each with their own answers
    before them. `aloud` says that the task is for all together.
    """

    title: Message
    text: Message
    task: Message = ""
    aloud: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One option of an order; `mean` is its mean place, 1 being the first, or None where only
    the order is told."""

    label: Message
    mean: float | None = None
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Options from the first to the last, as a room has put them."""

    title: Message
    places: tuple[Place, ...]
    n: int
    note: Message = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One card and how many put it in each column: None where a count is held back. `said` stands
    for all of them.

    `right` is the place of the column that is the answer of a quiz.
    """

    label: Message
    counts: tuple[int | None, ...]
    n: int
    said: Message = ""
    right: int | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cards and the columns that people put them in."""

    title: Message
    columns: tuple[Message, ...]
    rows: tuple[MatrixRow, ...]
    note: Message = ""


@dataclass(frozen=True, slots=True)
class PlanePoint:
    """One thing on a plane, with its two means in words and as numbers; `x` and `y` are None
    where too few answered."""

    label: Message
    said: tuple[Message, Message]
    x: float | None
    y: float | None
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Plane:
    """Things placed by two means; both axes go from `low` to `high`."""

    title: Message
    axes: tuple[Message, Message]
    low: int
    high: int
    points: tuple[PlanePoint, ...]
    n: int
    note: Message = ""


@dataclass(frozen=True, slots=True)
class Swarm:
    """One round on a spectrum: how many stand on each step, and the mean as it is said."""

    name: Message
    counts: tuple[int, ...]
    mean: float
    n: int


@dataclass(frozen=True, slots=True)
class Spectrum:
    """Answers as dots between two poles, one line for each round."""

    title: Message
    poles: tuple[Message, Message]
    low: int
    swarms: tuple[Swarm, ...]
    changed: Message = ""
    note: Message = ""


View = (
    Bars
    | Pairs
    | Statements
    | Changes
    | Waves
    | Texts
    | Cloud
    | Figures
    | Quiet
    | Ranking
    | Matrix
    | Plane
    | Spectrum
)


# --- Sketch: what a slide or a move shows beside its words ----------------------------------------

Shape = Literal[
    "keys", "relation", "courage", "areas", "both", "window", "map", "compass", "ring"
]
"""The four keys · relation and position · courage and cowardice · fields side by side · two that
meet · four panes · others round oneself · two axes. On paper there is room to write in the
last three."""


@dataclass(frozen=True, slots=True)
class SketchPart:
    """One part of a sketch: what it is called, and what is said of it."""

    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A drawing of the list on a slide or of a move; no numbers are in it."""

    title: Message
    shape: Shape
    parts: tuple[SketchPart, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A view's twin in rows and columns, for assistive technology and for print."""

    head: tuple[Message, ...]
    rows: tuple[tuple[Message, ...], ...]
    caption: Message = ""
