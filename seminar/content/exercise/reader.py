"""An exercise's folder: `exercise.yaml`, and a file of words for each language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from seminar.content.exercise.structure import Kinds, read_structure
from seminar.content.exercise.wording import read_words
from seminar.content.source.faults import Findings, join_names, suggest_name
from seminar.content.source.text_file import read_source_text
from seminar.content.source.yaml import YamlDocument
from seminar.core.errors import Fault
from seminar.core.i18n import LANGUAGE_NAMES, say
from seminar.core.model.exercise import Exercise, ExerciseWords


@dataclass(frozen=True)
class WrittenExercise:
    """An exercise with the languages in which all its words stand."""

    exercise: Exercise
    words: Mapping[str, ExerciseWords]
    file: str
    """Its `exercise.yaml` as a person would type it."""
    document: YamlDocument
    texts: Mapping[str, str]
    """What was read, by the name of the file."""


STRUCTURE = "exercise.yaml"

TextOf = Callable[[str, Findings], str | None]
"""Gives the text of a file by its name; None where there is none, or with the reason among the
findings."""


def read_exercise(
    folder: Path, shown: Path, kinds: Kinds
) -> tuple[WrittenExercise | None, list[Fault]]:
    """Return the exercise in `folder`, called `shown` to people, and all that is wrong with it.

    A language with faults is left out; with faults in the structure there is no exercise.
    """

    def text_of(name: str, findings: Findings) -> str | None:
        file = folder / name
        if name != STRUCTURE and not (file.is_file() or file.is_symlink()):
            return None
        return read_source_text(file, folder, findings)

    return make_exercise(
        folder.name, text_of, shown, kinds, find_unknown_languages(folder, shown)
    )


def make_exercise(
    name: str,
    text_of: TextOf,
    shown: Path,
    kinds: Kinds,
    strangers: Sequence[Fault] = (),
) -> tuple[WrittenExercise | None, list[Fault]]:
    """Return the exercise of this name from the texts of its files, and all that is wrong with it.

    `strangers` are the faults of files that belong to no exercise.
    """
    findings = Findings(str(shown / STRUCTURE))
    text = text_of(STRUCTURE, findings)
    structure = None if text is None else read_structure(text, name, kinds, findings)
    if text is None or structure is None:
        return None, findings.faults
    exercise, document = structure
    faults = [*findings.faults, *strangers]
    texts = {STRUCTURE: text}
    words: dict[str, ExerciseWords] = {}
    for lang in LANGUAGE_NAMES:
        file = f"{lang}.md"
        findings = Findings(str(shown / file))
        if (text := text_of(file, findings)) is not None and (
            lang_words := read_words(text, lang, exercise, findings)
        ):
            words[lang] = lang_words
            texts[file] = text
        faults += findings.faults
    if not words and not faults:
        faults += _wordless(shown)
    return WrittenExercise(
        exercise, words, str(shown / STRUCTURE), document, texts
    ), faults


def _wordless(shown: Path) -> list[Fault]:
    findings = Findings(str(shown / "nb.md"))
    findings.add(
        None,
        "nb.md",
        say("The exercise has no words in any language."),
        say(
            "Write them in one file for each language: {names}.",
            names=join_names(f"{lang}.md" for lang in LANGUAGE_NAMES),
        ),
    )
    return findings.faults


def find_unknown_languages(folder: Path, shown: Path) -> list[Fault]:
    """Return a fault for each file of words in a language that is not among ours."""
    findings = [
        (file.name, Findings(str(shown / file.name)))
        for file in sorted(folder.glob("*.md"))
        if file.stem not in LANGUAGE_NAMES and file.stem != "README"
    ]
    for name, file_findings in findings:
        file_findings.add(
            None,
            name,
            say("No language is called that."),
            suggest_name(name, [f"{lang}.md" for lang in LANGUAGE_NAMES]),
        )
    return [fault for _, file_findings in findings for fault in file_findings.faults]
