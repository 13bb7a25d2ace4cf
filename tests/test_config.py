"""Settings from the command line, the environment and the defaults."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from seminar.config import settings
from seminar.core.errors import RausError


def test_what_is_given_goes_before_the_environment_and_that_before_the_default() -> None:
    found = settings({"port": "8001", "bind": None}, {"RAUS_PORT": "8002", "RAUS_LANG": "nn"})
    assert (found.port, found.lang, found.floor) == (8001, "nn", 5)


@pytest.mark.parametrize("given", [{"port": "x"}, {"port": "70000"}, {"floor": "4"}, {"lang": "xx"}, {"port": ""}])
def test_a_value_that_cannot_be_is_told_in_words(given: dict[str, str]) -> None:
    with pytest.raises(RausError):
        settings(given, {})


def test_folders_are_separated_as_in_path() -> None:
    assert settings({"content": os.pathsep.join(("one", "", "two"))}, {}).content == (Path("one"), Path("two"))


def test_a_home_that_is_not_there_is_left_as_it_was_written() -> None:
    assert settings({"data": "~no-such-person/raus"}, {}).data == Path("~no-such-person/raus")
