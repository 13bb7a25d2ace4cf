"""A talk in groups as the screens show it: its roles and parts in words, and the groups' sizes."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.model.programme import ProgrammeWords, Step
from seminar.core.room import group_assignment
from seminar.core.room.regrouping import draws
from seminar.core.room.situation import Scene
from seminar.service.live_room import LiveRoom
from seminar.service.seating import plan
from seminar.service.view_models import RoleCard, Spot, Talking


def describe_talk(scene: Scene, words: ProgrammeWords) -> Talking | None:
    """Return how people talk at this step; None where the whole room does, or something else
    happens."""
    grouping = scene.step.grouping
    exercise = scene.step.exercise
    if grouping is None or exercise is None:
        return None
    method = scene.seating(grouping).by
    role_words = words.exercises[exercise].roles
    return Talking(
        grouping.size,
        method,
        drawn=draws(grouping, method),
        roles=tuple(
            RoleCard(role, role_words[role].label, role_words[role].body)
            for role in grouping.roles
        ),
        turn=grouping.turn,
        turns=grouping.turns,
        asked=grouping.asked,
        cues=phrase_cues(scene.step, words),
    )


def phrase_cues(step: Step, words: ProgrammeWords) -> tuple[tuple[str, float], ...]:
    """Return the parts of a talk in words, each with its minutes."""
    if step.exercise is None:
        return ()
    return tuple(
        (words.exercises[step.exercise].cues[cue], minutes)
        for cue, minutes in step.cues
    )


def time_cues(step: Step, words: ProgrammeWords) -> tuple[tuple[str, float], ...]:
    """Return the parts of a talk, each with the seconds left of the clock when it ends."""
    seconds_left = step.minutes * 60
    cues: list[tuple[str, float]] = []
    for label, minutes in phrase_cues(step, words):
        seconds_left = max(0.0, seconds_left - minutes * 60)
        cues.append((label, round(seconds_left, 1)))
    return tuple(cues)


def list_group_sizes(running: LiveRoom) -> tuple[int, ...]:
    """Return how many sit in each group that was drawn for this step, in the order of their
    numbers."""
    return tuple(len(group) for _, group in sorted(_drawn_groups(running).items()))


def list_spots(running: LiveRoom, words: ProgrammeWords) -> Iterator[Spot]:
    """Yield where those without a phone sit, so that the projector can tell them."""
    grouping = running.step.grouping
    exercise = running.step.exercise
    if grouping is None or exercise is None:
        return
    size = group_assignment.SIZE[grouping.size]
    groups = _drawn_groups(running)
    for who in plan.list_phoneless(running):
        for number, group in groups.items():
            if who not in group:
                continue
            role = group_assignment.assign_role(
                grouping.roles, group.index(who), len(group), grouping.turn, size
            )
            label = words.exercises[exercise].roles[role].label if role else ""
            yield Spot(who.decode(), number, label)


def _drawn_groups(running: LiveRoom) -> dict[int, list[bytes]]:
    """Return the groups that were drawn for this step, by number; none where nobody drew."""
    grouping = running.step.grouping
    if grouping is None:
        return {}
    seating = running.timeless_scene.seating(grouping)
    if not draws(grouping, seating.by) or not seating.number:
        return {}
    return plan.group_seats(running, plan.seating_name(grouping.id, seating.number))
