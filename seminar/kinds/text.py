"""A short text, such as one sentence. Shown on a wall when the facilitator has let it through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from seminar.core import user_input
from seminar.core.disclosure.result import PublishedTexts, Result
from seminar.core.elements import Block, Form, Lines, TextItem, Texts, View, Write
from seminar.core.model.kind import Answer, Kind, Wording
from seminar.core.presenting.withheld import present_silence
from seminar.core.room import moderation as written
from seminar.core.stats.tally import Collected, collect

LINE = 60
"""About as many characters as a hand writes on one line."""


class ShortText(Kind):
    """A text of at most `limit` characters. The answer is the cleaned text on one line."""

    moderated: ClassVar[bool] = True

    kind: Literal["text"] = "text"
    limit: Annotated[int, Field(ge=20, le=400)] = 80
    grouped: bool = False
    """Whether the facilitator may put texts that belong together under one another."""

    @property
    def merges(self) -> bool:
        return self.grouped

    @property
    def lines(self) -> int:
        return 1 + self.limit // LINE

    def ask(self, wording: Wording) -> Form:
        return Form((Write("value", wording.prompt, self.limit, wording.hint, self.lines),))

    def read(self, form: Mapping[str, str]) -> Answer:
        return user_input.read_text(form, "value", self.limit)

    def tally(self, answers: Iterable[Answer]) -> Collected:
        return collect(answers)

    def show(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedTexts(items, n, _, also) as out if n:
                # Whatever stands together is there to be read: the note need not say it again.
                note = written.note(replace(out, also=()))
                together = zip(items, also or ((),) * len(items), strict=True)
                return Texts(
                    wording.prompt,
                    tuple(TextItem(*item, more) for item, more in together),
                    n,
                    note=note,
                )
            case nothing:
                return present_silence(wording.prompt, nothing)

    def paper(self, wording: Wording) -> Sequence[Block]:
        return (Lines(self.lines, wording.prompt),)

    def fields(self, answer: Answer) -> Mapping[str, str]:
        return {"value": answer}

    @classmethod
    def sample(cls) -> tuple[ShortText, Wording]:
        return cls(limit=80), Wording(prompt="I take with me …", hint="One sentence. You may pass.")

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        sentences = (
            "that a question opens more than an answer",
            "to say thank you while it is still warm",
            "the silence after I have asked",
            "that I can wait three seconds longer",
            "one thing at a time",
            "to ask what people need before I say what I want",
        )
        return [{"value": sentence} for sentence in sentences]
