"""What authors need beside a text editor: `raus new`, `raus preview` and `raus check`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seminar.cli.options import chosen, options
from seminar.cli.serving import show
from seminar.cli.telling import tell, told
from seminar.content.authoring.open_file import find_open_content
from seminar.content.authoring.report import build_check_report
from seminar.content.authoring.scaffold import PLACES, What, write_start
from seminar.content.exercise.json_schema import build_schema
from seminar.content.library import Library, bundled
from seminar.core.i18n import FALLBACK_LANGUAGE, LANGUAGES, say
from seminar.kinds import kinds

if TYPE_CHECKING:
    from seminar.web.server import Serving


@click.command()
@click.argument("what", type=click.Choice(["exercise", "programme"]))
@click.argument("name")
@click.option(
    "--into",
    default=".",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Folder of own content.",
)
@click.option(
    "--lang",
    "langs",
    multiple=True,
    type=click.Choice(LANGUAGES),
    help="Language; may be given twice.",
)
@told
def new(what: What, name: str, into: Path, langs: tuple[str, ...]) -> None:
    """Make a commented start of an exercise or a programme, which can be run as it is."""
    usual = chosen().lang
    langs = tuple(dict.fromkeys(langs)) or (
        usual if usual in LANGUAGES else FALLBACK_LANGUAGE[usual],
    )
    here = [into] if any((into / place).is_dir() for place in PLACES.values()) else []
    library = Library.load([*bundled(), *here], kinds())
    for path in write_start(what, name, langs, into, library, kinds()):
        tell(say("Written: {path}", path=str(path)))
    own = (into / PLACES[what] / name).as_posix()
    tell(say("See it while you write: raus preview {path}", path=own))
    if what == "programme":
        tell(
            say(
                "Run it: raus demo --content {folder} --programme {name}",
                folder=into.as_posix(),
                name=name,
            )
        )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--browser/--no-browser",
    default=True,
    help="Open the preview in this computer's browser.",
)
@click.option("--port", default=0, show_default="a free one", help="Port to listen on.")
@options("lang", "content")
@told
def preview(file: Path, browser: bool, port: int, **given: Any) -> None:
    """See FILE on phone, projector and paper side by side while you write it; it follows when you
    save.

    FILE is an exercise or a deck: its folder, or a file in it.
    """
    from seminar.web.authoring.preview import serve_preview

    def ready(serving: Serving) -> None:
        link = f"http://localhost:{serving.port}/preview"
        tell(say("Preview:   {address}", address=link))
        tell(say("Save the file, and it shows. Stop with Ctrl-C."))
        if browser:
            show(link)

    settings = chosen(port=port, **given)
    serve_preview(settings, find_open_content(file, settings.content), kinds(), ready)


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--schema",
    "as_schema",
    is_flag=True,
    help="Print the JSON Schema of exercise.yaml instead.",
)
@told
def check(folders: tuple[Path, ...], as_schema: bool) -> None:
    """Read all exercises and decks, and say what is wrong: file, line, field, remedy."""
    if as_schema:
        click.echo(json.dumps(build_schema(kinds()), indent=2, ensure_ascii=False))
        return
    library = Library.load([*bundled(), *folders], kinds())
    for line in build_check_report(library):
        tell(line)
    sys.exit(1 if library.faults or library.check_scripts() else 0)
