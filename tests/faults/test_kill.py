"""Nothing that was acknowledged is lost, and nothing is kept twice, however the server dies."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.faults.harness import run


@pytest.mark.timeout(170)
def test_no_acknowledged_answer_is_lost_or_doubled_when_the_server_is_killed(
    tmp_path: Path,
) -> None:
    history, wrong = asyncio.run(run(tmp_path, clients=16, kills=6, seed=20261123))
    assert history.acks > 500
    assert wrong == []


@pytest.mark.timeout(170)
@pytest.mark.parametrize(
    ("defect", "sign"), [("ack-first", "lost"), ("no-key", "kept twice")]
)
def test_the_check_sees_a_deliberate_defect(
    tmp_path: Path, defect: str, sign: str
) -> None:
    history, wrong = asyncio.run(
        run(tmp_path, clients=16, kills=2, seed=7, defect=defect)
    )
    assert history.acks > 100
    assert any(sign in one for one in wrong), wrong
