"""Check that a list fits the figure that is to be drawn of it."""

from __future__ import annotations

from seminar.content.source.faults import Findings
from seminar.core.elements import Prose
from seminar.core.i18n import say
from seminar.core.presenting.sketches import DRAWABLE_PARTS, sketch_list


def check_figure(
    look: str, body: Prose, line: int, field: str, findings: Findings
) -> None:
    """Add a fault where a figure is to be drawn, and its list has too few or too many parts."""
    fitting = next(
        (fitting for shape, fitting in DRAWABLE_PARTS.items() if shape == look), None
    )
    if fitting is None or sketch_list(look, "", body) is not None:
        return
    fewest = fitting[0]
    most = fitting[-1]
    problem = say(
        "What looks like “{name}” is drawn from its list, and the list does not fit.",
        name=look,
    )
    how_many = say("Write a list of {n} parts.", n=fewest)
    if most > fewest:
        how_many = say(
            "Write a list of {fewest} to {most} parts.", fewest=fewest, most=most
        )
    findings.add(line, field, problem, how_many)
