"""A deck in its languages, with the exercises it names: flattened into a programme with the
picked cases in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from seminar.content.deck.agenda import Arrangement, Origin, arrange
from seminar.content.deck.slides import Deck
from seminar.content.exercise.reader import Written
from seminar.content.source import markdown as prose
from seminar.content.source.faults import Findings, listed
from seminar.core.elements import Prose
from seminar.core.errors import Fault, NotFound
from seminar.core.i18n import say
from seminar.core.model.exercise import ExerciseWords, Talk, WriteMove
from seminar.core.model.kind import Wording
from seminar.core.model.programme import Programme, ProgrammeWords, Step, StepWords
from seminar.core.model.question_id import QuestionId, is_qualified


@dataclass(frozen=True)
class Planned:
    """All that a programme is made of; `programme` makes it for one choice of cases."""

    id: str
    decks: tuple[Deck, ...]
    exercises: Mapping[str, Written]
    arrangement: Arrangement
    texts: Mapping[str, str] = field(default_factory=dict)
    """What was read of the deck, by the name of the file; nothing where the programme is one
    exercise alone."""

    def programme(self, picks: Mapping[str, str]) -> Programme:
        """The programme with these cases (qualified question id to case id), or `NotFound` in
        words."""
        chosen = {**self.arrangement.picks, **self._checked(picks)}
        return Programme(
            id=self.id,
            items=tuple(self.arrangement.items),
            steps=tuple(self.arrangement.steps),
            exercises={id_: one.exercise for id_, one in self.exercises.items()},
            questions={
                str(QuestionId(id_, question)): kind
                for id_, one in self.exercises.items()
                for question, kind in one.exercise.questions.items()
            },
            words={deck.lang: self._words(deck, chosen) for deck in self.decks},
            picks=chosen,
        )

    def _checked(self, picks: Mapping[str, str]) -> Mapping[str, str]:
        for question, case in picks.items():
            if case not in self._list_cases(question):
                raise NotFound(
                    say(
                        "“{question}” has no case “{case}”. Choose one of those in the list.",
                        question=question,
                        case=case,
                    )
                )
        return picks

    def _list_cases(self, question: str) -> Sequence[str]:
        """Return the cases of a question's bank; none where there is no such question."""
        if not is_qualified(question):
            return ()
        asked = QuestionId.parse(question)
        if asked.exercise not in self.exercises:
            return ()
        return self.exercises[asked.exercise].exercise.banks.get(asked.name, ())

    def _words(self, deck: Deck, picks: Mapping[str, str]) -> ProgrammeWords:
        said = {id_: one.words[deck.lang] for id_, one in self.exercises.items()}
        return ProgrammeWords(
            lang=deck.lang,
            title=deck.title,
            summary=deck.summary,
            items=tuple(
                deck.slides[at].title or said[str(item.exercise)].title
                for at, item in zip(self.arrangement.titles, self.arrangement.items, strict=True)
            ),
            steps=tuple(self._step_words(deck, said, picks)),
            exercises=said,
            questions={
                str(QuestionId(id_, question)): _wording(
                    words, question, picks.get(str(QuestionId(id_, question)))
                )
                for id_, words in said.items()
                for question in self.exercises[id_].exercise.questions
            },
            credits=deck.credits,
        )

    def _step_words(
        self, deck: Deck, said: Mapping[str, ExerciseWords], picks: Mapping[str, str]
    ) -> Iterator[StepWords]:
        """Words for each step. The notes of a picked case follow its exercise from the step that
        first asks it."""
        notes = Prose()
        before = Origin(-1)
        origins = self.arrangement.origins
        for at, (step, origin) in enumerate(zip(self.arrangement.steps, origins, strict=True)):
            slide = deck.slides[origin.slide]
            if step.exercise is None:
                yield StepWords(slide.title, slide.title, slide.body, slide.notes, slide.look)
                continue
            first = origin.slide != before.slide
            notes, before = (Prose() if first else notes), origin
            words = said[step.exercise]
            move = words.moves[origin.move]
            notes = notes or _case_notes(step, words, picks)
            turns = origins.count(origin)
            label = (
                move.label
                if turns == 1
                else f"{move.label} ({origins[: at + 1].count(origin)}/{turns})"
            )
            own = prose.join(slide.notes if first else Prose(), move.notes, notes)
            yield StepWords(
                label, words.title, move.body, own, self._figure(step.exercise, origin.move)
            )

    def _figure(self, exercise: str, move: str) -> str:
        drawn = (
            one
            for one in self.exercises[exercise].exercise.flow
            if isinstance(one, Talk | WriteMove)
        )
        return next((one.figure or "" for one in drawn if one.id == move), "")


def planned(
    id_: str, decks: Sequence[Deck], exercises: Mapping[str, Written], broken: set[str]
) -> tuple[Planned | None, list[Fault]]:
    """The programme's parts, and what is wrong. A language that does not follow the first one is
    left out."""
    first, *others = decks
    findings = Findings(first.file)
    arrangement = arrange(first, exercises, broken, findings)
    if findings:
        return None, findings.faults
    used = {step.exercise: exercises[step.exercise] for step in arrangement.steps if step.exercise}
    faults: list[Fault] = []
    fit: list[Deck] = []
    for deck in (first, *others):
        findings = Findings(deck.file)
        _check_same(deck, first, findings)
        _check_languages(deck, used, findings)
        faults += findings.faults
        if not findings:
            fit.append(deck)
    return Planned(id_, tuple(fit), used, arrangement) if fit else None, faults


def _check_same(deck: Deck, first: Deck, findings: Findings) -> None:
    """Every language has the same slides with the same plans."""
    for at, (slide, other) in enumerate(zip(deck.slides, first.slides, strict=False), 1):
        if slide.plan != other.plan:
            findings.add(
                slide.line_of(),
                "raus",
                say("Slide {at} is planned differently in {file}.", at=at, file=first.file),
                say("Let what stands after `raus:` be the same in both."),
            )
            return
    if len(deck.slides) != len(first.slides):
        findings.add(
            deck.slides[-1].line,
            "---",
            say(
                "There are {here} slides here, but {there} in {file}.",
                here=len(deck.slides),
                there=len(first.slides),
                file=first.file,
            ),
            say("Let every language have the same slides."),
        )


def _check_languages(deck: Deck, used: Mapping[str, Written], findings: Findings) -> None:
    missing = [id_ for id_, one in used.items() if deck.lang not in one.words]
    if missing:
        findings.add(
            1,
            "lang",
            say("These exercises cannot be read in this language: {names}.", names=listed(missing)),
            say("Mend their {name} first.", name=f"{deck.lang}.md"),
        )


def _wording(words: ExerciseWords, question: str, case: str | None) -> Wording:
    return words.questions[f"{question}/{case}" if case else question]


def _case_notes(step: Step, words: ExerciseWords, picks: Mapping[str, str]) -> Prose:
    found = (
        words.case_notes.get(f"{one.partition('.')[2]}/{picks[one]}")
        for one in step.questions
        if one in picks
    )
    return prose.join(*(notes for notes in found if notes))
