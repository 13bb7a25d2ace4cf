"""The 60 minutes with people in the room, on the real service and a database of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from seminar.content.translations import read_speech
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.room.commands import Command, Next
from seminar.core.room.state import Room
from seminar.service.answers.intake import Sending
from seminar.service.live_room import LiveRoom
from seminar.service.participant.answers import answers_of
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens import results
from seminar.store import Store
from tests.content.bundled import library as shipped


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoomService]:
    store = Store.open(tmp_path_factory.mktemp("hour") / "raus.sqlite")
    yield RoomService(store, shipped(), rules=ThresholdRules(), clock=lambda: 1000.0)
    store.close()


class Hour:
    """A room with people in it, driven to where a test wants it."""

    def __init__(
        self, host: RoomService, people: int = 10, programme: str = "raus-hour"
    ) -> None:
        self.host, self.room = host, host.opening.open_room(programme, "nb")
        self.tokens = [host.participants.join(self.room.code) for _ in range(people)]

    @property
    def running(self) -> LiveRoom:
        return self.host.rooms.get(self.room.code)

    def press(self, command: Command) -> Room:
        return self.host.handle(self.room.code, command, self.running.room.version)

    def to(self, step: str) -> Hour:
        while self.running.step.id != step or self.running.room.now.curtain:
            self.press(Next())
        return self

    def say(self, form: dict[str, str], *people: int) -> Hour:
        """Let these people, or all of them, answer the open question so."""
        step = self.running.step
        for person in people or range(len(self.tokens)):
            sending = Sending(
                f"op-{person}",
                step.id,
                self.running.room.now.asked[step.id].round,
                None,
                form,
            )
            self.host.answer_and_wait(self.room.code, self.tokens[person], sending)
        return self

    def answers(self, person: int = 0, lang: str = "nb") -> list[tuple[str, str, bool]]:
        say = read_speech(lang)
        found = answers_of(self.running, lang, self.tokens[person])
        return [
            (say(said.prompt), say(said.answer), said.again)
            for exercise in found
            for said in exercise.answers
        ]

    @property
    def seen(self) -> set[str]:
        """The questions whose results go home, as they are called over their drawings."""
        return {
            str(view.title)
            for shown in results.list_shown_results(self.running, "nb")
            for view in shown.views
        }

    def to_the_end(self) -> Hour:
        """Through every step, with the first answer to every question."""
        for step in self.running.programme.steps:
            self.to(step.id)
            if step.move == "ask":
                self.say(first_answers(self.running, step.questions))
        return self


def first_answers(running: LiveRoom, questions: Iterable[str]) -> dict[str, str]:
    """An answer to each field: its first option, or a word."""
    words, form = running.programme.words_in("nb").questions, {}
    for question in questions:
        for field in (
            running.programme.questions[question].build_form(words[question]).fields
        ):
            options = getattr(field, "options", ())
            form[f"{question}/{field.name}"] = options[0].value if options else "5"
    return form
