"""Where one stands between two poles. Open rounds are dots on a line each; a guarded one is its
mean and its bands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from seminar.core import user_input
from seminar.core.disclosure.privacy_class import Privacy
from seminar.core.disclosure.result import Band, PublishedScale, PublishedScales, Result
from seminar.core.disclosure.small_cells import SummarisedPart, SummarySentence
from seminar.core.elements import (
    Block,
    Boxes,
    Cell,
    Choose,
    Form,
    Option,
    Row,
    Spectrum,
    Statements,
    Swarm,
    View,
)
from seminar.core.i18n import Message, say, say_n
from seminar.core.model.kind import Answer, Kind, Wording
from seminar.core.presenting import phrases
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Scales, histogram

LOW, HIGH = "low", "high"
"""The label ids of the two poles."""

_TONES: dict[SummarisedPart | int, Literal["most", "middle", "least"]] = {
    "agree": "most",
    "middle": "middle",
    "disagree": "least",
    "not_agree": "least",
    "not_disagree": "most",
}


class Between(Kind):
    """A step from 1 to `steps`, the first at the pole `low` and the last at the pole `high`. The
    answer is the step."""

    compares: ClassVar[bool] = True

    kind: Literal["spectrum"] = "spectrum"
    privacy: Privacy = "open"
    steps: Annotated[int, Field(ge=4, le=5)] = 5
    """As many as have room beside each other on the smallest phone; of four, none is in the
    middle."""

    def label_ids(self) -> tuple[str, ...]:
        return (LOW, HIGH)

    def ask(self, wording: Wording) -> Form:
        options = tuple(Option(str(step), str(step)) for step in range(1, self.steps + 1))
        return Form(
            (
                Choose(
                    "value",
                    wording.prompt,
                    options,
                    wording.hint,
                    compact=True,
                    ends=_poles(wording),
                ),
            )
        )

    def read(self, form: Mapping[str, str]) -> Answer:
        return user_input.read_whole_number(form, "value", 1, self.steps)

    def tally(self, answers: Iterable[Answer]) -> Scales:
        steps = histogram(answers, 1, self.steps)
        return Scales((("value", steps),), steps.n)

    def show(self, result: Result, wording: Wording) -> View:
        rounds = [
            one for one in result.rounds if isinstance(one, PublishedScales) and one.statements[0].n
        ]
        if not rounds:
            return present_silence(wording.prompt, result.last)
        swarms = tuple(
            self._swarm(name, one.statements[0])
            for name, one in zip(_names(rounds), rounds, strict=True)
        )
        if not all(swarm.counts for swarm in swarms):
            return self._in_bands(rounds[-1].statements[0], wording)
        changed = result.changed if len(rounds) > 1 else None
        minds = (
            say_n("{n} changed their answer", "{n} changed their answer", changed)
            if changed is not None
            else ""
        )
        return Spectrum(wording.prompt, _poles(wording), 1, swarms, minds)

    def paper(self, wording: Wording) -> Sequence[Block]:
        low, high = _poles(wording)
        steps = [str(step) for step in range(1, self.steps + 1)]
        return (
            Boxes(wording.prompt, (f"1 {low}", *steps[1:-1], f"{self.steps} {high}"), row=True),
        )

    def fields(self, answer: Answer) -> Mapping[str, str]:
        return {"value": str(answer)}

    @classmethod
    def sample(cls) -> tuple[Between, Wording]:
        labels = {"low": "By position", "high": "By relationship"}
        return cls(), Wording(prompt="How do you lead when it is urgent?", labels=labels)

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        return [{"value": str(step)} for step in (2, 5, 4, 5, 3, 4)]

    @classmethod
    def more_samples(cls) -> Sequence[tuple[Between, Wording, Sequence[Mapping[str, str]]]]:
        labels = {"low": "Alone", "high": "Together"}
        forms = [{"value": str(step)} for step in (1, 4, 5, 4, 3, 5, 2, 4)]
        return [
            (
                cls(privacy="guarded", steps=5),
                Wording(prompt="How do you work best?", labels=labels),
                forms,
            )
        ]

    def _swarm(self, name: Message, one: PublishedScale) -> Swarm:
        """A round; without counts where the steps are not told one by one."""
        counts = {band.part: band.count for band in one.bands}
        told = len(one.bands) == self.steps and all(isinstance(part, int) for part in counts)
        each = tuple(counts[step] for step in range(1, self.steps + 1)) if told else ()
        return Swarm(name, each, one.mean.value if one.mean else 0, one.n)

    def _in_bands(self, one: PublishedScale, wording: Wording) -> Statements:
        low, high = _poles(wording)
        # From the first pole to the other, as on the phone; bands come from the last.
        cells = tuple(
            _cell(band, low, high) for band in reversed(one.bands) if isinstance(band.part, str)
        )
        said: dict[SummarySentence, Message] = {
            "": "",
            "nearly_all_agree": say("Nearly all are nearer “{pole}”", pole=high),
            "nearly_all_disagree": say("Nearly all are nearer “{pole}”", pole=low),
            "most_in_the_middle": say("Most are in the middle"),
        }
        mean = phrases.phrase_mean(one.mean) if one.mean else ""
        value = one.mean.value if one.mean else None
        row = Row(wording.prompt, None, one.n, mean, cells, said[one.said], value=value)
        return Statements("", (row,), (1, low), (self.steps, high))


def _poles(wording: Wording) -> tuple[Message, Message]:
    return wording.labels.get(LOW, LOW), wording.labels.get(HIGH, HIGH)


def _names(rounds: Sequence[PublishedScales]) -> tuple[Message, ...]:
    return ("",) if len(rounds) == 1 else (say("First vote"), say("Second vote"))


def _cell(band: Band, low: Message, high: Message) -> Cell:
    words: dict[SummarisedPart | int, Message] = {
        "agree": say("Nearer “{pole}”", pole=high),
        "middle": say("Middle"),
        "disagree": say("Nearer “{pole}”", pole=low),
        "not_agree": say("Not nearer “{pole}”", pole=high),
        "not_disagree": say("Not nearer “{pole}”", pole=low),
    }
    return Cell(words[band.part], band.count, _TONES[band.part], band.percent)
