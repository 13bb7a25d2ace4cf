"""Whether what is told fills its minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from seminar.content.library import Library
from seminar.kinds import kinds

DECK = """\
---
title: A talk
lang: nb
---

<!-- raus: {{item: talk, minutes: 2, id: told}} -->

# A story

<!--
> {spoken}

- {aside}
-->
"""


def check(folder: Path, spoken: int, aside: int = 1) -> list[str]:
    deck = folder / "slides" / "talk" / "nb.md"
    deck.parent.mkdir(parents=True)
    words = DECK.format(spoken="word " * spoken, aside="word " * aside)
    deck.write_text(words, "utf-8")
    library = Library.load([folder], kinds())
    assert library.faults == ()
    return [str(fault) for fault in library.check_scripts()]


@pytest.mark.parametrize("spoken", [144, 264])
def test_words_that_fill_the_minutes_are_no_fault(tmp_path: Path, spoken: int) -> None:
    assert check(tmp_path, spoken) == []


@pytest.mark.parametrize("spoken", [143, 265])
def test_too_few_and_too_many_words_are_told_with_their_place(
    tmp_path: Path, spoken: int
) -> None:
    (fault,) = check(tmp_path, spoken)
    assert "slides/talk/nb.md" in fault
    assert f"{spoken} words" in fault
    assert "144 to 264" in fault


def test_what_is_for_the_facilitator_alone_is_not_counted(tmp_path: Path) -> None:
    assert len(check(tmp_path, 100, aside=200)) == 1


def test_a_deck_without_a_script_is_not_judged(tmp_path: Path) -> None:
    assert check(tmp_path, 0, aside=20) == []
