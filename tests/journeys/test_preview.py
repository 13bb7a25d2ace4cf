"""An author writes with the preview open: what is saved shows, and what is wrong is told beside
what was there."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.fixtures import ARTEFACTS
from tests.served import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def raus(*words: str) -> list[str]:
    return [sys.executable, "-m", "seminar", *words]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An exercise as `raus new` makes it."""
    subprocess.run(
        raus("new", "exercise", "mine", "--into", str(tmp_path), "--lang", "nb"),
        check=True,
        cwd=ROOT,
    )
    return tmp_path / "exercises" / "mine"


@pytest.fixture
def link(folder: Path) -> Iterator[str]:
    """Where the preview of it is."""
    command = raus("preview", str(folder), "--no-browser", "--lang", "nb")
    given = {**os.environ, "RAUS_LANG": "en", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=given
    ) as process:
        assert process.stdout is not None
        found = next(
            hit
            for line in process.stdout
            if (hit := re.search(r"http://localhost:\d+/preview", line))
        )
        yield found[0]
        process.send_signal(signal.SIGINT)


def test_an_author_writes_and_sees(browser: Browser, link: str, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 1920, "height": 1080}, locale="nb-NO")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(link)
    phone, projector = (
        page.frame_locator(f'iframe[data-frame="{where}"]')
        for where in ("/j/", "/screen/")
    )
    expect(projector.get_by_role("heading", name="Det første du gjør")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(projector.get_by_text("Du har ti minutter")).to_be_visible()
    page.get_by_role("button", name="3 Velg").click()
    expect(phone.get_by_label("Jeg venter og lytter")).to_be_visible()
    expect(projector.get_by_text("24", exact=True).first).to_be_visible()
    words = folder / "nb.md"
    right = words.read_text("utf-8")
    words.write_text(right.replace("Jeg venter og lytter", "Jeg lytter lenge"), "utf-8")
    expect(phone.get_by_label("Jeg lytter lenge")).to_be_visible(timeout=20_000)
    expect(projector.get_by_text("Jeg lytter lenge").first).to_be_visible()
    words.write_text(
        right.replace("## question first-step", "## question first-stop"), "utf-8"
    )
    told = page.locator("[data-part=faults]")
    expect(told).to_contain_text("first-stop", timeout=20_000)
    expect(told).to_contain_text(re.compile(r"nb\.md:\d+"))
    expect(phone.get_by_label("Jeg lytter lenge")).to_be_visible()
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / "preview.png")
    words.write_text(right, "utf-8")
    expect(told).to_be_empty(timeout=20_000)
    expect(phone.get_by_label("Jeg venter og lytter")).to_be_visible()
    host = link.removesuffix("/preview").removeprefix("http")
    outside = [
        url for url in asked if url.startswith(("http", "ws")) and host not in url
    ]
    assert outside == []
    page.close()
