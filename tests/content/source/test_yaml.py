"""YAML 1.2, as little of it as a form needs."""

from __future__ import annotations

import pytest

from seminar.content.source.faults import Findings
from seminar.content.source.yaml import DEEPEST, parse_yaml


def value(text: str) -> object:
    findings = Findings("a.yaml")
    document = parse_yaml(text, findings)
    assert document is not None, [str(fault) for fault in findings.faults]
    return document.value["a"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("12:30", "12:30"),
        ("12:30:45", "12:30:45"),
        ("2026-01-01", "2026-01-01"),
        ("0123", 123),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1.10", 1.1),
        ("'1.10'", "1.10"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("9" * 5000, "9" * 5000),
        ("-5", -5),
        ("~", None),
        ("null", None),
        ("", None),
        ("'é – «»'", "é – «»"),
        ("{<<: {b: 1}}", {"<<": {"b": 1}}),
    ],
)
def test_words_that_other_readers_trip_over(written: str, read: object) -> None:
    assert value(f"a: {written}\n") == read


def test_a_field_may_be_called_no() -> None:
    document = parse_yaml("no: Norsk\n1: en\n", Findings("a.yaml"))
    assert document is not None
    assert document.value == {"no": "Norsk", "1": "en"}


def test_every_part_knows_its_line() -> None:
    document = parse_yaml(
        "a: 1\nb:\n  - c: 2\n\n  - d: {e: 3}\n", Findings("a.yaml"), before=10
    )
    assert document is not None
    assert [
        document.line(path)
        for path in (("a",), ("b", 1), ("b", 1, "d", "e"), ("b", 1, "x", "y"), ("z",))
    ] == [
        *(11, 15, 15, 15),
        11,
    ]


def test_a_bomb_of_references_is_refused_before_it_is_built() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    findings = Findings("a.yaml")
    assert parse_yaml(bomb, findings) is None
    assert [fault.line for fault in findings.faults] == [1]


@pytest.mark.parametrize(
    "text", ["[" * 3000, "{" * 3000, "- " * 3000, "? " * 3000, "a: " + "[" * 3000]
)
def test_deep_nesting_is_refused(text: str) -> None:
    findings = Findings("a.yaml")
    assert parse_yaml(text, findings) is None
    assert f"more than {DEEPEST} levels" in str(findings.faults[0])


def test_depth_up_to_the_limit_is_read() -> None:
    assert value(f"a: {'[' * (DEEPEST - 1)}{']' * (DEEPEST - 1)}") is not None


def test_every_doubled_name_is_told() -> None:
    findings = Findings("a.yaml")
    assert parse_yaml("a: 1\na: 2\nb: {c: 1, c: 2}\n", findings) is None
    assert [(fault.line, fault.field) for fault in findings.faults] == [
        (2, "a"),
        (3, "c"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object/apply:os.system [x]",
        "a: !x 1",
        "!!map {a: 1}",
        "%TAG ! tag:x,2000:\n---\na: 1",
        "*a",
        "a: *b",
    ],
)
def test_types_and_references_are_refused(text: str) -> None:
    findings = Findings("a.yaml")
    assert parse_yaml(text, findings) is None
    assert "not read" in str(findings.faults[0])
