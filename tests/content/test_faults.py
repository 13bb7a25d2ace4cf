"""Broken files: each fault names file, line, field and remedy, and the rest still loads."""

from __future__ import annotations

import os

import pytest

from seminar.content.library import Library, bundled
from seminar.core.i18n import untranslated_speech
from seminar.kinds import kinds
from tests.content.conftest import OTHER, Shelf

YAML = "exercises/crossing/exercise.yaml"
WORDS = "exercises/crossing/nn.md"
DECK = "slides/walk/nb.md"
NN_DECK = "slides/walk/nn.md"

BROKEN = [
    # file, what stands there, what is written instead, on which line the fault is, its field, a
    # part of its remedy
    (YAML, "minutes: {min", "minuts: {min", "minuts:", "minuts", "minutes"),
    (YAML, "code: R8\n", "", "keys: [R]", "code", "code:"),
    (YAML, "code: R8", "code: Q8", "code: Q8", "code", "R7"),
    (YAML, "keys: [R]", "keys: [R, B]", "keys: [R, B]", "keys.1", "R, A, U, S"),
    (YAML, "keys: [R]", "keys: []", "keys: []", "keys", "at least 1"),
    (YAML, "keys: [R]", "keys: R", "keys: R", "keys", "[one, two]"),
    (
        YAML,
        "people-orientation",
        "people-orientaton",
        "areas:",
        "areas.0",
        "people-orientation",
    ),
    (YAML, "evidence: weak", "evidence: waek", "evidence:", "evidence", "weak"),
    (YAML, "min: 5", "min: five", "minutes:", "minutes.min", "number"),
    (YAML, "min: 5", "min: -1", "minutes:", "minutes.min", "at least 0"),
    (YAML, "max: 12", "max: 999", "minutes:", "minutes.max", "at most 240"),
    (YAML, "min: 5", "min: 9", "minutes:", "minutes", "shortest"),
    (YAML, ", max: 12", "", "minutes:", "minutes.max", "max:"),
    (
        YAML,
        "minutes: {min: 5, standard: 8, max: 12}",
        "minutes: 8",
        "minutes: 8",
        "minutes",
        "name: value",
    ),
    (
        YAML,
        "id: frame, minutes: 1",
        "id: frame, minutes: 2",
        "minutes: {min",
        "minutes.standard",
        "standard: 9",
    ),
    (YAML, "kind: words", "kind: word", "kind: word,", "questions.word", "words"),
    (YAML, "kind: words, ", "", "word: {privacy", "questions.word", "kind:"),
    (YAML, "limit: 20", "limt: 20", "limt: 20", "questions.word.limt", "limit"),
    (YAML, "limit: 20", "limit: many", "limit: many", "questions.word.limit", "5"),
    (
        YAML,
        "privacy: guarded",
        "privacy: secret",
        "privacy: secret",
        "questions.word.privacy",
        "guarded",
    ),
    (
        YAML,
        "word: {kind: words",
        "plan: {kind: plan",
        "plan: {kind: plan, privacy: private}",
        "plan",
        "Keep one",
    ),
    (
        YAML,
        "kind: words, privacy: guarded, limit: 20",
        "kind: number, low: 5, high: 1",
        "number",
        "questions.word",
        "holds",
    ),
    (
        YAML,
        "{kind: words, privacy: guarded, limit: 20}",
        "words",
        "word: words",
        "questions.word",
        "name: value",
    ),
    (YAML, "[left, right]", "[left, 2]", "[left, 2]", "questions.way.options.1", "'2'"),
    (
        YAML,
        "  word: {kind",
        "  Ord: {kind",
        "Ord: {kind",
        "questions.Ord",
        "letters a–z",
    ),
    (YAML, "way: [bridge", "wai: [bridge", "wai: [bridge", "banks.wai", "way"),
    (
        YAML,
        "[bridge, forest]",
        "[bridge, bridge]",
        "[bridge, bridge]",
        "banks.way",
        "one-case",
    ),
    (YAML, "{move: talk", "{move: tlak", "{move: tlak", "flow.0", "talk"),
    (YAML, "{move: talk, ", "{", "{id: frame", "flow.0", "move:"),
    (YAML, "id: frame", "id: vote", "move: ask", "flow.vote", "another id"),
    (
        YAML,
        "id: frame",
        "id: frame, group: trios",
        "group: trios",
        "flow.0.group",
        "triads",
    ),
    (YAML, "[way, word]", "[way, wrod]", "[way, wrod]", "flow.vote", "word"),
    (
        YAML,
        "questions: [way, word]",
        "questions: []",
        "questions: []",
        "flow.1.questions",
        "at least 1",
    ),
    (YAML, "[way, word]", "[word]", "move: show", "flow.result", "above"),
    (
        YAML,
        "[way, word]}",
        "[way, word], live: true}",
        "live: true",
        "flow.vote.live",
        "live: true",
    ),
    (
        YAML,
        "options: [left, right]}",
        "options: [left, right], answer: lfet}",
        "kind: choice",
        "questions.way",
        "holds",
    ),
    (
        YAML,
        "[way, word]}",
        "[way, word], live: maybe}",
        "live: maybe",
        "flow.1.live",
        "true",
    ),
    (
        YAML,
        "questions: [plan]",
        "questions: [word]",
        "move: write",
        "flow.pen",
        "move: ask",
    ),
    (
        YAML,
        "questions: [way]}",
        "questions: [smle.word]}",
        "smle.word",
        "flow.result",
        "smile",
    ),
    (
        YAML,
        "code: R8",
        "id: crossing\ncode: R8",
        "id: crossing",
        "id",
        "Take the line out",
    ),
    (YAML, "code: R8", "code: R8\ncode: R9", "code: R9", "code", "Keep one"),
    (YAML, "keys: [R]", "keys: [R", "keys: [R", "yaml", "brackets"),
    (
        YAML,
        "evidence: weak",
        "\tevidence: weak",
        "evidence: weak",
        "yaml",
        "indentation",
    ),
    (
        YAML,
        "evidence: weak",
        "evidence: &e weak",
        "evidence:",
        "yaml",
        "Write the value out",
    ),
    (YAML, "evidence: weak", "evidence: !!str weak", "evidence:", "yaml", "without"),
    (YAML, "code: R8", "code: R8\nx: " + "[" * 40, "x: [", "yaml", "Close a bracket"),
    (WORDS, "# The crossing\n", "", None, "#", "Begin the file"),
    (WORDS, "## debrief", "## debreif", "## debreif", "debreif", "debrief"),
    (WORDS, "## debrief", "# debrief", "# debrief", "debrief", "## "),
    (WORDS, "## care", "## debrief", None, "debrief", "Keep one"),
    (WORDS, "## instruction\n", "", "Choose a way", "The crossing", "## instruction"),
    (
        WORDS,
        "## move pen: For yourself\nWrite your plan.\n",
        "",
        "# The crossing",
        "move pen",
        "## move pen",
    ),
    (
        WORDS,
        "## move pen: For yourself",
        "## move pne: For yourself",
        "move pne",
        "move pne",
        "pen",
    ),
    (
        WORDS,
        "## move pen: For yourself",
        "## move pen",
        "## move pen",
        "move pen",
        "few words",
    ),
    (
        WORDS,
        "## move pen: For yourself",
        "## move: For yourself",
        "## move: For",
        "move: For yourself",
        "and an id",
    ),
    (
        WORDS,
        "## question way/forest",
        "## question way/frost",
        "way/frost",
        "question way/frost",
        "way/forest",
    ),
    (
        WORDS,
        "## question word\nOne",
        "## question wrod\nOne",
        "## question wrod",
        "question wrod",
        "word",
    ),
    (WORDS, "- left: Over it\n", "", "way/bridge", "question way/bridge", "- left:"),
    (
        WORDS,
        "- left: Over it",
        "- left Over it",
        "- left Over",
        "left Over it",
        "id: text",
    ),
    (
        WORDS,
        "- left: Over it",
        "- left: Over it\n- lefft: No",
        "- lefft",
        "question way/bridge",
        "left",
    ),
    (
        WORDS,
        "- left: Over it",
        "- left: Over it\n- left: No",
        "- left: No",
        "left",
        "Keep one",
    ),
    (
        WORDS,
        "- right: Round it\n",
        "- right: Round it\nSo there.\n",
        "So there.",
        "question way/bridge",
        "above the list",
    ),
    (
        WORDS,
        "One word for the road\n\nAt most 20 characters.\n",
        "",
        "question word",
        "question word",
        "is asked",
    ),
    (
        WORDS,
        "Anyone may pass.",
        "Anyone may pass.\n<!-- Psst. -->",
        "Psst",
        "care",
        "under the move",
    ),
    (
        WORDS,
        "<!-- Left leans on trust. -->",
        "<!-- Left leans on trust.",
        "<!-- Left",
        "<!--",
        "-->",
    ),
    (WORDS, "Which way?", "Which way?\n---", None, "---", "blank line"),
    (WORDS, "Which way?", "Which <b>way</b>?", "<b>way", "<b>", "Markdown"),
    (
        WORDS,
        "Which way?",
        "![A map](http://example.org/map.png)",
        "![A map",
        "![",
        "in words",
    ),
    (WORDS, "Which way?", "Which way? " * 2000, "## move vote", "move vote", "shorten"),
    (WORDS, "Which way?", "Which\x07 way?", "Which\x07", "nn.md", "write it again"),
    (DECK, "---\nmarp: true\n", "marp: true\n", "marp: true", "---", "Begin the file"),
    (DECK, "lang: nb", "lang: nn", "lang: nn", "lang", "lang: nb"),
    (DECK, "title: A short walk", "titel: A short walk", "titel:", "titel", "title"),
    (DECK, "title: A short walk\n", "", None, "title", "title:"),
    (
        DECK,
        "_class: lead",
        "_class: relation",
        "_class: relation",
        "_class",
        "list of 2 parts",
    ),
    (DECK, "_class: lead", "_class: areas", "_class: areas", "_class", "3 to 8 parts"),
    (DECK, "_class: lead", "_class: leed", "_class: leed", "_class", "lead"),
    (DECK, "minutes: 2", "minuts: 2", "minuts: 2", "raus.minuts", "minutes"),
    (DECK, "item: welcome, ", "", "raus: {minutes", "raus.item", "raus:"),
    (DECK, "item: welcome", "item: welcom", "item: welcom,", "raus.item", "welcome"),
    (DECK, ", minutes: 2", "", "raus: {item: welcome", "raus.minutes", "minutes: 5"),
    (DECK, "minutes: 8", "minutes: 9", "minutes: 9", "raus.minutes", "minutes: 8"),
    (
        DECK,
        "exercise: crossing",
        "exercise: crosing",
        "crosing",
        "raus.exercise",
        "crossing",
    ),
    (
        DECK,
        "minutes: 8",
        "minutes: 8, moves: {vot: 2}",
        "vot: 2",
        "raus.moves.vot",
        "vote",
    ),
    (
        DECK,
        "minutes: 8",
        "minutes: 6, moves: {vote: 0}",
        "vote: 0",
        "raus.moves",
        "result: 0",
    ),
    (
        DECK,
        "picks: {way: forest}",
        "picks: {way: swamp}",
        "swamp",
        "raus.picks.way",
        "bridge",
    ),
    (
        DECK,
        "picks: {way: forest}",
        "picks: {why: forest}",
        "why: forest",
        "raus.picks.why",
        "way",
    ),
    (
        DECK,
        "# The way ahead",
        "<!-- raus: {id: welcome} -->\n# The way ahead",
        "raus: {id: welcome}",
        "raus.id",
        "`id`",
    ),
    (DECK, "# The way ahead", "The way ahead", "The way ahead", "#", "# "),
    (DECK, "# The way ahead", "The way ahead\n===", "===", "===", "#"),
    (DECK, "- one\n", "***\n- one\n", "***", "***", "`---`"),
    (
        DECK,
        "# The way ahead",
        "<!-- raus: {minutes: 2} -->\n# The way ahead",
        "raus: {minutes: 2}",
        "raus.minutes",
        "item",
    ),
    (
        DECK,
        "exercise: crossing, ",
        "exercise: crossing, id: x, ",
        "id: x",
        "raus.id",
        "Take it out",
    ),
    (
        DECK,
        "# The way ahead",
        "<!-- raus: {picks: {a: b}} -->\n# The way ahead",
        "picks: {a",
        "raus.picks",
        "exercise",
    ),
    (
        DECK,
        "# The way ahead",
        "<!-- raus: -->\n# The way ahead",
        "<!-- raus: -->",
        "raus",
        "name: value",
    ),
    (
        DECK,
        "# The way ahead",
        "<!--\nraus: {}\n_class: two\n-->\n# The way ahead",
        "_class: two",
        "_class",
        "braces",
    ),
    (DECK, "<!-- raus: {item", "<!-- raus: [item", "raus: [item", "yaml", "brackets"),
    (NN_DECK, "minutes: 2", "minutes: 3", "minutes: 3", "raus", "same"),
    (NN_DECK, "- one\n", "- one\n\n---\n\n# More\n", "# More", "raus", "same"),
]


@pytest.mark.parametrize(("file", "old", "new", "at", "field", "remedy"), BROKEN)
def test_a_mistake_is_told_in_its_place_and_the_rest_still_loads(
    shelf: Shelf, file: str, old: str, new: str, at: str | None, field: str, remedy: str
) -> None:
    text = shelf.change(file, {old: new})
    library = shelf.read()
    found = [
        fault for fault in library.faults if fault.file == file and fault.field == field
    ]
    assert found, [str(fault) for fault in library.faults]
    assert remedy in untranslated_speech()(found[0].remedy)
    assert untranslated_speech()(found[0].problem).endswith(".")
    if at is not None:
        assert found[0].line == 1 + text.split(at)[0].count("\n"), str(found[0])
    assert "smile" in library.programmes


def test_the_table_is_long_enough() -> None:
    assert len({(file, new) for file, _, new, _, _, _ in BROKEN}) >= 60


def test_all_mistakes_of_a_file_are_told_at_once(shelf: Shelf) -> None:
    shelf.change(
        "exercises/crossing/exercise.yaml",
        {
            "code: R8": "code: 8",
            "limit: 20": "limt: 20",
            "max: 12": "max: 1000",
            "evidence: weak\n": "",
        },
    )
    fields = {
        fault.field for fault in shelf.read().faults if fault.file.endswith(".yaml")
    }
    assert fields == {"code", "questions.word.limt", "minutes.max", "evidence"}


def test_a_fault_in_one_language_leaves_out_that_language_alone(shelf: Shelf) -> None:
    shelf.change("exercises/crossing/nn.md", {"## debrief": "## debreif"})
    library = shelf.read()
    assert library.programmes["walk"].languages == ("nb", "en")
    assert {fault.file for fault in library.faults} == {
        "exercises/crossing/nn.md",
        "slides/walk/nn.md",
    }


def test_a_deck_in_a_language_that_its_exercise_lacks_is_told(shelf: Shelf) -> None:
    (shelf.folder / "exercises/crossing/en.md").unlink()
    library = shelf.read()
    assert [(fault.file, fault.field) for fault in library.faults] == [
        ("slides/walk/en.md", "lang")
    ]
    assert library.programmes["walk"].languages == ("nb", "nn")


def test_a_deck_that_begins_with_a_question_is_told(shelf: Shelf) -> None:
    for lang in ("nb", "nn", "en"):
        shelf.change(
            f"slides/walk/{lang}.md",
            {"picks: {": "moves: {frame: 0}, picks: {", "minutes: 8": "minutes: 7"},
        )
        whole = (shelf.folder / f"slides/walk/{lang}.md").read_text("utf-8")
        front, _, rest = whole.partition("\n---\n")
        shelf.put(
            f"slides/walk/{lang}.md",
            f"{front}\n---\n{rest.rpartition(chr(10) + '---' + chr(10))[2]}",
        )
    (fault,) = shelf.read().faults
    assert (fault.file, fault.field) == ("slides/walk/nb.md", "raus.exercise")
    assert "begins with a question" in untranslated_speech()(fault.problem)


def test_an_author_need_not_write_every_language(shelf: Shelf) -> None:
    for lang in ("nn", "en"):
        (shelf.folder / f"exercises/crossing/{lang}.md").unlink()
        (shelf.folder / f"slides/walk/{lang}.md").unlink()
    library = shelf.read()
    assert library.faults == ()
    assert library.programmes["walk"].languages == ("nb",)
    assert library.languages["crossing"] == ("nb",)


def test_an_exercise_without_any_words_is_told(shelf: Shelf) -> None:
    for lang in ("nb", "nn", "en"):
        (shelf.folder / f"exercises/smile/{lang}.md").unlink()
    fault, *_ = shelf.read().faults
    assert (fault.file, untranslated_speech()(fault.problem)) == (
        "exercises/smile/nb.md",
        "The exercise has no words in any language.",
    )


def test_a_deck_that_names_a_broken_exercise_is_told_and_left_out(shelf: Shelf) -> None:
    shelf.change("exercises/crossing/exercise.yaml", {"code: R8": "code: 8"})
    library = shelf.read()
    assert set(library.programmes) == {"smile"}
    (fault,) = [fault for fault in library.faults if fault.file.startswith("slides")]
    assert (fault.file, fault.field) == ("slides/walk/nb.md", "raus.exercise")


def test_a_file_in_an_unknown_language_is_told_and_a_readme_is_not(
    shelf: Shelf,
) -> None:
    shelf.put("exercises/crossing/no.md", "# Hei")
    shelf.put("exercises/crossing/README.md", "# For authors")
    (fault,) = shelf.read().faults
    assert (fault.file, untranslated_speech()(fault.remedy)) == (
        "exercises/crossing/no.md",
        "Did you mean “nn.md”?",
    )


def test_a_folder_without_content_is_told(shelf: Shelf) -> None:
    (shelf.folder / "empty").mkdir()
    shelf.folder = shelf.folder / "empty"
    (fault,) = shelf.read().faults
    assert "exercises" in untranslated_speech()(fault.remedy)


def test_a_folder_with_a_name_that_cannot_be_an_id_is_told(shelf: Shelf) -> None:
    shelf.put("exercises/My Exercise/exercise.yaml", "code: R1")
    assert [fault.file for fault in shelf.read().faults] == ["exercises/My Exercise"]


def test_two_exercises_of_one_name_are_told(shelf: Shelf) -> None:
    shelf.put("more/exercises/smile/exercise.yaml", "code: S1")
    library = Library.load([shelf.folder, shelf.folder / "more"], kinds())
    (fault,) = library.faults
    assert str(fault) == (
        "more/exercises/smile: smile: There is already one called “smile”: exercises/smile."
        " Give this folder another name. Until then the other one is used."
    )


def test_own_content_takes_no_name_from_what_comes_along(shelf: Shelf) -> None:
    shelf.put("exercises/r2-layers/exercise.yaml", OTHER)
    shelf.put("slides/raus-hour/nb.md", "nothing that can be read")
    library = Library.load([*bundled(), shelf.folder], kinds())
    assert [fault.file for fault in library.faults] == [
        "exercises/r2-layers",
        "slides/raus-hour",
    ]
    assert library.exercises["r2-layers"].code == "R2"
    assert "raus-hour" in library.programmes


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"code: R8\nevidence: \xe6\n", "UTF-8"),
        (b"# " + b"x" * 300_000, "256 kB"),
        (b"code: \x00", "control character"),
        (b"", "should hold fields"),
        (b"- a\n- b\n", "should hold fields"),
        (b"just words", "should hold fields"),
        (b"%YAML 1.1\n---\ncode: no\n", "%"),
        (b"code: 1\n---\ncode: 2\n", "cannot be read"),
        (b"? [a, b]\n: 1\n", "should be a word"),
    ],
)
def test_a_file_that_is_no_form_at_all_is_told(
    shelf: Shelf, raw: bytes, problem: str
) -> None:
    shelf.put("exercises/crossing/exercise.yaml", raw)
    library = shelf.read()
    assert any(
        fault.file.endswith("crossing/exercise.yaml") for fault in library.faults
    )
    assert problem in " ".join(map(str, library.faults))
    assert "smile" in library.programmes


def test_a_link_out_of_the_folder_is_not_followed(shelf: Shelf) -> None:
    shelf.put("secret.md", "# Secret\n")
    (shelf.folder / "exercises/crossing/nb.md").unlink()
    (shelf.folder / "exercises/crossing/nb.md").symlink_to(shelf.folder / "secret.md")
    library = shelf.read()
    assert any("leads out of its folder" in str(fault) for fault in library.faults)
    assert "nb" not in library.programmes["walk"].languages


@pytest.mark.parametrize(
    "words", ["", "Only words, and no heading.\n", "<!-- a note -->"]
)
def test_a_file_of_words_without_a_heading_is_told(shelf: Shelf, words: str) -> None:
    shelf.put(WORDS, words)
    library = shelf.read()
    assert any(
        fault.file.endswith(WORDS) and "title is missing" in str(fault)
        for fault in library.faults
    )
    assert library.programmes["walk"].languages == ("nb", "en")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes there")
def test_a_pipe_in_place_of_a_file_is_told_and_not_waited_for(shelf: Shelf) -> None:
    (shelf.folder / YAML).unlink()
    os.mkfifo(shelf.folder / YAML)
    assert "it is not a file" in " ".join(map(str, shelf.read().faults))


def test_what_a_room_does_with_too_few_answers_is_said_where_there_can_be_too_few(
    shelf: Shelf,
) -> None:
    shelf.change(
        WORDS,
        {
            "At most 20 characters.": "At most 20 characters.\n\n- few: Say your word aloud."
        },
    )
    assert shelf.read().faults == ()
    assert (
        shelf.read().programmes["walk"].words_in("nn").questions["crossing.word"].few
        == "Say your word aloud."
    )
    shelf.change(
        YAML,
        {"word: {kind: words, privacy: guarded,": "word: {kind: words, privacy: open,"},
    )
    assert [
        fault.file
        for fault in shelf.read().faults
        if "“few” is for results" in str(fault)
    ] == [WORDS]


def test_a_figure_of_a_move_needs_its_list_and_no_roles(shelf: Shelf) -> None:
    shelf.change(
        YAML, {"id: frame, minutes: 1}": "id: frame, minutes: 1, figure: window}"}
    )
    (fault,) = [fault for fault in shelf.read().faults if fault.file.endswith(WORDS)]
    assert (fault.field, untranslated_speech()(fault.remedy)) == (
        "move frame",
        "Write a list of 4 parts.",
    )


def test_roles_are_drawn_alone(shelf: Shelf) -> None:
    shelf.change(
        YAML,
        {
            "id: frame, minutes: 1}": "id: frame, minutes: 1, figure: map, group: pairs, roles: "
            "[one]}"
        },
    )
    assert "flow.frame.figure" in [fault.field for fault in shelf.read().faults]


def test_what_is_for_the_facilitator_is_not_shown_to_the_room(shelf: Shelf) -> None:
    alone = {
        "kind: choice, ": "kind: choice, seen_by: facilitator, ",
        "[way, word]}": "[way, word], live: true}",
    }
    shelf.change(YAML, alone)
    told = [
        fault
        for fault in shelf.read().faults
        if "facilitator alone" in untranslated_speech()(fault.problem)
    ]
    assert {fault.field for fault in told} == {"flow.vote.live", "flow.result"}


def test_no_other_exercise_shows_the_room_what_is_for_the_facilitator(
    shelf: Shelf,
) -> None:
    shelf.change(
        YAML,
        {
            "kind: choice, ": "kind: choice, seen_by: facilitator, ",
            "questions: [way]}": "questions: [word]}",
        },
    )
    shelf.change(
        "exercises/smile/exercise.yaml",
        {
            "minutes: 2}": "minutes: 2}\n  - "
            "{move: show, id: way, minutes: 0, questions: [crossing.way]}"
        },
    )
    told = [
        fault
        for fault in shelf.read().faults
        if "facilitator alone" in untranslated_speech()(fault.problem)
    ]
    assert {(fault.file, fault.field) for fault in told} == {
        ("exercises/smile/exercise.yaml", "flow.way")
    }
    steps = (
        step
        for programme in shelf.read().programmes.values()
        for step in programme.steps
    )
    assert not [
        step.id
        for step in steps
        if step.move == "show" and "crossing.way" in step.questions
    ]


def test_a_quiz_cannot_give_its_answer_away_while_people_still_answer(
    shelf: Shelf,
) -> None:
    quiz = {"options: [left, right]}": "options: [left, right], answer: left}"}
    shelf.change(
        "exercises/crossing/exercise.yaml",
        {**quiz, "[way, word]}": "[way], live: true}"},
    )
    (fault,) = [
        fault for fault in shelf.read().faults if fault.field == "flow.vote.live"
    ]
    assert "right answer" in untranslated_speech()(fault.problem)


@pytest.mark.parametrize(
    ("questions", "flow", "problem"),
    [
        ("too: {kind: questions, of: wrod}", "[too]", "no question “wrod”"),
        ("too: {kind: questions, of: way}", "[too]", "holds no texts"),
        ("too: {kind: questions, of: later}", "[too]", "has not been asked yet"),
        ("too: {kind: questions, of: word}", "[too, word]", "has not been asked yet"),
    ],
)
def test_a_question_about_texts_needs_them_written_before(
    shelf: Shelf, questions: str, flow: str, problem: str
) -> None:
    later = "later: {kind: words}"
    first = f"{{move: ask, id: first, minutes: 1, questions: {flow}}}"
    changes = {
        "  plan: {": f"  {later}\n  {questions}\n  plan: {{",
        "[way, word]}": f"[way]}}\n  - {first}",
    }
    shelf.change(YAML, changes)
    assert problem in " ".join(
        untranslated_speech()(fault.problem)
        for fault in shelf.read().faults
        if fault.field == "flow.first"
    )


def test_a_question_about_guarded_texts_is_guarded_too(shelf: Shelf) -> None:
    first = "{move: ask, id: first, minutes: 1, questions: [too]}"
    too = "too: {kind: questions, of: word, privacy: open}"
    shelf.change(
        YAML,
        {
            "  plan: {": f"  {too}\n  plan: {{",
            "[way, word]}": f"[way, word]}}\n  - {first}",
        },
    )
    (fault,) = [fault for fault in shelf.read().faults if fault.field == "flow.first"]
    assert "“too” is open, but “word” is guarded" in untranslated_speech()(
        fault.problem
    )


def test_what_one_tap_sends_stands_alone(shelf: Shelf) -> None:
    shelf.change(
        YAML,
        {
            "  plan: {": "  smile: {kind: reactions}\n  plan: {",
            "[way, word]": "[way, word, smile]",
        },
    )
    (fault,) = [fault for fault in shelf.read().faults if fault.field == "flow.vote"]
    assert "sent by one tap" in untranslated_speech()(fault.problem)


def test_a_guarded_reaction_is_told_to_be_open(shelf: Shelf) -> None:
    shelf.change(
        YAML, {"  plan: {": "  smile: {kind: reactions, privacy: guarded}\n  plan: {"}
    )
    (fault,) = [
        fault
        for fault in shelf.read().faults
        if fault.field.startswith("questions.smile")
    ]
    assert "they can only be open" in untranslated_speech()(fault.problem)


def test_a_sign_that_steers_a_terminal_is_no_value_however_it_is_written(
    shelf: Shelf,
) -> None:
    for hidden in ("\\e[2J", "\\ud800", "\\x9b", "\\u202e"):
        shelf.change(YAML, {"code: R8": f'code: "R{hidden}"'})
        assert "hidden control character" in " ".join(map(str, shelf.read().faults))
        shelf.change(YAML, {f'code: "R{hidden}"': "code: R8"})
    assert shelf.read().faults == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- " * 600 + "a", "in one another"),
        ("> " * 600 + "a", "in one another"),
        ("# " + "#" * 30_000 + "a", "longer than 25000 characters"),
        ("a\n" * 6_000, "more than 5000 lines"),
    ],
)
def test_what_is_made_to_be_slow_or_deep_is_told(
    shelf: Shelf, text: str, problem: str
) -> None:
    shelf.change(WORDS, {"## debrief": f"## debrief\n{text}\n"})
    assert [fault for fault in shelf.read().faults if problem in str(fault)]
