"""Put a few options in order. A guarded order is told without numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field, JsonValue, model_validator

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
from seminar.core.model.kind import Id, Kind, Sample, Wording
from seminar.core.model.stored_answer import join_parts, split_ids
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Places

PAPER_WIDTHS = (1, 7)
"""Room for a number, and the option."""

RankAnswer = tuple[str, ...]
"""The ids of all options, as one participant put them."""


class Rank(Kind[RankAnswer]):
    """All `options`, from the first to the last."""

    starting_line: ClassVar[str] = (
        "order: {kind: rank, privacy: open, options: [time, calm, thanks]}"
    )

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
                say(
                    "`keys` names {names}, which is not among the options.", names=names
                )
            )
        return self

    def label_ids(self) -> tuple[str, ...]:
        return self.options

    def build_form(self, wording: Wording) -> Form:
        options = tuple(Option(id_, wording.label(id_)) for id_ in self.options)
        return Form((Order("value", wording.prompt, options, wording.hint),))

    def read_form(self, form: Mapping[str, str]) -> RankAnswer:
        return user_input.read_order(form, "value", self.options)

    def fill_form(self, answer: RankAnswer) -> Mapping[str, str]:
        return {
            user_input.name_field_part("value", id_): str(place)
            for place, id_ in enumerate(answer, 1)
        }

    def encode(self, answer: RankAnswer) -> str:
        """Return the ids in their order with spaces between, such as `time calm`."""
        return join_parts(answer)

    def decode(self, stored: JsonValue) -> RankAnswer:
        return split_ids(stored)

    def count_answers(self, answers: Iterable[RankAnswer]) -> Places:
        people = list(answers)
        sums = Counter[str]()
        for order in people:
            sums.update({id_: place for place, id_ in enumerate(order, 1)})
        return Places(tuple((id_, sums[id_]) for id_ in self.options), len(people))

    def build_view(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedOrder(places, n) if n:
                rows = tuple(
                    Place(wording.label(id_), mean, self.keys.get(id_))
                    for id_, mean in places
                )
                return Ranking(wording.prompt, rows, n)
            case nothing:
                return present_silence(wording.prompt, nothing)

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        rows = tuple(("", wording.label(id_)) for id_ in self.options)
        task = Paragraph(
            (say("Give each one a number of its own. 1 is the first."),), "small"
        )
        grid = Grid((say("Place"), ""), rows, PAPER_WIDTHS)
        return (Heading(wording.prompt, 3), task, grid)

    @classmethod
    def samples(cls) -> Sequence[Sample]:
        labels = {
            "time": "Time together",
            "clear": "Clear goals",
            "thanks": "More thanks",
            "calm": "Fewer meetings",
        }
        wording = Wording(
            prompt="What should come first?",
            hint="The most important at the top.",
            labels=labels,
        )
        kind = cls(options=tuple(labels))
        people = (
            ("time", "clear", "thanks", "calm"),
            ("clear", "time", "calm", "thanks"),
            ("calm", "thanks", "clear", "time"),
        )
        return (Sample(kind, wording, [kind.fill_form(order) for order in people]),)
