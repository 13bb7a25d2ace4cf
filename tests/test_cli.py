"""The command line says in words what cannot be done."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from itertools import takewhile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from seminar.cli import main
from seminar.config import read_settings
from seminar.service.logins import Grant
from seminar.service.rooms.room_service import RoomService
from seminar.store import Store
from seminar.web.security.start_links import Links
from tests.content.bundled import library as shipped
from tests.served import ROOT


def raus(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own, with these settings besides."""
    command = [sys.executable, "-m", "seminar", *words]
    given = {**os.environ, "RAUS_LANG": "en", **environment}
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        errors="replace",
        cwd=ROOT,
        env=given,
        timeout=60,
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://[",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:x",
        "localhost:1",
        "nonsense",
        "",
    ],
)
def test_an_address_that_is_none_is_told_in_words(url: str) -> None:
    told = CliRunner().invoke(
        main, ["rehearse", "--url", url, "--room", "K7M4QX"], env={"RAUS_LANG": "en"}
    )
    assert told.exit_code == 1
    assert "does not answer" in told.output


def test_half_a_place_to_rehearse_is_told_in_words() -> None:
    told = CliRunner().invoke(
        main, ["rehearse", "--url", "http://127.0.0.1:1"], env={"RAUS_LANG": "en"}
    )
    assert told.exit_code == 1
    assert "--room" in told.output


@pytest.mark.parametrize("room", ["A" * 5000, "ÆØÅ/..", "", "k7m4q"])
def test_a_poster_wants_a_code_that_a_room_could_have(
    room: str, tmp_path: Path
) -> None:
    told = CliRunner().invoke(
        main,
        ["print", "poster", "--room", room, "--out", str(tmp_path / "p.pdf")],
        env={"RAUS_LANG": "en"},
    )
    assert told.exit_code == 1
    assert "no room with this code" in told.output
    assert not (tmp_path / "p.pdf").exists()


def test_letters_that_the_terminal_does_not_have_are_replaced(tmp_path: Path) -> None:
    said = raus("check", str(tmp_path / "ŋ – ž"), PYTHONIOENCODING="latin-1")
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert "? ? ?" in said.stdout


@pytest.mark.skipif(
    not hasattr(signal, "SIGHUP"), reason="there is no such signal there"
)
def test_a_demo_whose_terminal_is_closed_leaves_nothing_behind(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "seminar",
        "demo",
        "--port",
        "0",
        "--participants",
        "0",
        "--no-browser",
    ]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    ) as demo:
        assert demo.stdout is not None
        assert "http" in demo.stdout.readline().lower()
        assert list(tmp_path.iterdir())
        demo.send_signal(signal.SIGHUP)
        demo.wait(30)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("what", ["privacy", "record"])
def test_privacy_is_printed_for_a_programme_and_for_a_stored_room(
    what: str, tmp_path: Path
) -> None:
    chosen = read_settings({"data": str(tmp_path / "data")}, {})
    store = Store.open(chosen.database)
    host = RoomService(store, shipped(), rules=chosen.rules, clock=time.time)
    code = host.opening.open_room(
        "raus-hour", "nb", {"r7-dilemma.dilemma": "joke"}, floor=12
    ).code
    store.close()
    words = [
        "print",
        what,
        "--lang",
        "nb",
        "--data",
        str(tmp_path / "data"),
        "--out",
        str(tmp_path / "p.pdf"),
    ]
    for room, dilemma, floor in (
        (None, "Den stille medarbeideren", 5),
        (code, "Spøken i lunsjen", 12),
    ):
        told = CliRunner().invoke(main, [*words, *(("--room", room) if room else ())])
        assert told.exit_code == 0, told.output
        (page,) = PdfReader(tmp_path / "p.pdf").pages
        said = " ".join(page.extract_text().split())
        assert dilemma in said
        assert f"{ {'privacy': 'minst', 'record': 'færre enn'}[what] } {floor}" in said


def test_privacy_in_a_room_that_is_not_stored_is_refused_and_no_database_is_made(
    tmp_path: Path,
) -> None:
    words = ["print", "privacy", "--room", "K7M4QX", "--data", str(tmp_path / "data")]
    told = CliRunner().invoke(
        main, [*words, "--out", str(tmp_path / "p.pdf")], env={"RAUS_LANG": "en"}
    )
    assert told.exit_code == 1
    assert "no room with this code" in told.output
    assert not list(tmp_path.iterdir())


def stored(data: Path, rooms: int) -> list[str]:
    """The codes of so many rooms, opened on a server that has stopped."""
    chosen = read_settings({"data": str(data)}, {})
    store = Store.open(chosen.database)
    host = RoomService(store, shipped(), rules=chosen.rules, clock=time.time)
    codes = [host.opening.open_room("raus-hour", "nb").code for _ in range(rooms)]
    store.close()
    return codes


def purge(data: Path, *words: str) -> Result:
    return CliRunner().invoke(
        main, ["purge", *words, "--data", str(data)], env={"RAUS_LANG": "en"}
    )


def test_a_room_that_is_named_is_deleted_and_it_is_said_which_remain(
    tmp_path: Path,
) -> None:
    one, other = stored(tmp_path, 2)
    told = purge(tmp_path, one.lower(), "--yes")
    assert told.exit_code == 0, told.output
    assert f"Deleted, with everything in them: {one}\nKept: {other}\n" in told.output
    told = purge(tmp_path, "--all", "--yes")
    assert f"{other}\nNo room is kept.\n" in told.output


def test_without_a_name_only_what_is_too_old_is_deleted(tmp_path: Path) -> None:
    (code,) = stored(tmp_path, 1)
    told = purge(tmp_path)
    assert told.exit_code == 0
    assert "Nothing is older than the retention days" in told.output
    assert f"Kept: {code}" in told.output
    with closing(
        sqlite3.connect(tmp_path / "raus.sqlite", isolation_level=None)
    ) as database:
        database.execute("UPDATE room SET opened_on = '2020-01-01'")
    assert (
        f"Deleted, with everything in them: {code}" in purge(tmp_path, "--yes").output
    )


def test_nothing_is_deleted_where_nobody_can_be_asked(tmp_path: Path) -> None:
    (code,) = stored(tmp_path, 1)
    told = purge(tmp_path, code)
    assert told.exit_code == 1
    assert "add --yes" in told.output
    assert f"Kept: {code}" in purge(tmp_path).output


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal there")
@pytest.mark.parametrize(("said", "goes"), [("yes", True), ("y", False), ("", False)])
def test_on_a_terminal_it_is_asked_first(said: str, goes: bool, tmp_path: Path) -> None:
    (code,) = stored(tmp_path, 1)
    keyboard, terminal = os.openpty()
    command = [sys.executable, "-m", "seminar", "purge", code, "--data", str(tmp_path)]
    os.write(keyboard, f"{said}\n".encode())
    told = subprocess.run(
        command,
        stdin=terminal,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "RAUS_LANG": "en"},
    )
    os.close(terminal)
    os.close(keyboard)
    assert f"{code}  {date.today()}  raus-hour, open" in told.stdout
    assert (told.returncode == 0) == goes
    assert (
        "No room is kept." if goes else "Nothing was deleted."
    ) in told.stdout + told.stderr


@pytest.mark.parametrize("words", [("K7M4QX",), ("K7M4QX", "--all"), ()])
def test_what_cannot_be_deleted_is_told_in_words(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    assert "There are no rooms in" in purge(tmp_path / "nowhere", *words).output
    assert not (tmp_path / "nowhere").exists()
    stored(tmp_path, 1)
    told = purge(tmp_path, *words, "--yes")
    assert (told.exit_code == 0) == (not words)
    assert "Traceback" not in told.output


def test_a_server_without_a_way_to_https_is_not_started(tmp_path: Path) -> None:
    said = raus(
        "serve",
        "--profile",
        "server",
        "--names",
        "raus.example",
        "--data",
        str(tmp_path / "data"),
    )
    assert said.returncode == 1
    assert "speaks HTTPS alone" in said.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            ["--profile", "server", "--names", "raus.example", "--proxy"],
            ["https://raus.example", "by the proxy in front"],
        ),
        ([], ["http://", "Anyone on this network can in principle read the traffic."]),
    ],
)
def test_at_the_start_it_is_said_how_phones_come_and_who_could_listen(
    options: list[str], told: list[str], tmp_path: Path
) -> None:
    command = [
        sys.executable,
        "-m",
        "seminar",
        "serve",
        "--port",
        "0",
        "--no-browser",
        "--data",
        str(tmp_path),
    ]
    with subprocess.Popen(
        [*command, *options],
        cwd=ROOT,
        env={**os.environ, "RAUS_LANG": "en"},
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        said = list(
            takewhile(lambda line: not line.startswith("Stop with"), server.stdout)
        )
        server.terminate()
    assert [words for words in told if words not in "".join(said)] == []


def test_a_certificate_that_cannot_be_read_is_told_in_words(tmp_path: Path) -> None:
    files = [
        "--tls-cert",
        str(tmp_path / "none.pem"),
        "--tls-key",
        str(tmp_path / "none.key"),
    ]
    server = [
        "serve",
        "--profile",
        "server",
        "--names",
        "raus.example",
        *files,
        "--port",
        "0",
    ]
    said = raus(*server, "--data", str(tmp_path / "data"))
    assert said.returncode == 1
    assert "cannot be used: No such file" in said.stderr


def test_the_links_and_posters_of_a_server_are_those_of_its_name(
    tmp_path: Path,
) -> None:
    server = [
        "--profile",
        "server",
        "--names",
        "raus.example",
        "--proxy",
        "--data",
        str(tmp_path),
    ]
    assert (
        CliRunner()
        .invoke(main, ["link", *server])
        .output.startswith("https://raus.example/in/")
    )
    poster = CliRunner().invoke(
        main,
        [
            "print",
            "poster",
            "--room",
            "K7M4QX",
            *server,
            "--out",
            str(tmp_path / "p.pdf"),
        ],
    )
    assert poster.exit_code == 0, poster.output
    (page,) = PdfReader(tmp_path / "p.pdf").pages
    assert "https://raus.example/J" in page.extract_text()


def test_a_link_for_a_name_lets_in_that_facilitator_and_one_without_the_owner(
    tmp_path: Path,
) -> None:
    def grant_of(*words: str) -> Grant | None:
        printed = CliRunner().invoke(main, ["link", *words, "--data", str(tmp_path)])
        assert printed.exit_code == 0, printed.output
        return Links(tmp_path).use(printed.output.strip().rpartition("/")[2])

    assert grant_of("--for", "  Kari   Nordmann ") == Grant("Kari Nordmann")
    assert grant_of() == Grant()


@pytest.mark.parametrize("name", ["", "  "])
def test_a_link_for_an_empty_name_is_refused_in_words_and_lets_nobody_in(
    name: str, tmp_path: Path
) -> None:
    told = CliRunner().invoke(
        main, ["link", "--for", name, "--data", str(tmp_path)], env={"RAUS_LANG": "en"}
    )
    assert told.exit_code == 1
    assert "Give a name after --for." in told.output
    assert "/in/" not in told.output


def test_a_start_is_checked_packed_installed_and_played_as_it_is(
    tmp_path: Path,
) -> None:
    own, sent, theirs = (
        str(tmp_path / name) for name in ("own", "own.raus.zip", "theirs")
    )
    for words in (
        ("new", "exercise", "first-try", "--into", own, "--lang", "nb"),
        ("new", "programme", "first-hour", "--into", own, "--lang", "nb"),
        ("check", own),
        ("pack", own, "-o", sent),
        ("install-pack", sent, "--into", theirs),
        (
            "demo",
            "--check",
            "--programme",
            "first-hour",
            "--content",
            theirs,
            "--participants",
            "6",
        ),
    ):
        told = raus(*words)
        assert told.returncode == 0, (words, told.stdout, told.stderr)
    assert not raus("new", "exercise", "first-try", "--into", own).stdout


def test_own_content_that_has_the_name_of_ours_is_told_when_the_server_starts(
    tmp_path: Path,
) -> None:
    (tmp_path / "exercises" / "r2-layers").mkdir(parents=True)
    (tmp_path / "exercises" / "r2-layers" / "exercise.yaml").write_text(
        "code: R2\n", "utf-8"
    )
    out = str(tmp_path / "p.pdf")
    told = raus("print", "handout", "--content", str(tmp_path), "--out", out)
    assert told.returncode == 0
    assert (
        f"{tmp_path}/exercises/r2-layers: r2-layers: There is already one called “r2-layers”"
        in told.stderr
    )
    assert "Give this folder another name." in told.stderr
