"""The examples in the docstrings of charts hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from seminar import charts

MODULES = [
    module.name for module in pkgutil.walk_packages(charts.__path__, "seminar.charts.")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_say(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_some_modules_have_examples() -> None:
    assert any(
        doctest.testmod(importlib.import_module(name)).attempted for name in MODULES
    )
