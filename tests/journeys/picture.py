"""Makes the README's picture from the real program: `python -m tests.journeys.picture`.

A phone, the projector and the printed page of the same exercise, from one room with 24 rehearsal
participants. Needs Chromium and pdftoppm.
"""

from __future__ import annotations

import base64
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.journeys.fixtures import FLAGS, chromium
from tests.journeys.people import Stage
from tests.served import ROOT, Server

OUT = ROOT / "seminar" / "assets" / "picture.png"

PAGE = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; width: 1600px; height: 640px; background: #e9e2d5;
  display: grid; align-items: center;
  grid-template-columns: 270px 860px 366px; gap: 28px; padding: 0 24px; box-sizing: border-box; }
img { display: block; width: 100%; }
.phone { border-radius: 26px; border: 9px solid #16262e; overflow: hidden; }
.wall { border: 9px solid #16262e; border-radius: 6px; }
.paper { box-shadow: 0 2px 14px #16262e40; }
</style><div class="phone"><img src="PHONE"></div><div class="wall"><img src="WALL"></div>
<div class="paper"><img src="PAPER"></div>"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        shots = Path(folder)
        _play(browser, shots)
        _print(shots)
        page = browser.new_page(viewport={"width": 1600, "height": 640})
        html = PAGE
        for name in ("phone", "wall", "paper"):
            image = base64.b64encode((shots / f"{name}.png").read_bytes()).decode()
            html = html.replace(name.upper(), f"data:image/png;base64,{image}")
        page.set_content(html)
        page.screenshot(path=OUT)
        browser.close()


def _play(browser: Browser, shots: Path) -> None:
    """A room with 24 participants: one phone while it answers the test, the projector when the
    result is shown."""
    server = Server(shots / "data")
    server.start()
    stage = Stage(browser, server, "localhost", shots)
    players = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "seminar",
            "rehearse",
            "--url",
            server.base,
            "--room",
            stage.code,
            "--quiet",
        ],
        cwd=ROOT,
    )
    try:
        phone = stage.phone()
        expect(stage.host.page.locator("[data-count=joined]").first).to_have_text(
            "25", timeout=30_000
        )
        stage.go_to("m1-raus-test.answer", phone)
        phone.page.locator("[data-field]:visible .option").nth(3).click()
        phone.page.screenshot(path=shots / "phone.png")
        answered = stage.host.page.locator("[data-count=answered]").first
        expect(answered).to_have_text(re.compile("^2[2-4]$"), timeout=90_000)
        for _ in range(3):
            stage.host.press("PageDown")
        stage.projector.page.wait_for_timeout(1000)
        stage.projector.page.screenshot(path=shots / "wall.png")
    finally:
        players.terminate()
        players.wait()
        stage.leave()
        server.kill()


def _print(shots: Path) -> None:
    """The RAUS page of the handout."""
    pdf = shots / "handout.pdf"
    command = [
        sys.executable,
        "-m",
        "seminar",
        "print",
        "handout",
        "--lang",
        "nb",
        "--out",
        str(pdf),
    ]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    render = [
        "pdftoppm",
        "-r",
        "80",
        "-f",
        "3",
        "-l",
        "3",
        "-singlefile",
        "-png",
        str(pdf),
        str(shots / "paper"),
    ]
    subprocess.run(render, check=True)


if __name__ == "__main__":
    main()
