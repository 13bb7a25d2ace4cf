"""One server at a time, also when the file that says so is gone; a full disk is called full."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from seminar.core.errors import InUse, RausError
from seminar.store import RoomRow, Store
from tests.store.conftest import KEY, opened

ROOT = Path(__file__).parents[2]

HOLD = """
import sys
from pathlib import Path
from seminar.store import Store

store = Store.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(
    sys.platform == "win32", reason="an open file cannot be deleted there"
)
def test_a_second_server_is_refused_also_when_the_mark_of_the_first_was_deleted(
    path: Path,
) -> None:
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "open\n"
        path.with_name(f"{path.name}-served").unlink()
        with pytest.raises(InUse, match="in use by a server that is running"):
            Store.open(path)
        first.kill()
    with opened(path) as store:
        assert store.rooms() == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=500k", "tmpfs", str(folder)]
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("Only the administrator of Linux can make a small disk.")
    if subprocess.run(mounting, capture_output=True, check=False).returncode != 0:
        pytest.skip("No disk can be added here.")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_full_at_the_start_is_called_full(small_disk: Path) -> None:
    path = small_disk / "raus.sqlite"
    with opened(path) as store:
        store.create_room(RoomRow("ROOM22", "{}", 1, KEY)).result()
    with suppress(OSError), (small_disk / "films").open("wb", buffering=0) as films:
        while films.write(bytes(4096)):
            continue
    with pytest.raises(RausError, match="The disk is full"):
        Store.open(path)
    (small_disk / "films").unlink()
    with opened(path) as store:
        assert len(store.rooms()) == 1
