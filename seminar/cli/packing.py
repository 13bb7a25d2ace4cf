"""`raus pack` and `raus install-pack`: own content as one file, and such a file as own content."""

from __future__ import annotations

from pathlib import Path

import click

from seminar.cli.telling import tell, told, write
from seminar.content.packs.install import install_content
from seminar.content.packs.pack import build_pack
from seminar.core.i18n import say
from seminar.kinds import kinds


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=None, help="File to write."
)
@told
def pack(folder: Path, out: Path | None) -> None:
    """Pack FOLDER, your own content or one exercise or deck of it, into one file to share."""
    content, left = build_pack(folder, kinds())
    for name in left:
        tell(
            say("Left out, for packs hold words and structure alone: {name}", name=name)
        )
    target = out or Path(f"{folder.resolve().name}.raus.zip")
    write(target, content)
    tell(say("To use it: raus install-pack {file} --into FOLDER", file=target.name))


@click.command(name="install-pack")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--into",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder of own content.",
)
@click.option(
    "--replace",
    is_flag=True,
    help="Put it in the place of what has the same name there.",
)
@told
def install_pack(file: Path, into: Path, replace: bool) -> None:
    """Put the exercises and decks of a pack into your own content: all of them, or nothing and a
    reason."""
    done = install_content(file, into, kinds(), over=replace)
    for folder in done.new:
        tell(say("Installed: {path}", path=str(into / folder)))
    for folder in done.replaced:
        tell(say("Replaced: {path}", path=str(into / folder)))
    tell(say("Serve with it: raus serve --content {folder}", folder=str(into)))
