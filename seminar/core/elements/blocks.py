"""Blocks: the parts of a printed page, and prose, an author's Markdown already read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from seminar.core.elements.keys import Key
from seminar.core.elements.views import Sketch, View
from seminar.core.i18n import Message


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
        """Return whether both say the same, however each came to be."""
        return isinstance(other, Prose) and (self.html, self.blocks) == (
            other.html,
            other.blocks,
        )

    def __hash__(self) -> int:
        return hash(self.html)


# --- Blocks: what goes on paper -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; levels 1–3. Level 1 begins a bookmark."""

    text: Message
    level: Literal[1, 2, 3] = 2
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in runs. `small` is for sources and care; `lead` opens a sheet; `quote` is
    indented."""

    runs: tuple[Run | Message, ...]
    style: Literal["body", "lead", "small", "quote"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `ordered` numbers it."""

    items: tuple[tuple[Run | Message, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Room for handwriting: `count` lines, optionally with a label before the first."""

    count: int
    label: Message = ""


@dataclass(frozen=True, slots=True)
class Boxes:
    """A prompt and boxes to tick, as on a questionnaire; `key` puts that key's mark beside the
    prompt.

    `gloss` stands beneath the prompt: what it means, where it is quoted in another language.
    """

    prompt: Message
    options: tuple[Message, ...]
    key: Key | None = None
    row: bool = False
    gloss: Message = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table."""

    head: tuple[Message, ...]
    rows: tuple[tuple[Message, ...], ...]
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

    names: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Unbroken:
    """Blocks that must not be parted by a page break."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """The next block begins a page; with `leaf` a sheet of paper, so that nothing stands on the
    back of what is cut."""

    leaf: bool = False


Block = (
    Heading
    | Paragraph
    | Bullets
    | Lines
    | Boxes
    | Grid
    | Cards
    | Code
    | Drawn
    | Marks
    | Unbroken
    | NewPage
)


@dataclass(frozen=True, slots=True)
class Document:
    """A print: what it is called, its language, its blocks and the line at the foot of every
    page."""

    title: Message
    lang: str
    blocks: tuple[Block, ...]
    foot: Message = ""
    subject: Message = ""
    plain: bool = field(default=False)
    """A poster: one page, with no foot or page number."""
    wide: bool = False
    """Lines as long as the page is wide, for what must stand on one page."""
