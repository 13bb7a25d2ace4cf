"""What every kind of question keeps, whoever wrote it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seminar.core.disclosure.policy import publish
from seminar.core.disclosure.privacy_class import Privacy
from seminar.core.disclosure.result import Result, Withheld
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import (
    About,
    Block,
    Choose,
    Field,
    Order,
    Share,
    Tap,
    Tick,
    View,
    Write,
)
from seminar.core.errors import Refused
from seminar.core.i18n import untranslated_speech
from seminar.core.model.kind import Kind, Sample, Wording
from seminar.core.user_input import name_field_part
from seminar.kinds import kinds
from tests.kinds.samples import SAMPLES

EACH = pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
speech = untranslated_speech()

junk = st.text(alphabet=st.characters(), max_size=40) | st.sampled_from(
    ["0", "-1", "1e3", "٣", "yes", "1", "2", "\ud800", "\x00"]
)


def read(sample: Sample) -> tuple[Kind, Wording, list[Any]]:
    question, wording, forms = sample
    return question, wording, [question.read_form(form) for form in forms]


def names_of(field: Field) -> Iterator[str]:
    """The names under which a field may be sent."""
    match field:
        case Tick(name, _, options) | Order(name, _, options) | Share(name, _, options):
            yield from (name_field_part(name, option.value) for option in options)
        case About(_, _, fields):
            yield from (field.name for field in fields)
        case _:
            yield field.name


def ways(field: Field) -> Iterator[dict[str, str]]:
    """Ways to fill a field so that every option is used."""
    match field:
        case Choose(name, _, options) | Tap(name, _, options):
            yield from ({name: option.value} for option in options)
        case Tick(name, _, options):
            yield from (
                {name_field_part(name, option.value): "yes"} for option in options
            )
        case Order(name, _, options):
            places = range(1, len(options) + 1)
            for order in (options, options[::-1]):
                yield {
                    name_field_part(name, option.value): str(place)
                    for option, place in zip(order, places, strict=True)
                }
        case Share(name, _, options, total):
            yield from (
                {name_field_part(name, option.value): str(total)} for option in options
            )
        case About(_, _, fields):
            yield from (way for field in fields for way in ways(field))


@EACH
def test_it_asks_with_a_prompt_that_can_be_said(sample: Sample) -> None:
    question, wording, _ = read(sample)
    form = question.build_form(wording)
    assert form.fields
    assert all(speech(field.prompt) for field in form.fields)
    names = [name for field in form.fields for name in names_of(field)]
    assert len(set(names)) == len(names)


@EACH
def test_every_label_it_demands_has_words_in_the_sample(sample: Sample) -> None:
    question, wording, _ = read(sample)
    assert set(question.label_ids()) <= set(wording.labels)


@EACH
def test_what_it_asks_can_be_sent(sample: Sample) -> None:
    """Each option of each field is taken."""
    question, wording, _ = read(sample)
    for field in question.build_form(wording).fields:
        for way in ways(field):
            assert question.fill_form(question.read_form(way)) == way


@EACH
def test_an_answer_fills_the_form_again(sample: Sample) -> None:
    question, _, answers = read(sample)
    for answer in answers:
        assert question.read_form(question.fill_form(answer)) == answer


@EACH
def test_an_answer_survives_json_and_can_be_compared(sample: Sample) -> None:
    """A stored answer is the same answer, and equal answers are equal after it."""
    question, _, answers = read(sample)
    stored = json.loads(json.dumps([question.encode(answer) for answer in answers]))
    assert [question.decode(value) for value in stored] == answers
    assert len(set(answers)) == len(set(map(str, stored)))


@EACH
@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_junk_is_refused_in_words(sample: Sample, data: st.DataObject) -> None:
    question, wording, _ = sample
    names = [
        "value",
        "done",
        *(
            name
            for field in question.build_form(wording).fields
            for name in names_of(field)
        ),
    ]
    form = data.draw(st.dictionaries(st.sampled_from(names) | junk, junk, max_size=5))
    try:
        answer = question.read_form(form)
    except Refused as refused:
        assert speech(refused.words)
    else:
        assert question.read_form(question.fill_form(answer)) == answer


@EACH
def test_an_empty_form_is_refused_in_words(sample: Sample) -> None:
    question, _, _ = sample
    with pytest.raises(Refused):
        question.read_form({})


@EACH
@pytest.mark.parametrize("privacy", ["open", "guarded", "private"])
@pytest.mark.parametrize("times", [0, 1, 4, 9])
@pytest.mark.parametrize("rounds", [1, 2])
def test_every_result_can_be_shown(
    sample: Sample, privacy: Privacy, times: int, rounds: int
) -> None:
    question, wording, answers = read(sample)
    tallies = [question.count_answers(answers * times)] * rounds
    result = publish(
        tallies, privacy, ThresholdRules(), changed=2 if rounds > 1 else None
    )
    view = question.build_view(result, wording)
    assert isinstance(view, View)
    if not times:
        assert view == question.build_view(
            publish(tallies[:1], privacy, ThresholdRules()), wording
        )


@EACH
@pytest.mark.parametrize(
    "result",
    [Result(()), Result((Withheld(),)), Result((Withheld("private"),))],
    ids=str,
)
def test_silence_can_be_shown(sample: Sample, result: Result) -> None:
    question, wording, _ = read(sample)
    assert isinstance(question.build_view(result, wording), View)


@EACH
def test_the_order_of_answers_never_matters(sample: Sample) -> None:
    question, _, answers = read(sample)
    assert (
        question.count_answers(answers)
        == question.count_answers(reversed(answers))
        == question.count_answers(sorted(answers, key=str))
    )


@EACH
def test_it_has_a_place_on_paper(sample: Sample) -> None:
    question, wording, _ = read(sample)
    blocks = question.build_paper(wording)
    assert blocks
    assert all(isinstance(block, Block) for block in blocks)


@EACH
def test_it_is_found_by_the_name_that_authors_write(sample: Sample) -> None:
    question, _, _ = sample
    assert kinds()[question.kind] is type(question)


@EACH
def test_what_stays_on_the_phone_is_never_taken(sample: Sample) -> None:
    question, wording, answers = read(sample)
    for field in question.build_form(wording).fields:
        if isinstance(field, Write) and field.stays:
            with pytest.raises(Refused):
                question.read_form(
                    {**question.fill_form(answers[0]), field.name: "my own words"}
                )


# --- the registry ---------------------------------------------------------------------------------

A_KIND = """
from typing import Literal
from seminar.core.model.kind import Kind
from seminar.core.stats.tally import Done
from seminar.core.elements import Form, Lines, Quiet, Write

class Nod(Kind):
    kind: Literal["nod"] = "nod"
    def build_form(self, wording): return Form((Write("value", wording.prompt, 5),))
    def read_form(self, form): return True
    def count_answers(self, answers): return Done(len(list(answers)))
    def build_view(self, result, wording): return Quiet(wording.prompt, "")
    def build_paper(self, wording): return (Lines(1),)
    def fill_form(self, answer): return {"value": "yes"}
    @classmethod
    def samples(cls): return ()
"""


@pytest.fixture
def a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place where an installed package would be."""
    monkeypatch.syspath_prepend(str(tmp_path))
    kinds.cache_clear()
    yield tmp_path
    kinds.cache_clear()
    sys.modules.pop("nodding", None)


def named(place: Path, target: str) -> None:
    about = place / "nodding-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: nodding\nVersion: 1\n"
    )
    (about / "entry_points.txt").write_text(f"[seminar.kinds]\nnod = {target}\n")


def test_a_kind_of_ones_own_is_one_file_and_a_line_that_names_it(
    a_package: Path,
) -> None:
    (a_package / "nodding.py").write_text(A_KIND)
    named(a_package, "nodding:Nod")
    assert "nod" in kinds()
    assert {"choice", "number", "plan", "scale", "text", "words"} <= set(kinds())


def test_what_is_no_kind_is_said_to_be_none(a_package: Path) -> None:
    named(a_package, "json:JSONDecoder")
    with pytest.raises(LookupError, match="is none"):
        kinds()


def test_two_kinds_cannot_share_a_name(a_package: Path) -> None:
    (a_package / "nodding.py").write_text(A_KIND.replace('"nod"', '"choice"'))
    named(a_package, "nodding:Nod")
    with pytest.raises(LookupError, match="two kinds are called choice"):
        kinds()


def test_adding_a_kind_touches_no_other_file() -> None:
    """Outside its own file, no module of the program names a kind."""
    program = Path(sys.modules["seminar.kinds"].__file__ or "").parent.parent
    for source in program.rglob("*.py"):
        if "node_modules" not in source.parts and source.parent.name != "kinds":
            text = source.read_text(encoding="utf-8")
            assert not [name for name in kinds() if f"kinds.{name}" in text], source
