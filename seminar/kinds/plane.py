"""Rate a few things along two axes, such as importance and influence, and see them on a plane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field, JsonValue, model_validator

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
from seminar.core.model.kind import Id, Kind, Sample, Wording
from seminar.core.model.stored_answer import LEFT_OUT, split_ids
from seminar.core.presenting import phrases
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Scales, build_histogram

X = "x"
Y = "y"
AXES = (X, Y)
"""The label ids of what the two axes measure, and the second part of a field's name."""

LOW = "low"
HIGH = "high"
"""The label ids of what the ends of both axes mean."""

STEPS = range(1, 6)

PAPER_WIDTHS = (4, 1.5, 1.5)
"""The thing, and room for one digit along each axis."""

PlaneAnswer = tuple[tuple[int | None, int | None], ...]
"""The step along `x` and along `y` for each thing, in the author's order; None where it is left
out."""


class Rated(Kind[PlaneAnswer]):
    """Each of `things` from 1 to 5 along `x` and along `y`; any of it may be left out.

    Only means are ever shown.
    """

    starting_line: ClassVar[str] = (
        "map: {kind: plane, privacy: open, things: [time, calm]}"
    )

    kind: Literal["plane"] = "plane"
    things: Annotated[tuple[Id, ...], Field(min_length=2, max_length=10)]
    keys: Mapping[Id, Key] = {}
    """Thing to the RAUS key whose mark it carries."""

    @model_validator(mode="after")
    def _names_differ(self) -> Rated:
        if len({*self.things, X, Y, LOW, HIGH}) < len(self.things) + 4:
            raise ValueError(
                say(
                    "Two of `things` have the same id, or one is called `x`, `y`, `low` or `high`."
                )
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

    # --- the form and its answer ------------------------------------------------------------------

    def build_form(self, wording: Wording) -> Form:
        return Form(
            tuple(
                About(
                    thing,
                    wording.label(thing),
                    tuple(self._rate(thing, axis, wording) for axis in AXES),
                    wording.hint,
                    self.keys.get(thing),
                )
                for thing in self.things
            )
        )

    def _rate(self, thing: str, axis: str, wording: Wording) -> Choose:
        name = user_input.name_field_part(thing, axis)
        options = tuple(Option(str(step), str(step)) for step in STEPS)
        low = wording.labels.get(LOW, "")
        high = wording.labels.get(HIGH, "")
        ends = (low, high) if low or high else None
        return Choose(name, wording.label(axis), options, compact=True, ends=ends)

    def read_form(self, form: Mapping[str, str]) -> PlaneAnswer:
        ratings = tuple(
            (_read_step(form, thing, X), _read_step(form, thing, Y))
            for thing in self.things
        )
        if all(step is None for rating in ratings for step in rating):
            raise Refused(say("Choose one of the answers, and send again."))
        return ratings

    def fill_form(self, answer: PlaneAnswer) -> Mapping[str, str]:
        return {
            user_input.name_field_part(thing, axis): str(step)
            for thing, rating in zip(self.things, answer, strict=True)
            for axis, step in zip(AXES, rating, strict=True)
            if step is not None
        }

    def encode(self, answer: PlaneAnswer) -> str:
        """Return two marks for each thing with spaces between, such as `45 3- --`."""
        return " ".join(_encode_step(x) + _encode_step(y) for x, y in answer)

    def decode(self, stored: JsonValue) -> PlaneAnswer:
        return tuple(_decode_rating(marks) for marks in split_ids(stored))

    # --- counting and showing ---------------------------------------------------------------------

    def count_answers(self, answers: Iterable[PlaneAnswer]) -> Scales:
        people = list(answers)
        statements = []
        for at, thing in enumerate(self.things):
            for side, axis in enumerate(AXES):
                steps = (ratings[at][side] for ratings in people)
                rated = (step for step in steps if step is not None)
                histogram = build_histogram(rated, STEPS[0], STEPS[-1])
                statements.append((user_input.name_field_part(thing, axis), histogram))
        return Scales(tuple(statements), len(people), means_only=True)

    def build_view(self, result: Result, wording: Wording) -> View:
        out = result.last
        if not isinstance(out, PublishedScales) or not any(
            scale.n for scale in out.statements
        ):
            return present_silence(wording.prompt, out)
        # They stand in the order in which they were counted: along x, along y, thing by thing.
        along_x = out.statements[::2]
        along_y = out.statements[1::2]
        points = tuple(
            self._point(thing, x, y, wording)
            for thing, x, y in zip(self.things, along_x, along_y, strict=True)
        )
        axes = (wording.label(X), wording.label(Y))
        n = max(scale.n for scale in out.statements)
        return Plane(wording.prompt, axes, STEPS[0], STEPS[-1], points, n)

    def _point(
        self, thing: str, x: PublishedScale, y: PublishedScale, wording: Wording
    ) -> PlanePoint:
        means = (_mean_words(x), _mean_words(y))
        key = self.keys.get(thing)
        return PlanePoint(
            wording.label(thing), means, _mean_value(x), _mean_value(y), key
        )

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        low = wording.labels.get(LOW)
        high = wording.labels.get(HIGH)
        if low and high:
            task = say(
                "Write a number from 1 ({low}) to 5 ({high}).", low=low, high=high
            )
        else:
            task = say("Write a number from 1 to 5.")
        head = ("", wording.label(X), wording.label(Y))
        rows = tuple((wording.label(thing), "", "") for thing in self.things)
        grid = Grid(head, rows, PAPER_WIDTHS)
        return (Heading(wording.prompt, 3), Paragraph((task,), "small"), grid)

    @classmethod
    def samples(cls) -> Sequence[Sample]:
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
        keys: dict[str, Key] = {
            "welcome": "R",
            "thanks": "A",
            "learn": "U",
            "laugh": "S",
        }
        kind = cls(things=tuple(keys), keys=keys)
        people = (
            "45 35 44 33",
            "54 4- 34 24",
            "35 45 54 44",
            "25 -- 44 35",
            "44 55 33 22",
        )
        forms = [kind.fill_form(kind.decode(stored)) for stored in people]
        wording = Wording(prompt="What makes people want to be at work?", labels=labels)
        return (Sample(kind, wording, forms),)


def _read_step(form: Mapping[str, str], thing: str, axis: str) -> int | None:
    name = user_input.name_field_part(thing, axis)
    if not form.get(name):
        return None
    return int(user_input.read_choice(form, name, tuple(map(str, STEPS))))


def _encode_step(step: int | None) -> str:
    return LEFT_OUT if step is None else str(step)


def _decode_rating(marks: str) -> tuple[int | None, int | None]:
    x, y = tuple(marks)
    return _decode_step(x), _decode_step(y)


def _decode_step(mark: str) -> int | None:
    return None if mark == LEFT_OUT else int(mark)


def _mean_value(scale: PublishedScale) -> float | None:
    return scale.mean.value if scale.mean else None


def _mean_words(scale: PublishedScale) -> Message:
    return phrases.phrase_mean(scale.mean) if scale.mean else "–"
