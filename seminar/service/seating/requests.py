"""Seats as participants take and leave them: coming late, sitting out, finding a table or a
place of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from math import inf
from typing import Literal

from seminar.core.errors import Refused, Unavailable
from seminar.core.i18n import say
from seminar.core.room.group_assignment import SIZE, Chance
from seminar.core.room.regrouping import draws
from seminar.service import pseudonyms as identity
from seminar.service.awaiting import Wait
from seminar.service.live_room import LiveRoom
from seminar.service.seating import plan as seating
from seminar.service.seating.plan import AWAY, TABLE, TABLES
from seminar.service.view_models import Sitting
from seminar.store import SeatRow, Store

Wish = Literal["place", "table", "away", "back", "alone"]
WISHES: tuple[Wish, ...] = ("place", "table", "away", "back", "alone")


class Seats:
    """Takes participants' wishes, and says where each of them sits. A part of `Host`."""

    def __init__(
        self,
        running: Callable[[str], LiveRoom],
        find: Callable[[str], LiveRoom | None],
        store: Store,
        wait: Wait,
        clock: Callable[[], float],
        chance: Chance,
        changed: Callable[[str, Literal["room", "count"]], None],
    ) -> None:
        self._running, self._find, self._store, self._wait = running, find, store, wait
        self._clock, self._chance, self._changed = clock, chance, changed

    def arrived(self, code: str, token: str | None) -> None:
        """A participant's phone is here from now on."""
        self._seen(code, token, inf)

    def left(self, code: str, token: str | None) -> None:
        """A participant's phone has gone."""
        self._seen(code, token, self._clock())

    def looked_in(self, code: str, token: str | None) -> None:
        """A participant's phone has fetched a page."""
        running = self._find(code)
        who = self._who(running, token) if running else None
        if running and who and running.seen.get(who) != inf:
            self._seen(code, token, self._clock())

    def _seen(self, code: str, token: str | None, time: float) -> None:
        running = self._find(code)
        if running and (who := self._who(running, token)):
            running.seen[who] = time

    def own(self, code: str, token: str | None) -> Sitting | None:
        """Where this participant sits at the present step. Whoever comes late is given a seat by
        being asked."""
        running = self._running(code)
        who = self._who(running, token)
        grouping = running.step.grouping
        if who is None or grouping is None:
            return None
        made = running.scene(0).seating(grouping)
        is_placed = who in running.seats.get(seating.name(grouping.id, made.number), {})
        if draws(grouping, made.by) and not is_placed and who not in running.seats.get(AWAY, {}):
            with suppress(
                Unavailable
            ):  # The seat can wait until the disk is back; the page must come.
                self._seat_late(running, seating.late(running, grouping, made, who, self._chance))
        return seating.sitting(running, who)

    def _seat_late(self, running: LiveRoom, seat: SeatRow | None) -> None:
        """Seat somebody, and tell the room where that gives others another role."""
        others = (
            seating.sitting_together(running, seat.seating).get(seat.number, []) if seat else []
        )
        before = [self._role(running, one) for one in others]
        self._sit(running, [seat])
        if before != [self._role(running, one) for one in others]:
            self._changed(running.room.code, "room")

    @staticmethod
    def _role(running: LiveRoom, who: bytes) -> str:
        own = seating.sitting(running, who)
        return own.role if own else ""

    def may_answer(self, code: str, token: str | None) -> bool:
        """Whether the form of the present step is for this participant."""
        running = self._running(code)
        who = self._who(running, token)
        return who is not None and seating.is_asked(running, who)

    def wish(self, code: str, token: str | None, wish: Wish, number: int = 0) -> None:
        """Do what this participant asks for; `Refused` in words where it cannot be done."""
        running = self._running(code)
        who = self._who(running, token)
        if who is None:
            raise Refused(say("Press Join first, then the room opens on this phone."))
        match wish:
            case "table":
                self._table(running, who, number)
            case "place":
                self._place(running, who, number)
            case "away":
                self._leave(running, who)
                self._sit(running, [SeatRow(running.room.code, AWAY, who, 0, 0)])
            case "back":
                self._sit(running, [], [SeatRow(running.room.code, AWAY, who, 0, 0)])
            case "alone":
                self._alone(running, who)
        self._changed(code, "room")

    def fill(self, running: LiveRoom) -> None:
        """Give those without a phone a seat in the groups that are drawn, and take it from
        whoever is there no more."""
        grouping, kept = running.step.grouping, self._kept(running)
        if grouping is None or kept is None:
            return
        here, seats = seating.without(running), running.seats.get(kept, {})
        gone = [who for who in seats if len(who) == 1 and who not in here]
        self._sit(running, [], [SeatRow(running.room.code, kept, who, 0, 0) for who in gone])
        made = running.scene(0).seating(grouping)
        for who in here:
            if who not in running.seats.get(kept, {}):
                self._seat_late(running, seating.late(running, grouping, made, who, self._chance))

    def _table(self, running: LiveRoom, who: bytes, number: int) -> None:
        if not 1 <= number <= TABLES:
            raise Refused(
                say("A table has a number from 1 to {most}. Look for it on the table.", most=TABLES)
            )
        self._leave(running, who)
        self._sit(running, [SeatRow(running.room.code, TABLE, who, number, 0)])

    def _place(self, running: LiveRoom, who: bytes, place: int) -> None:
        grouping = running.step.grouping
        if grouping is None or not grouping.roles:
            raise Refused(say("The room has gone on to something else. Your place was not saved."))
        if not 0 <= place <= max(SIZE[grouping.size], len(grouping.roles)):
            raise Refused(say("There is no such place. Choose one of the letters."))
        self._sit(
            running, [SeatRow(running.room.code, seating.name(grouping.id, 0), who, 0, place)]
        )

    def _alone(self, running: LiveRoom, who: bytes) -> None:
        """Whoever waits for somebody in vain joins another group, and the seat of who did not
        come is free."""
        together = self._group(running, who)
        if together is None:
            raise Refused(say("The room has gone on to something else. Your place was not saved."))
        if len(together) > 2:
            raise Refused(say("You are in a larger group. Talk with those who are there."))
        for one in together:
            self._leave(running, one)

    def _leave(self, running: LiveRoom, who: bytes) -> None:
        """Give up the seat of the groups that are drawn now; whoever is left alone is seated
        with others."""
        together, kept = self._group(running, who), self._kept(running)
        if together is None or kept is None:
            return
        self._sit(running, [], [SeatRow(running.room.code, kept, who, 0, 0)])
        left = [one for one in together if one != who]
        others = len(running.seats.get(kept, {})) > 1
        if len(left) == 1 and others and left[0] not in seating.without(running):
            self._sit(running, [], [SeatRow(running.room.code, kept, left[0], 0, 0)])

    def _group(self, running: LiveRoom, who: bytes) -> list[bytes] | None:
        kept = self._kept(running)
        groups = seating.sitting_together(running, kept).values() if kept else ()
        return next((group for group in groups if who in group), None)

    def _kept(self, running: LiveRoom) -> str | None:
        grouping = running.step.grouping
        if grouping is None:
            return None
        made = running.scene(0).seating(grouping)
        return seating.name(grouping.id, made.number) if made.number else None

    def _sit(
        self, running: LiveRoom, sit: Sequence[SeatRow | None], up: Sequence[SeatRow] = ()
    ) -> None:
        """Save, then note."""
        rows = [row for row in sit if row is not None]
        self._wait(self._store.sit(rows, up))
        for row in up:
            running.seats.get(row.seating, {}).pop(row.who, None)
        for row in rows:
            running.sit(row)

    def _who(self, running: LiveRoom, token: str | None) -> bytes | None:
        if running.key is None or token is None:
            return None
        who = identity.participant(running.key, token)
        return who if who in running.participants else None
