"""The options that commands share, and what they give: the settings, and the content."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from seminar import config
from seminar.cli.telling import tell
from seminar.content.authoring.report import describe_fault
from seminar.content.library import Library, bundled
from seminar.kinds import kinds

Command = TypeVar("Command", bound=Callable[..., Any])

PROFILE = ("profile", "names", "tls_cert", "tls_key", "proxy")
"""The settings that say how a server is reached."""


def options(*names: str) -> Callable[[Command], Command]:
    """Command-line options for some rows of the settings."""

    def add(command: Command) -> Command:
        for row in reversed(config.ROWS):
            if row.name in names:
                flag = row.default is False
                text = (
                    row.help
                    if flag or row.default == ""
                    else f"{row.help} [default: {row.default}]"
                )
                option = f"--{row.name.replace('_', '-')}"
                command = click.option(
                    option, row.name, default=None, is_flag=flag, help=text
                )(command)
        return command

    return add


def chosen(**given: Any) -> config.Settings:
    """The settings of one run: what was given, then the environment, then the defaults."""
    return config.read_settings(given, os.environ)


def library_of(settings: config.Settings) -> Library:
    """The bundled content and one's own; what is wrong with it is told at once, and left out."""
    library = Library.load([*bundled(), *settings.content], kinds())
    for fault in library.faults:
        tell(describe_fault(fault), wrong=True)
    return library
