"""A whole number, such as energy from 1 to 5. A guarded number is shown as the middle of all and
nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

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
from seminar.core.model.kind import Kind, Sample, Wording
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Numbers

FEW_STEPS = 11
"""Up to this many numbers are drawn to choose from, as many as 0 to 10 has; more are typed."""

FEW_BARS = 6
"""Up to this many numbers are shown as a bar each, which a room can read; of more, the middle."""

UNIT = "unit"
"""The label id for what is counted, such as days."""

Bound = Annotated[int, Field(ge=-999_999, le=999_999)]


class Number(Kind[int]):
    """A whole number from `low` to `high`. The ends may have labels (`1`, `5`), and there may be
    a `unit`."""

    starting_line: ClassVar[str] = (
        "energy: {kind: number, privacy: open, low: 1, high: 5}"
    )

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

    def build_form(self, wording: Wording) -> Form:
        low_words, high_words = self._end_words(wording)
        if self._steps is None:
            unit = self._unit(wording)
            amount = Amount(
                "value", wording.prompt, self.low, self.high, wording.hint, unit
            )
            return Form((amount,))
        options = tuple(Option(str(step), str(step)) for step in self._steps)
        ends = (low_words, high_words) if low_words or high_words else None
        return Form(
            (
                Choose(
                    "value",
                    wording.prompt,
                    options,
                    wording.hint,
                    compact=True,
                    ends=ends,
                ),
            )
        )

    def read_form(self, form: Mapping[str, str]) -> int:
        return user_input.read_whole_number(form, "value", self.low, self.high)

    def fill_form(self, answer: int) -> Mapping[str, str]:
        return {"value": str(answer)}

    def count_answers(self, answers: Iterable[int]) -> Numbers:
        return Numbers(tuple(sorted(answers)))

    def build_view(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedNumbers(_, n, values) if (
                values and self._steps and len(self._steps) <= FEW_BARS
            ):
                counter = Counter(values)
                bars = tuple(
                    Bar(self._step_label(step, wording), counter[step])
                    for step in self._steps
                )
                return Bars(wording.prompt, bars, n)
            case PublishedNumbers(median, n):
                return Figures(
                    wording.prompt, (self._median_figure(median, n, wording),)
                )
            case nothing:
                return present_silence(wording.prompt, nothing)

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        if self._steps is None:
            return (Lines(1, wording.prompt),)
        labels = tuple(self._step_label(step, wording) for step in self._steps)
        return (Boxes(wording.prompt, labels, row=True),)

    @classmethod
    def samples(cls) -> Sequence[Sample]:
        labels = {"1": "Little", "5": "Much"}
        wording = Wording(prompt="How much energy do you have?", labels=labels)
        forms = [{"value": str(value)} for value in (3, 4, 2, 5, 4, 4, 1)]
        return (Sample(cls(low=1, high=5), wording, forms),)

    @property
    def _steps(self) -> range | None:
        """The numbers to choose from; None where there are too many."""
        steps = range(self.low, self.high + 1)
        return steps if len(steps) <= FEW_STEPS else None

    def _end_words(self, wording: Wording) -> tuple[str, str]:
        """Return what the lowest and the highest number mean; empty where nothing is said."""
        return wording.labels.get(str(self.low), ""), wording.labels.get(
            str(self.high), ""
        )

    def _axis(self, wording: Wording) -> Axis | None:
        if self._steps is None:
            return None
        return Axis(self.low, self.high, *self._end_words(wording))

    def _unit(self, wording: Wording) -> str:
        return wording.labels.get(UNIT, "")

    def _step_label(self, step: int, wording: Wording) -> str:
        label = wording.labels.get(str(step))
        return f"{step} {label}" if label else str(step)

    def _median_figure(self, median: float, n: int, wording: Wording) -> Figure:
        label = say_n(
            "{what} – the median of {n} answer",
            "{what} – the median of {n} answers",
            n,
            what=wording.prompt,
        )
        return Figure(
            self._median_words(median, wording), label, median, self._axis(wording)
        )

    def _median_words(self, median: float, wording: Wording) -> Message:
        value = trim_decimals(median)
        unit = self._unit(wording)
        if unit:
            return say("{value} {unit}", value=value, unit=unit)
        return say("{value}", value=value)
