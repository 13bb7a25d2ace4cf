"""What is drawn of a list: whether the list fits."""

from __future__ import annotations

from seminar.content.source.faults import Findings
from seminar.core.elements import Prose
from seminar.core.i18n import say
from seminar.core.presenting.sketches import DRAWABLE_PARTS, sketch_list


def check(look: str, body: Prose, line: int, field: str, findings: Findings) -> None:
    """Adds a fault where something of this look is to be drawn, and its list has too few parts
    or too many."""
    fitting = next((fitting for shape, fitting in DRAWABLE_PARTS.items() if shape == look), None)
    if fitting is None or sketch_list(look, "", body) is not None:
        return
    fewest, most = fitting[0], fitting[-1]
    problem = say(
        "What looks like “{name}” is drawn from its list, and the list does not fit.", name=look
    )
    how_many = say("Write a list of {n} parts.", n=fewest)
    if most > fewest:
        how_many = say("Write a list of {fewest} to {most} parts.", fewest=fewest, most=most)
    findings.add(line, field, problem, how_many)
