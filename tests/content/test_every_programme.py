"""What holds for every bundled programme, and for the exercises as the bank of exercises lays
them down."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from seminar.charts.svg.text_layout import wrap_text
from seminar.core.elements import Bullets, Paragraph, Run
from seminar.core.i18n import LANGUAGES, Message
from seminar.core.model.exercise import Talk, WriteMove
from seminar.core.model.programme import Programme, StepWords
from seminar.core.presenting.sketches import DRAWABLE_PARTS, sketch_list
from tests.content.bundled import bundled, library, text

MINUTES = {
    "raus-follow-up": [2, 10, 18, 2, 10, 10, 8],
    "raus-hour": [3, 5, 6, 9, 15, 7, 10, 5],
}

EXERCISES = {
    "a1-recognition": (
        "A1",
        "A",
        {"people-orientation", "communication-skills"},
        (10, 15, 20),
        "weak",
    ),
    "a3-thanks": ("A3", "A", {"people-orientation"}, (7, 10, 12), "moderate"),
    "m1-raus-test": ("M1", "RAUS", set(), (8, 12, 20), "weak"),
    "r1-check-in": (
        "R1",
        "R",
        {"people-orientation", "emotional-competence"},
        (5, 8, 12),
        "weak",
    ),
    "r2-layers": (
        "R2",
        "R",
        {"people-orientation", "communication-skills"},
        (10, 16, 20),
        "moderate",
    ),
    "r7-dilemma": (
        "R7",
        "R",
        {"leader-attitudes", "conflict-handling"},
        (15, 20, 25),
        "strong",
    ),
    "s1-think-pair": (
        "S1",
        "S",
        {"communication-skills", "people-orientation"},
        (12, 16, 20),
        "weak",
    ),
    "s2-joy": (
        "S2",
        "S",
        {"emotional-competence", "people-orientation"},
        (8, 12, 15),
        "moderate",
    ),
    "s6-check-out": (
        "S6",
        "S",
        {"emotional-competence", "communication-skills"},
        (5, 8, 12),
        "weak",
    ),
    "u4-loop": (
        "U4",
        "U",
        {"staff-development", "leader-attitudes"},
        (15, 20, 30),
        "strong",
    ),
    "u5-plan": (
        "U5",
        "U",
        {"leader-attitudes", "coaching-style", "staff-development"},
        (10, 15, 20),
        "strong",
    ),
    "u6-buddy": ("U6", "U", {"staff-development"}, (5, 8, 10), "weak"),
}
"""Code, keys, areas, minutes (shortest, standard, longest) and how sure we are."""

STAGE = 1728
COLUMN = 828
"""What the stage and one of two columns leave for words, in units of a projector that is 1920
wide."""

TYPE = {
    "lead": 52,
    "quote": 88,
    "source": 46,
    "two": 60,
    **{str(shape): 52 for shape in DRAWABLE_PARTS},
}
"""The type of each look; 68 is that of the others (`css/stage/slide.css`)."""

CREDITS = ("Idébanken", "Jan Spurkeland")

every_programme = pytest.mark.parametrize(
    "programme", library().programmes.values(), ids=lambda one: str(one.id)
)
every_language = pytest.mark.parametrize("lang", LANGUAGES)


def covered(programme: str, lang: str) -> list[list[str]]:
    """The points of the source that each slide of a deck says it covers."""
    (deck,) = (path / f"slides/{programme}/{lang}.md" for path in bundled())
    slides = deck.read_text(encoding="utf-8").split("\n---\n")
    return [re.findall(r"C\d\d", slide.partition("Covers:")[2]) for slide in slides]


@every_programme
def test_it_is_whole_in_every_language(programme: Programme) -> None:
    assert set(programme.languages) == set(LANGUAGES)
    for one, other in pairwise(programme.words[lang] for lang in LANGUAGES):
        assert one.questions.keys() == other.questions.keys()
        for question in one.questions:
            labels, others = (
                words.questions[question].labels for words in (one, other)
            )
            assert [id_ for id_ in labels if not id_.endswith("-gloss")] == [
                id_ for id_ in others if not id_.endswith("-gloss")
            ]


@every_programme
def test_it_covers_the_same_points_of_the_source_in_every_language(
    programme: Programme,
) -> None:
    one, *others = (covered(programme.id, lang) for lang in LANGUAGES)
    assert any(one)
    assert others == [one, one]


@pytest.mark.parametrize("programme", MINUTES)
def test_it_keeps_its_minutes(programme: str) -> None:
    planned = library().programmes[programme]
    assert [item.minutes for item in planned.items] == MINUTES[programme]
    assert sum(step.minutes for step in planned.steps) == 60


@every_language
@every_programme
def test_the_facilitator_has_words_for_every_step(
    programme: Programme, lang: str
) -> None:
    assert [step.title for step in programme.words[lang].steps if not step.notes] == []


@every_language
@every_programme
def test_what_a_step_covers_is_not_read_by_the_facilitator(
    programme: Programme, lang: str
) -> None:
    assert not [
        step for step in programme.words[lang].steps if "Covers" in text(step.notes)
    ]


@every_language
@every_programme
def test_every_exercise_has_questions_for_afterwards_care_and_evidence(
    programme: Programme, lang: str
) -> None:
    for id_, words in programme.words[lang].exercises.items():
        asked = [
            item
            for block in words.debrief.blocks
            if isinstance(block, Bullets)
            for item in block.items
        ]
        assert 2 <= len(asked) <= 3, id_
        assert words.care and words.evidence and words.paper, id_


@every_language
@every_programme
def test_a_slide_can_be_read_from_the_back_row(programme: Programme, lang: str) -> None:
    for step, words in zip(programme.steps, programme.words[lang].steps, strict=True):
        assert len(words.title) <= 40, step.id
        assert len(re.findall(r"<(?:p|li)>", words.body.html)) <= 7, step.id
        assert len(text(words.body)) <= 380, step.id


@every_language
@every_programme
def test_a_slide_takes_at_most_seven_lines_of_large_type(
    programme: Programme, lang: str
) -> None:
    """Measured in the stage's own type and width; what is drawn has its own."""
    for step, words in zip(programme.steps, programme.words[lang].steps, strict=True):
        if step.move == "slide":
            assert _lines(words) <= 7, (step.id, _lines(words))


def _lines(words: StepWords) -> int:
    size = TYPE.get(words.look, 68)
    taken = 0
    for block in words.body.blocks:
        match block:
            case Paragraph(runs):
                taken += len(wrap_text(_said(runs), size, STAGE))
            case Bullets(items) if words.look == "two":
                taken += max(
                    len(wrap_text(_said(runs), size, COLUMN)) for runs in items
                )
            case Bullets(items) if words.look not in DRAWABLE_PARTS:
                taken += sum(
                    len(wrap_text(_said(runs), size, STAGE - 60)) for runs in items
                )
    return taken


def _said(runs: tuple[Run | Message, ...]) -> str:
    return "".join(run.text for run in runs if isinstance(run, Run))


def test_every_figure_is_drawn_somewhere() -> None:
    drawn = {
        words.look
        for programme in library().programmes.values()
        for words in programme.words["nb"].steps
        if words.look in DRAWABLE_PARTS
    }
    moves = (
        move
        for one in library().exercises.values()
        for move in one.flow
        if isinstance(move, Talk | WriteMove)
    )
    assert drawn | {move.figure for move in moves if move.figure} == set(DRAWABLE_PARTS)


@pytest.mark.parametrize(
    "programme", library().programmes.values(), ids=lambda one: str(one.id)
)
def test_every_language_draws_as_many_parts(programme: Programme) -> None:
    for at, look in enumerate(words.look for words in programme.words["nb"].steps):
        said = [programme.words[lang].steps[at] for lang in LANGUAGES]
        assert {one.look for one in said} == {look}
        sketches = [sketch_list(look, one.title, one.body) for one in said]
        assert len({len(one.parts) if one else 0 for one in sketches}) == 1, (
            programme.steps[at].id
        )


@every_language
@every_programme
def test_it_says_where_it_comes_from(programme: Programme, lang: str) -> None:
    assert [
        name for name in CREDITS if name not in text(programme.words[lang].credits)
    ] == []


@pytest.mark.parametrize("id_", EXERCISES)
def test_an_exercise_is_what_the_bank_says(id_: str) -> None:
    one = library().exercises[id_]
    code, keys, areas, minutes, evidence = EXERCISES[id_]
    assert (one.code, one.evidence) == (code, evidence)
    assert (one.keys, set(one.areas)) == (tuple(keys), areas)
    assert (one.minutes.min, one.minutes.standard, one.minutes.max) == minutes
