"""Reads folders of content, one exercise and one deck at a time; what is broken never stops the
rest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from seminar.content.deck.compile import PlannedProgramme, plan_programme
from seminar.content.deck.single_exercise import plan_single_exercise
from seminar.content.deck.slides import Deck, read_deck
from seminar.content.exercise.check_flow import explain_facilitator_only
from seminar.content.exercise.reader import (
    WrittenExercise,
    find_unknown_languages,
    read_exercise,
)
from seminar.content.exercise.structure import Kinds
from seminar.content.source.faults import Findings, suggest_name
from seminar.content.source.names import NAME, is_name
from seminar.content.source.text_file import read_source_text
from seminar.core.errors import Fault
from seminar.core.i18n import LANGUAGE_NAMES, Say, say
from seminar.core.model.exercise import Show
from seminar.core.model.question_id import QuestionId, is_qualified


class Reading:
    """The exercises and programmes that have been read so far, and their faults."""

    def __init__(self, kinds: Kinds) -> None:
        self.written: dict[str, WrittenExercise] = {}
        self.planned: dict[str, PlannedProgramme] = {}
        self.faults: list[Fault] = []
        self._kinds = kinds
        self._exercises: list[Path] = []
        self._decks: list[Path] = []
        self._broken: set[str] = set()
        self._taken: dict[tuple[str, str], Path] = {}
        """Which folder an exercise or a deck of this name was read from; the first that is found
        keeps it."""

    def folder(self, folder: Path) -> None:
        """Takes note of the exercises and decks in a folder, which may also be one of them
        itself."""
        if (folder / "exercise.yaml").is_file():
            self._exercises.append(folder)
        elif any((folder / f"{lang}.md").is_file() for lang in LANGUAGE_NAMES):
            self._decks.append(folder)
        elif (folder / "exercises").is_dir() or (folder / "slides").is_dir():
            self._exercises += _list_folders(folder / "exercises")
            self._decks += _list_folders(folder / "slides")
        else:
            problem = say("There are no exercises and no slides in this folder.")
            self._fault(
                folder,
                problem,
                say("Name a folder that holds `exercises` or `slides`."),
            )

    def read(self) -> None:
        """Reads all that was taken note of: exercises first, since decks name them."""
        for folder in self._exercises:
            if self._is_new("exercise", folder):
                written, faults = read_exercise(
                    folder, _shorten_path(folder), self._kinds
                )
                self.faults += faults
                if written:
                    self.written[folder.name] = written
                else:
                    self._broken.add(folder.name)
        for written in self.written.values():
            self._check_references(written)
        for folder in self._decks:
            if self._is_new("deck", folder):
                self._read_programme(folder)

    def read_alone(self, exercise: str) -> None:
        """Make a programme of one of the exercises that were read."""
        if exercise in self.written:
            plan, faults = plan_single_exercise(self.written[exercise])
            self.faults += faults
            if plan:
                self.planned[plan.id] = plan

    def _read_programme(self, folder: Path) -> None:
        """Read the decks of a folder, one a language, and plan the programme they make."""
        self.faults += find_unknown_languages(folder, _shorten_path(folder))
        decks: list[Deck] = []
        texts: dict[str, str] = {}
        for lang in LANGUAGE_NAMES:
            file = folder / f"{lang}.md"
            if not file.is_file():
                continue
            findings = Findings(str(_shorten_path(file)))
            text = read_source_text(file, folder, findings)
            deck = None if text is None else read_deck(text, lang, findings)
            self.faults += findings.faults
            if deck and text is not None:
                decks.append(deck)
                texts[file.name] = text
        if decks:
            plan, faults = plan_programme(
                folder.name, decks, self.written, self._broken
            )
            self.faults += faults
            if plan:
                self.planned[folder.name] = replace(plan, texts=texts)

    def _is_new(self, what: str, folder: Path) -> bool:
        """Return whether the folder has a good name that is free; add a fault where it has not."""
        if not is_name(folder.name):
            problem = say(
                "“{name}” cannot be the name of a folder here.", name=folder.name
            )
            self._fault(folder, problem, NAME)
            return False
        first = self._taken.setdefault((what, folder.name), folder)
        if first is not folder:
            problem = say(
                "There is already one called “{name}”: {place}.",
                name=folder.name,
                place=str(_shorten_path(first)),
            )
            self._fault(
                folder,
                problem,
                say("Give this folder another name. Until then the other one is used."),
            )
            return False
        return True

    def _check_references(self, written: WrittenExercise) -> None:
        """Add a fault for each question of another exercise that a move cannot show.

        This waits until every exercise has been read, for a move may name any of them.
        """
        findings = Findings(written.file)
        for at, move in enumerate(written.exercise.flow):
            for reference in move.questions if isinstance(move, Show) else ():
                if not is_qualified(reference):
                    continue
                referred = QuestionId.parse(reference)
                id_ = referred.exercise
                question = referred.name
                if id_ in self._broken:
                    continue
                known = (
                    self.written[id_].exercise.questions if id_ in self.written else {}
                )
                line = written.document.line(("flow", at, "questions"))
                if question not in known:
                    findings.add(
                        line,
                        f"flow.{move.id}",
                        say("There is no question “{name}”.", name=reference),
                        suggest_name(question, known)
                        if known
                        else suggest_name(id_, self.written),
                    )
                elif known[question].seen_by == "facilitator":
                    findings.add(
                        line, f"flow.{move.id}", *explain_facilitator_only(reference)
                    )
        self.faults += findings.faults

    def _fault(self, folder: Path, problem: Say, remedy: Say) -> None:
        self.faults.append(
            Fault(str(_shorten_path(folder)), None, folder.name, problem, remedy)
        )


def _list_folders(folder: Path) -> list[Path]:
    """Return the folders in a folder, in order.

    Names that begin with a dot or a low line are not content.
    """
    if not folder.is_dir():
        return []
    return sorted(
        entry
        for entry in folder.iterdir()
        if entry.is_dir() and entry.name[0] not in "._"
    )


def _shorten_path(path: Path) -> Path:
    """Return the path as a person in this folder would type it."""
    current = Path.cwd()
    return path.relative_to(current) if path.is_relative_to(current) else path
