"""An exercise's folder: `exercise.yaml` and one file of words for each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from seminar.content.exercise.structure import Kinds, structure
from seminar.content.exercise.wording import exercise_words
from seminar.content.source.faults import Findings, listed, nearest
from seminar.content.source.text_file import read_text
from seminar.content.source.yaml import Document
from seminar.core.errors import Fault
from seminar.core.i18n import LANGUAGE_NAMES, say
from seminar.core.model.exercise import Exercise, ExerciseWords


@dataclass(frozen=True)
class Written:
    """An exercise with the languages in which all its words stand."""

    exercise: Exercise
    words: Mapping[str, ExerciseWords]
    file: str
    """Its `exercise.yaml` as a person would type it."""
    document: Document


def read_exercise(folder: Path, shown: Path, kinds: Kinds) -> tuple[Written | None, list[Fault]]:
    """The exercise in `folder`, called `shown` to people, and all that is wrong with it.

    A language with faults is left out; with faults in the structure there is no exercise.
    """
    findings = Findings(str(shown / "exercise.yaml"))
    text = read_text(folder / "exercise.yaml", folder, findings)
    found = None if text is None else structure(text, folder.name, kinds, findings)
    if found is None:
        return None, findings.faults
    exercise, document = found
    faults = findings.faults + unknown_languages(folder, shown)
    words: dict[str, ExerciseWords] = {}
    for lang in LANGUAGE_NAMES:
        file = folder / f"{lang}.md"
        if not (file.is_file() or file.is_symlink()):
            continue
        findings = Findings(str(shown / file.name))
        if (text := read_text(file, folder, findings)) is not None and (
            said := exercise_words(text, lang, exercise, findings)
        ):
            words[lang] = said
        faults += findings.faults
    if not words and not faults:
        findings = Findings(str(shown / "nb.md"))
        findings.add(
            None,
            "nb.md",
            say("The exercise has no words in any language."),
            say(
                "Write them in one file for each language: {names}.",
                names=listed(f"{lang}.md" for lang in LANGUAGE_NAMES),
            ),
        )
        faults += findings.faults
    return Written(exercise, words, str(shown / "exercise.yaml"), document), faults


def unknown_languages(folder: Path, shown: Path) -> list[Fault]:
    """A fault for each file of words in a language that is not among ours."""
    findings = [
        (file.name, Findings(str(shown / file.name)))
        for file in sorted(folder.glob("*.md"))
        if file.stem not in LANGUAGE_NAMES and file.stem != "README"
    ]
    for name, one in findings:
        one.add(
            None,
            name,
            say("No language is called that."),
            nearest(name, [f"{lang}.md" for lang in LANGUAGE_NAMES]),
        )
    return [fault for _, one in findings for fault in one.faults]
