"""Decide who may still come, and take down how many the facilitator says are here."""

from __future__ import annotations

from seminar.core.errors import Refused
from seminar.core.i18n import say
from seminar.core.room.commands import Expect, SetDoor
from seminar.core.room.events import DoorSet, Event, Expected
from seminar.core.room.situation import Scene
from seminar.core.room.state import MOST_PARTICIPANTS


def set_door(scene: Scene, command: SetDoor) -> tuple[Event, ...]:
    """Return the events that open or close the door, also where it stands so already."""
    return (DoorSet(command.closed),)


def expect(scene: Scene, command: Expect) -> tuple[Event, ...]:
    """Return the events by which so many people are here.

    Raises:
        Refused: Where no room holds that many.
    """
    if not 0 <= command.people <= MOST_PARTICIPANTS:
        raise Refused(
            say(
                "Write how many you are, from 1 to {most}, or nothing.",
                most=MOST_PARTICIPANTS,
            )
        )
    return (Expected(command.people),)
