"""What a question kind is: five faces, and samples by which every kind tests itself.

A kind is one file in `seminar/kinds/` (or a package that names the entry-point group
`seminar.kinds`). It is a frozen pydantic model: its fields are the schema of the author's YAML.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from seminar.core.disclosure.privacy_class import Privacy, SeenBy
from seminar.core.disclosure.result import Result
from seminar.core.elements import Block, Form, Prose, View
from seminar.core.stats.tally import Tally

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]

Answer = Any
"""One participant's value: JSON-able, hashable after freezing, made by `read` and by nothing
else."""


class Wording(BaseModel):
    """The words of one question in one language, as the author wrote them."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    prompt: str
    hint: str = ""
    labels: Mapping[str, str] = {}
    """Option, statement or scale-step id to its text, in the author's order."""
    body: Prose = Prose()
    """Longer text that belongs to the question, such as a dilemma."""
    few: str = ""
    """What the room does together where too few have answered; else two and two talk about their
    own answers."""


class Kind(BaseModel):
    """One kind of question. Subclasses set `kind: Literal["name"] = "name"` and implement the
    five faces."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    compares: ClassVar[bool] = False
    """Whether rounds are shown side by side and changed minds are counted."""
    gathers: ClassVar[bool] = False
    """Whether all open rounds are shown together, as when people take turns in answering."""
    moderated: ClassVar[bool] = False
    """Whether the facilitator approves each text before it shows."""
    at_once: ClassVar[bool] = False
    """Whether one tap sends the answer, so that nothing else can be asked on the same screen."""

    kind: str
    privacy: Privacy = "guarded"
    """open: made up or harmless; guarded: one's own workplace or free text; private: stays on
    the phone."""
    seen_by: SeenBy = "room"
    """room: the result is for everybody; facilitator: for the facilitator alone, as what people
    think of the day."""
    reported: bool = True
    """Whether the report has the result. The mood of the hour, for one, is nothing for an
    employer."""

    @property
    def read_first(self) -> bool:
        """Whether the facilitator has the result as soon as the question is left, before the
        room or instead of it."""
        return self.moderated or self.seen_by == "facilitator"

    @property
    def merges(self) -> bool:
        """Whether the facilitator may put texts together that are one, or that belong together."""
        return False

    @property
    def tells_the_answer(self) -> bool:
        """Whether a result says which answer is right, so that nobody may see it while others
        still answer."""
        return False

    @property
    def about(self) -> str:
        """The id of the question, in the same exercise, whose texts this one puts to the room;
        most kinds have none."""
        return ""

    def given(self, texts: Sequence[tuple[str, str]]) -> Kind:
        """This question when these texts, each after its id, have been let through; only a kind
        that is `about` some does anything with them."""
        return self

    def label_ids(self) -> tuple[str, ...]:
        """The ids that every language must give words for; content checks them."""
        return ()

    def optional_label_ids(self) -> tuple[str, ...]:
        """The ids that may have words besides; any other in an author's list is a mistake."""
        return ()

    def followed(self) -> tuple[str, ...]:
        """The statements that a series compares from room to room; most kinds have none."""
        return ()

    def marks(self, answer: Answer) -> tuple[int | None, ...]:
        """The step from 1 to 5 that this answer chose for each statement of `followed`; None
        where it said nothing."""
        return ()

    def scored(self, answer: Answer) -> tuple[int, int] | None:
        """How much of this answer to a quiz is right, and out of how much; None where nothing is
        right or wrong."""
        return None

    def mind(self, answer: Answer) -> Answer | None:
        """What differs in two rounds where somebody has changed their mind; None where they had
        not made it up."""
        return answer

    def beside(self, result: Result, wording: Wording) -> View | None:
        """What a projector shows beside `show`, of what was asked besides; most kinds ask one
        thing."""
        return None

    @abstractmethod
    def ask(self, wording: Wording) -> Form:
        """The form that a phone draws."""

    @abstractmethod
    def read(self, form: Mapping[str, str]) -> Answer:
        """One valid answer from the sent fields (names as in `ask`), or `Refused` in words for a
        person."""

    @abstractmethod
    def tally(self, answers: Iterable[Answer]) -> Tally:
        """All answers together; works with none, and order does not matter."""

    @abstractmethod
    def show(self, result: Result, wording: Wording) -> View:
        """What a projector shows of a result that privacy has let out."""

    @abstractmethod
    def paper(self, wording: Wording) -> Sequence[Block]:
        """The same question on a worksheet."""

    @abstractmethod
    def fields(self, answer: Answer) -> Mapping[str, str]:
        """The form fields that give this answer: `read(fields(a)) == a`. Fills the form again on
        return."""

    @classmethod
    @abstractmethod
    def sample(cls) -> tuple[Kind, Wording]:
        """A question of this kind, for the contract test and the documentation."""

    @classmethod
    @abstractmethod
    def sample_forms(cls) -> Sequence[Mapping[str, str]]:
        """Sent forms for the sample that `read` takes; also what rehearsal participants send."""

    @classmethod
    def more_samples(cls) -> Sequence[tuple[Kind, Wording, Sequence[Mapping[str, str]]]]:
        """Further questions of this kind with forms of their own, where an author's choices
        change what it asks."""
        return ()
