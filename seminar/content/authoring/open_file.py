"""The file that an author has open: what it is a part of, and whether something beside it was
saved since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from seminar.content.authoring.scaffold import PLACES
from seminar.content.deck.single_exercise import alone
from seminar.content.exercise.structure import Kinds
from seminar.content.library import Library, bundled
from seminar.core.errors import NotFound
from seminar.core.i18n import LANGUAGE_NAMES, say

Stamp = tuple[tuple[str, int, int], ...]
"""Each file with when it was saved and how large it is."""


@dataclass(frozen=True)
class Open:
    """One exercise or one deck, and the folder of content that it stands in."""

    folder: Path
    root: Path
    """Its content folder; its own folder where that is none."""
    exercise: str
    """The exercise's id; nothing for a deck."""
    lang: str
    """The language of the file that was named, or nothing."""
    beside: tuple[Path, ...] = ()
    """Other content folders, whose exercises a deck may name."""

    @property
    def programme(self) -> str:
        """What it is called in the library."""
        return alone(self.exercise) if self.exercise else self.folder.name

    def read(self, kinds: Kinds) -> Library:
        """All content, as it is saved now."""
        return Library.load([*bundled(), self.root, *self.beside], kinds, single=self.exercise)

    def stamp(self) -> Stamp:
        """What changes whenever something in the content folder is saved."""
        return tuple(sorted(_stamps(self.root)))


def opened(path: Path, beside: Sequence[Path] = ()) -> Open:
    """What `path` is a part of: an exercise's or a deck's folder, or a file in it; or the first
    in a content folder."""
    path = path.resolve()
    if not path.exists():
        raise NotFound(say("There is no file {path}.", path=str(path)))
    folder = path if path.is_dir() else path.parent
    lang = path.stem if path.suffix == ".md" and path.stem in LANGUAGE_NAMES else ""
    if path.is_dir() and (first := next(_within(path), None)):
        folder = first
    is_exercise = (folder / "exercise.yaml").is_file()
    if not is_exercise and not any((folder / f"{one}.md").is_file() for one in LANGUAGE_NAMES):
        raise NotFound(
            say(
                "{path} is no exercise and no deck. Name a folder with exercise.yaml or nb.md.",
                path=str(path),
            )
        )
    root = folder.parent.parent if folder.parent.name in PLACES.values() else folder
    return Open(folder, root, folder.name if is_exercise else "", lang, tuple(beside))


def _within(root: Path) -> Iterator[Path]:
    """The decks and then the exercises of a content folder."""
    for place in ("slides", "exercises"):
        if (root / place).is_dir():
            yield from sorted(
                one for one in (root / place).iterdir() if one.is_dir() and one.name[0] not in "._"
            )


def _stamps(root: Path) -> Iterator[tuple[str, int, int]]:
    for pattern in ("*.md", "*.yaml", "exercises/*/*", "slides/*/*"):
        for file in root.glob(pattern):
            try:
                found = file.stat()
            except OSError:
                continue  # Saved by way of another file at this very moment; the next look finds it.
            yield str(file), found.st_mtime_ns, found.st_size
