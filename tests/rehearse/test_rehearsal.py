"""Rehearsal participants in rooms of the real server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from seminar.core.errors import NotFound, Refused, Unavailable
from seminar.rehearse import Progress, run_rehearsal
from seminar.rehearse.persona import Persona
from seminar.rehearse.players import Log, Player
from seminar.rehearse.steer import Console, log_in
from tests.served import Server, open_room


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    one = Server(tmp_path)
    one.start()
    yield one
    one.kill()


async def until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not done():
            await asyncio.sleep(0.02)


async def on_to_a_question(console: Console, players: list[Player]) -> None:
    for _ in range(100):
        await console.press("next")
        await until(lambda: all(player.step == players[0].step for player in players))
        if players[0].state == "answer":
            return
    raise AssertionError("nothing was asked")


def test_players_join_answer_and_see_the_room_go_on(server: Server) -> None:
    async def play() -> None:
        code, cookies = await open_room(server)
        log = Log()
        players = [
            Player(server.base, code, "nb", Persona.of(1, n), log, pace=0.01)
            for n in range(12)
        ]
        for player in players:
            await player.join()
        console = await Console.open(server.base, code, cookies)
        await on_to_a_question(console, players)
        await until(lambda: all(player.settled for player in players))
        assert log.acks
        assert all(ack.ok and ack.heard > ack.sent for ack in log.acks)
        await console.press("next")
        await until(lambda: all(player.state == "closed" for player in players))
        await console.press("finish")
        await until(lambda: all(player.state == "ended" for player in players))
        console.leave()
        await asyncio.gather(*(player.leave() for player in players))
        assert not log.troubles

    asyncio.run(play())


def test_players_come_back_to_the_same_question_when_the_server_was_killed(
    server: Server,
) -> None:
    async def play() -> None:
        code, cookies = await open_room(server)
        log = Log()
        players = [
            Player(server.base, code, "nb", Persona.of(2, n), log, pace=0.01)
            for n in range(6)
        ]
        for player in players:
            await player.join()
        console = await Console.open(server.base, code, cookies)
        await on_to_a_question(console, players)
        await until(lambda: all(player.settled for player in players))
        console.leave()
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)
        back = await Console.open(server.base, code, cookies)
        await back.press("next")
        await until(lambda: all(player.state == "closed" for player in players))
        back.leave()
        await asyncio.gather(*(player.leave() for player in players))
        assert not log.troubles

    asyncio.run(play())


def test_a_steered_rehearsal_plays_one_question_to_the_end(server: Server) -> None:
    code, _ = asyncio.run(open_room(server))
    server.stop()
    server.start()  # For a fresh start link.
    heard: list[Progress] = []
    report = run_rehearsal(server.base, code, 5, steer=server.link, told=heard.append)
    assert report.went_well
    assert report.joined == 5
    assert report.saved == len(report.acks) > 0
    assert heard[-1].wanted == 5


def test_an_unknown_room_is_said_in_words(server: Server) -> None:
    with pytest.raises(NotFound, match="no room NOSUCH"):
        run_rehearsal(server.base, "NOSUCH", 2)


def test_a_start_link_is_good_for_one_login(server: Server) -> None:
    assert "raus-host=" in asyncio.run(log_in(server.link))
    with pytest.raises(Refused, match="used already"):
        asyncio.run(log_in(server.link))


def test_a_server_that_is_not_there_is_said_in_words() -> None:
    with pytest.raises(Unavailable, match="does not answer"):
        run_rehearsal("http://127.0.0.1:9", "NOSUCH", 1)
