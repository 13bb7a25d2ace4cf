"""The four keys, and the signs of a reaction."""

from __future__ import annotations

from typing import Literal, get_args

Key = Literal["R", "A", "U", "S"]
KEYS: tuple[Key, ...] = get_args(Key)

Sign = Literal["smile", "thanks", "idea", "question", "pause"]
"""A small drawing that stands beside a word: a face, a heart, a lamp, a question mark, a cup."""
