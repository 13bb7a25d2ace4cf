"""Questions from the room: written, let through, supported by others, answered one by one, and
gone with the room."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from seminar.content.library import Library, bundled
from seminar.content.translations import read_speech
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import Bars, Quiet, Texts, Tick, View
from seminar.core.errors import Refused
from seminar.core.i18n import LANGUAGES
from seminar.core.room.commands import (
    Approve,
    AskAgain,
    Close,
    Command,
    Finish,
    Next,
    Reveal,
    Undo,
)
from seminar.core.room.state import text_key
from seminar.core.stats.tally import text_id
from seminar.kinds import kinds
from seminar.service.answers.intake import Sending
from seminar.service.export.formats import FORMATS
from seminar.service.live_room import LiveRoom
from seminar.service.participant import phone_state
from seminar.service.participant.answers import answers_of
from seminar.service.prints.report import build_report
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens import results
from seminar.service.screens.console import build_console
from seminar.service.screens.phone import build_phone
from seminar.service.screens.projector import build_projector
from seminar.store import Store

EN = read_speech("en")
WRITE, SUPPORT, SHOW = (
    "s7-questions.ask",
    "s7-questions.support",
    "s7-questions.answers",
)
WONDER, SUPPORTED = "s7-questions.wonder", "s7-questions.support"

TIME, LEADER, LATER = (
    "When do we find time?",
    "Does my leader know of this?",
    "What happens afterwards?",
)
HIDDEN = "Why is Kari never here?"
OFTEN = [TIME, LEADER, LATER, HIDDEN]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "raus.sqlite"


@pytest.fixture
def host(path: Path, tmp_path: Path) -> Iterator[RoomService]:
    store = Store.open(path)
    yield host_of(store, tmp_path)
    store.close()


def host_of(store: Store, folder: Path) -> RoomService:
    """A host of a programme that has only this exercise."""
    for lang in LANGUAGES:
        place = folder / "content" / "slides" / "ask-us"
        place.mkdir(parents=True, exist_ok=True)
        deck = f"---\nmarp: true\ntitle: Ask us\nlang: {lang}\n---\n\n"
        deck += "<!-- raus: {exercise: s7-questions} -->\n\n# Ask\n"
        (place / f"{lang}.md").write_text(deck)
    library = Library.load([*bundled(), folder / "content"], kinds())
    assert not library.faults
    return RoomService(store, library, rules=ThresholdRules(), clock=lambda: 1000.0)


class Ask:
    """A room that has come to where people write their questions."""

    def __init__(self, host: RoomService, people: int = 12) -> None:
        self.host = host
        self.code = host.opening.open_room("ask-us", "en").code
        self.tokens = [host.participants.join(self.code) for _ in range(people)]
        self.to(WRITE)

    @property
    def running(self) -> LiveRoom:
        return self.host.rooms.get(self.code)

    def press(self, *commands: Command) -> Ask:
        for command in commands:
            self.host.handle(self.code, command, self.running.room.version)
        return self

    def to(self, step: str) -> Ask:
        while self.running.step.id != step or self.running.room.now.curtain:
            self.press(Next())
        return self

    def say(self, token: str, **form: str) -> None:
        step = self.running.step
        round_ = self.running.room.now.asked[step.id].round
        sent = {f"{step.questions[0]}/{name}": value for name, value in form.items()}
        self.host.answer_and_wait(
            self.code,
            token,
            Sending(f"op-{step.id}-{round_}", step.id, round_, None, sent),
        )

    def write(self, texts: Sequence[str] = OFTEN) -> Ask:
        for at, token in enumerate(self.tokens):
            self.say(token, value=texts[at % len(texts)])
        return self.to("s7-questions.pairs")

    def let_through(self, *texts: str, yes: bool = True) -> Ask:
        keys = (text_key(WONDER, 1, text_id(text)) for text in texts)
        return self.press(Approve(tuple(keys), yes))

    def tick(self, token: str, *texts: str) -> None:
        self.say(token, **{f"value.{text_id(text)}": "yes" for text in texts})

    def support(self, **counts: int) -> Ask:
        """Everybody ticks what is told of them: so many of the first people each; the others
        none of them."""
        texts = {"time": TIME, "leader": LEADER, "later": LATER}
        for at, token in enumerate(self.tokens):
            mine = [texts[name] for name, count in counts.items() if at < count]
            if mine:
                self.tick(token, *mine)
            else:
                self.say(token, **{"value.none": "yes"})
        return self

    @property
    def offered(self) -> list[str]:
        """What phones can tick now."""
        (asked,) = build_phone(self.running, "en", 1000.0).forms
        (field,) = asked.form.fields
        assert isinstance(field, Tick)
        return [EN(option.label) for option in field.options if not option.quiet]

    @property
    def view(self) -> View:
        (view,) = build_projector(self.running, "en", 1000.0).views
        return view


def said(view: View) -> list[tuple[str, int | str]]:
    assert isinstance(view, Bars)
    return [
        (EN(bar.label), EN(bar.said) if bar.count is None else bar.count)
        for bar in view.bars
    ]


def everything_shown(running: LiveRoom) -> str:
    phones = [build_phone(running, lang, 1000.0) for lang in LANGUAGES]
    return repr([*phones, build_projector(running, "en", 1000.0)])


def test_only_what_is_let_through_comes_to_the_phones_and_the_stage(
    host: RoomService,
) -> None:
    room = Ask(host).write().let_through(TIME, LATER).to(SUPPORT)
    assert room.offered == [LATER, TIME]
    (posed,) = build_projector(room.running, "en", 1000.0).posed
    assert [EN(option) for option in posed.options] == [LATER, TIME]
    assert HIDDEN not in everything_shown(room.running)
    assert text_id(HIDDEN) not in everything_shown(room.running)


def test_one_that_is_let_through_late_comes_too_and_one_that_is_hidden_goes(
    host: RoomService,
) -> None:
    room = Ask(host).write().let_through(TIME, LATER).to(SUPPORT)
    room.let_through(LEADER)
    assert room.offered == [LEADER, LATER, TIME]
    room.let_through(TIME, yes=False)
    assert room.offered == [LEADER, LATER]
    room.press(Undo())
    assert room.offered == [LEADER, LATER, TIME]


def test_before_anything_is_let_through_there_is_nothing_to_tick_and_it_is_said(
    host: RoomService,
) -> None:
    room = Ask(host).write().to(SUPPORT)
    (asked,) = build_phone(room.running, "en", 1000.0).forms
    (field,) = asked.form.fields
    assert EN(field.hint).startswith("No questions have been let through yet.")
    with pytest.raises(Refused):
        room.say(room.tokens[0], **{"value.none": ""})


def test_what_was_not_offered_is_refused_and_nothing_is_half_saved(
    host: RoomService,
) -> None:
    room = Ask(host).write().let_through(TIME).to(SUPPORT)
    with pytest.raises(Refused, match="have changed"):
        room.tick(room.tokens[0], TIME, HIDDEN)
    assert phone_state.read_saved_fields(room.running, room.tokens[0]) == {}


def test_while_it_is_open_no_screen_holds_a_count_of_any_question(
    host: RoomService,
) -> None:
    room = (
        Ask(host)
        .write()
        .let_through(TIME, LEADER, LATER)
        .to(SUPPORT)
        .support(time=7, leader=4)
    )
    before = everything_shown(room.running)
    room.tick(room.tokens[11], LATER)
    assert everything_shown(room.running) == before
    assert build_projector(room.running, "en", 1000.0).views == ()


def test_they_come_in_the_order_of_their_support_and_few_is_said_in_words(
    host: RoomService,
) -> None:
    room = (
        Ask(host)
        .write()
        .let_through(TIME, LEADER, LATER)
        .to(SUPPORT)
        .support(time=4, leader=8, later=2)
    )
    room.to(SHOW).press(Next())
    assert said(room.view) == [(LEADER, 8), (TIME, 4), (LATER, "few")]


def test_the_order_among_those_that_few_or_nearly_all_have_ticked_tells_nothing(
    host: RoomService,
) -> None:
    for counts in (
        {"time": 2, "leader": 0, "later": 6},
        {"time": 0, "leader": 2, "later": 6},
    ):
        room = (
            Ask(host)
            .write()
            .let_through(TIME, LEADER, LATER)
            .to(SUPPORT)
            .support(**counts)
            .to(SHOW)
            .press(Next())
        )
        assert said(room.view) == [(LATER, 6), (LEADER, "few"), (TIME, "few")]


@pytest.mark.parametrize("people", [5, 9])
def test_under_ten_the_questions_stand_without_numbers_and_in_an_order_that_tells_nothing(
    host: RoomService, people: int
) -> None:
    room = (
        Ask(host, people)
        .write()
        .let_through(TIME, LEADER)
        .to(SUPPORT)
        .support(time=people, leader=0)
    )
    room.to(SHOW).press(Next())
    view = room.view
    assert isinstance(view, Texts)
    assert [item.text for item in view.items] == [LEADER, TIME]
    assert EN(view.note).startswith("Fewer than 10 have answered.")
    stored = host.store.results(room.code)[f"{SUPPORTED}:1"]
    assert text_id(TIME) not in stored


def test_under_five_nobody_reads_the_questions_at_all(host: RoomService) -> None:
    room = Ask(host, 4).write().to(SUPPORT)
    assert build_console(room.running, "en", 1000.0, 4).pending == ()
    room.let_through(TIME)
    assert room.offered == []


def test_a_question_that_is_answered_is_hidden_and_the_others_move_up(
    host: RoomService,
) -> None:
    room = (
        Ask(host)
        .write()
        .let_through(TIME, LEADER, LATER)
        .to(SUPPORT)
        .support(time=4, leader=8, later=5)
    )
    room.to(SHOW).press(Next())
    waiting = build_console(room.running, "en", 1000.0, 12).pending
    assert {text.text for text in waiting if text.approved} == {TIME, LEADER, LATER}
    room.let_through(LEADER, yes=False)
    assert said(room.view) == [(LATER, 5), (TIME, 4)]
    room.let_through(TIME, LATER, yes=False)
    view = room.view
    assert isinstance(view, Quiet)
    assert EN(view.text) == "No question is left."


def test_a_tick_of_a_question_that_is_hidden_counts_no_more_and_can_be_given_again(
    host: RoomService,
) -> None:
    room = (
        Ask(host)
        .write()
        .let_through(TIME, LEADER, LATER)
        .to(SUPPORT)
        .support(time=6, leader=5)
    )
    room.let_through(TIME, yes=False)
    fields = phone_state.read_saved_fields(room.running, room.tokens[0])[SUPPORTED]
    assert fields == {f"value.{text_id(LEADER)}": "yes"}
    room.tick(room.tokens[0], LATER)
    room.to(SHOW).press(Next())
    assert said(room.view) == [(LEADER, 4), (LATER, "few")]


def test_a_restart_in_the_middle_brings_everything_back(
    host: RoomService, path: Path, tmp_path: Path
) -> None:
    room = Ask(host).write().let_through(TIME, LEADER).to(SUPPORT)
    for token in room.tokens[:6]:
        room.tick(token, TIME)
    seen = everything_shown(room.running)
    host.store.close()
    store = Store.open(path)
    try:
        room.host = host_of(store, tmp_path)
        assert everything_shown(room.running) == seen
        for token in room.tokens[6:]:
            room.tick(token, LEADER)
        room.to(SHOW).press(Next())
        assert said(room.view) == [(LEADER, 6), (TIME, 6)]
    finally:
        store.close()


def test_undo_takes_the_result_away_and_shows_the_same_one_again(
    host: RoomService,
) -> None:
    room = (
        Ask(host)
        .write()
        .let_through(TIME, LEADER)
        .to(SUPPORT)
        .support(time=4, leader=8)
        .to(SHOW)
        .press(Next())
    )
    first = room.view
    room.press(Undo())
    assert build_projector(room.running, "en", 1000.0).views == ()
    room.press(Undo(), Undo())
    assert (room.running.step.id, room.running.room.now.asked[SUPPORT].open) == (
        SUPPORT,
        False,
    )
    with pytest.raises(Refused, match="closed"):
        room.tick(room.tokens[0], LEADER)
    room.to(SHOW).press(Next())
    assert room.view == first


def test_those_who_come_late_are_a_group_of_their_own(host: RoomService) -> None:
    room = (
        Ask(host)
        .write()
        .let_through(TIME, LEADER)
        .to(SUPPORT)
        .support(time=4, leader=8)
    )
    room.press(Close(), Reveal(), AskAgain())
    with pytest.raises(Refused, match="counted already"):
        room.tick(room.tokens[0], TIME)
    for token in [host.participants.join(room.code) for _ in range(3)]:
        room.tick(token, TIME)
    room.press(Close(), Reveal())
    assert said(room.view) == [(LEADER, 8), (TIME, 4)]


def test_nothing_of_what_others_wrote_goes_home(host: RoomService) -> None:
    room = (
        Ask(host)
        .write()
        .let_through(TIME, LEADER)
        .to(SUPPORT)
        .support(time=4, leader=8)
        .to(SHOW)
        .press(Next())
    )
    mine = answers_of(room.running, "en", room.tokens[0])
    assert [EN(answer.answer) for part in mine for answer in part.answers] == [TIME]
    assert results.list_shown_results(room.running, "en") == []


def test_every_file_of_results_says_what_the_room_sees_and_no_more(
    host: RoomService,
) -> None:
    room = (
        Ask(host)
        .write()
        .let_through(TIME, LEADER, LATER)
        .to(SUPPORT)
        .support(time=4, leader=8, later=5)
    )
    room.to(SHOW).press(Next()).let_through(LATER, yes=False)
    for ending, made in FORMATS.items():
        file = made.make(build_report(room.running), EN)
        if ending in ("csv", "json"):
            told = file.decode("utf-8-sig")
            assert TIME in told and LEADER in told
            assert not [
                text
                for text in (HIDDEN, LATER)
                if text in told or text_id(text) in told
            ]
    told = json.loads(FORMATS["json"].make(build_report(room.running), EN))
    assert [result["out"]["rounds"][0]["what"] for result in told["results"]] == [
        "texts",
        "ticks",
    ]


def test_closing_deletes_the_questions_and_what_was_counted_of_them(
    host: RoomService, path: Path
) -> None:
    room = (
        Ask(host)
        .write()
        .let_through(TIME, LEADER)
        .to(SUPPORT)
        .support(time=4, leader=8)
        .to(SHOW)
        .press(Next())
    )
    assert len(host.store.results(room.code)) == 2
    room.press(Finish())
    assert host.store.results(room.code) == {} == room.running.results
    assert build_phone(room.running, "en", 1000.0).forms == ()
    host.store.close()
    with sqlite3.connect(path) as database:
        everything = "\n".join(database.iterdump())
    assert room.code in everything
    ids = {text: text_id(text) for text in OFTEN}
    keys = [text_key(WONDER, 1, id_) for id_ in ids.values()]
    signs = [*ids, *ids.values(), *keys]
    assert not [sign for sign in signs if sign in everything]
