"""One statement or several, answered on one scale with every step in words, and a way out beside
the scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from seminar.core import user_input
from seminar.core.disclosure.result import Band, PublishedScale, PublishedScales, Result
from seminar.core.elements import (
    KEYS,
    Bar,
    Bars,
    Block,
    Boxes,
    Cell,
    Choose,
    Form,
    Heading,
    Key,
    Option,
    Row,
    Statements,
    View,
)
from seminar.core.errors import Refused
from seminar.core.i18n import Message, say, trim_decimals
from seminar.core.model.kind import Answer, Id, Kind, Wording
from seminar.core.presenting import phrases
from seminar.core.presenting import waves as over_time
from seminar.core.presenting.waves import Label
from seminar.core.presenting.withheld import LOOK_AT_YOUR_OWN, phrase_too_few, present_silence
from seminar.core.stats.tally import Scales, histogram

UNSURE = "unsure"
ONLY = "value"
"""The field of a scale without statements, where the prompt is what is answered."""

GLOSS = "-gloss"
"""`welcome-gloss` is shown beneath the statement `welcome`: its meaning, where it is quoted in
another language."""

ENOUGH = 20
"""From this many answers, half a step between two means begins to mean something."""


class Scale(Kind):
    """Steps from `low` to `high` for each of `statements`, or for the prompt itself when there are
    none.

    The answer is one mark for each statement with spaces between, such as `4 5 u -`: a step, `u`
    for «would rather not say», `-` for skipped.
    """

    kind: Literal["scale"] = "scale"
    low: Annotated[int, Field(ge=0, le=1)] = 1
    high: Annotated[int, Field(ge=3, le=10)] = 5
    statements: Annotated[tuple[Id, ...], Field(max_length=12)] = ()
    keys: Mapping[Id, Key] = {}
    """Statement to its RAUS key. Where every statement has one, the room is also told the mean
    of them all."""
    unsure: bool = True
    follow: bool = False
    """Whether the rooms of a series are compared on this scale."""

    @model_validator(mode="after")
    def _can_be_followed(self) -> Scale:
        if self.follow and (self.low, self.high, self.privacy) != (1, 5, "guarded"):
            raise ValueError(say("`follow` is for a guarded scale from 1 to 5."))
        return self

    @model_validator(mode="after")
    def _keys_belong(self) -> Scale:
        strangers = set(self.keys) - set(self.statements)
        if strangers:
            names = ", ".join(sorted(strangers))
            raise ValueError(
                say("`keys` names {names}, which is not among the statements.", names=names)
            )
        return self

    @property
    def names(self) -> tuple[str, ...]:
        return self.statements or (ONLY,)

    @property
    def steps(self) -> range:
        return range(self.low, self.high + 1)

    def label_ids(self) -> tuple[str, ...]:
        return (*self.statements, *map(str, self.steps), *((UNSURE,) if self.unsure else ()))

    def optional_label_ids(self) -> tuple[str, ...]:
        return tuple(name + GLOSS for name in self.statements)

    def followed(self) -> tuple[str, ...]:
        return self.names if self.follow else ()

    def marks(self, answer: Answer) -> tuple[int | None, ...]:
        return tuple(int(mark) if mark.isdigit() else None for mark in answer.split(" "))

    def ask(self, wording: Wording) -> Form:
        steps = tuple(
            Option(str(step), wording.labels.get(str(step), str(step))) for step in self.steps
        )
        way_out = (
            (Option(UNSURE, wording.labels.get(UNSURE, UNSURE), quiet=True),) if self.unsure else ()
        )
        return Form(
            tuple(
                Choose(
                    name,
                    self._statement(name, wording),
                    (*steps, *way_out),
                    wording.labels.get(name + GLOSS, wording.hint),
                    self.keys.get(name),
                )
                for name in self.names
            )
        )

    def read(self, form: Mapping[str, str]) -> Answer:
        marks = " ".join(self._mark(form, name) for name in self.names)
        if set(marks) <= {"-", " "}:
            raise Refused(say("Choose one of the answers, and send again."))
        return marks

    def tally(self, answers: Iterable[Answer]) -> Scales:
        people = [answer.split(" ") for answer in answers]
        histograms = []
        for at, name in enumerate(self.names):
            marks = [person[at] for person in people if person[at] != "-"]
            values = [None if mark == "u" else int(mark) for mark in marks]
            histograms.append((name, histogram(values, self.low, self.high)))
        means = (
            [mean for mean in map(self._person_mean, people) if mean is not None]
            if self._has_index
            else []
        )
        return Scales(tuple(histograms), len(people), tuple(sorted(means)))

    def show(self, result: Result, wording: Wording) -> View:
        if result.change is not None:
            return over_time.present_changes(
                self._title(wording), self._labels(wording), result.change
            )
        if any(isinstance(out, PublishedScales) for out in result.earlier):
            ends = self._end(self.low, wording), self._end(self.high, wording)
            return over_time.present_waves(
                self._title(wording), self._labels(wording), (*result.earlier, result.last), *ends
            )
        out = result.last
        if not isinstance(out, PublishedScales) or not any(one.n for one in out.statements):
            return present_silence(wording.prompt, out, LOOK_AT_YOUR_OWN)
        first = out.statements[0]
        if (
            not self.statements
            and first.bands
            and all(isinstance(band.part, int) for band in first.bands)
        ):
            return self._bars(first, wording)
        rows = tuple(self._row(one, wording, out.least) for one in out.statements)
        unsettled = any(0 < one.n < ENOUGH for one in out.statements)
        return Statements(
            self._title(wording),
            rows,
            self._end(self.low, wording),
            self._end(self.high, wording),
            self._index(out),
            say(
                "Differences under {half} should not be interpreted when fewer than 20 have answered.",
                half=0.5,
            )
            if unsettled
            else "",
        )

    def paper(self, wording: Wording) -> Sequence[Block]:
        way_out = (wording.labels.get(UNSURE, UNSURE),) if self.unsure else ()
        labels = (*(wording.labels.get(str(step), str(step)) for step in self.steps), *way_out)
        boxes = tuple(
            Boxes(
                self._statement(name, wording),
                labels,
                self.keys.get(name),
                True,
                wording.labels.get(name + GLOSS, ""),
            )
            for name in self.names
        )
        return (Heading(wording.prompt, 3), *boxes) if self.statements else boxes

    def fields(self, answer: Answer) -> Mapping[str, str]:
        marks = zip(self.names, answer.split(" "), strict=True)
        return {name: UNSURE if mark == "u" else mark for name, mark in marks if mark != "-"}

    @classmethod
    def sample(cls) -> tuple[Scale, Wording]:
        steps = (
            "Strongly disagree",
            "Disagree a little",
            "Neither",
            "Agree a little",
            "Strongly agree",
        )
        labels = {
            "welcome": "I feel welcome at work every day",
            "valued": "I feel valued at work",
            **{str(step): label for step, label in enumerate(steps, 1)},
            "unsure": "Don't know / would rather not say",
        }
        kind = cls(statements=("welcome", "valued"), keys={"welcome": "R", "valued": "A"})
        return kind, Wording(
            prompt="How we are at work", hint="Think of the last four weeks.", labels=labels
        )

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        pairs = (
            (4, 4),
            (5, 3),
            (3, 4),
            (4, 2),
            (5, 5),
            (2, 3),
            (4, 4),
            (4, 3),
            (1, 2),
            (5, 4),
            (4, 5),
            (3, 3),
        )
        forms = [{"welcome": str(one), "valued": str(other)} for one, other in pairs]
        return [*forms, {"welcome": "4", "valued": "unsure"}, {"valued": "5"}]

    # --- parts ------------------------------------------------------------------------------------

    @property
    def _has_index(self) -> bool:
        return len(self.statements) > 1 and set(self.keys) == set(self.statements)

    def _title(self, wording: Wording) -> str:
        """A scale without statements has its prompt as its only row."""
        return wording.prompt if self.statements else ""

    def _end(self, step: int, wording: Wording) -> tuple[int, Message]:
        return step, wording.labels.get(str(step), "")

    def _labels(self, wording: Wording) -> Mapping[str, Label]:
        return {
            name: (
                self._statement(name, wording),
                self.keys.get(name),
                wording.labels.get(name + GLOSS, ""),
            )
            for name in self.names
        }

    def _statement(self, name: str, wording: Wording) -> str:
        return wording.labels.get(name, wording.prompt) if self.statements else wording.prompt

    def _mark(self, form: Mapping[str, str], name: str) -> str:
        if not form.get(name):
            return "-"
        values = (*map(str, self.steps), *((UNSURE,) if self.unsure else ()))
        chosen = user_input.read_choice(form, name, values)
        return "u" if chosen == UNSURE else chosen

    def _person_mean(self, marks: Sequence[str]) -> float | None:
        """The mean of one person's answers, when three in four of the statements are answered."""
        values = [int(mark) for mark in marks if mark not in ("-", "u")]
        return sum(values) / len(values) if 4 * len(values) >= 3 * len(marks) else None

    def _bars(self, one: PublishedScale, wording: Wording) -> Bars:
        bars = tuple(
            Bar(wording.labels.get(str(band.part), str(band.part)), band.count)
            for band in one.bands
        )
        return Bars(wording.prompt, bars, one.n)

    def _row(self, one: PublishedScale, wording: Wording, least: int) -> Row:
        label, key = self._statement(one.id, wording), self.keys.get(one.id)
        gloss = wording.labels.get(one.id + GLOSS, "")
        if one.mean is None:
            return Row(label, key, 0, "", said=phrase_too_few(least), gloss=gloss)
        return Row(
            label,
            key,
            one.n,
            phrases.phrase_mean(one.mean),
            self._cells(one.bands),
            phrases.SENTENCES[one.said],
            "" if one.median is None else say("middle {median}", median=trim_decimals(one.median)),
            one.mean.value,
            gloss,
            one.unsure or 0,
        )

    def _cells(self, bands: Sequence[Band]) -> tuple[Cell, ...]:
        """From most to least; bands come so already, steps from the lowest."""
        if not bands or not isinstance(bands[0].part, int):
            return tuple(phrases.present_band(band) for band in bands)
        half = (self.low + self.high) / 2
        return tuple(
            Cell(
                str(step),
                band.count,
                "most" if step > half else "least" if step < half else "middle",
                band.percent,
            )
            for step, band in zip(reversed(self.steps), reversed(bands), strict=True)
        )

    def _index(self, out: PublishedScales) -> Message:
        if out.index is None:
            return ""
        if set(self.keys.values()) == set(KEYS):
            return say(
                "RAUS mean {mean} – descriptive, not a validated scale",
                mean=phrases.phrase_mean(out.index),
            )
        return say("Mean of all statements {mean}", mean=phrases.phrase_mean(out.index))
