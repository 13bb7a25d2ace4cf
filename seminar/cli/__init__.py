"""The command line: `raus` serves; its other words rehearse, check, print and export."""

from __future__ import annotations

import io
import sys

import click

from seminar.cli.authoring import check, new, preview
from seminar.cli.backing_up import backup, restore
from seminar.cli.packing import install_pack, pack
from seminar.cli.printing import export, print_
from seminar.cli.purging import purge
from seminar.cli.rehearsing import rehearse
from seminar.cli.serving import demo, link, serve


@click.group(invoke_without_command=True)
@click.version_option(package_name="raus")
@click.pass_context
def main(context: click.Context) -> None:
    """RAUS: a live training seminar for leaders. Without a command: serve."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # Not every terminal has all letters.
    if context.invoked_subcommand is None:
        context.invoke(serve)


for command in (
    serve,
    demo,
    link,
    rehearse,
    new,
    preview,
    check,
    pack,
    install_pack,
    purge,
    backup,
    restore,
    print_,
    export,
):
    main.add_command(command)
