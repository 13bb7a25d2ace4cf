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

from seminar.charts.svg.text_layout import measure_width, wrap_text
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
"""From a line to the next, as a share of the size of type: tight, since a chart has few lines."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Anchor = Literal["start", "middle", "end"]


class Sheet:
    """A drawing in the making: strokes are added from the top, and `to_svg` gives the SVG."""

    def __init__(
        self, theme: Theme, speech: Speech, width: float, tall: float, page: int = 0
    ) -> None:
        self.theme = theme
        self.speech = speech
        self.width = width
        self.tall = tall
        self.page = page
        self._strokes: list[str] = []

    def empty_copy(self) -> Sheet:
        """Return an empty sheet of the same size, theme and language, to try a layout on."""
        return Sheet(self.theme, self.speech, self.width, self.tall, self.page)

    def add_element(
        self, name: str, inner: str = "", /, **attributes: str | float
    ) -> None:
        """Add an SVG element.

        Underscores in attribute names stand for hyphens; `inner` is escaped already.
        """
        self._strokes.append(build_element(name, inner, **attributes))

    def draw_text(
        self,
        words: Message,
        x: float,
        y: float,
        size: float = BODY,
        fill: str = "",
        bold: bool = False,
        anchor: Anchor = "start",
    ) -> None:
        """Draw a line of text with its baseline at `y`."""
        weight = {"font_weight": 600} if bold else {}
        self.add_element(
            "text",
            escape_text(self.speech(words)),
            x=x,
            y=y,
            font_size=size,
            fill=fill or self.theme.text,
            text_anchor=anchor,
            unicode_bidi="isolate",
            **weight,
        )

    def draw_paragraph(
        self,
        words: Message,
        x: float,
        top: float,
        available: float,
        size: float = BODY,
        fill: str = "",
        bold: bool = False,
        anchor: Anchor = "start",
    ) -> float:
        """Draw text in as many lines as it takes, from `top` down, and return where it ends."""
        for line in self.break_lines(words, available, size, bold):
            self.draw_text(line, x, top + 0.82 * size, size, fill, bold, anchor)
            top += LEADING * size
        return top

    def break_lines(
        self, words: Message, available: float, size: float = BODY, bold: bool = False
    ) -> tuple[str, ...]:
        """Return the lines that `draw_paragraph` would draw."""
        text = self.speech(words)
        return wrap_text(text, size, available, bold) if text else ()

    def paragraph_height(
        self, words: Message, available: float, size: float = BODY, bold: bool = False
    ) -> float:
        """Return how high `draw_paragraph` would be."""
        return len(self.break_lines(words, available, size, bold)) * LEADING * size

    def text_width(
        self, words: Message, size: float = BODY, bold: bool = False
    ) -> float:
        """Return about how wide the words are on a single line."""
        return measure_width(self.speech(words), size, bold)

    def draw_rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        stroke: str = "",
        thick: float = 3,
    ) -> None:
        """Draw a straight line."""
        self.add_element(
            "line",
            x1=x1,
            y1=y1,
            x2=x2,
            y2=y2,
            stroke=stroke or self.theme.line,
            stroke_width=thick,
        )

    def draw_circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: str = "none",
        stroke: str,
        thick: float,
    ) -> None:
        """Draw a circle around a point."""
        self.add_element(
            "circle", cx=x, cy=y, r=radius, fill=fill, stroke=stroke, stroke_width=thick
        )

    def to_svg(self, height: float, title: Message, desc: str) -> str:
        """Return the whole drawing as an SVG of this height.

        Its identity is a hash of what it shows, so that the same view is the same text and drawings
        on a page do not share an identity.
        """
        drawn = "".join(self._strokes)
        identity = (
            "c"
            + sha256(
                f"{drawn}{self.speech(title)}{desc}".encode("utf-8", "replace")
            ).hexdigest()[:12]
        )
        labels = build_element(
            "title", escape_text(self.speech(title)), id=f"{identity}-t"
        ) + build_element("desc", escape_text(desc), id=f"{identity}-d")
        return build_element(
            "svg",
            labels + drawn,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {_format_number(self.width)} {_format_number(height)}",
            width=self.width,
            height=height,
            role="img",
            aria_labelledby=f"{identity}-t {identity}-d",
            font_family=FAMILY,
        )


def build_element(name: str, inner: str = "", /, **attributes: str | float) -> str:
    """Return an SVG element as text.

    >>> build_element("line", x1=0, stroke_width=2.5)
    '<line x1="0" stroke-width="2.5"/>'
    """
    attribute_text = "".join(
        _attribute(key, value) for key, value in attributes.items()
    )
    return (
        f"<{name}{attribute_text}>{inner}</{name}>"
        if inner
        else f"<{name}{attribute_text}/>"
    )


def escape_text(text: str) -> str:
    """Return text as it may stand in XML, whatever somebody typed."""
    return escape(_NOT_XML.sub("", text))


def _attribute(key: str, value: str | float) -> str:
    name = key.rstrip("_").replace("_", "-")
    text = value if isinstance(value, str) else _format_number(value)
    return f" {name}={quoteattr(text)}"


def _format_number(value: float) -> str:
    """Return a length with a decimal only where it has one."""
    return f"{value:.1f}".removesuffix(".0")
