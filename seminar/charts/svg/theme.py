"""The three grounds that charts are drawn on, and the type they are set in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seminar.charts.tokens import PALETTES, PaletteName
from seminar.core.elements import KEYS, Key

ThemeName = PaletteName

FAMILY = "'Source Sans 3 Variable', 'Source Sans 3', 'Source Sans Pro', system-ui, sans-serif"

PATTERN_STRENGTHS: Mapping[ThemeName, float] = {
    "night": 0.34,
    "day": 0.4,
    "paper": 0.75,
}
"""How strongly patterns stand out from their fill, 0–1. On screens a key's colour tells it too, and
a stronger pattern would flicker; on paper the pattern alone does."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#rrggbb`, by what they are for. `on_fill` is for text and patterns on `data` and
    on a key's colour."""

    ground: str
    text: str
    muted: str
    line: str
    card: str
    edge: str
    """The outline of what must be seen: a card, an axis."""
    data: str
    on_fill: str
    keys: Mapping[Key, str]
    pattern: float
    """How strongly patterns stand out from their fill, 0–1."""


def _build_theme(name: ThemeName) -> Theme:
    """Build a theme from its palette."""
    colours = PALETTES[name]
    return Theme(
        ground=colours["ground"],
        text=colours["text"],
        muted=colours["muted"],
        line=colours["line"],
        card=colours["card"],
        edge=colours["edge"],
        data=colours["data"],
        on_fill=colours["on-fill"],
        keys={key: colours[key.lower()] for key in KEYS},
        pattern=PATTERN_STRENGTHS[name],
    )


THEMES: Mapping[ThemeName, Theme] = {
    name: _build_theme(name) for name in ("night", "day", "paper")
}
