"""Style sheets, slides, charts and scripts take colours and sizes from one source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import seminar
from seminar.charts.svg.theme import THEMES
from seminar.charts.tokens import (
    GAP,
    PALETTES,
    SHAPES,
    STAGE,
    TEXT,
    TYPE,
    build_slide_colours,
    build_stylesheets,
)
from seminar.content.library import bundled

ASSETS = Path(seminar.__file__).parent / "assets"
CSS = ASSETS / "css"
GENERATED = sorted(build_stylesheets())
SHEETS = sorted(path.relative_to(CSS).as_posix() for path in CSS.rglob("*.css"))
WRITTEN = [name for name in SHEETS if name not in GENERATED]
ON_STAGE = ["screen.css", *(name for name in WRITTEN if name.startswith("stage/"))]
NEARBY = [name for name in WRITTEN if name not in ON_STAGE]
"""Sheets of phones, pages and the console."""

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SIZED = re.compile(
    r"(font-size|(?:\w+-)?gap|(?:\w+-)?(?:margin|padding)(?:-\w+)?):([^;]*)"
)
LENGTH = re.compile(r"(?<![\w.-])-?(?:\d*\.)?\d*[1-9]\d*(?:px|rem)\b")
DRAWN = ("::before", "::after", ".aloud")
"""Arrows and ticks that are drawn with a box's edges, and what is hidden by a box of one pixel:
their measures belong to the drawing."""

NO_STEPS = {
    ("page.css", "6rem"),  # the most of a gap that grows with the height of the window
    ("phone/page.css", "9rem"),  # clears the buttons that stay at the foot
    (
        "console/pending.css",
        "24px",
    ),  # the box to tick on the line above, before the gap
    ("console/narrow.css", "10rem"),  # clears the keys that stay at the foot
}

COLOUR = re.compile(r"(?:#|%23)([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
BLACK_AND_WHITE = {"#fff", "#000"}
"""A QR code is black on white in every light, or a camera does not read it."""

REBUILD = "run `python seminar/assets/build_hook.py`"


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_sheet_says_what_the_tokens_say(name: str) -> None:
    assert (CSS / name).read_text("utf-8") == build_stylesheets()[name], REBUILD


@pytest.mark.parametrize("name", WRITTEN)
def test_no_other_sheet_has_a_colour_of_its_own(name: str) -> None:
    sheet = (CSS / name).read_text("utf-8")
    colours = {f"#{digits.lower()}" for digits in COLOUR.findall(sheet)}
    assert colours <= BLACK_AND_WHITE


def test_no_script_has_a_colour_of_its_own() -> None:
    scripts = sorted((ASSETS / "ts").glob("*.ts"))
    assert scripts
    coloured = [
        path.name
        for path in scripts
        if re.search(r'["`]#[0-9a-f]{6}', path.read_text())
    ]
    assert coloured == []


def test_slides_in_marp_have_the_night_of_the_projector() -> None:
    theme = (bundled()[0] / "slides" / "raus.css").read_text("utf-8")
    assert build_slide_colours() in theme, REBUILD
    drawn = {f"#{digits.lower()}" for digits in COLOUR.findall(theme)}
    assert drawn <= set(PALETTES["night"].values())


def test_charts_and_style_sheets_have_the_same_colours() -> None:
    sheet = build_stylesheets()["tokens.css"]
    for name, selector in (("day", ":root"), ("night", ".night")):
        rule = sheet.split(f"{selector} {{", 1)[1].split("}", 1)[0]
        theme = THEMES["day" if name == "day" else "night"]
        for property_name in (
            "ground",
            "text",
            "muted",
            "line",
            "edge",
            "card",
            "data",
        ):
            assert f"--{property_name}: {getattr(theme, property_name)};" in rule
        for key, colour in theme.keys.items():
            assert f"--{key.lower()}: {colour};" in rule


@pytest.mark.parametrize("name", ON_STAGE)
def test_the_stage_sets_type_by_the_scale_where_the_scale_has_the_size(
    name: str,
) -> None:
    sheet = (CSS / name).read_text("utf-8")
    declared = re.findall(r"(?:font-size|--size):[^;]*", sheet)
    sizes = {
        int(size)
        for text in declared
        for size in re.findall(r"(?<![\w.-])(\d+)\b", text)
    }
    assert sizes.isdisjoint(TYPE.values())


@pytest.mark.parametrize("name", NEARBY)
def test_type_and_gaps_of_other_pages_are_steps_of_the_scales(name: str) -> None:
    sheet = COMMENT.sub("", (CSS / name).read_text("utf-8"))
    raw = [
        (selector.split()[-1], declared, length)
        for selector, body in RULE.findall(sheet)
        if not selector.strip().endswith(DRAWN)
        for declared, value in SIZED.findall(body)
        for length in LENGTH.findall(value)
        if (name, length) not in NO_STEPS
    ]
    assert raw == []


def test_the_check_for_raw_sizes_sees_one() -> None:
    ((_, body),) = RULE.findall(".box {\n  padding: var(--gap-2) 13px;\n}")
    ((_, value),) = SIZED.findall(body)
    assert LENGTH.findall(value) == ["13px"]


def test_every_token_is_used() -> None:
    sheets = "".join((CSS / name).read_text("utf-8") for name in WRITTEN)
    names = [
        *SHAPES,
        *(f"text-{step}" for step in TEXT),
        *(f"gap-{step}" for step in GAP),
    ]
    unread = [name for name in names if f"var(--{name})" not in sheets]
    assert unread == []
    assert "var(--type-small)" in sheets
    assert "var(--stage-width)" in sheets
    assert STAGE["width"] * 9 == STAGE["height"] * 16
