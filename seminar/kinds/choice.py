"""Pick one of a few options, or several; with `confidence`, also say how sure one is.

Asked again, the last two rounds stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import Annotated, Literal

from pydantic import Field, JsonValue, model_validator

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
from seminar.core.model.kind import Id, Kind, Sample, Wording
from seminar.core.model.stored_answer import join_parts, split_ids, split_parts
from seminar.core.presenting.counts import (
    list_cells,
    phrase_limit,
    present_bars,
    rank_cells,
)
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Counts, Sorted, Ticks, count_ticks, count_values

UNSURE = "unsure"
"""The id of the way out: «don't know / would rather not say»."""

REASON = "reason"
"""The label id of the line that says why the answer of a quiz is right."""

TALLY = "tally"
"""The label id of a sentence beneath the bars that says how many have chosen, with `{n}` for the
number."""

CONFIDENCE = "confidence"
"""The field that asks how sure one is, and the label id of the author's own words for it."""

SURE: Mapping[str, Message] = {
    "1": say("Not sure"),
    "2": say("Fairly sure"),
    "3": say("Sure"),
}

SHORT_OPTION = 16
"""Letters in an option that may stand beside its box: a few options so short share one row of a
sheet, and longer ones would break it."""

Votes = PublishedCounts | PublishedTicks
"""A round that may be told in numbers."""


@dataclass(frozen=True, slots=True)
class ChoiceAnswer:
    """A participant's choice: no options where only the confidence was given."""

    options: tuple[str, ...]
    confidence: str | None = None
    """One of `SURE`; None where it was not asked or was left out."""


class Choice(Kind[ChoiceAnswer]):
    """One of `options`, or up to `several` of them; with `unsure`, also a way out."""

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

    # --- what the author may write ----------------------------------------------------------------

    @model_validator(mode="after")
    def _options_fit(self) -> Choice:
        if len(set(self.values)) < len(self.values):
            raise ValueError(
                say(
                    "Two of `options` have the same id, or one is called `unsure` beside the way "
                    "out."
                )
            )
        if strangers := set(self.keys) - set(self.options):
            names = ", ".join(sorted(strangers))
            raise ValueError(
                say(
                    "`keys` names {names}, which is not among the options.", names=names
                )
            )
        if self.answer is not None and (
            self.answer not in self.options or REASON in self.options
        ):
            raise ValueError(
                say(
                    "`answer` must be one of the options, and none of them may be called `reason`."
                )
            )
        if self.several > len(self.options):
            raise ValueError(say("`several` is more than there are options."))
        if self.confidence and (self.several > 1 or CONFIDENCE in self.options):
            raise ValueError(
                say(
                    "`confidence` is for a choice of one, and none of them may be called "
                    "`confidence`."
                )
            )
        if self.ranked and self.answer is not None:
            raise ValueError(
                say(
                    "The answers of a quiz keep their order. Take `ranked` out, or `answer`."
                )
            )
        return self

    @property
    def values(self) -> tuple[str, ...]:
        """All that can be chosen, the way out last."""
        return (*self.options, UNSURE) if self.unsure else self.options

    def label_ids(self) -> tuple[str, ...]:
        return self.values

    def optional_label_ids(self) -> tuple[str, ...]:
        reason = (REASON,) if self.answer else ()
        confidence = (CONFIDENCE,) if self.confidence else ()
        return (TALLY, *reason, *confidence)

    # --- abilities --------------------------------------------------------------------------------

    @property
    def tells_the_answer(self) -> bool:
        return self.answer is not None

    def score_answer(self, answer: ChoiceAnswer) -> tuple[int, int] | None:
        if self.answer is None or not answer.options:
            return None
        return int(self.answer in answer.options), 1

    def read_position(self, answer: ChoiceAnswer) -> tuple[str, ...] | None:
        return answer.options or None

    # --- the form and its answer ------------------------------------------------------------------

    def build_form(self, wording: Wording) -> Form:
        options = tuple(
            Option(id_, self._label(id_, wording), quiet=self.unsure and id_ == UNSURE)
            for id_ in self.values
        )
        if self.several > 1:
            return Form(
                (Tick("value", wording.prompt, options, wording.hint, self.several),)
            )
        choose = Choose("value", wording.prompt, options, wording.hint)
        if not self.confidence:
            return Form((choose,))
        steps = tuple(Option(step, step) for step in SURE)
        prompt = self._confidence_prompt(wording)
        ends = (SURE["1"], SURE["3"])
        return Form(
            (choose, Choose(CONFIDENCE, prompt, steps, compact=True, ends=ends))
        )

    def read_form(self, form: Mapping[str, str]) -> ChoiceAnswer:
        if self.confidence and (form.get("value") or form.get(CONFIDENCE)):
            return self._read_with_confidence(form)
        if self.several == 1:
            return ChoiceAnswer((user_input.read_choice(form, "value", self.values),))
        ticked = user_input.read_ticks(form, "value", self.values)
        if not ticked:
            raise Refused(say("Choose one of the answers, and send again."))
        if self.unsure and UNSURE in ticked and len(ticked) > 1:
            raise Refused(
                say(
                    "Choose either some of the answers or the way out, not both, and send again."
                )
            )
        if len(ticked) > self.several:
            raise Refused(say("Choose at most {n}, and send again.", n=self.several))
        return ChoiceAnswer(ticked)

    def _read_with_confidence(self, form: Mapping[str, str]) -> ChoiceAnswer:
        """Return the option and the confidence, of which either may be left out."""
        options: tuple[str, ...] = ()
        if form.get("value"):
            options = (user_input.read_choice(form, "value", self.values),)
        confidence = None
        if form.get(CONFIDENCE):
            confidence = user_input.read_choice(form, CONFIDENCE, tuple(SURE))
        return ChoiceAnswer(options, confidence)

    def fill_form(self, answer: ChoiceAnswer) -> Mapping[str, str]:
        if self.several > 1:
            return {
                user_input.name_field_part("value", id_): user_input.TICKED
                for id_ in answer.options
            }
        value = {"value": answer.options[0]} if answer.options else {}
        confidence = {CONFIDENCE: answer.confidence} if answer.confidence else {}
        return value | confidence

    def encode(self, answer: ChoiceAnswer) -> str:
        """Return the ids with spaces between; with `confidence` the id and the step, such as `time
        3` or `- 3`."""
        if self.confidence:
            option = answer.options[0] if answer.options else None
            return join_parts((option, answer.confidence))
        return join_parts(answer.options)

    def decode(self, stored: JsonValue) -> ChoiceAnswer:
        if not self.confidence:
            return ChoiceAnswer(split_ids(stored))
        option, confidence = split_parts(stored)
        return ChoiceAnswer((option,) if option else (), confidence)

    # --- counting and showing ---------------------------------------------------------------------

    def count_answers(self, answers: Iterable[ChoiceAnswer]) -> Counts | Ticks | Sorted:
        if self.several > 1:
            ticked = (answer.options for answer in answers)
            return count_ticks(ticked, self.options, 1, self.several, UNSURE)
        people = list(answers)
        votes = count_values(
            (id_ for answer in people for id_ in answer.options), self.values
        )
        if not self.confidence:
            return votes
        steps = (answer.confidence for answer in people if answer.confidence)
        return Sorted((("value", votes), (CONFIDENCE, count_values(steps, SURE))))

    def build_view(self, result: Result, wording: Wording) -> View:
        rounds = _counted_rounds(result, card=0)
        if not any(votes.n for votes in rounds):
            return present_silence(wording.prompt, _without_counts(result.last))
        if len(rounds) > 1:
            return self._compare_rounds(result, rounds, wording)
        (votes,) = rounds
        shown = rank_cells(votes, self._way_out) if self.ranked else votes
        note = say("Up to {n} each.", n=self.several) if self.several > 1 else ""
        view = present_bars(
            wording.prompt, shown, self._labels(wording), self.keys, self._way_out, note
        )
        view = replace(view, tally=self._tally_sentence(votes.n, wording))
        return self._mark_the_answer(view, wording) if self.answer else view

    def build_second_view(self, result: Result, wording: Wording) -> View | None:
        rounds = _counted_rounds(result, card=1) if self.confidence else []
        if not any(votes.n for votes in rounds):
            return None
        title = self._confidence_prompt(wording)
        if len(rounds) == 1:
            return present_bars(title, rounds[0], SURE, {})
        return _side_by_side(title, SURE, rounds)

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        options = tuple(self._labels(wording).values())
        in_a_row = len(options) <= 4 and all(
            len(option) <= SHORT_OPTION for option in options
        )
        gloss = phrase_limit(self.several) if self.several > 1 else ""
        boxes = Boxes(wording.prompt, options, row=in_a_row, gloss=gloss)
        if not self.confidence:
            return (*wording.body.blocks, boxes)
        sure = Boxes(self._confidence_prompt(wording), tuple(SURE.values()), row=True)
        return (*wording.body.blocks, boxes, sure)

    @classmethod
    def samples(cls) -> Sequence[Sample]:
        return (
            _sample_dilemma(),
            _sample_several(),
            _sample_quiz(),
            _sample_confidence(),
        )

    # --- parts ------------------------------------------------------------------------------------

    @property
    def _way_out(self) -> str:
        return UNSURE if self.unsure else ""

    def _confidence_prompt(self, wording: Wording) -> Message:
        return wording.labels.get(CONFIDENCE) or say("How sure are you?")

    def _label(self, id_: str, wording: Wording) -> str:
        """Return the words of an answer.

        Where a case is told it has a letter, to be named by when people talk about it.
        """
        label = wording.label(id_)
        if not wording.body or id_ not in self.options:
            return label
        letter = ascii_uppercase[self.options.index(id_)]
        return f"{letter} {label}"

    def _labels(self, wording: Wording) -> dict[str, str]:
        return {id_: self._label(id_, wording) for id_ in self.values}

    def _label_with_verdict(self, id_: str, wording: Wording) -> Message:
        label = self._label(id_, wording)
        return (
            say("{label} – the right answer", label=label)
            if id_ == self.answer
            else label
        )

    def _tally_sentence(self, n: int, wording: Wording) -> str:
        """Return the author's sentence on how many have chosen; `tally` may also be an option."""
        if TALLY in self.options:
            return ""
        return wording.labels.get(TALLY, "").replace("{n}", str(n))

    def _mark_the_answer(self, view: Bars, wording: Wording) -> Bars:
        """Return the bars with the right answer marked, and why it is right."""
        marked = tuple(
            replace(bar, right=id_ == self.answer)
            for id_, bar in zip(self.values, view.bars, strict=True)
        )
        return replace(view, bars=marked, note=wording.labels.get(REASON, view.note))

    def _compare_rounds(
        self, result: Result, rounds: Sequence[Votes], wording: Wording
    ) -> Pairs:
        labels = {id_: self._label_with_verdict(id_, wording) for id_ in self.values}
        reason = wording.labels.get(REASON, "") if self.answer else ""
        return _side_by_side(
            wording.prompt, labels, rounds, self._way_out, result.changed, reason
        )


def _counted_rounds(result: Result, card: int) -> list[Votes]:
    """Return the rounds that may be told in numbers; with confidence those of the choice (card 0)
    or of how sure people are (card 1)."""
    parts = (
        part.cards[card][1] if isinstance(part, PublishedSorting) else part
        for part in result.rounds
    )
    return [
        part for part in parts if isinstance(part, PublishedCounts | PublishedTicks)
    ]


def _without_counts(out: PublishedResult) -> PublishedResult:
    """Return why there is nothing to count.

    Too few may have chosen where enough have said how sure they are.
    """
    return Withheld(least=out.least) if isinstance(out, PublishedSorting) else out


def _side_by_side(
    title: Message,
    labels: Mapping[str, Message],
    rounds: Sequence[Votes],
    way_out: str = "",
    changed: int | None = None,
    note: Message = "",
) -> Pairs:
    """Build the last two rounds, option by option."""
    before, after = rounds[-2:]
    rows = tuple(
        Pair(label, number_before, number_after)
        for label, number_before, number_after in zip(
            labels.values(),
            _numbers(before, way_out),
            _numbers(after, way_out),
            strict=True,
        )
    )
    changes: Message = ""
    if changed is not None:
        changes = say_n("{n} changed their answer", "{n} changed their answer", changed)
    names = (say("First vote"), say("Second vote"))
    return Pairs(title, names, rows, (before.n, after.n), changes, note)


def _numbers(votes: Votes, way_out: str) -> list[int]:
    """Return the number of each option; 0 for what is told in a word."""
    return [
        number if isinstance(number, int) else 0
        for _, number in list_cells(votes, way_out)
    ]


# --- samples --------------------------------------------------------------------------------------

_HELP = {"pay": "Better pay", "time": "More time together", "calm": "Fewer meetings"}


def _sample_dilemma() -> Sample:
    labels = {
        "alone": "Ask, with nobody else in the room",
        "mail": "Send a message to everyone",
        "wait": "Wait and see",
        "unsure": "Don't know",
    }
    kind = Choice(privacy="open", options=("alone", "mail", "wait"), unsure=True)
    wording = Wording(prompt="What do you do first?", labels=labels)
    votes = ("alone", "mail", "wait", "unsure", "alone")
    return Sample(kind, wording, [{"value": vote} for vote in votes])


def _sample_several() -> Sample:
    kind = Choice(options=("pay", "time", "calm"), several=2, unsure=True)
    wording = Wording(
        prompt="What would help most?", labels={**_HELP, "unsure": "Don't know"}
    )
    people = (
        ("time",),
        ("time", "calm"),
        ("pay", "calm"),
        ("unsure",),
        ("time", "calm"),
        ("pay",),
        ("time",),
    )
    forms = [{f"value.{option}": "yes" for option in ticked} for ticked in people]
    return Sample(kind, wording, forms)


def _sample_quiz() -> Sample:
    kind = Choice(privacy="open", options=("trust", "rank"), answer="trust")
    labels = {
        "trust": "Trust",
        "rank": "Rank",
        "reason": "The source says so in its first sentence.",
    }
    wording = Wording(prompt="What is it built on?", labels=labels)
    return Sample(kind, wording, [{"value": "trust"}, {"value": "rank"}])


def _sample_confidence() -> Sample:
    kind = Choice(options=("pay", "time", "calm"), confidence=True)
    wording = Wording(prompt="What would help most?", labels=_HELP)
    forms = [
        {"value": "time", "confidence": "3"},
        {"value": "pay", "confidence": "1"},
        {"value": "time"},
    ]
    return Sample(kind, wording, forms)
