"""Who somebody is, and when they came, leaves no trace in what is shown or how it is stored."""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from statistics import correlation, mean
from typing import Any, get_args, get_type_hints

import pytest

from seminar.core.disclosure.policy import publish
from seminar.core.disclosure.result import PublishedTexts
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.room.commands import Next
from seminar.core.stats.tally import collect_texts
from seminar.kinds.scale import Scale
from seminar.service import pseudonyms
from seminar.service.answers.intake import Sending
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens.console import build_console
from seminar.service.screens.phone import build_phone
from seminar.service.screens.projector import build_projector
from seminar.service.view_models import HostPicture, PhonePicture, ScreenPicture
from seminar.store import AnswerRow, RoomRow, Store
from tests.web.conftest import Site

RUNS = 2000
ASK = "r1-check-in.answer"
TELLING = {
    "who",
    "token",
    "op",
    "seq",
    "sid",
    "person",
    "participant",
    "author",
    "time",
    "when",
    "came",
    "order",
}


def no_order(pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> bool:
    """Whether the ranks in each pair, taken over all of them, say nothing of each other."""
    return abs(mean(correlation(one, other) for one, other in pairs)) <= 0.05


def test_the_measure_sees_an_order_that_is_kept() -> None:
    chance = random.Random(1)
    kept = [range(8)] * RUNS
    assert not no_order([(one, one) for one in kept])
    mixed = [
        (one, chance.sample(one, len(one)) if chance.random() < 0.9 else one)
        for one in kept
    ]
    assert not no_order(mixed), "one room in ten is enough"


def test_texts_are_shown_in_an_order_that_has_nothing_to_do_with_arrival() -> None:
    chance = random.Random(2)
    shown, waiting = [], []
    for _ in range(RUNS):
        arrived = [f"{chance.getrandbits(40):x}" for _ in range(chance.randint(5, 20))]
        out = publish([collect_texts(arrived)], "guarded", ThresholdRules()).last
        assert isinstance(out, PublishedTexts)
        places = range(len(arrived))
        shown.append((places, [arrived.index(text) for _, text in out.items]))
        waiting.append((places, [arrived.index(text) for _, text in sorted(out.items)]))
    assert no_order(shown)
    assert no_order(waiting), "as the facilitator reads them, by their ids"


def test_a_result_is_the_same_in_whatever_order_the_answers_came() -> None:
    chance, kind = (
        random.Random(3),
        Scale(statements=("one", "two"), keys={"one": "R", "two": "A"}),
    )
    for _ in range(RUNS):
        arrived = [
            (chance.randint(1, 5), chance.randint(1, 5))
            for _ in range(chance.randint(5, 20))
        ]
        mixed = chance.sample(arrived, len(arrived))
        one, other = (
            publish([kind.count_answers(answers)], "guarded", ThresholdRules())
            for answers in (arrived, mixed)
        )
        assert one == other


def test_rows_lie_in_an_order_that_tells_neither_arrival_nor_what_else_the_same_person_said(
    tmp_path: Path,
) -> None:
    """The file as any program reads it: no time, no row id, and the order of the keyed hashes."""
    rounds, people, path = RUNS, 8, tmp_path / "raus.sqlite"
    key, tokens = pseudonyms.new_key(), [pseudonyms.new_token() for _ in range(people)]
    store = Store.open(path)
    assert store.create_room(RoomRow("ROOM22", "{}", 1, key)).result()
    asked = [f"q{number}" for number in range(rounds)]
    rows = [
        AnswerRow(
            "ROOM22",
            question,
            1,
            pseudonyms.answerer_id(key, question, token),
            b"",
            1,
            f'"{person}"',
        )
        for question in asked
        for person, token in enumerate(tokens)
    ]
    put(store, rows)
    store.close()
    found = defaultdict[str, list[int]](list)
    connection = sqlite3.connect(path)
    for question, value in connection.execute("SELECT question, value FROM answer"):
        found[question].append(int(value.strip('"')))
    with pytest.raises(sqlite3.OperationalError, match="rowid"):
        connection.execute("SELECT rowid FROM answer")
    connection.close()
    assert no_order([(range(people), found[one]) for one in asked])
    assert no_order(
        [
            (found[one], found[other])
            for one, other in zip(asked, asked[1:], strict=False)
        ]
    )


def put(store: Store, rows: list[AnswerRow]) -> None:
    saved: Future[Exception | None] = Future()
    store.put_answers(rows, saved.set_result)
    assert saved.result() is None


# --- pictures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("picture", [HostPicture, ScreenPicture, PhonePicture])
def test_no_picture_has_a_field_for_a_person_or_a_moment(picture: type) -> None:
    named = set(names(picture, set()))
    assert len(named) > 20
    assert not named & TELLING


def names(one: Any, seen: set[Any]) -> Iterator[str]:
    """The fields of a picture and of all that is in it."""
    for part in get_args(one):
        yield from names(part, seen)
    if is_dataclass(one) and one not in seen:
        seen.add(one)
        hints = get_type_hints(one)
        for field in fields(one):
            yield field.name
            yield from names(hints[field.name], seen)


def test_the_same_answers_from_others_in_another_order_make_the_same_pictures(
    site: Site,
) -> None:
    chance = random.Random(4)
    for people in (3, 5, 8, 12):
        said = [(f"ord{number}", str(chance.randint(1, 5))) for number in range(people)]
        one, other = (
            pictures(site.host, site.at(ASK).code, chance.sample(said, people), chance)
            for _ in range(2)
        )
        assert one == other


def pictures(
    host: RoomService, code: str, said: list[tuple[str, str]], chance: random.Random
) -> list[object]:
    """Everything that is on any screen from the end of the question to the end of its result."""
    tokens = [host.participants.join(code) for _ in range(len(said))]
    for token, (word, energy) in zip(tokens, said, strict=True):
        for seq in sorted(chance.sample(range(99), chance.randint(1, 4))):
            form = {"r1-check-in.word/value": word, "r1-check-in.energy/value": energy}
            host.answer_and_wait(
                code, token, Sending(pseudonyms.new_token(), ASK, 1, seq, form)
            )
    seen: list[object] = []
    for _ in range(5):
        running = host.rooms.get(code)
        console = build_console(running, "nb", 1000.0, 0)
        screen = replace(build_projector(running, "nb", 1000.0), code="")
        seen += [
            replace(console, screen=screen),
            replace(build_phone(running, "nn", 1000.0), code=""),
        ]
        host.handle(code, Next(), running.room.version)
    return seen
