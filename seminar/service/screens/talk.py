"""What the screens say of a talk in groups: its roles in words, its parts, and where the groups
are."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.model.programme import ProgrammeWords, Step
from seminar.core.room import group_assignment
from seminar.core.room.regrouping import draws
from seminar.core.room.situation import Scene
from seminar.service.live_room import LiveRoom
from seminar.service.seating import plan
from seminar.service.view_models import RoleCard, Spot, Talking


def talk(scene: Scene, words: ProgrammeWords) -> Talking | None:
    """How people talk at this step; None where the whole room does, or something else happens."""
    grouping, exercise = scene.step.grouping, scene.step.exercise
    if grouping is None or exercise is None:
        return None
    made, said = scene.seating(grouping), words.exercises[exercise].roles
    return Talking(
        grouping.size,
        made.by,
        drawn=draws(grouping, made.by),
        roles=tuple(RoleCard(role, said[role].label, said[role].body) for role in grouping.roles),
        turn=grouping.turn,
        turns=grouping.turns,
        asked=grouping.asked,
        cues=parts(scene.step, words),
    )


def parts(step: Step, words: ProgrammeWords) -> tuple[tuple[str, float], ...]:
    """The parts of a talk in words, each with its minutes."""
    if step.exercise is None:
        return ()
    return tuple((words.exercises[step.exercise].cues[cue], minutes) for cue, minutes in step.cues)


def cues(step: Step, words: ProgrammeWords) -> tuple[tuple[str, float], ...]:
    """The parts of a talk, each with the seconds that are left of the clock when it ends."""
    left, found = step.minutes * 60, list[tuple[str, float]]()
    for said, minutes in parts(step, words):
        left = max(0.0, left - minutes * 60)
        found.append((said, round(left, 1)))
    return tuple(found)


def group_sizes(running: LiveRoom) -> tuple[int, ...]:
    """How many sit in each group that was drawn for this step, in the order of their numbers."""
    return tuple(len(group) for _, group in sorted(_drawn(running).items()))


def spots(running: LiveRoom, words: ProgrammeWords) -> Iterator[Spot]:
    """Where those without a phone sit, so that the projector can tell them."""
    step, drawn = running.step, _drawn(running)
    for who in plan.list_phoneless(running) if step.grouping and step.exercise else ():
        for number, group in drawn.items():
            if who in group and step.grouping and step.exercise:
                size = group_assignment.SIZE[step.grouping.size]
                role = group_assignment.assign_role(
                    step.grouping.roles, group.index(who), len(group), step.grouping.turn, size
                )
                named = words.exercises[step.exercise].roles[role].label if role else ""
                yield Spot(who.decode(), number, named)


def _drawn(running: LiveRoom) -> dict[int, list[bytes]]:
    grouping = running.step.grouping
    if grouping is None:
        return {}
    made = running.timeless_scene.seating(grouping)
    if not draws(grouping, made.by) or not made.number:
        return {}
    return plan.group_seats(running, plan.seating_name(grouping.id, made.number))
