"""Pick one of a few, or several. Asked again, rounds stand side by side, and changed minds are counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from seminar.core import typed
from seminar.core.counted import at_most, bars, cells
from seminar.core.errors import Refused
from seminar.core.kind import Answer, Id, Kind, Wording
from seminar.core.language import Words, say, say_n
from seminar.core.result import CountsOut, Result, TicksOut
from seminar.core.silence import silence
from seminar.core.tally import Counts, Ticks, count, ticks
from seminar.core.words import Bars, Block, Boxes, Choose, Form, Key, Option, Pair, Pairs, Tick, View

UNSURE = "unsure"
REASON = "reason"
"""The label id of the line that says why the answer of a quiz is right."""

BRIEF = 16
"""Letters in an option that may stand under its box, so that a few short ones share one row on paper."""


class Choice(Kind):
    """One of `options`, or up to `several` of them; with `unsure`, also a way out.

    The answer is the option's id, or the ids with spaces between.
    """

    compares: ClassVar[bool] = True

    kind: Literal["choice"] = "choice"
    options: Annotated[tuple[Id, ...], Field(min_length=2, max_length=10)]
    keys: Mapping[Id, Key] = {}
    """Option to the RAUS key whose mark it carries."""
    several: Annotated[int, Field(ge=1, le=10)] = 1
    """How many may be chosen at most."""
    answer: Id | None = None
    """The right option of a quiz: told with the result, with the line `reason` among the labels."""
    unsure: bool = False

    @model_validator(mode="after")
    def _options_fit(self) -> Choice:
        if len(set(self.values)) < len(self.values):
            raise ValueError(say("Two of `options` have the same id, or one is called `unsure` beside the way out."))
        if strangers := set(self.keys) - set(self.options):
            names = ", ".join(sorted(strangers))
            raise ValueError(say("`keys` names {names}, which is not among the options.", names=names))
        if self.answer is not None and (self.answer not in self.options or REASON in self.options):
            raise ValueError(say("`answer` must be one of the options, and none of them may be called `reason`."))
        if self.several > len(self.options):
            raise ValueError(say("`several` is more than there are options."))
        return self

    @property
    def values(self) -> tuple[str, ...]:
        return (*self.options, UNSURE) if self.unsure else self.options

    @property
    def tells_the_answer(self) -> bool:
        return self.answer is not None

    def scored(self, answer: Answer) -> tuple[int, int] | None:
        return None if self.answer is None else (int(self.answer in answer.split(" ")), 1)

    def label_ids(self) -> tuple[str, ...]:
        return self.values

    def optional_label_ids(self) -> tuple[str, ...]:
        return (REASON,) if self.answer else ()

    def ask(self, wording: Wording) -> Form:
        options = tuple(
            Option(one, self._label(one, wording), quiet=self.unsure and one == UNSURE) for one in self.values
        )
        if self.several > 1:
            return Form((Tick("value", wording.prompt, options, wording.hint, self.several),))
        return Form((Choose("value", wording.prompt, options, wording.hint),))

    def read(self, form: Mapping[str, str]) -> Answer:
        if self.several == 1:
            return typed.one_of(form, "value", self.values)
        chosen = typed.ticked(form, "value", self.values)
        if not chosen:
            raise Refused(say("Choose one of the answers, and send again."))
        if self.unsure and UNSURE in chosen and len(chosen) > 1:
            raise Refused(say("Choose either some of the answers or the way out, not both, and send again."))
        if len(chosen) > self.several:
            raise Refused(say("Choose at most {n}, and send again.", n=self.several))
        return " ".join(chosen)

    def tally(self, answers: Iterable[Answer]) -> Counts | Ticks:
        if self.several == 1:
            return count(answers, self.values)
        return ticks((answer.split(" ") for answer in answers), self.options, 1, self.several, UNSURE)

    def show(self, result: Result, wording: Wording) -> View:
        rounds = [one for one in result.rounds if isinstance(one, CountsOut | TicksOut)]
        if not rounds or not any(one.n for one in rounds):
            return silence(wording.prompt, result.last)
        if len(rounds) > 1:
            return self._side_by_side(rounds[-2], rounds[-1], result.changed, wording)
        each = say("Up to {n} each.", n=self.several) if self.several > 1 else ""
        shown = bars(wording.prompt, rounds[-1], wording.labels, self.keys, self._way_out, each)
        return self._answered(shown, wording) if self.answer else shown

    def paper(self, wording: Wording) -> Sequence[Block]:
        options = tuple(wording.labels.get(one, one) for one in self.values)
        in_a_row = len(options) <= 4 and all(len(option) <= BRIEF for option in options)
        gloss = at_most(self.several) if self.several > 1 else ""
        return (*wording.body.blocks, Boxes(wording.prompt, options, row=in_a_row, gloss=gloss))

    def fields(self, answer: Answer) -> Mapping[str, str]:
        if self.several == 1:
            return {"value": answer}
        return {typed.part("value", one): typed.TICKED for one in answer.split(" ")}

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

    @classmethod
    def more_samples(cls) -> Sequence[tuple[Choice, Wording, Sequence[Mapping[str, str]]]]:
        labels = {"pay": "Better pay", "time": "More time together", "calm": "Fewer meetings", "unsure": "Don't know"}
        several = cls(options=("pay", "time", "calm"), several=2, unsure=True)
        ticked = [("time",), ("time", "calm"), ("pay", "calm"), ("unsure",), ("time", "calm"), ("pay",), ("time",)]
        forms = [{f"value.{one}": "yes" for one in some} for some in ticked]
        told = {"trust": "Trust", "rank": "Rank", "reason": "The source says so in its first sentence."}
        quiz = cls(privacy="open", options=("trust", "rank"), answer="trust")
        return [
            (several, Wording(prompt="What would help most?", labels=labels), forms),
            (
                quiz,
                Wording(prompt="What is it built on?", labels=told),
                [{"value": "trust"}, {"value": "rank"}],
            ),
        ]

    @property
    def _way_out(self) -> str:
        return UNSURE if self.unsure else ""

    def _label(self, id_: str, wording: Wording) -> Words:
        return wording.labels.get(id_, id_)

    def _answered(self, shown: Bars, wording: Wording) -> Bars:
        """The bars with the right one marked, and why it is right."""
        told = tuple(replace(bar, right=id_ == self.answer) for id_, bar in zip(self.values, shown.bars, strict=True))
        return replace(shown, bars=told, note=wording.labels.get(REASON, shown.note))

    def _side_by_side(
        self, before: CountsOut | TicksOut, after: CountsOut | TicksOut, changed: int | None, wording: Wording
    ) -> Pairs:
        numbers = [
            [said if isinstance(said, int) else 0 for _, said in cells(one, self._way_out)] for one in (before, after)
        ]
        rows = tuple(
            Pair(self._told(id_, wording), first, second)
            for id_, first, second in zip(self.values, *numbers, strict=True)
        )
        minds = say_n("{n} changed their answer", "{n} changed their answer", changed) if changed is not None else ""
        names, why = (say("First vote"), say("Second vote")), wording.labels.get(REASON, "") if self.answer else ""
        return Pairs(wording.prompt, names, rows, (before.n, after.n), minds, why)

    def _told(self, id_: str, wording: Wording) -> Words:
        label = self._label(id_, wording)
        return say("{label} – the right answer", label=label) if id_ == self.answer else label
