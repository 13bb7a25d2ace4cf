"""Charts: what core says about a result, drawn as one SVG for every edge, with its twin in a table.

The same drawing goes to the projector, the console and the printed page. The view's title is not
drawn, since the page says it; it names the drawing for assistive technology.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

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
"""The height that a drawing makes use of, unless it needs more: the stage's 1080 less its title,
what stands beneath a chart, and the air between them."""


class _Chart(NamedTuple):
    """How views of a type are drawn (giving the height taken) and put in rows and columns."""

    draw: Callable[[Any, Sheet], float]
    tabulate: Callable[[Any], Table]


_CHARTS: Mapping[type[View | Sketch], _Chart] = {
    Bars: _Chart(bars.draw_bars, bars.tabulate_bars),
    Pairs: _Chart(pairs.draw_pairs, pairs.tabulate_pairs),
    Statements: _Chart(statements.draw_statements, statements.tabulate_statements),
    Changes: _Chart(changes.draw_changes, changes.tabulate_changes),
    Waves: _Chart(waves.draw_waves, waves.tabulate_waves),
    Texts: _Chart(texts.draw_texts, texts.tabulate_texts),
    Cloud: _Chart(cloud.draw_cloud, cloud.tabulate_cloud),
    Figures: _Chart(figures.draw_figures, figures.tabulate_figures),
    Quiet: _Chart(quiet.draw_quiet, quiet.tabulate_quiet),
    Ranking: _Chart(ranking.draw_ranking, ranking.tabulate_ranking),
    Matrix: _Chart(matrix.draw_matrix, matrix.tabulate_matrix),
    Plane: _Chart(plane.draw_plane, plane.tabulate_plane),
    Spectrum: _Chart(spectrum.draw_spectrum, spectrum.tabulate_spectrum),
    Sketch: _Chart(sketch.draw_sketch, sketch.tabulate_sketch),
}


def draw_view(
    view: View | Sketch,
    speech: Speech,
    theme: ThemeName,
    width: float = WIDTH,
    tall: float = TALL,
    page: int = 0,
) -> str:
    """Return the view as an SVG, `width` units wide.

    A narrow drawing lays itself out in one column. It is as high as it needs; what can be larger or
    further apart makes use of `tall`.
    On screens a wall of texts or a cloud has as many on a page as can be read; `page` is which of
    its pages, counted round: after the last comes the first.
    """
    sheet = Sheet(THEMES[theme], speech, width, tall, page)
    height = _CHARTS[type(view)].draw(view, sheet)
    return sheet.to_svg(height, view.title, read_aloud(view, speech))


def count_pages(view: View | Sketch, speech: Speech, width: float, tall: float) -> int:
    """Return how many pages of a screen the view takes, in the room that it has there."""
    sheet = Sheet(THEMES["night"], speech, width, tall)
    match view:
        case Texts(items=(_, *_)):
            return len(texts.split_pages(view, sheet))
        case Cloud():
            return len(cloud.split_pages(view, sheet))
        case _:
            return 1


def build_table(view: View | Sketch) -> Table:
    """Return the numbers of the drawing in rows and columns."""
    return _CHARTS[type(view)].tabulate(view)


def read_aloud(view: View | Sketch, speech: Speech) -> str:
    """Return the view as a screen reader says it, row by row."""
    table = build_table(view)
    rows = ("; ".join(filter(None, map(speech, row))) for row in table.rows)
    return ". ".join(filter(None, (*rows, speech(table.caption))))
