"""The file that an author has open: what it is a part of, and whether something was saved since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from seminar.content.authoring.scaffold import PLACES
from seminar.content.deck.single_exercise import single_programme_id
from seminar.content.exercise.structure import Kinds
from seminar.content.library import Library, bundled
from seminar.core.errors import NotFound
from seminar.core.i18n import LANGUAGE_NAMES, say

Stamp = tuple[tuple[str, int, int], ...]
"""Each file with when it was saved and how large it is."""


@dataclass(frozen=True)
class OpenContent:
    """An exercise or a deck, and the folder of content that it stands in."""

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
        """Return the id that it has in the library."""
        return single_programme_id(self.exercise) if self.exercise else self.folder.name

    def read(self, kinds: Kinds) -> Library:
        """Read all content, as it is saved now."""
        return Library.load(
            [*bundled(), self.root, *self.beside], kinds, single=self.exercise
        )

    def stamp(self) -> Stamp:
        """Return a value that changes whenever something in the content folder is saved."""
        return tuple(sorted(_read_stamps(self.root)))


def find_open_content(path: Path, beside: Sequence[Path] = ()) -> OpenContent:
    """Return the exercise or deck that `path` is, or is a part of.

    Of a content folder it is the first deck, or else the first exercise.
    Raises:
        NotFound: there is no such file, or it belongs to no exercise and no deck.
    """
    path = path.resolve()
    if not path.exists():
        raise NotFound(say("There is no file {path}.", path=str(path)))
    folder = path if path.is_dir() else path.parent
    lang = path.stem if path.suffix == ".md" and path.stem in LANGUAGE_NAMES else ""
    if path.is_dir() and (first := next(_list_content(path), None)):
        folder = first
    is_exercise = (folder / "exercise.yaml").is_file()
    if not is_exercise and not any(
        (folder / f"{language}.md").is_file() for language in LANGUAGE_NAMES
    ):
        raise NotFound(
            say(
                "{path} is no exercise and no deck. Name a folder with exercise.yaml or nb.md.",
                path=str(path),
            )
        )
    root = folder.parent.parent if folder.parent.name in PLACES.values() else folder
    return OpenContent(
        folder, root, folder.name if is_exercise else "", lang, tuple(beside)
    )


def _list_content(root: Path) -> Iterator[Path]:
    """Yield the decks and then the exercises of a content folder."""
    for place in ("slides", "exercises"):
        if (root / place).is_dir():
            yield from sorted(
                folder
                for folder in (root / place).iterdir()
                if folder.is_dir() and folder.name[0] not in "._"
            )


def _read_stamps(root: Path) -> Iterator[tuple[str, int, int]]:
    """Yield each file with when it was saved and its size in bytes."""
    for pattern in ("*.md", "*.yaml", "exercises/*/*", "slides/*/*"):
        for file in root.glob(pattern):
            try:
                status = file.stat()
            except OSError:
                # Saved by way of another file at this very moment; the next look finds it.
                continue
            yield str(file), status.st_mtime_ns, status.st_size
