"""A short text, such as one sentence. Shown on a wall when the facilitator has let it through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from seminar.core import user_input
from seminar.core.disclosure.result import PublishedTexts, Result
from seminar.core.elements import Block, Form, Lines, TextItem, Texts, View, Write
from seminar.core.model.kind import Kind, Sample, Wording
from seminar.core.presenting.withheld import present_silence
from seminar.core.room import moderation
from seminar.core.stats.tally import Collected, collect_texts

LINE = 60
"""About as many characters as a hand writes on one line."""


class ShortText(Kind[str]):
    """A text of at most `limit` characters. The answer is the cleaned text on one line."""

    starting_line: ClassVar[str] = "sentence: {kind: text, privacy: guarded, limit: 80}"

    kind: Literal["text"] = "text"
    limit: Annotated[int, Field(ge=20, le=400)] = 80
    grouped: bool = False
    """Whether the facilitator may put texts that belong together under one another."""

    @property
    def merges_texts(self) -> bool:
        return self.grouped

    @property
    def lines(self) -> int:
        """Lines to write on, on a phone and on paper."""
        return 1 + self.limit // LINE

    def build_form(self, wording: Wording) -> Form:
        return Form(
            (Write("value", wording.prompt, self.limit, wording.hint, self.lines),)
        )

    def read_form(self, form: Mapping[str, str]) -> str:
        return user_input.read_text(form, "value", self.limit)

    def fill_form(self, answer: str) -> Mapping[str, str]:
        return {"value": answer}

    def count_answers(self, answers: Iterable[str]) -> Collected:
        return collect_texts(answers)

    def build_view(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedTexts(items, n, _, also) as out if n:
                # Whatever stands together is there to be read: the note need not say it again.
                note = moderation.phrase_note(replace(out, also=()))
                stands_for = also or ((),) * len(items)
                wall = tuple(
                    TextItem(id_, text, texts)
                    for (id_, text), texts in zip(items, stands_for, strict=True)
                )
                return Texts(wording.prompt, wall, n, note=note)
            case nothing:
                return present_silence(wording.prompt, nothing)

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        return (Lines(self.lines, wording.prompt),)

    @classmethod
    def samples(cls) -> Sequence[Sample]:
        sentences = (
            "that a question opens more than an answer",
            "to say thank you while it is still warm",
            "the silence after I have asked",
            "that I can wait three seconds longer",
            "one thing at a time",
            "to ask what people need before I say what I want",
        )
        wording = Wording(prompt="I take with me …", hint="One sentence. You may pass.")
        return (
            Sample(
                cls(limit=80), wording, [{"value": sentence} for sentence in sentences]
            ),
        )
