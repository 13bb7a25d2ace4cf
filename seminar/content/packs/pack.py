"""Own content as one file to share: a zip with a list of what is in it, and nothing but words
and structure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from seminar.content.authoring.report import said
from seminar.content.authoring.scaffold import PLACES
from seminar.content.exercise.structure import Kinds
from seminar.content.library import Library, bundled
from seminar.content.source.names import is_name
from seminar.core.errors import NotFound, Refused
from seminar.core.i18n import LANGUAGE_NAMES, say

MANIFEST = "pack.json"
FORMAT = 1

WORDS = frozenset(("README.md", *(f"{lang}.md" for lang in LANGUAGE_NAMES)))
FILES: Mapping[str, frozenset[str]] = {"exercises": WORDS | {"exercise.yaml"}, "slides": WORDS}
"""By place, what a folder there may hold. Nothing of it can be run, and nothing fetches
anything."""

_SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""The same content makes the same file, whenever it is packed."""


def packed(folder: Path, kinds: Kinds) -> tuple[bytes, list[str]]:
    """The content of `folder` as a pack, and the names of what was left out since no pack may hold
    it.

    `folder` is a content folder, or one exercise or deck that needs no other. What has faults is
    not packed.
    """
    found, left = _found(folder)
    if not found:
        raise NotFound(say("There are no exercises and no slides in {folder}.", folder=str(folder)))
    library = Library.load([*bundled(), folder], kinds)
    if library.faults:
        raise Refused(
            say("Not packed, for it has faults. The first: {fault}", fault=said(library.faults[0]))
        )
    texts = {name: path.read_bytes() for name, path in found.items()}
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as pack:
        for name, text in {MANIFEST: manifest(texts), **texts}.items():
            entry = ZipInfo(name, _SAME_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = (
                ZIP_DEFLATED,
                3,
                0o100644 << 16,
            )
            pack.writestr(entry, text)
    return made.getvalue(), left


def manifest(texts: Mapping[str, bytes]) -> bytes:
    """The list that a pack begins with: each file's name and fingerprint."""
    files = {name: sha256(text).hexdigest() for name, text in sorted(texts.items())}
    return json.dumps({"format": FORMAT, "files": files}, indent=1).encode()


def belongs(name: str) -> bool:
    """Whether a pack may hold a file of this name."""
    place, _, rest = name.partition("/")
    id_, _, file = rest.partition("/")
    return is_name(id_) and file in FILES.get(place, ())


def _found(folder: Path) -> tuple[dict[str, Path], list[str]]:
    """The files of a content folder by their names in a pack, and what else there is."""
    folder = folder.resolve()
    single = (folder / "exercise.yaml").is_file() or any(
        (folder / f"{lang}.md").is_file() for lang in LANGUAGE_NAMES
    )
    found: dict[str, Path] = {}
    left: list[str] = []
    for name, path in sorted(_single(folder) if single else _all(folder)):
        if belongs(name) and path.is_file() and not path.is_symlink():
            found[name] = path
        elif path.name[0] not in "._":
            left.append(name)
    return found, left


def _single(folder: Path) -> Iterator[tuple[str, Path]]:
    place = PLACES["exercise" if (folder / "exercise.yaml").is_file() else "programme"]
    for path in folder.iterdir():
        yield f"{place}/{folder.name}/{path.name}", path


def _all(folder: Path) -> Iterator[tuple[str, Path]]:
    for place in PLACES.values():
        for path in (folder / place).glob("*/*"):
            if path.parent.name[0] not in "._":
                yield str(PurePosixPath(place, path.parent.name, path.name)), path
