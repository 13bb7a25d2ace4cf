"""Decks open in Marp's own tools as they stand, and look as on our projector with our theme."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from seminar.charts.svg.icons import SHAPES
from seminar.content.deck.slides import LOOKS, read_deck
from seminar.content.library import bundled
from seminar.content.source.faults import Findings
from seminar.core.elements import KEYS

SLIDES = bundled()[0] / "slides"
THEME = SLIDES / "raus.css"
TOKENS = Path(__file__).parents[3] / "seminar" / "assets" / "css" / "tokens.css"
DECKS = sorted(SLIDES.glob("*/*.md"))
PICTURE = re.compile(r'--(?:weave|sign): url\("([^"]+)"\)')


def marp() -> str:
    """Marp's command: where RAUS_TEST_MARP says, on the path, or among the browser library's own
    packages."""
    own = Path(__file__).parents[3] / "seminar" / "assets" / "node_modules" / ".bin"
    found = (
        os.environ.get("RAUS_TEST_MARP")
        or shutil.which("marp")
        or shutil.which("marp", path=str(own))
    )
    if not found:
        pytest.skip(
            "Marp is not on this machine: npm install @marp-team/marp-cli somewhere, and name it "
            "in RAUS_TEST_MARP"
        )
    return found


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every deck as Marp makes a page of it, with our theme."""
    out = tmp_path_factory.mktemp("marp")
    command = [
        marp(),
        "--theme-set",
        str(THEME),
        "--theme",
        "raus",
        "--html=false",
        "--input-dir",
        str(SLIDES),
        "--output",
        str(out),
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=170, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    assert "WARN" not in done.stderr
    return {
        f"{one.parent.name}/{one.stem}": one.read_text("utf-8")
        for one in out.glob("*/*.html")
    }


@pytest.mark.parametrize(
    "file", DECKS, ids=lambda file: f"{file.parent.name}/{file.stem}"
)
def test_marp_shows_every_slide_and_nothing_of_ours(
    rendered: dict[str, str], file: Path
) -> None:
    page = rendered[f"{file.parent.name}/{file.stem}"]
    deck = read_deck(file.read_text("utf-8"), file.stem, Findings(str(file)))
    assert deck is not None
    sections = re.findall(r"<section [^>]*>.*?</section>", page, re.DOTALL)
    assert len(sections) == len(deck.slides)
    for slide, section in zip(deck.slides, sections, strict=True):
        said = html.unescape(re.sub(r"<[^>]+>", "", section))
        assert slide.title.replace("*", "") in said
        assert "raus:" not in said
        assert f'class="{slide.look}"' in section or not slide.look
        assert 'data-theme="raus"' in section


def test_the_theme_knows_every_look_and_fetches_nothing() -> None:
    theme = THEME.read_text("utf-8")
    assert [
        look
        for look in LOOKS
        if look not in ("", "plain") and f"section.{look}" not in theme
    ] == []
    assert "@import" not in theme
    assert all(one.startswith('"data:') for one in re.findall(r"url\(([^)]{6})", theme))


def test_a_key_has_the_same_colour_and_mark_in_marp_and_on_the_projector_and_a_pattern() -> (
    None
):
    theme = THEME.read_text("utf-8")
    shapes = [
        re.findall(r"(?:d|cx|cy|r)='[^']+'", one) for one in PICTURE.findall(theme)
    ]
    assert len(shapes) == 8
    drawn = [
        re.findall(r"(?:d|cx|cy|r)='[^']+'", SHAPES[key].replace('"', "'"))
        for key in KEYS
    ]
    assert shapes[1::2] == drawn
    night = re.search(r"\.night \{(.*?)\}", TOKENS.read_text("utf-8"), re.DOTALL)
    assert night is not None
    for name in ("ground", "text", "muted", "line", "r", "a", "u", "s"):
        (here,) = re.findall(rf"--{name}: (#\w+);", theme)
        assert f"--{name}: {here};" in night[1]
