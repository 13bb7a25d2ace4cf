"""The program's own sentences: every one of them stands in bokmål and in nynorsk."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
LANGS = ("nb", "nn")
CODE = re.compile(r"`[^`]*`")
"""What an author types is quoted as it is typed."""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every sentence in the source, gathered by the command in CONTRIBUTING.md."""
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    command = shlex.split(
        next(line for line in told.splitlines() if "pybabel extract" in line)
    )
    pot = tmp_path_factory.mktemp("locale") / "raus.pot"
    command[command.index("-o") + 1] = str(pot)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        frontend: Any = CommandLineInterface()
        frontend.run(command)
    with pot.open("rb") as file:
        return read_po(file)


def catalogue(lang: str) -> Catalog:
    with (ROOT / "seminar" / "locale" / lang / "LC_MESSAGES" / "raus.po").open(
        "rb"
    ) as file:
        return read_po(file, locale=lang)


def sentences(messages: Catalog) -> Iterator[Message]:
    return (message for message in messages if message.id)


def forms(words: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """A sentence for one and for many, or the one it has."""
    return (words or "",) if isinstance(words, str | None) else tuple(words)


def places(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_is_translated(said: Catalog, lang: str) -> None:
    spoken = catalogue(lang)
    found = {message.id: spoken.get(message.id) for message in sentences(said)}
    waiting = [
        words
        for words, message in found.items()
        if message is None or not all(forms(message.string))
    ]
    assert len(found) > 400, "the sentences of templates and of code are gathered"
    assert waiting == []


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_translated_that_nobody_says(said: Catalog, lang: str) -> None:
    spoken = catalogue(lang)
    assert [
        message.id for message in sentences(spoken) if said.get(message.id) is None
    ] == []
    assert list(spoken.obsolete) == []
    assert [message.id for message in sentences(spoken) if message.fuzzy] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_translation_has_the_places_of_its_sentence(lang: str) -> None:
    for message in sentences(catalogue(lang)):
        for words in forms(message.string):
            assert places(words) == places(forms(message.id)[0]), message.id


@pytest.mark.parametrize("lang", LANGS)
def test_one_and_many_both_have_their_form(lang: str) -> None:
    spoken = catalogue(lang)
    plurals = [message for message in sentences(spoken) if message.pluralizable]
    assert spoken.num_plurals == 2
    assert spoken.plural_expr == "(n != 1)"
    assert plurals
    assert [message.id for message in plurals if len(forms(message.string)) != 2] == []


@pytest.mark.parametrize("lang", LANGS)
def test_translations_are_set_as_norwegian_is(lang: str) -> None:
    for message in sentences(catalogue(lang)):
        for words in forms(message.string):
            text = CODE.sub("", words)
            assert not set(text) & set("!\"'“”"), words
            assert " - " not in text, words
            assert words == words.rstrip(), words
            assert text.count("«") == text.count("»"), words


@pytest.mark.parametrize("lang", LANGS)
def test_a_sentence_ends_as_its_original_does(lang: str) -> None:
    for message in sentences(catalogue(lang)):
        for original, words in zip(
            forms(message.id), forms(message.string), strict=True
        ):
            for end in ".:…?":
                assert words.endswith(end) == original.endswith(end), words


@pytest.mark.parametrize("lang", LANGS)
def test_a_catalogue_names_nobody(lang: str) -> None:
    assert "@" not in (
        ROOT / "seminar" / "locale" / lang / "LC_MESSAGES" / "raus.po"
    ).read_text("utf-8")


def test_no_sentence_is_made_where_it_cannot_be_gathered() -> None:
    hidden = []
    for file in sorted((ROOT / "seminar").rglob("*.py")):
        if (
            "node_modules" in file.parts
            or file == ROOT / "seminar" / "web" / "rendering" / "templates.py"
        ):
            continue  # The templates' own `_` and `say_n` hand on what stands in the templates.
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            words = {"say": node.args[:1], "say_n": node.args[:2]}.get(node.func.id, [])
            hidden += [
                f"{file.name}:{node.lineno}"
                for word in words
                if not isinstance(word, ast.Constant)
            ]
    assert hidden == []
