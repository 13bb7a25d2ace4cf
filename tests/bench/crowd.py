"""Phones, a projector and a console in one room, and how long things take; with the wire of
`raus rehearse`."""

from __future__ import annotations

import asyncio
import gc
import resource
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import orjson

from seminar.rehearse.browser import join
from seminar.rehearse.forms import read_fields
from seminar.rehearse.persona import Persona
from seminar.rehearse.steer import Console
from seminar.rehearse.wire import Picture, Wire, connect_phone
from tests.bench.servers import Server

SETTLING = 1.0
"""Seconds of rest before memory is read and after the last acknowledgement."""

PATIENCE = 60.0


@dataclass(frozen=True)
class Load:
    """How many answer, and over how many seconds; how many of them join in a second."""

    phones: int
    over: float
    arrivals: float = 150.0


@dataclass(frozen=True)
class Round:
    """What one run showed. Times in seconds, memory in bytes."""

    server: str
    load: Load
    join_cpu: float
    join_times: Sequence[float]
    memory: float
    threads: int
    open_cpu: float
    answer_cpu: float
    acks: Sequence[float]
    shown: Sequence[float]
    messages: float
    server_core: float
    players_core: float
    acknowledged: int
    stored: int


@dataclass
class Phone:
    """One participant."""

    number: int
    wire: Wire
    picture: Picture
    seq: int = 0
    acknowledged: int = 0
    """Rows that the server says it has stored: one for each question of an answer."""


class Crowd:
    """Everyone in the room of `server`."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.phones: list[Phone] = []
        self.join_times: list[float] = []
        self.shown: list[tuple[float, int]] = []
        self._console: Console
        self._screen: Wire

    async def open(self) -> None:
        """The projector and the console."""

        def see(picture: Picture) -> None:
            self.shown.append((perf_counter(), picture["data"]["answered"]))

        base, code = self.server.base, self.server.code
        self._console = await Console.open(base, code, self.server.host_cookies)
        self._screen = await connect_phone(
            base, {"room": code, "as": "screen", "lang": "nb"}, "", see
        )

    async def arrive(self, count: int, per_second: float) -> None:
        """`count` phones join: the page, the button, the page again, and the connection with its
        first picture."""
        async with asyncio.TaskGroup() as arrivals:
            start = perf_counter()
            for number in range(count):
                await asyncio.sleep(
                    max(0.0, start + number / per_second - perf_counter())
                )
                arrivals.create_task(self._join(len(self.phones) + number))

    async def _join(self, number: int) -> None:
        start, first = perf_counter(), asyncio.get_running_loop().create_future()
        cookies = await join(self.server.base, self.server.code)

        def see(picture: Picture) -> None:
            if first.done():
                first.result().picture = picture
            else:
                first.set_result(Phone(number, wire, picture))

        waiting: list[Picture] = []
        auth = {"room": self.server.code, "as": "phone", "lang": "nb"}
        wire = await connect_phone(self.server.base, auth, cookies, waiting.append)
        wire.pictures = see
        for picture in waiting:
            see(picture)
        phone = await first
        self.join_times.append(perf_counter() - start)
        self.phones.append(phone)

    async def go_on(self, step: str) -> float:
        """Press Next until the phones are asked at `step`; the server's seconds for the press
        that opened it."""
        for _ in range(200):
            before, version = self.server.cpu(), self._console.picture["v"]
            await self._console.press("next")
            async with asyncio.timeout(PATIENCE):
                while any(phone.picture["v"] <= version for phone in self.phones):
                    await asyncio.sleep(0.01)
            data = self.phones[0].picture["data"]
            if data["state"] == "answer" and step in data["step"]:
                return self.server.cpu() - before
        raise SystemExit(f"The programme never came to {step}")

    async def answer(
        self, phones: Sequence[Phone], over: float
    ) -> tuple[list[float], list[float]]:
        """All answer once, evenly over `over` seconds; when each was sent, and how long its
        acknowledgement took."""
        sent: list[float] = []
        took: list[float] = []
        packed = [self._packed(phone) for phone in phones]
        start = perf_counter() + 0.05
        for at, (phone, (message, rows)) in enumerate(zip(phones, packed, strict=True)):
            # Also when we are late, or acknowledgements would wait for our own sending.
            await asyncio.sleep(
                max(0.0, start + at * over / len(phones) - perf_counter())
            )
            self._send(phone, message, rows, sent, took)
        async with asyncio.timeout(PATIENCE):
            while len(took) < len(phones):
                await asyncio.sleep(0.005)
        return sent, took

    @staticmethod
    def _send(
        phone: Phone, message: bytes, rows: int, sent: list[float], took: list[float]
    ) -> None:
        begun = perf_counter()

        def heard(reply: dict[str, object]) -> None:
            if not reply["ok"]:
                raise SystemExit(f"An answer was refused: {reply}")
            phone.acknowledged += rows
            took.append(perf_counter() - begun)

        sent.append(begun)
        phone.wire.send_packed(message, heard)

    @staticmethod
    def _packed(phone: Phone) -> tuple[bytes, int]:
        """An answer to what the phone shows, ready to send, and the number of rows that it
        makes."""
        data, fields = phone.picture["data"], read_fields(phone.picture["html"]["main"])
        form = Persona.of(1, phone.number).answers(data["step"], data["round"], fields)
        phone.seq += 1
        op = f"{phone.number:08}-{data['step']}-{data['round']}"
        message = {
            "op": op,
            "step": data["step"],
            "round": data["round"],
            "seq": phone.seq,
            "form": form,
        }
        return orjson.dumps(["answer", message]), len(
            {name.rpartition("/")[0] for name in form}
        )

    def heard(self) -> int:
        """Messages that have come to anyone so far."""
        return (
            sum(phone.wire.messages for phone in self.phones)
            + self._screen.messages
            + self._console.messages
        )

    def leave(self) -> None:
        for phone in self.phones:
            phone.wire.hang_up()
        self._screen.hang_up()
        self._console.leave()


async def measure(server: Server, load: Load, step: str, warm: int = 20) -> Round:
    """One run: join, be asked at the step before `step` to get warm, and then, counted, at
    `step`."""
    crowd = Crowd(server)
    await crowd.open()
    await crowd.arrive(warm, 50)
    await asyncio.sleep(SETTLING)
    crowd.join_times.clear()
    memory, cpu = server.memory(), server.cpu()
    await crowd.arrive(load.phones, load.arrivals)
    join_cpu = server.cpu() - cpu
    await asyncio.sleep(SETTLING)
    memory = server.memory() - memory
    answering = crowd.phones[warm:]
    gc.collect()
    gc.freeze()
    await crowd.go_on(step)
    await crowd.answer(answering, min(load.over, 0.5))
    open_cpu = await crowd.go_on(step)
    await asyncio.sleep(SETTLING)
    crowd.shown.clear()
    cpu, own, heard, begun = server.cpu(), _own_cpu(), crowd.heard(), perf_counter()
    sent, took = await crowd.answer(answering, load.over)
    await asyncio.sleep(0.3)
    spent, wall = (server.cpu() - cpu, _own_cpu() - own), perf_counter() - begun
    messages = crowd.heard() - heard
    threads = server.threads()
    crowd.leave()
    count = load.phones
    return Round(
        server=server.name,
        load=load,
        join_cpu=join_cpu / count,
        join_times=sorted(crowd.join_times),
        memory=memory / count,
        threads=threads,
        open_cpu=open_cpu / (count + warm),
        answer_cpu=spent[0] / count,
        acks=sorted(took),
        shown=_shown_after(sent, crowd.shown),
        messages=messages / count,
        server_core=spent[0] / wall,
        players_core=spent[1] / wall,
        acknowledged=sum(phone.acknowledged for phone in crowd.phones),
        stored=server.stored(),
    )


def _shown_after(
    sent: Sequence[float], shown: Sequence[tuple[float, int]]
) -> list[float]:
    """For the k-th answer sent, the time until the projector counts k."""
    times, at = [], 0
    for k, begun in enumerate(sent, 1):
        while at < len(shown) and shown[at][1] < k:
            at += 1
        if at == len(shown):
            raise SystemExit(f"The projector never counted {k} answers")
        times.append(shown[at][0] - begun)
    return times


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
