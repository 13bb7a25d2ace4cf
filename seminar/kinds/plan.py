"""An if–then plan. The text never leaves the phone; the room only learns how many have made
theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from seminar.core.disclosure.result import PublishedDone, Result
from seminar.core.elements import Block, Figure, Figures, Form, Lines, View, Write
from seminar.core.errors import Refused
from seminar.core.i18n import Message, say
from seminar.core.model.kind import Kind, Sample, Wording
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Done

PARTS: Mapping[str, Message] = {
    "if": say("If …"),
    "then": say("then I …"),
    "obstacle": say("If something gets in the way, then I …"),
}
"""The parts of a plan, and what they begin with where the author says nothing else."""


class Plan(Kind[Literal[True]]):
    """A plan: when it happens, what I do, and what I do when something is in the way.

    The answer says only that the plan is made.
    """

    starting_line: ClassVar[str] = "my-plan: {kind: plan, privacy: private}"

    kind: Literal["plan"] = "plan"
    privacy: Literal["private"] = "private"
    limit: Annotated[int, Field(ge=40, le=400)] = 200

    def optional_label_ids(self) -> tuple[str, ...]:
        return tuple(PARTS)

    def build_form(self, wording: Wording) -> Form:
        return Form(
            tuple(
                Write(part, self._label(part, wording), self.limit, lines=2, stays=True)
                for part in PARTS
            )
        )

    def read_form(self, form: Mapping[str, str]) -> Literal[True]:
        if set(form) != {"done"} or form["done"] != "yes":
            raise Refused(
                say("The plan stays with you. Only that it is made can be sent.")
            )
        return True

    def fill_form(self, answer: Literal[True]) -> Mapping[str, str]:
        return {"done": "yes"}

    def count_answers(self, answers: Iterable[Literal[True]]) -> Done:
        return Done(sum(1 for _ in answers))

    def build_view(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedDone(n) if n:
                return Figures(
                    wording.prompt, (Figure(str(n), say("have made their plan")),)
                )
            case nothing:
                return present_silence(wording.prompt, nothing)

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        return tuple(Lines(2, self._label(part, wording)) for part in PARTS)

    @classmethod
    def samples(cls) -> Sequence[Sample]:
        labels = {
            "if": "If it is Monday and the meeting begins,",
            "then": "then I ask each one how they are",
            "obstacle": "If we are short of time, then I …",
        }
        wording = Wording(prompt="My plan for the next seven days", labels=labels)
        return (Sample(cls(), wording, [{"done": "yes"}]),)

    def _label(self, part: str, wording: Wording) -> Message:
        return wording.labels.get(part) or PARTS[part]
