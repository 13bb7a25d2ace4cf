"""Give away a few dots, or a hundred points, among options: what a room would put first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from seminar.core import user_input
from seminar.core.disclosure.result import PublishedDots, Result
from seminar.core.elements import (
    Bar,
    Bars,
    Block,
    Form,
    Grid,
    Heading,
    Option,
    Paragraph,
    Quiet,
    Share,
    Unbroken,
    View,
)
from seminar.core.i18n import Message, say
from seminar.core.model.kind import Answer, Id, Kind, Wording
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Dots

MOST_STEPS = 20
"""More than this many are not worth tapping."""


class Points(Kind):
    """Exactly `give` points among the `options`, in steps of `step`; three dots each if nothing
    else is said.

    The answer is one number for each option with spaces between.
    """

    kind: Literal["points"] = "points"
    options: Annotated[tuple[Id, ...], Field(min_length=2, max_length=9)]
    give: Annotated[int, Field(ge=1, le=100)] = 3
    step: Annotated[int, Field(ge=1, le=50)] = 1

    @model_validator(mode="after")
    def _can_be_given(self) -> Points:
        if len(set(self.options)) < len(self.options):
            raise ValueError(say("Two of `options` have the same id."))
        if self.give % self.step or self.give // self.step > MOST_STEPS:
            words = say(
                "`give` must be a whole number of `step`s, and at most {most} of them.",
                most=MOST_STEPS,
            )
            raise ValueError(words)
        return self

    def label_ids(self) -> tuple[str, ...]:
        return self.options

    def ask(self, wording: Wording) -> Form:
        options = tuple(Option(one, wording.labels.get(one, one)) for one in self.options)
        return Form((Share("value", wording.prompt, options, self.give, self.step, wording.hint),))

    def read(self, form: Mapping[str, str]) -> Answer:
        return " ".join(
            map(str, user_input.read_shares(form, "value", self.options, self.give, self.step))
        )

    def tally(self, answers: Iterable[Answer]) -> Dots:
        """In steps: a point more or less of many is nobody's secret, but a step is one deed."""
        people = [[int(given) // self.step for given in answer.split(" ")] for answer in answers]
        totals = (sum(person[at] for person in people) for at in range(len(self.options)))
        return Dots(
            tuple(zip(self.options, totals, strict=True)), len(people), self.give // self.step
        )

    def show(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedDots(nearly_all=option) if option:
                what = wording.labels.get(option, option)
                words = say(
                    "Nearly everything was given to “{what}”. Then we show no numbers.", what=what
                )
                return Quiet(wording.prompt, words)
            case PublishedDots(totals, n) if n:
                bars = tuple(self._bar(id_, total, wording) for id_, total in totals)
                few = (
                    say("What was given little is shown without a number.")
                    if None in dict(totals).values()
                    else ""
                )
                note = say("{note} {more}", note=self._each(), more=few) if few else self._each()
                return Bars(wording.prompt, bars, n, note, whole=n * self.give)
            case nothing:
                return present_silence(wording.prompt, nothing)

    def paper(self, wording: Wording) -> Sequence[Block]:
        rows = tuple(("", wording.labels.get(one, one)) for one in self.options)
        told = Paragraph((say("You have {n} to give.", n=self.give),), "small")
        return (
            Unbroken((Heading(wording.prompt, 3), told, Grid((say("Points"), ""), rows, (1, 7)))),
        )

    def fields(self, answer: Answer) -> Mapping[str, str]:
        given = zip(self.options, answer.split(" "), strict=True)
        return {
            user_input.name_field_part("value", one): number
            for one, number in given
            if number != "0"
        }

    @classmethod
    def sample(cls) -> tuple[Points, Wording]:
        labels = {
            "meet": "One meeting fewer a week",
            "thank": "Thank aloud each Friday",
            "walk": "Walk and talk",
        }
        return cls(options=tuple(labels)), Wording(
            prompt="Where do you put your three dots?", labels=labels
        )

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        return [
            {"value.meet": "2", "value.thank": "1"},
            {"value.meet": "1", "value.thank": "1", "value.walk": "1"},
            {"value.meet": "3"},
            {"value.thank": "2", "value.walk": "1"},
            {"value.meet": "1", "value.walk": "2"},
        ]

    @classmethod
    def more_samples(cls) -> Sequence[tuple[Points, Wording, Sequence[Mapping[str, str]]]]:
        hundred = cls(privacy="open", options=("people", "results"), give=100, step=5)
        wording = Wording(
            prompt="Share 100 points", labels={"people": "People", "results": "Results"}
        )
        forms = [{"value.people": "60", "value.results": "40"}, {"value.people": "100"}]
        return [(hundred, wording, forms)]

    def _bar(self, id_: str, total: int | None, wording: Wording) -> Bar:
        return Bar(wording.labels.get(id_, id_), None if total is None else total * self.step)

    def _each(self) -> Message:
        return say("Everyone gave {n}.", n=self.give)
