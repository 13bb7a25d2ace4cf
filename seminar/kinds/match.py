"""Put together what belongs together, such as concepts and what they mean; a quiz where the
author tells the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Annotated, ClassVar, Literal

from pydantic import Field, JsonValue, model_validator

from seminar.core import user_input
from seminar.core.disclosure.result import PublishedSorting, Result
from seminar.core.elements import (
    Block,
    Choose,
    Form,
    Grid,
    Heading,
    Matrix,
    Option,
    Paragraph,
    View,
)
from seminar.core.errors import Refused
from seminar.core.i18n import say
from seminar.core.model.kind import Id, Kind, Sample, Wording
from seminar.core.model.stored_answer import join_parts, split_parts
from seminar.core.presenting import phrases
from seminar.core.presenting.counts import present_sorting
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Sorted, count_values

REASON = "reason"
"""The label id of the line that says why the pairs of a quiz are right."""

DOT = "•"
"""Where a line begins and ends on paper."""

PAPER_WIDTHS = (6, 0.5, 4, 0.5, 6)
"""Words, dot, room for the lines, dot, words: the room is broad enough for lines that cross at an
angle one can follow."""

MatchAnswer = tuple[str | None, ...]
"""What was paired with each of `left`, in the author's order; None where it is left out."""


class Match(Kind[MatchAnswer]):
    """One of the `right` for each of the `left`; one may be left out, and one of the right may be
    used again.

    That it may keeps each row a choice of its own: were each used once, what is held back of a row
    could be worked out from the others.
    """

    starting_line: ClassVar[str] = (
        "together: {kind: match, privacy: open, left: [trust, courage], right: [known, honest]}"
    )

    kind: Literal["match"] = "match"
    left: Annotated[tuple[Id, ...], Field(min_length=2, max_length=8)]
    right: Annotated[tuple[Id, ...], Field(min_length=2, max_length=6)]
    answer: Mapping[Id, Id] = {}
    """What belongs to each of the left, in a quiz: told with the result, with the line `reason`
    among the labels."""

    # --- what the author may write ----------------------------------------------------------------

    @model_validator(mode="after")
    def _names_differ(self) -> Match:
        if len({*self.left, *self.right}) < len(self.left) + len(self.right):
            raise ValueError(say("Two of `left` and `right` have the same id."))
        return self

    @model_validator(mode="after")
    def _answer_fits(self) -> Match:
        if not self.answer:
            return self
        answered = set(self.answer.values())
        if set(self.answer) != set(self.left) or not answered <= set(self.right):
            raise ValueError(
                say("`answer` must give one of `right` to each of `left`.")
            )
        in_order = tuple(self.answer[item] for item in self.left)
        if in_order == self.right[: len(self.left)]:
            raise ValueError(
                say(
                    "`right` stands in the order of `left`, which gives the answer away. Mix them."
                )
            )
        if REASON in (*self.left, *self.right):
            raise ValueError(
                say(
                    "None of `left` and `right` may be called `reason` beside an `answer`."
                )
            )
        return self

    def label_ids(self) -> tuple[str, ...]:
        return (*self.left, *self.right)

    def optional_label_ids(self) -> tuple[str, ...]:
        return (REASON,) if self.answer else ()

    # --- abilities --------------------------------------------------------------------------------

    @property
    def tells_the_answer(self) -> bool:
        return bool(self.answer)

    def score_answer(self, answer: MatchAnswer) -> tuple[int, int] | None:
        if not self.answer:
            return None
        pairs = self.fill_form(answer)
        right = sum(self.answer[item] == partner for item, partner in pairs.items())
        return right, len(pairs)

    # --- the form and its answer ------------------------------------------------------------------

    def build_form(self, wording: Wording) -> Form:
        options = tuple(
            Option(partner, wording.label(partner)) for partner in self.right
        )
        return Form(
            tuple(
                Choose(item, wording.label(item), options, wording.prompt)
                for item in self.left
            )
        )

    def read_form(self, form: Mapping[str, str]) -> MatchAnswer:
        paired = tuple(
            user_input.read_choice(form, item, self.right) if form.get(item) else None
            for item in self.left
        )
        if not any(paired):
            raise Refused(say("Choose one of the answers, and send again."))
        return paired

    def fill_form(self, answer: MatchAnswer) -> Mapping[str, str]:
        pairs = zip(self.left, answer, strict=True)
        return {item: partner for item, partner in pairs if partner}

    def encode(self, answer: MatchAnswer) -> str:
        """Return one of the right for each of the left with spaces between, such as `known -`."""
        return join_parts(answer)

    def decode(self, stored: JsonValue) -> MatchAnswer:
        return split_parts(stored)

    # --- counting and showing ---------------------------------------------------------------------

    def count_answers(self, answers: Iterable[MatchAnswer]) -> Sorted:
        people = list(answers)
        rows = []
        for at, item in enumerate(self.left):
            partners = [paired[at] for paired in people]
            chosen = (partner for partner in partners if partner)
            rows.append((item, count_values(chosen, self.right)))
        return Sorted(tuple(rows))

    def build_view(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedSorting(pairs) as out if any(
                counts and counts.n for _, counts in pairs
            ):
                view = present_sorting(wording.prompt, out, self.right, wording.labels)
                return self._mark_the_answer(view, wording) if self.answer else view
            case nothing:
                return present_silence(wording.prompt, nothing)

    def _mark_the_answer(self, view: Matrix, wording: Wording) -> Matrix:
        """Return the rows with the right partner marked, and why it is right."""
        rows = tuple(
            replace(row, right=self.right.index(self.answer[item]))
            for item, row in zip(self.left, view.rows, strict=True)
        )
        note = phrases.join_notes(wording.labels.get(REASON, ""), view.note)
        return replace(view, rows=rows, note=note)

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        left = [wording.label(item) for item in self.left]
        right = [wording.label(partner) for partner in self.right]
        rows = tuple(
            (item, DOT if item else " ", "", DOT if partner else " ", partner or " ")
            for item, partner in zip_longest(left, right, fillvalue="")
        )
        task = Paragraph((say("Draw a line between what belongs together."),), "small")
        return (Heading(wording.prompt, 3), task, Grid((), rows, PAPER_WIDTHS))

    @classmethod
    def samples(cls) -> Sequence[Sample]:
        return (_sample_quiz(), _sample_habits())


def _sample_quiz() -> Sample:
    labels = {
        "trust": "Trust",
        "courage": "Relational courage",
        "authority": "Natural authority",
        "honest": "To give honest feedback",
        "equals": "Comes in a relationship of equals",
        "known": "Grows when people are known",
        "reason": "So the source says it.",
    }
    answer = {"trust": "known", "courage": "honest", "authority": "equals"}
    left = tuple(answer)
    right = ("honest", "equals", "known")
    kind = Match(privacy="open", left=left, right=right, answer=answer)
    people = (
        ("known", "honest", "equals"),
        ("known", "equals", "honest"),
        ("honest", "honest", "equals"),
    )
    forms = [dict(zip(left, paired, strict=True)) for paired in people]
    wording = Wording(prompt="What belongs together?", labels=labels)
    return Sample(kind, wording, [*forms, {"courage": "honest"}])


def _sample_habits() -> Sample:
    labels = {
        "morning": "In the morning",
        "late": "After lunch",
        "alone": "Work alone",
        "talk": "Talk together",
    }
    kind = Match(left=("morning", "late"), right=("alone", "talk"))
    forms = [
        {"morning": "alone", "late": "talk"},
        {"morning": "talk", "late": "talk"},
        {"late": "alone"},
    ]
    return Sample(
        kind, Wording(prompt="What suits you best when?", labels=labels), forms
    )
