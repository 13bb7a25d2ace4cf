"""Pick one of a few, or several; with `confidence`, also how sure one is. Asked again, rounds
stand side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from string import ascii_uppercase
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from seminar.core import user_input
from seminar.core.disclosure.result import (
    PublishedCounts,
    PublishedResult,
    PublishedSorting,
    PublishedTicks,
    Result,
    Withheld,
)
from seminar.core.elements import (
    Bars,
    Block,
    Boxes,
    Choose,
    Form,
    Key,
    Option,
    Pair,
    Pairs,
    Tick,
    View,
)
from seminar.core.errors import Refused
from seminar.core.i18n import Message, say, say_n
from seminar.core.model.kind import Answer, Id, Kind, Wording
from seminar.core.presenting.counts import list_cells, phrase_limit, present_bars, rank_cells
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Counts, Sorted, Ticks, count, ticks

UNSURE = "unsure"
REASON = "reason"
"""The label id of the line that says why the answer of a quiz is right."""

TALLY = "tally"
"""The label id of a sentence beneath the bars that says how many have chosen, with `{n}` for the
number."""

CONFIDENCE = "confidence"
"""The field that asks how sure one is, and the label id of the author's own words for it."""
SURE: Mapping[str, Message] = {"1": say("Not sure"), "2": say("Fairly sure"), "3": say("Sure")}
LEFT_OUT = "-"

BRIEF = 16
"""Letters in an option that may stand under its box, so that a few short ones share one row on
paper."""


class Choice(Kind):
    """One of `options`, or up to `several` of them; with `unsure`, also a way out.

    The answer is the option's id, or the ids with spaces between. With `confidence` it is the
    option and how sure from 1 to 3, with a space between, and `-` for what was left out.
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
    confidence: bool = False
    """Whether it asks how sure people are, too. Shown beside the votes and never crossed with
    them."""
    ranked: bool = False
    """Whether the most chosen stands first in the result, and not in the author's order."""

    @model_validator(mode="after")
    def _options_fit(self) -> Choice:
        if len(set(self.values)) < len(self.values):
            raise ValueError(
                say(
                    "Two of `options` have the same id, or one is called `unsure` beside the way out."
                )
            )
        if strangers := set(self.keys) - set(self.options):
            names = ", ".join(sorted(strangers))
            raise ValueError(
                say("`keys` names {names}, which is not among the options.", names=names)
            )
        if self.answer is not None and (self.answer not in self.options or REASON in self.options):
            raise ValueError(
                say("`answer` must be one of the options, and none of them may be called `reason`.")
            )
        if self.several > len(self.options):
            raise ValueError(say("`several` is more than there are options."))
        if self.confidence and (self.several > 1 or CONFIDENCE in self.options):
            raise ValueError(
                say(
                    "`confidence` is for a choice of one, and none of them may be called `confidence`."
                )
            )
        if self.ranked and self.answer is not None:
            raise ValueError(
                say("The answers of a quiz keep their order. Take `ranked` out, or `answer`.")
            )
        return self

    @property
    def values(self) -> tuple[str, ...]:
        return (*self.options, UNSURE) if self.unsure else self.options

    @property
    def tells_the_answer(self) -> bool:
        return self.answer is not None

    def scored(self, answer: Answer) -> tuple[int, int] | None:
        if self.answer is None or self.mind(answer) is None:
            return None
        return int(self.answer in answer.split(" ")), 1

    def label_ids(self) -> tuple[str, ...]:
        return self.values

    def optional_label_ids(self) -> tuple[str, ...]:
        return (
            TALLY,
            *([REASON] if self.answer else ()),
            *([CONFIDENCE] if self.confidence else ()),
        )

    def mind(self, answer: Answer) -> Answer | None:
        chosen = answer.partition(" ")[0] if self.confidence else answer
        return None if chosen == LEFT_OUT else chosen

    def ask(self, wording: Wording) -> Form:
        options = tuple(
            Option(one, self._label(one, wording), quiet=self.unsure and one == UNSURE)
            for one in self.values
        )
        if self.several > 1:
            return Form((Tick("value", wording.prompt, options, wording.hint, self.several),))
        chosen = Choose("value", wording.prompt, options, wording.hint)
        if not self.confidence:
            return Form((chosen,))
        steps, ends = tuple(Option(step, step) for step in SURE), (SURE["1"], SURE["3"])
        return Form(
            (
                chosen,
                Choose(CONFIDENCE, self._asks_how_sure(wording), steps, compact=True, ends=ends),
            )
        )

    def read(self, form: Mapping[str, str]) -> Answer:
        if self.confidence and (form.get("value") or form.get(CONFIDENCE)):
            fields = {"value": self.values, CONFIDENCE: tuple(SURE)}
            return " ".join(
                user_input.read_choice(form, *one) if form.get(one[0]) else LEFT_OUT
                for one in fields.items()
            )
        if self.several == 1:
            return user_input.read_choice(form, "value", self.values)
        chosen = user_input.read_ticks(form, "value", self.values)
        if not chosen:
            raise Refused(say("Choose one of the answers, and send again."))
        if self.unsure and UNSURE in chosen and len(chosen) > 1:
            raise Refused(
                say("Choose either some of the answers or the way out, not both, and send again.")
            )
        if len(chosen) > self.several:
            raise Refused(say("Choose at most {n}, and send again.", n=self.several))
        return " ".join(chosen)

    def tally(self, answers: Iterable[Answer]) -> Counts | Ticks | Sorted:
        if self.confidence:
            both = tuple(zip(*(answer.split(" ") for answer in answers), strict=True)) or ((), ())
            asked = zip(("value", CONFIDENCE), both, (self.values, tuple(SURE)), strict=True)
            return Sorted(
                tuple(
                    (name, count((x for x in some if x != LEFT_OUT), every))
                    for name, some, every in asked
                )
            )
        if self.several == 1:
            return count(answers, self.values)
        return ticks(
            (answer.split(" ") for answer in answers), self.options, 1, self.several, UNSURE
        )

    def show(self, result: Result, wording: Wording) -> View:
        rounds = _counted(result, 0)
        if not rounds or not any(one.n for one in rounds):
            return present_silence(wording.prompt, _silent(result.last))
        if len(rounds) > 1:
            told = {id_: self._told(id_, wording) for id_ in self.values}
            why = wording.labels.get(REASON, "") if self.answer else ""
            return _side_by_side(wording.prompt, told, rounds, self._way_out, result.changed, why)
        each = say("Up to {n} each.", n=self.several) if self.several > 1 else ""
        newest = rank_cells(rounds[-1], self._way_out) if self.ranked else rounds[-1]
        tally = (
            ""
            if TALLY in self.options
            else wording.labels.get(TALLY, "").replace("{n}", str(newest.n))
        )
        shown = present_bars(
            wording.prompt, newest, self._labels(wording), self.keys, self._way_out, each
        )
        shown = replace(shown, tally=tally)
        return self._answered(shown, wording) if self.answer else shown

    def beside(self, result: Result, wording: Wording) -> View | None:
        rounds = _counted(result, 1) if self.confidence else []
        if not any(one.n for one in rounds):
            return None
        title = self._asks_how_sure(wording)
        return (
            present_bars(title, rounds[-1], SURE, {})
            if len(rounds) == 1
            else _side_by_side(title, SURE, rounds)
        )

    def paper(self, wording: Wording) -> Sequence[Block]:
        options = tuple(self._labels(wording).values())
        in_a_row = len(options) <= 4 and all(len(option) <= BRIEF for option in options)
        gloss = phrase_limit(self.several) if self.several > 1 else ""
        sure = (
            (Boxes(self._asks_how_sure(wording), tuple(SURE.values()), row=True),)
            if self.confidence
            else ()
        )
        return (
            *wording.body.blocks,
            Boxes(wording.prompt, options, row=in_a_row, gloss=gloss),
            *sure,
        )

    def fields(self, answer: Answer) -> Mapping[str, str]:
        if self.confidence:
            given = zip(("value", CONFIDENCE), answer.split(" "), strict=True)
            return {name: chosen for name, chosen in given if chosen != LEFT_OUT}
        if self.several == 1:
            return {"value": answer}
        return {
            user_input.name_field_part("value", one): user_input.TICKED for one in answer.split(" ")
        }

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
        return [
            {"value": "alone"},
            {"value": "mail"},
            {"value": "wait"},
            {"value": "unsure"},
            {"value": "alone"},
        ]

    @classmethod
    def more_samples(cls) -> Sequence[tuple[Choice, Wording, Sequence[Mapping[str, str]]]]:
        labels = {
            "pay": "Better pay",
            "time": "More time together",
            "calm": "Fewer meetings",
            "unsure": "Don't know",
        }
        several = cls(options=("pay", "time", "calm"), several=2, unsure=True)
        ticked = [
            ("time",),
            ("time", "calm"),
            ("pay", "calm"),
            ("unsure",),
            ("time", "calm"),
            ("pay",),
            ("time",),
        ]
        forms = [{f"value.{one}": "yes" for one in some} for some in ticked]
        told = {
            "trust": "Trust",
            "rank": "Rank",
            "reason": "The source says so in its first sentence.",
        }
        quiz = cls(privacy="open", options=("trust", "rank"), answer="trust")
        return [
            (several, Wording(prompt="What would help most?", labels=labels), forms),
            (
                quiz,
                Wording(prompt="What is it built on?", labels=told),
                [{"value": "trust"}, {"value": "rank"}],
            ),
            (
                cls(options=("pay", "time", "calm"), confidence=True),
                Wording(
                    prompt="What would help most?",
                    labels={one: labels[one] for one in ("pay", "time", "calm")},
                ),
                [
                    {"value": "time", "confidence": "3"},
                    {"value": "pay", "confidence": "1"},
                    {"value": "time"},
                ],
            ),
        ]

    @property
    def _way_out(self) -> str:
        return UNSURE if self.unsure else ""

    def _asks_how_sure(self, wording: Wording) -> Message:
        return wording.labels.get(CONFIDENCE) or say("How sure are you?")

    def _label(self, id_: str, wording: Wording) -> str:
        """The words of an answer. Where a case is told it has a letter, to be named by when
        people talk about it."""
        label = wording.labels.get(id_, id_)
        return (
            f"{ascii_uppercase[self.options.index(id_)]} {label}"
            if wording.body and id_ in self.options
            else label
        )

    def _labels(self, wording: Wording) -> dict[str, str]:
        return {id_: self._label(id_, wording) for id_ in self.values}

    def _answered(self, shown: Bars, wording: Wording) -> Bars:
        """The bars with the right one marked, and why it is right."""
        told = tuple(
            replace(bar, right=id_ == self.answer)
            for id_, bar in zip(self.values, shown.bars, strict=True)
        )
        return replace(shown, bars=told, note=wording.labels.get(REASON, shown.note))

    def _told(self, id_: str, wording: Wording) -> Message:
        label = self._label(id_, wording)
        return say("{label} – the right answer", label=label) if id_ == self.answer else label


def _counted(result: Result, which: int) -> list[PublishedCounts | PublishedTicks]:
    """The rounds that may be counted aloud: of the choice, or where `which` is 1 of how sure
    people are."""
    parts = (
        one.cards[which][1] if isinstance(one, PublishedSorting) else one for one in result.rounds
    )
    return [one for one in parts if isinstance(one, PublishedCounts | PublishedTicks)]


def _silent(out: PublishedResult) -> PublishedResult:
    """Why there is nothing to count; too few may have chosen where enough have said how sure
    they are."""
    return Withheld(least=out.least) if isinstance(out, PublishedSorting) else out


def _side_by_side(
    title: Message,
    labels: Mapping[str, Message],
    rounds: Sequence[PublishedCounts | PublishedTicks],
    way_out: str = "",
    changed: int | None = None,
    note: Message = "",
) -> Pairs:
    """The last two rounds, option by option."""
    before, after = rounds[-2:]
    numbers = [
        [said if isinstance(said, int) else 0 for _, said in list_cells(one, way_out)]
        for one in (before, after)
    ]
    rows = tuple(Pair(labels[id_], *both) for id_, *both in zip(labels, *numbers, strict=True))
    minds = (
        say_n("{n} changed their answer", "{n} changed their answer", changed)
        if changed is not None
        else ""
    )
    return Pairs(
        title, (say("First vote"), say("Second vote")), rows, (before.n, after.n), minds, note
    )
