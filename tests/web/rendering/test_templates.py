"""Templates loop and print.

A sum in a template has no type and no test of its own, is not seen by whoever reads the Python,
and is written anew in the next template that needs it, where it may be rounded differently. So
whatever is worked out is worked out in Python, beside the screens (`seminar/web/rendering`), where
it has a name, a type and a test.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

TEMPLATES = Path(str(files("seminar.web"))) / "templates"
NAMES = sorted(str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.html"))

ARITHMETIC = (
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Div,
    nodes.FloorDiv,
    nodes.Mod,
    nodes.Pow,
    nodes.Neg,
    nodes.Pos,
)

FROM_JINJA = {"forceescape", "length", "lower", "string", "tojson"}
"""Filters of Jinja's own that templates may use: they write a value down, or say how many are
printed. Those that choose, sort, join or calculate (`selectattr`, `map`, `sum`, `round` …) are not
among them."""


def find_computation(source: str) -> list[str]:
    """Return whatever a template works out by itself, with its line."""
    env = Environment()
    from_jinja = set(env.filters)
    tree = env.parse(source)
    found = [
        (node.lineno, type(node).__name__.lower()) for node in tree.find_all(ARITHMETIC)
    ]
    found += [
        (node.lineno, node.name)
        for node in tree.find_all(nodes.Filter)
        if node.name in from_jinja - FROM_JINJA
    ]
    found += [
        (node.lineno, "namespace")
        for node in tree.find_all(nodes.Name)
        if node.name == "namespace"
    ]
    return [f"{line}: {what}" for line, what in sorted(found)]


@pytest.mark.parametrize("name", NAMES)
def test_a_template_works_nothing_out(name: str) -> None:
    assert find_computation((TEMPLATES / name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("{{ room.at + 1 }}", "add"),
        ("{{ 100 * count / whole }}", "mul"),
        ("{{ -count }}", "neg"),
        ("{% set open = rooms|rejectattr('closed')|list %}", "rejectattr"),
        ("{% for name in names|sort %}{% endfor %}", "sort"),
        ("{% if sizes|sum > 3 %}{% endif %}", "sum"),
        ("{% set seen = namespace(n=0) %}", "namespace"),
        (
            "{% macro rest(room) %}{% if room %}{{ room.n - 1 }}{% endif %}{% endmacro %}",
            "sub",
        ),
    ],
)
def test_what_a_template_must_not_work_out_is_found(source: str, what: str) -> None:
    assert any(line.endswith(f": {what}") for line in find_computation(source))


def test_what_prints_and_loops_is_let_be() -> None:
    source = "{% for row in rows if row.n %}{{ row.n|number(1) }} {{ row.a ~ row.b }}{% endfor %}"
    assert find_computation(source) == []
