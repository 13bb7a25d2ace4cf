"""One word or a few, shown when the facilitator has let them through: as a cloud where they are
open, else never by how many wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from seminar.core import user_input
from seminar.core.disclosure.result import PublishedTexts, Result
from seminar.core.elements import Block, Cloud, Counted, Form, Lines, TextItem, Texts, View, Write
from seminar.core.model.kind import Answer, Kind, Wording
from seminar.core.presenting.withheld import present_silence
from seminar.core.room import moderation as written
from seminar.core.stats.tally import Collected, by_alphabet, collect


class ShortWords(Kind):
    """A word or short phrase of at most `limit` characters. The answer is the cleaned text."""

    moderated: ClassVar[bool] = True

    kind: Literal["words"] = "words"
    limit: Annotated[int, Field(ge=1, le=40)] = 20

    @property
    def merges(self) -> bool:
        return True

    def ask(self, wording: Wording) -> Form:
        return Form((Write("value", wording.prompt, self.limit, wording.hint),))

    def read(self, form: Mapping[str, str]) -> Answer:
        return user_input.read_text(form, "value", self.limit)

    def tally(self, answers: Iterable[Answer]) -> Collected:
        return collect(answers)

    def show(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedTexts(items, n, counts, also) as out if n:
                others = also or ((),) * len(items)
                if items and counts:
                    each = zip(items, counts, others, strict=True)
                    counted = (Counted(text, number, more) for (_, text), number, more in each)
                    ranked = sorted(counted, key=lambda one: (-one.count, by_alphabet(one.text)))
                    return Cloud(wording.prompt, tuple(ranked), n, written.note(out))
                texts = tuple(
                    TextItem(*item, more) for item, more in zip(items, others, strict=True)
                )
                return Texts(wording.prompt, texts, n, large=True, note=written.note(out))
            case nothing:
                return present_silence(wording.prompt, nothing)

    def paper(self, wording: Wording) -> Sequence[Block]:
        return (Lines(1, wording.prompt),)

    def fields(self, answer: Answer) -> Mapping[str, str]:
        return {"value": answer}

    @classmethod
    def sample(cls) -> tuple[ShortWords, Wording]:
        return cls(limit=20), Wording(
            prompt="One word for how you come into the room", hint="At most 20 characters."
        )

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        words = (
            "curious",
            "calm",
            "a bit tired",
            "glad",
            "spent",
            "ready",
            "hopeful",
            "quiet",
            "curious",
            "open",
        )
        return [{"value": word} for word in words]

    @classmethod
    def more_samples(cls) -> Sequence[tuple[ShortWords, Wording, Sequence[Mapping[str, str]]]]:
        words = (
            "trust",
            "trust",
            "trust",
            "respect",
            "respect",
            "time",
            "humour",
            "a good laugh",
            "coffee",
        )
        kind, wording = cls(privacy="open"), Wording(prompt="What makes a good Monday?")
        return [(kind, wording, [{"value": word} for word in words])]
