"""What `raus new` makes can be run as it is, in every language, with every kind of question that
it names."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from seminar.cli import main
from seminar.content.exercise.json_schema import build_schema
from seminar.content.library import Library, bundled
from seminar.core.i18n import LANGUAGES
from seminar.kinds import kinds

OFFERED = re.compile(r"^#   ([a-z-]+): (\{kind: ([a-z]+).*\})$", re.MULTILINE)
"""A question in a comment, ready to copy in."""


def new(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(
        main, ["new", *words, "--into", str(folder)], env={"RAUS_LANG": "en"}
    )


def made(folder: Path, *words: str) -> None:
    told = new(folder, *words)
    assert told.exit_code == 0, told.output


def read(folder: Path) -> Library:
    library = Library.load([*bundled(), folder], kinds())
    assert [str(fault) for fault in library.faults] == []
    return library


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_start_has_no_faults_and_comments_on_every_part(
    tmp_path: Path, lang: str
) -> None:
    made(tmp_path, "exercise", "first-try", "--lang", lang)
    made(tmp_path, "programme", "first-hour", "--lang", lang)
    library = read(tmp_path)
    assert library.languages["first-try"] == (lang,)
    assert library.programmes["first-hour"].languages == (lang,)
    structure = (tmp_path / "exercises/first-try/exercise.yaml").read_text("utf-8")
    for field in (
        "code",
        "keys",
        "areas",
        "minutes",
        "evidence",
        "questions",
        "flow",
        "kind",
        "privacy",
        "options",
    ):
        (line,) = re.findall(rf"^ *{field}:.*$", structure, re.MULTILINE)
        assert " # " in line, field
    assert {"NAME", "TITLE", "PATH", "CONTENT"} & set(
        re.findall(r"[A-Z]{4,}", structure)
    ) == set()


def test_a_start_in_several_languages_is_one_exercise(tmp_path: Path) -> None:
    made(
        tmp_path,
        "exercise",
        "first-try",
        "--lang",
        "nb",
        "--lang",
        "nn",
        "--lang",
        "en",
    )
    made(
        tmp_path,
        "programme",
        "first-hour",
        "--lang",
        "nb",
        "--lang",
        "nn",
        "--lang",
        "en",
    )
    library = read(tmp_path)
    assert (
        library.languages["first-try"]
        == library.programmes["first-hour"].languages
        == LANGUAGES
    )


def test_what_is_for_the_author_alone_reaches_nobody(tmp_path: Path) -> None:
    made(tmp_path, "programme", "first-hour", "--lang", "en")
    words = read(tmp_path).programmes["first-hour"].words["en"]
    said = " ".join(step.body.html + step.notes.html for step in words.steps)
    assert "Do not go on until most people have joined" in said
    assert "what stands like this" not in said.lower()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_is_offered_and_can_be_copied_in(tmp_path: Path, lang: str) -> None:
    made(tmp_path, "exercise", "first-try", "--lang", lang)
    file, words = (
        tmp_path / "exercises/first-try" / name
        for name in ("exercise.yaml", f"{lang}.md")
    )
    text = file.read_text("utf-8")
    said = words.read_text("utf-8")
    structure = YAML(typ="safe").load(text)
    # What puts the texts of another question to the room is asked after it.
    offered = sorted(OFFERED.findall(text), key=lambda found: " of: " in found[1])
    assert {kind for _, _, kind in offered} | {"choice"} == set(kinds())
    for id_, line, kind in offered:
        question = structure["questions"][id_] = YAML(typ="safe").load(line)
        move = "write" if question["privacy"] == "private" else "ask"
        structure["flow"].append(
            {"move": move, "id": id_, "minutes": 0, "questions": [id_]}
        )
        labels = kinds()[kind].model_validate(question).label_ids()
        said += f"\n## move {id_}: …\n\n…\n\n## question {id_}\n\n…\n\n"
        said += "".join(f"- {label}: …\n" for label in labels)
    file.write_text(json.dumps(structure), "utf-8")
    words.write_text(said, "utf-8")
    assert len(read(tmp_path).exercises["first-try"].questions) == len(kinds())


@pytest.mark.parametrize("name", ["", "../out", "Mine", "nul", "a" * 41, "x\n"])
def test_a_name_that_is_none_is_refused_and_nothing_is_made(
    tmp_path: Path, name: str
) -> None:
    told = new(tmp_path / "own", "exercise", name)
    assert told.exit_code == 1
    assert "cannot be a name" in told.output
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_and_no_name_is_taken_twice(tmp_path: Path) -> None:
    made(tmp_path, "exercise", "mine")
    file = tmp_path / "exercises/mine/nb.md"
    file.write_text("mine", "utf-8")
    assert new(tmp_path, "exercise", "mine").exit_code == 1
    assert file.read_text("utf-8") == "mine"
    assert "already one called" in new(tmp_path, "exercise", "r2-layers").output
    assert "already one called" in new(tmp_path, "programme", "raus-hour").output


# --- what editors complete by ---------------------------------------------------------------------


def problems(structure: Any) -> list[str]:
    return [
        error.json_path
        for error in Draft202012Validator(build_schema(kinds())).iter_errors(structure)
    ]


def test_an_editor_finds_the_schema_that_the_start_names(tmp_path: Path) -> None:
    made(tmp_path, "exercise", "mine")
    file = tmp_path / "exercises/mine/exercise.yaml"
    first = file.read_text("utf-8").splitlines()[0]
    named = file.parent / first.removeprefix("# yaml-language-server: $schema=")
    assert json.loads(named.read_text("utf-8")) == build_schema(kinds())
    Draft202012Validator.check_schema(build_schema(kinds()))


def test_every_exercise_that_comes_along_is_right_by_the_schema() -> None:
    structures = sorted((bundled()[0] / "exercises").glob("*/exercise.yaml"))
    assert len(structures) > 20
    for file in structures:
        assert problems(YAML(typ="safe").load(file.read_text("utf-8"))) == [], (
            file.parent.name
        )


@pytest.mark.parametrize(
    ("old", "new_", "where"),
    [
        ("kind: choice", "kind: choise", "$.questions['first-step']"),
        ("kind: choice", "", "$.questions['first-step']"),
        ("options: [ask, wait, tell]", "options: [ask]", "$.questions['first-step']"),
        ("privacy: open ", "privacy: secret ", "$.questions['first-step']"),
        ("first-step:", "First Step:", "$.questions"),
        ("move: talk", "move: walk", "$.flow[0]"),
        ("evidence: weak", "evidence: none", "$.evidence"),
        ("code: X9", "code: Q9", "$.code"),
        ("keys: [R]", "keys: [Z]", "$.keys[0]"),
    ],
)
def test_an_editor_marks_what_is_wrong(old: str, new_: str, where: str) -> None:
    text = (files("seminar.content") / "starts/en/exercise.yaml").read_text("utf-8")
    assert problems(YAML(typ="safe").load(StringIO(text))) == []
    assert old in text
    assert problems(YAML(typ="safe").load(StringIO(text.replace(old, new_, 1)))) == [
        where
    ]


def test_an_editor_explains_the_fields() -> None:
    whole = build_schema(kinds())
    assert "practises" in whole["properties"]["keys"]["description"]
    for part in (whole["$defs"][name] for name in ("Choice", "Scale")):
        assert "stays on the phone" in part["properties"]["privacy"]["description"]
