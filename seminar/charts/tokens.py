"""The design tokens: colours, the type and spacing scales, and the sizes of the projector's stage.

This module is their only source. Charts read it as it is; the build writes what `build_stylesheets`
gives into `assets/css`, and the colours of the night into the Marp theme of the slides. It imports
nothing of ours, so that the build can load it before anything is installed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Palette = Mapping[str, str]
PaletteName = Literal["day", "night", "paper"]

PALETTES: Mapping[PaletteName, Palette] = {
    # Phones and pages on a computer. Key colours and errors have at least 4.5:1 on ground and card,
    # text 7:1 on every tint, and what must be seen to be used 3:1: `tests/web/test_built.py`.
    "day": {
        "ground": "#fbf7f0",
        "text": "#16262e",
        "muted": "#51626b",
        "line": "#dcd5c8",
        "edge": "#8a8273",
        "card": "#ffffff",
        "focus": "#5b2bd9",
        "error": "#a4161a",
        "error-tint": "#fbe6e4",
        "data": "#45525a",
        "on-fill": "#ffffff",
        "r": "#b5430c",
        "a": "#8a6100",
        "u": "#0b6b4b",
        "s": "#0a5a96",
        "r-tint": "#fbe3d6",
        "a-tint": "#faebc4",
        "u-tint": "#d5efe2",
        "s-tint": "#d6e8f8",
    },
    # The projector, its copy on the console, the slides in Marp, and phones that follow the system.
    "night": {
        "ground": "#0e1b22",
        "text": "#f4efe6",
        "muted": "#a9b8bf",
        "line": "#2a3b44",
        "edge": "#6b7f89",
        "card": "#15262f",
        "focus": "#c9b6ff",
        "error": "#ff9b9b",
        "error-tint": "#3a2022",
        "data": "#c9c7c1",
        "on-fill": "#0e1b22",
        "r": "#ff9e70",
        "a": "#ffcb47",
        "u": "#5ad6a6",
        "s": "#7cc0ff",
        "r-tint": "#3a2419",
        "a-tint": "#33290f",
        "u-tint": "#12332a",
        "s-tint": "#132c40",
    },
    # Prints. A printer without colour must tell everything, so keys differ by pattern alone, and
    # fills are pale enough for black patterns and black type.
    "paper": {
        "ground": "#ffffff",
        "text": "#000000",
        "muted": "#3a3a3a",
        "line": "#bbbbbb",
        "edge": "#000000",
        "card": "#ffffff",
        "rule": "#4d4d4d",
        "data": "#dddddd",
        "on-fill": "#000000",
        "r": "#e6e6e6",
        "a": "#e6e6e6",
        "u": "#e6e6e6",
        "s": "#e6e6e6",
    },
}
"""Colours as `#rrggbb`, by what they are for. `edge` outlines what must be seen: a control, a card,
an axis; `on-fill` is for text and patterns on `data` or on a key's colour."""

CHARTS_ONLY = frozenset({"on-fill"})
"""Names that no style sheet uses: no rule sets type on a filled bar."""

STAGE: Mapping[str, int] = {
    "width": 1920,
    "height": 1080,
    "margin": 96,
    "count": 300,
    "beside": 80,
    "side": 560,
    "live-side": 420,
    "strip": 112,
}
"""The projector's stage, in units of a picture that is 1920 × 1080.

`margin` is at the left and the right; `count` is how wide the number of answers stands beside a
live chart, and `beside` the gap before it; `side` is the lesser of two charts, `live-side` the same
beside a count; `strip` is how tall single numbers are beneath a wall of texts.
"""

TYPE: Mapping[str, int] = {
    "small": 40,
    "body": 44,
    "lead": 52,
    "text": 60,
    "head": 68,
    "title": 88,
    "display": 112,
    "figure": 180,
}
"""The type scale of the stage, in its units: steps of a tenth to a fifth up to a heading, so that
what is read stays one family, and of a quarter or more above it. `small` is the least that the back
row of a seminar room can read; nothing that belongs to a chart is smaller."""

SPACE: Mapping[str, int] = {
    "1": 20,
    "2": 28,
    "3": 32,
    "4": 40,
    "5": 48,
    "6": 64,
    "7": 72,
    "8": 96,
}
"""The spacing scale of the stage, in its units, from what belongs together to what is apart."""

TEXT: Mapping[str, int] = {
    "1": 15,
    "2": 16,
    "3": 17,
    "4": 18,
    "5": 19,
    "6": 21,
    "7": 24,
    "8": 26,
    "9": 32,
    "10": 36,
    "11": 42,
    "12": 64,
}
"""The type scale of phones, pages and the console, in CSS px at the browser's usual text size.

Written as rem, so that whoever reads with larger text has it larger everywhere. 3 is the running
text of a phone and 4 that of a page and the console; below 21 the steps are of one px, since a
phone's options and fields are set by hand to what a thumb hits and a line holds. 8 asks, 9 to 11
are headings, and 12 is a number that one looks for across a table.
"""

GAP: Mapping[str, int] = {
    "1": 2,
    "2": 4,
    "3": 6,
    "4": 8,
    "5": 10,
    "6": 12,
    "7": 14,
    "8": 16,
    "9": 20,
    "10": 24,
    "11": 28,
    "12": 32,
    "13": 42,
    "14": 64,
}
"""The spacing scale of phones, pages and the console, in the same px, also written as rem: every
margin, padding and gap that is not a part of the text's own size (those are in em)."""

REM = 16
"""CSS px in a rem at the browser's usual text size."""

SHAPES: Mapping[str, str] = {"radius": "12px"}
"""The corner of a card or control."""

SLIDE_COLOURS = ("ground", "text", "muted", "line", "r", "a", "u", "s")
"""What the slides' own style sheet needs of the night."""

_WRITTEN = (
    "/* Written by the build from seminar/charts/tokens.py, "
    "which is the place to change it. */\n"
)


def build_stylesheets() -> dict[str, str]:
    """Build the generated style sheets, by file name under `assets/css`.

    Colours and shapes go to every page, phones too; the stage's sizes only to the projector and the
    console, since a phone's first load has a budget; and the scale of what is read nearby to all
    but the projector.
    """
    return {
        "tokens.css": _colours_sheet(),
        "scale_tokens.css": _scale_sheet(),
        "stage_tokens.css": _stage_sheet(),
    }


def build_slide_colours() -> str:
    """Build the `:root` rule of the Marp theme: the night that the projector shows.

    >>> print(build_slide_colours()[:28])
    :root {
      --ground: #0e1b22;
    """
    night = PALETTES["night"]
    return _rule(":root", {name: night[name] for name in SLIDE_COLOURS})


def _colours_sheet() -> str:
    day = {**_screen_colours("day"), **SHAPES}
    night = _screen_colours("night")
    followed = _rule(".follows", night, "dark").replace("\n", "\n  ")
    parts = (
        _WRITTEN + _rule(":root", day, "light"),
        _rule(".night", night, "dark"),
        "/* The same night where the page follows the system. */\n"
        f"@media (prefers-color-scheme: dark) {{\n  {followed}\n}}",
        "\n".join(_key_rule(key) for key in "raus"),
    )
    return "\n\n".join(parts) + "\n"


def _scale_sheet() -> str:
    scales = (("text", TEXT), ("gap", GAP))
    sizes = {
        f"{scale}-{name}": f"{size / REM:g}rem"
        for scale, values in scales
        for name, size in values.items()
    }
    return f"{_WRITTEN}{_rule(':root', sizes)}\n"


def _stage_sheet() -> str:
    scales = (("stage", STAGE), ("type", TYPE), ("space", SPACE))
    sizes = {
        f"{scale}-{name}": str(size)
        for scale, values in scales
        for name, size in values.items()
    }
    return f"{_WRITTEN}{_rule(':root', sizes)}\n"


def _screen_colours(name: PaletteName) -> dict[str, str]:
    return {
        key: value for key, value in PALETTES[name].items() if key not in CHARTS_ONLY
    }


def _key_rule(key: str) -> str:
    return f".key-{key} {{ --key: var(--{key}); --key-tint: var(--{key}-tint); }}"


def _rule(selector: str, properties: Mapping[str, str], scheme: str = "") -> str:
    lines = [f"  --{name}: {value};" for name, value in properties.items()]
    if scheme:
        lines.append(f"  color-scheme: {scheme};")
    return "\n".join((f"{selector} {{", *lines, "}"))
