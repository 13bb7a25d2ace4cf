"""Reads folders of content, one exercise and one deck at a time; what is broken never stops the
rest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from seminar.content.deck.compile import PlannedProgramme, plan_programme
from seminar.content.deck.single_exercise import plan_single_exercise
from seminar.content.deck.slides import Deck, read_deck
from seminar.content.exercise.check_flow import explain_facilitator_only
from seminar.content.exercise.reader import WrittenExercise, find_unknown_languages, read_exercise
from seminar.content.exercise.structure import Kinds
from seminar.content.source.faults import Findings, suggest_name
from seminar.content.source.names import NAME, is_name
from seminar.content.source.text_file import read_text
from seminar.core.errors import Fault
from seminar.core.i18n import LANGUAGE_NAMES, Say, say
from seminar.core.model.exercise import Show
from seminar.core.model.question_id import QuestionId, is_qualified


class Reading:
    """What has been read so far."""

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
            self._exercises += _inside(folder / "exercises")
            self._decks += _inside(folder / "slides")
        else:
            problem = say("There are no exercises and no slides in this folder.")
            self._fault(folder, problem, say("Name a folder that holds `exercises` or `slides`."))

    def read(self) -> None:
        """Reads all that was taken note of: exercises first, since decks name them."""
        for folder in self._exercises:
            if self._is_new("exercise", folder):
                written, faults = read_exercise(folder, _shown(folder), self._kinds)
                self.faults += faults
                if written:
                    self.written[folder.name] = written
                else:
                    self._broken.add(folder.name)
        for written in self.written.values():
            self._check_references(written)
        for folder in self._decks:
            if self._is_new("deck", folder):
                self._deck(folder)

    def read_alone(self, exercise: str) -> None:
        """Makes a programme of one of the exercises that were read."""
        if exercise in self.written:
            found, faults = plan_single_exercise(self.written[exercise])
            self.faults += faults
            if found:
                self.planned[found.id] = found

    def _deck(self, folder: Path) -> None:
        self.faults += find_unknown_languages(folder, _shown(folder))
        decks: list[Deck] = []
        texts: dict[str, str] = {}
        for lang in LANGUAGE_NAMES:
            file = folder / f"{lang}.md"
            if not file.is_file():
                continue
            findings = Findings(str(_shown(file)))
            text = read_text(file, folder, findings)
            deck = None if text is None else read_deck(text, lang, findings)
            self.faults += findings.faults
            if deck and text is not None:
                decks.append(deck)
                texts[file.name] = text
        if decks:
            found, faults = plan_programme(folder.name, decks, self.written, self._broken)
            self.faults += faults
            if found:
                self.planned[folder.name] = replace(found, texts=texts)

    def _is_new(self, what: str, folder: Path) -> bool:
        if not is_name(folder.name):
            problem = say("“{name}” cannot be the name of a folder here.", name=folder.name)
            self._fault(folder, problem, NAME)
            return False
        first = self._taken.setdefault((what, folder.name), folder)
        if first is not folder:
            problem = say(
                "There is already one called “{name}”: {place}.",
                name=folder.name,
                place=str(_shown(first)),
            )
            self._fault(
                folder,
                problem,
                say("Give this folder another name. Until then the other one is used."),
            )
            return False
        return True

    def _check_references(self, written: WrittenExercise) -> None:
        """A show move may name another exercise's question; here we know them all."""
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
                known = self.written[id_].exercise.questions if id_ in self.written else {}
                line = written.document.line(("flow", at, "questions"))
                if question not in known:
                    findings.add(
                        line,
                        f"flow.{move.id}",
                        say("There is no question “{name}”.", name=reference),
                        suggest_name(question, known) if known else suggest_name(id_, self.written),
                    )
                elif known[question].seen_by == "facilitator":
                    findings.add(line, f"flow.{move.id}", *explain_facilitator_only(reference))
        self.faults += findings.faults

    def _fault(self, folder: Path, problem: Say, remedy: Say) -> None:
        self.faults.append(Fault(str(_shown(folder)), None, folder.name, problem, remedy))


def _inside(folder: Path) -> list[Path]:
    """The folders in a folder, in order; names that begin with a dot or a low line are not
    content."""
    if not folder.is_dir():
        return []
    return sorted(one for one in folder.iterdir() if one.is_dir() and one.name[0] not in "._")


def _shown(path: Path) -> Path:
    """The path as a person in this folder would type it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
