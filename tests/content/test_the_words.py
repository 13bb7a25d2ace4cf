"""One word for one thing in each language: the tables of `docs/language.md` hold in all texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from seminar.content.library import bundled
from seminar.core.i18n import LANGUAGES

PACKAGE = Path(str(files("seminar")))
WORDS = Path(__file__).parents[2] / "docs" / "language.md"

IDS = re.compile(r"^- [a-z0-9-]+:|^## \w+ .*?:|<!-- raus:.*?-->", re.MULTILINE)
"""What an author writes for the program and nobody reads: ids of labels and plans of slides."""


def read_rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without its first two lines."""
    section = WORDS.read_text("utf-8").partition(f"## {heading}\n")[2]
    lines = [
        line for line in section.partition("\n## ")[0].splitlines() if line[:1] == "|"
    ]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


TERMS = [
    (lang, row[at])
    for row in read_rows("Terms")
    for at, lang in enumerate(("nb", "nn", "en"))
]
BANNED = [(row[0], row[1]) for row in read_rows("Forms that we do not use")]


def pages(lang: str) -> Iterator[tuple[str, str]]:
    """Every text of a language with the name of its file."""
    for root in bundled():
        for path in sorted(root.glob(f"*/*/{lang}.md")):
            yield "/".join(path.parts[-3:]), IDS.sub("", path.read_text("utf-8"))
    handbook = PACKAGE / "content" / "help" / f"{lang}.md"
    yield handbook.name, handbook.read_text("utf-8")
    for path in sorted((PACKAGE / "content" / "starts" / lang).iterdir()):
        yield f"starts/{lang}/{path.name}", path.read_text("utf-8")
    catalogue = PACKAGE / "locale" / lang / "LC_MESSAGES" / "raus.po"
    if catalogue.exists():
        with catalogue.open("rb") as file:
            for message in read_po(file, locale=lang):
                said = message.string
                both = said if isinstance(said, str) else "\n".join(said or ())
                yield f"raus.po: {message.id}", both if message.id else ""


@cache
def texts(lang: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, " ".join(text.lower().split())) for name, text in pages(lang))


def test_the_tables_have_every_language() -> None:
    assert {lang for lang, _ in TERMS} == set(LANGUAGES)
    assert {lang for lang, _ in BANNED} == set(LANGUAGES)


@pytest.mark.parametrize(("lang", "term"), TERMS)
def test_a_term_is_in_use_in_its_language(lang: str, term: str) -> None:
    assert any(term.lower() in text for _, text in texts(lang))


@pytest.mark.parametrize(("lang", "form"), BANNED)
def test_a_form_that_we_do_not_use_stands_nowhere(lang: str, form: str) -> None:
    whole = re.compile(rf"\b{re.escape(form)}\b")
    assert [name for name, text in texts(lang) if whole.search(text)] == []
