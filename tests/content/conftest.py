"""A small shelf of content: one exercise, one bank and one deck, whole in all three languages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from seminar.content.library import Library
from seminar.core.i18n import LANGUAGES
from seminar.kinds import kinds

STRUCTURE = """\
code: R8
keys: [R]
areas: [people-orientation]
minutes: {min: 5, standard: 8, max: 12}
evidence: weak
questions:
  word: {kind: words, privacy: guarded, limit: 20}
  way: {kind: choice, privacy: open, options: [left, right]}
  plan: {kind: plan, privacy: private}
banks:
  way: [bridge, forest]
flow:
  - {move: talk, id: frame, minutes: 1}
  - {move: ask, id: vote, minutes: 2, questions: [way, word]}
  - {move: write, id: pen, minutes: 3, questions: [plan]}
  - {move: show, id: result, minutes: 2, questions: [way]}
"""

WORDS = """\
# The crossing

## instruction
Choose a way, and say why.

## move frame: Frame
You stand at a crossing.

<!--
Read it *slowly*.
-->

## move vote: Vote
Which way?

## move pen: For yourself
Write your plan.

## move result: What we chose
Look at it together.

## question word
One word for the road

At most 20 characters.

## question way/bridge
Over the bridge?

It is old.

- left: Over it
- right: Round it

<!-- Left leans on trust. -->

## question way/forest
Through the forest?

- left: Through it
- right: Round it

<!-- Right takes longer. -->

## question plan
My plan

- if: When …

## debrief
- What made you choose?

## care
Anyone may pass.

## evidence
Weak.

## paper
Write here:

___
___
"""

DECK = """\
---
marp: true
theme: default
title: A short walk
summary: Ten minutes
lang: {lang}
---

<!-- _class: lead -->
<!-- raus: {{item: welcome, minutes: 2, id: welcome}} -->

# Welcome

Good that you came.

<!-- Smile. -->

---

# The way ahead

- one
- two

---

<!-- raus: {{exercise: crossing, item: vote, minutes: 8, picks: {{way: forest}}}} -->

# At the crossing

<!-- Take your time. -->
"""

OTHER = """\
code: S9
keys: [S]
minutes: {min: 1, standard: 2, max: 3}
evidence: weak
flow:
  - {move: talk, id: smile, minutes: 2}
"""

OTHER_WORDS = """\
# A smile

## instruction
Smile.

## move smile: Smile
Look at each other.
"""

OTHER_DECK = """\
---
title: A smile
lang: {lang}
---

<!-- raus: {{exercise: smile}} -->
"""


class Shelf:
    """A folder of content that can be changed before it is read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.put("exercises/crossing/exercise.yaml", STRUCTURE)
        self.put("exercises/smile/exercise.yaml", OTHER)
        for lang in LANGUAGES:
            self.put(f"exercises/crossing/{lang}.md", WORDS)
            self.put(f"exercises/smile/{lang}.md", OTHER_WORDS)
            self.put(f"slides/walk/{lang}.md", DECK.format(lang=lang))
            self.put(f"slides/smile/{lang}.md", OTHER_DECK.format(lang=lang))

    def put(self, path: str, text: str | bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def change(self, path: str, changes: Mapping[str, str]) -> str:
        """Replaces each text once; the file as it then stands."""
        text = (self.folder / path).read_text("utf-8")
        for old, new in changes.items():
            assert old in text, old
            text = text.replace(old, new, 1)
        self.put(path, text)
        return text

    def read(self) -> Library:
        return Library.load([self.folder], kinds())


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.chdir(tmp_path)
    return Shelf(tmp_path)
