"""Own content goes into one file and comes out of it as it was; and a hostile file changes
nothing."""

from __future__ import annotations

import json
import os
import stat
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from seminar.cli import main
from seminar.content.library import Library, bundled
from seminar.content.packs import install as unpacking
from seminar.content.packs.install import open_pack
from seminar.content.packs.pack import MANIFEST, build_manifest, build_pack
from seminar.core.errors import RausError
from seminar.kinds import kinds
from tests.content.conftest import OTHER, OTHER_DECK, OTHER_WORDS, Shelf
from tests.served import ROOT

TEXTS = {
    "exercises/grin/exercise.yaml": OTHER.encode(),
    "exercises/grin/nb.md": OTHER_WORDS.encode(),
    "slides/grin-hour/nb.md": OTHER_DECK.format(lang="nb")
    .replace("smile", "grin")
    .encode(),
}


def raus(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), env={"RAUS_LANG": "en"})


def entry(name: str, mode: int = 0o100644, method: int = ZIP_DEFLATED) -> ZipInfo:
    made = ZipInfo(name)
    made.create_system = 3
    made.external_attr = mode << 16
    made.compress_type = method
    return made


def zipped(*entries: tuple[ZipInfo, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as pack:
        for info, text in entries:
            pack.writestr(info, text)
    return made.getvalue()


def pack_of(texts: Mapping[str, bytes], **other: bytes) -> bytes:
    """A pack whose list is right, whatever is in it."""
    listed = other.get("listed", build_manifest(texts))
    return zipped(
        (entry(MANIFEST), listed),
        *((entry(name), text) for name, text in texts.items()),
    )


def install(tmp_path: Path, content: bytes, *words: str) -> Result:
    pack = tmp_path / "sent.raus.zip"
    pack.write_bytes(content)
    return raus("install-pack", str(pack), "--into", str(tmp_path / "own"), *words)


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(folder)): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file()
    }


# --- There and back -------------------------------------------------------------------------------


def test_content_comes_out_of_a_pack_as_it_went_in(shelf: Shelf) -> None:
    told = raus("pack", str(shelf.folder), "-o", str(shelf.folder / "shelf.raus.zip"))
    assert told.exit_code == 0, told.output
    there = shelf.folder.parent / "there"
    told = raus(
        "install-pack", str(shelf.folder / "shelf.raus.zip"), "--into", str(there)
    )
    assert told.exit_code == 0, told.output
    assert told.output.count("Installed: ") == 4
    (shelf.folder / "shelf.raus.zip").unlink()
    assert files(there) == files(shelf.folder)
    assert Library.load([*bundled(), there], kinds()).faults == ()


def test_the_same_content_makes_the_same_pack(shelf: Shelf) -> None:
    first, _ = build_pack(shelf.folder, kinds())
    os.utime(shelf.folder / "exercises/smile/nb.md", (1, 1))
    assert build_pack(shelf.folder, kinds()) == (first, [])


def test_one_exercise_can_be_packed_alone(shelf: Shelf) -> None:
    content, _ = build_pack(shelf.folder / "exercises" / "smile", kinds())
    with ZipFile(BytesIO(content)) as pack:
        names = pack.namelist()
    assert names == [
        MANIFEST,
        *(
            f"exercises/smile/{one}"
            for one in ("en.md", "exercise.yaml", "nb.md", "nn.md")
        ),
    ]


def test_what_is_not_words_or_structure_is_left_out_and_told(shelf: Shelf) -> None:
    shelf.put("exercises/smile/run.py", b"print()")
    (shelf.folder / "exercises/smile/README.md").symlink_to(__file__)
    content, left = build_pack(shelf.folder, kinds())
    assert left == ["exercises/smile/README.md", "exercises/smile/run.py"]
    with ZipFile(BytesIO(content)) as pack:
        assert not set(left) & set(pack.namelist())


def test_what_has_faults_is_not_packed(shelf: Shelf) -> None:
    shelf.change("exercises/smile/exercise.yaml", {"code: S9": "code: 9"})
    told = raus("pack", str(shelf.folder), "-o", str(shelf.folder / "x.zip"))
    assert told.exit_code == 1
    assert "exercises/smile/exercise.yaml:1" in told.output
    assert not (shelf.folder / "x.zip").exists()


def test_what_is_there_is_replaced_only_when_that_is_asked_for(tmp_path: Path) -> None:
    assert install(tmp_path, pack_of(TEXTS)).exit_code == 0
    mine = tmp_path / "own/exercises/grin/nb.md"
    mine.write_text("mine", "utf-8")
    told = install(tmp_path, pack_of(TEXTS))
    assert (told.exit_code, mine.read_text("utf-8")) == (1, "mine")
    assert "add --replace" in told.output
    told = install(tmp_path, pack_of(TEXTS), "--replace")
    assert told.exit_code == 0
    assert "Replaced: " in told.output
    assert files(tmp_path / "own") == TEXTS


def test_what_no_pack_may_hold_stays_where_its_author_put_it(tmp_path: Path) -> None:
    assert install(tmp_path, pack_of(TEXTS)).exit_code == 0
    notes = tmp_path / "own/exercises/grin/notes.txt"
    notes.write_text("my own", "utf-8")
    assert install(tmp_path, pack_of(TEXTS), "--replace").exit_code == 0
    assert notes.read_text("utf-8") == "my own"


def test_whoever_stops_it_halfway_keeps_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert install(tmp_path, pack_of(TEXTS)).exit_code == 0
    before = files(tmp_path / "own")
    rename = Path.rename
    moved = list[Path]()

    def stopped(self: Path, target: Path) -> Path:
        moved.append(self)
        if len(moved) == 2:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stopped)
    install(
        tmp_path, pack_of({**TEXTS, "exercises/grin/README.md": b"new"}), "--replace"
    )
    assert files(tmp_path / "own") == before


def test_what_comes_along_is_never_replaced(tmp_path: Path) -> None:
    texts = {
        name.replace("grin/", "r2-layers/"): text
        for name, text in TEXTS.items()
        if name.startswith("exercises")
    }
    told = install(tmp_path, pack_of(texts), "--replace")
    assert told.exit_code == 1
    assert "comes with RAUS" in told.output


def test_when_one_folder_cannot_be_moved_all_stands_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert install(tmp_path, pack_of(TEXTS)).exit_code == 0
    before = files(tmp_path / "own")
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.name == "grin-hour" and "new" in self.parts:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    told = install(
        tmp_path, pack_of({**TEXTS, "exercises/grin/README.md": b"new"}), "--replace"
    )
    assert told.exit_code == 1
    assert "No space left" in told.output
    assert files(tmp_path / "own") == before


# --- Hostile files --------------------------------------------------------------------------------

ALIASES = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (one, one, b",".join([b"*%c" % (one - 1)] * 9))
    for one in range(ord("b"), ord("k"))
)

NAMES = [
    "../../outside.md",
    "exercises/../../outside/nb.md",
    "/etc/cron.d/nb.md",
    "//server/share/nb.md",
    "C:/exercises/x/nb.md",
    "C:\\exercises\\x\\nb.md",
    "exercises\\grin\\nb.md",
    "exercises/grin/../nb.md",
    "exercises//nb.md",
    "exercises/./nb.md",
    "exercises/grin/run.py",
    "exercises/grin/nb.md.exe",
    "exercises/grin/NB.md",
    "Exercises/grin/nb.md",
    "exercises/GRIN/nb.md",
    "exercises/nul/nb.md",
    "exercises/com1/nb.md",
    "exercises/grin/sub/nb.md",
    "exercises/grin/nb.md/",
    "exercises/grïn/nb.md",
    "exercises/grin\u202e/nb.md",
    "exercises/grin/nb.md:stream",
    "exercises/grin/nb.md ",
    "exercises/grin/nb.md.",
    "slides/grin/exercise.yaml",
    "pack.json/nb.md",
    "setup.py",
    "__MACOSX/exercises/grin/._nb.md",
    "-o/nb.md",
    "\x1b[2J",
]


def hostile() -> dict[str, Callable[[], bytes]]:
    """A pack of each sort, by what is wrong with it."""
    name = "exercises/grin/nb.md"
    rest = [(entry(one), text) for one, text in TEXTS.items() if one != name]
    listed = build_manifest(TEXTS)

    def odd(mode: int) -> Callable[[], bytes]:
        return lambda: zipped(
            (entry(MANIFEST), listed), (entry(name, mode), TEXTS[name]), *rest
        )

    def with_text(path: str, text: bytes) -> Callable[[], bytes]:
        return lambda: pack_of({**TEXTS, path: text})

    def twice() -> bytes:
        with pytest.warns(UserWarning, match="Duplicate name"):
            return zipped(
                (entry(MANIFEST), listed),
                (entry(name), TEXTS[name]),
                (entry(name), b"other"),
                *rest,
            )

    def understated() -> bytes:
        """A file that says it is small and is not."""
        content = pack_of({**TEXTS, name: b"x" * 300_000})
        return content.replace(struct.pack("<I", 300_000), struct.pack("<I", 300))

    def locked() -> bytes:
        content = bytearray(pack_of(TEXTS))
        at = content.find(b"PK\x01\x02")
        content[at + 8] |= 1
        return bytes(content)

    def many() -> bytes:
        return pack_of({f"exercises/e{n}/nb.md": b"" for n in range(20_000)})

    inner = pack_of(TEXTS)
    return {
        **{f"name {one!r}": with_text(one, b"# Hei") for one in NAMES},
        "a link": odd(stat.S_IFLNK | 0o777),
        "a device": odd(stat.S_IFCHR | 0o666),
        "a pipe": odd(stat.S_IFIFO | 0o666),
        "a socket": odd(stat.S_IFSOCK | 0o666),
        "a folder": odd(stat.S_IFDIR | 0o755),
        "a file twice": twice,
        "a bomb": with_text(name, b"\0" * 200_000),
        "a large bomb": with_text(name, b"\0" * 50_000_000),
        "a bomb that says it is small": understated,
        "too many files": many,
        "a pack in a pack": with_text("exercises/grin/inner.zip", inner),
        "a pack as words": with_text(name, inner),
        "a password": locked,
        "another packing": lambda: zipped(
            (entry(MANIFEST), listed),
            (entry(name, method=ZIP_BZIP2), TEXTS[name]),
            *rest,
        ),
        "no list": lambda: zipped((entry(name), TEXTS[name]), *rest),
        "an empty list": lambda: pack_of(TEXTS, listed=b'{"format": 1, "files": {}}'),
        "a list that is none": lambda: pack_of(TEXTS, listed=b"[" * 100_000),
        "a list of another version": lambda: pack_of(
            TEXTS, listed=listed.replace(b'"format": 1', b'"format": 2')
        ),
        "changed on its way": lambda: pack_of(
            TEXTS, listed=build_manifest({**TEXTS, name: b"other"})
        ),
        "one that is not on the list": lambda: pack_of(
            {**TEXTS, "exercises/grin/en.md": b"# A"}, listed=listed
        ),
        "nothing": lambda: pack_of({}),
        "not a zip": lambda: b"%PDF-1.7",
        "an empty file": lambda: b"",
        "half a pack": lambda: pack_of(TEXTS)[:-40],
        "larger than a pack": lambda: b"PK" + os.urandom(5 * 1024 * 1024),
        "a script": with_text(
            name, OTHER_WORDS.encode() + b"\n<script>alert(1)</script>\n"
        ),
        "a picture from elsewhere": with_text(
            name, OTHER_WORDS.encode() + b"\n![x](http://example.org/x.png)\n"
        ),
        "letters that are not UTF-8": with_text(name, b"# Hei \xe6\xf8\xe5\n"),
        "another encoding": with_text(name, OTHER_WORDS.encode("utf-16")),
        "hidden signs": with_text(name, OTHER_WORDS.encode() + b"\x00\x1b"),
        "references in YAML": with_text("exercises/grin/exercise.yaml", ALIASES),
        "types in YAML": with_text(
            "exercises/grin/exercise.yaml",
            b"code: !!python/object/apply:os.system ['true']\n",
        ),
        "a kind that is none": with_text(
            "exercises/grin/exercise.yaml",
            OTHER.replace("evidence: weak", "evidence: none").encode(),
        ),
        "a deck without its exercise": lambda: pack_of(
            {one: text for one, text in TEXTS.items() if "slides" in one}
        ),
    }


@pytest.mark.parametrize("what", hostile())
def test_a_hostile_pack_is_refused_in_words_and_changes_nothing(
    tmp_path: Path, what: str
) -> None:
    content = hostile()[what]()
    (tmp_path / "own").mkdir()
    begun = time.process_time()
    told = install(tmp_path, content)
    assert told.exit_code == 1, told.output
    assert "Traceback" not in told.output
    assert told.output.startswith("raus: ")
    assert "\x1b" not in told.output
    assert time.process_time() - begun < 10, "seconds of work, on a slow machine"
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["own", "sent.raus.zip"]


def test_a_good_pack_is_what_the_hostile_ones_are_made_from(tmp_path: Path) -> None:
    told = install(tmp_path, pack_of(TEXTS))
    assert told.exit_code == 0, told.output
    assert files(tmp_path / "own") == TEXTS


@pytest.mark.skipif(
    sys.platform == "win32", reason="memory is measured otherwise there"
)
def test_a_bomb_takes_little_memory_and_little_time(tmp_path: Path) -> None:
    pack = tmp_path / "bomb.zip"
    pack.write_bytes(pack_of({**TEXTS, "exercises/grin/nn.md": b"\0" * 400_000_000}))
    assert pack.stat().st_size < 4 * 1024 * 1024
    measure = (
        "import resource, time\n"
        "from pathlib import Path\n"
        "from seminar.content.packs.install import open_pack\n"
        "from seminar.core.errors import Refused\n"
        "before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()\n"
        "try:\n"
        f"    open_pack(Path({str(pack)!r}))\n"
        "except Refused:\n"
        "    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "    print(after - before, time.process_time() - begun)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", measure],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    kilobytes, seconds = map(float, done.stdout.split())
    assert kilobytes < 100_000
    assert seconds < 2


@hypothesis_settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    at=st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8
    ),
    cut=st.integers(0, 60),
)
def test_a_damaged_pack_is_whole_or_refused(
    tmp_path: Path, at: list[tuple[int, int]], cut: int
) -> None:
    whole = pack_of(TEXTS)
    content = bytearray(whole)
    for place, sign in at:
        content[place % len(content)] = sign
    pack = tmp_path / "damaged.zip"
    pack.write_bytes(bytes(content[: len(content) - (cut if cut > 40 else 0)]))
    try:
        assert open_pack(pack) == TEXTS
    except RausError as error:
        assert str(error)


def test_the_limits_hold_what_comes_along() -> None:
    content, _ = packed_ours()
    assert len(content) < unpacking.MOST_BYTES / 4
    with ZipFile(BytesIO(content)) as pack:
        entries = pack.infolist()
    assert len(entries) < unpacking.MOST_FILES / 4
    assert (
        max(one.file_size / max(one.compress_size, 64) for one in entries)
        < unpacking.MOST_RATIO / 4
    )
    with ZipFile(BytesIO(content)) as pack:
        listed = json.loads(pack.read(MANIFEST))["files"]
        assert listed == {
            one: sha256(pack.read(one)).hexdigest()
            for one in pack.namelist()
            if one != MANIFEST
        }


def packed_ours() -> tuple[bytes, list[str]]:
    return build_pack(bundled()[0], kinds())
