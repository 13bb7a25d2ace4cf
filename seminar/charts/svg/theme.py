"""The three grounds that charts are drawn on, and the type they are set in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from seminar.core.elements import Key

ThemeName = Literal["night", "day", "paper"]

FAMILY = "'Source Sans 3 Variable', 'Source Sans 3', 'Source Sans Pro', system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#rrggbb`. `on_fill` is for text and patterns on `data` and on a key's colour."""

    ground: str
    text: str
    muted: str
    line: str
    card: str
    edge: str
    """The outline of a card: a part that must be seen."""
    data: str
    on_fill: str
    keys: Mapping[Key, str]
    pattern: float
    """How strongly patterns stand out from their fill, 0–1."""


THEMES: Mapping[ThemeName, Theme] = {
    "night": Theme(
        ground="#0E1B22",
        text="#F4EFE6",
        muted="#A9B8BF",
        line="#2A3B44",
        card="#15262F",
        edge="#6B7F89",
        data="#C9C7C1",
        on_fill="#0E1B22",
        keys={"R": "#FF9E70", "A": "#FFCB47", "U": "#5AD6A6", "S": "#7CC0FF"},
        pattern=0.34,
    ),
    "day": Theme(
        ground="#FBF7F0",
        text="#16262E",
        muted="#51626B",
        line="#DCD5C8",
        card="#FFFFFF",
        edge="#7A878D",
        data="#45525A",
        on_fill="#FFFFFF",
        keys={"R": "#B5430C", "A": "#8A6100", "U": "#0B6B4B", "S": "#0A5A96"},
        pattern=0.4,
    ),
    "paper": Theme(
        ground="#FFFFFF",
        text="#000000",
        muted="#3A3A3A",
        line="#BBBBBB",
        card="#FFFFFF",
        edge="#000000",
        data="#DDDDDD",
        on_fill="#000000",
        keys={"R": "#E6E6E6", "A": "#E6E6E6", "U": "#E6E6E6", "S": "#E6E6E6"},
        pattern=0.75,
    ),
}
