"""One room as the server holds it between two commits: a mirror of its rows, never ahead of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from seminar.core.kind import Answer, Kind
from seminar.core.privacy import Rules, publish
from seminar.core.programme import Programme, Step
from seminar.core.result import Result
from seminar.core.room import Room, in_result
from seminar.core.scene import Scene

Stage = Literal["", "ahead", "open", "closed", "shown"]
"""Where a room is with the question that its series follows; nothing where it follows none."""

Given = dict[bytes, tuple[int, Answer]]
"""Answers of one question in one round: who to (sequence number, value)."""


@dataclass
class Running:
    """A room, its programme, its key and what has been committed for it."""

    room: Room
    programme: Programme
    key: bytes | None
    """None once the room is closed."""
    rules: Rules
    """What may be shown in this room: the server's rules, and what the room asks for beyond them."""
    participants: set[bytes] = field(default_factory=set)
    answers: dict[tuple[str, int], Given] = field(default_factory=dict)
    results: dict[str, Result] = field(default_factory=dict)
    follows: str = ""
    """The question that the room's series follows; nothing without a series, or when it has ended."""
    handed: set[bytes] = field(default_factory=set)
    """Who has handed in a return card."""

    def scene(self, time: float) -> Scene:
        return Scene(self.room, self.programme, time)

    @property
    def step(self) -> Step:
        return self.programme.steps[self.room.now.at]

    def given(self, question: str, round_: int) -> Given:
        return self.answers.get((question, round_), {})

    def answered(self, step: Step) -> int:
        """How many have answered something at this step in its present round."""
        asked = self.room.now.asked.get(step.id)
        if asked is None:
            return 0
        return max((len(self.given(question, asked.round)) for question in step.questions), default=0)

    @property
    def stage(self) -> Stage:
        """Where the room is with the question that its series follows."""
        if any(name == self.follows for name, _ in map(in_result, self.room.published)):
            return "shown"
        steps = [one.id for one in self.programme.steps if one.move == "ask" and self.follows in one.questions]
        asked = [self.room.now.asked[one] for one in steps if one in self.room.now.asked]
        if not asked:
            return "ahead" if steps else ""
        return "open" if any(one.open for one in asked) else "closed"

    def keep(self, question: str, round_: int, who: bytes, seq: int, value: Answer) -> None:
        """Note a committed answer; as in the database, an older one never replaces a newer."""
        given = self.answers.setdefault((question, round_), {})
        if who not in given or given[who][0] <= seq:
            given[who] = (seq, value)

    @property
    def written(self) -> frozenset[str]:
        """Keys of results that hold what people wrote; these go with the answers."""
        return frozenset(key for key in self.results if self.programme.questions[in_result(key)[0]].moderated)

    def forget(self) -> None:
        """As in the database of a closed room: nothing stays but the published results, without what people wrote."""
        for key in self.written:
            del self.results[key]
        self.key = None
        self.participants.clear()
        self.answers.clear()
        self.handed.clear()


def result_of(kind: Kind, rounds: list[Mapping[bytes, Answer]], rules: Rules) -> Result:
    """What may be shown of these rounds of one question; who answered is used only to count changed minds."""
    tallies = [kind.tally(given.values()) for given in rounds]
    changed = None
    if kind.compares and len(rounds) > 1:
        before, after = rounds[-2], rounds[-1]
        changed = sum(before[who] != after[who] for who in before.keys() & after.keys())
    return publish(tallies, kind.privacy, rules, changed)
