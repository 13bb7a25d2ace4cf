"""A facilitator's presses without a browser: they bring a room to where a journey begins."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from seminar.core.errors import Refused
from seminar.rehearse.steer import Console
from seminar.rehearse.wire import Picture, Wire, connect_phone
from tests.faults.harness import asked, until

Result = TypeVar("Result")

PRESSES_AT_MOST = 120
"""More than the longest programme has steps."""


def press_until(base: str, code: str, step: str, *, host: str, phone: str) -> int:
    """Press Next until the phones of a room stand at `step`.

    The presses go over the wire one by one, as the console sends them: pages that watch draw what
    they get, and need not keep up with each.

    Args:
        base: The server's address.
        code: The room's.
        step: Where to stop; a room that stands there is left alone.
        host: The cookies of the facilitator.
        phone: The cookies of a participant who has joined.

    Returns:
        The version of the room that stands there.
    """
    return _run(_press_until(base, code, step, host, phone))


def close_room(base: str, code: str, host: str) -> None:
    """Close a room, with the cookies of its facilitator; one that is closed stays so."""
    _run(_close_room(base, code, host))


def _run(work: Coroutine[None, None, Result]) -> Result:
    """Do it in a thread of its own: Playwright holds the event loop of this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def _close_room(base: str, code: str, host: str) -> None:
    console = await Console.open(base, code, host)
    with suppress(Refused):
        await console.press("finish")
    console.leave()


async def _press_until(base: str, code: str, step: str, host: str, phone: str) -> int:
    pictures: list[Picture] = []
    newest: list[Picture] = []
    wires = [
        await connect_phone(base, _seat(code, "phone"), phone, pictures.append),
        await connect_phone(base, _seat(code, "host"), host, newest.append),
    ]
    await until(lambda: bool(pictures and newest))
    version = await _press(wires[1], pictures, newest[-1]["v"], step)
    for wire in wires:
        await wire.gone()
    return version


async def _press(
    console: Wire, pictures: list[Picture], version: int, step: str
) -> int:
    for _ in range(PRESSES_AT_MOST):
        if pictures[-1]["data"]["step"] == step:
            return version
        reply = await asked(console, "drive", {"command": "next", "v": version})
        assert reply["ok"], reply
        version = reply["v"]
        await until(lambda pressed=version: pictures[-1]["v"] >= pressed)
    raise AssertionError(step)


def _seat(code: str, role: str) -> dict[str, str]:
    return {"room": code, "as": role, "lang": "nb"}
