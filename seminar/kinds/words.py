"""One word or a few, shown when the facilitator has let them through: as a cloud where they are
open, else never by how many wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from seminar.core import user_input
from seminar.core.disclosure.result import PublishedTexts, Result
from seminar.core.elements import (
    Block,
    Cloud,
    Counted,
    Form,
    Lines,
    TextItem,
    Texts,
    View,
    Write,
)
from seminar.core.model.kind import Kind, Sample, Wording
from seminar.core.presenting.withheld import present_silence
from seminar.core.room import moderation
from seminar.core.stats.tally import Collected, alphabet_key, collect_texts


class ShortWords(Kind[str]):
    """A word or short phrase of at most `limit` characters. The answer is the cleaned text."""

    starting_line: ClassVar[str] = "word: {kind: words, privacy: guarded, limit: 20}"

    kind: Literal["words"] = "words"
    limit: Annotated[int, Field(ge=1, le=40)] = 20

    @property
    def merges_texts(self) -> bool:
        return True

    def build_form(self, wording: Wording) -> Form:
        return Form((Write("value", wording.prompt, self.limit, wording.hint),))

    def read_form(self, form: Mapping[str, str]) -> str:
        return user_input.read_text(form, "value", self.limit)

    def fill_form(self, answer: str) -> Mapping[str, str]:
        return {"value": answer}

    def count_answers(self, answers: Iterable[str]) -> Collected:
        return collect_texts(answers)

    def build_view(self, result: Result, wording: Wording) -> View:
        match result.last:
            case PublishedTexts(items, n, counts) as out if n:
                if items and counts:
                    return _cloud(out, wording)
                wall = tuple(
                    TextItem(id_, text, texts)
                    for (id_, text), texts in zip(items, _stands_for(out), strict=True)
                )
                return Texts(
                    wording.prompt,
                    wall,
                    n,
                    large=True,
                    note=moderation.phrase_note(out),
                )
            case nothing:
                return present_silence(wording.prompt, nothing)

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        return (Lines(1, wording.prompt),)

    @classmethod
    def samples(cls) -> Sequence[Sample]:
        moods = (
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
        arrival = Wording(
            prompt="One word for how you come into the room",
            hint="At most 20 characters.",
        )
        good_things = (
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
        monday = Wording(prompt="What makes a good Monday?")
        return (
            Sample(cls(limit=20), arrival, [{"value": word} for word in moods]),
            Sample(
                cls(privacy="open"), monday, [{"value": word} for word in good_things]
            ),
        )


def _cloud(out: PublishedTexts, wording: Wording) -> Cloud:
    """Build the cloud: the commonest word first, and in alphabetical order among equals."""
    counted = (
        Counted(text, number, texts)
        for (_, text), number, texts in zip(
            out.items, out.counts, _stands_for(out), strict=True
        )
    )
    words = sorted(counted, key=lambda word: (-word.count, alphabet_key(word.text)))
    return Cloud(wording.prompt, tuple(words), out.n, moderation.phrase_note(out))


def _stands_for(out: PublishedTexts) -> Sequence[tuple[str, ...]]:
    """Return, for each word, the words that were put together with it."""
    return out.also or ((),) * len(out.items)
