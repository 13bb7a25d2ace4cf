"""The small closed language: what a question kind may say, and what every edge knows how to draw.

A *form* is for the phone, a *view* for the projector, *blocks* for paper. A kind returns these words and never
draws; an edge draws each word and never asks which kind it came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from seminar.core.language import Words, say

Key = Literal["R", "A", "U", "S"]
KEYS: tuple[Key, ...] = get_args(Key)

Sign = Literal["smile", "thanks", "idea", "question", "pause"]
"""A small drawing that stands beside a word: a face, a heart, a lamp, a question mark, a cup."""


# --- Prose: an author's Markdown, already read -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Prose:
    """An author's text, read once: sanitised HTML for screens and the same as blocks for paper.

    Only `seminar.content` makes these from files; `html` is safe to put into a page as it stands.
    """

    html: str = ""
    blocks: tuple[Block, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.html)

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, however each came to be."""
        return isinstance(other, Prose) and (self.html, self.blocks) == (other.html, other.blocks)

    def __hash__(self) -> int:
        return hash(self.html)


# --- Form: what a phone asks -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen; `quiet` marks the way out («vet ikke / vil ikke svare») outside the scale."""

    value: str
    label: Words
    quiet: bool = False
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class Choose:
    """Pick one of a few. `key` lends the field that key's mark and colour; `compact` draws numbers in a row."""

    name: str
    prompt: Words
    options: tuple[Option, ...]
    hint: Words = ""
    key: Key | None = None
    compact: bool = False
    ends: tuple[Words, Words] | None = None


@dataclass(frozen=True, slots=True)
class Tap:
    """One of a few buttons, sent at once; another tap takes its place. It stands alone on its screen."""

    name: str
    prompt: Words
    options: tuple[Option, ...]
    hint: Words = ""


@dataclass(frozen=True, slots=True)
class Write:
    """A short text. `stays` means that the text never leaves the phone: the field is drawn without a name to send."""

    name: str
    prompt: Words
    limit: int
    hint: Words = ""
    lines: int = 1
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A whole number from `low` to `high`, chosen with steps or typed."""

    name: str
    prompt: Words
    low: int
    high: int
    hint: Words = ""
    unit: Words = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """Tick what applies: at most `most` of the options, or all of them. What is `quiet` excludes the rest.

    Each option is sent as a part of its own, `name.value` (`seminar.core.typed.part`); so it is in the words below.
    """

    name: str
    prompt: Words
    options: tuple[Option, ...]
    hint: Words = ""
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Put all the options in order. The part of each says its place: `1` for the first."""

    name: str
    prompt: Words
    options: tuple[Option, ...]
    hint: Words = ""


@dataclass(frozen=True, slots=True)
class Share:
    """Give away exactly `total` among the options, in steps of `step`. The part of each says how much it gets."""

    name: str
    prompt: Words
    options: tuple[Option, ...]
    total: int
    step: int = 1
    hint: Words = ""


@dataclass(frozen=True, slots=True)
class About:
    """A few short questions about one thing, answered on one screen; each has a name of its own."""

    name: str
    prompt: Words
    fields: tuple[Choose, ...]
    hint: Words = ""
    key: Key | None = None


Field = Choose | Tap | Write | Amount | Tick | Order | Share | About


@dataclass(frozen=True, slots=True)
class Form:
    """What a phone asks for one question; fields are shown one at a time where the phone can."""

    fields: tuple[Field, ...]

    @property
    def stays(self) -> bool:
        """Whether nothing of this form is ever sent."""
        return all(isinstance(one, Write) and one.stays for one in self.fields)


# --- View: what the projector, the console and a printed result show -------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """One labelled count; `count` is None where the rules let the label out but not the number."""

    label: Words
    count: int | None
    key: Key | None = None
    said: Words = say("few")
    """What stands in place of a number that the rules hold back."""
    right: bool = False
    """Whether this is the answer of a quiz."""
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts of one question, in the author's order."""

    title: Words
    bars: tuple[Bar, ...]
    n: int
    note: Words = ""
    whole: int = 0
    """What a bar would be at its longest, where that is not `n`: all dots, when everyone gives several."""
    ranked: bool = False
    """Whether the first is the most and labels are long, so that a stage that has no room for all may end earlier."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same option in two rounds."""

    label: Words
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two rounds side by side, and how many changed their mind."""

    title: Words
    names: tuple[Words, Words]
    rows: tuple[Pair, ...]
    n: tuple[int, int]
    changed: Words = ""
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a whole: how many, and what they have in common. `tone` orders cells from most to least."""

    label: Words
    count: int
    tone: Literal["most", "middle", "least"]
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One statement: how many answered, the mean as it may be said, and its cells or a sentence in their place."""

    label: str
    key: Key | None
    n: int
    mean: Words
    cells: tuple[Cell, ...] = ()
    said: Words = ""
    median: Words = ""
    value: float | None = None
    gloss: str = ""
    """The statement in the reader's own language, where it is quoted in another."""
    unsure: int = 0
    """How many said that they do not know or would rather not say, where that may be told."""


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements answered on one scale, always in the author's order and with the whole axis."""

    title: Words
    rows: tuple[Row, ...]
    low: tuple[int, Words]
    high: tuple[int, Words]
    index: Words = ""
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One statement that the same people answered twice: pairs, mean change, and who went up and down, or a sentence.

    `value` is the mean change as a number, None where there are too few pairs. `interval` is the 95 % interval of it.
    """

    label: str
    key: Key | None
    pairs: int
    mean: Words
    value: float | None = None
    cells: tuple[Cell, ...] = ()
    said: Words = ""
    interval: Words = ""
    effect: Words = ""
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """How statements changed, always in the author's order. `note` is what must be said with any change."""

    title: Words
    rows: tuple[Change, ...]
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One statement in one wave: its mean as it may be said and as a number, None where nothing may be said."""

    mean: Words
    value: float | None
    n: int = 0


@dataclass(frozen=True, slots=True)
class Wave:
    """One statement in each wave, oldest first."""

    label: str
    key: Key | None
    points: tuple[Point, ...]
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Waves:
    """The same statements answered by rooms after each other, side by side on the whole axis; nobody is paired."""

    title: Words
    names: tuple[Words, ...]
    rows: tuple[Wave, ...]
    low: tuple[int, Words]
    high: tuple[int, Words]
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One approved text. `id` lets the facilitator hide it again; `also` are the texts that it stands for besides."""

    id: str
    text: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """Approved words or short texts in alphabetical order; never sized by how often they came."""

    title: Words
    items: tuple[Item, ...]
    n: int
    large: bool = False
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """One approved word, how many wrote it, and the words that it stands for besides; their writers are counted in."""

    text: str
    count: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cloud:
    """Approved words from the commonest, sized by how many wrote them: only where that is harmless."""

    title: Words
    words: tuple[Counted, ...]
    n: int
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """A whole scale, and what its ends mean."""

    low: int
    high: int
    low_words: Words = ""
    high_words: Words = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that stands for itself, with what it is; `at` is its place on its scale, where that has few steps."""

    value: Words
    label: Words
    at: float | None = None
    axis: Axis | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """A few numbers side by side."""

    title: Words
    figures: tuple[Figure, ...]
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Quiet:
    """A designed silence: nothing came, or too few for numbers, and it looks the same for both.

    With a `task` it is private mode: what people talk about instead, each with their own answers before them.
    """

    title: Words
    text: Words
    task: Words = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One option of an order; `mean` is its mean place, 1 being the first, or None where only the order is told."""

    label: Words
    mean: float | None = None
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Options from the first to the last, as a room has put them."""

    title: Words
    places: tuple[Place, ...]
    n: int
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Crossed:
    """One card and how many put it in each column: None where a count is held back. `said` stands for all of them.

    `right` is the place of the column that is the answer of a quiz.
    """

    label: Words
    counts: tuple[int | None, ...]
    n: int
    said: Words = ""
    right: int | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cards and the columns that people put them in."""

    title: Words
    columns: tuple[Words, ...]
    rows: tuple[Crossed, ...]
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on a plane, with its two means in words and as numbers; `x` and `y` are None where too few answered."""

    label: Words
    said: tuple[Words, Words]
    x: float | None
    y: float | None
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Plane:
    """Things placed by two means; both axes go from `low` to `high`."""

    title: Words
    axes: tuple[Words, Words]
    low: int
    high: int
    points: tuple[Thing, ...]
    n: int
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Swarm:
    """One round on a spectrum: how many stand on each step, and the mean as it is said."""

    name: Words
    counts: tuple[int, ...]
    mean: float
    n: int


@dataclass(frozen=True, slots=True)
class Spectrum:
    """Answers as dots between two poles, one line for each round."""

    title: Words
    poles: tuple[Words, Words]
    low: int
    swarms: tuple[Swarm, ...]
    changed: Words = ""
    note: Words = ""


View = (
    Bars | Pairs | Statements | Changes | Waves | Texts | Cloud | Figures | Quiet | Ranking | Matrix | Plane | Spectrum
)

# --- Sketch: what a slide shows beside its words ----------------------------------------------------------------

Shape = Literal["keys", "relation", "courage", "areas", "both"]
"""The four keys · relation and position · courage and cowardice · fields side by side · two that meet."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a sketch: what it is called, and what is said of it."""

    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A drawing of the list on a slide; no numbers are in it."""

    title: Words
    shape: Shape
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A view's twin in rows and columns, for assistive technology and for print."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    caption: Words = ""


# --- Blocks: what goes on paper --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; levels 1–3. Level 1 begins a bookmark."""

    text: Words
    level: Literal[1, 2, 3] = 2
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in runs. `small` is for sources and care; `lead` opens a sheet; `quote` is indented."""

    runs: tuple[Run | Words, ...]
    style: Literal["body", "lead", "small", "quote"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `ordered` numbers it."""

    items: tuple[tuple[Run | Words, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Room for handwriting: `count` lines, optionally with a label before the first."""

    count: int
    label: Words = ""


@dataclass(frozen=True, slots=True)
class Boxes:
    """A prompt and boxes to tick, as on a questionnaire; `key` puts that key's mark beside the prompt.

    `gloss` stands beneath the prompt: what it means, where it is quoted in another language.
    """

    prompt: Words
    options: tuple[Words, ...]
    key: Key | None = None
    row: bool = False
    gloss: Words = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...] = ()
    close: bool = False
    """Rows close together: for a long table that is read and not written in."""


@dataclass(frozen=True, slots=True)
class Cards:
    """The same content `count` times with cut lines between, `across` to a row."""

    content: tuple[Block, ...]
    count: int
    across: int = 2


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code with the address and room code that stand beside it in plain text."""

    url: str
    address: str
    code: str
    size_mm: float = 40


@dataclass(frozen=True, slots=True)
class Drawn:
    """A view as the room saw it, or a sketch."""

    view: View | Sketch


@dataclass(frozen=True, slots=True)
class Marks:
    """The four marks in a row: R, A, U, S."""

    names: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that must not be parted by a page break."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """The next block begins a page; with `leaf` a sheet of paper, so that nothing stands on the back of what is cut."""

    leaf: bool = False


Block = Heading | Paragraph | Bullets | Lines | Boxes | Grid | Cards | Code | Drawn | Marks | Together | NewPage


@dataclass(frozen=True, slots=True)
class Document:
    """A print: what it is called, its language, its blocks and the line at the foot of every page."""

    title: Words
    lang: str
    blocks: tuple[Block, ...]
    foot: Words = ""
    subject: Words = ""
    plain: bool = field(default=False)
    """A poster: one page, with no foot or page number."""
    wide: bool = False
    """Lines as long as the page is wide, for what must stand on one page."""
