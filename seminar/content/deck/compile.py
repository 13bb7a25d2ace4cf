"""A deck in its languages, with the exercises it names: flattened into a programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from seminar.content.deck.agenda import Arrangement, Origin, arrange_deck
from seminar.content.deck.slides import Deck
from seminar.content.exercise.reader import WrittenExercise
from seminar.content.source import markdown
from seminar.content.source.faults import Findings, join_names
from seminar.core.elements import Prose
from seminar.core.errors import Fault, NotFound
from seminar.core.i18n import say
from seminar.core.model.exercise import ExerciseWords, Talk, WriteMove
from seminar.core.model.kind import Wording
from seminar.core.model.programme import Programme, ProgrammeWords, Step, StepWords
from seminar.core.model.question_id import QuestionId, is_qualified


@dataclass(frozen=True)
class PlannedProgramme:
    """All that a programme is made of; `programme` builds it for a choice of cases."""

    id: str
    decks: tuple[Deck, ...]
    exercises: Mapping[str, WrittenExercise]
    arrangement: Arrangement
    texts: Mapping[str, str] = field(default_factory=dict)
    """What was read of the deck, by the name of the file; nothing where the programme is one
    exercise alone."""

    def programme(self, picks: Mapping[str, str]) -> Programme:
        """Return the programme with these cases (qualified question id to case id).

        Raises:
            NotFound: a question has no such case.
        """
        chosen = {**self.arrangement.picks, **self._checked(picks)}
        return Programme(
            id=self.id,
            items=tuple(self.arrangement.items),
            steps=tuple(self.arrangement.steps),
            exercises={
                id_: written.exercise for id_, written in self.exercises.items()
            },
            questions={
                str(QuestionId(id_, question)): kind
                for id_, written in self.exercises.items()
                for question, kind in written.exercise.questions.items()
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
        exercise_words = {
            id_: written.words[deck.lang] for id_, written in self.exercises.items()
        }
        return ProgrammeWords(
            lang=deck.lang,
            title=deck.title,
            summary=deck.summary,
            items=tuple(
                deck.slides[at].title or exercise_words[str(item.exercise)].title
                for at, item in zip(
                    self.arrangement.titles, self.arrangement.items, strict=True
                )
            ),
            steps=tuple(self._step_words(deck, exercise_words, picks)),
            exercises=exercise_words,
            questions={
                str(QuestionId(id_, question)): _wording(
                    words, question, picks.get(str(QuestionId(id_, question)))
                )
                for id_, words in exercise_words.items()
                for question in self.exercises[id_].exercise.questions
            },
            credits=deck.credits,
            cut=deck.cut,
        )

    def _step_words(
        self,
        deck: Deck,
        exercise_words: Mapping[str, ExerciseWords],
        picks: Mapping[str, str],
    ) -> Iterator[StepWords]:
        """Yield the words for each step.

        The notes of a picked case follow its exercise from the step that first asks it.
        """
        notes = Prose()
        previous = Origin(-1)
        origins = self.arrangement.origins
        for at, (step, origin) in enumerate(
            zip(self.arrangement.steps, origins, strict=True)
        ):
            slide = deck.slides[origin.slide]
            if step.exercise is None:
                yield StepWords(
                    slide.title, slide.title, slide.body, slide.notes, slide.look
                )
                continue
            first = origin.slide != previous.slide
            notes = Prose() if first else notes
            previous = origin
            words = exercise_words[step.exercise]
            move = words.moves[origin.move]
            notes = notes or _case_notes(step, words, picks)
            turns = origins.count(origin)
            label = (
                move.label
                if turns == 1
                else f"{move.label} ({origins[: at + 1].count(origin)}/{turns})"
            )
            number = origins[: at + 1].count(origin)
            leads = origin.move == slide.plan.at if slide.plan.at else first
            body = markdown.join_prose(slide.body, move.body) if leads else move.body
            step_notes = markdown.join_prose(
                slide.notes if first else Prose(),
                slide.move_notes.get(origin.move, Prose()) if number == 1 else Prose(),
                move.notes,
                notes,
            )
            yield StepWords(
                label,
                words.title,
                body,
                step_notes,
                self._figure(step.exercise, origin.move),
            )

    def _figure(self, exercise: str, move: str) -> str:
        drawn = (
            talk
            for talk in self.exercises[exercise].exercise.flow
            if isinstance(talk, Talk | WriteMove)
        )
        return next((talk.figure or "" for talk in drawn if talk.id == move), "")


def plan_programme(
    id_: str,
    decks: Sequence[Deck],
    exercises: Mapping[str, WrittenExercise],
    broken: set[str],
) -> tuple[PlannedProgramme | None, list[Fault]]:
    """Return the programme's parts, and what is wrong.

    A language that does not follow the first language's slides is left out.
    """
    first, *others = decks
    findings = Findings(first.file)
    arrangement = arrange_deck(first, exercises, broken, findings)
    if findings:
        return None, findings.faults
    used = {
        step.exercise: exercises[step.exercise]
        for step in arrangement.steps
        if step.exercise
    }
    faults: list[Fault] = []
    fit: list[Deck] = []
    for deck in (first, *others):
        findings = Findings(deck.file)
        _check_same(deck, first, findings)
        _check_languages(deck, used, findings)
        faults += findings.faults
        if not findings:
            fit.append(deck)
    return PlannedProgramme(id_, tuple(fit), used, arrangement) if fit else None, faults


def _check_same(deck: Deck, first: Deck, findings: Findings) -> None:
    """Add a fault unless every language has the same slides with the same plans."""
    for at, (slide, first_slide) in enumerate(
        zip(deck.slides, first.slides, strict=False), 1
    ):
        same_places = slide.move_notes.keys() == first_slide.move_notes.keys()
        if slide.plan != first_slide.plan or not same_places:
            findings.add(
                slide.line_of(),
                "raus",
                say(
                    "Slide {at} is planned differently in {file}.",
                    at=at,
                    file=first.file,
                ),
                say(
                    "Let what stands after `raus:`, and the moves that notes name, be the same "
                    "in both."
                ),
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


def _check_languages(
    deck: Deck, used: Mapping[str, WrittenExercise], findings: Findings
) -> None:
    missing = [id_ for id_, written in used.items() if deck.lang not in written.words]
    if missing:
        findings.add(
            1,
            "lang",
            say(
                "These exercises cannot be read in this language: {names}.",
                names=join_names(missing),
            ),
            say("Mend their {name} first.", name=f"{deck.lang}.md"),
        )


def _wording(words: ExerciseWords, question: str, case: str | None) -> Wording:
    return words.questions[f"{question}/{case}" if case else question]


def _case_notes(step: Step, words: ExerciseWords, picks: Mapping[str, str]) -> Prose:
    """Return the notes of the cases that were picked for a step's questions."""
    case_notes = (
        words.case_notes.get(f"{question.partition('.')[2]}/{picks[question]}")
        for question in step.questions
        if question in picks
    )
    return markdown.join_prose(*(notes for notes in case_notes if notes))
