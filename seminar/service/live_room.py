"""Hold a room in memory between two commits: a mirror of its rows, never ahead of them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from seminar.core.disclosure.result import PublishedTexts, Result
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.model.abilities import is_about_texts, is_moderated, source_question
from seminar.core.model.kind import Answer, Kind
from seminar.core.model.programme import Programme, Step
from seminar.core.model.question_id import QuestionId, exercise_of
from seminar.core.room.situation import Scene, TimelessScene
from seminar.core.room.state import Room, in_result, surplus, text_key
from seminar.service import pseudonyms
from seminar.store import AnswerRow, SeatRow

Stage = Literal["", "ahead", "open", "closed", "shown"]
"""How far a room is with the question that its series follows; nothing where it follows none."""


class SeatTaken(NamedTuple):
    """A group's or a table's number, and the place in it, 0 for the first."""

    number: int
    place: int


class SavedAnswer(NamedTuple):
    """A committed answer, and its sequence number: of two by the same participant, the higher
    one is the newer."""

    seq: int
    value: Answer


ARRIVALS_WITHIN = 60.0
"""Seconds for which an arrival is remembered: what the console says of them is said a minute."""

AnswersInRound = dict[bytes, SavedAnswer]
"""Answers to one question in one round, by the pseudonym of who gave them."""


@dataclass
class LiveRoom:
    """A room, its programme, its key and what has been committed for it."""

    room: Room
    programme: Programme
    key: bytes | None
    """None once the room is closed."""
    rules: ThresholdRules
    """The threshold rules of this room: the server's, and what the room asks for beyond them."""
    owner: str = ""
    """The name of the facilitator who opened it; empty for the owner of the machine."""
    participants: set[bytes] = field(default_factory=set)
    answers: dict[tuple[str, int], AnswersInRound] = field(default_factory=dict)
    results: dict[str, Result] = field(default_factory=dict)
    follows: str = ""
    """The question that the room's series follows; nothing without a series, or when it has
    ended."""
    handed: set[bytes] = field(default_factory=set)
    """Who has handed in a return card."""
    content: str | None = None
    """The hash of the content that it was opened with; None where none is kept."""
    seats: dict[str, dict[bytes, SeatTaken]] = field(default_factory=dict)
    """By seating: who sits where; see `seminar.service.seating.plan`."""
    seen: dict[bytes, float] = field(default_factory=dict)
    """When a participant's phone was last here, never written down; infinity while it is
    connected."""
    arrivals: deque[float] = field(default_factory=deque)
    """When somebody joined, of the last minute, never written down and not tied to anybody."""

    @property
    def link_secret(self) -> str:
        """Return the secret that the room's link carries beside the code; nothing once closed."""
        return pseudonyms.link_secret(self.key)

    @property
    def rules_of_publishing(self) -> ThresholdRules:
        """Return the threshold rules for a result that is published now.

        Where more have joined than the facilitator says are here, the phones too many may all be
        one person's, who can take them away again: they do not count towards the floor.
        """
        too_many = surplus(self.room, len(self.participants))
        if not too_many:
            return self.rules
        return self.rules.in_room(self.rules.floor + too_many)

    def arrive(self, who: bytes, time: float) -> None:
        """Note a committed participant who has just joined."""
        self.participants.add(who)
        self.seen[who] = time
        self.arrivals.append(time)
        self.count_arrivals(time)

    def count_arrivals(self, time: float) -> int:
        """Return how many have joined within the minute before this time."""
        while self.arrivals and self.arrivals[0] < time - ARRIVALS_WITHIN:
            self.arrivals.popleft()
        return len(self.arrivals)

    is_publishing: bool = False
    """Whether a result is being saved just now: an answer that came in between would be neither
    in it nor refused."""

    def at_step(self, id: str) -> LiveRoom:
        """Return the room as it would be at the step with this id, or as it is where no step has
        it. What it holds is shared, and nothing is to be changed by it."""
        now = self.room.now
        places = (at for at, step in enumerate(self.programme.steps) if step.id == id)
        at = next(places, now.at)
        if at == now.at:
            return self
        return replace(self, room=replace(self.room, now=replace(now, at=at)))

    def scene(self, time: float) -> Scene:
        """Return the scene that the rules look at, at this time in seconds since the epoch."""
        return Scene(self.room, self.programme, time)

    @property
    def timeless_scene(self) -> TimelessScene:
        """Return the scene for the rules that need no clock."""
        return TimelessScene(self.room, self.programme)

    @property
    def step(self) -> Step:
        """Return the present step."""
        return self.programme.steps[self.room.now.at]

    @property
    def asking(self) -> Step:
        """Return the present step with the questions that it asks now: of latecomers only what is
        guarded."""
        step = self.step
        asked = self.room.now.asked.get(step.id)
        if asked is None or not asked.earlier_rounds:
            return step
        guarded = tuple(
            question
            for question in step.questions
            if self.programme.questions[question].privacy == "guarded"
        )
        return replace(step, questions=guarded)

    @property
    def is_late(self) -> bool:
        """Return whether the present step is open for those alone who have not answered yet."""
        asked = self.room.now.asked.get(self.step.id)
        return asked is not None and asked.open and bool(asked.earlier_rounds)

    def result(self, question: str) -> Result | None:
        """Return the newest published result of `question`, as the room stands; None without."""
        name = self.result_name(question)
        return None if name is None else self.results[name]

    def result_name(self, question: str) -> str | None:
        """Return the name of the newest published result of `question`; None without."""
        names = self.timeless_scene.results(question)
        return next((name for name in names if name in self.results), None)

    def kind(self, question: str) -> Kind:
        """Return the question as it is now: where it is about what people wrote to another, with
        the texts that have been let through."""
        kind = self.programme.questions[question]
        if not is_about_texts(kind) or not kind.source_question:
            return kind
        source = QuestionId(exercise_of(question), kind.source_question)
        return kind.with_texts(self.let_through(str(source)))

    @property
    def asked_now(self) -> dict[str, Kind]:
        """Return the questions of the present step as they are now."""
        return {question: self.kind(question) for question in self.step.questions}

    def let_through(self, question: str) -> tuple[tuple[str, str], ...]:
        """Return the texts of `question` that the facilitator has approved, each after its id."""
        name = self.result_name(question)
        return () if name is None else self.let_through_in(name)

    def let_through_in(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the same of the published result with this name."""
        published = self.results[name].last
        if not isinstance(published, PublishedTexts):
            return ()
        question, (first_round, *_) = in_result(name)
        return tuple(
            (id_, text)
            for id_, text in published.items
            if text_key(question, first_round, id_) in self.room.now.approved
        )

    def answers_in_round(self, question: str, round_: int) -> AnswersInRound:
        """Return the committed answers to `question` in this round, by pseudonym."""
        return self.answers.get((question, round_), {})

    def answered(self, step: Step) -> int:
        """Return how many have answered something at this step in its present round.

        Who answered which question cannot be told, so this is the count of the question that most
        have answered.
        """
        asked = self.room.now.asked.get(step.id)
        if asked is None:
            return 0
        counts = (
            len(self.answers_in_round(question, asked.round))
            for question in step.questions
        )
        return max(counts, default=0)

    @property
    def stage(self) -> Stage:
        """Return how far the room is with the question that its series follows."""
        if self.follows in (in_result(key)[0] for key in self.room.published):
            return "shown"
        steps = [
            step.id
            for step in self.programme.steps
            if step.asks and self.follows in step.questions
        ]
        now = self.room.now
        asked = [now.asked[id_] for id_ in steps if id_ in now.asked]
        if not asked:
            return "ahead" if steps else ""
        return "open" if any(round_.open for round_ in asked) else "closed"

    def note_answer(self, row: AnswerRow, value: Answer) -> None:
        """Note a committed answer; as in the database, an older one never replaces a newer.

        Args:
            row: The answer's row.
            value: The answer itself.
        """
        answers = self.answers.setdefault((row.question, row.round), {})
        if row.who not in answers or answers[row.who].seq <= row.seq:
            answers[row.who] = SavedAnswer(row.seq, value)

    def note_seat(self, row: SeatRow) -> None:
        """Note a committed seat."""
        self.seats.setdefault(row.seating, {})[row.who] = SeatTaken(
            row.number, row.place
        )

    @property
    def written(self) -> frozenset[str]:
        """Return the keys of results that hold what people wrote, or count it by ids that are made
        from it; these go with the answers."""
        return frozenset(key for key in self.results if self._is_written(key))

    def _is_written(self, key: str) -> bool:
        kind = self.programme.questions[in_result(key)[0]]
        return is_moderated(kind) or bool(source_question(kind))

    def forget(self) -> None:
        """Forget what the database forgets of a closed room: all but the published results, and of
        these what people wrote."""
        for key in self.written:
            del self.results[key]
        self.key = None
        self.participants.clear()
        self.answers.clear()
        self.handed.clear()
        self.seats.clear()
        self.seen.clear()
        self.arrivals.clear()

    def end(self) -> None:
        """Turn this into a closed room that holds nothing, for the last picture of its screens."""
        self.room = replace(
            self.room,
            now=self.room.now.without_texts,
            past=(),
            closed=True,
            version=self.room.version + 1,
        )
        self.forget()
        self.results.clear()
