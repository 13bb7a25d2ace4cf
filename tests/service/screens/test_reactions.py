"""A smile from the room: counted while it comes, changed by another tap, and no news to any
phone but one's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from seminar.content.library import Library, bundled
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import Bars
from seminar.core.errors import Refused, Stale
from seminar.core.i18n import LANGUAGES
from seminar.core.room.commands import AskAgain, Close, Command, Next, Undo
from seminar.kinds import kinds
from seminar.service.answers.intake import Sending
from seminar.service.live_room import LiveRoom
from seminar.service.participant import phone_state
from seminar.service.rooms.live_rooms import Change
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens import results
from seminar.service.screens.phone import build_phone
from seminar.service.screens.projector import build_projector
from seminar.store import Store

STEP, QUESTION = "s3-humour.closing", "s3-humour.reaction"


class Room:
    """A room that has come to where it reacts."""

    def __init__(self, folder: Path, store: Store) -> None:
        for lang in LANGUAGES:
            place = folder / "slides" / "laugh"
            place.mkdir(parents=True, exist_ok=True)
            last = "<!-- raus: {item: close, minutes: 1} -->\n\n# Thanks\n"
            slide = (
                f"<!-- raus: {{exercise: s3-humour}} -->\n\n# Laugh\n\n---\n\n{last}"
            )
            (place / f"{lang}.md").write_text(
                f"---\nmarp: true\ntitle: Laugh\nlang: {lang}\n---\n\n{slide}"
            )
        library = Library.load([*bundled(), folder], kinds())
        assert not library.faults
        self.told: list[Change] = []
        self.host = RoomService(
            store, library, rules=ThresholdRules(), clock=lambda: 1000.0
        )
        self.code = self.host.opening.open_room("laugh", "nb").code
        self.tokens = [self.host.participants.join(self.code) for _ in range(3)]
        while self.running.step.id != STEP or self.running.room.now.curtain:
            self.press(Next())
        self.host.changed = lambda code, change: self.told.append(change)

    @property
    def running(self) -> LiveRoom:
        return self.host.rooms.get(self.code)

    def press(self, *commands: Command) -> None:
        for command in commands:
            self.host.handle(self.code, command, self.running.room.version)

    def tap(self, person: int, sign: str, round_: int = 1) -> None:
        sending = Sending(
            f"{sign}-{person}", STEP, round_, None, {f"{QUESTION}/value": sign}
        )
        self.host.answer_and_wait(self.code, self.tokens[person], sending)

    @property
    def counts(self) -> list[int | None]:
        (view,) = build_projector(self.running, "nb", 1000.0).views
        assert isinstance(view, Bars)
        return [bar.count for bar in view.bars]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    store = Store.open(tmp_path / "raus.sqlite")
    yield Room(tmp_path / "content", store)
    store.close()


def test_the_bars_move_with_every_tap_and_another_tap_takes_its_place(
    room: Room,
) -> None:
    room.tap(0, "smile")
    assert room.counts == [1, 0, 0, 0]
    room.tap(1, "smile")
    room.tap(0, "idea")
    assert room.counts == [1, 0, 1, 0]
    assert phone_state.read_saved_fields(room.running, room.tokens[0]) == {
        QUESTION: {"value": "idea"}
    }


def test_no_phone_gets_anything_new_because_another_has_tapped(room: Room) -> None:
    room.tap(0, "smile")
    before = build_phone(room.running, "nb", 1000.0)
    room.told.clear()
    room.tap(1, "thanks")
    assert build_phone(room.running, "nb", 1000.0) == before
    assert room.told == ["count"]


def test_a_sign_that_was_not_offered_is_refused(room: Room) -> None:
    with pytest.raises(Refused):
        room.tap(0, "pause")


def test_what_was_tapped_is_kept_when_the_question_closes_and_undo_opens_it_again(
    room: Room,
) -> None:
    room.tap(0, "smile")
    room.press(Close())
    with pytest.raises(Refused):
        room.tap(1, "smile")
    room.press(Undo())
    room.tap(1, "smile")
    room.press(Close())
    assert room.counts == [2, 0, 0, 0]


def test_asked_again_all_may_tap_anew(room: Room) -> None:
    room.tap(0, "smile")
    room.press(Close(), AskAgain())
    room.tap(0, "thanks")
    assert room.counts == [0, 1, 0, 0]
    with pytest.raises(Stale):
        room.tap(1, "smile", round_=2)


def test_what_the_stage_showed_goes_home(room: Room) -> None:
    room.tap(0, "smile")
    room.press(Close(), Next())
    (view,) = [
        view
        for seen in results.list_shown_results(room.running, "nb")
        for view in seen.views
    ]
    assert isinstance(view, Bars)
    assert [(bar.sign, bar.count) for bar in view.bars][:2] == [
        ("smile", 1),
        ("thanks", 0),
    ]
