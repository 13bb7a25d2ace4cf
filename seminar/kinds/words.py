"""One word or a few. Shown in alphabetical order when the facilitator has let them through, never by how many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from seminar.core import typed
from seminar.core.kind import Answer, Kind, Wording
from seminar.core.language import say_n
from seminar.core.result import Result, TextsOut
from seminar.core.silence import silence
from seminar.core.tally import Collected, collect
from seminar.core.words import Block, Form, Item, Lines, Texts, View, Write


class ShortWords(Kind):
    """A word or short phrase of at most `limit` characters. The answer is the cleaned text."""

    moderated: ClassVar[bool] = True

    kind: Literal["words"] = "words"
    limit: Annotated[int, Field(ge=1, le=40)] = 20

    def ask(self, wording: Wording) -> Form:
        return Form((Write("value", wording.prompt, self.limit, wording.hint),))

    def read(self, form: Mapping[str, str]) -> Answer:
        return typed.text(form, "value", self.limit)

    def tally(self, answers: Iterable[Answer]) -> Collected:
        return collect(answers)

    def show(self, result: Result, wording: Wording) -> View:
        match result.last:
            case TextsOut(items, n) if n:
                note = say_n("{n} answer", "{n} answers", n)
                return Texts(wording.prompt, tuple(Item(*one) for one in items), n, large=True, note=note)
            case nothing:
                return silence(wording.prompt, nothing)

    def paper(self, wording: Wording) -> Sequence[Block]:
        return (Lines(1, wording.prompt),)

    def fields(self, answer: Answer) -> Mapping[str, str]:
        return {"value": answer}

    @classmethod
    def sample(cls) -> tuple[ShortWords, Wording]:
        return cls(limit=20), Wording(prompt="One word for how you come into the room", hint="At most 20 characters.")

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        words = ("curious", "calm", "a bit tired", "glad", "spent", "ready", "hopeful", "quiet", "curious", "open")
        return [{"value": word} for word in words]
