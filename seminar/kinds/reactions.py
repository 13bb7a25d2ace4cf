"""A smile from the room: one tap, sent at once and counted while everyone looks on. In open
steps only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from seminar.core import user_input
from seminar.core.disclosure.privacy_class import Privacy
from seminar.core.disclosure.result import PublishedCounts, Result
from seminar.core.elements import Block, Boxes, Form, Option, Sign, Tap, View
from seminar.core.i18n import Message, Say, say
from seminar.core.model.kind import Answer, Kind, Wording
from seminar.core.presenting.counts import present_bars
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Counts, count

_CALLED: dict[Sign, Say] = {
    "smile": say("A smile"),
    "thanks": say("Thank you"),
    "idea": say("An idea"),
    "question": say("A question"),
    "pause": say("I need a break"),
}
"""What each sign says, where the author says nothing else."""


class Reactions(Kind):
    """One of `signs`, each with a word beside it. The answer is the sign's name; another tap
    takes its place."""

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
                    "Reactions are counted while everyone looks on, so they can only be open. Write `privacy: open`, or"
                    " ask in another way, such as `choice`."
                )
            )
        if len(set(self.signs)) < len(self.signs):
            raise ValueError(say("Two of `signs` are the same."))
        return self

    def optional_label_ids(self) -> tuple[str, ...]:
        return self.signs

    def ask(self, wording: Wording) -> Form:
        options = tuple(Option(one, self._called(one, wording), sign=one) for one in self.signs)
        return Form((Tap("value", wording.prompt, options, wording.hint),))

    def read(self, form: Mapping[str, str]) -> Answer:
        return user_input.read_choice(form, "value", self.signs)

    def tally(self, answers: Iterable[Answer]) -> Counts:
        return count(answers, self.signs)

    def show(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedCounts(_, n) as out if n:
                shown = present_bars(wording.prompt, out, {}, {})
                drawn = (
                    replace(bar, label=self._called(one, wording), sign=one)
                    for one, bar in zip(self.signs, shown.bars, strict=True)
                )
                return replace(shown, bars=tuple(drawn))
            case nothing:
                return present_silence(wording.prompt, nothing)

    def paper(self, wording: Wording) -> Sequence[Block]:
        return (
            Boxes(
                wording.prompt, tuple(self._called(one, wording) for one in self.signs), row=True
            ),
        )

    def fields(self, answer: Answer) -> Mapping[str, str]:
        return {"value": answer}

    @classmethod
    def sample(cls) -> tuple[Reactions, Wording]:
        return cls(signs=("smile", "thanks", "idea", "pause")), Wording(
            prompt="How was that?", labels={"idea": "Aha"}
        )

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        return [{"value": one} for one in ("smile", "idea", "smile", "thanks", "pause", "smile")]

    def _called(self, sign: Sign, wording: Wording) -> Message:
        return wording.labels.get(sign) or _CALLED[sign]
