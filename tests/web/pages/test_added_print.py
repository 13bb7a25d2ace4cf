"""A print is one file in the folder of prints: the command, the organiser's page and both kinds of
address have it, and nothing else was changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from seminar.service import prints

FILE = """
from seminar.core.elements import Document, Heading
from seminar.core.i18n import say
from seminar.service.prints.registry import PrintKind, PrintSubject

def build(subject: PrintSubject) -> Document:
    title = subject.programme.words_in(subject.lang).title
    return Document(title, subject.lang, (Heading(title, 1),))

PRINT = PrintKind(
    "badge",
    ("programme", "room"),
    say("Badge"),
    lambda subject: say("One for each."),
    build,
    thumbnail=lambda subject: '<svg data-badge="' + subject.lang + '"></svg>',
)
"""

ASK_FOR_IT = """
import sys
from pathlib import Path

from click.testing import CliRunner

import seminar.service.prints

folder = Path(sys.argv[1])
seminar.service.prints.__path__.append(str(folder / "prints"))

from seminar.cli import main
from tests.content.bundled import library
from tests.web.conftest import opened

out = folder / "badge.pdf"
run = CliRunner().invoke(main, ["print", "badge", "--out", str(out)])
assert run.exit_code == 0, run.output
assert out.read_bytes().startswith(b"%PDF")
with opened(folder / "data", library()) as site:
    room = site.host.opening.open_room("raus-hour", "nb")
    facilitator = site.facilitator()
    page = facilitator.get("/organise").text
    assert "<strong>Badge</strong>" in page and "One for each." in page
    assert '<svg data-badge="nb"></svg>' in page, "with its own thumbnail"
    for address in ("/organise/raus-hour/nb/badge.pdf", f"/organise/rooms/{room.code}/badge.pdf"):
        assert address in page, address
        assert facilitator.get(address).data.startswith(b"%PDF"), address
"""


def test_a_print_is_one_file_that_the_command_and_the_page_have(tmp_path: Path) -> None:
    (tmp_path / "prints").mkdir()
    (tmp_path / "prints" / "badge.py").write_text(FILE, "utf-8")
    run = subprocess.run(
        [sys.executable, "-c", ASK_FOR_IT, str(tmp_path)],
        cwd=Path(str(prints.__file__)).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
