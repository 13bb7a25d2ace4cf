"""Give away a few dots, or a hundred points, among options: what a room would put first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field, JsonValue, model_validator

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
from seminar.core.model.kind import Id, Kind, Sample, Wording
from seminar.core.model.stored_answer import join_parts, split_ids
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Dots

MOST_STEPS = 20
"""More than this many are not worth tapping."""

PAPER_WIDTHS = (1, 7)
"""Room for a number, and the option."""

PointsAnswer = tuple[int, ...]
"""The points that one participant gave each option, in the author's order."""


class Points(Kind[PointsAnswer]):
    """Exactly `give` points among the `options`, in steps of `step`; three dots each if nothing
    else is said."""

    starting_line: ClassVar[str] = (
        "dots: {kind: points, privacy: open, options: [time, calm, thanks], give: 3}"
    )

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

    def build_form(self, wording: Wording) -> Form:
        options = tuple(Option(id_, wording.label(id_)) for id_ in self.options)
        return Form(
            (
                Share(
                    "value", wording.prompt, options, self.give, self.step, wording.hint
                ),
            )
        )

    def read_form(self, form: Mapping[str, str]) -> PointsAnswer:
        return user_input.read_shares(form, "value", self.options, self.give, self.step)

    def fill_form(self, answer: PointsAnswer) -> Mapping[str, str]:
        shares = zip(self.options, answer, strict=True)
        return {
            user_input.name_field_part("value", id_): str(points)
            for id_, points in shares
            if points
        }

    def encode(self, answer: PointsAnswer) -> str:
        """Return the number of each option with spaces between, such as `2 1 0`."""
        return join_parts(answer)

    def decode(self, stored: JsonValue) -> PointsAnswer:
        return tuple(map(int, split_ids(stored)))

    def count_answers(self, answers: Iterable[PointsAnswer]) -> Dots:
        """Count in steps: a point more or less of many is nobody's secret, but a step is one
        deed."""
        people = list(answers)
        totals = tuple(
            (id_, sum(shares[at] // self.step for shares in people))
            for at, id_ in enumerate(self.options)
        )
        return Dots(totals, len(people), self.give // self.step)

    def build_view(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedDots(nearly_all=option) if option:
                words = say(
                    "Nearly everything was given to “{what}”. Then we show no numbers.",
                    what=wording.label(option),
                )
                return Quiet(wording.prompt, words)
            case PublishedDots(totals, n) if n:
                bars = tuple(self._bar(id_, total, wording) for id_, total in totals)
                note = self._note(held_back=None in dict(totals).values())
                return Bars(wording.prompt, bars, n, note, whole=n * self.give)
            case nothing:
                return present_silence(wording.prompt, nothing)

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        rows = tuple(("", wording.label(id_)) for id_ in self.options)
        task = Paragraph((say("You have {n} to give.", n=self.give),), "small")
        grid = Grid((say("Points"), ""), rows, PAPER_WIDTHS)
        return (Unbroken((Heading(wording.prompt, 3), task, grid)),)

    @classmethod
    def samples(cls) -> Sequence[Sample]:
        return (_sample_dots(), _sample_hundred())

    def _bar(self, id_: str, steps: int | None, wording: Wording) -> Bar:
        points = None if steps is None else steps * self.step
        return Bar(wording.label(id_), points)

    def _note(self, held_back: bool) -> Message:
        everyone = say("Everyone gave {n}.", n=self.give)
        if not held_back:
            return everyone
        few = say("What was given little is shown without a number.")
        return say("{note} {more}", note=everyone, more=few)


def _sample_dots() -> Sample:
    labels = {
        "meet": "One meeting fewer a week",
        "thank": "Thank aloud each Friday",
        "walk": "Walk and talk",
    }
    wording = Wording(prompt="Where do you put your three dots?", labels=labels)
    forms = [
        {"value.meet": "2", "value.thank": "1"},
        {"value.meet": "1", "value.thank": "1", "value.walk": "1"},
        {"value.meet": "3"},
        {"value.thank": "2", "value.walk": "1"},
        {"value.meet": "1", "value.walk": "2"},
    ]
    return Sample(Points(options=tuple(labels)), wording, forms)


def _sample_hundred() -> Sample:
    kind = Points(privacy="open", options=("people", "results"), give=100, step=5)
    labels = {"people": "People", "results": "Results"}
    wording = Wording(prompt="Share 100 points", labels=labels)
    forms = [{"value.people": "60", "value.results": "40"}, {"value.people": "100"}]
    return Sample(kind, wording, forms)
