"""The contract that every kind of question keeps.

A kind is one file in `seminar/kinds/`, or a package that names the entry-point group
`seminar.kinds` (`ENTRY_POINTS`). It is a frozen pydantic model whose fields are the schema of the
author's YAML. It asks, reads, counts and shows; what it may be able to do besides stands in
`abilities`.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Generic, NamedTuple, cast

from pydantic import BaseModel, ConfigDict, Field, JsonValue
from typing_extensions import TypeVar

from seminar.core.disclosure.privacy_class import Privacy, SeenBy
from seminar.core.disclosure.result import Result
from seminar.core.elements import Block, Form, Prose, View
from seminar.core.model.abilities import is_moderated
from seminar.core.stats.tally import Tally

ENTRY_POINTS = "seminar.kinds"
"""The entry-point group by which a package brings a kind of its own, and its translations."""

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]

Answer = Any
"""One participant's answer to a question whose kind is not known where it is used; a kind itself
knows its type (`Kind[A]`)."""

A = TypeVar("A", default=Any)
"""The type of one participant's answer: immutable and hashable, made by `read_form` or
`decode`."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The words of one question in one language, as the author wrote them."""

    prompt: str
    hint: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Option, statement or scale-step id to its text, in the author's order."""
    body: Prose = Prose()
    """Longer text that belongs to the question, such as a dilemma."""
    few: str = ""
    """What the room does together where too few have answered; else two and two talk about their
    own answers."""

    def label(self, id_: str) -> str:
        """Return the words of an option, statement or step; its id where it has none."""
        return self.labels.get(id_, id_)


class Sample(NamedTuple):
    """A question with its words and forms that it takes: for the contract test, the documentation
    and what rehearsal participants send."""

    kind: Kind[Any]
    wording: Wording
    forms: Sequence[Mapping[str, str]]


class Kind(BaseModel, Generic[A]):
    """One kind of question, whose answers are of type `A`.

    Subclasses set `kind: Literal["name"] = "name"` and implement the abstract methods.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    starting_line: ClassVar[str] = ""
    """A question of this kind as an author may copy it into `exercise.yaml`, such as
    `energy: {kind: number, low: 1, high: 5}`; offered where a new exercise is begun."""
    gathers: ClassVar[bool] = False
    """Whether all open rounds are shown together, as when people take turns in answering."""
    at_once: ClassVar[bool] = False
    """Whether one tap sends the answer, so that nothing else can be asked on the same screen."""

    kind: str
    privacy: Privacy = "guarded"
    """open: made up or harmless; guarded: one's own workplace or free text;
    private: stays on the phone."""
    seen_by: SeenBy = "room"
    """room: the result is for everybody; facilitator: for the facilitator alone, as what people
    think of the day."""
    reported: bool = True
    """Whether the report has the result. The mood of the hour, for one, is nothing for an
    employer."""

    @property
    def read_first(self) -> bool:
        """Return whether the facilitator has the result as soon as the question is left, before the
        room or instead of it."""
        return is_moderated(self) or self.seen_by == "facilitator"

    def label_ids(self) -> tuple[str, ...]:
        """Return the ids that every language must give words for; content checks them."""
        return ()

    def optional_label_ids(self) -> tuple[str, ...]:
        """Return the ids that may have words besides; any other in an author's list is a
        mistake."""
        return ()

    # --- the faces --------------------------------------------------------------------------------

    @abstractmethod
    def build_form(self, wording: Wording) -> Form:
        """Build the form that a phone draws."""

    @abstractmethod
    def read_form(self, form: Mapping[str, str]) -> A:
        """Return the valid answer in the sent fields, whose names are as in `build_form`.

        Raises:
            Refused: in words for a person, where the fields give no valid answer.
        """

    @abstractmethod
    def fill_form(self, answer: A) -> Mapping[str, str]:
        """Return the form fields that give this answer: `read_form(fill_form(a)) == a`.

        They fill the form again when somebody comes back to it.
        """

    @abstractmethod
    def count_answers(self, answers: Iterable[A]) -> Tally:
        """Count all answers together; works with none, and their order does not matter."""

    @abstractmethod
    def build_view(self, result: Result, wording: Wording) -> View:
        """Build what a projector shows of a result that the privacy rules have let out."""

    @abstractmethod
    def build_paper(self, wording: Wording) -> Sequence[Block]:
        """Build the same question for a worksheet."""

    @classmethod
    @abstractmethod
    def samples(cls) -> Sequence[Sample]:
        """Return questions of this kind: the plainest first, then those in which an author's
        choices change what is asked."""

    # --- how an answer is stored ------------------------------------------------------------------

    def encode(self, answer: A) -> JsonValue:
        """Return the answer as it is stored, as a JSON value.

        By default the answer itself, for answers that are a text, a number or a truth value.
        """
        return cast(JsonValue, answer)

    def decode(self, stored: JsonValue) -> A:
        """Return the answer that was stored: `decode(encode(a)) == a`.

        Rows outlive versions, so whatever `encode` once wrote must read for ever.

        Raises:
            ValueError: where no answer to this question is stored so.
        """
        return cast(A, stored)
