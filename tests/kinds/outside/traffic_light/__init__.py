"""A traffic light: go on, slow down or stop, in three colours of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, Literal, cast, get_args

from seminar.core import user_input
from seminar.core.disclosure.result import PublishedCounts, Result
from seminar.core.elements import Block, Boxes, Choose, Form, Option, View
from seminar.core.i18n import Message, say
from seminar.core.model.kind import Kind, Sample, Wording
from seminar.core.presenting.counts import present_bars
from seminar.core.presenting.withheld import present_silence
from seminar.core.stats.tally import Counts, count_values

Light = Literal["green", "yellow", "red"]

LIGHTS: tuple[Light, ...] = get_args(Light)

COLOURS: Mapping[str, str] = {"green": "#2e9e5b", "yellow": "#f2c230", "red": "#d8412f"}

WORDS: Mapping[str, Message] = {
    "green": say("Green: go on"),
    "yellow": say("Yellow: slow down"),
    "red": say("Red: stop"),
}
"""What each light says, where the author says nothing else."""


class TrafficLight(Kind[Light]):
    """One of three lights."""

    starting_line: ClassVar[str] = "pace: {kind: light, privacy: open}"

    kind: Literal["light"] = "light"

    def optional_label_ids(self) -> tuple[str, ...]:
        return LIGHTS

    def read_position(self, answer: Light) -> Light:
        return answer

    def build_form(self, wording: Wording) -> Form:
        options = tuple(
            Option(light, _words(light, wording), colour=COLOURS[light])
            for light in LIGHTS
        )
        return Form((Choose("value", wording.prompt, options, wording.hint),))

    def read_form(self, form: Mapping[str, str]) -> Light:
        return cast(Light, user_input.read_choice(form, "value", LIGHTS))

    def fill_form(self, answer: Light) -> Mapping[str, str]:
        return {"value": answer}

    def count_answers(self, answers: Iterable[Light]) -> Counts:
        return count_values(answers, LIGHTS)

    def build_view(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedCounts(_, n) as out if n:
                labels: dict[str, Message] = {
                    light: _words(light, wording) for light in LIGHTS
                }
                view = present_bars(wording.prompt, out, labels, {})
                coloured = (
                    replace(bar, colour=COLOURS[light])
                    for light, bar in zip(LIGHTS, view.bars, strict=True)
                )
                return replace(view, bars=tuple(coloured))
            case nothing:
                return present_silence(wording.prompt, nothing)

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        labels = tuple(_words(light, wording) for light in LIGHTS)
        return (Boxes(wording.prompt, labels, row=True),)

    @classmethod
    def samples(cls) -> Sequence[Sample]:
        lights = ("green", "green", "yellow", "green", "red", "yellow", "green")
        forms = [{"value": light} for light in lights]
        return (
            Sample(cls(privacy="open"), Wording(prompt="How is the pace?"), forms),
            Sample(cls(), Wording(prompt="How is the pace in your team?"), forms),
        )


def _words(light: Light, wording: Wording) -> Message:
    return wording.labels.get(light) or WORDS[light]
