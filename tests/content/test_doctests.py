"""The examples in the docstrings of content hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from seminar import content

MODULES = [
    module.name
    for module in pkgutil.walk_packages(content.__path__, "seminar.content.")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_say(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_some_modules_have_examples() -> None:
    assert any(
        doctest.testmod(importlib.import_module(name)).attempted for name in MODULES
    )
