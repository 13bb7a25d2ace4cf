"""A database is made, upgraded or refused; whatever is wrong with it is said at the start, and
it is left alone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from seminar.core.errors import RausError
from seminar.store import LoginRow, RoomRow, Store
from tests.store.conftest import opened

LOGIN = LoginRow(
    b"hash", date(2026, 3, 2), "Kari", "", "Firefox, Linux", date(2026, 3, 3)
)


def refusal(path: Path) -> str:
    with pytest.raises(RausError) as refused:
        Store.open(path, patience=0)
    return str(refused.value)


def test_a_new_database_is_made_with_its_folder_and_can_be_read_by_its_owner_alone(
    tmp_path: Path,
) -> None:
    path = tmp_path / "data folder 100%?#" / "seminar.sqlite"
    with opened(path) as store:
        assert store.rooms() == []
        assert store.trouble is None
    assert path.stat().st_mode & 0o077 == 0
    assert path.read_bytes()[68:72] == b"RAUS"


def test_what_was_saved_is_there_after_a_restart(path: Path) -> None:
    with opened(path) as store:
        store.create_room(RoomRow("ROOM22", "{}", 1, b"key")).result()
        store.add_login(LOGIN).result()
        store.set_setting("place", "Alta").result()
    with opened(path) as store:
        (room,) = store.rooms()
        assert room[:4] == ("ROOM22", "{}", 1, b"key")
        assert store.room("ROOM22") == room
        assert store.logins() == [LOGIN]
        assert store.settings()["place"] == "Alta"


def test_a_setting_can_be_forgotten(store: Store) -> None:
    store.set_setting("place", "Alta").result()
    store.set_setting("place", None).result()
    assert "place" not in store.settings()


def test_every_connection_is_durable_and_wipes_what_it_deletes(store: Store) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
    }

    def pragmas(connection) -> dict[str, object]:  # type: ignore[no-untyped-def]
        return {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in wanted
        }

    assert store.submit(pragmas).result() == wanted


def test_a_program_killed_while_it_made_the_database_can_start_again(
    path: Path,
) -> None:
    path.with_name("seminar.sqlite-new").write_bytes(b"half")
    with opened(path) as store:
        assert store.rooms() == []


def test_an_empty_file_is_not_taken_for_an_empty_database(path: Path) -> None:
    path.touch()
    assert f"{path} is an empty file" in refusal(path)
    assert path.read_bytes() == b""


@pytest.mark.parametrize("content", [b"\n", b"Dear diary, " * 500, bytes(8192)])
def test_a_file_of_something_else_is_refused_and_left_alone(
    path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    assert "was not made by this program" in refusal(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE setting (name, value)")
    before = path.read_bytes()
    assert "was not made by this program" in refusal(path)
    assert path.read_bytes() == before


def test_a_folder_in_its_place_is_refused_in_words(path: Path) -> None:
    path.mkdir()
    assert str(path) in refusal(path)


def cut_off(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def scrambled(whole: bytes) -> bytes:
    return whole[:8192] + os.urandom(len(whole) - 8192)


def one_page_wiped(whole: bytes) -> bytes:
    middle = len(whole) // 8192 * 4096
    return whole[:middle] + bytes(4096) + whole[middle + 4096 :]


@pytest.mark.parametrize("harm", [cut_off, scrambled, one_page_wiped])
def test_a_damaged_database_is_refused_and_kept(
    path: Path, harm: Callable[[bytes], bytes]
) -> None:
    with opened(path) as store:
        for number in range(200):
            store.create_room(RoomRow(f"ROOM{number}", "x" * 1000, 1, None)).result()
    hurt = harm(path.read_bytes())
    path.write_bytes(hurt)
    assert (
        "It is damaged. Keep the file as it is, and put the last backup in its place."
        in refusal(path)
    )
    assert path.read_bytes() == hurt


def test_a_database_of_a_newer_program_is_refused(path: Path) -> None:
    with opened(path):
        pass
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    assert "newer version of this program" in refusal(path)


def test_a_second_server_on_the_same_database_is_refused_until_the_first_has_stopped(
    path: Path,
) -> None:
    with opened(path):
        assert "in use by a server that is running" in refusal(path)
    with opened(path) as store:
        assert store.trouble is None


def test_a_short_command_may_look_in_beside_a_running_server(
    store: Store, path: Path
) -> None:
    beside = Store.open(path, beside=True)
    try:
        assert beside.rooms() == store.rooms()
    finally:
        beside.close()


def test_a_database_that_another_program_holds_is_refused_in_words(path: Path) -> None:
    with opened(path):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "Another program is holding the database" in refusal(path)


@pytest.mark.skipif(os.name != "posix", reason="The rights of files are POSIX's here.")
def test_a_database_that_may_not_be_written_to_is_refused_at_the_start(
    path: Path, request: pytest.FixtureRequest
) -> None:
    with opened(path):
        pass
    path.chmod(0o400)
    request.getfixturevalue("ordinary_user")
    assert "cannot be written to" in refusal(path)


@pytest.mark.skipif(
    os.name != "posix", reason="The rights of folders are POSIX's here."
)
@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_that_may_not_be_written_to_is_refused_at_the_start(
    path: Path, exists: bool, request: pytest.FixtureRequest
) -> None:
    if exists:
        with opened(path):
            pass
    path.parent.chmod(0o500)
    request.getfixturevalue("ordinary_user")
    assert "cannot be written to" in refusal(path)


def test_a_backup_is_a_whole_database_that_can_be_opened(
    store: Store, tmp_path: Path
) -> None:
    store.backup(tmp_path / "backup.sqlite")
    with opened(tmp_path / "backup.sqlite") as copy:
        assert copy.rooms() == store.rooms()


@pytest.mark.skipif(
    os.name != "posix", reason="Only POSIX can make files too large to write."
)
def test_half_a_backup_is_not_left_behind(store: Store, tmp_path: Path) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, limits[1]))
    try:
        with pytest.raises(RausError, match="The disk does not answer as it should"):
            store.backup(tmp_path / "backup.sqlite")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not (tmp_path / "backup.sqlite").exists()


def test_a_backup_never_writes_over_a_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear Kari")
    with pytest.raises(RausError, match="There is a file of that name already"):
        store.backup(tmp_path / "letter")
    assert (tmp_path / "letter").read_text() == "Dear Kari"
