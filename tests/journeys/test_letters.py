"""The letters on the pages of a computer come from our own face, those of Northern Sámi too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.served import Server

pytestmark = pytest.mark.browser

DRAWN = """
async (letters) => {
  await document.fonts.load('600 40px "Source Sans 3"', letters);
  const drawn = (letter, behind) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 80, height: 80 });
    const pen = canvas.getContext("2d");
    pen.font = `600 40px "Source Sans 3", ${behind}`;
    pen.fillText(letter, 10, 60);
    return canvas.toDataURL();
  };
  return [...letters].filter((letter) => drawn(letter, "serif") !== drawn(letter, "monospace"));
}
"""
"""The letters that our face does not have: they look otherwise with another face behind it."""


def test_the_face_on_a_computers_pages_has_every_letter(
    browser: Browser, server: Server
) -> None:
    page = browser.new_page()
    page.goto(f"{server.base}/")
    assert page.evaluate(DRAWN, "ÆØÅæøåÁáČčĐđŊŋŠšŦŧŽž«»–") == []
    assert page.evaluate(DRAWN, "漢") == ["漢"], (
        "a letter that is not there is found out"
    )
    page.close()
