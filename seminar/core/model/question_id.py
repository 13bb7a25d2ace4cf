"""Name a question across a programme: by its exercise and by its id within that exercise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuestionId:
    """The qualified id of a question, written `exercise.question`.

    Programmes, rooms and results keep it as text; this value is for taking it apart and putting it
    together.

    >>> QuestionId.parse("r7-dilemma.vote").exercise
    'r7-dilemma'
    >>> str(QuestionId("r7-dilemma", "vote"))
    'r7-dilemma.vote'
    """

    exercise: str
    name: str
    """The id within the exercise."""

    @classmethod
    def parse(cls, qualified: str) -> QuestionId:
        """Return the two parts of a qualified id.

        Raises:
            ValueError: The id is not qualified.
        """
        exercise, dot, name = qualified.partition(".")
        if not dot:
            raise ValueError(f"{qualified} does not name the exercise it belongs to")
        return cls(exercise, name)

    def __str__(self) -> str:
        return f"{self.exercise}.{self.name}"


def is_qualified(reference: str) -> bool:
    """Return whether a reference names the exercise as well as the question.

    >>> is_qualified("vote"), is_qualified("r7-dilemma.vote")
    (False, True)
    """
    return "." in reference


def exercise_of(question: str) -> str:
    """Return the exercise that a qualified question belongs to.

    >>> exercise_of("r7-dilemma.vote")
    'r7-dilemma'
    """
    return QuestionId.parse(question).exercise
