"""The rooms that this server holds in memory: look them up by their codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from seminar.core.errors import NotFound, Stale
from seminar.core.i18n import Message, say
from seminar.service.live_room import LiveRoom
from seminar.service.stored_rooms import explain_failure

Change = Literal["room", "count", "joined", "gone"]
"""A kind of news for the screens: the room stands otherwise, only the counts moved, somebody
joined, or the room is about to be let go."""

Tell = Callable[[str, Change], None]
"""Called with a room's code when its screens should hear of a change that is saved."""


class LiveRooms:
    """All rooms of this server by code: those that can be used, and those that are set aside."""

    def __init__(self) -> None:
        self.set_aside: dict[str, Message] = {}
        """Rooms that are stored but cannot be used, by code, and why."""
        self._rooms: dict[str, LiveRoom] = {}

    def __iter__(self) -> Iterator[LiveRoom]:
        """Yield all that can be used, closed or not, also while some are added or removed."""
        return iter(tuple(self._rooms.values()))

    def get(self, code: str) -> LiveRoom:
        """Return the room with this code.

        Raises:
            NotFound: Where there is none, or it is set aside.
        """
        if code in self.set_aside:
            raise NotFound(
                say(
                    "This room cannot be used now. Tell the facilitator: their start page says why."
                )
            )
        running = self.find(code)
        if running is None:
            raise room_not_found()
        return running

    def find(self, code: str) -> LiveRoom | None:
        """Return the room with this code; None where there is none, or it is set aside."""
        return self._rooms.get(code)

    def list_open(self) -> list[LiveRoom]:
        """Return the rooms that are not closed."""
        return [running for running in self if not running.room.closed]

    def list_closed(self) -> list[LiveRoom]:
        """Return the rooms that are closed, and of which the published results still exist."""
        return [running for running in self if running.room.closed]

    def add(self, running: LiveRoom) -> None:
        """Hold a room from now on."""
        self._rooms[running.room.code] = running

    def remove(self, code: str) -> None:
        """Hold a room no more, whether it can be used or not."""
        self.set_aside.pop(code, None)
        self._rooms.pop(code, None)

    def set_aside_failing(self, use: Callable[[LiveRoom], object]) -> None:
        """Try this use of every room, and set aside the rooms of which it fails."""
        for running in self:

            def attempt(running: LiveRoom = running) -> None:
                use(running)

            code = running.room.code
            if reason := explain_failure(code, attempt):
                self.remove(code)
                self.set_aside[code] = reason


def room_not_found() -> NotFound:
    """Build the error of a code that no room has."""
    return NotFound(
        say("There is no room with this code. Check the code on the screen.")
    )


def check_version(running: LiveRoom, version: int) -> None:
    """Raise `Stale` where the room has moved on since the picture with this version."""
    if version != running.room.version:
        raise room_has_moved_on()


def room_has_moved_on() -> Stale:
    """Build the error of a command that was given on an older picture."""
    return Stale(say("The room has already moved on. The newest picture is shown now."))
