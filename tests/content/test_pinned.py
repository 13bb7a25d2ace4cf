"""A room's own copy of its content makes the same programme again, and nothing but text is read."""

from __future__ import annotations

import pickle
import zlib
from pathlib import Path

import pytest

from seminar.content.library import Library
from seminar.content.pinned import Sources, plan_again
from seminar.core.errors import RausError
from seminar.kinds import kinds
from tests.content.bundled import library

LIBRARY = library()


@pytest.mark.parametrize("id_", sorted(LIBRARY.programmes))
def test_every_bundled_programme_is_the_same_when_it_is_made_again(id_: str) -> None:
    sources = LIBRARY.sources(id_)
    assert sources is not None
    stored = Sources.unpack(sources.packed)
    assert stored.hash == sources.hash
    assert plan_again(stored, kinds()).programme({}) == LIBRARY.programmes[id_]
    assert len(sources.packed) < 200_000


def test_a_programme_of_one_exercise_is_the_same_when_it_is_made_again() -> None:
    root = Path(__file__).parents[2]
    alone = Library.load(
        [root / "exercises" / "r1-check-in"], kinds(), single="r1-check-in"
    )
    (id_,) = alone.programmes
    sources = alone.sources(id_)
    assert sources is not None
    again = plan_again(Sources.unpack(sources.packed), kinds())
    assert again.programme({}) == alone.programmes[id_]


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"no archive",
        zlib.compress(b"no JSON"),
        zlib.compress(b"[]"),
        zlib.compress(b'{"programme": "x", "deck": [], "exercises": {}}'),
        zlib.compress(b" " * 40_000_000),
        zlib.compress(pickle.dumps({"programme": "x"})),
    ],
)
def test_what_is_damaged_is_refused_in_words(stored: bytes) -> None:
    with pytest.raises(RausError, match="cannot be read by this version"):
        Sources.unpack(stored)


def test_texts_that_make_no_programme_are_refused_in_words() -> None:
    sources = Sources("hour", {"nb.md": "# Hei"}, {"gone": {"exercise.yaml": "id: ["}})
    with pytest.raises(RausError, match="cannot be read by this version"):
        plan_again(sources, kinds())
