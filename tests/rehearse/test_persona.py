"""How rehearsal participants answer."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar.core.i18n import LANGUAGES
from seminar.rehearse.forms import (
    ChoiceField,
    NumberField,
    OrderField,
    PageField,
    ShareField,
    TextField,
    TickField,
)
from seminar.rehearse.persona import SENTENCES, WORDS, Persona

SCALE = ChoiceField(
    "q/value", ("1", "2", "3", "4", "5", "unsure"), frozenset(("unsure",))
)
FIELDS: tuple[PageField, ...] = (
    SCALE,
    TextField("w/text", 20),
    TextField("t/text", 140, 3),
    NumberField("n/value", 1, 5),
)


@given(st.integers(), st.integers(0, 3000), st.integers(0, 2))
def test_every_answer_fits_its_field(seed: int, number: int, turn: int) -> None:
    form = Persona.of(seed, number).answers("step", turn, FIELDS)
    assert form.keys() == {field.name for field in FIELDS}
    assert form["q/value"] in SCALE.values
    assert 0 < len(form["w/text"]) <= 20
    assert 0 < len(form["t/text"]) <= 140
    assert 1 <= int(form["n/value"]) <= 5


@given(st.integers(), st.integers(0, 3000))
def test_parts_are_filled_within_what_the_field_allows(seed: int, number: int) -> None:
    names = ("v.a", "v.b", "v.c", "v.d")
    person = Persona.of(seed, number)
    ticked = person.answers("step", 0, (TickField("v", names, 2, frozenset(("v.d",))),))
    assert 1 <= len(ticked) <= 2
    assert "v.d" not in ticked or len(ticked) == 1
    assert sorted(person.answers("step", 0, (OrderField("v", names),)).values()) == [
        "1",
        "2",
        "3",
        "4",
    ]
    given = person.answers("step", 0, (ShareField("v", names, 100, 5),))
    assert sum(map(int, given.values())) == 100
    assert not any(int(one) % 5 for one in given.values())


@given(st.integers(1, 12))
def test_a_text_is_never_longer_than_allowed(limit: int) -> None:
    form = Persona.of(1, 1).answers("step", 0, (TextField("w/text", limit),))
    assert 0 < len(form["w/text"]) <= limit


@pytest.mark.parametrize("lang", LANGUAGES)
def test_they_write_in_the_language_of_the_room(lang: str) -> None:
    fields = (TextField("w/text", 20), TextField("s/text", 140))
    for number in range(20):
        form = Persona.of(1, number, lang).answers("step", 0, fields)
        assert form["w/text"] in WORDS[lang]
        assert form["s/text"] in SENTENCES[lang]


def test_the_same_seed_gives_the_same_participants() -> None:
    assert [Persona.of(7, n).answers("s", 0, FIELDS) for n in range(20)] == [
        Persona.of(7, n).answers("s", 0, FIELDS) for n in range(20)
    ]
    assert Persona.of(7, 1) != Persona.of(8, 1)


def test_a_room_does_not_agree_and_some_do_not_know() -> None:
    answers = Counter(
        Persona.of(1, n).answers("s", 0, (SCALE,))["q/value"] for n in range(300)
    )
    assert set(answers) == set(SCALE.values)
    assert answers["unsure"] < 60
    assert max(answers.values()) < 200


def test_some_change_their_mind_and_some_keep_silent_but_most_simply_answer() -> None:
    people = [Persona.of(1, n) for n in range(300)]
    assert 0 < sum(person.changes_mind("s") for person in people) < 100
    assert 0 < sum(person.keeps_silent("s") for person in people) < 60


def test_nobody_answers_before_reading_and_writing_takes_longer_than_choosing() -> None:
    people = [Persona.of(1, n) for n in range(300)]
    choosing = sorted(person.thinking_seconds("s", (SCALE,)) for person in people)
    writing = sorted(
        person.thinking_seconds("s", (TextField("t/text", 140, 3),))
        for person in people
    )
    assert choosing[0] > 1.0
    assert writing[150] > choosing[150]
