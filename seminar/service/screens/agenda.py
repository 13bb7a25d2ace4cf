"""The plan as the console shows it: the moves of the exercise and the whole agenda, where the room
stands in them, and the author's advice."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.model.programme import Programme, ProgrammeWords
from seminar.service.live_room import LiveRoom
from seminar.service.view_models import Advice, AgendaLine, Schedule, When


def build_schedule(running: LiveRoom, words: ProgrammeWords, time: float) -> Schedule:
    """Build the plan, and how the room keeps to it at this time."""
    programme = running.programme
    at = running.room.now.at
    started = running.room.started
    return Schedule(
        moves=tuple(list_moves(programme, words, at)),
        agenda=tuple(list_agenda(programme, words, at)),
        due=sum(step.minutes for step in programme.steps[:at]),
        planned=sum(step.minutes for step in programme.steps[: at + 1]),
        total=programme.minutes,
        used=None if started is None else max(0.0, time - started) / 60,
        cuts=tuple(sorted(words.cut.items())),
    )


def read_advice(running: LiveRoom, words: ProgrammeWords) -> Advice:
    """Return the author's words for the facilitator about the exercise that the room is in."""
    exercise = running.step.exercise
    if exercise is None:
        return Advice()
    advice = words.exercises[exercise]
    ends_here = is_last_of_exercise(running.programme, running.room.now.at)
    return Advice(advice.care, advice.debrief, advice.evidence, ends_here)


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
