"""Decks and exercises flattened into programmes."""

from __future__ import annotations

import pytest

from seminar.content.deck.agenda import title_to_id
from seminar.content.library import Library
from seminar.core.errors import NotFound
from seminar.kinds import kinds
from tests.content.conftest import Shelf

DECK = "slides/walk/{lang}.md"


def change_all(shelf: Shelf, old: str, new: str) -> None:
    for lang in ("nb", "nn", "en"):
        shelf.change(DECK.format(lang=lang), {old: new})


def test_slides_and_moves_become_steps(shelf: Shelf) -> None:
    programme = shelf.read().programmes["walk"]
    assert [(step.id, step.move, step.minutes) for step in programme.steps] == [
        ("welcome", "slide", 1),
        ("the-way-ahead", "slide", 1),
        ("crossing.frame", "talk", 1),
        ("crossing.vote", "ask", 2),
        ("crossing.pen", "write", 3),
        ("crossing.result", "show", 2),
    ]
    assert programme.steps[3].questions == ("crossing.way", "crossing.word")


def test_items_are_the_agenda(shelf: Shelf) -> None:
    programme = shelf.read().programmes["walk"]
    assert [
        (item.kind, item.minutes, item.first_step, item.exercise)
        for item in programme.items
    ] == [
        ("welcome", 2, 0, None),
        ("vote", 8, 2, "crossing"),
    ]
    assert programme.words_in("nb").items == ("Welcome", "At the crossing")
    assert programme.minutes == 10


def test_a_slide_has_its_title_text_look_and_notes(shelf: Shelf) -> None:
    welcome, ahead, *_ = shelf.read().programmes["walk"].words_in("nb").steps
    assert (welcome.title, welcome.body.html, welcome.look) == (
        "Welcome",
        "<p>Good that you came.</p>",
        "lead",
    )
    assert welcome.notes.html == "<p>Smile.</p>"
    assert (ahead.look, ahead.notes.html) == ("", "")


def test_marps_own_directives_are_no_notes(shelf: Shelf) -> None:
    change_all(
        shelf,
        "<!-- Smile. -->",
        "<!--\n_paginate: false\n_class: quote\n-->\n<!-- Note: smile. -->",
    )
    library = shelf.read()
    assert not library.faults
    step = library.programmes["walk"].words_in("nb").steps[0]
    assert (step.look, step.notes.html) == ("quote", "<p>Note: smile.</p>")


def test_a_rule_inside_a_code_block_or_a_note_parts_no_slide(shelf: Shelf) -> None:
    change_all(shelf, "Good that you came.", "```\na\n\n---\n\nb\n```")
    change_all(shelf, "<!-- Smile. -->", "<!--\nSmile.\n\n---\n\nNod.\n-->")
    library = shelf.read()
    assert not library.faults
    assert len(library.programmes["walk"].steps) == 6


def test_the_decks_own_minutes_go_before_the_exercises_and_none_leaves_a_move_out(
    shelf: Shelf,
) -> None:
    change_all(shelf, "minutes: 8", "minutes: 7, moves: {frame: 0, vote: 4, pen: 1}")
    programme = shelf.read().programmes["walk"]
    assert [(step.id, step.minutes) for step in programme.steps[2:]] == [
        ("crossing.vote", 4),
        ("crossing.pen", 1),
        ("crossing.result", 2),
    ]


def test_steps_are_called_the_same_in_every_language(shelf: Shelf) -> None:
    shelf.change(DECK.format(lang="en"), {"# The way ahead": "# What comes now"})
    programme = shelf.read().programmes["walk"]
    assert programme.languages == ("nb", "nn", "en")
    assert programme.steps[1].id == "the-way-ahead"
    assert programme.words_in("en").steps[1].title == "What comes now"


def test_the_deck_picks_a_case_and_a_room_may_pick_another(shelf: Shelf) -> None:
    library = shelf.read()
    assert library.programme("walk").picks == {"crossing.way": "forest"}
    assert (
        library.programme("walk").words_in("en").questions["crossing.way"].prompt
        == "Through the forest?"
    )
    other = library.programme("walk", {"crossing.way": "bridge"})
    assert other.words_in("en").questions["crossing.way"].prompt == "Over the bridge?"
    assert other.steps == library.programme("walk").steps


def test_without_a_pick_the_first_case_is_taken(shelf: Shelf) -> None:
    change_all(shelf, ", picks: {way: forest}", "")
    assert shelf.read().programme("walk").picks == {"crossing.way": "bridge"}


def test_the_notes_of_a_case_follow_its_exercise_from_where_it_is_asked(
    shelf: Shelf,
) -> None:
    steps = shelf.read().programmes["walk"].words_in("nb").steps
    assert ["Right takes longer." in step.notes.html for step in steps] == [
        False,
        False,
        False,
        True,
        True,
        True,
    ]


def test_the_decks_notes_to_an_exercise_stand_before_its_first_move(
    shelf: Shelf,
) -> None:
    steps = shelf.read().programmes["walk"].words_in("nb").steps
    assert (
        steps[2].notes.html == "<p>Take your time.</p>\n<p>Read it <em>slowly</em>.</p>"
    )


@pytest.mark.parametrize(
    "picks",
    [
        {"crossing.way": "swamp"},
        {"crossing.word": "x"},
        {"x.way": "x"},
        {"way": "forest"},
    ],
)
def test_an_unknown_pick_is_refused_in_words(
    shelf: Shelf, picks: dict[str, str]
) -> None:
    with pytest.raises(NotFound, match="has no case"):
        shelf.read().programme("walk", picks)


def test_an_unknown_programme_is_refused_in_words(shelf: Shelf) -> None:
    with pytest.raises(NotFound, match="no programme “run”"):
        shelf.read().programme("run")


def test_a_result_of_another_exercise_is_shown_where_it_was_asked_before(
    shelf: Shelf,
) -> None:
    ask = "{move: ask, id: ask, minutes: 0, questions: [shade]}"
    show = "{move: show, id: look, minutes: 1, questions: [crossing.word, shade]}"
    shelf.change(
        "exercises/smile/exercise.yaml",
        {
            "standard: 2": "standard: 3",
            "flow:": "questions:\n  shade: {kind: number, low: 1, high: 5}\nflow:",
            "minutes: 2}": f"minutes: 2}}\n  - {ask}\n  - {show}",
        },
    )
    for lang in ("nb", "nn", "en"):
        text = "\n## move ask: Ask\n\n## move look: Look\n\n## question shade\nHow bright?\n"
        shelf.put(
            f"exercises/smile/{lang}.md",
            (shelf.folder / f"exercises/smile/{lang}.md").read_text() + text,
        )
    change_all(
        shelf,
        "# At the crossing",
        "# At the crossing\n\n---\n\n<!-- raus: {exercise: smile} -->",
    )
    library = shelf.read()
    assert not library.faults
    assert library.programmes["walk"].steps[-1].questions == (
        "crossing.word",
        "smile.shade",
    )
    assert library.programmes["smile"].steps[-1].questions == ("smile.shade",)


def test_a_folder_may_be_one_exercise_or_one_deck(shelf: Shelf) -> None:
    folders = [shelf.folder / "exercises" / "smile", shelf.folder / "slides" / "smile"]
    library = Library.load(folders, kinds())
    assert not library.faults
    assert set(library.programmes) == {"smile"}


def test_the_same_folder_twice_is_read_once(shelf: Shelf) -> None:
    assert not Library.load(
        [shelf.folder, shelf.folder / "slides" / ".."], kinds()
    ).faults


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("To prinsipper", "to-prinsipper"),
        ("Ære være på Å", "aere-vaere-pa-a"),
        ("…", "slide"),
        ("Šta?", "sta"),
    ],
)
def test_a_title_becomes_an_id(title: str, id_: str) -> None:
    assert title_to_id(title) == id_
