"""What the build leaves for browsers: small, compressed, licensed, and readable in both lights."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import seminar
from seminar.core.elements import Prose
from seminar.core.i18n import untranslated_speech
from seminar.service.view_models import PhonePicture
from seminar.web.rendering import templates as draw
from tests.contrast import contrast

ROOT = Path(seminar.__file__).parent
STATIC = ROOT / "web" / "static"
ASSETS = ROOT / "assets"
BUNDLES = (
    *("phone.js", "takehome.js", "screen.js", "host.js"),
    *("phone.css", "takehome.css", "screen.css", "host.css", "page.css"),
)

BUDGET = 30_000
"""Bytes of a phone's first load. Browsers on plain HTTP take gzip but not brotli, so gzip is
what is counted."""
MORE = 3_500
"""Bytes of the script and the styles that the take-home page has besides."""


def test_the_first_load_of_a_phone_is_small() -> None:
    picture = PhonePicture(
        1, "read", "welcome", 0, 1, 21, "Welcome", Prose("<p>Good morning.</p>"), ()
    )
    speech = untranslated_speech("nb")
    parts = draw.phone_parts(picture, speech)
    page = draw.page(
        "phone/page.html",
        speech,
        code="K7M4QX",
        picture=picture,
        parts=parts,
        told="",
        op="o" * 22,
        csrf="c" * 90,
    )
    files = [
        (STATIC / f"{name}.gz").stat().st_size for name in ("phone.js", "phone.css")
    ]
    assert sum(files) + len(gzip.compress(page.encode())) <= BUDGET


def test_what_is_taken_home_adds_little_to_a_phone_that_has_joined() -> None:
    files = [
        (STATIC / f"{name}.gz").stat().st_size
        for name in ("takehome.js", "takehome.css")
    ]
    assert sum(files) <= MORE


@pytest.mark.parametrize("name", BUNDLES)
def test_every_bundle_lies_ready_compressed(name: str) -> None:
    assert (
        gzip.decompress((STATIC / f"{name}.gz").read_bytes())
        == (STATIC / name).read_bytes()
    )
    assert (STATIC / f"{name}.br").stat().st_size < (
        STATIC / f"{name}.gz"
    ).stat().st_size


@pytest.mark.parametrize("name", [name for name in BUNDLES if name.endswith(".css")])
def test_phones_load_no_font_and_other_pages_load_their_own(name: str) -> None:
    fonts = re.findall(r"url\(\"?([^)\"]+\.woff2)", (STATIC / name).read_text())
    assert bool(fonts) == (name not in ("phone.css", "takehome.css"))
    assert [font for font in fonts if not (STATIC / font).is_file()] == []


def test_the_licences_of_what_came_along_are_there() -> None:
    licences = (STATIC / "licences.txt").read_text()
    assert "socket.io-client" in licences
    assert "Permission is hereby granted" in licences


def test_the_lock_file_names_no_registry() -> None:
    assert '"resolved"' not in (ASSETS / "package-lock.json").read_text()
    assert "omit-lockfile-registry-resolved=true" in (ASSETS / ".npmrc").read_text()


# --- contrast, computed from the tokens -----------------------------------------------------------


def tokens(block: str) -> dict[str, str]:
    """The colours of one block of the tokens, by name."""
    css = (ASSETS / "css" / "tokens.css").read_text()
    body = css.split(f"{block} {{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body))


READ = ("text", "muted", "error", "r", "a", "u", "s")
SEEN = ("focus", "edge", "data")


@pytest.mark.parametrize("block", [":root", ".night", ".follows"])
def test_text_and_marks_stand_out_from_every_ground(block: str) -> None:
    colour = tokens(block)
    for ground in ("ground", "card"):
        assert all(contrast(colour[name], colour[ground]) >= 4.5 for name in READ), (
            ground
        )
        assert all(contrast(colour[name], colour[ground]) >= 3 for name in SEEN), ground
    for key in ("r", "a", "u", "s"):
        assert contrast(colour["text"], colour[f"{key}-tint"]) >= 7


def test_night_is_the_same_whether_chosen_or_followed() -> None:
    assert tokens(".night") == tokens(".follows")
