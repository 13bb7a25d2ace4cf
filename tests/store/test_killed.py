"""Killed at any moment, the store has every answer that it said was saved, and no answer twice."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from seminar.store import AnswerRow, RoomRow
from tests.store.answering import Defect
from tests.store.conftest import opened

ROOT = Path(__file__).parents[2]

Edit = tuple[str, int]


@dataclass
class History:
    """What one who stands outside saw."""

    sent: set[Edit] = field(default_factory=set)
    saved: set[Edit] = field(default_factory=set)

    def faults(self, rows: list[AnswerRow]) -> set[str]:
        """What is wrong with these rows, after all that was seen."""
        stored = [(row.who.decode(), row.seq) for row in rows]
        latest = {
            person: max(seq for one, seq in self.saved if one == person)
            for person, _ in self.saved
        }
        found = dict(sorted(stored))
        return {
            *("lost" for person, seq in latest.items() if found.get(person, 0) < seq),
            *(
                "doubled"
                for times in Counter(person for person, _ in stored).values()
                if times > 1
            ),
            *("invented" for edit in stored if edit not in self.sent),
        }


def answer_until_killed(
    path: Path,
    edits: list[Edit],
    history: History,
    kill_after: int,
    defect: Defect = "",
) -> None:
    """Send `edits` to a program of its own, and kill it when it has said `kill_after` times that
    one is saved."""
    command = [sys.executable, "-m", "tests.store.answering", str(path), defect]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write("".join(f"{person} {seq}\n" for person, seq in edits))
        program.stdin.flush()
        heard = 0
        for line in program.stdout:
            word, person, seq = line.split()
            {"sent": history.sent, "saved": history.saved}[word].add((person, int(seq)))
            heard += word == "saved"
            if heard == kill_after:
                program.kill()
        program.stdin.close()
    assert program.returncode != 0, "it was to be killed in the middle"


@pytest.fixture
def path(path: Path) -> Path:
    """A database with one open room, that no program has open."""
    with opened(path) as store:
        store.create_room(RoomRow("ROOM22", "{}", 1, b"key")).result()
    return path


def rows_in(path: Path) -> list[AnswerRow]:
    with opened(path) as store:
        return store.answers("ROOM22")


def edits_of(people: int, seq: int) -> list[Edit]:
    return [(f"person-{number}", seq) for number in range(people)]


def test_nothing_is_lost_or_doubled_by_kills_at_random_moments(path: Path) -> None:
    chance, history = Random(22), History()
    for seq in range(1, 9):
        # Whoever was not told sends again, as a phone does, and so do all the others.
        again = edits_of(300, seq - 1) if seq > 1 else []
        edits = [*again, *edits_of(300, seq)]
        answer_until_killed(
            path, edits, history, kill_after=chance.randint(1, len(edits) - 50)
        )
        rows = rows_in(path)
        assert history.faults(rows) == set()
    assert rows


def test_the_check_sees_an_acknowledgement_that_came_before_the_commit(
    path: Path,
) -> None:
    history = History()
    answer_until_killed(
        path, edits_of(50, 1), history, kill_after=20, defect="ack-first"
    )
    assert "lost" in history.faults(rows_in(path))


def test_the_check_sees_rows_without_a_key(path: Path) -> None:
    history = History()
    answer_until_killed(
        path,
        [*edits_of(50, 1), *edits_of(50, 1)],
        history,
        kill_after=100,
        defect="no-key",
    )
    assert "doubled" in history.faults(rows_in(path))
