"""Own content as a file to share: a zip of words and structure, and a list of what is in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from seminar.content.authoring.report import describe_fault
from seminar.content.authoring.scaffold import PLACES
from seminar.content.exercise.structure import Kinds
from seminar.content.library import Library, bundled
from seminar.content.source.names import is_name
from seminar.core.errors import NotFound, Refused
from seminar.core.i18n import LANGUAGE_NAMES, say

MANIFEST = "pack.json"
FORMAT = 1

WORDS = frozenset(("README.md", *(f"{lang}.md" for lang in LANGUAGE_NAMES)))
FILES: Mapping[str, frozenset[str]] = {
    "exercises": WORDS | {"exercise.yaml"},
    "slides": WORDS,
}
"""By place, what a folder there may hold. Nothing of it can be run, and nothing fetches
anything."""

_SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""The same content makes the same file, whenever it is packed."""


def build_pack(folder: Path, kinds: Kinds) -> tuple[bytes, list[str]]:
    """Return the content of `folder` as a pack, and the names of what no pack may hold.

    `folder` is a content folder, or an exercise or deck that needs no other.
    Raises:
        NotFound: there is no content in it.
        Refused: it has faults.
    """
    paths, left_out = _find_files(folder)
    if not paths:
        raise NotFound(
            say("There are no exercises and no slides in {folder}.", folder=str(folder))
        )
    library = Library.load([*bundled(), folder], kinds)
    if library.faults:
        raise Refused(
            say(
                "Not packed, for it has faults. The first: {fault}",
                fault=describe_fault(library.faults[0]),
            )
        )
    texts = {name: path.read_bytes() for name, path in paths.items()}
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as pack:
        for name, text in {MANIFEST: build_manifest(texts), **texts}.items():
            entry = ZipInfo(name, _SAME_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            pack.writestr(entry, text)
    return archive.getvalue(), left_out


def build_manifest(texts: Mapping[str, bytes]) -> bytes:
    """Return the list that a pack begins with: each file's name and SHA-256."""
    files = {name: sha256(text).hexdigest() for name, text in sorted(texts.items())}
    return json.dumps({"format": FORMAT, "files": files}, indent=1).encode()


def may_be_packed(name: str) -> bool:
    """Return whether a pack may hold a file of this name."""
    place, _, remainder = name.partition("/")
    id_, _, file = remainder.partition("/")
    return is_name(id_) and file in FILES.get(place, ())


def _find_files(folder: Path) -> tuple[dict[str, Path], list[str]]:
    """Return the files of a content folder by their names in a pack, and what else there is."""
    folder = folder.resolve()
    single = (folder / "exercise.yaml").is_file() or any(
        (folder / f"{lang}.md").is_file() for lang in LANGUAGE_NAMES
    )
    paths: dict[str, Path] = {}
    left_out: list[str] = []
    for name, path in sorted(_list_single(folder) if single else _list_all(folder)):
        if may_be_packed(name) and path.is_file() and not path.is_symlink():
            paths[name] = path
        elif path.name[0] not in "._":
            left_out.append(name)
    return paths, left_out


def _list_single(folder: Path) -> Iterator[tuple[str, Path]]:
    place = PLACES["exercise" if (folder / "exercise.yaml").is_file() else "programme"]
    for path in folder.iterdir():
        yield f"{place}/{folder.name}/{path.name}", path


def _list_all(folder: Path) -> Iterator[tuple[str, Path]]:
    for place in PLACES.values():
        for path in (folder / place).glob("*/*"):
            if path.parent.name[0] not in "._":
                yield str(PurePosixPath(place, path.parent.name, path.name)), path
