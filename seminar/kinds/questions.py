"""Questions from the room: people tick those they would like answered too, and they come in the
order of their support.

They are the texts that were written to another question and let through by the facilitator (`of`),
and those that the author has put there beforehand, such as questions sent in before the seminar
(`ahead`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, model_validator

from seminar.core import user_input
from seminar.core.disclosure.result import PublishedTicks, Result, Withheld
from seminar.core.elements import (
    Block,
    Boxes,
    Form,
    Lines,
    Option,
    Quiet,
    TextItem,
    Texts,
    Tick,
    View,
)
from seminar.core.errors import Refused
from seminar.core.i18n import Message, say
from seminar.core.model.kind import Answer, Id, Kind, Wording
from seminar.core.presenting.counts import present_bars, rank_cells
from seminar.core.presenting.withheld import phrase_too_few, present_silence
from seminar.core.stats.tally import Ticks, ticks

NONE = "none"
PAPER_LINES = 3

_EMPTY = say(
    "No questions have been let through yet. They come here when the facilitator has read them."
)
_HANDS = say("Raise a hand for the question that you want answered first.")


class RoomQuestions(Kind):
    """Up to `most` of the questions, or none of them. The answer is their ids with spaces
    between."""

    kind: Literal["questions"] = "questions"
    of: Annotated[str, Field(pattern=r"^([a-z][a-z0-9-]{0,39})?$")] = ""
    """The question, in the same exercise, that people wrote theirs to."""
    ahead: Annotated[tuple[Id, ...], Field(max_length=9)] = ()
    """Questions that the author puts to the room, with words among the labels."""
    most: Annotated[int, Field(ge=1, le=9)] = 3
    """How many one may tick at most."""

    _texts: tuple[tuple[str, str], ...] = PrivateAttr(())
    """Those from the room, id and words, in alphabetical order."""

    @model_validator(mode="after")
    def _there_is_something_to_ask(self) -> RoomQuestions:
        if not self.of and not self.ahead:
            raise ValueError(
                say(
                    "`questions` needs `of`, the question that people write theirs to, or some of its own in `ahead`."
                )
            )
        if len({*self.ahead, NONE}) <= len(self.ahead):
            raise ValueError(say("Two of `ahead` have the same id, or one is called `none`."))
        return self

    @property
    def about(self) -> str:
        return self.of

    def given(self, texts: Sequence[tuple[str, str]]) -> RoomQuestions:
        taken = self.model_copy()
        taken._texts = tuple(texts)
        return taken

    @property
    def offered(self) -> tuple[str, ...]:
        """The ids of all that can be ticked, the author's first."""
        return (*self.ahead, *(id_ for id_, _ in self._texts))

    def label_ids(self) -> tuple[str, ...]:
        return self.ahead

    def optional_label_ids(self) -> tuple[str, ...]:
        return (NONE,)

    def ask(self, wording: Wording) -> Form:
        labels, offered = self._labels(wording), self.offered
        if not offered:
            return Form((Tick("value", wording.prompt, (), _EMPTY),))
        none = Option(NONE, wording.labels.get(NONE) or say("None of these"), quiet=True)
        options = (*(Option(one, labels[one]) for one in offered), none)
        return Form(
            (Tick("value", wording.prompt, options, wording.hint, min(self.most, len(offered))),)
        )

    def read(self, form: Mapping[str, str]) -> Answer:
        known = {user_input.name_field_part("value", one) for one in (*self.offered, NONE)}
        if any(name.startswith("value.") and name not in known for name in form):
            raise Refused(
                say("The questions have changed. Look at them once more, and send again.")
            )
        chosen = user_input.read_ticks(form, "value", (*self.offered, NONE))
        if not chosen:
            raise Refused(say("Tick a question, or that it is none of these, and send again."))
        if NONE in chosen and len(chosen) > 1:
            raise Refused(
                say("Tick either some of the questions or none of them, not both, and send again.")
            )
        if len(chosen) > self.most:
            raise Refused(say("Choose at most {n}, and send again.", n=self.most))
        return " ".join(chosen)

    def tally(self, answers: Iterable[Answer]) -> Ticks:
        """Of those that are offered now: one that has been hidden since it was ticked counts no
        more."""
        offered = self.offered
        if not offered:
            return Ticks((), 0, 0, 0)
        return ticks(
            (answer.split(" ") for answer in answers), offered, 0, min(self.most, len(offered))
        )

    def show(self, result: Result, wording: Wording) -> View:
        labels = self._labels(wording)
        match result.last:
            case PublishedTicks(cells, n) if n and labels:
                left = PublishedTicks(tuple(cell for cell in cells if cell[0] in labels), n)
                shown = present_bars(
                    wording.prompt, rank_cells(left), labels, {}, note=self._each()
                )
                return replace(shown, ranked=True)
            case PublishedTicks(_, n) if n:
                return Quiet(wording.prompt, say("No question is left."))
            case Withheld("few", least) if least > 1 and labels:
                items = tuple(TextItem(one, labels[one]) for one in self.offered)
                note = say("{note} {more}", note=phrase_too_few(least), more=_HANDS)
                return Texts(wording.prompt, items, 0, note=note)
            case nothing:
                return present_silence(
                    wording.prompt, nothing, say("Say your question aloud instead, if you want to.")
                )

    def paper(self, wording: Wording) -> Sequence[Block]:
        if not self.ahead:
            return (Lines(PAPER_LINES, wording.prompt),)
        return (
            Boxes(wording.prompt, tuple(wording.labels[one] for one in self.ahead)),
            Lines(PAPER_LINES),
        )

    def fields(self, answer: Answer) -> Mapping[str, str]:
        still = {*self.offered, NONE}
        return {
            user_input.name_field_part("value", one): user_input.TICKED
            for one in answer.split(" ")
            if one in still
        }

    @classmethod
    def sample(cls) -> tuple[RoomQuestions, Wording]:
        labels = {
            "time": "Where do we find time for this in an ordinary week?",
            "boss": "How do I tell my own leader what I need?",
            "again": "When do we meet again to see what became of it?",
        }
        wording = Wording(
            prompt="Which of these do you want answered too?", hint="Tick up to two.", labels=labels
        )
        return cls(ahead=tuple(labels), most=2), wording

    @classmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        chosen = (
            ("time", "again"),
            ("time",),
            ("boss", "again"),
            ("none",),
            ("time", "boss"),
            ("boss",),
        )
        return [{f"value.{one}": "yes" for one in some} for some in chosen]

    def _labels(self, wording: Wording) -> dict[str, str]:
        """The words of each that is offered, by its id."""
        return {one: wording.labels.get(one, one) for one in self.ahead} | dict(self._texts)

    def _each(self) -> Message:
        return say("Up to {n} each.", n=self.most)
