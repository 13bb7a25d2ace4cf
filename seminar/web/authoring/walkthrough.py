"""A room that its author walks through, with made-up participants who answer as soon as they are
asked."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from gevent.pool import Pool

from seminar.content.translations import read_speech
from seminar.core.errors import Refused
from seminar.core.room.commands import Approve, Next
from seminar.core.room.situation import Situation
from seminar.rehearse.forms import read_fields
from seminar.rehearse.persona import Persona
from seminar.service.answers.intake import Sending
from seminar.service.live_room import LiveRoom
from seminar.service.pseudonyms import new_token
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens import moderation
from seminar.service.screens.phone import build_phone
from seminar.web.rendering import templates as draw

PEOPLE = 24
"""Made-up participants: a seminar's usual size, and enough that guarded results are shown."""

SEED = 1
"""Any number would do, so long as it stays: the same answers stand there after every change."""


@dataclass(frozen=True)
class Spot:
    """The place where the author is: a step, and how often *Next* was pressed there."""

    step: str = ""
    at: int = 0
    presses: int = 0


class Walk:
    """One room of `programme`, from its beginning to where the author wants to be."""

    def __init__(self, host: RoomService, programme: str, lang: str) -> None:
        self._host = host
        self.lang = lang
        self.code = host.opening.open_room(programme, lang).code
        self.phone = host.participants.join(self.code)
        """The token of the author's own phone."""
        self._people = Pool(PEOPLE).map(
            lambda number: host.participants.join(self.code), range(PEOPLE)
        )
        self._turn = 0
        self.presses = 0
        self.press()

    @property
    def running(self) -> LiveRoom:
        """Return the room that is walked through."""
        return self._host.rooms.get(self.code)

    @property
    def spot(self) -> Spot:
        return Spot(self.running.step.id, self.running.room.now.at, self.presses)

    @property
    def ended(self) -> bool:
        """Return whether there is nothing left to press for."""
        return self.running.scene(self._host.clock()).situation is Situation.LAST

    def go(self, spot: Spot) -> None:
        """Walk on to this step, or to the one in its place where it is gone, and press there as
        often as before."""
        steps = [step.id for step in self.running.programme.steps]
        at = (
            steps.index(spot.step)
            if spot.step in steps
            else min(spot.at, len(steps) - 1)
        )
        while self.running.room.now.at < at and not self.ended:
            self.press()
        while self.presses < spot.presses and self._stays:
            self.press()

    @property
    def _stays(self) -> bool:
        """Return whether *Next* does something at this step still, before it goes on."""
        return self.running.scene(self._host.clock()).situation in (
            Situation.OPEN,
            Situation.COVERED,
        )

    def press(self) -> None:
        """Press *Next*; who is asked by it answers, and what they wrote is let through."""
        at = self.running.room.now.at
        room = self.running.room
        began = bool(room.now.curtain)
        room = self._host.handle(self.code, Next(), room.version)
        self.presses = self.presses + 1 if room.now.at == at and not began else 0
        self._answer()
        self._approve()

    def _answer(self) -> None:
        running = self.running
        step = running.step
        now = running.room.now.asked.get(running.step.id)
        if now is None or not now.open or running.answered(step):
            return
        self._turn += 1
        picture = build_phone(running, self.lang, self._host.clock())
        fields = read_fields(draw.phone_parts(picture, read_speech(self.lang))["main"])

        def send(number: int) -> None:
            form = Persona.of(SEED, number, self.lang).answers(
                step.id, self._turn, fields
            )
            sending = Sending(new_token()[:22], step.id, now.round, None, form)
            with suppress(
                Refused
            ):  # Whoever fills in what the author does not take has not answered.
                self._host.answer_and_wait(self.code, self._people[number], sending)

        Pool(PEOPLE).map(send, range(PEOPLE))

    def _approve(self) -> None:
        waiting = tuple(
            text.id
            for text in moderation.list_pending(self.running, self.running.step)
            if text.waits
        )
        if waiting:
            self._host.handle(self.code, Approve(waiting), self.running.room.version)
