"""A deck's slides and the exercises they name, as the steps and the agenda of a programme.

Nothing here depends on a language: slides are told apart by their plans.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from seminar.content.deck.check_slides import SlideChecks
from seminar.content.deck.groupings import group_talks, repeat_in_turns
from seminar.content.deck.slides import Deck, Slide
from seminar.content.exercise.reader import WrittenExercise
from seminar.content.source.faults import Findings
from seminar.core.i18n import say
from seminar.core.model.exercise import Ask, Move, Talk, WriteMove, list_named_questions
from seminar.core.model.programme import AgendaItem, Step
from seminar.core.model.question_id import QuestionId, is_qualified

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŧ": "t", "ŋ": "n"})


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of a step's words: a slide, and the move of its exercise."""

    slide: int
    move: str = ""


@dataclass
class Arrangement:
    """The steps and items of a programme, and where each step's words come from."""

    steps: list[Step] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)
    """For each item, the slide that begins it."""
    picks: dict[str, str] = field(default_factory=dict)


def arrange_deck(
    deck: Deck,
    exercises: Mapping[str, WrittenExercise],
    broken: set[str],
    findings: Findings,
) -> Arrangement:
    """Return the deck as steps; whatever does not fit is among `findings`."""
    arranger = _Arranger(deck, exercises, broken, findings)
    for first, slides in _group_slides(deck.slides):
        arranger.item(first, slides)
    arranger.check_beginning()
    return arranger.made


def title_to_id(title: str) -> str:
    """Return a title as an id.

    >>> title_to_id("To prinsipper på én gang")
    'to-prinsipper-pa-en-gang'
    """
    plain = (
        unicodedata.normalize("NFKD", title.lower().translate(_LETTERS))
        .encode("ascii", "ignore")
        .decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].rstrip("-") or "slide"


def _group_slides(slides: Sequence[Slide]) -> Iterator[tuple[int, list[Slide]]]:
    """Yield the slides of each item, with the number of the first.

    An exercise is an item alone; else a slide begins an item, and those that follow belong to it.
    """
    first = 0
    group = list[Slide]()
    for at, slide in enumerate(slides):
        if group and (slide.plan.item or slide.plan.exercise or group[0].plan.exercise):
            yield first, group
            first = at
            group = []
        group.append(slide)
    if group:
        yield first, group


def plan_cues(talk: Talk, minutes: float) -> tuple[tuple[str, float], ...]:
    """Return the parts of a turn of a talk, with their minutes in this programme.

    Where the programme gives the talk other minutes, the longest part takes the difference, as long
    as it stays the longest; else each part has its share.
    """
    planned = [cue.minutes for cue in talk.cues]
    shorter = sorted(planned)[:-1]
    longest = max(planned, default=0.0)
    stretched = longest + (minutes - talk.minutes) / talk.turns
    if longest not in shorter and stretched > max(shorter, default=0.0):
        return tuple(
            (cue.id, stretched if cue.minutes == longest else cue.minutes)
            for cue in talk.cues
        )
    return tuple((cue.id, cue.minutes * minutes / talk.minutes) for cue in talk.cues)


class _Arranger:
    """The arrangement in the making: items are added in the deck's order."""

    def __init__(
        self,
        deck: Deck,
        exercises: Mapping[str, WrittenExercise],
        broken: set[str],
        findings: Findings,
    ) -> None:
        self._deck = deck
        self._exercises = exercises
        self._broken = broken
        self._checks = SlideChecks(findings)
        self._asked: set[str] = set()
        self.made = Arrangement()

    def item(self, first: int, slides: list[Slide]) -> None:
        """Add an item of the agenda with its steps."""
        self.made.titles.append(first)
        if slides[0].plan.exercise is not None:
            self._exercise(first, slides[0], slides[0].plan.exercise)
        else:
            self._slides(first, slides)

    def check_beginning(self) -> None:
        """Add a fault where the first step is a question.

        A question opens when the room comes to it, and nobody comes to the first step: they begin
        there.
        """
        if self.made.steps and self.made.steps[0].move == "ask":
            self._checks.add_fault(
                self._deck.slides[0],
                ("exercise",),
                say(
                    "The programme begins with a question, before anybody has come in."
                ),
                say("Put a slide above it, such as a welcome."),
            )

    # --- Slides -----------------------------------------------------------------------------------

    def _slides(self, first: int, slides: list[Slide]) -> None:
        plan = slides[0].plan
        if plan.item is None:
            self._checks.add_fault(
                slides[0],
                ("item",),
                say("This slide belongs to no line of the agenda."),
                say(
                    "Write `<!-- raus: {example} -->` on it.",
                    example="{item: talk, minutes: 5}",
                ),
            )
        if plan.minutes is None:
            self._checks.add_fault(
                slides[0],
                ("minutes",),
                say("“{name}” is missing.", name="minutes"),
                say("Add `minutes: 5`."),
            )
        minutes = plan.minutes or 0
        self.made.items.append(
            AgendaItem(plan.item or "talk", minutes, len(self.made.steps))
        )
        for at, slide in enumerate(slides):
            idle = ("moves", "picks", "at")
            self._checks.check_idle(slide, (*idle, "minutes") if at else idle)
            self._checks.check_move_notes(slide, [], [])
            step = Step(
                slide.plan.id or title_to_id(slide.title),
                "slide",
                minutes / len(slides),
            )
            self._append(step, Origin(first + at), slide)

    # --- Exercises --------------------------------------------------------------------------------

    def _exercise(self, at: int, slide: Slide, id_: str) -> None:
        if id_ not in self._exercises:
            self._checks.report_absent(slide, id_, self._exercises, self._broken)
            return
        exercise = self._exercises[id_].exercise
        moves = [
            (move, slide.plan.moves.get(move.id, move.minutes))
            for move in exercise.flow
        ]
        moves_kept = [
            (move, minutes)
            for move, minutes in moves
            if minutes or move.id not in slide.plan.moves
        ]
        self._checks.check_idle(slide, ("id",))
        self._checks.check_names(slide, "moves", [move.id for move in exercise.flow])
        self._checks.check_picks(slide, exercise.banks)
        self._checks.check_shown(slide, exercise.flow, [move for move, _ in moves_kept])
        total = sum(minutes for _, minutes in moves_kept)
        self._checks.check_total(slide, total)
        self.made.picks.update(
            {
                str(QuestionId(id_, name)): slide.plan.picks.get(name, cases[0])
                for name, cases in exercise.banks.items()
            }
        )
        item = AgendaItem(
            slide.plan.item or "exercise",
            total,
            len(self.made.steps),
            id_,
            exercise.keys,
        )
        self.made.items.append(item)
        groupings = dict(group_talks(id_, [move for move, _ in moves_kept]))
        for move, minutes in moves_kept:
            step = self._step(slide, id_, move, minutes)
            for turn in repeat_in_turns(step, *groupings.get(move.id, ())):
                self._append(turn, Origin(at, move.id), slide)

    def _step(self, slide: Slide, exercise: str, move: Move, minutes: float) -> Step:
        questions = tuple(
            question if is_qualified(question) else str(QuestionId(exercise, question))
            for question in list_named_questions(move)
        )
        if move.move in ("ask", "talk"):
            self._asked.update(questions)
        elif move.move == "show":
            questions = tuple(
                name
                for name in questions
                if name in self._asked and self._is_for_the_room(name)
            )
            if not questions:
                self._checks.add_fault(
                    slide,
                    ("moves",),
                    say(
                        "“{name}” has nothing to show:"
                        " what it shows is not asked in this programme.",
                        name=move.id,
                    ),
                    say("Leave it out too: `{name}: 0`.", name=move.id),
                )
        return Step(
            id=f"{exercise}.{move.id}",
            move=move.move,
            minutes=minutes,
            exercise=exercise,
            questions=questions,
            live=isinstance(move, Ask) and move.live,
            cues=plan_cues(move, minutes) if isinstance(move, Talk) else (),
            notes=isinstance(move, WriteMove) and move.notes and not move.questions,
        )

    def _is_for_the_room(self, question: str) -> bool:
        asked = QuestionId.parse(question)
        exercise = self._exercises[asked.exercise].exercise
        return exercise.questions[asked.name].seen_by == "room"

    def _append(self, step: Step, origin: Origin, slide: Slide) -> None:
        if any(earlier.id == step.id for earlier in self.made.steps):
            problem = say(
                "There are two steps called “{name}” in this programme.", name=step.id
            )
            remedy = say("Give the slide another `id`.")
            if step.exercise:
                remedy = say(
                    "An exercise stands once in a programme. Copy its folder under another name."
                )
            self._checks.add_fault(slide, ("id",), problem, remedy)
        self.made.steps.append(step)
        self.made.origins.append(origin)
