"""Bring the stored rooms back when the server starts, and set aside those that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from seminar.content.library import Library
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.room.state import Room
from seminar.service.live_room import LiveRoom
from seminar.service.rooms.live_rooms import LiveRooms
from seminar.service.series.series import AllSeries
from seminar.service.stored_rooms import (
    DAMAGED,
    check_room,
    explain_failure,
    read_room,
)
from seminar.store import RoomRow, Store


class Restoring:
    """Brings rooms back as they stood.

    Args:
        store: Where they are stored.
        library: The programmes that they may run.
        rules: The rules of this server.
        exposed: Whether others on the network could read what phones send.
        series: The series that they may belong to.
        clock: The time in seconds since the epoch.
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        rules: ThresholdRules,
        exposed: bool,
        series: AllSeries,
        clock: Callable[[], float],
    ) -> None:
        self._store = store
        self._library = library
        self._rules = rules
        self._exposed = exposed
        self._series = series
        self._clock = clock

    def restore_all(self) -> LiveRooms:
        """Return all stored rooms, those set aside that cannot be used."""
        rooms = LiveRooms()
        rooms.set_aside |= dict.fromkeys(self._store.damaged_rooms(), DAMAGED)
        for row in self._store.rooms():

            def attempt(row: RoomRow = row) -> None:
                rooms.add(self._restore(row))

            if reason := explain_failure(row.code, attempt):
                rooms.set_aside[row.code] = reason
        return rooms

    def _restore(self, row: RoomRow) -> LiveRoom:
        """Return the room of this row, or raise whatever stands in the way of using it."""
        running = read_room(row, self._store, self._library, self._rules_in)
        running.room = replace(running.room, exposed=self._exposed)
        running.follows = self._series.followed_in(running.room)
        running.seen = dict.fromkeys(running.participants, self._clock())
        check_room(running)
        return running

    def _rules_in(self, room: Room) -> ThresholdRules:
        return self._rules.in_room(room.floor, room.insider)
