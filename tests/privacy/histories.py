"""Rooms that live through a random history on the real service, and all that can be seen of them
meanwhile."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from seminar.content.library import Library, bundled
from seminar.core.disclosure.late_groups import first_unpublished
from seminar.core.disclosure.result import Result
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import Row, Statements, View
from seminar.core.errors import RausError
from seminar.core.i18n import LANGUAGES, Message
from seminar.core.room.state import in_result
from seminar.kinds import kinds
from seminar.service.answers.intake import Sending
from seminar.service.live_room import LiveRoom
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens.console import build_console
from seminar.service.screens.console_commands import PRESSES
from seminar.service.screens.phone import build_phone
from seminar.service.screens.projector import build_projector
from seminar.store import Store
from tests.privacy.attacker import Act, Look, Step

GUARDED, LIVE = "guarded", "live"
"""Two programmes with the same four statements: as they ship, and with the rules switched off by
their author."""

STATEMENTS = ("welcome", "valued", "growing", "glad")
STEERING = [name for name in PRESSES if name != "finish"]
NOW = 1000.0

MOODS = {
    "as usual": (4, 8, 18, 42, 28),
    "split": (30, 10, 5, 15, 40),
    "middling, with a few beside": (0, 4, 8, 0, 3),
    "happy but for one or two": (0, 0, 0, 1, 9),
    "unhappy but for one or two": (12, 1, 0, 0, 0),
    "of one mind": (0, 0, 0, 1, 0),
    "any way": (1, 1, 1, 1, 1),
}
"""How a room may lean on a statement: how often each step is chosen."""


@contextmanager
def service(folder: Path) -> Iterator[RoomService]:
    """The service on a database of its own, with both programmes."""
    exercise = bundled()[0] / "exercises" / "m1-raus-test"
    for name, privacy, live in ((GUARDED, "guarded", "false"), (LIVE, "open", "true")):
        shutil.copytree(exercise, folder / "exercises" / name)
        file = folder / "exercises" / name / "exercise.yaml"
        text = (
            file.read_text()
            .replace("privacy: guarded", f"privacy: {privacy}")
            .replace("follow: true", "follow: false")
        )
        file.write_text(text.replace("move: ask, ", f"move: ask, live: {live}, "))
        for lang in LANGUAGES:
            deck = folder / "slides" / name / f"{lang}.md"
            deck.parent.mkdir(parents=True, exist_ok=True)
            deck.write_text(
                f"---\ntitle: Test\nlang: {lang}\n---\n\n<!-- raus: {{exercise: {name}}} -->\n\n# "
                f"Test\n"
            )
    library = Library.load([folder], kinds())
    assert not library.faults
    store = Store.open(folder / "raus.sqlite")
    yield RoomService(store, library, rules=ThresholdRules(), clock=lambda: NOW)
    store.close()


@dataclass
class History:
    """One room, the people in it, and what an onlooker has noted."""

    host: RoomService
    programme: str
    chance: random.Random
    """Decides what happens."""
    minds: random.Random
    """Decides what people answer, and nothing else."""
    looks: list[Look] = field(default_factory=list)
    said: dict[Act, list[Step]] = field(default_factory=dict)
    """What each answer was in truth, statement by statement."""
    stored: dict[str, str] = field(default_factory=dict)
    """Each result as it was first stored."""
    pictures: list[Any] = field(default_factory=list)
    """Everything on every screen at every moment, but for the results and the room's code."""

    def __post_init__(self) -> None:
        self.code = self.host.opening.open_room(self.programme, "nb").code
        self.moods = [MOODS["as usual"]] * len(STATEMENTS)
        self.skips = 0.0
        self._tokens: list[str] = []
        self._sent: list[int] = []
        self._in: dict[int, dict[int, Act]] = {}
        """By round: who, to their newest answer."""

    @property
    def running(self) -> LiveRoom:
        return self.host.rooms.get(self.code)

    @property
    def is_open(self) -> bool:
        return self.running.scene(NOW).is_open(self.running.step)

    # --- what happens -----------------------------------------------------------------------------

    def join(self) -> None:
        self._tokens.append(self.host.participants.join(self.code))
        self._sent.append(0)
        self.look()

    def press(self, name: str) -> None:
        if self.succeeds(
            lambda: self.host.handle(
                self.code, PRESSES[name], self.running.room.version
            )
        ):
            self.look()

    def answer(self, person: int) -> None:
        """Send an answer, or a changed one; what is refused is not in."""
        asks = f"{self.programme}.answer"
        asked = self.running.room.now.asked.get(asks)
        round_, values = asked.round if asked else 1, self._mind()
        act = (person, self._sent[person] + 1)
        marks = {
            f"{self.programme}.statements/{one}": mark
            for one, mark in zip(STATEMENTS, values, strict=True)
            if mark
        }
        sending = Sending(f"{act}", asks, round_, act[1], marks)
        if not self.succeeds(
            lambda: self.host.answer_and_wait(self.code, self._tokens[person], sending)
        ):
            return
        self._sent[person] += 1
        self.said[act] = [int(mark) if mark.isdigit() else None for mark in values]
        self._in.setdefault(round_, {}).pop(person, None)
        self._in[round_][person] = act
        self.look()

    def _mind(self) -> list[str]:
        marks = [str(*self.minds.choices(range(1, 6), mood)) for mood in self.moods]
        return [
            self.minds.choice(("", "unsure"))
            if self.minds.random() < self.skips
            else mark
            for mark in marks
        ]

    @staticmethod
    def succeeds(attempt: Any) -> bool:
        """Whether the service did it; what it refuses in words has not happened."""
        try:
            attempt()
        except RausError:
            return False
        return True

    # --- what is seen -----------------------------------------------------------------------------

    def look(self) -> None:
        """Note every picture of every screen, and the results as they are stored for those still
        to come."""
        running = self.running
        console = build_console(running, "nb", NOW, len(self._tokens))
        screen = build_projector(running, "nb", NOW)
        phones = [build_phone(running, lang, NOW) for lang in LANGUAGES]
        shown = [
            *console.screen.views,
            *screen.views,
            *(view for phone in phones for view in phone.views),
        ]
        if self.programme == LIVE:
            for view in shown:
                self.note(view)
        else:
            stored = [
                _numbers(view)
                for view in self._stored()
                if isinstance(view, Statements)
            ]
            seen = [_numbers(view) for view in shown if isinstance(view, Statements)]
            assert all(one in stored for one in seen), "only what was published"
        plain = [replace(one, views=(), code="") for one in (console.screen, screen)]
        self.pictures.append(
            (
                replace(console, screen=plain[0]),
                plain[1],
                *(replace(one, views=(), code="") for one in phones),
            )
        )

    def _stored(self) -> Iterator[View]:
        """What each published result shows, having noted it, and the results of its groups by
        themselves."""
        for key, text in self.host.store.results(self.code).items():
            assert self.stored.setdefault(key, text) == text, (
                "changed after it was published"
            )
            result, (_, rounds) = self.running.results[key], in_result(key)
            groups = result.groups or (result.last,)
            whose = [
                rounds[first_unpublished(groups[:at]) : at + 1]
                for at in range(len(groups))
            ]
            own = [
                self.note(self._drawn(Result((group,))), some)
                for group, some in zip(groups, whose, strict=True)
            ]
            view = self._drawn(result)
            of = tuple(look for look in own if look)
            if len(of) > 1:
                self.note(view, rounds, of)
            yield view

    def _drawn(self, result: Result) -> View:
        question = f"{self.programme}.statements"
        words = self.running.programme.words_in("nb").questions
        return self.running.programme.questions[question].build_view(
            result, words[question]
        )

    def note(
        self, view: View, rounds: tuple[int, ...] = (), of: tuple[Look, ...] = ()
    ) -> Look | None:
        """Keep what is shown, and whose answers may be in it (the newest, unless told), whenever
        either is new."""
        if not isinstance(view, Statements):
            return None
        acts = [
            act
            for number in rounds or (max(self._in, default=0),)
            for act in self._in.get(number, {}).values()
        ]
        look = Look(tuple(acts), *_numbers(view), of)
        if look not in self.looks:
            self.looks.append(look)
        return look

    def reveal(self) -> None:
        """Press the large key until the result is uncovered."""
        for _ in range(5):
            if f"{self.programme}.result" not in self.running.room.now.shown:
                self.press("next")


def _numbers(view: Statements) -> tuple[tuple[Row, ...], Message]:
    """What is said of the answers, in whatever language."""
    return tuple(
        replace(row, label="", key=None, gloss="") for row in view.rows
    ), view.index


def random_history(
    host: RoomService, seed: int, people: int, minds: int | None = None
) -> History:
    """`people` come, answer, change their mind and leave while every key is pressed; at last the
    result is shown.

    They come in up to three waves. Between two waves the result is shown, and the question opened
    for latecomers.
    """
    chance = random.Random(seed)
    room = History(
        host, GUARDED, chance, random.Random(seed if minds is None else minds)
    )
    room.moods = room.minds.choices(list(MOODS.values()), k=len(STATEMENTS))
    room.skips = chance.choice((0, 0, 0.05))
    for _ in range(people):
        room.join()
    ends = sorted(chance.choices(range(people), k=chance.choice((0, 1, 1, 2))))
    for start, end in zip((0, *ends), (*ends, people), strict=True):
        _wave(room, list(range(start, end)), people)
        room.reveal()
    for _ in range(12):
        room.press(chance.choice(STEERING))
        room.answer(chance.randrange(people))
    return room


def _wave(room: History, waiting: list[int], people: int) -> None:
    """Those who wait answer one by one, while others try to change their mind and keys are
    pressed."""
    chance = room.chance
    while waiting:
        if not room.is_open and chance.random() < 0.7:
            room.press(
                chance.choice(("next", "again", "again", "again", "back", "undo"))
            )
        elif chance.random() < 0.05:
            room.press(chance.choice(STEERING))
        elif chance.random() < 0.15:
            room.answer(chance.randrange(people))
        else:
            room.answer(waiting.pop(chance.randrange(len(waiting))))


def everyone_once(
    host: RoomService,
    programme: str,
    seed: int,
    people: int,
    as_: type[History] = History,
) -> History:
    """`people` answer all four statements, one after the other, while the question is open."""
    room = as_(host, programme, random.Random(seed), random.Random(seed))
    for _ in range(people):
        room.join()
    for _ in range(2):
        room.press("next")
    for person in range(people):
        room.answer(person)
    return room
