"""A pack that somebody sent: believed in nothing, read within limits, and written only when all
of it is right."""

from __future__ import annotations

import json
import stat
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as BadDeflate

from seminar.content.authoring.report import said
from seminar.content.exercise.structure import Kinds
from seminar.content.library import Library, bundled
from seminar.content.packs.pack import FORMAT, MANIFEST, belongs
from seminar.content.source.text_file import LARGEST
from seminar.core.errors import NotFound, RausError, Refused
from seminar.core.i18n import Say, say

MOST_BYTES = 4 * 1024 * 1024
"""Of the pack itself."""

MOST_FILES = 1000
MOST_UNPACKED = 32 * 1024 * 1024
MOST_RATIO = 100
"""How many times larger than in the pack a file may be; text becomes three to five times larger."""


@dataclass(frozen=True)
class Installed:
    """What was written: folders within the content folder."""

    new: tuple[str, ...]
    replaced: tuple[str, ...]


def install(pack: Path, into: Path, kinds: Kinds, *, over: bool = False) -> Installed:
    """Puts the pack's exercises and decks into the content folder `into`: all of them, or nothing
    and a reason.

    With `over` they take the place of what has the same name there.
    """
    texts = opened(pack)
    folders = sorted({name.rpartition("/")[0] for name in texts})
    _refuse_clashes(folders, into, kinds, over=over)
    try:
        into.mkdir(parents=True, exist_ok=True)
        # A name that begins with a dot is no content, so that half a pack is never read.
        with tempfile.TemporaryDirectory(prefix=".raus-pack-", dir=into) as made:
            draft, old = Path(made) / "new", Path(made) / "old"
            _write(texts, draft)
            _refuse_faults(Library.load([*bundled(), draft], kinds), draft)
            return _moved(folders, draft, old, into)
    except OSError as error:
        why = error.strerror or str(error)
        raise RausError(
            say("{path} could not be written: {why}", path=str(into), why=why)
        ) from None


def opened(pack: Path) -> Mapping[str, bytes]:
    """What is in the pack, by name; refused in words where anything of it is not as `raus pack`
    makes it."""
    try:
        if not pack.is_file():
            raise NotFound(say("There is no file {path}.", path=str(pack)))
        if pack.stat().st_size > MOST_BYTES:
            raise _refused(say("It is larger than {limit} MB.", limit=MOST_BYTES // 1024**2))
        with ZipFile(pack) as found:
            return _texts(found)
    except (BadZipFile, BadDeflate, EOFError, NotImplementedError, ValueError, OverflowError):
        raise _refused(say("It is no pack, or it was damaged on its way.")) from None
    except OSError as error:
        raise RausError(
            say(
                "{path} cannot be opened ({reason}).",
                path=str(pack),
                reason=error.strerror or str(error),
            )
        ) from None


def _texts(pack: ZipFile) -> Mapping[str, bytes]:
    entries = pack.infolist()
    if len(entries) > MOST_FILES:
        raise _refused(say("There are more than {limit} files in it.", limit=MOST_FILES))
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise _refused(say("A file is in it twice."))
    for entry in entries:
        _check(entry)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _refused(say("It would take more than {limit} MB.", limit=MOST_UNPACKED // 1024**2))
    if MANIFEST not in names:
        raise _refused(say("It has no list of what is in it. Packs are made by `raus pack`."))
    listed = _listed(_read(pack, pack.getinfo(MANIFEST)))
    texts = {entry.filename: _read(pack, entry) for entry in entries if entry.filename != MANIFEST}
    if not texts or {name: sha256(text).hexdigest() for name, text in texts.items()} != listed:
        raise _refused(
            say("What is in it is not what its list says. It was changed or damaged on its way.")
        )
    return texts


def _check(entry: ZipInfo) -> None:
    """One entry: a plain file, of a name that belongs in a pack, of a size that words have."""
    if entry.filename != MANIFEST and not belongs(entry.filename):
        raise _refused(say("{name} does not belong in a pack.", name=ascii(entry.filename)[:80]))
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG) or entry.is_dir():
        raise _refused(say("{name} is not a plain file.", name=entry.filename))
    if entry.flag_bits & 0x1 or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise _refused(say("{name} is packed in a way that is not read here.", name=entry.filename))
    if entry.file_size > LARGEST or entry.file_size > MOST_RATIO * max(entry.compress_size, 64):
        raise _refused(say("{name} is too large.", name=entry.filename))


def _read(pack: ZipFile, entry: ZipInfo) -> bytes:
    """The entry's text. How large it is said to be is only what its sender says."""
    with pack.open(entry) as file:
        text = file.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise _refused(say("{name} is too large.", name=entry.filename))
    return text


def _listed(text: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("files"), dict):
        raise _refused(say("Its list of what is in it cannot be read."))
    if found.get("format") != FORMAT:
        raise _refused(
            say("It was made by another version of RAUS. Install a newer one and try again.")
        )
    listed: Mapping[str, Any] = found["files"]
    return listed


def _refuse_clashes(folders: Sequence[str], into: Path, kinds: Kinds, *, over: bool) -> None:
    """Nothing takes the name of what comes along, and nothing that stands there is lost unless
    that was asked for."""
    ours = Library.load(bundled(), kinds)
    for folder in folders:
        place, _, name = folder.partition("/")
        if name in (ours.exercises if place == "exercises" else ours.programmes):
            raise _refused(
                say("{name} is the name of something that comes with RAUS.", name=folder)
            )
        if (into / folder).exists() and not over:
            there = say(
                "{path} is there already. To put the new one in its place, add --replace.",
                path=str(into / folder),
            )
            raise _refused(there)


def _refuse_faults(library: Library, draft: Path) -> None:
    for fault in library.faults:
        inside = Path(fault.file).resolve().relative_to(draft.resolve())
        raise _refused(
            say(
                "It has faults. The first: {fault}",
                fault=said(replace(fault, file=inside.as_posix())),
            )
        )


def _write(texts: Mapping[str, bytes], draft: Path) -> None:
    for name, text in texts.items():
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


def _moved(folders: Sequence[str], draft: Path, old: Path, into: Path) -> Installed:
    """Each folder at its place, by renaming; where one cannot be moved, those before it are put
    back."""
    done: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)
        done.append((source, target))

    replaced = tuple(folder for folder in folders if (into / folder).exists())
    try:
        for folder in folders:
            if folder in replaced:
                move(into / folder, old / folder)
            move(draft / folder, into / folder)
        for folder in replaced:
            _keep_what_no_pack_holds(old / folder, into / folder)
    except (
        BaseException
    ):  # Also when the author changes their mind: the old folder is about to be cleared away.
        for source, target in reversed(done):
            target.rename(source)
        raise
    return Installed(tuple(folder for folder in folders if folder not in replaced), replaced)


def _keep_what_no_pack_holds(old: Path, new: Path) -> None:
    """Notes and pictures of the author's own stay where they were."""
    for path in old.iterdir():
        if not belongs(f"{old.parent.name}/{old.name}/{path.name}"):
            path.rename(new / path.name)


def _refused(reason: Say) -> Refused:
    return Refused(say("The pack was not installed. {reason}", reason=reason))
