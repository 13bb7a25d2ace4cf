"""Prints read back: their text and structure with pypdf, their pages as pictures with poppler."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NoReturn

import pytest
from PIL import Image
from pypdf import PdfReader

from seminar.core.elements import Block, Document
from seminar.core.i18n import untranslated_speech
from seminar.pdf import render_pdf

Rasterise = Callable[[bytes, int], list[Image.Image]]


def read(
    *blocks: Block,
    lang: str = "nb",
    title: str = "Et ark",
    foot: str = "",
    poster: bool = False,
) -> PdfReader:
    """The blocks printed, and read back."""
    document = Document(title, lang, blocks, foot=foot, plain=poster)
    return PdfReader(BytesIO(render_pdf(document, untranslated_speech(lang))))


def text(reader: PdfReader) -> str:
    """All text of a print, with the white space that line breaks made evened out."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def lacking() -> NoReturn:
    """Skip for want of poppler; where everything must run, fail instead."""
    if os.environ.get("CI") == "true":
        pytest.fail("poppler-utils is not installed")
    pytest.skip("needs poppler-utils")


@pytest.fixture
def rasterise(tmp_path: Path) -> Rasterise:
    """Turns a PDF into one grey picture for each page, at so many dots an inch."""
    if not shutil.which("pdftoppm"):
        lacking()

    def pages(pdf: bytes, dpi: int) -> list[Image.Image]:
        source = tmp_path / "print.pdf"
        source.write_bytes(pdf)
        subprocess.run(
            ["pdftoppm", "-gray", "-r", str(dpi), str(source), str(tmp_path / "page")],
            check=True,
        )
        pictures = []
        for path in sorted(tmp_path.glob("page-*.pgm")):
            with Image.open(path) as opened:
                pictures.append(opened.copy())
            path.unlink()
        return pictures

    return pages
