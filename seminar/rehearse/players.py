"""Rehearsal participants in a room: each joins, watches its pictures, thinks, answers, and comes
back when cut off."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from random import Random
from time import perf_counter
from typing import Any

from seminar.core.errors import RausError, Unavailable
from seminar.rehearse.browser import join
from seminar.rehearse.forms import read_fields
from seminar.rehearse.persona import Persona
from seminar.rehearse.wire import Picture, Wire, connect_phone

AWAY = 3.0
"""At most so many seconds before a phone that was cut off comes back; spread, so that not all
come at once."""


@dataclass(frozen=True, slots=True)
class Ack:
    """What became of one answer: when it was sent and acknowledged (seconds of `perf_counter`),
    and how."""

    op: str
    sent: float
    heard: float
    code: str
    """Empty when it was saved, else the server's reason."""

    @property
    def ok(self) -> bool:
        return not self.code


@dataclass
class Log:
    """What all players together have seen."""

    acks: list[Ack] = field(default_factory=list)
    troubles: list[RausError] = field(default_factory=list)
    """Why somebody could not join or come back."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer on its way; sent again as it stands until it is acknowledged."""

    op: str
    message: Mapping[str, Any]


class Player:
    """One participant."""

    def __init__(
        self,
        base: str,
        code: str,
        lang: str,
        persona: Persona,
        log: Log,
        pace: float = 1.0,
    ) -> None:
        self.state = ""
        """The phone's state as last shown; empty before the first picture."""
        self.step = ""
        self.version = 0
        """Of the newest picture."""
        self.mine: Mapping[str, Any] = {}
        """What the server last said is this participant's own, such as their seat."""
        self.settled = False
        """Whether all that this participant has to say about the present step is saved."""
        self._base, self._code, self._lang = base, code, lang
        self._persona, self._log, self._pace = persona, log, pace
        self._chance = Random(persona.seed)
        self._cookies = ""
        self._wire: Wire | None = None
        self._asked: tuple[str, int] = ("", 0)
        self._counted: set[str] = set()
        """The steps at which an answer of this participant is saved."""
        self._seq = 0
        self._unsent: Answer | None = None
        self._thoughts: list[asyncio.TimerHandle] = []
        self._return: asyncio.Task[None] | None = None
        self._leaving = False

    @property
    def joined(self) -> bool:
        return bool(self._cookies)

    async def join(self) -> None:
        """Join by the page, as a person does, and connect. What goes wrong is in the log."""
        try:
            self._cookies = await join(self._base, self._code)
            await self._connect()
        except RausError as error:
            self._log.troubles.append(error)

    async def leave(self) -> None:
        """Put the phone away."""
        self._leaving = True
        self._forget()
        if self._return is not None:
            self._return.cancel()
        if self._wire is not None:
            await self._wire.gone()

    async def _connect(self) -> None:
        auth = {"room": self._code, "as": "phone", "lang": self._lang}
        self._wire = await connect_phone(
            self._base, auth, self._cookies, self._see, self._cut_off
        )

    def _cut_off(self) -> None:
        if not self._leaving and self._wire is not None and self.state != "ended":
            self._wire = None
            self._return = asyncio.get_running_loop().create_task(self._come_back())

    async def _come_back(self) -> None:
        while self._wire is None:
            await asyncio.sleep(self._chance.uniform(0, AWAY))
            try:
                await self._connect()
            except Unavailable:
                continue
            except RausError as error:
                self._log.troubles.append(error)
                return
        if self._unsent is not None:
            self._send(self._unsent)

    # --- the picture, and what it leads to --------------------------------------------------------

    def _see(self, picture: Picture) -> None:
        data = picture["data"]
        self.version, self.state, self.step = picture["v"], data["state"], data["step"]
        if data["again"] and self._wire is not None:
            self._wire.ask("mine", reply=partial(self._hear, picture))
        if self.state != "answer":
            self._forget()
            return
        if (self.step, data["round"]) == self._asked:
            return
        self._forget()
        if not data["some"]:
            self._consider(picture)

    def _hear(self, picture: Picture, mine: Mapping[str, Any]) -> None:
        """What this participant has at the step. Where a form is for some alone, the others have
        nothing to say."""
        data = picture["data"]
        if mine.get("step") != self.step:
            return
        self.mine = mine
        if (
            not data["some"]
            or self.state != "answer"
            or (self.step, data["round"]) == self._asked
        ):
            return
        if mine["asked"]:
            self._consider(picture)
        else:
            self.settled = True

    def _consider(self, picture: Picture) -> None:
        """Think of what is asked, and answer."""
        data = picture["data"]
        fields = (
            ()
            if data["late"] and self.step in self._counted
            else read_fields(picture["html"]["main"])
        )
        if not fields:  # Nothing yet: what people wrote may still be let through.
            self.settled = True
            return
        self._asked = (self.step, data["round"])
        name = f"{self.step}/{data['round']}"
        if self._persona.keeps_silent(name):
            self.settled = True
            return
        self._think(name, self._persona.thinking_seconds(name, fields), 0, picture)
        if self._persona.changes_mind(name):
            self._think(
                name, self._persona.thinking_seconds(name, fields) + 3.0, 1, picture
            )

    def _think(self, name: str, seconds: float, turn: int, picture: Picture) -> None:
        loop = asyncio.get_running_loop()
        self._thoughts.append(
            loop.call_later(seconds * self._pace, self._answer, name, turn, picture)
        )

    def _answer(self, name: str, turn: int, picture: Picture) -> None:
        self._seq += 1
        step, number = self._asked
        form = self._persona.answers(name, turn, read_fields(picture["html"]["main"]))
        op = secrets.token_urlsafe(12)
        self._unsent = Answer(
            op,
            {"op": op, "step": step, "round": number, "seq": self._seq, "form": form},
        )
        self._send(self._unsent)

    def _send(self, answer: Answer) -> None:
        if self._wire is None:
            return
        sent = perf_counter()

        def heard(reply: Mapping[str, Any]) -> None:
            self._log.acks.append(
                Ack(answer.op, sent, perf_counter(), reply.get("code", ""))
            )
            if reply.get("ok"):
                self._counted.add(answer.message["step"])
            if self._unsent is answer:
                self._unsent = None
            self.settled = self._unsent is None and not any(
                one.when() > self._now() for one in self._thoughts
            )

        self._wire.ask("answer", answer.message, reply=heard)

    def _forget(self) -> None:
        """What was half thought is let go when the room moves on."""
        for thought in self._thoughts:
            thought.cancel()
        self._thoughts.clear()
        self.settled = False

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
