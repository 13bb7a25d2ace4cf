"""Rate a few things along two axes, such as importance and influence, and see them on a plane."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from seminar.core import user_input
from seminar.core.disclosure.result import PublishedScale, PublishedScales, Result
from seminar.core.elements import (
    About,
    Block,
    Choose,
    Form,
    Grid,
    Heading,
    Key,
    Option,
    Paragraph,
    Plane,
    PlanePoint,
    View,
)
from seminar.core.errors import Refused
from seminar.core.i18n import Message, say
from seminar.core.model.kind import Answer, Id, Kind, Wording
from seminar.core.presenting import phrases
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Scales, histogram

X, Y, LOW, HIGH = "x", "y", "low", "high"
"""Label ids: what the two axes measure, and what their ends mean."""

STEPS = range(1, 6)
BLANK = "-"


class Rated(Kind):
    """Each of `things` from 1 to 5 along `x` and along `y`; any of it may be left out.

    The answer is two marks for each thing with spaces between: `45 3- --`. Only means are ever
    shown.
    """

    kind: Literal["plane"] = "plane"
    things: Annotated[tuple[Id, ...], Field(min_length=2, max_length=10)]
    keys: Mapping[Id, Key] = {}
    """Thing to the RAUS key whose mark it carries."""

    @model_validator(mode="after")
    def _names_differ(self) -> Rated:
        if len({*self.things, X, Y, LOW, HIGH}) < len(self.things) + 4:
            raise ValueError(
                say("Two of `things` have the same id, or one is called `x`, `y`, `low` or `high`.")
            )
        if strangers := set(self.keys) - set(self.things):
            names = ", ".join(sorted(strangers))
            raise ValueError(
                say("`keys` names {names}, which is not among the things.", names=names)
            )
        return self

    def label_ids(self) -> tuple[str, ...]:
        return (*self.things, X, Y)

    def optional_label_ids(self) -> tuple[str, ...]:
        return (LOW, HIGH)

    def ask(self, wording: Wording) -> Form:
        steps = tuple(Option(str(step), str(step)) for step in STEPS)
        low, high = wording.labels.get(LOW, ""), wording.labels.get(HIGH, "")
        ends = (low, high) if low or high else None

        def rate(thing: str, axis: str) -> Choose:
            prompt = wording.labels.get(axis, axis)
            return Choose(
                user_input.name_field_part(thing, axis), prompt, steps, compact=True, ends=ends
            )

        return Form(
            tuple(
                About(
                    thing,
                    wording.labels.get(thing, thing),
                    (rate(thing, X), rate(thing, Y)),
                    wording.hint,
                    self.keys.get(thing),
                )
                for thing in self.things
            )
        )

    def read(self, form: Mapping[str, str]) -> Answer:
        marks = " ".join(
            self._mark(form, thing, X) + self._mark(form, thing, Y) for thing in self.things
        )
        if set(marks) <= {BLANK, " "}:
            raise Refused(say("Choose one of the answers, and send again."))
        return marks

    def tally(self, answers: Iterable[Answer]) -> Scales:
        people = [answer.split(" ") for answer in answers]
        statements = tuple(
            (
                user_input.name_field_part(thing, axis),
                histogram(_values(people, at, side), STEPS[0], STEPS[-1]),
            )
            for at, thing in enumerate(self.things)
            for side, axis in enumerate((X, Y))
        )
        return Scales(statements, len(people), means_only=True)

    def show(self, result: Result, wording: Wording) -> View:
        out = result.last
        if not isinstance(out, PublishedScales) or not any(one.n for one in out.statements):
            return present_silence(wording.prompt, out)
        points = tuple(
            self._point(thing, x, y, wording)
            for thing, x, y in zip(
                self.things, out.statements[::2], out.statements[1::2], strict=True
            )
        )
        axes = (wording.labels.get(X, X), wording.labels.get(Y, Y))
        n = max(one.n for one in out.statements)
        return Plane(wording.prompt, axes, STEPS[0], STEPS[-1], points, n)

    def paper(self, wording: Wording) -> Sequence[Block]:
        low, high = wording.labels.get(LOW), wording.labels.get(HIGH)
        said = (
            say("Write a number from 1 ({low}) to 5 ({high}).", low=low, high=high)
            if low and high
            else None
        )
        head = ("", wording.labels.get(X, X), wording.labels.get(Y, Y))
        rows = tuple((wording.labels.get(thing, thing), "", "") for thing in self.things)
        told = Paragraph((said or say("Write a number from 1 to 5."),), "small")
        return (Heading(wording.prompt, 3), told, Grid(head, rows, (4, 1.5, 1.5)))

    def fields(self, answer: Answer) -> Mapping[str, str]:
        marks = zip(self.things, answer.split(" "), strict=True)
        both = (
            (user_input.name_field_part(thing, axis), mark)
            for thing, two in marks
            for axis, mark in zip((X, Y), two, strict=True)
        )
        return {name: mark for name, mark in both if mark != BLANK}

    @classmethod
    def sample(cls) -> tuple[Rated, Wording]:
        labels = {
            "welcome": "To be met",
            "thanks": "To be thanked",
            "learn": "To learn",
            "laugh": "To laugh together",
            "x": "How much we can influence it",
            "y": "How important it is",
            "low": "Little",
            "high": "Much",
        }
        keys: dict[str, Key] = {"welcome": "R", "thanks": "A", "learn": "U", "laugh": "S"}
        return cls(things=tuple(keys), keys=keys), Wording(
            prompt="What makes people want to be at work?", labels=labels
        )

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        marks = ("45 35 44 33", "54 4- 34 24", "35 45 54 44", "25 -- 44 35", "44 55 33 22")
        things = ("welcome", "thanks", "learn", "laugh")
        return [
            {
                user_input.name_field_part(thing, axis): mark
                for thing, two in zip(things, some.split(" "), strict=True)
                for axis, mark in zip((X, Y), two, strict=True)
                if mark != BLANK
            }
            for some in marks
        ]

    def _mark(self, form: Mapping[str, str], thing: str, axis: str) -> str:
        name = user_input.name_field_part(thing, axis)
        return (
            user_input.read_choice(form, name, tuple(map(str, STEPS))) if form.get(name) else BLANK
        )

    def _point(
        self, thing: str, x: PublishedScale, y: PublishedScale, wording: Wording
    ) -> PlanePoint:
        label, key = wording.labels.get(thing, thing), self.keys.get(thing)
        return PlanePoint(label, (_said(x), _said(y)), _value(x), _value(y), key)


def _values(people: Sequence[Sequence[str]], at: int, side: int) -> Iterator[int]:
    return (int(person[at][side]) for person in people if person[at][side] != BLANK)


def _value(one: PublishedScale) -> float | None:
    return one.mean.value if one.mean else None


def _said(one: PublishedScale) -> Message:
    return phrases.phrase_mean(one.mean) if one.mean else "–"
