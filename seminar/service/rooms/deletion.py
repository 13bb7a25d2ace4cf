"""Delete rooms and series, by request and by age, with everything that is stored of them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from seminar.core.errors import NotFound
from seminar.service.awaiting import Wait
from seminar.service.logins import LOGIN_DAYS, Logins
from seminar.service.rooms.live_rooms import LiveRooms, Tell, room_not_found
from seminar.service.series.series import AllSeries
from seminar.store import Store


class Deletion:
    """Deletes what is stored of rooms and series, and lets go of it in memory.

    Args:
        rooms: The rooms of this server.
        store: Where they are stored.
        logins: The facilitators' logins, of which guests go with their room.
        series: The series of this server.
        wait: How to wait for the disk.
        today: The day that it is.
        tell: Told of a room that goes, while its screens can still be sent a last picture.
    """

    def __init__(
        self,
        rooms: LiveRooms,
        store: Store,
        logins: Logins,
        series: AllSeries,
        wait: Wait,
        today: Callable[[], date],
        tell: Tell,
    ) -> None:
        self._rooms = rooms
        self._store = store
        self._logins = logins
        self._series = series
        self._wait = wait
        self._today = today
        self._tell = tell

    def delete_room(self, code: str) -> None:
        """Delete the room; returns when its traces are wiped.

        Raises:
            NotFound: Where nothing was stored of it.
        """
        was_stored = self._wait(self._store.forget_room(code))
        self._let_go(code)
        self._logins.forget_guests(code)
        self._series.reload()
        if not was_stored:
            raise room_not_found()

    def delete_requested(self) -> None:
        """Delete the rooms that somebody beside this server has asked to have deleted."""
        for code in self._store.asked_to_forget():
            with suppress(NotFound):  # The request is forgotten all the same.
                self.delete_room(code)

    def delete_expired(self, days: int, series_days: int) -> None:
        """Delete what has been stored long enough.

        Args:
            days: How many days a room is stored, closed or not.
            series_days: How many days a series is stored.
        """
        today = self._today()
        deleting = self._store.forget_before(
            today - timedelta(days),
            today - timedelta(series_days),
            today - timedelta(LOGIN_DAYS),
        )
        for code in self._wait(deleting):
            self._let_go(code)
        self._logins.reload()
        self._series.reload()
        self._follow_anew()

    def end_series(self, id: str) -> None:
        """End a series for good, so that every return card of it goes blank."""
        self._series.end(id)
        self._follow_anew()

    def _follow_anew(self) -> None:
        """Let every room follow what its series follows now: nothing where that has ended."""
        for running in self._rooms:
            running.follows = self._series.followed_in(running.room)

    def _let_go(self, code: str) -> None:
        """Hold a room no more. Its screens get a last picture, of a room that is closed."""
        if running := self._rooms.find(code):
            running.end()
            self._tell(code, "gone")
        self._rooms.remove(code)
