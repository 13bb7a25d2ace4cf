"""Pick one of a few. Asked again, the rounds stand side by side, and changed minds are counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from seminar.core import typed
from seminar.core.kind import Answer, Id, Kind, Wording
from seminar.core.language import Words, say, say_n
from seminar.core.result import CountsOut, Result
from seminar.core.silence import silence
from seminar.core.tally import Counts, count
from seminar.core.words import Bar, Bars, Block, Boxes, Choose, Form, Key, Option, Pair, Pairs, View

UNSURE = "unsure"
BRIEF = 16
"""Letters in an option that may stand under its box, so that a few short ones share one row on paper."""


class Choice(Kind):
    """One of `options`; with `unsure`, also a way out. The answer is the option's id."""

    compares: ClassVar[bool] = True

    kind: Literal["choice"] = "choice"
    options: Annotated[tuple[Id, ...], Field(min_length=2, max_length=9)]
    keys: Mapping[Id, Key] = {}
    """Option to the RAUS key whose mark it carries."""
    unsure: bool = False

    @model_validator(mode="after")
    def _options_differ(self) -> Choice:
        if len(set(self.values)) < len(self.values):
            raise ValueError(say("Two of `options` have the same id, or one is called `unsure` beside the way out."))
        if strangers := set(self.keys) - set(self.options):
            names = ", ".join(sorted(strangers))
            raise ValueError(say("`keys` names {names}, which is not among the options.", names=names))
        return self

    @property
    def values(self) -> tuple[str, ...]:
        return (*self.options, UNSURE) if self.unsure else self.options

    def label_ids(self) -> tuple[str, ...]:
        return self.values

    def ask(self, wording: Wording) -> Form:
        options = tuple(
            Option(one, self._label(one, wording), quiet=self.unsure and one == UNSURE) for one in self.values
        )
        return Form((Choose("value", wording.prompt, options, wording.hint),))

    def read(self, form: Mapping[str, str]) -> Answer:
        return typed.one_of(form, "value", self.values)

    def tally(self, answers: Iterable[Answer]) -> Counts:
        return count(answers, self.values)

    def show(self, result: Result, wording: Wording) -> View:
        rounds = [one for one in result.rounds if isinstance(one, CountsOut)]
        if not rounds or not any(one.n for one in rounds):
            return silence(wording.prompt, result.last)
        if len(rounds) > 1:
            return self._side_by_side(rounds[-2], rounds[-1], result.changed, wording)
        bars = tuple(Bar(self._label(id_, wording), number, self.keys.get(id_)) for id_, number in rounds[-1].cells)
        few = any(number is None for _, number in rounds[-1].cells)
        note = say("What few have chosen is shown without a number.") if few else ""
        return Bars(wording.prompt, bars, rounds[-1].n, note)

    def paper(self, wording: Wording) -> Sequence[Block]:
        options = tuple(wording.labels.get(one, one) for one in self.values)
        in_a_row = len(options) <= 4 and all(len(option) <= BRIEF for option in options)
        return (*wording.body.blocks, Boxes(wording.prompt, options, row=in_a_row))

    def fields(self, answer: Answer) -> Mapping[str, str]:
        return {"value": answer}

    @classmethod
    def sample(cls) -> tuple[Choice, Wording]:
        labels = {
            "alone": "Ask, with nobody else in the room",
            "mail": "Send a message to everyone",
            "wait": "Wait and see",
            "unsure": "Don't know",
        }
        kind = cls(privacy="open", options=("alone", "mail", "wait"), unsure=True)
        return kind, Wording(prompt="What do you do first?", labels=labels)

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        return [{"value": "alone"}, {"value": "mail"}, {"value": "wait"}, {"value": "unsure"}, {"value": "alone"}]

    def _label(self, id_: str, wording: Wording) -> Words:
        return wording.labels.get(id_, id_)

    def _side_by_side(self, before: CountsOut, after: CountsOut, changed: int | None, wording: Wording) -> Pairs:
        rows = tuple(
            Pair(self._label(id_, wording), first or 0, second or 0)
            for (id_, first), (_, second) in zip(before.cells, after.cells, strict=True)
        )
        minds = say_n("{n} changed their answer", "{n} changed their answer", changed) if changed is not None else ""
        return Pairs(wording.prompt, (say("First vote"), say("Second vote")), rows, (before.n, after.n), minds)
