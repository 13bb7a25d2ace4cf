"""Read a room as its rules see it: its step, its open questions, its rounds and its results."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import chain

from seminar.core.model.abilities import is_compared
from seminar.core.model.programme import Grouping, Programme, Step
from seminar.core.room.state import Room, RoomState, Seating, in_result, result_key


class Situation(Enum):
    """The state that the big key acts on; what it does in each stands in `transitions.NEXT`."""

    BLANK = "blank"
    JOINING = "joining"
    OPEN = "open"
    COVERED = "covered"
    EXPOSED = "exposed"
    WARNED = "warned"
    FREE = "free"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class TimelessScene:
    """A room and the programme it runs: all that a rule may look at which needs no clock."""

    room: Room
    programme: Programme

    @property
    def standing(self) -> RoomState:
        """Return the part of the room's state that *Undo* puts back."""
        return self.room.now

    @property
    def step(self) -> Step:
        """Return the present step."""
        return self.programme.steps[self.standing.at]

    @property
    def situation(self) -> Situation:
        """Return the state that the big key acts on."""
        now = self.standing
        step = self.step
        if now.curtain:
            return Situation.BLANK if now.curtain == "blank" else Situation.JOINING
        if self.is_open(step) and step.move == "ask":
            return Situation.OPEN
        if step.move == "show" and step.id not in now.shown:
            return Situation.COVERED
        if now.at + 1 == len(self.programme.steps):
            return Situation.LAST
        if self._needs_consent(self.programme.steps[now.at + 1]):
            return (
                Situation.WARNED
                if now.network_consent == "warned"
                else Situation.EXPOSED
            )
        return Situation.FREE

    def seating(self, grouping: Grouping) -> Seating:
        """Return how the groups of `grouping` are made, or are to be."""
        return self.standing.seatings.get(grouping.id, Seating(grouping.by))

    def _needs_consent(self, step: Step) -> bool:
        """Return whether arriving would send answers about one's workplace over an open network.

        Not where the facilitator has agreed to that already.
        """
        if not self.room.exposed or self.standing.network_consent == "agreed":
            return False
        asks_guarded = any(map(self._is_guarded, step.questions))
        return asks_guarded and self.opens(step)

    def opens(self, step: Step) -> bool:
        """Return whether arriving opens the answers.

        It does the first time, unless a guarded result was shown before an *Undo*.
        """
        if not step.asks or step.id in self.standing.asked:
            return False
        last = max(map(self.last_round, step.questions), default=0)
        return not (
            self.is_settled(step, last) and any(map(self.was_put_back, step.questions))
        )

    def is_open(self, step: Step) -> bool:
        """Return whether the step's questions take answers."""
        asked = self.standing.asked.get(step.id)
        return asked is not None and asked.open

    def rounds(self, question: str) -> tuple[int, ...]:
        """Return the rounds in which `question` has been asked so far, oldest first."""
        return tuple(sorted(set(chain.from_iterable(self._askings(question)))))

    def shown_rounds(self, question: str) -> tuple[int, ...]:
        """Return the rounds that the newest result holds.

        Of a guarded question all rounds of its last asking; of others all where the kind gathers,
        the last two where it compares, else the last.
        """
        askings = self._askings(question)
        kind = self.programme.questions[question]
        if kind.privacy == "guarded":
            return askings[-1] if askings else ()
        rounds = tuple(chain.from_iterable(askings))
        if kind.gathers:
            return rounds
        return rounds[-2:] if is_compared(kind) else rounds[-1:]

    def _askings(self, question: str) -> list[tuple[int, ...]]:
        """Return the rounds of each asking of `question`, oldest first.

        Latecomers are asked what is guarded and no more, so of other questions theirs is no round.
        """
        steps = (
            step
            for step in self.programme.steps
            if step.asks and question in step.questions
        )
        asked = (
            self.standing.asked[step.id].rounds
            for step in steps
            if step.id in self.standing.asked
        )
        if not self._is_guarded(question):
            asked = (rounds[:1] for rounds in asked)
        return sorted(set(asked), key=lambda rounds: rounds[-1])

    def results(self, question: str) -> tuple[str, ...]:
        """Return the names of the results that may stand for `question`, newest first.

        Of a guarded question, what was shown before latecomers were let in stands until theirs is
        made.
        """
        rounds = self.shown_rounds(question)
        oldest = 1 if self._is_guarded(question) else len(rounds)
        return tuple(
            result_key(question, rounds[:known])
            for known in range(len(rounds), oldest - 1, -1)
        )

    def last_round(self, question: str) -> int:
        """Return the newest round of `question`; 0 when new.

        Also one that *Undo* has put back: what was published stays.
        """
        return max((*self.rounds(question), self.published_round(question)))

    def published_round(self, question: str) -> int:
        """Return the newest round of `question` that a published result holds; 0 without any."""
        published = (
            rounds
            for name, rounds in map(in_result, self.room.published)
            if name == question
        )
        return max(chain.from_iterable(published), default=0)

    def was_put_back(self, question: str) -> bool:
        """Return whether a round of `question` was published that *Undo* has put back since."""
        return self.last_round(question) not in (0, *self.rounds(question))

    def is_settled(self, step: Step, number: int) -> bool:
        """Return whether a guarded result of this round has been shown.

        The round must not take answers again then: a second result could be subtracted.
        """
        return any(
            self._is_guarded(question) and self.published_round(question) >= number
            for question in step.questions
        )

    def _is_guarded(self, question: str) -> bool:
        return self.programme.questions[question].privacy == "guarded"


@dataclass(frozen=True, slots=True)
class Scene(TimelessScene):
    """The same with the time: all that a rule may look at."""

    time: float
    """Now, in seconds since the epoch."""
