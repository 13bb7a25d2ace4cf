"""Let participants into rooms, and know them again."""

from __future__ import annotations

from collections.abc import Callable

from seminar.core.errors import Refused
from seminar.core.i18n import say
from seminar.core.room.state import MOST_PARTICIPANTS
from seminar.service import pseudonyms
from seminar.service.awaiting import Wait
from seminar.service.live_participant import LiveParticipant, find_participant
from seminar.service.live_room import LiveRoom
from seminar.service.rooms.live_rooms import LiveRooms, Tell
from seminar.store import Store

DOOR_CLOSED = say(
    "The door is closed: the facilitator lets nobody new in now. Should you be here? Ask the"
    " facilitator to open the door, then press Join."
)


class Participants:
    """The participants of all rooms.

    Args:
        rooms: The rooms of this server.
        store: Where it is stored who has joined.
        wait: How to wait for the disk.
        clock: The time in seconds since the epoch.
        tell: Told of a room that somebody joins.
    """

    def __init__(
        self,
        rooms: LiveRooms,
        store: Store,
        wait: Wait,
        clock: Callable[[], float],
        tell: Tell,
    ) -> None:
        self._rooms = rooms
        self._store = store
        self._wait = wait
        self._clock = clock
        self._tell = tell

    def join(self, code: str, token: str | None = None, visit: str = "") -> str:
        """Let a participant in, and return the token that is theirs.

        Args:
            code: The room's code.
            token: What the browser holds of an earlier join; where it is known, it is returned.
            visit: The number of the browser's visit. The same visit is the same participant,
                however often it joins; without one, everybody is new.

        Raises:
            Refused: Where the room or its door is closed, or the room is full.
        """
        running = self._rooms.get(code)
        if running.key is None:
            raise Refused(say("The room is closed. Thank you for taking part."))
        if token is not None and self.has_joined(code, token):
            return token
        token = (
            pseudonyms.token_of_visit(running.key, visit)
            if visit
            else pseudonyms.new_token()
        )
        if self.has_joined(code, token):
            return token
        _check_place(running)
        who = LiveParticipant(running, running.key, token).id
        self._wait(self._store.add_participant(code, who))
        running.arrive(who, self._clock())
        self._tell(code, "joined")
        return token

    def has_joined(self, code: str, token: str | None) -> bool:
        """Return whether this token is of somebody who has joined the room."""
        running = self._rooms.find(code)
        participant = find_participant(running, token) if running else None
        return participant is not None and participant.has_joined

    def visit_has_joined(self, code: str, visit: str) -> bool:
        """Return whether this visit has joined the room, also where its phone cookie is gone."""
        running = self._rooms.find(code)
        if running is None or running.key is None or not visit:
            return False
        return self.has_joined(code, pseudonyms.token_of_visit(running.key, visit))


def _check_place(running: LiveRoom) -> None:
    """Raise where the room lets nobody new in."""
    if running.room.door_closed:
        raise Refused(DOOR_CLOSED)
    if len(running.participants) >= MOST_PARTICIPANTS:
        raise Refused(
            say(
                "The room is full: {most} phones have joined. Tell the facilitator.",
                most=MOST_PARTICIPANTS,
            )
        )
