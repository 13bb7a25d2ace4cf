"""Open new rooms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from seminar.content.library import Library
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.errors import Refused
from seminar.core.i18n import say
from seminar.core.room.state import MOST_PARTICIPANTS, Room
from seminar.service import pseudonyms
from seminar.service.awaiting import Wait
from seminar.service.live_room import LiveRoom
from seminar.service.rooms.live_rooms import LiveRooms
from seminar.service.series.series import AllSeries
from seminar.service.stored_rooms import content_row, encode_room
from seminar.store import RoomRow, SeriesRow, Store, WaveRow

HIGHEST_FLOOR = MOST_PARTICIPANTS
"""The highest floor that a room may ask for: more answers than it lets people in can never come."""


class Opening:
    """Opens rooms that no other room shares its code with.

    Args:
        rooms: The rooms of this server.
        store: Where rooms are stored.
        library: Returns the programmes that may be opened, as they are read now.
        rules: The rules of this server.
        exposed: Whether others on the network could read what phones send.
        series: The series that a room may continue.
        wait: How to wait for the disk.
        today: The day that it is.
    """

    def __init__(
        self,
        rooms: LiveRooms,
        store: Store,
        library: Callable[[], Library],
        rules: ThresholdRules,
        exposed: bool,
        series: AllSeries,
        wait: Wait,
        today: Callable[[], date],
    ) -> None:
        self._rooms = rooms
        self._store = store
        self._library = library
        self._rules = rules
        self._exposed = exposed
        self._series = series
        self._wait = wait
        self._today = today

    def open_room(
        self,
        programme: str,
        lang: str,
        picks: Mapping[str, str] | None = None,
        *,
        floor: int = 0,
        insider: bool = False,
        series: str | None = None,
        series_name: str = "",
        owner: str = "",
    ) -> Room:
        """Open a room, and return it once it is saved.

        Args:
            programme: What the room runs.
            lang: The language of the stage.
            picks: The variants chosen, as in `Library.programme`.
            floor: As in `ThresholdRules.in_room`; 0 for the server's own.
            insider: As in `ThresholdRules.in_room`.
            series: The id of the series that the room continues, empty to begin one; None without.
            series_name: What a series that begins is called.
            owner: The facilitator's name; empty for the owner of the machine.

        Raises:
            Refused: Where the floor is under the server's, or the programme fits no series.
            NotFound: Where there is no such series to continue.
        """
        self._check_floor(floor)
        chosen = dict(picks or {})
        template = Room(
            "", programme, lang, chosen, floor, insider, exposed=self._exposed
        )
        open_codes = [running.room.code for running in self._rooms.list_open()]
        length = pseudonyms.code_length(open_codes)
        while True:
            room = replace(template, code=pseudonyms.new_code(length))
            if running := self._try_code(room, series, series_name, owner):
                self._rooms.add(running)
                return running.room

    def _check_floor(self, floor: int) -> None:
        """Raise where a room asks for a floor that it cannot have."""
        if floor and not self._rules.floor <= floor <= HIGHEST_FLOOR:
            raise Refused(
                say(
                    "The fewest answers must be a whole number from {least} to {most}: it can be "
                    "raised, but not lowered. The room was not opened.",
                    least=self._rules.floor,
                    most=HIGHEST_FLOOR,
                )
            )

    def _try_code(
        self, room: Room, series: str | None, series_name: str, owner: str
    ) -> LiveRoom | None:
        """Save the room, and return it; None where its code is taken."""
        programme = self._library().programme(room.programme, room.picks)
        sources = self._library().sources(room.programme)
        content = content_row(sources) if sources else None
        begun: SeriesRow | None = None
        wave: WaveRow | None = None
        if series is not None:
            begun, wave = self._series.plan_wave(
                series, series_name, programme, room.code, owner
            )
            room = replace(room, series=wave.series, wave=wave.wave)
        key = pseudonyms.new_key()
        row = RoomRow(
            room.code, encode_room(room), room.version, key, self._today(), owner=owner
        )
        if not self._wait(self._store.create_room(row, begun, wave, content)):
            return None
        if wave:
            self._series.note_wave(begun, wave)
        return LiveRoom(
            room,
            programme,
            key,
            self._rules.in_room(room.floor, room.insider),
            owner,
            follows=self._series.followed_in(room),
            content=content.hash if content else None,
        )
