"""Questions from the room: people tick those they would like answered too, and they come in the
order of their support.

They are the texts that were written to another question and let through by the facilitator (`of`),
and those that the author has put there beforehand, such as questions sent in before the seminar
(`ahead`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from pydantic import Field, JsonValue, PrivateAttr, model_validator

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
from seminar.core.i18n import say
from seminar.core.model.kind import Id, Kind, Sample, Wording
from seminar.core.model.stored_answer import join_parts, split_ids
from seminar.core.presenting.counts import present_bars, rank_cells
from seminar.core.presenting.withheld import phrase_too_few, present_silence
from seminar.core.stats.tally import Ticks, count_ticks

NONE = "none"
"""The id of the box that says that it is none of these."""

PAPER_LINES = 3
"""Lines for a question of one's own on paper: as long as one asks aloud."""

QuestionsAnswer = tuple[str, ...]
"""The ids of the questions that one participant ticked, or `none` alone."""

_EMPTY = say(
    "No questions have been let through yet. They come here when the facilitator has read them."
)
_HANDS = say("Raise a hand for the question that you want answered first.")


class RoomQuestions(Kind[QuestionsAnswer]):
    """Up to `most` of the questions, or none of them."""

    starting_line: ClassVar[str] = (
        "support: {kind: questions, privacy: guarded, of: sentence}"
    )

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
                    "`questions` needs `of`, the question that people write theirs to, or some of "
                    "its own in `ahead`."
                )
            )
        if len({*self.ahead, NONE}) <= len(self.ahead):
            raise ValueError(
                say("Two of `ahead` have the same id, or one is called `none`.")
            )
        return self

    def label_ids(self) -> tuple[str, ...]:
        return self.ahead

    def optional_label_ids(self) -> tuple[str, ...]:
        return (NONE,)

    # --- abilities --------------------------------------------------------------------------------

    @property
    def source_question(self) -> str:
        return self.of

    def with_texts(self, texts: Sequence[tuple[str, str]]) -> RoomQuestions:
        question = self.model_copy()
        question._texts = tuple(texts)
        return question

    @property
    def offered(self) -> tuple[str, ...]:
        """The ids of all that can be ticked, the author's first."""
        return (*self.ahead, *(id_ for id_, _ in self._texts))

    # --- the form and its answer ------------------------------------------------------------------

    def build_form(self, wording: Wording) -> Form:
        labels = self._labels(wording)
        if not labels:
            return Form((Tick("value", wording.prompt, (), _EMPTY),))
        none = Option(
            NONE, wording.labels.get(NONE) or say("None of these"), quiet=True
        )
        options = (*(Option(id_, label) for id_, label in labels.items()), none)
        most = min(self.most, len(labels))
        return Form((Tick("value", wording.prompt, options, wording.hint, most),))

    def read_form(self, form: Mapping[str, str]) -> QuestionsAnswer:
        values = (*self.offered, NONE)
        names = {user_input.name_field_part("value", id_) for id_ in values}
        if any(name.startswith("value.") and name not in names for name in form):
            raise Refused(
                say(
                    "The questions have changed. Look at them once more, and send again."
                )
            )
        ticked = user_input.read_ticks(form, "value", values)
        if not ticked:
            raise Refused(
                say("Tick a question, or that it is none of these, and send again.")
            )
        if NONE in ticked and len(ticked) > 1:
            raise Refused(
                say(
                    "Tick either some of the questions or none of them, not both, and send again."
                )
            )
        if len(ticked) > self.most:
            raise Refused(say("Choose at most {n}, and send again.", n=self.most))
        return ticked

    def fill_form(self, answer: QuestionsAnswer) -> Mapping[str, str]:
        values = {*self.offered, NONE}
        return {
            user_input.name_field_part("value", id_): user_input.TICKED
            for id_ in answer
            if id_ in values
        }

    def encode(self, answer: QuestionsAnswer) -> str:
        """Return the ids with spaces between, or `none`."""
        return join_parts(answer)

    def decode(self, stored: JsonValue) -> QuestionsAnswer:
        return split_ids(stored)

    # --- counting and showing ---------------------------------------------------------------------

    def count_answers(self, answers: Iterable[QuestionsAnswer]) -> Ticks:
        """Count the questions that are offered now: one that has been hidden since it was ticked
        counts no more."""
        offered = self.offered
        if not offered:
            return Ticks((), 0, 0, 0)
        return count_ticks(answers, offered, 0, min(self.most, len(offered)))

    def build_view(self, result: Result, wording: Wording) -> View:
        labels = self._labels(wording)
        match result.last:
            case PublishedTicks(cells, n) if n and labels:
                visible = PublishedTicks(
                    tuple(cell for cell in cells if cell[0] in labels), n
                )
                note = say("Up to {n} each.", n=self.most)
                view = present_bars(
                    wording.prompt, rank_cells(visible), labels, {}, note=note
                )
                return replace(view, ranked=True)
            case PublishedTicks(_, n) if n:
                return Quiet(wording.prompt, say("No question is left."))
            case Withheld("few", least) if least > 1 and labels:
                items = tuple(TextItem(id_, label) for id_, label in labels.items())
                note = say("{note} {more}", note=phrase_too_few(least), more=_HANDS)
                return Texts(wording.prompt, items, 0, note=note)
            case nothing:
                task = say("Say your question aloud instead, if you want to.")
                return present_silence(wording.prompt, nothing, task)

    def build_paper(self, wording: Wording) -> Sequence[Block]:
        if not self.ahead:
            return (Lines(PAPER_LINES, wording.prompt),)
        labels = tuple(wording.labels[id_] for id_ in self.ahead)
        return (Boxes(wording.prompt, labels), Lines(PAPER_LINES))

    @classmethod
    def samples(cls) -> Sequence[Sample]:
        labels = {
            "time": "Where do we find time for this in an ordinary week?",
            "boss": "How do I tell my own leader what I need?",
            "again": "When do we meet again to see what became of it?",
        }
        wording = Wording(
            prompt="Which of these do you want answered too?",
            hint="Tick up to two.",
            labels=labels,
        )
        people = (
            ("time", "again"),
            ("time",),
            ("boss", "again"),
            ("none",),
            ("time", "boss"),
            ("boss",),
        )
        forms = [{f"value.{id_}": "yes" for id_ in ticked} for ticked in people]
        return (Sample(cls(ahead=tuple(labels), most=2), wording, forms),)

    def _labels(self, wording: Wording) -> dict[str, str]:
        """Return the words of each question that is offered, by its id and in that order."""
        return {id_: wording.label(id_) for id_ in self.ahead} | dict(self._texts)
