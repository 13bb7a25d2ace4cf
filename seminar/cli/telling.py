"""How the command line speaks: in the language of the terminal, and of what went wrong without a
traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from seminar.content.translations import read_speech
from seminar.core.errors import RausError
from seminar.core.i18n import DEFAULT_LANGUAGE, LANGUAGE_NAMES, Message, say

P = ParamSpec("P")
T = TypeVar("T")


def told(command: Callable[P, T]) -> Callable[P, T]:
    """Errors for a person end the command with their words, without a traceback."""

    @wraps(command)
    def run(*args: P.args, **named: P.kwargs) -> T:
        try:
            return command(*args, **named)
        except RausError as error:
            click.echo(f"raus: {spoken(error.words)}", err=True)
            sys.exit(1)

    return run


def spoken(words: Message) -> str:
    """The words in the language that the program is set to, else in that of the terminal."""
    asked = (
        os.environ.get(name) for name in ("RAUS_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    )
    lang = next(filter(None, asked), "en")[:2]
    if (
        lang == "no"
    ):  # What systems called Norwegian before its two written forms had codes.
        lang = DEFAULT_LANGUAGE
    return read_speech(lang if lang in LANGUAGE_NAMES else "en")(words)


def tell(words: Message, *, wrong: bool = False) -> None:
    """Say it on a line of its own; what is `wrong` where errors go."""
    click.echo(spoken(words), err=wrong)


def write(path: Path, content: bytes) -> None:
    """Write the file, and say so, or why it cannot be."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise RausError(
            say(
                "{path} could not be written: {why}",
                path=str(path),
                why=error.strerror or str(error),
            )
        ) from None
    tell(say("Written: {path}", path=str(path)))
