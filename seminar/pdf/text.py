"""Running text as flowables: paragraphs no longer than the eye likes, headings in the outline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import ActionFlowable, Flowable, Paragraph

from seminar.pdf.fonts import measure_text


class Text(Paragraph):
    """A paragraph that stops at the measure, however wide the page is."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.wanted = min(width, self.style.measure * self.style.fontSize)
        _, used = super().wrap(self.wanted, height)
        return width, used

    def split(self, width: float, height: float) -> list[Any]:
        return list(
            super().split(min(width, self.style.measure * self.style.fontSize), height)
        )


def fit_on_line(
    plain_text: str, markup: str, style: ParagraphStyle, available: float
) -> Paragraph:
    """Return text made smaller until it fits on a line.

    An address with a gap in it would be typed with the gap.
    """
    size = min(
        style.fontSize,
        0.99 * available / max(measure_text(plain_text, 1, style.fontName), 1),
    )
    return Paragraph(
        markup, style.clone("one line", fontSize=size, leading=size * 1.15)
    )


@dataclass
class Outline:
    """The bookmarks of a print, in the order of its pages."""

    last: int = -1
    count: int = 0

    def add(self, canvas: Any, title: str, level: int) -> None:
        """Add a bookmark here.

        A level that would skip its parent moves up, since PDF readers refuse gaps.
        """
        level = min(level, self.last + 1)
        key = f"heading-{self.count}"
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(title, key, level, closed=level > 0)
        self.last = level
        self.count = self.count + 1


class MarkedText(Flowable):
    """A paragraph with a small drawing hanging to the left of its first line."""

    def __init__(self, drawing: Flowable | None, side: float, text: Text) -> None:
        super().__init__()
        self.drawing = drawing
        self.side = side
        self.text = text
        self.style: ParagraphStyle = text.style
        self.indent = side * 1.35 if drawing else 0
        self.spaceBefore = text.style.spaceBefore
        self.spaceAfter = text.style.spaceAfter
        self.keepWithNext = text.getKeepWithNext()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        _, self.height = self.text.wrap(width - self.indent, height)
        self.width = width
        return width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        parts = self.text.split(width - self.indent, height)
        if not parts:
            return []
        return [self.beginning(parts[0]), *parts[1:]]

    def beginning(self, text: Text) -> MarkedText:
        """Return the same with only the first part of its text, where a page ends in the middle."""
        return MarkedText(self.drawing, self.side, text)

    def draw(self) -> None:
        self.text.drawOn(self.canv, self.indent, 0)
        if self.drawing:
            middle = self.height - self.style.leading / 2 - self.style.fontSize * 0.02
            self.drawing.drawOn(self.canv, 0, middle - self.side / 2)


class OutlinedHeading(MarkedText):
    """A heading that leaves a bookmark where it lands."""

    def __init__(
        self,
        drawing: Flowable | None,
        side: float,
        text: Text,
        outline: Outline,
        level: int,
    ) -> None:
        super().__init__(drawing, side, text)
        self.outline = outline
        self.level = level

    def beginning(self, text: Text) -> OutlinedHeading:
        return OutlinedHeading(self.drawing, self.side, text, self.outline, self.level)

    def draw(self) -> None:
        self.outline.add(self.canv, self.text.getPlainText(), self.level)
        super().draw()


class RightHandPage(ActionFlowable):
    """An order to leave a page empty where it would be the back of something."""

    def apply(self, template: Any) -> None:
        if template.page % 2 == 0:
            template.handle_pageBreak()
