"""The examples in the docstrings of the web layer are true."""

from __future__ import annotations

from collections.abc import Iterator
from doctest import DocTest, DocTestFinder, DocTestRunner
from importlib import import_module
from pkgutil import walk_packages

import pytest

import seminar.web


def examples() -> Iterator[DocTest]:
    finder = DocTestFinder(exclude_empty=True)
    for module in walk_packages(seminar.web.__path__, "seminar.web."):
        for test in finder.find(import_module(module.name)):
            if test.examples:
                yield test


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.name)
def test_an_example_gives_what_it_says(example: DocTest) -> None:
    report: list[str] = []
    results = DocTestRunner().run(example, out=report.append)
    assert results.attempted, example.name
    assert not results.failed, "".join(report)
