"""A pack that somebody sent: trusted in nothing, read within limits, written only when all is
right."""

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

from seminar.content.authoring.report import describe_fault
from seminar.content.exercise.structure import Kinds
from seminar.content.library import Library, bundled
from seminar.content.packs.pack import FORMAT, MANIFEST, may_be_packed
from seminar.content.source.text_file import LARGEST
from seminar.core.errors import NotFound, RausError, Refused
from seminar.core.i18n import Say, say

MOST_BYTES = 4 * 1024 * 1024
"""The largest pack: all bundled content takes less than a quarter, as a test holds."""

MOST_FILES = 1000
MOST_UNPACKED = 32 * 1024 * 1024
"""Files in a pack, and bytes when it is unpacked: what a small machine holds in memory at once."""

MOST_RATIO = 100
"""How many times larger than in the pack a file may be; text becomes three to five times larger."""


@dataclass(frozen=True)
class Installed:
    """The folders that were written, within the content folder."""

    new: tuple[str, ...]
    replaced: tuple[str, ...]


def install_content(
    pack: Path, into: Path, kinds: Kinds, *, over: bool = False
) -> Installed:
    """Put the pack's exercises and decks into the content folder `into`: all of them, or none.

    With `over` they take the place of what has the same name there.
    Raises:
        RausError: something in the pack, or in the folder, does not allow it.
    """
    texts = open_pack(pack)
    folders = sorted({name.rpartition("/")[0] for name in texts})
    _refuse_clashes(folders, into, kinds, over=over)
    try:
        into.mkdir(parents=True, exist_ok=True)
        # A name that begins with a dot is no content, so that half a pack is never read.
        with tempfile.TemporaryDirectory(prefix=".raus-pack-", dir=into) as workspace:
            draft = Path(workspace) / "new"
            old = Path(workspace) / "old"
            _write_draft(texts, draft)
            _refuse_faults(Library.load([*bundled(), draft], kinds), draft)
            return _move_folders(folders, draft, old, into)
    except OSError as error:
        why = error.strerror or str(error)
        raise RausError(
            say("{path} could not be written: {why}", path=str(into), why=why)
        ) from None


def open_pack(pack: Path) -> Mapping[str, bytes]:
    """Return the files in the pack, by name.

    Raises:
        RausError: something in it is not as `raus pack` makes it.
    """
    try:
        if not pack.is_file():
            raise NotFound(say("There is no file {path}.", path=str(pack)))
        if pack.stat().st_size > MOST_BYTES:
            raise _refusal(
                say("It is larger than {limit} MB.", limit=MOST_BYTES // 1024**2)
            )
        with ZipFile(pack) as archive:
            return _read_texts(archive)
    except (
        BadZipFile,
        BadDeflate,
        EOFError,
        NotImplementedError,
        ValueError,
        OverflowError,
    ):
        raise _refusal(say("It is no pack, or it was damaged on its way.")) from None
    except OSError as error:
        raise RausError(
            say(
                "{path} cannot be opened ({reason}).",
                path=str(pack),
                reason=error.strerror or str(error),
            )
        ) from None


def _read_texts(pack: ZipFile) -> Mapping[str, bytes]:
    entries = pack.infolist()
    if len(entries) > MOST_FILES:
        raise _refusal(
            say("There are more than {limit} files in it.", limit=MOST_FILES)
        )
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise _refusal(say("A file is in it twice."))
    for entry in entries:
        _check_entry(entry)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _refusal(
            say("It would take more than {limit} MB.", limit=MOST_UNPACKED // 1024**2)
        )
    if MANIFEST not in names:
        raise _refusal(
            say("It has no list of what is in it. Packs are made by `raus pack`.")
        )
    listed = _read_manifest(_read_entry(pack, pack.getinfo(MANIFEST)))
    texts = {
        entry.filename: _read_entry(pack, entry)
        for entry in entries
        if entry.filename != MANIFEST
    }
    if (
        not texts
        or {name: sha256(text).hexdigest() for name, text in texts.items()} != listed
    ):
        raise _refusal(
            say(
                "What is in it is not what its list says. It was changed or damaged on its way."
            )
        )
    return texts


def _check_entry(entry: ZipInfo) -> None:
    """Refuse an entry unless it is a plain file, of a name that belongs in a pack, of a size that
    words have."""
    if entry.filename != MANIFEST and not may_be_packed(entry.filename):
        raise _refusal(
            say("{name} does not belong in a pack.", name=ascii(entry.filename)[:80])
        )
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG) or entry.is_dir():
        raise _refusal(say("{name} is not a plain file.", name=entry.filename))
    if entry.flag_bits & 0x1 or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise _refusal(
            say("{name} is packed in a way that is not read here.", name=entry.filename)
        )
    if entry.file_size > LARGEST or entry.file_size > MOST_RATIO * max(
        entry.compress_size, 64
    ):
        raise _refusal(say("{name} is too large.", name=entry.filename))


def _read_entry(pack: ZipFile, entry: ZipInfo) -> bytes:
    """Return the entry's bytes, within limits: the size it claims is only what its sender says."""
    with pack.open(entry) as file:
        text = file.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise _refusal(say("{name} is too large.", name=entry.filename))
    return text


def _read_manifest(text: bytes) -> Mapping[str, Any]:
    """Return each file's fingerprint, as the pack's list says."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or not isinstance(content.get("files"), dict):
        raise _refusal(say("Its list of what is in it cannot be read."))
    if content.get("format") != FORMAT:
        raise _refusal(
            say(
                "It was made by another version of RAUS. Install a newer one and try again."
            )
        )
    listed: Mapping[str, Any] = content["files"]
    return listed


def _refuse_clashes(
    folders: Sequence[str], into: Path, kinds: Kinds, *, over: bool
) -> None:
    """Refuse a pack that takes the name of bundled content, or of own content without leave."""
    ours = Library.load(bundled(), kinds)
    for folder in folders:
        place, _, name = folder.partition("/")
        if name in (ours.exercises if place == "exercises" else ours.programmes):
            raise _refusal(
                say(
                    "{name} is the name of something that comes with RAUS.", name=folder
                )
            )
        if (into / folder).exists() and not over:
            there = say(
                "{path} is there already. To put the new one in its place, add --replace.",
                path=str(into / folder),
            )
            raise _refusal(there)


def _refuse_faults(library: Library, draft: Path) -> None:
    """Refuse a pack whose content has faults."""
    for fault in library.faults:
        inside = Path(fault.file).resolve().relative_to(draft.resolve())
        raise _refusal(
            say(
                "It has faults. The first: {fault}",
                fault=describe_fault(replace(fault, file=inside.as_posix())),
            )
        )


def _write_draft(texts: Mapping[str, bytes], draft: Path) -> None:
    for name, text in texts.items():
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


def _move_folders(
    folders: Sequence[str], draft: Path, old: Path, into: Path
) -> Installed:
    """Move each folder to its place by renaming.

    Where a folder cannot be moved, those before it are put back.
    """
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
    except BaseException:
        # Also when the author interrupts it: the old folder is about to be cleared away.
        for source, target in reversed(done):
            target.rename(source)
        raise
    return Installed(
        tuple(folder for folder in folders if folder not in replaced), replaced
    )


def _keep_what_no_pack_holds(old: Path, new: Path) -> None:
    """Move notes and pictures of the author's own back to where they were."""
    for path in old.iterdir():
        if not may_be_packed(f"{old.parent.name}/{old.name}/{path.name}"):
            path.rename(new / path.name)


def _refusal(reason: Say) -> Refused:
    return Refused(say("The pack was not installed. {reason}", reason=reason))
