"""`<lang>.md`: the words of an exercise in one language, held against its structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from seminar.content.exercise import check_figures
from seminar.content.source import markdown
from seminar.content.source.faults import Findings, suggest_name
from seminar.content.source.lines import Page, read_page, read_prose
from seminar.content.source.sections import (
    Section,
    WordsFile,
    read_question,
    read_sheet,
)
from seminar.core.elements import Prose
from seminar.core.i18n import say
from seminar.core.model.exercise import (
    Exercise,
    ExerciseWords,
    MoveWords,
    Talk,
    WriteMove,
)
from seminar.core.model.kind import Kind, Wording

FEW = "few"
"""In a question's list: what the room does where too few have answered."""
_COVERS = re.compile(r"^Covers:.*$", re.MULTILINE)


def read_words(
    text: str, lang: str, exercise: Exercise, findings: Findings
) -> ExerciseWords | None:
    """Return the words in the text, or None with the reasons among `findings`."""
    faults_before = len(findings.faults)
    sheet = read_sheet(read_page(text, findings), findings)
    words = _Writer(exercise, lang, sheet, findings).words()
    return words if len(findings.faults) == faults_before else None


class _Writer:
    """The words in the making: each section of the file goes to its place in the structure."""

    def __init__(
        self, exercise: Exercise, lang: str, sheet: WordsFile, findings: Findings
    ) -> None:
        self._exercise = exercise
        self._lang = lang
        self._sheet = sheet
        self._findings = findings

    def words(self) -> ExerciseWords:
        questions, case_notes = self._questions()
        moves = dict(self._labelled("move", [move.id for move in self._exercise.flow]))
        self._check_figures(moves)
        return ExerciseWords(
            lang=self._lang,
            title=self._sheet.title,
            instruction=self._plain("instruction", needed=True),
            moves=moves,
            questions=questions,
            debrief=self._plain("debrief"),
            care=self._plain("care"),
            evidence=self._plain("evidence"),
            paper=self._plain("paper"),
            roles=dict(self._labelled("role", self._named("roles"))),
            cues={
                id_: section_words.label
                for id_, section_words in self._labelled("cue", self._named("cues"))
            },
            case_notes=case_notes,
        )

    def _plain(self, name: str, *, needed: bool = False) -> Prose:
        section = self._sheet.named(name).get("")
        if section is None:
            if needed:
                self._missing(name, name)
            return Prose()
        self._expect_no_notes(section)
        return self._body(section, section.page.text)

    def _named(self, field: str) -> list[str]:
        """Return the ids of the roles, or the cues, of all talks, each once."""
        named = (
            item for move in self._exercise.flow for item in getattr(move, field, ())
        )
        return list(
            dict.fromkeys(item if isinstance(item, str) else item.id for item in named)
        )

    def _labelled(self, name: str, ids: list[str]) -> Iterator[tuple[str, MoveWords]]:
        """Yield the sections of a name, in the order of the structure."""
        sections = self._sheet.named(name)
        self._expect_known(name, sections, ids)
        for id_ in ids:
            section = sections.get(id_)
            if section is None:
                self._missing(f"{name} {id_}", f"{name} {id_}: …")
                continue
            if not section.label:
                self._findings.add(
                    section.line,
                    section.key,
                    say("“{name}” has no label.", name=section.key),
                    say(
                        "Write `## {key}: ` and a few words for the room.",
                        key=section.key,
                    ),
                )
            yield (
                id_,
                MoveWords(
                    label=section.label,
                    body=self._body(section, section.page.text),
                    notes=self._notes(section),
                ),
            )

    def _check_figures(self, moves: dict[str, MoveWords]) -> None:
        for move in self._exercise.flow:
            if isinstance(move, Talk | WriteMove) and move.figure and move.id in moves:
                section = self._sheet.named("move")[move.id]
                check_figures.check_figure(
                    move.figure,
                    moves[move.id].body,
                    section.line,
                    section.key,
                    self._findings,
                )

    def _questions(self) -> tuple[dict[str, Wording], dict[str, Prose]]:
        sections = self._sheet.named("question")
        banks = self._exercise.banks
        cases = {
            f"{question}/{case}": question
            for question, all_ in banks.items()
            for case in all_
        }
        wanted = {
            question: question
            for question in self._exercise.questions
            if question not in banks
        } | cases
        self._expect_known("question", sections, list(wanted))
        wordings: dict[str, Wording] = {}
        notes: dict[str, Prose] = {}
        for id_, question in wanted.items():
            section = sections.get(id_)
            if section is None:
                self._missing(f"question {id_}", f"question {id_}")
                continue
            wordings[id_] = self._wording(section, question, is_case=id_ in cases)
            if id_ in cases:
                notes[id_] = self._notes(section)
            else:
                self._expect_no_notes(section)
        return wordings, notes

    def _wording(self, section: Section, question: str, *, is_case: bool) -> Wording:
        wording, body = read_question(section, self._findings).wording(is_case=is_case)
        kind = self._exercise.questions[question]
        if FEW not in kind.label_ids():
            wording = self._with_few(section, wording, kind)
        self._check_labels(section, wording, kind)
        return replace(wording, body=self._body(section, body))

    def _with_few(self, section: Section, wording: Wording, kind: Kind) -> Wording:
        """Return the wording with what the room does where too few have answered, if its list says
        so."""
        labels = {name: words for name, words in wording.labels.items() if name != FEW}
        few = wording.labels.get(FEW, "")
        if few and (kind.privacy != "guarded" or kind.seen_by != "room"):
            self._findings.add(
                section.line_with(f" {FEW}:"),
                section.key,
                say(
                    "“{name}” is for results that the room may have too few answers for.",
                    name=FEW,
                ),
                say("Take the line out."),
            )
        return replace(wording, labels=labels, few=few)

    def _check_labels(self, section: Section, wording: Wording, kind: Kind) -> None:
        needed = kind.label_ids()
        optional = kind.optional_label_ids()
        for label in needed:
            if label not in wording.labels:
                self._findings.add(
                    section.line,
                    section.key,
                    say("“{name}” has no words here.", name=label),
                    say("Add a line `- {name}: …` to the list.", name=label),
                )
        for label in wording.labels:
            if label not in needed and label not in optional:
                problem = say("The question has no “{name}”.", name=label)
                line = section.line_with(f" {label}:")
                self._findings.add(
                    line,
                    section.key,
                    problem,
                    suggest_name(label, (*needed, *optional)),
                )

    # --- Prose and faults -------------------------------------------------------------------------

    def _body(self, section: Section, text: str) -> Prose:
        return read_prose(text, self._lang, section.line, section.key, self._findings)

    def _notes(self, section: Section) -> Prose:
        return read_notes(section.page, self._lang, section.key, self._findings)

    def _missing(self, key: str, heading: str) -> None:
        self._findings.add(
            1,
            key,
            say("The section “{key}” is missing.", key=key),
            say("Add `## {heading}`.", heading=heading),
        )

    def _expect_known(
        self, name: str, sections: dict[str, Section], known: list[str]
    ) -> None:
        for id_, section in sections.items():
            if id_ not in known:
                problem = say("exercise.yaml has no {key}.", key=section.key)
                self._findings.add(
                    section.line, section.key, problem, suggest_name(id_, known)
                )

    def _expect_no_notes(self, section: Section) -> None:
        for note in section.page.notes:
            self._findings.add(
                note.line,
                section.key,
                say("A note here is never shown to the facilitator."),
                say("Move it under the move where it is to be read."),
            )


def read_notes(part: Page, lang: str, field: str, findings: Findings) -> Prose:
    """Return the notes of a part, one after the other.

    Lines that only say which points they cover are left out.
    """
    notes = ((_COVERS.sub("", note.text).strip(), note.line) for note in part.notes)
    return markdown.join_prose(
        *(read_prose(text, lang, line, field, findings) for text, line in notes)
    )
