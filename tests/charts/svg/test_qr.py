"""The join code on screens."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from seminar.charts.svg.qr import build_qr_svg

ADDRESS = "HTTP://192.168.1.20:8000/J/K7M4QX"
MODULE = 8


def drawn(svg: str) -> Image.Image:
    """The code as a screen shows it."""
    size = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])  # type: ignore[index]
    image = Image.new("L", (size * MODULE, size * MODULE), 255)
    pen = ImageDraw.Draw(image)
    for x, y, width in (
        (int(a), int(b), int(c)) for a, b, c in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg)
    ):
        pen.rectangle(
            (x * MODULE, y * MODULE, (x + width) * MODULE - 1, (y + 1) * MODULE - 1),
            fill=0,
        )
    return image


def test_a_phone_reads_the_address() -> None:
    found = zxingcpp.read_barcodes(drawn(build_qr_svg(ADDRESS)))
    assert [one.text for one in found] == [ADDRESS]


def test_the_quiet_zone_is_four_modules_wide() -> None:
    image = drawn(build_qr_svg(ADDRESS))
    edge = 4 * MODULE
    dark = image.point(lambda tone: 255 - tone).getbbox()
    assert dark == (edge, edge, image.width - edge, image.height - edge)


@pytest.mark.parametrize("url", [ADDRESS, "https://raus.example/j/K7M4QX"])
def test_the_drawing_needs_no_style(url: str) -> None:
    assert "style" not in build_qr_svg(url)
