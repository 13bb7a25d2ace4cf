"""Put together what belongs together, such as concepts and what they mean; a quiz where the
author tells the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Annotated, Literal

from pydantic import Field, model_validator

from seminar.core import user_input
from seminar.core.disclosure.result import PublishedSorting, Result
from seminar.core.elements import Block, Choose, Form, Grid, Heading, Option, Paragraph, View
from seminar.core.errors import Refused
from seminar.core.i18n import say
from seminar.core.model.kind import Answer, Id, Kind, Wording
from seminar.core.presenting import phrases
from seminar.core.presenting.counts import present_sorting
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Sorted, count

LEFT_OUT = "-"
REASON = "reason"
"""The label id of the line that says why the pairs of a quiz are right."""

DOT, WIDTHS = "•", (6, 0.5, 4, 0.5, 6)
"""Where a line begins and ends on paper, and how wide the words, the dots and the room for the
lines are."""


class Match(Kind):
    """One of the `right` for each of the `left`; one may be left out, and one of the right may be
    used again.

    That it may keeps each row a choice of its own: were each used once, what is held back of a row
    could be worked out. The answer is one of the right for each of the left with spaces between,
    `-` for one that is left out.
    """

    kind: Literal["match"] = "match"
    left: Annotated[tuple[Id, ...], Field(min_length=2, max_length=8)]
    right: Annotated[tuple[Id, ...], Field(min_length=2, max_length=6)]
    answer: Mapping[Id, Id] = {}
    """What belongs to each of the left, in a quiz: told with the result, with the line `reason`
    among the labels."""

    @model_validator(mode="after")
    def _pairs_fit(self) -> Match:
        if len({*self.left, *self.right}) < len(self.left) + len(self.right):
            raise ValueError(say("Two of `left` and `right` have the same id."))
        if self.answer and (
            set(self.answer) != set(self.left) or not set(self.answer.values()) <= set(self.right)
        ):
            raise ValueError(say("`answer` must give one of `right` to each of `left`."))
        if (
            self.answer
            and tuple(self.answer[one] for one in self.left) == self.right[: len(self.left)]
        ):
            raise ValueError(
                say("`right` stands in the order of `left`, which gives the answer away. Mix them.")
            )
        if self.answer and REASON in (*self.left, *self.right):
            raise ValueError(
                say("None of `left` and `right` may be called `reason` beside an `answer`.")
            )
        return self

    @property
    def tells_the_answer(self) -> bool:
        return bool(self.answer)

    def scored(self, answer: Answer) -> tuple[int, int] | None:
        if not self.answer:
            return None
        paired = self.fields(answer)
        return sum(self.answer[one] == other for one, other in paired.items()), len(paired)

    def label_ids(self) -> tuple[str, ...]:
        return (*self.left, *self.right)

    def optional_label_ids(self) -> tuple[str, ...]:
        return (REASON,) if self.answer else ()

    def ask(self, wording: Wording) -> Form:
        options = tuple(Option(one, wording.labels.get(one, one)) for one in self.right)
        return Form(
            tuple(
                Choose(one, wording.labels.get(one, one), options, wording.prompt)
                for one in self.left
            )
        )

    def read(self, form: Mapping[str, str]) -> Answer:
        paired = [
            user_input.read_choice(form, one, self.right) if form.get(one) else LEFT_OUT
            for one in self.left
        ]
        if set(paired) == {LEFT_OUT}:
            raise Refused(say("Choose one of the answers, and send again."))
        return " ".join(paired)

    def tally(self, answers: Iterable[Answer]) -> Sorted:
        people = [answer.split(" ") for answer in answers]
        paired = (
            [person[at] for person in people if person[at] != LEFT_OUT]
            for at in range(len(self.left))
        )
        return Sorted(
            tuple(
                (one, count(some, self.right)) for one, some in zip(self.left, paired, strict=True)
            )
        )

    def show(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedSorting(pairs) as out if any(counts and counts.n for _, counts in pairs):
                shown = present_sorting(wording.prompt, out, self.right, wording.labels)
                if not self.answer:
                    return shown
                told = tuple(
                    replace(row, right=self.right.index(self.answer[one]))
                    for one, row in zip(self.left, shown.rows, strict=True)
                )
                return replace(
                    shown,
                    rows=told,
                    note=phrases.join_notes(wording.labels.get(REASON, ""), shown.note),
                )
            case nothing:
                return present_silence(wording.prompt, nothing)

    def paper(self, wording: Wording) -> Sequence[Block]:
        left, right = (
            [wording.labels.get(one, one) for one in side] for side in (self.left, self.right)
        )
        rows = tuple(
            (one, DOT if one else " ", "", DOT if other else " ", other or " ")
            for one, other in zip_longest(left, right, fillvalue="")
        )
        told = Paragraph((say("Draw a line between what belongs together."),), "small")
        return (Heading(wording.prompt, 3), told, Grid((), rows, WIDTHS))

    def fields(self, answer: Answer) -> Mapping[str, str]:
        paired = zip(self.left, answer.split(" "), strict=True)
        return {one: other for one, other in paired if other != LEFT_OUT}

    @classmethod
    def sample(cls) -> tuple[Match, Wording]:
        labels = {
            "trust": "Trust",
            "courage": "Relational courage",
            "authority": "Natural authority",
            "honest": "To give honest feedback",
            "equals": "Comes in a relationship of equals",
            "known": "Grows when people are known",
            "reason": "So the source says it.",
        }
        right = {"trust": "known", "courage": "honest", "authority": "equals"}
        kind = cls(
            privacy="open", left=tuple(right), right=("honest", "equals", "known"), answer=right
        )
        return kind, Wording(prompt="What belongs together?", labels=labels)

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        paired = (
            ("known", "honest", "equals"),
            ("known", "equals", "honest"),
            ("honest", "honest", "equals"),
        )
        forms = [dict(zip(("trust", "courage", "authority"), one, strict=True)) for one in paired]
        return [*forms, {"courage": "honest"}]

    @classmethod
    def more_samples(cls) -> Sequence[tuple[Match, Wording, Sequence[Mapping[str, str]]]]:
        labels = {
            "morning": "In the morning",
            "late": "After lunch",
            "alone": "Work alone",
            "talk": "Talk together",
        }
        kind = cls(left=("morning", "late"), right=("alone", "talk"))
        forms = [
            {"morning": "alone", "late": "talk"},
            {"morning": "talk", "late": "talk"},
            {"late": "alone"},
        ]
        return [(kind, Wording(prompt="What suits you best when?", labels=labels), forms)]
