"""Commented starts for authors: an exercise or a programme that can be run as it is, and changed
a little at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Literal

from seminar.content.exercise.structure import Kinds, schema
from seminar.content.library import Library
from seminar.content.source.names import NAME, is_name
from seminar.core.errors import RausError, Refused
from seminar.core.i18n import say

What = Literal["exercise", "programme"]

PLACES: Mapping[What, str] = {"exercise": "exercises", "programme": "slides"}
"""The folder of a content folder in which each of them stands."""

SCHEMA = "exercise.schema.json"
"""What editors complete `exercise.yaml` by; the first line of each start names it."""


def start(
    what: What, name: str, langs: Sequence[str], folder: Path, library: Library, kinds: Kinds
) -> list[Path]:
    """Writes a start called `name` into the content folder; the files it wrote. Overwrites
    nothing."""
    if not is_name(name):
        raise Refused(say("“{name}” cannot be a name here. {remedy}", name=name, remedy=NAME))
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
    texts = dict(_texts(what, name, langs, folder, kinds))
    if what == "exercise":
        texts[folder / SCHEMA] = json.dumps(schema(kinds), indent=1, ensure_ascii=False) + "\n"
    try:
        own.mkdir(parents=True)
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        why = error.strerror or str(error)
        raise RausError(say("{path} could not be written: {why}", path=str(own), why=why)) from None
    return list(texts)


def offered_questions(kinds: Kinds) -> list[str]:
    """Return a commented line for each kind that offers one: a question ready to copy in."""
    lines = (kind.starting_line for kind in kinds.values())
    return [f"#   {line}" for line in lines if line]


def _texts(
    what: What, name: str, langs: Sequence[str], folder: Path, kinds: Kinds
) -> Iterator[tuple[Path, str]]:
    """Each file with its text, its own name and place filled in."""
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
        made = (files("seminar.content") / "starts" / lang / file).read_text(encoding="utf-8")
        for place, words in filled.items():
            made = made.replace(place, words)
        return made

    if what == "exercise":
        yield own / "exercise.yaml", text(langs[0], "exercise.yaml")
    for lang in langs:
        yield own / f"{lang}.md", text(lang, f"{what}.md")
