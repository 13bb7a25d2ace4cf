"""The printed QR code: a camera reads it, and a person can type what it says."""

from __future__ import annotations

import pytest
import zxingcpp

from seminar.charts.svg.qr import QUIET, build_qr_modules
from seminar.core.elements import Code, Document
from seminar.core.i18n import untranslated_speech
from seminar.pdf import render_pdf
from seminar.pdf.code import SMALLEST, SMALLEST_MODULE, QrSquare
from tests.pdf.conftest import Rasterise, read, text

URL = "HTTP://192.168.1.20:5000/J/K7M4QX"


@pytest.mark.parametrize("poster", [False, True])
@pytest.mark.parametrize("size_mm", [25, 40, 104])
def test_a_printed_code_is_read_from_the_page_in_black_and_white(
    rasterise: Rasterise, size_mm: float, poster: bool
) -> None:
    document = Document(
        "Bli med",
        "nb",
        (Code(URL, "192.168.1.20:5000/J", "K7M4QX", size_mm),),
        plain=poster,
    )
    (page,) = rasterise(render_pdf(document, untranslated_speech("nb")), 300)
    black_and_white = page.point(lambda shade: 255 if shade >= 128 else 0)
    assert [found.text for found in zxingcpp.read_barcodes(black_and_white)] == [URL]


def test_the_address_and_the_code_stand_beside_in_plain_text() -> None:
    said = text(read(Code(URL, "192.168.1.20:5000/J", "K7M4QX", 30)))
    assert "192.168.1.20:5000/J" in said
    assert "K7M4QX" in said


def test_a_long_address_is_never_broken_over_two_lines() -> None:
    address = (
        "raus.kurs.en-veldig-lang-organisasjon"
        "-med-mange-avdelinger.og-enda-flere.example:5000/J"
    )
    for poster in (False, True):
        assert address in text(read(Code(URL, address, "K7M4QX", 104), poster=poster))


def test_an_address_in_capitals_takes_the_short_form() -> None:
    assert len(build_qr_modules(URL)) == 25
    assert len(build_qr_modules(URL.lower())) == 29


@pytest.mark.parametrize("url", [URL, "HTTP://RAUS.EXAMPLE/" + "LANG/" * 60])
def test_a_code_is_never_smaller_than_a_camera_needs(url: str) -> None:
    square = QrSquare(url, side=1)
    assert square.module >= SMALLEST_MODULE
    assert square.module * len(square.rows) >= SMALLEST - 0.001
    assert square.quiet == pytest.approx(QUIET * square.module)
