"""Read the list of a slide or a move as a sketch: the look says which, the list says what.

Looks have the same names in every language.
"""

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
    """Return what a slide or a move of this look draws of its lists, or None for nothing."""
    parts = tuple(
        _read_part(item)
        for block in body.blocks
        if isinstance(block, Bullets)
        for item in block.items
    )
    for shape, drawable in DRAWABLE_PARTS.items():
        if shape == look and len(parts) in drawable:
            return Sketch(title, shape, parts)
    return None


def _read_part(item: Iterable[Run | Message]) -> SketchPart:
    """Return one item of a list: its name in bold, and after a dash what is said of it."""
    runs = [run for run in item if isinstance(run, Run)]
    text = "".join(run.text for run in runs)
    if not runs or not runs[0].bold or len(runs) == 1:
        return SketchPart(text.strip())
    name = runs[0].text
    return SketchPart(name.strip(), text[len(name) :].lstrip(" –:").strip())
