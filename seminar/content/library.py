"""The library: all exercises and programmes of some folders, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from seminar.content.deck.compile import PlannedProgramme
from seminar.content.deck.scripts import check_scripts
from seminar.content.exercise.structure import Kinds
from seminar.content.loader import Reading
from seminar.content.pinned import Sources, plan_again
from seminar.content.source.faults import Findings
from seminar.core.errors import Fault, NotFound
from seminar.core.i18n import say
from seminar.core.model.exercise import Exercise
from seminar.core.model.programme import Programme


def bundled() -> tuple[Path, ...]:
    """Return the folders of the content that comes with the program, installed or in a clone."""
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
    _planned: Mapping[str, PlannedProgramme]
    _kinds: Kinds
    _sources: dict[str, Sources] = field(default_factory=dict)
    """By programme, once they have been asked for."""
    _pinned: dict[str, PlannedProgramme] = field(default_factory=dict)
    """By the hash of the sources that they were made of."""

    @classmethod
    def load(
        cls, folders: Sequence[Path], kinds: Kinds, *, single: str = ""
    ) -> Library:
        """Return all that can be read in `folders`, each of which holds `exercises/` and `slides/`.

        A folder may also be an exercise or a deck. What is broken is left out, with its reasons in
        `faults`. The exercise `single` is a programme of its own besides.
        """
        reading = Reading(kinds)
        for folder in dict.fromkeys(folder.resolve() for folder in folders):
            reading.folder(folder)
        reading.read()
        if single:
            reading.read_alone(single)
        return cls(
            programmes={
                id_: item.programme({}) for id_, item in reading.planned.items()
            },
            exercises={id_: item.exercise for id_, item in reading.written.items()},
            languages={id_: tuple(item.words) for id_, item in reading.written.items()},
            faults=tuple(reading.faults),
            _planned=reading.planned,
            _kinds=kinds,
        )

    def check_scripts(self) -> tuple[Fault, ...]:
        """Return where what is to be said aloud does not fill its minutes.

        These are no reason to leave a deck out: it runs, and somebody stands there without words.
        """
        faults: list[Fault] = []
        for plan in self._planned.values():
            for deck in plan.decks:
                findings = Findings(deck.file)
                check_scripts(deck, plan.arrangement, findings)
                faults += findings.faults
        return tuple(faults)

    def programme(self, id: str, picks: Mapping[str, str] | None = None) -> Programme:
        """Return the programme with these cases (qualified question id to case id).

        Raises:
            NotFound: there is no such programme, or a question has no such case.
        """
        if id not in self._planned:
            raise NotFound(
                say(
                    "There is no programme “{name}”. Choose one of those in the list.",
                    name=id,
                )
            )
        return self._planned[id].programme(picks) if picks else self.programmes[id]

    def sources(self, id: str) -> Sources | None:
        """Return what the programme is made of, to be kept with a room.

        None where there is no such programme now.
        """
        if id in self._planned and id not in self._sources:
            self._sources[id] = Sources.of(self._planned[id])
        return self._sources.get(id)

    def pinned(self, sources: Sources, picks: Mapping[str, str]) -> Programme:
        """Return the programme that these sources make, whatever stands in the files now.

        Raises:
            RausError: this version of the program cannot read them.
        """
        now = self.sources(sources.programme)
        if now is not None and now.hash == sources.hash:
            return self.programme(sources.programme, picks)
        if sources.hash not in self._pinned:
            self._pinned[sources.hash] = plan_again(sources, self._kinds)
        return self._pinned[sources.hash].programme(picks)
