"""Put each card in a column, such as who owns what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field, JsonValue, model_validator

from seminar.core import user_input
from seminar.core.disclosure.result import PublishedSorting, Result
from seminar.core.elements import Block, Choose, Form, Grid, Heading, Option, View
from seminar.core.errors import Refused
from seminar.core.i18n import say
from seminar.core.model.kind import Id, Kind, Sample, Wording
from seminar.core.model.stored_answer import join_parts, split_parts
from seminar.core.presenting.counts import present_sorting
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Sorted, count_values

CARD_WIDTH = 1.7
"""How broad a card is on paper, in columns: a card is a sentence, and a column holds a tick."""

ColumnsAnswer = tuple[str | None, ...]
"""The column of each card, in the author's order; None for a card that is left out."""


class Columns(Kind[ColumnsAnswer]):
    """One of the `columns` for each of the `cards`; a card may be left out."""

    starting_line: ClassVar[str] = (
        "owners: {kind: columns, privacy: open, cards: [welcome, risk], columns: [leader, all]}"
    )

    kind: Literal["columns"] = "columns"
    cards: Annotated[tuple[Id, ...], Field(min_length=1, max_length=10)]
    columns: Annotated[tuple[Id, ...], Field(min_length=2, max_length=6)]

    @model_validator(mode="after")
    def _names_differ(self) -> Columns:
        if len({*self.cards, *self.columns}) < len(self.cards) + len(self.columns):
            raise ValueError(say("Two of `cards` and `columns` have the same id."))
        return self

    def label_ids(self) -> tuple[str, ...]:
        return (*self.cards, *self.columns)

    def build_form(self, wording: Wording) -> Form:
        options = tuple(
            Option(column, wording.label(column)) for column in self.columns
        )
        return Form(
            tuple(
                Choose(card, wording.label(card), options, wording.prompt)
                for card in self.cards
            )
        )

    def read_form(self, form: Mapping[str, str]) -> ColumnsAnswer:
        placed = tuple(
            user_input.read_choice(form, card, self.columns) if form.get(card) else None
            for card in self.cards
        )
        if not any(placed):
            raise Refused(say("Choose one of the answers, and send again."))
        return placed

    def fill_form(self, answer: ColumnsAnswer) -> Mapping[str, str]:
        placed = zip(self.cards, answer, strict=True)
        return {card: column for card, column in placed if column}

    def encode(self, answer: ColumnsAnswer) -> str:
        """Return one column for each card with spaces between, such as `leader - all`."""
        return join_parts(answer)

    def decode(self, stored: JsonValue) -> ColumnsAnswer:
        return split_parts(stored)

    def count_answers(self, answers: Iterable[ColumnsAnswer]) -> Sorted:
        people = list(answers)
        cards = []
        for at, card in enumerate(self.cards):
            columns = [placed[at] for placed in people]
            chosen = (column for column in columns if column)
            cards.append((card, count_values(chosen, self.columns)))
        return Sorted(tuple(cards))

    def build_view(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedSorting(cards) as out if any(
                counts and counts.n for _, counts in cards
            ):
                return present_sorting(
                    wording.prompt, out, self.columns, wording.labels
                )
            case nothing:
                return present_silence(wording.prompt, nothing)

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        columns = tuple(wording.label(column) for column in self.columns)
        empty = tuple("" for _ in columns)
        rows = tuple((wording.label(card), *empty) for card in self.cards)
        widths = (CARD_WIDTH, *(1 for _ in columns))
        return (Heading(wording.prompt, 3), Grid((say("Card"), *columns), rows, widths))

    @classmethod
    def samples(cls) -> Sequence[Sample]:
        labels = {
            "welcome": "That new people are met well",
            "risk": "That risks are looked at each year",
            "tone": "How we speak to each other",
            "leader": "Leader",
            "delegate": "Safety delegate",
            "all": "All of us",
        }
        cards = ("welcome", "risk", "tone")
        kind = cls(cards=cards, columns=("leader", "delegate", "all"))
        people = (
            ("leader", "leader", "all"),
            ("all", "delegate", "all"),
            ("leader", "delegate", "leader"),
        )
        whole_forms = [dict(zip(cards, placed, strict=True)) for placed in people]
        partial_forms = [{"risk": "leader"}, {"welcome": "all", "tone": "all"}]
        wording = Wording(prompt="Who has the main responsibility?", labels=labels)
        return (Sample(kind, wording, [*whole_forms, *partial_forms]),)
