"""Scripts find their places in a page by marks that are typed once and carried by a template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import seminar

ROOT = Path(seminar.__file__).parent
SCRIPTS = ROOT / "assets" / "ts"
HOOKS = (SCRIPTS / "hooks.ts").read_text("utf-8")
NAMES = re.findall(r"^  \"?([\w='-]+?)\"?: \w*(?:Element|HTML)\w*", HOOKS, re.MULTILINE)
PAGES = "".join(
    path.read_text("utf-8") for path in sorted((ROOT / "web").rglob("*.html"))
)

PLAIN = re.compile(
    r"(?:querySelector(?:All)?|closest)(?:<[\w ]+>)?\(\s*[\"'`]\[data-[\w=-]+\]"
)
"""A search for a mark alone, which `hooks.ts` is there for."""

OWN_SEARCH = {"hooks.ts"}
"""The list itself, which seeks for all the others."""


def test_the_marks_were_read() -> None:
    assert {"questions", "part=main", "stays", "ring"} <= set(NAMES)
    body = HOOKS.split("interface Hooks {")[1].split("\n}")[0]
    assert len(NAMES) == len(set(NAMES)) == body.count(";")


@pytest.mark.parametrize("name", NAMES)
def test_each_mark_stands_in_a_template(name: str) -> None:
    mark, _, value = name.partition("=")
    wanted = (
        rf'data-{mark}="{value.strip(chr(39))}"' if value else rf"data-{mark}(?![\w-])"
    )
    assert re.search(wanted, PAGES)


@pytest.mark.parametrize("name", NAMES)
def test_each_mark_is_sought_by_a_script(name: str) -> None:
    scripts = [path for path in SCRIPTS.glob("*.ts") if path.name not in OWN_SEARCH]
    sought = re.compile(rf'\b(?:seek|find|all|around|carries)\("{re.escape(name)}"')
    assert any(sought.search(path.read_text("utf-8")) for path in scripts)


def test_no_script_seeks_a_mark_past_the_list() -> None:
    past = {
        path.name: PLAIN.findall(path.read_text("utf-8"))
        for path in sorted(SCRIPTS.glob("*.ts"))
        if path.name not in OWN_SEARCH
    }
    assert {name: found for name, found in past.items() if found} == {}
    assert PLAIN.search('main.querySelector<HTMLElement>("[data-done]")')
