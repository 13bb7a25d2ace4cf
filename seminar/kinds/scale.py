"""One statement or several, answered on one scale with every step in words, and a way out beside
the scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field, JsonValue, model_validator

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
from seminar.core.model.kind import Id, Kind, Sample, Wording
from seminar.core.model.stored_answer import join_parts, split_parts
from seminar.core.presenting import phrases, waves
from seminar.core.presenting.withheld import (
    LOOK_AT_YOUR_OWN,
    phrase_too_few,
    present_silence,
)
from seminar.core.stats.tally import Scales, build_histogram

UNSURE: Literal["unsure"] = "unsure"
"""The id of the way out: «don't know / would rather not say»."""

STORED_UNSURE = "u"
"""How the way out is stored: a scale has one mark for each statement."""

ONLY = "value"
"""The field of a scale without statements, where the prompt is what is answered."""

GLOSS = "-gloss"
"""`welcome-gloss` is shown beneath the statement `welcome`: its meaning, where it is quoted in
another language."""

ENOUGH = 20
"""From this many answers, half a step between two means begins to mean something: with a standard
deviation of about one step, the 95 % interval of a mean is then ± 0.45 steps."""

ScaleMark = int | Literal["unsure"] | None
"""A step, the way out, or None for a statement that was skipped."""

ScaleAnswer = tuple[ScaleMark, ...]
"""What one participant answered to each statement, in the author's order."""


class Scale(Kind[ScaleAnswer]):
    """Steps from `low` to `high` for each of `statements`, or for the prompt itself when there are
    none."""

    starting_line: ClassVar[str] = (
        "view: {kind: scale, privacy: guarded, statements: [met, heard]}"
    )

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
                say(
                    "`keys` names {names}, which is not among the statements.",
                    names=names,
                )
            )
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The fields of the form: its statements, or the prompt's own."""
        return self.statements or (ONLY,)

    @property
    def steps(self) -> range:
        return range(self.low, self.high + 1)

    def label_ids(self) -> tuple[str, ...]:
        way_out = (UNSURE,) if self.unsure else ()
        return (*self.statements, *map(str, self.steps), *way_out)

    def optional_label_ids(self) -> tuple[str, ...]:
        return tuple(name + GLOSS for name in self.statements)

    # --- abilities --------------------------------------------------------------------------------

    @property
    def followed_statements(self) -> tuple[str, ...]:
        return self.names if self.follow else ()

    def read_marks(self, answer: ScaleAnswer) -> tuple[int | None, ...]:
        return tuple(None if mark == UNSURE else mark for mark in answer)

    # --- the form and its answer ------------------------------------------------------------------

    def build_form(self, wording: Wording) -> Form:
        steps = tuple(
            Option(str(step), wording.label(str(step))) for step in self.steps
        )
        way_out = (
            (Option(UNSURE, wording.label(UNSURE), quiet=True),) if self.unsure else ()
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

    def read_form(self, form: Mapping[str, str]) -> ScaleAnswer:
        marks = tuple(self._read_mark(form, name) for name in self.names)
        if all(mark is None for mark in marks):
            raise Refused(say("Choose one of the answers, and send again."))
        return marks

    def _read_mark(self, form: Mapping[str, str], name: str) -> ScaleMark:
        if not form.get(name):
            return None
        way_out = (UNSURE,) if self.unsure else ()
        chosen = user_input.read_choice(form, name, (*map(str, self.steps), *way_out))
        return UNSURE if chosen == UNSURE else int(chosen)

    def fill_form(self, answer: ScaleAnswer) -> Mapping[str, str]:
        marks = zip(self.names, answer, strict=True)
        return {name: str(mark) for name, mark in marks if mark is not None}

    def encode(self, answer: ScaleAnswer) -> str:
        """Return one mark for each statement with spaces between, such as `4 5 u -`."""
        return join_parts(STORED_UNSURE if mark == UNSURE else mark for mark in answer)

    def decode(self, stored: JsonValue) -> ScaleAnswer:
        return tuple(_decode_mark(part) for part in split_parts(stored))

    # --- counting ---------------------------------------------------------------------------------

    def count_answers(self, answers: Iterable[ScaleAnswer]) -> Scales:
        people = list(answers)
        statements = []
        for at, name in enumerate(self.names):
            marks = (person[at] for person in people)
            values = (
                None if mark == UNSURE else mark for mark in marks if mark is not None
            )
            statements.append((name, build_histogram(values, self.low, self.high)))
        means = map(_person_mean, people) if self._has_index else ()
        person_means = tuple(sorted(mean for mean in means if mean is not None))
        return Scales(tuple(statements), len(people), person_means)

    @property
    def _has_index(self) -> bool:
        """Return whether the room is told the mean of all statements."""
        return len(self.statements) > 1 and set(self.keys) == set(self.statements)

    # --- showing ----------------------------------------------------------------------------------

    def build_view(self, result: Result, wording: Wording) -> View:
        if result.change is not None:
            return waves.present_changes(
                self._title(wording), self._labels(wording), result.change
            )
        if any(isinstance(out, PublishedScales) for out in result.earlier):
            return waves.present_waves(
                self._title(wording),
                self._labels(wording),
                (*result.earlier, result.last),
                self._end(self.low, wording),
                self._end(self.high, wording),
            )
        out = result.last
        if not isinstance(out, PublishedScales) or not any(
            scale.n for scale in out.statements
        ):
            return present_silence(wording.prompt, out, LOOK_AT_YOUR_OWN)
        first = out.statements[0]
        told_by_step = first.bands and all(
            isinstance(band.part, int) for band in first.bands
        )
        if told_by_step and not self.statements:
            return self._bars(first, wording)
        return self._statements(out, wording)

    def _statements(self, out: PublishedScales, wording: Wording) -> Statements:
        note: Message = ""
        if any(0 < scale.n < ENOUGH for scale in out.statements):
            note = say(
                "Differences under {half} should not be interpreted when fewer than 20 have "
                "answered.",
                half=0.5,
            )
        return Statements(
            self._title(wording),
            tuple(self._row(scale, wording, out.least) for scale in out.statements),
            self._end(self.low, wording),
            self._end(self.high, wording),
            self._index(out),
            note,
        )

    def _bars(self, scale: PublishedScale, wording: Wording) -> Bars:
        bars = tuple(
            Bar(wording.label(str(band.part)), band.count) for band in scale.bands
        )
        return Bars(wording.prompt, bars, scale.n)

    def _row(self, scale: PublishedScale, wording: Wording, least: int) -> Row:
        label = self._statement(scale.id, wording)
        key = self.keys.get(scale.id)
        gloss = wording.labels.get(scale.id + GLOSS, "")
        if scale.mean is None:
            return Row(label, key, 0, "", said=phrase_too_few(least), gloss=gloss)
        median: Message = ""
        if scale.median is not None:
            median = say("median {median}", median=trim_decimals(scale.median))
        return Row(
            label,
            key,
            scale.n,
            phrases.phrase_mean(scale.mean),
            self._cells(scale.bands),
            phrases.SENTENCES[scale.said],
            median,
            scale.mean.value,
            gloss,
            scale.unsure or 0,
        )

    def _cells(self, bands: Sequence[Band]) -> tuple[Cell, ...]:
        """Return the bands as cells from most to least; summarised bands come in that order,
        steps from the lowest."""
        if not bands or not isinstance(bands[0].part, int):
            return tuple(phrases.present_band(band) for band in bands)
        steps = zip(reversed(self.steps), reversed(bands), strict=True)
        return tuple(
            Cell(str(step), band.count, self._tone(step), band.percent)
            for step, band in steps
        )

    def _tone(self, step: int) -> Literal["most", "middle", "least"]:
        middle = (self.low + self.high) / 2
        if step == middle:
            return "middle"
        return "most" if step > middle else "least"

    def _index(self, out: PublishedScales) -> Message:
        if out.index is None:
            return ""
        mean = phrases.phrase_mean(out.index)
        if set(self.keys.values()) == set(KEYS):
            return say(
                "RAUS mean {mean} – descriptive, not a validated scale", mean=mean
            )
        return say("Mean of all statements {mean}", mean=mean)

    # --- words ------------------------------------------------------------------------------------

    def _title(self, wording: Wording) -> str:
        """Return the prompt; a scale without statements has it as its only row."""
        return wording.prompt if self.statements else ""

    def _end(self, step: int, wording: Wording) -> tuple[int, Message]:
        return step, wording.labels.get(str(step), "")

    def _labels(self, wording: Wording) -> Mapping[str, waves.Label]:
        return {
            name: (
                self._statement(name, wording),
                self.keys.get(name),
                wording.labels.get(name + GLOSS, ""),
            )
            for name in self.names
        }

    def _statement(self, name: str, wording: Wording) -> str:
        return (
            wording.labels.get(name, wording.prompt)
            if self.statements
            else wording.prompt
        )

    # --- paper and samples ------------------------------------------------------------------------

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        way_out = (wording.label(UNSURE),) if self.unsure else ()
        labels = (*(wording.label(str(step)) for step in self.steps), *way_out)
        boxes = tuple(
            Boxes(
                self._statement(name, wording),
                labels,
                self.keys.get(name),
                row=True,
                gloss=wording.labels.get(name + GLOSS, ""),
            )
            for name in self.names
        )
        return (Heading(wording.prompt, 3), *boxes) if self.statements else boxes

    @classmethod
    def samples(cls) -> Sequence[Sample]:
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
        kind = cls(
            statements=("welcome", "valued"), keys={"welcome": "R", "valued": "A"}
        )
        wording = Wording(
            prompt="How we are at work",
            hint="Think of the last four weeks.",
            labels=labels,
        )
        people: Sequence[ScaleAnswer] = (
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
            (4, UNSURE),
            (None, 5),
        )
        return (Sample(kind, wording, [kind.fill_form(marks) for marks in people]),)


def _decode_mark(part: str | None) -> ScaleMark:
    if part is None:
        return None
    return UNSURE if part == STORED_UNSURE else int(part)


def _person_mean(marks: ScaleAnswer) -> float | None:
    """Return the mean of one person's answers; None unless three in four statements are answered.

    With fewer, what a person skipped would weigh more in the index than what they said.
    """
    values = [mark for mark in marks if isinstance(mark, int)]
    return sum(values) / len(values) if 4 * len(values) >= 3 * len(marks) else None
