"""What the documents say is what stands in the tree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from seminar import config
from seminar.cli import main
from seminar.kinds import kinds

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "seminar"
DOCS = {
    file.name: file.read_text("utf-8") for file in sorted((ROOT / "docs").glob("*.md"))
}
EVERYTHING = (ROOT / "README.md").read_text("utf-8") + "".join(DOCS.values())

LAYOUT_ROW = re.compile(
    r"^\| `((?:seminar|exercises|slides|tests)[a-z_/]*)/` \|", re.MULTILINE
)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)\)")

BESIDE_THE_PACKAGES = {"seminar/assets", "exercises", "slides", "tests"}
"""Rows of the layout table that are no packages of the program."""


def list_packages() -> set[str]:
    """Return the folders of the program's packages, but for the one that holds all."""
    folders = {file.parent for file in PROGRAM.rglob("__init__.py")} - {
        PROGRAM,
        PROGRAM / "core",
    }
    return {
        str(folder.relative_to(ROOT))
        for folder in folders
        if "node_modules" not in str(folder)
    }


def test_the_layout_table_names_every_package_and_nothing_else() -> None:
    rows = LAYOUT_ROW.findall(DOCS["architecture.md"])
    assert len(rows) == len(set(rows))
    assert set(rows) - BESIDE_THE_PACKAGES == list_packages()
    assert all((ROOT / row).is_dir() for row in rows)


@pytest.mark.parametrize("name", DOCS)
def test_every_file_that_a_document_names_is_there(name: str) -> None:
    roots = (ROOT, PROGRAM)
    named = [
        text
        for text in CODE.findall(DOCS[name])
        if re.fullmatch(r"[\w./-]+/[\w.-]+\.(py|ts|md|css|yaml|html)", text)
    ]
    missing = [
        path for path in named if not any((root / path).exists() for root in roots)
    ]
    assert missing == []


@pytest.mark.parametrize("name", ["README.md", *DOCS])
def test_every_link_leads_somewhere(name: str) -> None:
    file = ROOT / name if name == "README.md" else ROOT / "docs" / name
    links = [link for link in LINK.findall(file.read_text("utf-8")) if ":" not in link]
    assert [link for link in links if not (file.parent / link).exists()] == []


def test_every_command_is_named() -> None:
    assert [name for name in main.commands if f"raus {name}" not in EVERYTHING] == []


def test_the_glossary_names_every_module_of_disclosure_control() -> None:
    folder = PROGRAM / "core" / "disclosure"
    modules = [
        str(file.relative_to(folder).with_suffix(""))
        for file in sorted(folder.rglob("*.py"))
        if file.stem != "__init__"
    ]
    assert modules
    glossary = DOCS["glossary.md"]
    assert [name for name in modules if f"`{name}`" not in glossary] == []


def test_every_kind_of_question_is_named() -> None:
    own = [
        name
        for name, kind in kinds().items()
        if kind.__module__.startswith("seminar.kinds.")
    ]
    assert own
    assert [name for name in own if f"| `{name}` |" not in DOCS["authoring.md"]] == []


def test_every_setting_is_named_with_its_option_and_its_variable() -> None:
    named = DOCS["operating.md"]
    rows = [row for row in config.ROWS if row.variable not in named]
    assert rows == []
    assert [
        row.name
        for row in config.ROWS
        if f"--{row.name.replace('_', '-')}" not in named
    ] == []
