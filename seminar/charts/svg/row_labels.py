"""The statement at the left of a row: its key's mark, its words, and what they mean in the reader's
language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seminar.charts.svg.canvas import BODY, SMALL, Sheet
from seminar.charts.svg.icons import draw_mark
from seminar.core.elements import Key
from seminar.core.i18n import Message

MARK = 56
GAP = 20


@dataclass(frozen=True, slots=True)
class Label:
    """A statement before its numbers; `gloss` is its meaning in the reader's language."""

    words: Message
    gloss: Message
    key: Key | None

    @staticmethod
    def shared_width(sheet: Sheet, labels: Sequence[Label], most: float) -> float:
        """Return the width that all labels need in front of their numbers, at most `most`."""
        return min(
            most, max(label._inset + max(label._extents(sheet)) for label in labels)
        )

    def height(self, sheet: Sheet, available: float) -> float:
        """Return how high `draw` would be."""
        words, gloss = self._heights(sheet, available)
        return max(words + gloss, MARK if self.key else 0)

    def draw(self, sheet: Sheet, middle: float, available: float) -> None:
        """Draw the statement from the left edge, around `middle`."""
        words, gloss = self._heights(sheet, available)
        if self.key:
            draw_mark(sheet, self.key, 0, middle - MARK / 2, MARK)
        top = middle - (words + gloss) / 2
        available = available - self._inset
        foot = sheet.draw_paragraph(self.words, self._inset, top, available, self._size)
        sheet.draw_paragraph(
            self.gloss, self._inset, foot, available, SMALL, sheet.theme.muted
        )

    @property
    def _inset(self) -> float:
        return MARK + GAP if self.key else 0

    @property
    def _size(self) -> float:
        return SMALL if self.gloss else BODY

    def _extents(self, sheet: Sheet) -> tuple[float, float]:
        return sheet.text_width(self.words, self._size), sheet.text_width(
            self.gloss, SMALL
        )

    def _heights(self, sheet: Sheet, available: float) -> tuple[float, float]:
        available -= self._inset
        return sheet.paragraph_height(
            self.words, available, self._size
        ), sheet.paragraph_height(self.gloss, available, SMALL)
