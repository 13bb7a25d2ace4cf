"""One walk of a room through a programme, with participants who answer and pages that watch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect

from seminar.rehearse.persona import Persona
from tests.journeys.bank import PROGRAMME, Crowd
from tests.journeys.people import Projector, Stage
from tests.served import Server

CROWD = 10
"""Rehearsal participants, enough that results are shown."""

STEPS_AT_MOST = 1000


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the room stands now."""

    step: str
    state: str
    """The phone's."""


class Walk:
    """A facilitator who presses Next, the projector, a phone with and one without JavaScript,
    and a crowd."""

    def __init__(
        self,
        browser: Browser,
        server: Server,
        where: str,
        shots: Path,
        lang: str,
        programme: str = PROGRAMME,
        persona: type[Persona] = Persona,
        width: int = 360,
    ) -> None:
        self.stage = Stage(
            browser, server, where, shots, programme=programme, lang=lang
        )
        self.phone = self.stage.phone(lang=lang, width=width)
        self.plain = self.stage.phone(script=False, lang=lang, width=width)
        self.twin = self.stage.twin(self.plain)
        self.crowd = Crowd(server.base, self.stage.code, CROWD, lang, persona)

    @property
    def projector(self) -> Projector:
        return self.stage.projector

    def moments(self) -> Iterator[Moment]:
        """Every picture of the room, in order. At each question all answer: first the one who
        asks for a moment."""
        for _ in range(STEPS_AT_MOST):
            self._settle()
            moment = Moment(self.phone.step, self.phone.state)
            yield moment
            if moment.state == "answer":
                yield from self._answered(moment)
            self.stage.host.let_through()
            if self.stage.host.page.locator("#key-next").get_attribute("aria-disabled"):
                return
            self.stage.host.press("PageDown")
        raise AssertionError("the programme has no end")

    def _answered(self, moment: Moment) -> Iterator[Moment]:
        """The same question when everybody has answered."""
        self.crowd.answered(moment.step)
        self.plain.renew()
        asked = [
            one
            for one in (self.phone, self.plain)
            if one.page.locator("[data-field]:visible").count()
        ]
        if self.phone in asked:  # In a talk, only those of one role are asked.
            self.phone.answer(1)
        if self.plain in asked:
            self.plain.fill(0)
            self.plain.send()
        if asked:
            yield Moment(moment.step, "answered")

    def _settle(self) -> None:
        """Wait until every page shows what the console shows."""
        shown = self.stage.host.page.locator("[data-part=stage] h1").first.inner_text()
        expect(self.projector.page.locator("[data-part=stage] h1").first).to_have_text(
            shown
        )
        self.stage.wait_for_pictures(self.phone)

    def leave(self) -> None:
        self.crowd.leave()
        self.stage.leave()


@contextmanager
def walking(*given: Any, **named: Any) -> Iterator[Walk]:
    """A `Walk`, and everybody gone when it is over."""
    walk = Walk(*given, **named)
    try:
        yield walk
    finally:
        walk.leave()
