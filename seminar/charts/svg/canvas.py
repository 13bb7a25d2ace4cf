"""The sheet a chart is drawn on: a few strokes in SVG, with presentation attributes only.

No style attributes, style sheets, gradients, masks or filters: the content security policy forbids
the first two, and the printer knows none of the others. Sizes are in units of a projector that is
1920 wide.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from seminar.charts.svg.text_layout import width as text_width
from seminar.charts.svg.text_layout import wrap
from seminar.charts.svg.theme import FAMILY, Theme
from seminar.charts.tokens import TYPE
from seminar.core.i18n import Message, Speech

SMALL = TYPE["small"]
BODY = TYPE["body"]
LARGE = TYPE["head"]
HUGE = TYPE["figure"]
"""Type sizes. Nothing is smaller than `SMALL`, which the back row can read."""

WIDE = 1200
"""From this width on a chart has room for its labels beside what is drawn; narrower, they go
above it."""

LEADING = 1.16
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Anchor = Literal["start", "middle", "end"]


class Sheet:
    """A drawing in the making: strokes are added from the top, and `done` gives the SVG."""

    def __init__(self, theme: Theme, speech: Speech, width: float, tall: float) -> None:
        self.theme = theme
        self.say = speech
        self.width = width
        self.tall = tall
        self._strokes: list[str] = []

    def blank(self) -> Sheet:
        """Another sheet like this one, to try something on."""
        return Sheet(self.theme, self.say, self.width, self.tall)

    def add(self, name: str, inner: str = "", /, **attributes: str | float) -> None:
        """One element. Underscores in attribute names stand for hyphens; `inner` is escaped
        already."""
        self._strokes.append(element(name, inner, **attributes))

    def text(
        self,
        words: Message,
        x: float,
        y: float,
        size: float = BODY,
        fill: str = "",
        bold: bool = False,
        anchor: Anchor = "start",
    ) -> None:
        """One line of text with its baseline at `y`."""
        weight = {"font_weight": 600} if bold else {}
        self.add(
            "text",
            safe(self.say(words)),
            x=x,
            y=y,
            font_size=size,
            fill=fill or self.theme.text,
            text_anchor=anchor,
            unicode_bidi="isolate",
            **weight,
        )

    def paragraph(
        self,
        words: Message,
        x: float,
        top: float,
        room: float,
        size: float = BODY,
        fill: str = "",
        bold: bool = False,
        anchor: Anchor = "start",
    ) -> float:
        """Text in as many lines as it takes, from `top` down; gives where it ends."""
        for line in self.lines(words, room, size, bold):
            self.text(line, x, top + 0.82 * size, size, fill, bold, anchor)
            top += LEADING * size
        return top

    def lines(
        self, words: Message, room: float, size: float = BODY, bold: bool = False
    ) -> tuple[str, ...]:
        """The lines that `paragraph` would set."""
        said = self.say(words)
        return wrap(said, size, room, bold) if said else ()

    def height(self, words: Message, room: float, size: float = BODY, bold: bool = False) -> float:
        """How much `paragraph` would take."""
        return len(self.lines(words, room, size, bold)) * LEADING * size

    def extent(self, words: Message, size: float = BODY, bold: bool = False) -> float:
        """About how wide the words are on one line."""
        return text_width(self.say(words), size, bold)

    def rule(
        self, x1: float, y1: float, x2: float, y2: float, stroke: str = "", thick: float = 3
    ) -> None:
        """A straight line."""
        self.add(
            "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke or self.theme.line, stroke_width=thick
        )

    def done(self, height: float, title: Message, desc: str) -> str:
        """The drawing as a whole, `height` tall."""
        drawn = "".join(self._strokes)
        id_ = (
            "c"
            + sha256(f"{drawn}{self.say(title)}{desc}".encode("utf-8", "replace")).hexdigest()[:12]
        )
        named = element("title", safe(self.say(title)), id=f"{id_}-t") + element(
            "desc", safe(desc), id=f"{id_}-d"
        )
        return element(
            "svg",
            named + drawn,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {_short(self.width)} {_short(height)}",
            width=self.width,
            height=height,
            role="img",
            aria_labelledby=f"{id_}-t {id_}-d",
            font_family=FAMILY,
        )


def element(name: str, inner: str = "", /, **attributes: str | float) -> str:
    """One SVG element as text."""
    written = "".join(
        f" {_name(key)}={quoteattr(value if isinstance(value, str) else _short(value))}"
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def safe(text: str) -> str:
    """Text as it may stand in XML, whatever it was."""
    return escape(_NOT_XML.sub("", text))


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
