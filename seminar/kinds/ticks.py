"""What observers saw: a list of signs to tick, round by round. The room sees how often each sign
was there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from seminar.core import user_input
from seminar.core.disclosure.privacy_class import Privacy
from seminar.core.disclosure.result import PublishedTicks, Result
from seminar.core.elements import Bars, Block, Form, Grid, Heading, Option, Tick, View
from seminar.core.errors import Refused
from seminar.core.i18n import Message, say, say_n
from seminar.core.model.kind import Answer, Id, Kind, Wording
from seminar.core.presenting.counts import present_bars
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Ticks, ticks

NONE = "none"

ON_PAPER = range(1, 4)
"""Rounds that an observer may tick on one sheet: as many as a group of three has."""


class Checklist(Kind):
    """The `signs` that were seen, or that none of them was. The answer is their ids with spaces
    between."""

    gathers: ClassVar[bool] = True

    kind: Literal["ticks"] = "ticks"
    privacy: Privacy = "open"
    signs: Annotated[tuple[Id, ...], Field(min_length=2, max_length=9)]

    @model_validator(mode="after")
    def _signs_differ(self) -> Checklist:
        if len({*self.signs, NONE}) <= len(self.signs):
            raise ValueError(say("Two of `signs` have the same id, or one is called `none`."))
        return self

    def label_ids(self) -> tuple[str, ...]:
        return self.signs

    def optional_label_ids(self) -> tuple[str, ...]:
        return (NONE,)

    def ask(self, wording: Wording) -> Form:
        options = tuple(Option(one, wording.labels.get(one, one)) for one in self.signs)
        none = Option(NONE, wording.labels.get(NONE) or say("None of these"), quiet=True)
        return Form((Tick("value", wording.prompt, (*options, none), wording.hint),))

    def read(self, form: Mapping[str, str]) -> Answer:
        seen = user_input.read_ticks(form, "value", (*self.signs, NONE))
        if not seen:
            raise Refused(say("Tick what you saw, or that it was none of these, and send again."))
        if NONE in seen and len(seen) > 1:
            raise Refused(
                say(
                    "Tick either what you saw or that it was none of these, not both, and send again."
                )
            )
        return " ".join(seen)

    def tally(self, answers: Iterable[Answer]) -> Ticks:
        return ticks(
            ([one for one in answer.split(" ") if one != NONE] for answer in answers), self.signs, 0
        )

    def show(self, result: Result, wording: Wording) -> View:
        rounds = [one for one in result.rounds if isinstance(one, PublishedTicks) and one.n]
        if not rounds:
            return present_silence(wording.prompt, result.last)
        if len(rounds) == 1:
            return present_bars(wording.prompt, rounds[0], wording.labels, {})
        shown = present_bars(wording.prompt, _together(rounds), wording.labels, {})
        return Bars(
            shown.title, shown.bars, shown.n, say_n("{n} round", "{n} rounds together", len(rounds))
        )

    def paper(self, wording: Wording) -> Sequence[Block]:
        head: tuple[Message, ...] = ("", *(say("Round {n}", n=number) for number in ON_PAPER))
        rows = tuple((wording.labels.get(one, one), *("" for _ in ON_PAPER)) for one in self.signs)
        return (Heading(wording.prompt, 3), Grid(head, rows, (4, *(1 for _ in ON_PAPER))))

    def fields(self, answer: Answer) -> Mapping[str, str]:
        return {
            user_input.name_field_part("value", one): user_input.TICKED for one in answer.split(" ")
        }

    @classmethod
    def sample(cls) -> tuple[Checklist, Wording]:
        labels = {
            "pauses": "Lets pauses be",
            "asks": "Asks open questions",
            "sums-up": "Sums up in own words",
            "advises": "Leaves advice out",
        }
        kind = cls(signs=("pauses", "asks", "sums-up", "advises"))
        return kind, Wording(
            prompt="What did the listener do?", hint="Tick what you saw.", labels=labels
        )

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        seen = (
            ("pauses", "asks"),
            ("asks",),
            ("none",),
            ("asks", "sums-up", "advises"),
            ("pauses",),
        )
        return [{f"value.{one}": "yes" for one in some} for some in seen]


def _together(rounds: Sequence[PublishedTicks]) -> PublishedTicks:
    """Open rounds as one."""
    totals = Counter[str]()
    for one in rounds:
        totals.update({sign: said for sign, said in one.cells if isinstance(said, int)})
    return PublishedTicks(
        tuple((sign, totals[sign]) for sign, _ in rounds[0].cells), sum(one.n for one in rounds)
    )
