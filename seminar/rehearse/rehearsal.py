"""A whole rehearsal: N rehearsal participants in one room, until it ends, or until one question
has been played."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from seminar.config import allow_connections
from seminar.core.errors import Unavailable
from seminar.core.i18n import DEFAULT_LANGUAGE, say
from seminar.rehearse.persona import Persona
from seminar.rehearse.players import Ack, Log, Player
from seminar.rehearse.steer import Console, log_in

ARRIVALS = 60.0
"""Participants that come through the door in a second."""

TICK = 0.25
"""Seconds between two reports of progress."""

QUESTION_AT_MOST = 200
"""Presses of Next after which a programme must have asked something."""

HURRY = 0.1
"""How long players think when one question is only to be checked, against their usual time."""

ANSWERS_AT_MOST = 60.0
"""Seconds in which all answers to a checked question must be in."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How the rehearsal goes."""

    wanted: int
    joined: int
    step: str
    settled: int
    """How many have said what they have to say at this step."""


@dataclass(frozen=True, slots=True)
class RehearsalReport:
    """How the rehearsal went."""

    wanted: int
    joined: int
    acks: Sequence[Ack]
    troubles: Sequence[Exception]

    @property
    def saved(self) -> int:
        return sum(ack.ok for ack in self.acks)

    @property
    def refused(self) -> int:
        return len(self.acks) - self.saved

    @property
    def went_well(self) -> bool:
        return self.joined == self.wanted and not self.troubles and not self.refused


def run_rehearsal(
    base: str,
    code: str,
    participants: int,
    *,
    steer: str | None = None,
    seed: int = 1,
    lang: str = DEFAULT_LANGUAGE,
    told: Callable[[Progress], None] = lambda progress: None,
) -> RehearsalReport:
    """Let `participants` play in room `code` at `base` until it ends or Ctrl-C is pressed.

    With `steer`, a start link, a rehearsal facilitator plays one question to the end. Raises
    `NotFound`, `Refused` or `Unavailable` in words when there is nothing to join.
    """
    allow_connections(participants)
    rehearsal = _Rehearsal(
        base.rstrip("/"), code, participants, seed, lang, HURRY if steer else 1.0, told
    )
    try:
        asyncio.run(rehearsal.question(steer) if steer else rehearsal.to_the_end())
    except KeyboardInterrupt:
        return rehearsal.report()
    return rehearsal.report()


class _Rehearsal:
    def __init__(
        self,
        base: str,
        code: str,
        participants: int,
        seed: int,
        lang: str,
        pace: float,
        told: Callable[[Progress], None],
    ) -> None:
        self._base, self._code, self._lang, self._told = base, code, lang, told
        self._log = Log()
        self._players = [
            Player(base, code, lang, Persona.of(seed, number, lang), self._log, pace)
            for number in range(participants)
        ]

    def report(self) -> RehearsalReport:
        joined = sum(player.joined for player in self._players)
        return RehearsalReport(
            len(self._players), joined, tuple(self._log.acks), tuple(self._log.troubles)
        )

    async def to_the_end(self) -> None:
        """Arrive, and answer whatever is asked until the room is closed."""
        try:
            await self._arrive()
            while any(
                player.joined and player.state != "ended" for player in self._players
            ):
                self._tell()
                await asyncio.sleep(TICK)
        finally:
            await self._leave()

    async def question(self, link: str) -> None:
        """Arrive, go on to the first question, let all answer, and close it."""
        console = await Console.open(
            self._base, self._code, await log_in(link), self._lang
        )
        try:
            await self._arrive()
            for _ in range(QUESTION_AT_MOST):
                if any(player.state == "answer" for player in self._players):
                    break
                await console.press("next")
                await asyncio.sleep(0)
            await self._until(
                lambda: all(player.settled for player in self._players), ANSWERS_AT_MOST
            )
            await console.press("next")
            await self._until(
                lambda: all(player.state != "answer" for player in self._players),
                ANSWERS_AT_MOST,
            )
        finally:
            console.leave()
            await self._leave()

    async def _arrive(self) -> None:
        first, *others = self._players
        await first.join()
        if self._log.troubles:
            raise self._log.troubles[0]
        async with asyncio.TaskGroup() as arrivals:
            for player in others:
                arrivals.create_task(player.join())
                self._tell()
                await asyncio.sleep(1 / ARRIVALS)

    async def _until(self, done: Callable[[], bool], seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                while not done():
                    self._tell()
                    await asyncio.sleep(TICK / 5)
        except TimeoutError:
            raise Unavailable(
                say("Not all participants came through in time.")
            ) from None

    def _tell(self) -> None:
        steps = [player.step for player in self._players if player.step]
        step = steps[0] if steps else ""
        settled = sum(player.settled for player in self._players)
        self._told(
            Progress(
                len(self._players),
                sum(player.joined for player in self._players),
                step,
                settled,
            )
        )

    async def _leave(self) -> None:
        await asyncio.gather(*(player.leave() for player in self._players))
