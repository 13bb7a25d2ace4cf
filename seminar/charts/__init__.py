"""A view as one SVG for every edge, and its twin in rows and columns.

The same drawing goes to the projector, the console and the printed page. The view's title is not
drawn, since the page says it; it names the drawing for assistive technology.
"""

from __future__ import annotations

from types import ModuleType

from seminar.charts.svg.canvas import Sheet
from seminar.charts.svg.theme import THEMES, ThemeName
from seminar.charts.tokens import STAGE
from seminar.charts.views import (
    bars,
    changes,
    cloud,
    figures,
    matrix,
    pairs,
    plane,
    quiet,
    ranking,
    sketch,
    spectrum,
    statements,
    texts,
    waves,
)
from seminar.core.elements import (
    Bars,
    Changes,
    Cloud,
    Figures,
    Matrix,
    Pairs,
    Plane,
    Quiet,
    Ranking,
    Sketch,
    Spectrum,
    Statements,
    Table,
    Texts,
    View,
    Waves,
)
from seminar.core.i18n import Speech

WIDTH = STAGE["width"] - 2 * STAGE["margin"]
"""The width of a drawing: the projector's stage less its margins. At this width type keeps its
size."""

TALL = 680
"""How tall a drawing is to be at most, if it can: a projector of 1080 less the words over and
under it."""

_VIEWS: dict[type[View | Sketch], ModuleType] = {
    Bars: bars,
    Pairs: pairs,
    Statements: statements,
    Changes: changes,
    Waves: waves,
    Texts: texts,
    Cloud: cloud,
    Figures: figures,
    Quiet: quiet,
    Ranking: ranking,
    Matrix: matrix,
    Plane: plane,
    Spectrum: spectrum,
    Sketch: sketch,
}


def draw(
    view: View | Sketch, speech: Speech, theme: ThemeName, width: float = WIDTH, tall: float = TALL
) -> str:
    """The view as an SVG, `width` units wide. A narrow one lays itself out in one column.

    It is as tall as it needs; what can be larger or closer together makes use of `tall`.
    """
    sheet = Sheet(THEMES[theme], speech, width, tall)
    height: float = _VIEWS[type(view)].draw(view, sheet)
    return sheet.done(height, view.title, in_words(view, speech))


def table(view: View | Sketch) -> Table:
    """The same numbers in rows and columns."""
    twin: Table = _VIEWS[type(view)].table(view)
    return twin


def in_words(view: View | Sketch, speech: Speech) -> str:
    """The view read aloud, row by row."""
    rows = ("; ".join(filter(None, map(speech, row))) for row in table(view).rows)
    return ". ".join(filter(None, (*rows, speech(table(view).caption))))
