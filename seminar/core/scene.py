"""A room as its rules see it: where it stands in the programme, and what that means for the big key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import chain

from seminar.core.programme import Programme, Step
from seminar.core.room import Room, Standing, in_result


class Situation(Enum):
    """What the room is in, as far as the big key is concerned."""

    BLANK = "blank"
    JOINING = "joining"
    OPEN = "open"
    COVERED = "covered"
    FREE = "free"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Scene:
    """A room, the programme it runs and the time: all that a rule may look at."""

    room: Room
    programme: Programme
    time: float

    @property
    def standing(self) -> Standing:
        return self.room.now

    @property
    def step(self) -> Step:
        return self.programme.steps[self.standing.at]

    @property
    def situation(self) -> Situation:
        now, step = self.standing, self.step
        if now.curtain:
            return Situation.BLANK if now.curtain == "blank" else Situation.JOINING
        if self.is_open(step):
            return Situation.OPEN
        if step.move == "show" and step.id not in now.shown:
            return Situation.COVERED
        return Situation.FREE if now.at + 1 < len(self.programme.steps) else Situation.LAST

    def is_open(self, step: Step) -> bool:
        asked = self.standing.asked.get(step.id)
        return asked is not None and asked.open

    def rounds(self, question: str) -> tuple[int, ...]:
        """The rounds in which `question` has been asked so far, oldest first."""
        steps = (step for step in self.programme.steps if step.move == "ask" and question in step.questions)
        found = {self.standing.asked[step.id].round for step in steps if step.id in self.standing.asked}
        return tuple(sorted(found))

    def shown_rounds(self, question: str) -> tuple[int, ...]:
        """The rounds that a show step puts side by side: the last two where the kind compares, else the last."""
        keep = 2 if self.programme.questions[question].compares else 1
        return self.rounds(question)[-keep:]

    def last_round(self, question: str) -> int:
        """The newest round of `question`, also one that *Undo* has put back: what was published stays; 0 when new."""
        published = (rounds for name, rounds in map(in_result, self.room.published) if name == question)
        return max((*self.rounds(question), *chain.from_iterable(published)), default=0)

    def is_published(self, question: str) -> bool:
        return any(name == question for name, _ in map(in_result, self.room.published))

    def was_put_back(self, question: str) -> bool:
        """Whether a round of `question` was published that *Undo* has put back since."""
        return self.last_round(question) not in (0, *self.rounds(question))

    def is_settled(self, step: Step) -> bool:
        """Whether a guarded result of this step has been shown, so that it must not take answers again."""
        return any(
            self.programme.questions[one].privacy == "guarded" and self.is_published(one) for one in step.questions
        )
