"""The list of a slide or a move as a sketch: the look says which, the list says what, the same
in every language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from seminar.core.elements import Bullets, Prose, Run, Shape, Sketch, SketchPart
from seminar.core.i18n import Message

DRAWABLE_PARTS: Mapping[Shape, range] = {
    "keys": range(4, 5),
    "relation": range(2, 3),
    "courage": range(2, 3),
    "areas": range(3, 9),
    "both": range(2, 4),
    "window": range(4, 5),
    "map": range(3, 4),
    "compass": range(4, 5),
    "ring": range(2, 3),
}
"""The looks that are drawn, and how many parts each can draw."""


def sketch_list(look: str, title: Message, body: Prose) -> Sketch | None:
    """What a slide or a move of this look draws of its list, or None where nothing is drawn."""
    lists = (block for block in body.blocks if isinstance(block, Bullets))
    parts = tuple(_part(runs) for block in lists for runs in block.items)
    drawn = (
        shape
        for shape, fitting in DRAWABLE_PARTS.items()
        if shape == look and len(parts) in fitting
    )
    return next((Sketch(title, shape, parts) for shape in drawn), None)


def _part(runs: Iterable[Run | Message]) -> SketchPart:
    """What stands in bold at the beginning is the name; what follows its dash is said of it."""
    texts = [run for run in runs if isinstance(run, Run)]
    whole = "".join(run.text for run in texts)
    if not texts or not texts[0].bold or len(texts) == 1:
        return SketchPart(whole.strip())
    return SketchPart(texts[0].text.strip(), whole[len(texts[0].text) :].lstrip(" –:").strip())
