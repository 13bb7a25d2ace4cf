"""Commented starts for authors: an exercise or a programme that runs as it is, to change little by
little."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Literal

from seminar.content.exercise.json_schema import build_schema
from seminar.content.exercise.structure import Kinds
from seminar.content.library import Library
from seminar.content.source.names import NAME, is_name
from seminar.core.errors import RausError, Refused
from seminar.core.i18n import say

What = Literal["exercise", "programme"]

PLACES: Mapping[What, str] = {"exercise": "exercises", "programme": "slides"}
"""The folder of a content folder in which each of them stands."""

SCHEMA = "exercise.schema.json"
"""What editors complete `exercise.yaml` by; the first line of each start names it."""


def write_start(
    what: What,
    name: str,
    langs: Sequence[str],
    folder: Path,
    library: Library,
    kinds: Kinds,
) -> list[Path]:
    """Write a start called `name` into the content folder, and return the files.

    Raises:
        Refused: the name will not do or is taken; nothing is ever overwritten.
    """
    if not is_name(name):
        raise Refused(
            say("“{name}” cannot be a name here. {remedy}", name=name, remedy=NAME)
        )
    own = folder / PLACES[what] / name
    if own.exists():
        raise Refused(
            say(
                "{path} is there already, and was left as it is. Choose another name.",
                path=str(own),
            )
        )
    if name in (library.exercises if what == "exercise" else library.programmes):
        raise Refused(
            say(
                "There is already one called “{name}” in the library. Choose another name.",
                name=name,
            )
        )
    texts = dict(_fill_starts(what, name, langs, folder, kinds))
    if what == "exercise":
        texts[folder / SCHEMA] = (
            json.dumps(build_schema(kinds), indent=1, ensure_ascii=False) + "\n"
        )
    try:
        own.mkdir(parents=True)
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        why = error.strerror or str(error)
        raise RausError(
            say("{path} could not be written: {why}", path=str(own), why=why)
        ) from None
    return list(texts)


def offered_questions(kinds: Kinds) -> list[str]:
    """Return a commented line for each kind that offers one: a question ready to copy in."""
    lines = (kind.starting_line for kind in kinds.values())
    return [f"#   {line}" for line in lines if line]


def _fill_starts(
    what: What, name: str, langs: Sequence[str], folder: Path, kinds: Kinds
) -> Iterator[tuple[Path, str]]:
    """Yield each file with its text, its own name and place filled in."""
    own = folder / PLACES[what] / name
    title = name.replace("-", " ").capitalize()
    filled = {
        "NAME": name,
        "TITLE": title,
        "PATH": own.as_posix(),
        "CONTENT": folder.as_posix(),
        "#   OFFERED": "\n".join(offered_questions(kinds)),
    }

    def text(lang: str, file: str) -> str:
        filled_text = (files("seminar.content") / "starts" / lang / file).read_text(
            encoding="utf-8"
        )
        for place, words in filled.items():
            filled_text = filled_text.replace(place, words)
        return filled_text

    if what == "exercise":
        yield own / "exercise.yaml", text(langs[0], "exercise.yaml")
    for lang in langs:
        yield own / f"{lang}.md", text(lang, f"{what}.md")
