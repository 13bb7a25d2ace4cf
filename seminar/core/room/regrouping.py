"""Decide when groups of people who talk are drawn, and draw them anew on command."""

from __future__ import annotations

from dataclasses import replace

from seminar.core.errors import Refused
from seminar.core.i18n import say
from seminar.core.model.exercise import GroupingMethod
from seminar.core.model.programme import Grouping
from seminar.core.room.commands import Regroup, Without
from seminar.core.room.events import Event, Seated, StateChanged
from seminar.core.room.situation import Scene
from seminar.core.room.state import MOST_WITHOUT, RoomState, Seating


def draws(grouping: Grouping, by: GroupingMethod) -> bool:
    """Return whether groups are drawn; those who talk at their own table are a group already."""
    return by == "draw" or (by == "table" and grouping.size != "tables")


def seat_groups(
    scene: Scene, standing: RoomState, grouping: Grouping, by: GroupingMethod
) -> tuple[Event, ...]:
    """Return the events by which the groups of `grouping` are made in this way from now on.

    Where they are drawn, the draw has a number that no draw of the room had before.
    """
    is_drawn = draws(grouping, by)
    seating = Seating(by, scene.room.drawn + 1 if is_drawn else 0)
    stood = StateChanged(
        replace(standing, seatings={**standing.seatings, grouping.id: seating})
    )
    return (Seated(grouping.id, seating), stood) if is_drawn else (stood,)


def regroup(scene: Scene, command: Regroup) -> tuple[Event, ...]:
    """Return the events by which the groups of this step are made anew.

    Raises:
        Refused: Where nobody talks in groups.
    """
    if (grouping := scene.step.grouping) is None:
        raise Refused(say("Nobody talks in groups at this step."))
    return seat_groups(scene, scene.standing, grouping, command.by)


def set_phoneless_count(scene: Scene, command: Without) -> tuple[Event, ...]:
    """Return the events by which so many take part without a phone.

    Raises:
        Refused: Where there are not letters enough for them.
    """
    if not 0 <= command.people <= MOST_WITHOUT:
        raise Refused(say("At most {n} can take part without a phone.", n=MOST_WITHOUT))
    return (StateChanged(replace(scene.standing, phoneless_count=command.people)),)
