"""A statement at the left of a row: its key's mark, its words, and what they mean in the
reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seminar.charts.svg.canvas import BODY, SMALL, Sheet
from seminar.charts.svg.icons import draw_mark
from seminar.core.elements import Key

MARK = 56
GAP = 20


@dataclass(frozen=True, slots=True)
class Label:
    """One statement as it stands before its numbers."""

    words: str
    gloss: str
    key: Key | None

    @staticmethod
    def room(sheet: Sheet, labels: Sequence[Label], most: float) -> float:
        """How much all of them need side by side with their numbers, at most `most`."""
        return min(most, max(one._inset + max(one._extents(sheet)) for one in labels))

    def height(self, sheet: Sheet, room: float) -> float:
        """How tall `draw` will be."""
        words, gloss = self._heights(sheet, room)
        return max(words + gloss, MARK if self.key else 0)

    def draw(self, sheet: Sheet, middle: float, room: float) -> None:
        """The statement from the left edge, `room` wide, around `middle`."""
        words, gloss = self._heights(sheet, room)
        if self.key:
            draw_mark(sheet, self.key, 0, middle - MARK / 2, MARK)
        top = middle - (words + gloss) / 2
        room = room - self._inset
        foot = sheet.draw_paragraph(self.words, self._inset, top, room, self._size)
        sheet.draw_paragraph(self.gloss, self._inset, foot, room, SMALL, sheet.theme.muted)

    @property
    def _inset(self) -> float:
        return MARK + GAP if self.key else 0

    @property
    def _size(self) -> float:
        return SMALL if self.gloss else BODY

    def _extents(self, sheet: Sheet) -> tuple[float, float]:
        return sheet.text_width(self.words, self._size), sheet.text_width(self.gloss, SMALL)

    def _heights(self, sheet: Sheet, room: float) -> tuple[float, float]:
        room -= self._inset
        return sheet.paragraph_height(self.words, room, self._size), sheet.paragraph_height(
            self.gloss, room, SMALL
        )
