"""The whole bank of exercises as one programme that a room can walk through, and the
participants who answer it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

from seminar.core.i18n import LANGUAGES
from seminar.core.i18n import trim_decimals as plainly
from seminar.core.model.exercise import Exercise
from seminar.rehearse.persona import Persona
from seminar.rehearse.players import Log, Player
from tests.content.bundled import library

PROGRAMME = "whole-bank"

PACE = 0.02
"""How long players think, against their usual time."""

PATIENCE = 30.0
"""Seconds in which all answers to a question must be in."""


def exercises(*only: str) -> list[Exercise]:
    """Those of the bank that are named, or all: first those whose answers another one shows,
    then by their ids."""
    every = library().exercises.values()
    shown = {
        one.partition(".")[0]
        for exercise in every
        for one in _asked(exercise)
        if "." in one
    }
    chosen = (one for one in every if not only or one.id in only)
    return sorted(chosen, key=lambda one: (one.id not in shown, one.id))


def _asked(exercise: Exercise) -> list[str]:
    return [one for move in exercise.flow for one in getattr(move, "questions", ())]


def write(folder: Path, *only: str) -> Path:
    """A folder of content with the programme: the exercises of the bank as they are written, one
    after the other."""
    _deck(folder / "slides" / PROGRAMME, exercises(*only))
    return folder


def write_each(folder: Path) -> Path:
    """A folder of content with a programme for each exercise alone."""
    for one in exercises():
        _deck(folder / "slides" / alone(one.id), [one])
    return folder


def alone(id_: str) -> str:
    """The programme that has nothing but this exercise."""
    return f"alone-{id_}"


def _deck(place: Path, chosen: list[Exercise]) -> None:
    place.mkdir(parents=True)
    there = {one.id for one in chosen}
    slides = [
        "<!-- raus: {item: welcome, minutes: 1} -->\n\n# RAUS",
        *(_slide(one, there) for one in chosen),
    ]
    for lang in LANGUAGES:
        head = f"---\nmarp: true\ntitle: RAUS\nlang: {lang}\n---\n\n"
        (place / f"{lang}.md").write_text(head + "\n\n---\n\n".join(slides) + "\n")


def _slide(exercise: Exercise, there: set[str]) -> str:
    """A slide that names the exercise, with the longest case of each bank, and without what
    nothing here asked for."""
    kept = [
        move
        for move in exercise.flow
        if _has_sense(getattr(move, "questions", ()), there)
    ]
    left_out = ", ".join(f"{move.id}: 0" for move in exercise.flow if move not in kept)
    picks = ", ".join(
        f"{question}: {_longest(exercise.id, question)}" for question in exercise.banks
    )
    minutes = plainly(sum(move.minutes for move in kept))
    plan = f"exercise: {exercise.id}, minutes: {minutes}, moves: {{{left_out}}}, picks: {{{picks}}}"
    return f"<!-- raus: {{{plan}}} -->"


def _has_sense(questions: tuple[str, ...], there: set[str]) -> bool:
    return not questions or any(
        "." not in one or one.partition(".")[0] in there for one in questions
    )


def _longest(exercise: str, question: str) -> str:
    """The case with most words on it."""
    programme = next(
        one for one in library().programmes.values() if exercise in one.exercises
    )
    said = programme.words_in("nb").exercises[exercise].questions
    cases = library().exercises[exercise].banks[question]

    def length(case: str) -> int:
        words = said[f"{question}/{case}"]
        return (
            len(words.body.html)
            + len(str(words.prompt))
            + sum(len(str(label)) for label in words.labels.values())
        )

    return max(cases, key=length)


class Crowd:
    """Rehearsal participants in a room, who answer whatever is asked as fast as the server takes
    it."""

    def __init__(
        self,
        base: str,
        code: str,
        size: int,
        lang: str,
        persona: type[Persona] = Persona,
    ) -> None:
        self.log = Log()
        self._players = [
            Player(base, code, lang, persona.of(7, n), self.log, PACE)
            for n in range(size)
        ]
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="crowd")
        self._thread.start()
        self._do(self._all(*(player.join() for player in self._players)))
        assert self.log.troubles == []

    def answered(self, step: str) -> None:
        """Wait until everybody has said what they have to say at `step`."""
        ends = monotonic() + PATIENCE
        while not all(
            one.state == "answer" and one.step == step and one.settled
            for one in self._players
        ):
            assert monotonic() < ends, (
                step,
                [(one.state, one.step, one.settled) for one in self._players],
            )
            sleep(0.02)

    def leave(self) -> None:
        self._do(self._all(*(player.leave() for player in self._players)))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, work: Coroutine[None, None, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    @staticmethod
    async def _all(*work: Coroutine[None, None, None]) -> None:
        await asyncio.gather(*work)
