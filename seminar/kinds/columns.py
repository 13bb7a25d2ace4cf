"""Put each card in a column, such as who owns what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from seminar.core import user_input
from seminar.core.disclosure.result import PublishedSorting, Result
from seminar.core.elements import Block, Choose, Form, Grid, Heading, Option, View
from seminar.core.errors import Refused
from seminar.core.i18n import say
from seminar.core.model.kind import Answer, Id, Kind, Wording
from seminar.core.presenting.counts import present_sorting
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Sorted, count

LEFT_OUT = "-"

CARD = 1.7
"""How many columns broad a card is on paper."""


class Columns(Kind):
    """One of the `columns` for each of the `cards`; a card may be left out.

    The answer is one column for each card with spaces between, `-` for a card that is left out.
    """

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

    def ask(self, wording: Wording) -> Form:
        options = tuple(Option(one, wording.labels.get(one, one)) for one in self.columns)
        return Form(
            tuple(
                Choose(card, wording.labels.get(card, card), options, wording.prompt)
                for card in self.cards
            )
        )

    def read(self, form: Mapping[str, str]) -> Answer:
        placed = [
            user_input.read_choice(form, card, self.columns) if form.get(card) else LEFT_OUT
            for card in self.cards
        ]
        if set(placed) == {LEFT_OUT}:
            raise Refused(say("Choose one of the answers, and send again."))
        return " ".join(placed)

    def tally(self, answers: Iterable[Answer]) -> Sorted:
        people = [answer.split(" ") for answer in answers]
        placed = (
            [person[at] for person in people if person[at] != LEFT_OUT]
            for at in range(len(self.cards))
        )
        return Sorted(
            tuple(
                (card, count(some, self.columns))
                for card, some in zip(self.cards, placed, strict=True)
            )
        )

    def show(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedSorting(cards) as out if any(counts and counts.n for _, counts in cards):
                return present_sorting(wording.prompt, out, self.columns, wording.labels)
            case nothing:
                return present_silence(wording.prompt, nothing)

    def paper(self, wording: Wording) -> Sequence[Block]:
        columns = tuple(wording.labels.get(one, one) for one in self.columns)
        rows = tuple(
            (wording.labels.get(card, card), *("" for _ in columns)) for card in self.cards
        )
        return (
            Heading(wording.prompt, 3),
            Grid((say("Card"), *columns), rows, (CARD, *(1 for _ in columns))),
        )

    def fields(self, answer: Answer) -> Mapping[str, str]:
        placed = zip(self.cards, answer.split(" "), strict=True)
        return {card: column for card, column in placed if column != LEFT_OUT}

    @classmethod
    def sample(cls) -> tuple[Columns, Wording]:
        labels = {
            "welcome": "That new people are met well",
            "risk": "That risks are looked at each year",
            "tone": "How we speak to each other",
            "leader": "Leader",
            "delegate": "Safety delegate",
            "all": "All of us",
        }
        kind = cls(cards=("welcome", "risk", "tone"), columns=("leader", "delegate", "all"))
        return kind, Wording(prompt="Who has the main responsibility?", labels=labels)

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        placed = (
            ("leader", "leader", "all"),
            ("all", "delegate", "all"),
            ("leader", "delegate", "leader"),
        )
        forms = [dict(zip(("welcome", "risk", "tone"), one, strict=True)) for one in placed]
        return [*forms, {"risk": "leader"}, {"welcome": "all", "tone": "all"}]
