"""Take a new version of the programme into a room that is under way, where nothing that was asked
changes.

A room is moved by the ids of steps. What has been asked stays as it was asked: people answered a
question under the promise that stood beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from seminar.core.errors import Refused
from seminar.core.i18n import say
from seminar.core.model.programme import Programme, Step, StepWords
from seminar.core.room.state import Room, in_result


@dataclass(frozen=True, slots=True)
class Difference:
    """The steps that a new version changes, by their labels in one language."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    reworded: tuple[str, ...]
    """Steps that show, ask or take something else, or as many minutes more or fewer."""
    goes_to: str
    """Where the room stands afterwards."""

    @property
    def is_silent(self) -> bool:
        """Return whether nothing changes that has the name of a step."""
        return not (self.added or self.gone or self.reworded)


def compare_versions(
    room: Room, old: Programme, new: Programme, lang: str
) -> Difference:
    """Return what the new version changes in this room, in this language."""
    before = _words_by_step(old, lang)
    after = _words_by_step(new, lang)
    return Difference(
        added=tuple(words.label for id_, words in after.items() if id_ not in before),
        gone=tuple(words.label for id_, words in before.items() if id_ not in after),
        reworded=tuple(
            words.label
            for id_, words in after.items()
            if id_ in before and _differs(id_, old, new)
        ),
        goes_to=list(after.values())[place_in(room.now.at, old, new)].label,
    )


def move_room(
    room: Room, old: Programme, new: Programme, answered: Collection[str]
) -> Room:
    """Return the room as it stands in the new version.

    Args:
        room: The room.
        old: The version that it runs.
        new: The version that it is to run.
        answered: The questions that somebody has answered.

    Raises:
        Refused: Where something that has been asked would be another question.
    """
    asked = [step for step in old.steps if step.id in room.now.asked]
    fixed = {question for step in asked for question in step.questions} | set(answered)
    fixed |= {in_result(key)[0] for key in room.published}
    _check_questions(fixed, old, new)
    _check_steps(asked, new)
    if room.series and old.followed_question != new.followed_question:
        raise Refused(
            say(
                "The room belongs to a series, and the new version asks another question in its"
                " place. The room goes on with the version that it was opened with."
            )
        )
    now = replace(room.now, at=place_in(room.now.at, old, new))
    # Undo would go back by places of the old version.
    return replace(room, now=now, past=(), version=room.version + 1)


def _check_questions(fixed: Collection[str], old: Programme, new: Programme) -> None:
    """Raise where the new version lacks a question that has been asked, or has another."""
    for question in sorted(fixed):
        if old.questions.get(question) != new.questions.get(question):
            raise Refused(
                say(
                    "“{question}” has been asked in this room, and is gone or another question in"
                    " the new version. The room goes on with the version that it was opened with.",
                    question=question,
                )
            )


def _check_steps(asked: Collection[Step], new: Programme) -> None:
    """Raise where the new version lacks a step that has asked something, or it asks otherwise."""
    steps = {step.id: step for step in new.steps}
    for step in asked:
        if step.id not in steps or steps[step.id].questions != step.questions:
            raise Refused(
                say(
                    "“{step}” has been asked in this room, and asks something else in the new"
                    " version. The room goes on with the version that it was opened with.",
                    step=step.id,
                )
            )


def place_in(at: int, old: Programme, new: Programme) -> int:
    """Return where the new version has the step at this place, or the nearest before it that it
    has."""
    places = {step.id: place for place, step in enumerate(new.steps)}
    ids = (step.id for step in reversed(old.steps[: at + 1]))
    return next((places[id_] for id_ in ids if id_ in places), 0)


def _words_by_step(programme: Programme, lang: str) -> Mapping[str, StepWords]:
    words = programme.words_in(lang).steps
    return {
        step.id: step_words
        for step, step_words in zip(programme.steps, words, strict=True)
    }


def _differs(id_: str, old: Programme, new: Programme) -> bool:
    """Return whether anything of this step changes: the step itself, its words in any language, or
    a question that it has."""
    step_before, step_now = (
        next(step for step in plan.steps if step.id == id_) for plan in (old, new)
    )
    if step_before != step_now or set(old.words) != set(new.words):
        return True
    for lang in old.words:
        if _words_by_step(old, lang)[id_] != _words_by_step(new, lang)[id_]:
            return True
        asked = (
            (plan.words[lang].questions[name] for name in step_now.questions)
            for plan in (old, new)
        )
        if any(before != after for before, after in zip(*asked, strict=True)):
            return True
    return any(
        old.questions[name] != new.questions[name] for name in step_now.questions
    )
