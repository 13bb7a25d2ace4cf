"""An exercise's folder, as its author meant it."""

from __future__ import annotations

import re

from seminar.content.exercise.json_schema import build_schema
from seminar.kinds import kinds
from tests.content.conftest import Shelf


def test_a_whole_shelf_has_no_faults(shelf: Shelf) -> None:
    library = shelf.read()
    assert not library.faults
    assert set(library.exercises) == {"crossing", "smile"}


def test_the_structure_is_that_of_the_file(shelf: Shelf) -> None:
    exercise = shelf.read().exercises["crossing"]
    assert (exercise.id, exercise.code, exercise.keys) == ("crossing", "R8", ("R",))
    assert [move.id for move in exercise.flow] == ["frame", "vote", "pen", "result"]
    assert {name: kind.kind for name, kind in exercise.questions.items()} == {
        "word": "words",
        "way": "choice",
        "plan": "plan",
    }


def test_a_move_has_a_label_a_text_and_notes(shelf: Shelf) -> None:
    frame = (
        shelf.read()
        .programmes["walk"]
        .words_in("nb")
        .exercises["crossing"]
        .moves["frame"]
    )
    assert (frame.label, frame.body.html, frame.notes.html) == (
        "Frame",
        "<p>You stand at a crossing.</p>",
        "<p>Read it <em>slowly</em>.</p>",
    )


def test_a_question_has_a_prompt_a_hint_and_labels(shelf: Shelf) -> None:
    questions = (
        shelf.read().programmes["walk"].words_in("nb").exercises["crossing"].questions
    )
    assert (questions["word"].prompt, questions["word"].hint) == (
        "One word for the road",
        "At most 20 characters.",
    )
    assert questions["plan"].labels == {"if": "When …"}


def test_a_case_has_a_prompt_a_body_labels_and_notes(shelf: Shelf) -> None:
    words = shelf.read().programmes["walk"].words_in("nb").exercises["crossing"]
    bridge = words.questions["way/bridge"]
    assert (bridge.prompt, bridge.hint, bridge.body.html) == (
        "Over the bridge?",
        "",
        "<p>It is old.</p>",
    )
    assert list(bridge.labels) == ["left", "right"]
    assert words.case_notes["way/bridge"].html == "<p>Left leans on trust.</p>"


def test_words_for_paper_have_lines_to_write_on(shelf: Shelf) -> None:
    assert (
        shelf.read()
        .programmes["walk"]
        .words_in("nb")
        .exercises["crossing"]
        .paper.html.count("<hr>")
        == 2
    )


def test_a_long_label_goes_on_over_the_next_line(shelf: Shelf) -> None:
    shelf.change(
        "exercises/crossing/nb.md",
        {"- left: Over it": "- left: Over it,\n  come what may"},
    )
    words = shelf.read().programmes["walk"].words_in("nb").exercises["crossing"]
    assert words.questions["way/bridge"].labels["left"] == "Over it, come what may"


def test_remarks_above_the_title_are_the_authors_own(shelf: Shelf) -> None:
    shelf.change(
        "exercises/crossing/nb.md",
        {"# The crossing": "<!-- Draft 3 -->\n# The crossing"},
    )
    assert not shelf.read().faults


def test_headings_inside_a_code_block_are_no_sections(shelf: Shelf) -> None:
    shelf.change(
        "exercises/crossing/nb.md",
        {"Anyone may pass.": "```\n## pass\n<!-- not a note -->\n```"},
    )
    library = shelf.read()
    assert not library.faults
    assert (
        "&lt;!-- not a note --&gt;"
        in library.programmes["walk"].words_in("nb").exercises["crossing"].care.html
    )


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference(
    shelf: Shelf,
) -> None:
    before = shelf.read().programmes["walk"].words_in("nb")
    for path in (
        "exercises/crossing/nb.md",
        "exercises/crossing/exercise.yaml",
        "slides/walk/nb.md",
    ):
        text = (shelf.folder / path).read_text("utf-8")
        shelf.put(path, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    library = shelf.read()
    assert not library.faults
    assert library.programmes["walk"].words_in("nb") == before


def test_the_schema_knows_every_kind_and_asks_for_no_id() -> None:
    found = build_schema(kinds())
    assert "id" not in found["properties"]
    tags = found["properties"]["questions"]
    named = set(re.findall(r"#/\$defs/(\w+)", str(tags)))
    assert named == {kind.__name__ for kind in kinds().values()}


def test_the_schema_describes_fields_as_their_docstrings_do() -> None:
    schema = build_schema(kinds())
    assert schema["properties"]["code"]["description"] == (
        "Its name in the programme tables, e.g. `R7`."
    )
    for kind in kinds().values():
        privacy = schema["$defs"][kind.__name__]["properties"]["privacy"]
        assert privacy["description"].startswith("open: made up or harmless")
