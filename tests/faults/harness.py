"""Clients of the real protocol, a server process that dies, and a checker of what was said against
what is kept.

The shape is Jepsen's: operations with ids go into a history outside the server; one that was never
acknowledged may have happened or not, but never twice; one that was acknowledged must be there.
"""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from seminar.core.errors import RausError
from seminar.rehearse.browser import join
from seminar.rehearse.steer import Console
from seminar.rehearse.wire import Wire, connect_phone
from seminar.service import pseudonyms
from tests.served import Server, open_room

STEP = "r1-check-in.answer"
QUESTION = "r1-check-in.energy"
FIELD = f"{QUESTION}/value"


@dataclass
class History:
    """What the clients did and heard."""

    sent: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict)
    """(client, sequence number) to (operation id, value)."""
    acked: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Client to the highest acknowledged sequence number."""
    acks: int = 0


class Client:
    """A phone that changes its mind all the time, and sends again what was not acknowledged."""

    def __init__(
        self, server: Server, code: str, cookies: str, history: History, seed: int
    ) -> None:
        self._server, self._code, self._cookies, self._history = (
            server,
            code,
            cookies,
            history,
        )
        self._chance = random.Random(seed)
        self._seq = 0
        self._unsent: dict[str, Any] | None = None
        self._wire: Wire | None = None
        name = f"raus-phone-{code}="
        self.token = next(
            one for one in cookies.split("; ") if one.startswith(name)
        ).removeprefix(name)

    async def play(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await self._once()
            except (RausError, TimeoutError, OSError):
                self._hang_up()
                await asyncio.sleep(self._chance.uniform(0.02, 0.2))
        self._hang_up()

    async def _once(self) -> None:
        if self._wire is None or not self._wire.open:
            auth = {"room": self._code, "as": "phone", "lang": "nb"}
            self._wire = await connect_phone(self._server.base, auth, self._cookies)
        if self._unsent is None:
            self._seq += 1
            value, op = (
                str(self._chance.randint(1, 5)),
                f"{self._chance.getrandbits(128):032x}",
            )
            self._history.sent[self.token, self._seq] = (op, value)
            self._unsent = {
                "op": op,
                "step": STEP,
                "round": 1,
                "seq": self._seq,
                "form": {FIELD: value},
            }
        heard: asyncio.Future[dict[str, Any]] = (
            asyncio.get_running_loop().create_future()
        )
        self._wire.ask(
            "answer",
            self._unsent,
            reply=lambda ack: None if heard.done() else heard.set_result(ack),
        )
        async with asyncio.timeout(1.0):
            ack = await heard
        if not ack["ok"]:
            raise AssertionError(f"refused: {ack}")
        self._history.acks += 1
        self._history.acked[self.token] = max(
            self._history.acked[self.token], self._unsent["seq"]
        )
        self._unsent = None
        await asyncio.sleep(self._chance.uniform(0, 0.01))

    def _hang_up(self) -> None:
        if self._wire is not None:
            self._wire.hang_up()
            self._wire = None


async def open_question(server: Server) -> tuple[str, str]:
    """A room that stands at its first question; its code, and the facilitator's cookies."""
    code, cookies = await open_room(server)
    auth = {"room": code, "as": "phone", "lang": "nb"}
    phone = await connect_phone(server.base, auth, await join(server.base, code))
    steer = await Console.open(server.base, code, cookies)
    for _ in range(30):
        await steer.press("next")
        if (await asked(phone, "mine"))["step"] == STEP:
            break
    steer.leave()
    phone.hang_up()
    return code, cookies


def read_link_secret(data: Path, code: str) -> str:
    """What the square of a room holds beside its code, from the room's row."""
    with closing(sqlite3.connect(data / "raus.sqlite")) as connection:
        (key,) = connection.execute(
            "SELECT key FROM room WHERE code = ?", (code,)
        ).fetchone()
    return pseudonyms.link_secret(key)


async def asked(wire: Wire, event: str, *content: object) -> Any:
    """What the server acknowledges an event with. Whatever it sent before has come in by then."""
    heard: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    wire.ask(
        event,
        *content,
        reply=lambda *reply: heard.set_result(reply[0] if reply else None),
    )
    async with asyncio.timeout(10):
        return await heard


async def until(done: Callable[..., bool]) -> None:
    """Wait until something has come in."""
    async with asyncio.timeout(10):
        while not done():
            await asyncio.sleep(0.01)


async def run(
    data: Path,
    *,
    clients: int,
    kills: int,
    seed: int,
    defect: str = "",
    between: tuple[float, float] = (0.2, 1.0),
) -> tuple[History, list[str]]:
    """Play while the server is killed `kills` times at random moments; the history, and what the
    checker found."""
    chance = random.Random(seed)
    by = ("tests.faults.defective", defect) if defect else ("seminar",)
    server, history = Server(data, by=by), History()
    server.start()
    try:
        code, _ = await open_question(server)
        cookies = await asyncio.gather(
            *(join(server.base, code) for _ in range(clients))
        )
        players = [
            Client(server, code, one, history, seed + number)
            for number, one in enumerate(cookies)
        ]
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            for player in players:
                group.create_task(player.play(stop))
            for _ in range(kills):
                await asyncio.sleep(chance.uniform(*between))
                server.kill()
                await asyncio.to_thread(server.start)
            await asyncio.sleep(0.5)
            server.kill()
            stop.set()
    finally:
        server.kill()
    return history, check(
        data / "raus.sqlite", code, [player.token for player in players], history
    )


def check(database: Path, code: str, tokens: list[str], history: History) -> list[str]:
    """Every acknowledged answer is kept, none is kept twice, and none that nobody sent."""
    connection = sqlite3.connect(database)
    (key,) = connection.execute(
        "SELECT key FROM room WHERE code = ?", (code,)
    ).fetchone()
    query = "SELECT who, op, seq, value FROM answer WHERE room = ? AND question = ?"
    kept: dict[bytes, list[tuple[bytes, int, str]]] = defaultdict(list)
    for who, op, seq, value in connection.execute(query, (code, QUESTION)):
        kept[who].append((op, seq, str(json.loads(value))))
    connection.close()
    found: Counter[str] = Counter()
    for token in tokens:
        mine = kept.pop(pseudonyms.answerer_id(key, QUESTION, token), [])
        newest = max((seq for _, seq, _ in mine), default=0)
        found["lost after its acknowledgement"] += newest < history.acked[token]
        found["kept twice"] += len(mine) > 1
        for op, seq, value in mine:
            sent_op, sent = history.sent.get((token, seq), ("", ""))
            found["never sent"] += (
                pseudonyms.operation_id(key, QUESTION, sent_op),
                sent,
            ) != (
                op,
                value,
            )
    found["from nobody"] += len(kept)
    return [f"{count} {what}" for what, count in found.items() if count]
