"""The whole leader day, unattended: 410 minutes on a clock of its own, 24 players, every group
and every page."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from seminar.cli import main
from seminar.rehearse.browser import Browser
from seminar.rehearse.forms import read_hidden_fields
from seminar.rehearse.persona import Persona
from seminar.rehearse.players import Log, Player
from seminar.rehearse.steer import Console
from tests.content.bundled import library
from tests.later import set_ahead
from tests.served import Server

pytestmark = pytest.mark.timeout(600)

PEOPLE, MINUTES = 24, 410
HURRY = 0.02
"""How long the players think, against their usual time."""
SPOT = re.compile(r'class="spot"><span>[^<]*</span> <b>(\d+)</b>')
ROLE = re.compile(r'class="role-name">([^<]+)<')
WAITING = re.compile(r'value="approve ([^"]+)" id="t-')
LATE, GONE = "r6-courage.models", "u2-coaching.frame"
"""Where somebody comes late, and where somebody leaves."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server whose clock the test sets, by the file beside its data."""
    (tmp_path / "ahead").write_text("0")
    server = Server(tmp_path / "data", by=("tests.later", str(tmp_path / "ahead")))
    server.start()
    yield server
    server.kill()


class Day:
    """Everybody in the room, and what has been seen of it."""

    def __init__(self, server: Server) -> None:
        self.server, self.log, self.ahead = server, Log(), 0.0
        self.left: Player | None = None
        self.steps: list[str] = []
        self.draws: dict[str, list[frozenset[int]]] = {}
        """By step: who sat together, each player by number."""
        self.roles: dict[str, dict[int, str]] = {}
        """By step: what each player's phone says that they are."""

    async def open(self) -> None:
        async with Browser(self.server.base) as browser:
            await browser.get(urlsplit(self.server.link).path)
            form = read_hidden_fields((await browser.get("/host")).text) | {
                "programme": "raus-day",
                "lang": "nb",
            }
            self.code = (await browser.post("/host/rooms", form)).path.rpartition("/")[
                2
            ]
            self.cookies = browser.cookies
        self.console = await Console.open(self.server.base, self.code, self.cookies)
        self.players = [self.player(number) for number in range(PEOPLE)]
        for player in self.players:
            await player.join()

    def player(self, number: int) -> Player:
        return Player(
            self.server.base, self.code, "nb", Persona.of(1, number), self.log, HURRY
        )

    async def run(self) -> None:
        """Press what the big key says until there is nothing more to press, and then close the
        room."""
        await self.console.press("without", "1")
        await self.console.press("next")
        while True:
            await self.at_this_step()
            if (
                'id="key-next" aria-disabled="true"'
                in self.console.picture["html"]["keys"]
            ):
                break
            await self.console.press("next")
        self.used = self.console.picture["data"]["used"]
        await self.console.press("finish")
        await self.until(lambda: all(player.state == "ended" for player in self.here))
        self.console.leave()
        for player in self.players:
            await player.leave()

    @property
    def here(self) -> list[Player]:
        """Everybody but whoever has left."""
        return [player for player in self.players if player is not self.left]

    async def at_this_step(self) -> None:
        """Let all answer, let their texts through, note who sits with whom, and let the planned
        time go by."""
        version = self.console.picture["v"]
        await self.until(lambda: all(player.version == version for player in self.here))
        step = self.players[0].step
        is_new = self.steps[-1:] != [step]
        self.steps.append(step)
        if is_new and step == LATE:
            self.players.append(self.player(PEOPLE))
            await self.players[-1].join()
        if is_new and step == GONE:
            self.left = self.players[1]
            await self.left.leave()
        await self.until(
            lambda: all(
                player.state != "answer" or player.settled for player in self.here
            )
        )
        await self.note(step)
        await self.approve()
        if is_new:
            data = self.console.picture["data"]
            self.ahead += 60 * (data["planned"] - data["due"])
            set_ahead(self.server.data.parent / "ahead", self.ahead)

    async def approve(self) -> None:
        if waiting := WAITING.findall(self.console.picture["html"]["pending"]):
            await self.console.press(
                "approve", *dict.fromkeys(" ".join(waiting).split())
            )

    async def note(self, step: str) -> None:
        if not re.search(
            r"\d+ grupper? er trukket", self.console.picture["html"]["groups"]
        ):
            return
        talking = self.here
        await self.until(
            lambda: all(SPOT.search(one.mine.get("seat", "")) for one in talking)
        )
        groups: dict[str, set[int]] = {}
        for player in talking:
            found = SPOT.search(player.mine["seat"])
            assert found
            groups.setdefault(found[1], set()).add(self.players.index(player))
            if role := ROLE.search(player.mine["seat"]):
                self.roles.setdefault(step, {})[self.players.index(player)] = role[1]
        self.draws[step] = [frozenset(group) for group in groups.values()]

    async def until(self, done: object) -> None:
        assert callable(done)
        async with asyncio.timeout(60):
            while not done():
                await asyncio.sleep(0.02)


def test_a_leader_day_runs_from_start_to_close_by_itself(server: Server) -> None:
    day = Day(server)

    async def play() -> None:
        await day.open()
        await day.run()

    asyncio.run(play())
    server.stop()

    assert not day.log.troubles
    assert not [ack for ack in day.log.acks if not ack.ok], "nobody was refused"
    steps = library().programme("raus-day").steps
    asked = sum(step.move == "ask" for step in steps)
    assert len(day.log.acks) > asked * PEOPLE
    assert day.used == pytest.approx(MINUTES, abs=5)
    assert not re.search(
        r"traceback|error|warning|exception", server.said, re.IGNORECASE
    ), server.said
    nobody_met_twice(day)
    everybody_had_every_role(day)


def nobody_met_twice(day: Day) -> None:
    """With 24 people and these groups there is always somebody new, so nobody has to meet again."""
    draws = {frozenset(groups) for groups in day.draws.values()}
    met = Counter(
        frozenset(pair)
        for groups in draws
        for group in groups
        for pair in combinations(group, 2)
    )
    assert len(draws) >= 3, "threes, pairs and threes"
    assert max(met.values()) == 1
    assert all(1 <= len(group) <= 4 for groups in draws for group in groups)


def everybody_had_every_role(day: Day) -> None:
    rounds = [
        roles for step, roles in day.roles.items() if step.startswith("r3-listening")
    ]
    assert len(rounds) == 3
    for player in rounds[0]:
        had = [roles[player] for roles in rounds]
        assert {"Du er forteller", "Du er lytter"} <= set(had), had
        assert "Du er observatør" in had or len(set(had)) == 2, (
            "two do without an observer"
        )


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_every_page_of_its_handout_is_printed(tmp_path: Path, lang: str) -> None:
    out = tmp_path / "day.pdf"
    told = CliRunner().invoke(
        main,
        [
            "print",
            "handout",
            "--programme",
            "raus-day",
            "--lang",
            lang,
            "--out",
            str(out),
        ],
    )
    assert told.exit_code == 0, told.output
    pages = [page.extract_text() for page in PdfReader(out).pages]
    assert len(pages) > 20
    assert all(len(text) > 40 for text in pages)
    programme = library().programme("raus-day").words_in(lang)
    said = " ".join("\n".join(pages).split())
    for exercise in programme.exercises.values():
        assert exercise.title in said
