"""A language is one row: a room in a language that the table has just got runs on every screen and
on paper, and no other place knows a language by its code."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from seminar.core import i18n

PACKAGE = Path(i18n.__file__).parents[1]

ADDED = 'LANGUAGE_TABLE += (Language("fi", "Suomi", "fi_FI", fallback="en"),)\n'

RUN_A_ROOM = """
import sys
from importlib.util import module_from_spec, spec_from_loader
from io import BytesIO
from pathlib import Path

source, added, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
text = Path(source).read_text("utf-8").replace("\\nLANGUAGES =", "\\n" + added + "\\nLANGUAGES =")
assert added in text
import seminar.core
i18n = module_from_spec(spec_from_loader("seminar.core.i18n", None))
sys.modules["seminar.core.i18n"] = seminar.core.i18n = i18n
exec(compile(text, source, "exec"), i18n.__dict__)

from pypdf import PdfReader

from seminar.content.library import Library
from seminar.core.room.commands import Next
from seminar.kinds import kinds
from tests.web.conftest import opened
from tests.web.test_davvisamegiella import DECK, EXERCISE, WORDS

own = folder / "own"
exercise, deck = own / "exercises" / "hei", own / "slides" / "hei-program"
exercise.mkdir(parents=True)
deck.mkdir(parents=True)
(exercise / "exercise.yaml").write_text(EXERCISE, "utf-8")
(exercise / "fi.md").write_text(WORDS["nb"].replace("Velkommen", "Tervetuloa"), "utf-8")
(deck / "fi.md").write_text(DECK.format(title="Tervetuloa", lang="fi"), "utf-8")
library = Library.load([own], kinds())
assert library.faults == (), library.faults
with opened(folder / "data", library, lang="fi") as site:
    room = site.host.opening.open_room("hei-program", "fi")
    site.host.handle(room.code, Next(), room.version)
    facilitator = site.facilitator()
    pages = {
        "console": facilitator.get(f"/host/{room.code}"),
        "phone": site.participant(room.code).get(f"/j/{room.code}?lang=fi", follow_redirects=True),
        "projector": site.visitor().get(f"/screen/{room.code}"),
    }
    for name, page in pages.items():
        assert page.status_code == 200, name
        assert '<html lang="fi"' in page.text, name
    assert "Suomi" in facilitator.get("/host").text
    printed = facilitator.get("/organise/hei-program/fi/handout.pdf")
    assert str(PdfReader(BytesIO(printed.data)).root_object["/Lang"]) == "fi-FI"
"""


def test_a_room_runs_in_a_language_that_got_a_row(tmp_path: Path) -> None:
    arguments = [str(PACKAGE / "core" / "i18n.py"), ADDED, str(tmp_path)]
    run = subprocess.run(
        [sys.executable, "-c", RUN_A_ROOM, *arguments],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def test_no_other_place_knows_a_language_by_its_code() -> None:
    # The code of English is left out: it is a word of programs too, and so of their settings.
    codes = {row.code for row in i18n.LANGUAGE_TABLE} - {"en"}
    places = [
        f"{path.relative_to(PACKAGE)}:{constant.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path != Path(i18n.__file__) and "node_modules" not in path.parts
        for constant in _read_constants(path)
        if constant.value in codes
    ]
    assert places == []


def _read_constants(path: Path) -> Iterator[ast.Constant]:
    tree = ast.parse(path.read_text("utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
