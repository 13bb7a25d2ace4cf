"""Let a room go on with a newer version of the programme that it was opened with."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from seminar.content.library import Library
from seminar.core.errors import Refused
from seminar.core.i18n import say
from seminar.core.model.programme import Programme
from seminar.core.room.new_version import Difference, compare_versions, move_room
from seminar.core.room.state import Room
from seminar.service.awaiting import Wait
from seminar.service.live_room import LiveRoom
from seminar.service.rooms.live_rooms import (
    LiveRooms,
    Tell,
    check_version,
    room_has_moved_on,
)
from seminar.service.stored_rooms import content_row, encode_room
from seminar.store import ContentRow, Store


class NewVersion(NamedTuple):
    """A newer version of a room's programme, and the room as it stands in it."""

    room: Room
    programme: Programme
    content: ContentRow


class Versions:
    """The versions of programmes: the one that a room was opened with, and the one in the files.

    Args:
        rooms: The rooms of this server.
        store: Where they are stored.
        library: Returns the programmes as they stand in the files.
        wait: How to wait for the disk.
        tell: Told of a room that has taken in a new version.
    """

    def __init__(
        self,
        rooms: LiveRooms,
        store: Store,
        library: Callable[[], Library],
        wait: Wait,
        tell: Tell,
    ) -> None:
        self._rooms = rooms
        self._store = store
        self._library = library
        self._wait = wait
        self._tell = tell

    def pin_contents(self) -> None:
        """Store the content of open rooms that were opened before it was stored with them."""
        for running in self._rooms.list_open():
            sources = self._library().sources(running.room.programme)
            if running.content is None and sources is not None:
                row = content_row(sources)
                self._wait(self._store.pin_content(running.room.code, row))
                running.content = row.hash

    def has_newer(self, running: LiveRoom) -> bool:
        """Return whether the files hold another version of the room's programme than it was
        opened with."""
        sources = self._library().sources(running.room.programme)
        if running.room.closed or sources is None or running.content is None:
            return False
        return sources.hash != running.content

    def compare(self, code: str, lang: str) -> Difference:
        """Return what the version in the files would change in the room.

        Raises:
            Refused: Where it cannot be taken in.
        """
        running = self._rooms.get(code)
        new = self._read_newer(running)
        return compare_versions(running.room, running.programme, new.programme, lang)

    def take_in(self, code: str, version: int) -> Room:
        """Let the room go on with the version in the files.

        Args:
            code: The room's code.
            version: Of the picture that the facilitator saw.

        Raises:
            Refused: Where something that has been asked would be another question.
            Stale: Where the room has moved on since.
        """
        running = self._rooms.get(code)
        new = self._read_newer(running)
        check_version(running, version)
        saving = self._store.save_room(
            code,
            encode_room(new.room),
            new.room.version,
            was=running.room.version,
            content=new.content,
        )
        if not self._wait(saving):
            raise room_has_moved_on()
        running.room = new.room
        running.programme = new.programme
        running.content = new.content.hash
        self._tell(code, "room")
        return new.room

    def _read_newer(self, running: LiveRoom) -> NewVersion:
        """Return the version in the files, or raise where it cannot be taken in."""
        sources = self._library().sources(running.room.programme)
        if sources is None or not self.has_newer(running):
            raise Refused(say("There is no new version of the programme to take in."))
        programme = self._library().programme(
            running.room.programme, running.room.picks
        )
        answered = {
            question for (question, _), answers in running.answers.items() if answers
        }
        moved = move_room(running.room, running.programme, programme, answered)
        return NewVersion(moved, programme, content_row(sources))
