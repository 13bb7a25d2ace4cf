"""The content that a room was opened with: the texts of its deck and exercises, as they were read.

A room keeps these texts, not what was made of them, so that nothing but text is ever read back, and
by the same rules as an author's files.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from seminar.content.deck.compile import PlannedProgramme, plan_programme
from seminar.content.deck.single_exercise import plan_single_exercise
from seminar.content.deck.slides import Deck, read_deck
from seminar.content.exercise.reader import WrittenExercise, make_exercise
from seminar.content.exercise.structure import Kinds
from seminar.content.source.faults import Findings
from seminar.core.errors import RausError
from seminar.core.i18n import LANGUAGE_NAMES, say

Texts = Mapping[str, str]
"""By the name of the file."""

LARGEST = 32 * 1024 * 1024
"""Bytes of unpacked sources: more than a deck and its exercises can be, each file being bounded."""

UNREADABLE = say(
    "The content that it was opened with cannot be read by this version of RAUS."
)


@dataclass(frozen=True)
class Sources:
    """All texts that one programme is made of."""

    programme: str
    deck: Texts
    """Nothing where the programme is one exercise alone."""
    exercises: Mapping[str, Texts]

    @classmethod
    def of(cls, plan: PlannedProgramme) -> Sources:
        """Gather the texts that this programme was made of."""
        # A language that did not fit the others is no part of the programme.
        files = [f"{deck.lang}.md" for deck in plan.decks]
        deck = {file: plan.texts[file] for file in files if file in plan.texts}
        return cls(
            plan.id,
            deck,
            {id_: written.texts for id_, written in plan.exercises.items()},
        )

    @classmethod
    def unpack(cls, packed: bytes) -> Sources:
        """Read what `packed` made, or raise `RausError` in words where it is damaged."""
        try:
            unpacking = zlib.decompressobj()
            content: Any = json.loads(unpacking.decompress(packed, LARGEST))
            return cls(
                str(content["programme"]),
                _checked_texts(content["deck"]),
                {
                    str(id_): _checked_texts(texts)
                    for id_, texts in content["exercises"].items()
                },
            )
        except (zlib.error, ValueError, LookupError, TypeError, AttributeError):
            raise RausError(UNREADABLE) from None

    @cached_property
    def packed(self) -> bytes:
        """Return the sources as they are stored: JSON, compressed."""
        return zlib.compress(self._plain, 9)

    @cached_property
    def hash(self) -> str:
        """Return the name by which the same sources are stored once."""
        return blake2b(self._plain, digest_size=16).hexdigest()

    @property
    def _plain(self) -> bytes:
        content = {
            "programme": self.programme,
            "deck": self.deck,
            "exercises": self.exercises,
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()


def _checked_texts(stored: object) -> Texts:
    """Return the texts by file name, or raise `TypeError` where they are nothing of the kind."""
    if not isinstance(stored, dict):
        raise TypeError(stored)
    return {str(name): str(text) for name, text in stored.items()}


def plan_again(sources: Sources, kinds: Kinds) -> PlannedProgramme:
    """Make the programme of these texts anew, or raise `RausError` in words."""
    written = {
        id_: _written(id_, texts, kinds) for id_, texts in sources.exercises.items()
    }
    if not sources.deck:
        (exercise,) = written.values()
        plan, _ = plan_single_exercise(exercise)
    else:
        plan, _ = plan_programme(
            sources.programme, _decks(sources.deck), written, set()
        )
    if plan is None or len(plan.decks) < len(sources.deck):
        raise RausError(UNREADABLE)
    return replace(plan, texts=sources.deck)


def _written(id_: str, texts: Texts, kinds: Kinds) -> WrittenExercise:
    def text_of(name: str, findings: Findings) -> str | None:
        return texts.get(name)

    written, _ = make_exercise(id_, text_of, Path(id_), kinds)
    if written is None or len(written.texts) < len(texts):
        raise RausError(UNREADABLE)
    return written


def _decks(texts: Texts) -> list[Deck]:
    decks = []
    for lang in LANGUAGE_NAMES:
        text = texts.get(f"{lang}.md")
        if text is not None:
            deck = read_deck(text, lang, Findings(f"{lang}.md"))
            if deck is None:
                raise RausError(UNREADABLE)
            decks.append(deck)
    return decks
