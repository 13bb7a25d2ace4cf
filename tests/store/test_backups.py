"""A copy of a live room is put back elsewhere, whole; what was promised to be gone stays gone."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from seminar.cli import main
from seminar.core.errors import InUse, RausError
from seminar.store import LoginRow, RoomRow, Store, restore_backup
from seminar.store.upkeep import automatic_copies
from tests.store.conftest import KEY, an_answer, opened, put


def a_copy(store: Store, path: Path) -> Path:
    copy = path.with_name("copy.sqlite")
    store.backup(copy)
    return copy


def test_a_live_room_is_put_back_in_another_folder_as_it_stood(
    store: Store, path: Path, tmp_path: Path
) -> None:
    store.add_participant("ROOM22", b"someone").result()
    for number in range(40):
        put(store, an_answer(b"person %d" % number))
    copy = a_copy(store, path)
    put(store, an_answer(b"too late"))
    elsewhere = tmp_path / "elsewhere" / "raus.sqlite"
    done = restore_backup(copy, elsewhere)
    assert [tuple(room) for room in done.rooms] == [("ROOM22", False, 40)]
    assert done.before is None
    with opened(elsewhere) as there:
        assert there.rooms() == store.rooms()
        assert there.rooms()[0].key == KEY
        assert there.participants("ROOM22") == {b"someone"}
        assert len(there.answers("ROOM22")) == 40
        assert put(there, an_answer(b"and on")) is None


@pytest.mark.skipif(os.name != "posix", reason="The rights of files are POSIX's here.")
def test_copies_are_their_owners_alone(
    store: Store, path: Path, tmp_path: Path
) -> None:
    copy = a_copy(store, path)
    restore_backup(copy, tmp_path / "elsewhere" / "raus.sqlite")
    for file in (copy, tmp_path / "elsewhere" / "raus.sqlite"):
        assert file.stat().st_mode & 0o777 == 0o600


def test_nothing_is_put_back_under_a_server_that_runs(store: Store, path: Path) -> None:
    with pytest.raises(InUse):
        restore_backup(a_copy(store, path), path)
    assert store.trouble is None


def cut_off(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def one_page_wiped(whole: bytes) -> bytes:
    return whole[:8192] + bytes(4096) + whole[12288:]


def nothing(whole: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("harm", [cut_off, one_page_wiped, nothing])
def test_a_damaged_copy_is_refused_and_nothing_is_changed(
    path: Path, harm: object
) -> None:
    with opened(path) as store:
        store.create_room(RoomRow("ROOM22", "x" * 20_000, 1, KEY)).result()
        copy = a_copy(store, path)
    assert callable(harm)
    copy.write_bytes(harm(copy.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(RausError):
        restore_backup(copy, path)
    assert path.read_bytes() == before
    assert (
        sorted(file.name for file in path.parent.iterdir() if "new" in file.name) == []
    )


def test_another_programs_file_is_no_backup(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "diary")) as diary:
        diary.execute("CREATE TABLE day (text)")
    with pytest.raises(RausError, match="was not made by this program"):
        restore_backup(tmp_path / "diary", path)
    assert not path.exists()


def test_what_was_deleted_or_closed_since_stays_so(path: Path) -> None:
    with opened(path) as store:
        for code in ("STAYS2", "CLOSED", "GONE22"):
            store.create_room(
                RoomRow(code, "{}", 1, b"key of " + code.encode())
            ).result()
            put(store, an_answer(value=f"word in {code}")._replace(room=code))
        store.add_login(
            LoginRow(b"a login", date(2026, 3, 2), "", "", "", date(2026, 3, 2))
        ).result()
        copy = a_copy(store, path)
        results = {"q:1": "{}"}
        store.save_room(
            "CLOSED", "{}", 2, was=1, results=lambda moment: results
        ).result()
        store.finish_room("CLOSED", "over", 3, was=2, forget=["q"]).result()
        store.forget_room("GONE22").result()
        put(store, an_answer(b"later")._replace(room="STAYS2"))
    done = restore_backup(copy, path)
    assert done.left_out == ("GONE22",)
    assert done.closed_since == ("CLOSED",)
    for word in (b"word in CLOSED", b"word in GONE22", b"key of CLOSED", b"a login"):
        assert word not in path.read_bytes()
    assert done.before is not None
    with opened(path) as store:
        rooms = {room.code: room for room in store.rooms()}
        assert set(rooms) == {"STAYS2", "CLOSED"}
        assert (rooms["CLOSED"].closed, rooms["CLOSED"].state) == (True, "over")
        assert store.results("CLOSED") == results
        assert len(store.answers("STAYS2")) == 1
        assert store.logins() == []
        assert done.before.exists()
        store.forget_room("STAYS2").result()
        assert automatic_copies(path) == []


def test_a_database_that_cannot_be_read_is_replaced_and_kept_until_the_next_deletion(
    path: Path,
) -> None:
    with opened(path) as store:
        store.create_room(RoomRow("ROOM22", "{}", 1, KEY)).result()
        copy = a_copy(store, path)
    path.write_bytes(b"broken" * 1000)
    done = restore_backup(copy, path)
    assert done.before is not None
    assert done.before.read_bytes() == b"broken" * 1000
    with opened(path) as store:
        assert [room.code for room in store.rooms()] == ["ROOM22"]


def as_before_content(path: Path) -> None:
    """Let the database be one of the program before rooms kept their content."""
    with closing(sqlite3.connect(path)) as older:
        older.execute("ALTER TABLE series DROP COLUMN owner")
        older.execute("ALTER TABLE room DROP COLUMN owner")
        older.execute("ALTER TABLE room DROP COLUMN content")
        older.execute("DROP TABLE content")
        older.execute("UPDATE alembic_version SET version_num = '0003'")
        older.commit()


def test_before_tables_are_changed_a_copy_is_made_which_goes_with_the_next_deletion(
    path: Path,
) -> None:
    with opened(path) as store:
        store.create_room(RoomRow("ROOM22", "{}", 1, KEY)).result()
        put(store, an_answer(value="papegoye"))
    as_before_content(path)
    with opened(path) as store:
        (copy,) = automatic_copies(path)
        assert copy.name == f"{path.name}-before-0005"
        assert b"papegoye" in copy.read_bytes()
        assert len(store.answers("ROOM22")) == 1
        with closing(sqlite3.connect(copy)) as before:
            assert before.execute(
                "SELECT version_num FROM alembic_version"
            ).fetchone() == ("0003",)
        store.finish_room("ROOM22", "{}", 2, was=1, forget=["q"]).result()
        files = [file.read_bytes() for file in path.parent.iterdir()]
        assert not any(b"papegoye" in content for content in files)


def test_the_commands_say_what_they_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAUS_LANG", "en")
    data, copy = tmp_path / "data", tmp_path / "copy.sqlite"
    with opened(data / "raus.sqlite") as store:
        store.create_room(RoomRow("ROOM22", "{}", 1, KEY)).result()
        put(store, an_answer())
        made = CliRunner().invoke(main, ["backup", str(copy), "--data", str(data)])
    assert made.exit_code == 0
    assert "It holds the answers and the keys of rooms that are open." in made.output
    again = CliRunner().invoke(main, ["backup", str(copy), "--data", str(data)])
    assert again.exit_code == 1
    assert "There is a file of that name already" in again.output
    asked = CliRunner().invoke(main, ["restore", str(copy), "--data", str(data)])
    assert "Nobody is here to ask" in asked.output
    done = CliRunner().invoke(
        main, ["restore", str(copy), "--yes", "--data", str(data)]
    )
    assert done.exit_code == 0, done.output
    assert "Restored from" in done.output
    assert "ROOM22  open, 1 answers" in done.output
    assert "kept until something is next deleted" in done.output
    missing = CliRunner().invoke(
        main, ["restore", "nowhere", "--yes", "--data", str(data)]
    )
    assert missing.exit_code == 1
    assert "There is no file nowhere." in missing.output
