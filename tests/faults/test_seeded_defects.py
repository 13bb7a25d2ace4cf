"""Every defect of a kind that must never ship is found when it is put in on purpose, and the
shipped server has none. (Two more, of what a crash loses or doubles, are in `test_kill.py`.)"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.faults.checks import results_that_change, scripts_that_run, strangers_let_in
from tests.served import Server

pytestmark = pytest.mark.timeout(120)

Check = Callable[[Server], Awaitable[list[str]]]

CHECKS: dict[str, Check] = {
    "re-aggregate": results_that_change,
    "unescaped": scripts_that_run,
    "any-origin": strangers_let_in,
}


async def found(check: Check, server: Server) -> list[str]:
    return await check(server)


def test_the_shipped_server_has_none_of_them(tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    server.start()
    try:
        assert {
            name: asyncio.run(found(check, server)) for name, check in CHECKS.items()
        } == {name: [] for name in CHECKS}
    finally:
        server.kill()


@pytest.mark.parametrize("defect", CHECKS)
def test_a_deliberate_defect_is_found(defect: str, tmp_path: Path) -> None:
    server = Server(tmp_path / "data", by=("tests.faults.defective", defect))
    server.start()
    try:
        assert asyncio.run(found(CHECKS[defect], server)) != []
    finally:
        server.kill()
