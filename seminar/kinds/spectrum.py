"""Ask where people stand between two poles. Open rounds are dots on a line each; a guarded round is
its mean and its bands."""

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
from seminar.core.model.kind import Kind, Sample, Wording
from seminar.core.presenting import phrases
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Scales, build_histogram

LOW = "low"
HIGH = "high"
"""The label ids of the two poles."""

_TONES: dict[SummarisedPart | int, Literal["most", "middle", "least"]] = {
    "agree": "most",
    "middle": "middle",
    "disagree": "least",
    "not_agree": "least",
    "not_disagree": "most",
}


class Between(Kind[int]):
    """A step from 1 to `steps`, the first at the pole `low` and the last at the pole `high`."""

    starting_line: ClassVar[str] = "stand: {kind: spectrum, privacy: open, steps: 5}"

    kind: Literal["spectrum"] = "spectrum"
    privacy: Privacy = "open"
    steps: Annotated[int, Field(ge=4, le=5)] = 5
    """As many as have room beside each other on the smallest phone; of four, none is in the
    middle."""

    def label_ids(self) -> tuple[str, ...]:
        return (LOW, HIGH)

    def read_position(self, answer: int) -> int:
        return answer

    def build_form(self, wording: Wording) -> Form:
        options = tuple(
            Option(str(step), str(step)) for step in range(1, self.steps + 1)
        )
        ends = _poles(wording)
        choose = Choose(
            "value", wording.prompt, options, wording.hint, compact=True, ends=ends
        )
        return Form((choose,))

    def read_form(self, form: Mapping[str, str]) -> int:
        return user_input.read_whole_number(form, "value", 1, self.steps)

    def fill_form(self, answer: int) -> Mapping[str, str]:
        return {"value": str(answer)}

    def count_answers(self, answers: Iterable[int]) -> Scales:
        histogram = build_histogram(answers, 1, self.steps)
        return Scales((("value", histogram),), histogram.n)

    def build_view(self, result: Result, wording: Wording) -> View:
        rounds = [
            out.statements[0]
            for out in result.rounds
            if isinstance(out, PublishedScales) and out.statements[0].n
        ]
        if not rounds:
            return present_silence(wording.prompt, result.last)
        names = _round_names(len(rounds))
        swarms = tuple(self._swarm(*named) for named in zip(names, rounds, strict=True))
        if not all(swarm.counts for swarm in swarms):
            return self._in_bands(rounds[-1], wording)
        changes: Message = ""
        if len(rounds) > 1 and (changed := result.changed) is not None:
            changes = say_n(
                "{n} changed their answer", "{n} changed their answer", changed
            )
        return Spectrum(wording.prompt, _poles(wording), 1, swarms, changes)

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        low, high = _poles(wording)
        between = (str(step) for step in range(2, self.steps))
        labels = (f"1 {low}", *between, f"{self.steps} {high}")
        return (Boxes(wording.prompt, labels, row=True),)

    @classmethod
    def samples(cls) -> Sequence[Sample]:
        return (
            Sample(
                cls(),
                Wording(
                    prompt="How do you lead when it is urgent?",
                    labels={"low": "By position", "high": "By relationship"},
                ),
                [{"value": str(step)} for step in (2, 5, 4, 5, 3, 4)],
            ),
            Sample(
                cls(privacy="guarded", steps=5),
                Wording(
                    prompt="How do you work best?",
                    labels={"low": "Alone", "high": "Unbroken"},
                ),
                [{"value": str(step)} for step in (1, 4, 5, 4, 3, 5, 2, 4)],
            ),
        )

    def _swarm(self, name: Message, scale: PublishedScale) -> Swarm:
        """Build a round; without counts where the steps are not told one by one."""
        mean = scale.mean.value if scale.mean else 0
        counts = {band.part: band.count for band in scale.bands}
        told_by_step = len(counts) == self.steps and all(
            isinstance(part, int) for part in counts
        )
        if not told_by_step:
            return Swarm(name, (), mean, scale.n)
        steps = range(1, self.steps + 1)
        return Swarm(name, tuple(counts[step] for step in steps), mean, scale.n)

    def _in_bands(self, scale: PublishedScale, wording: Wording) -> Statements:
        low, high = _poles(wording)
        # From the first pole to the other, as on the phone; bands come from the last.
        cells = tuple(
            _cell(band, low, high)
            for band in reversed(scale.bands)
            if isinstance(band.part, str)
        )
        sentences: dict[SummarySentence, Message] = {
            "": "",
            "nearly_all_agree": say("Nearly all are nearer “{pole}”", pole=high),
            "nearly_all_disagree": say("Nearly all are nearer “{pole}”", pole=low),
            "most_in_the_middle": say("Most are in the middle"),
        }
        mean = phrases.phrase_mean(scale.mean) if scale.mean else ""
        value = scale.mean.value if scale.mean else None
        sentence = sentences[scale.said]
        row = Row(wording.prompt, None, scale.n, mean, cells, sentence, value=value)
        return Statements("", (row,), (1, low), (self.steps, high))


def _poles(wording: Wording) -> tuple[str, str]:
    return wording.label(LOW), wording.label(HIGH)


def _round_names(rounds: int) -> tuple[Message, ...]:
    return ("",) if rounds == 1 else (say("First vote"), say("Second vote"))


def _cell(band: Band, low: Message, high: Message) -> Cell:
    words: dict[SummarisedPart | int, Message] = {
        "agree": say("Nearer “{pole}”", pole=high),
        "middle": say("Middle"),
        "disagree": say("Nearer “{pole}”", pole=low),
        "not_agree": say("Not nearer “{pole}”", pole=high),
        "not_disagree": say("Not nearer “{pole}”", pole=low),
    }
    return Cell(words[band.part], band.count, _TONES[band.part], band.percent)
