"""Where a room stands in what was planned."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.model.programme import Programme, ProgrammeWords
from seminar.service.view_models import AgendaLine, When


def moves(programme: Programme, words: ProgrammeWords, at: int) -> Iterator[AgendaLine]:
    """The moves of the exercise that step `at` belongs to."""
    exercise = programme.steps[at].exercise
    if exercise is None:
        return
    for index, (step, said) in enumerate(zip(programme.steps, words.steps, strict=True)):
        if step.exercise == exercise:
            yield AgendaLine(said.label, step.minutes, _when(index, at))


def agenda(programme: Programme, words: ProgrammeWords, at: int) -> Iterator[AgendaLine]:
    """The whole plan, line by line."""
    starts = [item.first_step for item in programme.items]
    here = max(index for index, start in enumerate(starts) if start <= at)
    for index, (item, title) in enumerate(zip(programme.items, words.items, strict=True)):
        yield AgendaLine(title, item.minutes, _when(index, here))


def _when(index: int, here: int) -> When:
    return "done" if index < here else "now" if index == here else "ahead"


def is_last_of_exercise(programme: Programme, at: int) -> bool:
    """Whether the exercise of step `at` ends with it."""
    step, following = programme.steps[at], programme.steps[at + 1 : at + 2]
    return not following or following[0].exercise != step.exercise
