"""Every exercise of the bank in every language, walked through in a real room: what each surface
shows can be read."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from seminar.core.i18n import LANGUAGES
from tests.journeys import bank
from tests.journeys.fixtures import ARTEFACTS, outside
from tests.journeys.geometry import seen
from tests.journeys.people import WALLS, Screen
from tests.journeys.walk import Moment, Walk, walking
from tests.served import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]


class Looks:
    """What has been found on the pages of a walk. Pages that are made of the same parts are
    asked for barriers once."""

    shapes: set[tuple[str, str]] = set()

    def __init__(self, lang: str) -> None:
        self.found: list[tuple[str, str, str]] = []
        self.seen: set[tuple[str, str]] = set()
        self._lang = lang

    def at(self, walk: Walk, moment: Moment) -> None:
        self.seen.add((moment.step, moment.state))
        self._see(walk.phone, "phone", moment)
        walk.plain.renew()
        if self._see(walk.plain, "phone without JavaScript", moment, barriers=False):
            walk.twin.page.goto(walk.stage.phone_url)
            self._note(walk.twin, "phone without JavaScript", moment, walk.twin.axe())
        for size in WALLS:
            walk.projector.page.set_viewport_size(size)
            self._see(walk.projector, f"projector {size['width']}", moment, wall=True)
        self._see(walk.stage.host, "console", moment, barriers=False)
        if moment.state == "result":
            assert "is-shown" in walk.projector.state, moment

    def told(self) -> str:
        """What was found, each with where it was found first and how often."""
        places: dict[tuple[str, str], list[str]] = {}
        for place, surface, wrong in self.found:
            places.setdefault((surface, wrong), []).append(place)
        return "\n".join(
            f"{place[0]} ({len(place)}×), {surface}: {wrong}"
            for (surface, wrong), place in places.items()
        )

    def _see(
        self,
        screen: Screen,
        surface: str,
        moment: Moment,
        *,
        wall: bool = False,
        barriers: bool = True,
    ) -> bool:
        """Look at a page; says whether one that is made of these parts has not been seen before."""
        page = seen(screen.page, wall=wall)
        self._note(screen, surface, moment, page.wrong)
        mould = (surface.partition(" 1")[0], page.shape)
        if mould in Looks.shapes:
            return False
        Looks.shapes.add(mould)
        if barriers:
            self._note(screen, surface, moment, screen.axe())
        return True

    def _note(
        self, screen: Screen, surface: str, moment: Moment, wrong: list[str]
    ) -> None:
        if wrong:
            screen.shot(
                f"{self._lang}-{moment.step}-{moment.state}-{surface}".replace(" ", "-")
            )
        self.found += [(f"{moment.step} {moment.state}", surface, one) for one in wrong]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_exercise_can_be_read_on_phone_and_projector(
    browser: Browser, server: Server, lang: str
) -> None:
    looks = Looks(lang)
    with walking(browser, server, outside(), ARTEFACTS / "exercises", lang) as walk:
        for moment in walk.moments():
            looks.at(walk, moment)
        # Not every browser knows how nynorsk writes the time, and might say 05:31 PM.
        expect(walk.stage.host.page.locator("[data-now]")).to_have_text(
            re.compile(r"^\d\d:\d\d$")
        )
        assert walk.stage.complaints() == []
        assert walk.crowd.log.troubles == []
        assert [ack for ack in walk.crowd.log.acks if not ack.ok] == []
    assert looks.found == [], looks.told()
    _all_was_seen(looks.seen)


def _all_was_seen(seen: set[tuple[str, str]]) -> None:
    """No exercise, move, question or result was passed over."""
    steps = {step for step, _ in seen}
    for exercise in bank.exercises():
        for move in exercise.flow:
            step = f"{exercise.id}.{move.id}"
            assert step in steps
            if move.move == "ask":
                assert (step, "answered") in seen
            if move.move == "show":
                assert (step, "result") in seen
