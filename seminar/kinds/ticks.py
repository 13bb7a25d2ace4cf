"""Ask what observers saw: a list of signs to tick, round by round. The room sees how often each
sign was there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from pydantic import Field, JsonValue, model_validator

from seminar.core import user_input
from seminar.core.disclosure.privacy_class import Privacy
from seminar.core.disclosure.result import PublishedTicks, Result
from seminar.core.elements import Block, Form, Grid, Heading, Option, Tick, View
from seminar.core.errors import Refused
from seminar.core.i18n import Message, say, say_n
from seminar.core.model.kind import Id, Kind, Sample, Wording
from seminar.core.model.stored_answer import join_parts, split_ids
from seminar.core.presenting.counts import present_bars
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Ticks, count_ticks

NONE = "none"
"""The id of the box that says that none of the signs was seen, and how that is stored."""

PAPER_ROUNDS = range(1, 4)
"""Rounds that an observer may tick on one sheet: as many as a group of three has."""

SIGN_WIDTH = 4
"""How broad a sign is on paper, in columns of one round: a sign is a short sentence."""

TicksAnswer = tuple[str, ...]
"""The ids of the signs that one observer saw; empty where none of them was seen."""


class Checklist(Kind[TicksAnswer]):
    """The `signs` that were seen, or that none of them was."""

    starting_line: ClassVar[str] = (
        "signs: {kind: ticks, privacy: open, signs: [pauses, asks]}"
    )
    gathers: ClassVar[bool] = True

    kind: Literal["ticks"] = "ticks"
    privacy: Privacy = "open"
    signs: Annotated[tuple[Id, ...], Field(min_length=2, max_length=9)]

    @model_validator(mode="after")
    def _signs_differ(self) -> Checklist:
        if len({*self.signs, NONE}) <= len(self.signs):
            raise ValueError(
                say("Two of `signs` have the same id, or one is called `none`.")
            )
        return self

    def label_ids(self) -> tuple[str, ...]:
        return self.signs

    def optional_label_ids(self) -> tuple[str, ...]:
        return (NONE,)

    def build_form(self, wording: Wording) -> Form:
        options = tuple(Option(sign, wording.label(sign)) for sign in self.signs)
        none = Option(
            NONE, wording.labels.get(NONE) or say("None of these"), quiet=True
        )
        return Form((Tick("value", wording.prompt, (*options, none), wording.hint),))

    def read_form(self, form: Mapping[str, str]) -> TicksAnswer:
        ticked = user_input.read_ticks(form, "value", (*self.signs, NONE))
        if not ticked:
            raise Refused(
                say("Tick what you saw, or that it was none of these, and send again.")
            )
        if NONE in ticked and len(ticked) > 1:
            raise Refused(
                say(
                    "Tick either what you saw or that it was none of these, not both, and send "
                    "again."
                )
            )
        return () if NONE in ticked else ticked

    def fill_form(self, answer: TicksAnswer) -> Mapping[str, str]:
        return {
            user_input.name_field_part("value", id_): user_input.TICKED
            for id_ in answer or (NONE,)
        }

    def encode(self, answer: TicksAnswer) -> str:
        """Return the ids with spaces between, or `none`."""
        return join_parts(answer or (NONE,))

    def decode(self, stored: JsonValue) -> TicksAnswer:
        ids = split_ids(stored)
        return () if ids == (NONE,) else ids

    def count_answers(self, answers: Iterable[TicksAnswer]) -> Ticks:
        return count_ticks(answers, self.signs, least=0)

    def build_view(self, result: Result, wording: Wording) -> View:
        rounds = [
            out for out in result.rounds if isinstance(out, PublishedTicks) and out.n
        ]
        if not rounds:
            return present_silence(wording.prompt, result.last)
        view = present_bars(wording.prompt, _sum_rounds(rounds), wording.labels, {})
        if len(rounds) == 1:
            return view
        note = say_n("{n} round", "{n} rounds together", len(rounds))
        return replace(view, note=note)

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        head: tuple[Message, ...] = (
            "",
            *(say("Round {n}", n=number) for number in PAPER_ROUNDS),
        )
        empty = tuple("" for _ in PAPER_ROUNDS)
        rows = tuple((wording.label(sign), *empty) for sign in self.signs)
        widths = (SIGN_WIDTH, *(1 for _ in PAPER_ROUNDS))
        return (Heading(wording.prompt, 3), Grid(head, rows, widths))

    @classmethod
    def samples(cls) -> Sequence[Sample]:
        labels = {
            "pauses": "Lets pauses be",
            "asks": "Asks open questions",
            "sums-up": "Sums up in own words",
            "advises": "Leaves advice out",
        }
        kind = cls(signs=("pauses", "asks", "sums-up", "advises"))
        wording = Wording(
            prompt="What did the listener do?", hint="Tick what you saw.", labels=labels
        )
        observers: Sequence[TicksAnswer] = (
            ("pauses", "asks"),
            ("asks",),
            (),
            ("asks", "sums-up", "advises"),
            ("pauses",),
        )
        return (Sample(kind, wording, [kind.fill_form(signs) for signs in observers]),)


def _sum_rounds(rounds: Sequence[PublishedTicks]) -> PublishedTicks:
    """Return open rounds added up: how often each sign was seen, of so many observations."""
    if len(rounds) == 1:
        return rounds[0]
    totals = Counter[str]()
    for out in rounds:
        totals.update(
            {sign: number for sign, number in out.cells if isinstance(number, int)}
        )
    cells = tuple((sign, totals[sign]) for sign, _ in rounds[0].cells)
    return PublishedTicks(cells, sum(out.n for out in rounds))
