"""Everything that can be run: the exercises and programmes of some folders, and what is wrong
with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from seminar.content.deck.compile import Planned
from seminar.content.exercise.structure import Kinds
from seminar.content.loader import Reading
from seminar.core.errors import Fault, NotFound
from seminar.core.i18n import say
from seminar.core.model.exercise import Exercise
from seminar.core.model.programme import Programme


def bundled() -> tuple[Path, ...]:
    """The folders of the content that comes with the program, installed or in a clone."""
    package = Path(str(files("seminar")))
    installed = package / "_content"
    return (installed if installed.is_dir() else package.parent,)


@dataclass(frozen=True)
class Library:
    """The content as it was read once; nothing in it changes."""

    programmes: Mapping[str, Programme]
    """By id, each with the cases that its deck picked."""
    exercises: Mapping[str, Exercise]
    languages: Mapping[str, tuple[str, ...]]
    """By exercise, the languages in which all its words stand."""
    faults: tuple[Fault, ...]
    _planned: Mapping[str, Planned]

    @classmethod
    def load(cls, folders: Sequence[Path], kinds: Kinds, *, single: str = "") -> Library:
        """All that can be read in `folders`, each of which holds `exercises/` and `slides/`.

        A folder may also be one exercise or one deck. What is broken is left out and told in
        `faults`. The exercise `single` is a programme of its own besides.
        """
        reading = Reading(kinds)
        for folder in dict.fromkeys(folder.resolve() for folder in folders):
            reading.folder(folder)
        reading.read()
        if single:
            reading.read_alone(single)
        return cls(
            programmes={id_: one.programme({}) for id_, one in reading.planned.items()},
            exercises={id_: one.exercise for id_, one in reading.written.items()},
            languages={id_: tuple(one.words) for id_, one in reading.written.items()},
            faults=tuple(reading.faults),
            _planned=reading.planned,
        )

    def programme(self, id: str, picks: Mapping[str, str] | None = None) -> Programme:
        """The programme with these cases (qualified question id to case id), or `NotFound` in
        words."""
        if id not in self._planned:
            raise NotFound(
                say("There is no programme “{name}”. Choose one of those in the list.", name=id)
            )
        return self._planned[id].programme(picks) if picks else self.programmes[id]
