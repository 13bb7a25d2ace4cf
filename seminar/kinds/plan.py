"""An if–then plan. The text never leaves the phone; the room only learns how many have made
theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from seminar.core.disclosure.result import PublishedDone, Result
from seminar.core.elements import Block, Figure, Figures, Form, Lines, View, Write
from seminar.core.errors import Refused
from seminar.core.i18n import Message, say
from seminar.core.model.kind import Answer, Kind, Wording
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Done

PARTS: tuple[tuple[str, Message], ...] = (
    ("if", say("If …")),
    ("then", say("then I …")),
    ("obstacle", say("If something gets in the way, then I …")),
)


class Plan(Kind):
    """When it happens, what I do, and what I do when something is in the way. The answer says
    only that it is made."""

    kind: Literal["plan"] = "plan"
    privacy: Literal["private"] = "private"
    limit: Annotated[int, Field(ge=40, le=400)] = 200

    def optional_label_ids(self) -> tuple[str, ...]:
        return tuple(part for part, _ in PARTS)

    def ask(self, wording: Wording) -> Form:
        return Form(
            tuple(
                Write(part, self._label(part, wording), self.limit, lines=2, stays=True)
                for part, _ in PARTS
            )
        )

    def read(self, form: Mapping[str, str]) -> Answer:
        if set(form) != {"done"} or form["done"] != "yes":
            raise Refused(say("The plan stays with you. Only that it is made can be sent."))
        return True

    def tally(self, answers: Iterable[Answer]) -> Done:
        return Done(sum(1 for _ in answers))

    def show(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedDone(n) if n:
                return Figures(wording.prompt, (Figure(str(n), say("have made their plan")),))
            case nothing:
                return present_silence(wording.prompt, nothing)

    def paper(self, wording: Wording) -> Sequence[Block]:
        return tuple(Lines(2, self._label(part, wording)) for part, _ in PARTS)

    def fields(self, answer: Answer) -> Mapping[str, str]:
        return {"done": "yes"}

    @classmethod
    def sample(cls) -> tuple[Plan, Wording]:
        labels = {
            "if": "If it is Monday and the meeting begins,",
            "then": "then I ask each one how they are",
            "obstacle": "If we are short of time, then I …",
        }
        return cls(), Wording(prompt="My plan for the next seven days", labels=labels)

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        return [{"done": "yes"}]

    def _label(self, part: str, wording: Wording) -> Message:
        return wording.labels.get(part) or dict(PARTS)[part]
