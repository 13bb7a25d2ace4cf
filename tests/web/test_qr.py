"""The join code on screens."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from seminar.web.qr import qr

ADDRESS = "http://192.168.1.20:8000/j/K7M4QX"
MODULE = 8


def drawn(svg: str) -> Image.Image:
    """The code as a screen shows it."""
    size = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])  # type: ignore[index]
    image = Image.new("L", (size * MODULE, size * MODULE), 255)
    pen = ImageDraw.Draw(image)
    for x, y, width in ((int(a), int(b), int(c)) for a, b, c in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg)):
        pen.rectangle((x * MODULE, y * MODULE, (x + width) * MODULE - 1, (y + 1) * MODULE - 1), fill=0)
    return image


def test_a_phone_reads_the_address_in_upper_case() -> None:
    found = zxingcpp.read_barcodes(drawn(qr(ADDRESS)))
    assert [one.text for one in found] == [ADDRESS.upper()]


def test_the_quiet_zone_is_four_modules_wide() -> None:
    image = drawn(qr(ADDRESS))
    dark = image.point(lambda tone: 255 - tone).getbbox()
    assert dark == (4 * MODULE, 4 * MODULE, image.width - 4 * MODULE, image.height - 4 * MODULE)


@pytest.mark.parametrize("url", [ADDRESS, "https://raus.example/j/K7M4QX"])
def test_the_drawing_needs_no_style(url: str) -> None:
    assert "style" not in qr(url)
