"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "seminar"
PURE = ("core", "kinds", "charts")
REGISTRY = PROGRAM / "kinds" / "__init__.py"


def nodes(*folders: str) -> Iterator[tuple[str, ast.AST]]:
    """Every node of the program's modules, with where it stands."""
    for folder in folders or ("",):
        for file in sorted((PROGRAM / folder).rglob("*.py")):
            if "node_modules" not in file.parts and file != REGISTRY:
                for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                    yield f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", node


def called(node: ast.AST) -> str:
    return (
        node.func.id
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        else ""
    )


def imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names):
            return [one.name for one in names]
        case ast.ImportFrom(module, names):
            return [f"{module}.{one.name}" for one in names]
    return []


def test_core_kinds_and_charts_reach_the_world_by_no_back_door() -> None:
    doors = {
        "open",
        "print",
        "input",
        "exec",
        "eval",
        "compile",
        "__import__",
        "breakpoint",
    }
    assert [where for where, node in nodes(*PURE) if called(node) in doors] == []
    assert [
        where
        for where, node in nodes(*PURE)
        if any("importlib" in one for one in imported(node))
    ] == []


def test_only_content_makes_prose_that_says_something() -> None:
    calls = [
        (where, node)
        for where, node in nodes()
        if isinstance(node, ast.Call) and called(node) == "Prose"
    ]
    made = [where for where, call in calls if call.args or call.keywords]
    assert made
    assert [where for where in made if not where.startswith("seminar/content/")] == []


def test_only_one_module_trusts_html() -> None:
    trusting = {
        where.partition(":")[0]
        for where, node in nodes()
        if any("Markup" in one for one in imported(node))
    }
    assert trusting == {"seminar/web/rendering/templates.py"}
    templates = [
        file for file in (PROGRAM / "web" / "templates").rglob("*") if file.is_file()
    ]
    assert templates
    signs = ("|safe", "| safe", "autoescape")
    assert [
        file.name
        for file in templates
        if any(sign in file.read_text("utf-8") for sign in signs)
    ] == []


def test_no_committed_file_knows_where_it_was_written_or_fetched_from() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    halves = [
        ("/ho", "me/"),
        ("/Us", "ers/"),
        ("\\Us", "ers\\"),
        ("/ro", "ot/"),
        ("/wo", "rk/"),
        ("/o", "pt/"),
        ("/t", "mp/"),
    ]
    halves += [
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
        ("npm", "js.com"),
        ("yarn", "pkg.com"),
        ("deb", "ian.org"),
    ]
    signs = ["".join(one).encode() for one in halves]
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    files = [
        ROOT / name
        for name in listed.decode().split("\0")
        if name and (ROOT / name).is_file()
    ]
    found = {
        file.relative_to(ROOT): sign
        for file in files
        for sign in signs
        if sign in file.read_bytes()
    }
    assert files
    assert found == {}
