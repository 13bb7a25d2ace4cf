"""Put a few options in order. A guarded order is told without numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from seminar.core import user_input
from seminar.core.disclosure.result import PublishedOrder, Result
from seminar.core.elements import (
    Block,
    Form,
    Grid,
    Heading,
    Key,
    Option,
    Order,
    Paragraph,
    Place,
    Ranking,
    View,
)
from seminar.core.i18n import say
from seminar.core.model.kind import Answer, Id, Kind, Wording
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Places


class Rank(Kind):
    """All `options`, from the first to the last. The answer is their ids in that order with
    spaces between."""

    kind: Literal["rank"] = "rank"
    options: Annotated[tuple[Id, ...], Field(min_length=2, max_length=8)]
    keys: Mapping[Id, Key] = {}
    """Option to the RAUS key whose mark it carries."""

    @model_validator(mode="after")
    def _options_differ(self) -> Rank:
        if len(set(self.options)) < len(self.options):
            raise ValueError(say("Two of `options` have the same id."))
        if strangers := set(self.keys) - set(self.options):
            names = ", ".join(sorted(strangers))
            raise ValueError(
                say("`keys` names {names}, which is not among the options.", names=names)
            )
        return self

    def label_ids(self) -> tuple[str, ...]:
        return self.options

    def ask(self, wording: Wording) -> Form:
        options = tuple(Option(one, wording.labels.get(one, one)) for one in self.options)
        return Form((Order("value", wording.prompt, options, wording.hint),))

    def read(self, form: Mapping[str, str]) -> Answer:
        return " ".join(user_input.read_order(form, "value", self.options))

    def tally(self, answers: Iterable[Answer]) -> Places:
        orders = [answer.split(" ") for answer in answers]
        sums = Counter[str]()
        for order in orders:
            sums.update({option: place for place, option in enumerate(order, 1)})
        return Places(tuple((one, sums[one]) for one in self.options), len(orders))

    def show(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedOrder(places, n) if n:
                rows = tuple(
                    Place(wording.labels.get(id_, id_), mean, self.keys.get(id_))
                    for id_, mean in places
                )
                return Ranking(wording.prompt, rows, n)
            case nothing:
                return present_silence(wording.prompt, nothing)

    def paper(self, wording: Wording) -> Sequence[Block]:
        rows = tuple(("", wording.labels.get(one, one)) for one in self.options)
        told = Paragraph((say("Give each one a number of its own. 1 is the first."),), "small")
        return (Heading(wording.prompt, 3), told, Grid((say("Place"), ""), rows, (1, 7)))

    def fields(self, answer: Answer) -> Mapping[str, str]:
        return {
            user_input.name_field_part("value", one): str(place)
            for place, one in enumerate(answer.split(" "), 1)
        }

    @classmethod
    def sample(cls) -> tuple[Rank, Wording]:
        labels = {
            "time": "Time together",
            "clear": "Clear goals",
            "thanks": "More thanks",
            "calm": "Fewer meetings",
        }
        wording = Wording(
            prompt="What should come first?", hint="The most important at the top.", labels=labels
        )
        return cls(options=tuple(labels)), wording

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        orders = (("time", "clear", "thanks", "calm"), ("clear", "time", "calm", "thanks"))
        return [
            {f"value.{one}": str(place) for place, one in enumerate(order, 1)}
            for order in (*orders, orders[0][::-1])
        ]
