"""Rooms that go through every kind of question on the real service, and what each channel then
gives out."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader

from seminar.content.library import Library, bundled
from seminar.content.translations import read_speech
from seminar.core import user_input
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import Choose, Field, Tick
from seminar.core.errors import RausError
from seminar.core.i18n import LANGUAGES
from seminar.core.room.commands import Approve, Command
from seminar.kinds import kinds
from seminar.service.answers.intake import Sending
from seminar.service.export.formats import FORMATS
from seminar.service.live_room import LiveRoom
from seminar.service.participant import phone_state
from seminar.service.prints.report import RoomReport, build_report
from seminar.service.prints.report_document import build_report_document
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens import moderation, questions
from seminar.service.screens.console import build_console
from seminar.service.screens.console_commands import PRESSES
from seminar.service.screens.phone import build_phone
from seminar.service.screens.projector import build_projector
from seminar.service.view_models import HostPicture, PhonePicture, ScreenPicture
from seminar.store import Store
from seminar.web.rendering import console, stage
from seminar.web.rendering import templates as draw
from seminar.web.rendering.stage import Place
from tests.privacy.histories import NOW

EVERY_KIND = "every-kind"
"""A programme of the bundled exercises that ask: also in groups with an observer, of texts from
the room, and for the facilitator alone; and one of choices about one's own workplace."""

EXERCISES = (
    *(
        "r1-check-in",
        "m1-raus-test",
        "r7-dilemma",
        "guarded-choice",
        "r3-listening",
        "s7-questions",
        "a3-thanks",
    ),
    *("u5-plan", "m3-evaluation", "s6-check-out"),
)
WRITTEN = (
    "ro",
    "=1+1",
    "@sum",
    "-2",
    "7 av 9",
    "takk for i dag",
    "«sitat»",
    "=HYPERLINK(1)",
    "æøå",
    "nysgjerrig",
)


@contextmanager
def every_kind(folder: Path) -> Iterator[RoomService]:
    """The service on a database of its own, with a programme of every kind of question."""
    for name in EXERCISES:
        source = "a3-thanks" if name == "guarded-choice" else name
        shutil.copytree(
            bundled()[0] / "exercises" / source, folder / "exercises" / name
        )
    _guard(folder / "exercises" / "guarded-choice")
    for lang in LANGUAGES:
        deck = folder / "slides" / EVERY_KIND / f"{lang}.md"
        deck.parent.mkdir(parents=True, exist_ok=True)
        slides = [
            f"<!-- raus: {{exercise: {name}}} -->\n\n# {name}\n" for name in EXERCISES
        ]
        deck.write_text(
            f"---\ntitle: Test\nlang: {lang}\n---\n\n" + "\n---\n\n".join(slides)
        )
    library = Library.load([folder], kinds())
    assert not library.faults, library.faults
    store = Store.open(folder / "raus.sqlite")
    # Who sits where differs from room to room all the same, since the hashes do; how many sit
    # together does not.
    yield RoomService(
        store,
        library,
        rules=ThresholdRules(),
        clock=lambda: NOW,
        chance=lambda below: 0,
    )
    store.close()


def _guard(exercise: Path) -> None:
    """Make a harmless question one about one's own workplace, with a result to show."""
    file = exercise / "exercise.yaml"
    text = (
        file.read_text()
        .replace("privacy: open", "privacy: guarded")
        .replace(", live: true", "")
    )
    text = text.replace("standard: 10", "standard: 11")
    file.write_text(
        text.rstrip() + "\n  - {move: show, id: shown, minutes: 1, questions: [when]}\n"
    )
    for lang in LANGUAGES:
        words = exercise / f"{lang}.md"
        said = words.read_text().replace(
            "## question when\n\n", "## question when\n\nGuarded: "
        )
        words.write_text(
            said.replace(
                "## question", "## move shown: Shown\n\nShown.\n\n## question", 1
            )
        )


@dataclass
class Hour:
    """One room of every kind of question, and the people in it."""

    host: RoomService
    people: int
    minds: random.Random
    """Decides what people answer, and nothing else."""
    sent: int = 0
    answered: dict[tuple[str, int], set[int]] = field(default_factory=dict)
    """Who has answered each question in each round, in truth."""

    def __post_init__(self) -> None:
        self.code = self.host.opening.open_room(EVERY_KIND, "nb").code
        self.tokens = [
            self.host.participants.join(self.code) for _ in range(self.people)
        ]

    @property
    def running(self) -> LiveRoom:
        return self.host.rooms.get(self.code)

    @property
    def is_open(self) -> bool:
        return self.running.scene(NOW).is_open(self.running.step)

    def press(self, key: str | Command) -> bool:
        """Whether the service did it; what it refuses in words has not happened."""
        command = PRESSES[key] if isinstance(key, str) else key
        try:
            self.host.handle(self.code, command, self.running.room.version)
        except RausError:
            return False
        return True

    def answer(self, *people: int, guarded: bool = False) -> None:
        """Each of these sends an answer to everything that is asked now; or to what is
        `guarded`, and nothing else."""
        step = self.running.step
        asked = self.running.room.now.asked.get(step.id)
        if asked is None or not asked.open:
            return
        words = self.running.programme.words_in("nb")
        forms = [
            one
            for one in questions.build_forms(self.running.asked_now, words, step)
            if one.guarded or not guarded
        ]
        forms = [
            one
            for one in forms
            if any(getattr(part, "options", True) for part in one.form.fields)
        ]
        if step.grouping and step.grouping.asked and people:
            # Chance says who observes, and how many in a whole room do not depend on it.
            people = tuple(
                one
                for one in range(self.people)
                if self.host.seats.may_answer(self.code, self.tokens[one])
            )
        people = tuple(
            one
            for one in people
            if not phone_state.is_counted(self.running, self.tokens[one])
        )
        if not forms:
            return
        sending: list[Future[None]] = []
        for person in people:
            self.sent += 1
            form = {
                f"{one.question}/{name}": value
                for one in forms
                for part in one.form.fields
                for name, value in self._mind(part).items()
            }
            sending.append(
                self._send(
                    person,
                    Sending(f"op{self.sent}", step.id, asked.round, self.sent, form),
                )
            )
        for one in sending:
            one.result()
        for question in (one.question for one in forms):
            self.answered.setdefault((question, asked.round), set()).update(people)

    def _send(self, person: int, sending: Sending) -> Future[None]:
        future: Future[None] = Future()

        def done(trouble: Exception | None) -> None:
            future.set_exception(trouble) if trouble else future.set_result(None)

        self.host.answer(self.code, self.tokens[person], sending, done)
        return future

    def _mind(self, part: Field) -> dict[str, str]:
        if isinstance(part, Tick):
            some = [option.value for option in part.options if not option.quiet]
            ticked = self.minds.sample(
                some, self.minds.randint(1, min(len(some), part.most or len(some)))
            )
            return {
                user_input.name_field_part(part.name, one): user_input.TICKED
                for one in ticked
            }
        if isinstance(part, Choose):
            return {
                part.name: self.minds.choice([option.value for option in part.options])
            }
        return {part.name: self.minds.choice(WRITTEN)}

    def let_through(self, chance: random.Random) -> None:
        """The facilitator lets some of what waits be shown."""
        waiting = [
            one.id
            for one in moderation.list_pending(self.running, self.running.step)
            if not one.approved
        ]
        self.press(Approve(tuple(one for one in waiting if chance.random() < 0.5)))

    def steps(self, *people: int, guarded: bool = False) -> Iterator[str]:
        """Press *Next* to the end; `people` answer everything on the way. Gives each step,
        closed and uncovered."""
        while True:
            if self.is_open:
                self.answer(*people, guarded=guarded)
            elif not self.is_covered:
                yield self.running.step.id
            if not self.press("next"):
                return

    @property
    def is_covered(self) -> bool:
        step = self.running.step
        return step.move == "show" and step.id not in self.running.room.now.shown

    # --- what each channel gives out --------------------------------------------------------------

    def pictures(self) -> dict[str, object]:
        """What the console, the projector and the phones show, as values, without the room's
        code and version."""
        running, lang = self.running, self.running.room.lang
        console = build_console(running, lang, NOW, self.people)
        plain = replace(console.screen, code="CODE", version=0)
        phones = {one: build_phone(running, one, NOW) for one in LANGUAGES}
        return {
            "console": replace(console, screen=plain, version=0),
            "projector": replace(
                build_projector(running, lang, NOW), code="CODE", version=0
            ),
            **{
                f"phone-{one}": replace(picture, code="CODE", version=0)
                for one, picture in phones.items()
            },
        }

    def screens(self) -> dict[str, str]:
        """The same as they are sent: HTML, and what ticks beside it."""
        place, given = Place("CODE", "HTTP://HOST/J/CODE", "host/J"), {}
        for name, picture in self.pictures().items():
            match picture:
                case HostPicture():
                    said = read_speech(self.running.room.lang)
                    given[name] = str(
                        (
                            console.host_parts(picture, said, place),
                            console.host_data(picture),
                        )
                    )
                case ScreenPicture():
                    said = read_speech(self.running.room.lang)
                    given[name] = str(
                        (
                            stage.screen_parts(picture, said, place),
                            stage.screen_data(picture),
                        )
                    )
                case PhonePicture():
                    said = read_speech(name.removeprefix("phone-"))
                    given[name] = str(
                        (draw.phone_parts(picture, said), draw.phone_data(picture))
                    )
        return given

    def files(self) -> dict[str, str]:
        """Every file of what the room was shown, as text, without the room's code. Of the PDF,
        all that is in it before it is set: the same document is always set alike."""
        return dict(read_back(self.told))

    @property
    def told(self) -> RoomReport:
        return replace(build_report(self.running), code="CODE")

    def printed(self) -> str:
        """The text of the PDF."""
        pages = PdfReader(
            BytesIO(FORMATS["pdf"].make(self.told, read_speech(self.told.lang)))
        ).pages
        return "\n".join(page.extract_text() for page in pages)


@lru_cache(maxsize=256)
def read_back(told: RoomReport) -> tuple[tuple[str, str], ...]:
    """What is in each file, read back from it. A report is a value, so the same one gives the
    same files."""
    made = {
        ending: FORMATS[ending].make(told, read_speech(told.lang))
        for ending in ("csv", "xlsx", "json")
    }
    sheet = load_workbook(BytesIO(made["xlsx"])).active
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    return (
        ("csv", made["csv"].decode("utf-8-sig")),
        ("xlsx", json.dumps(rows, ensure_ascii=False)),
        ("json", made["json"].decode()),
        ("pdf", repr(build_report_document(told))),
    )
