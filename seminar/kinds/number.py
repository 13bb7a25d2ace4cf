"""A whole number, such as energy from 1 to 5. A guarded number is shown as the middle of all and
nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from seminar.core import user_input
from seminar.core.disclosure.result import PublishedNumbers, Result
from seminar.core.elements import (
    Amount,
    Axis,
    Bar,
    Bars,
    Block,
    Boxes,
    Choose,
    Figure,
    Figures,
    Form,
    Lines,
    Option,
    View,
)
from seminar.core.i18n import Message, say, say_n, trim_decimals
from seminar.core.model.kind import Answer, Kind, Wording
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Numbers

FEW_STEPS = 11
"""Up to this many numbers are drawn to choose from; more are typed."""

FEW_BARS = 6
"""Up to this many numbers are shown as a bar each, which a room can read; of more, the middle."""

UNIT = "unit"
"""The label id for what is counted, such as days."""

Bound = Annotated[int, Field(ge=-999_999, le=999_999)]


class Number(Kind):
    """A whole number from `low` to `high`. The ends may have labels (`1`, `5`), and there may be
    a `unit`."""

    kind: Literal["number"] = "number"
    low: Bound = 1
    high: Bound

    @model_validator(mode="after")
    def _has_room(self) -> Number:
        if self.low >= self.high:
            raise ValueError(say("`high` must be above `low`."))
        return self

    def optional_label_ids(self) -> tuple[str, ...]:
        return (*map(str, self._steps or (self.low, self.high)), UNIT)

    def ask(self, wording: Wording) -> Form:
        low, high, unit = (
            wording.labels.get(str(self.low)),
            wording.labels.get(str(self.high)),
            self._unit(wording),
        )
        if self._steps is None:
            return Form((Amount("value", wording.prompt, self.low, self.high, wording.hint, unit),))
        options = tuple(Option(str(step), str(step)) for step in self._steps)
        ends = (low or "", high or "") if low or high else None
        return Form(
            (Choose("value", wording.prompt, options, wording.hint, compact=True, ends=ends),)
        )

    def read(self, form: Mapping[str, str]) -> Answer:
        return user_input.read_whole_number(form, "value", self.low, self.high)

    def tally(self, answers: Iterable[Answer]) -> Numbers:
        return Numbers(tuple(sorted(answers)))

    def show(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedNumbers(_, n, values) if (
                values and (steps := self._steps) and len(steps) <= FEW_BARS
            ):
                seen = Counter(values)
                bars = tuple(Bar(self._step_label(step, wording), seen[step]) for step in steps)
                return Bars(wording.prompt, bars, n)
            case PublishedNumbers(median, n):
                label = say_n(
                    "{what} – the middle of {n} answer",
                    "{what} – the middle of {n} answers",
                    n,
                    what=wording.prompt,
                )
                return Figures(
                    wording.prompt,
                    (Figure(self._middle(median, wording), label, median, self._axis(wording)),),
                )
            case nothing:
                return present_silence(wording.prompt, nothing)

    def paper(self, wording: Wording) -> Sequence[Block]:
        if self._steps is None:
            return (Lines(1, wording.prompt),)
        return (
            Boxes(
                wording.prompt,
                tuple(self._step_label(step, wording) for step in self._steps),
                row=True,
            ),
        )

    def fields(self, answer: Answer) -> Mapping[str, str]:
        return {"value": str(answer)}

    @classmethod
    def sample(cls) -> tuple[Number, Wording]:
        return cls(low=1, high=5), Wording(
            prompt="How much energy do you have?", labels={"1": "Little", "5": "Much"}
        )

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        return [{"value": str(value)} for value in (3, 4, 2, 5, 4, 4, 1)]

    @property
    def _steps(self) -> range | None:
        steps = range(self.low, self.high + 1)
        return steps if len(steps) <= FEW_STEPS else None

    def _axis(self, wording: Wording) -> Axis | None:
        low, high = wording.labels.get(str(self.low), ""), wording.labels.get(str(self.high), "")
        return Axis(self.low, self.high, low, high) if self._steps else None

    def _unit(self, wording: Wording) -> str:
        return wording.labels.get(UNIT, "")

    def _step_label(self, step: int, wording: Wording) -> str:
        label = wording.labels.get(str(step))
        return f"{step} {label}" if label else str(step)

    def _middle(self, median: float, wording: Wording) -> Message:
        value, unit = trim_decimals(median), self._unit(wording)
        return (
            say("{value} {unit}", value=value, unit=unit) if unit else say("{value}", value=value)
        )
