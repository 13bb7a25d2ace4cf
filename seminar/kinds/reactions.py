"""A smile from the room: one tap, sent at once and counted while everyone looks on. In open
steps only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, ClassVar, Literal, cast

from pydantic import Field, model_validator

from seminar.core import user_input
from seminar.core.disclosure.privacy_class import Privacy
from seminar.core.disclosure.result import PublishedCounts, Result
from seminar.core.elements import Block, Boxes, Form, Option, Sign, Tap, View
from seminar.core.i18n import Message, Say, say
from seminar.core.model.kind import Kind, Sample, Wording
from seminar.core.presenting.counts import present_bars
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Counts, count_values

_SIGN_WORDS: dict[Sign, Say] = {
    "smile": say("A smile"),
    "thanks": say("Thank you"),
    "idea": say("An idea"),
    "question": say("A question"),
    "pause": say("I need a break"),
}
"""What each sign says, where the author says nothing else."""


class Reactions(Kind[Sign]):
    """One of `signs`, each with a word beside it; another tap takes its place."""

    starting_line: ClassVar[str] = (
        "smile: {kind: reactions, privacy: open, signs: [smile, thanks]}"
    )
    at_once: ClassVar[bool] = True

    kind: Literal["reactions"] = "reactions"
    privacy: Privacy = "open"
    signs: Annotated[tuple[Sign, ...], Field(min_length=2, max_length=5)] = (
        "smile",
        "thanks",
        "idea",
        "question",
    )

    @model_validator(mode="after")
    def _are_open_and_differ(self) -> Reactions:
        if self.privacy != "open":
            raise ValueError(
                say(
                    "Reactions are counted while everyone looks on, so they can only be open. "
                    "Write `privacy: open`, or ask in another way, such as `choice`."
                )
            )
        if len(set(self.signs)) < len(self.signs):
            raise ValueError(say("Two of `signs` are the same."))
        return self

    def optional_label_ids(self) -> tuple[str, ...]:
        return self.signs

    def build_form(self, wording: Wording) -> Form:
        options = tuple(
            Option(sign, self._sign_words(sign, wording), sign=sign)
            for sign in self.signs
        )
        return Form((Tap("value", wording.prompt, options, wording.hint),))

    def read_form(self, form: Mapping[str, str]) -> Sign:
        return cast(Sign, user_input.read_choice(form, "value", self.signs))

    def fill_form(self, answer: Sign) -> Mapping[str, str]:
        return {"value": answer}

    def count_answers(self, answers: Iterable[Sign]) -> Counts:
        return count_values(answers, self.signs)

    def build_view(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedCounts(_, n) as out if n:
                view = present_bars(wording.prompt, out, {}, {})
                signed_bars = (
                    replace(bar, label=self._sign_words(sign, wording), sign=sign)
                    for sign, bar in zip(self.signs, view.bars, strict=True)
                )
                return replace(view, bars=tuple(signed_bars))
            case nothing:
                return present_silence(wording.prompt, nothing)

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        labels = tuple(self._sign_words(sign, wording) for sign in self.signs)
        return (Boxes(wording.prompt, labels, row=True),)

    @classmethod
    def samples(cls) -> Sequence[Sample]:
        kind = cls(signs=("smile", "thanks", "idea", "pause"))
        wording = Wording(prompt="How was that?", labels={"idea": "Aha"})
        taps = ("smile", "idea", "smile", "thanks", "pause", "smile")
        return (Sample(kind, wording, [{"value": sign} for sign in taps]),)

    def _sign_words(self, sign: Sign, wording: Wording) -> Message:
        return wording.labels.get(sign) or _SIGN_WORDS[sign]
