"""What authors need beside a text editor: `raus check`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from seminar.cli.telling import tell, told
from seminar.content.check import report
from seminar.content.library import Library, bundled
from seminar.content.structure import schema
from seminar.kinds import kinds


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--schema", "as_schema", is_flag=True, help="Print the JSON Schema of exercise.yaml instead.")
@told
def check(folders: tuple[Path, ...], as_schema: bool) -> None:
    """Read all exercises and decks, and say what is wrong: file, line, field, remedy."""
    if as_schema:
        click.echo(json.dumps(schema(kinds()), indent=2, ensure_ascii=False))
        return
    library = Library.load([*bundled(), *folders], kinds())
    for line in report(library):
        tell(line)
    sys.exit(1 if library.faults else 0)
