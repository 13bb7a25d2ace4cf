"""Every exercise that comes with the program, whether or not a programme uses it."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from seminar.content.exercise.reader import WrittenExercise, read_exercise
from seminar.content.library import bundled
from seminar.core.elements import Bullets, Paragraph, Prose
from seminar.core.i18n import LANGUAGES
from seminar.core.model.exercise import ExerciseWords
from seminar.kinds import kinds

FOLDERS = sorted(
    path.parent for root in bundled() for path in root.glob("exercises/*/exercise.yaml")
)

HOW_SURE = {
    "nb": {"weak": "Svak", "moderate": "Middels", "strong": "Sterk"},
    "nn": {"weak": "Svak", "moderate": "Middels", "strong": "Sterk"},
    "en": {"weak": "Weak", "moderate": "Moderate", "strong": "Strong"},
}
"""How the evidence begins, by what `exercise.yaml` says of it."""

every_exercise = pytest.mark.parametrize(
    "folder", FOLDERS, ids=lambda folder: str(folder.name)
)


@cache
def written(folder: Path) -> WrittenExercise:
    found, faults = read_exercise(folder, Path("exercises") / folder.name, kinds())
    assert faults == []
    assert found is not None
    return found


def said(folder: Path) -> list[ExerciseWords]:
    return [written(folder).words[lang] for lang in LANGUAGES]


def text(prose: Prose) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", prose.html)).split())


@every_exercise
def test_its_folder_begins_with_its_code(folder: Path) -> None:
    assert folder.name.partition("-")[0] == written(folder).exercise.code.lower()


def test_no_two_exercises_have_the_same_code() -> None:
    codes = [written(folder).exercise.code for folder in FOLDERS]
    assert sorted(set(codes)) == sorted(codes)


@every_exercise
def test_every_language_labels_the_same_things(folder: Path) -> None:
    first, *others = said(folder)
    for other in others:
        for question, wording in first.questions.items():
            own, theirs = (
                [label for label in one.labels if not label.endswith("-gloss")]
                for one in (wording, other.questions[question])
            )
            assert own == theirs, (other.lang, question)


@every_exercise
def test_every_move_has_words_to_say_aloud_and_advice_beneath(folder: Path) -> None:
    for words in said(folder):
        for id_, move in words.moves.items():
            first, *rest = move.notes.blocks
            assert isinstance(first, Paragraph), (words.lang, id_)
            assert first.style == "quote", (words.lang, id_)
            assert any(isinstance(block, Bullets) for block in rest), (words.lang, id_)


@every_exercise
def test_every_move_can_be_read_from_the_back_row(folder: Path) -> None:
    for words in said(folder):
        for id_, move in words.moves.items():
            assert move.body, (words.lang, id_)
            assert len(re.findall(r"<(?:p|li)>", move.body.html)) <= 7, (
                words.lang,
                id_,
            )
            assert len(text(move.body)) <= 380, (words.lang, id_)


@every_exercise
def test_it_has_questions_for_afterwards_care_evidence_and_paper(folder: Path) -> None:
    for words in said(folder):
        asked = [
            item
            for block in words.debrief.blocks
            if isinstance(block, Bullets)
            for item in block.items
        ]
        assert 2 <= len(asked) <= 3, words.lang
        assert words.care and words.paper, words.lang


@every_exercise
def test_it_begins_by_saying_how_sure_we_are(folder: Path) -> None:
    for words in said(folder):
        assert text(words.evidence).startswith(
            HOW_SURE[words.lang][written(folder).exercise.evidence]
        ), words.lang


OF_HEALTH = {
    "nb": r"diagnos|sykdom|syk\b|sykmeld|\blege(n|r|ne)?\b|medisin|søvn|sover|utbrent"
    r"|\bhelse[na]?\b|fravær",
    "nn": r"diagnos|sjukdom|sjuk\b|sjukmeld|\blege(n|r|ne)?\b|medisin|søvn|søv\b|utbrend"
    r"|\bhels[ea]\b|fråvær",
    "en": r"diagnos|illness|\bill\b|\bsick|doctor|medic|sleep|burn-?out|\bhealth\b(?!-)|absen",
}
"""Words that ask a person about health or absence."""

ABOUT_NOBODY = {("x2-presence-talk", "limits"), ("a4-owners", "owners")}
"""Sentences that a leader leaves unsaid, and a task that somebody must own."""


@every_exercise
def test_no_question_is_about_anybody_s_health_or_absence(folder: Path) -> None:
    for words in said(folder):
        for name, wording in words.questions.items():
            if (folder.name, name.partition("/")[0]) in ABOUT_NOBODY:
                continue
            asked = [wording.prompt, wording.hint, *wording.labels.values()]
            found = [
                str(text)
                for text in asked
                if re.search(OF_HEALTH[words.lang], str(text), re.IGNORECASE)
            ]
            assert found == [], (words.lang, name)
