"""A room goes on with the programme that it was opened with, until the facilitator asks for the new
one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from seminar.content.library import Library
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.errors import Refused, Stale
from seminar.core.room.commands import Next, Undo
from seminar.core.room.state import Room
from seminar.service.answers.intake import Sending
from seminar.service.rooms.room_service import RoomService
from seminar.store import Store
from tests.service.own_programme import CHECK_IN, WELCOME, OwnContent, slide

ASK = "r1-check-in.answer"
BEFORE, AFTER, NEW = (
    slide("before", "Før"),
    slide("after", "Etter"),
    slide("new", "Nytt"),
)


@pytest.fixture
def content(tmp_path: Path) -> OwnContent:
    return OwnContent(tmp_path / "content")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "raus.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = Store.open(path)
    yield store
    store.close()


def started(store: Store, library: Library) -> RoomService:
    """The service as after a start of the server, with what can be read now."""
    return RoomService(store, library, rules=ThresholdRules(), clock=lambda: 1000.0)


def at(host: RoomService, step: str) -> Room:
    room = host.opening.open_room("our-hour", "nb")
    steps = host.rooms.get(room.code).programme.steps
    while steps[room.now.at].id != step or room.now.curtain:
        room = host.handle(room.code, Next(), room.version)
    return room


def stands_at(host: RoomService, code: str) -> str:
    return host.rooms.get(code).step.id


def answer(host: RoomService, code: str) -> None:
    sending = Sending("op", ASK, 1, 1, {"r1-check-in.energy/value": "4"})
    host.answer_and_wait(code, host.participants.join(code), sending)


def test_a_slide_put_in_front_moves_no_room(store: Store, content: OwnContent) -> None:
    host = started(store, content.write(WELCOME, BEFORE, CHECK_IN, AFTER))
    code = at(host, ASK).code
    answer(host, code)
    later = started(store, content.write(NEW, WELCOME, BEFORE, CHECK_IN, AFTER))
    assert stands_at(later, code) == ASK
    assert "new" not in [step.id for step in later.rooms.get(code).programme.steps]
    assert later.versions.has_newer(later.rooms.get(code))
    answer(later, code)
    assert later.rooms.get(code).answered(later.rooms.get(code).step) == 2


def test_a_room_outlives_the_files_that_it_was_opened_from(
    store: Store, content: OwnContent
) -> None:
    host = started(store, content.write(WELCOME, BEFORE, CHECK_IN, AFTER))
    code = at(host, ASK).code
    before = host.rooms.get(code).programme
    later = started(store, content.delete())
    assert later.rooms.set_aside == {}
    assert later.rooms.get(code).programme == before
    assert not later.versions.has_newer(later.rooms.get(code)), (
        "there is no new version either"
    )
    answer(later, code)


def test_the_new_version_is_taken_in_by_the_ids_of_steps(
    store: Store, content: OwnContent
) -> None:
    host = started(store, content.write(WELCOME, BEFORE, CHECK_IN, AFTER))
    code = at(host, ASK).code
    answer(host, code)
    new = content.write(NEW, WELCOME, CHECK_IN, slide("after", "Etterpå"))
    later = started(store, new)
    told = later.versions.compare(code, "nb")
    assert (told.added, told.gone, told.reworded) == (("Nytt",), ("Før",), ("Etterpå",))
    version = later.rooms.get(code).room.version
    with pytest.raises(Stale):
        later.versions.take_in(code, version - 1)
    assert later.versions.take_in(code, version).version == version + 1
    assert stands_at(later, code) == ASK
    assert later.rooms.get(code).answered(later.rooms.get(code).step) == 1
    assert not later.versions.has_newer(later.rooms.get(code))
    with pytest.raises(Refused):
        later.handle(code, Undo(), version + 1)
    again = started(store, new)
    assert again.rooms.get(code).programme == later.rooms.get(code).programme
    assert stands_at(again, code) == ASK


def test_a_step_that_is_gone_gives_its_place_to_the_one_before_it(
    store: Store, content: OwnContent
) -> None:
    host = started(store, content.write(WELCOME, BEFORE, AFTER, CHECK_IN))
    code = at(host, "after").code
    later = started(store, content.write(NEW, WELCOME, BEFORE, CHECK_IN))
    later.versions.take_in(code, later.rooms.get(code).room.version)
    assert stands_at(later, code) == "before"


def test_what_has_been_asked_never_becomes_another_question(
    store: Store, content: OwnContent
) -> None:
    host = started(store, content.write(WELCOME, CHECK_IN, AFTER))
    code = at(host, ASK).code
    answer(host, code)
    structure = content.folder / "exercises" / "r1-check-in" / "exercise.yaml"
    text = structure.read_text()
    assert "privacy: guarded" in text
    structure.write_text(text.replace("privacy: guarded", "privacy: open"))
    later = started(store, content.read())
    assert later.versions.has_newer(later.rooms.get(code))
    with pytest.raises(Refused, match="has been asked in this room"):
        later.versions.take_in(code, later.rooms.get(code).room.version)
    gone = started(store, content.write(WELCOME, AFTER))
    with pytest.raises(Refused, match="has been asked in this room"):
        gone.versions.compare(code, "nb")


def test_without_a_change_there_is_nothing_to_take_in(
    store: Store, content: OwnContent
) -> None:
    library = content.write(WELCOME, CHECK_IN, AFTER)
    host = started(store, library)
    code = at(host, ASK).code
    with pytest.raises(Refused, match="no new version"):
        host.versions.take_in(code, host.rooms.get(code).room.version)
    assert not started(store, content.read()).versions.has_newer(host.rooms.get(code))


def contents(path: Path) -> int:
    with closing(sqlite3.connect(path)) as other:
        (count,) = other.execute("SELECT count(*) FROM content").fetchone()
    return int(count)


def test_rooms_share_what_is_kept_and_it_goes_with_the_last_of_them(
    store: Store, content: OwnContent, path: Path
) -> None:
    host = started(store, content.write(WELCOME, CHECK_IN, AFTER))
    first = host.opening.open_room("our-hour", "nb").code
    second = host.opening.open_room("our-hour", "nb").code
    assert contents(path) == 1
    host.deletion.delete_room(first)
    assert contents(path) == 1
    host.deletion.delete_room(second)
    assert contents(path) == 0
    assert b"Velkommen" not in path.read_bytes()


def test_a_room_from_before_content_was_kept_keeps_what_it_finds_at_the_start(
    store: Store, content: OwnContent, path: Path
) -> None:
    host = started(store, content.write(WELCOME, CHECK_IN, AFTER))
    code = at(host, "after").code
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE room SET content = NULL")
        other.commit()
    cut_short = started(store, content.write(WELCOME, CHECK_IN))
    assert cut_short.rooms.set_aside == {}
    assert stands_at(cut_short, code).startswith("r1-check-in"), (
        "the last step that there is"
    )
    cut_short.versions.pin_contents()
    assert started(store, content.delete()).rooms.get(code).content is not None
