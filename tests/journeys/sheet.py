"""Makes pictures of every exercise, to be looked at: `python -m tests.journeys.sheet [--exercise ID
…] [--lang nb]`.

One sheet for each exercise: the projector with a phone beside it at every moment of a room that is
played through by rehearsal participants, then the console and the printed pages. Needs Chromium and
pdftoppm.
"""

from __future__ import annotations

import argparse
import base64
import subprocess
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from seminar.content.library import Library, bundled
from seminar.content.translations import read_speech
from seminar.core.i18n import LANGUAGES
from seminar.kinds import kinds
from seminar.pdf import render_pdf
from seminar.service.prints.handout import build_handout
from tests.journeys import bank
from tests.journeys.fixtures import ARTEFACTS, FLAGS, chromium
from tests.journeys.people import PHONE
from tests.journeys.walk import Moment, Walk, walking
from tests.served import Server

OUT = ARTEFACTS / "sheets"

PAGE = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; width: 1380px; background: #d8d2c6; font: 20px sans-serif; }
main { display: flex; flex-wrap: wrap; gap: 18px; padding: 18px; align-items: start; }
figure { margin: 0; display: grid; grid-template-columns: auto auto; gap: 6px; }
figcaption { grid-column: 1 / -1; } img { display: block; border: 2px solid #16262e; }
</style><main>FIGURES</main>"""

WIDTHS = {"projector": 480, "phone": 162, "console": 640, "paper": 310}


class Album:
    """The pictures of one exercise, as figures of HTML."""

    def __init__(self) -> None:
        self.figures: list[str] = []

    def add(self, caption: str, *pictures: tuple[str, bytes]) -> None:
        images = "".join(
            f'<img width="{WIDTHS[name]}" '
            f'src="data:image/{"png" if name == "paper" else "jpeg"};base64,'
            f'{base64.b64encode(picture).decode()}">'
            for name, picture in pictures
        )
        self.figures.append(
            f"<figure><figcaption>{escape(caption)}</figcaption>{images}</figure>"
        )

    def save(self, browser: Browser, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        page = browser.new_page(viewport={"width": 1380, "height": 400})
        page.set_content(PAGE.replace("FIGURES", "".join(self.figures)))
        page.screenshot(path=path, full_page=True)
        page.close()


def main() -> None:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument(
        "--exercise",
        action="append",
        default=[],
        choices=[one.id for one in bank.exercises()],
    )
    asked.add_argument("--lang", default="nb", choices=LANGUAGES)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        albums = _played(browser, folder, given.lang, given.exercise)
        for id_, pages in _printed(folder, given.lang, list(albums)):
            albums[id_].add(f"{id_} paper", *(("paper", page) for page in pages))
        for id_, album in albums.items():
            album.save(browser, OUT / given.lang / f"{id_}.png")
            print(OUT / given.lang / f"{id_}.png")
        browser.close()


def _played(
    browser: Browser, folder: Path, lang: str, only: list[str]
) -> dict[str, Album]:
    """An album for each exercise, with every moment of a room that goes through them."""
    albums = {one.id: Album() for one in bank.exercises(*only)}
    server = Server(
        folder / "data", "--content", str(bank.write(folder / "content", *only))
    )
    server.start()
    try:
        with walking(browser, server, "localhost", folder, lang) as walk:
            for moment in walk.moments():
                id_ = moment.step.partition(".")[0]
                if id_ in albums:
                    _take(walk, moment, albums[id_])
    finally:
        server.kill()
    return albums


def _take(walk: Walk, moment: Moment, album: Album) -> None:
    walk.projector.page.wait_for_timeout(350)  # Bars have grown by then.
    projector = walk.projector.page.screenshot(type="jpeg", quality=80)
    phone = _whole(walk.phone.page)
    album.add(
        f"{moment.step} · {moment.state}", ("projector", projector), ("phone", phone)
    )
    host = walk.stage.host.page
    if moment.state in ("answered", "result") or host.locator(".views").count():
        console = host.screenshot(type="jpeg", quality=80)
        album.add(f"{moment.step} · console", ("console", console))


def _whole(page: Page) -> bytes:
    """The phone's page in a window that is long enough for it: what stays at the foot covers
    nothing."""
    long = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size(
        {"width": PHONE["width"], "height": max(PHONE["height"], long)}
    )
    picture = page.screenshot(type="jpeg", quality=80)
    page.set_viewport_size(PHONE)
    return picture


def _printed(
    folder: Path, lang: str, ids: list[str]
) -> Iterator[tuple[str, list[bytes]]]:
    """The pages of each exercise's handout, but for the first one, which is the programme's."""
    library = Library.load([*bundled(), bank.write_each(folder / "each")], kinds())
    for id_ in ids:
        pdf = folder / f"{id_}.pdf"
        pdf.write_bytes(
            render_pdf(
                build_handout(library.programme(bank.alone(id_)), lang),
                read_speech(lang),
            )
        )
        subprocess.run(
            ["pdftoppm", "-r", "60", "-f", "2", "-png", str(pdf), str(folder / id_)],
            check=True,
        )
        yield id_, [one.read_bytes() for one in sorted(folder.glob(f"{id_}-*.png"))]


if __name__ == "__main__":
    main()
