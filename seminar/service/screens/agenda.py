"""The plan as the console shows it: the moves of the exercise and the whole agenda, and where the
room stands in them."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.model.programme import Programme, ProgrammeWords
from seminar.service.view_models import AgendaLine, When


def list_moves(
    programme: Programme, words: ProgrammeWords, at: int
) -> Iterator[AgendaLine]:
    """Yield the moves of the exercise that step `at` belongs to."""
    exercise = programme.steps[at].exercise
    if exercise is None:
        return
    for index, (step, step_words) in enumerate(
        zip(programme.steps, words.steps, strict=True)
    ):
        if step.exercise == exercise:
            yield AgendaLine(step_words.label, step.minutes, _when(index, at))


def list_agenda(
    programme: Programme, words: ProgrammeWords, at: int
) -> Iterator[AgendaLine]:
    """Yield the whole plan, line by line."""
    starts = [item.first_step for item in programme.items]
    current = max(index for index, start in enumerate(starts) if start <= at)
    for index, (item, title) in enumerate(
        zip(programme.items, words.items, strict=True)
    ):
        yield AgendaLine(title, item.minutes, _when(index, current))


def _when(index: int, current: int) -> When:
    if index < current:
        return "done"
    return "now" if index == current else "ahead"


def is_last_of_exercise(programme: Programme, at: int) -> bool:
    """Return whether the exercise of step `at` ends with it."""
    if at + 1 == len(programme.steps):
        return True
    return programme.steps[at + 1].exercise != programme.steps[at].exercise
