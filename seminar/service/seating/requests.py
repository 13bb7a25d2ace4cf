"""Seats as participants take and leave them: coming late, sitting out, finding a table or a place
of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from math import inf
from typing import Literal

from seminar.core.errors import Refused, Unavailable
from seminar.core.i18n import say
from seminar.core.model.programme import Grouping
from seminar.core.room.group_assignment import SIZE, Chance
from seminar.core.room.regrouping import draws
from seminar.service.awaiting import Wait
from seminar.service.live_participant import find_participant
from seminar.service.live_room import LiveRoom
from seminar.service.seating import plan
from seminar.service.seating.plan import AWAY, HIGHEST_TABLE, TABLE, seating_name
from seminar.service.view_models import Sitting
from seminar.store import SeatRow, Store

Wish = Literal["place", "table", "away", "back", "alone"]
WISHES: tuple[Wish, ...] = ("place", "table", "away", "back", "alone")


class Seats:
    """The participants' seats in all rooms: carries out their wishes, and tells each of them where
    they sit.

    Args:
        running: Returns the room with a code, or raises `NotFound`.
        find: Returns the room with a code, or None.
        store: Where seats are saved.
        wait: How to wait for the disk.
        clock: The time in seconds since the epoch.
        chance: What a seat among equals is chosen by.
        changed: Called with a room's code when its screens should hear of it.
    """

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
        self._running = running
        self._find = find
        self._store = store
        self._wait = wait
        self._clock = clock
        self._chance = chance
        self._changed = changed

    # --- whose phone is here ----------------------------------------------------------------------

    def note_arrival(self, code: str, token: str | None) -> None:
        """Note that a participant's phone is connected from now on."""
        self._note_seen(code, token, inf)

    def note_departure(self, code: str, token: str | None) -> None:
        """Note that a participant's phone is connected no more."""
        self._note_seen(code, token, self._clock())

    def note_visit(self, code: str, token: str | None) -> None:
        """Note that a participant's phone has fetched a page, where it is not connected."""
        running = self._find(code)
        who = _joined_id(running, token) if running else None
        if running and who and running.seen.get(who) != inf:
            running.seen[who] = self._clock()

    def _note_seen(self, code: str, token: str | None, time: float) -> None:
        running = self._find(code)
        who = _joined_id(running, token) if running else None
        if running and who:
            running.seen[who] = time

    # --- where somebody sits ----------------------------------------------------------------------

    def find_sitting(self, code: str, token: str | None) -> Sitting | None:
        """Return where this participant sits at the present step. Whoever comes late is given a
        seat by being asked."""
        running = self._running(code)
        who = _joined_id(running, token)
        grouping = running.step.grouping
        if who is None or grouping is None:
            return None
        if _lacks_seat(running, grouping, who):
            # The seat can wait until the disk is back; the page must come.
            with suppress(Unavailable):
                self._seat_latecomer(running, grouping, who)
        return plan.find_sitting(running, who)

    def may_answer(self, code: str, token: str | None) -> bool:
        """Return whether the form of the present step is for this participant."""
        running = self._running(code)
        who = _joined_id(running, token)
        return who is not None and plan.is_asked(running, who)

    def seat_phoneless(self, running: LiveRoom) -> None:
        """Give those without a phone a seat in the groups that are drawn, and take it from whoever
        is there no more."""
        grouping = running.step.grouping
        drawn = _drawn_seating(running)
        if grouping is None or drawn is None:
            return
        phoneless = plan.list_phoneless(running)
        seated = running.seats.get(drawn, {})
        # Only those without a phone are known by a single letter.
        gone = [who for who in seated if len(who) == 1 and who not in phoneless]
        self._save(running, [], [_seat(running, drawn, who) for who in gone])
        for who in phoneless:
            if who not in running.seats.get(drawn, {}):
                self._seat_latecomer(running, grouping, who)

    def _seat_latecomer(
        self, running: LiveRoom, grouping: Grouping, who: bytes
    ) -> None:
        """Seat somebody, and tell the room where that gives their neighbours another role."""
        seating = running.timeless_scene.seating(grouping)
        seat = plan.seat_latecomer(running, grouping, seating, who, self._chance)
        if seat is None:
            return
        neighbours = plan.group_seats(running, seat.seating).get(seat.number, [])
        roles_before = [_find_role(running, neighbour) for neighbour in neighbours]
        self._save(running, [seat])
        if roles_before != [_find_role(running, neighbour) for neighbour in neighbours]:
            self._changed(running.room.code, "room")

    # --- wishes -----------------------------------------------------------------------------------

    def fulfil_wish(
        self, code: str, token: str | None, wish: Wish, number: int = 0
    ) -> None:
        """Do what this participant asks for.

        Args:
            code: The room's code.
            token: The participant's.
            wish: To take a `place` or a `table`, to sit out (`away`), to come `back`, or to be
                seated with others because nobody came (`alone`).
            number: Of the place, from 0, or of the table, from 1.

        Raises:
            Refused: Where it cannot be done.
        """
        running = self._running(code)
        who = _joined_id(running, token)
        if who is None:
            raise Refused(say("Press Join first, then the room opens on this phone."))
        match wish:
            case "table":
                self._take_table(running, who, number)
            case "place":
                self._take_place(running, who, number)
            case "away":
                self._leave_group(running, who)
                self._save(running, [_seat(running, AWAY, who)])
            case "back":
                self._save(running, [], [_seat(running, AWAY, who)])
            case "alone":
                self._dissolve_group(running, who)
        self._changed(code, "room")

    def _take_table(self, running: LiveRoom, who: bytes, number: int) -> None:
        if not 1 <= number <= HIGHEST_TABLE:
            raise Refused(
                say(
                    "A table has a number from 1 to {most}. Look for it on the table.",
                    most=HIGHEST_TABLE,
                )
            )
        self._leave_group(running, who)
        self._save(running, [_seat(running, TABLE, who, number=number)])

    def _take_place(self, running: LiveRoom, who: bytes, place: int) -> None:
        grouping = running.step.grouping
        if grouping is None or not grouping.roles:
            raise Refused(
                say("The room has gone on to something else. Your place was not saved.")
            )
        if not 0 <= place <= max(SIZE[grouping.size], len(grouping.roles)):
            raise Refused(say("There is no such place. Choose one of the letters."))
        chosen = seating_name(grouping.id, 0)
        self._save(running, [_seat(running, chosen, who, place=place)])

    def _dissolve_group(self, running: LiveRoom, who: bytes) -> None:
        """Free the seats of a pair, so that whoever waits for somebody in vain joins another
        group."""
        group = _find_group(running, who)
        if group is None:
            raise Refused(
                say("The room has gone on to something else. Your place was not saved.")
            )
        if len(group) > 2:
            raise Refused(
                say("You are in a larger group. Talk with those who are there.")
            )
        for member in group:
            self._leave_group(running, member)

    def _leave_group(self, running: LiveRoom, who: bytes) -> None:
        """Give up the seat of the groups that are drawn now; whoever is alone then is seated with
        others."""
        group = _find_group(running, who)
        drawn = _drawn_seating(running)
        if group is None or drawn is None:
            return
        self._save(running, [], [_seat(running, drawn, who)])
        remaining = [member for member in group if member != who]
        if len(remaining) != 1:
            return
        alone = remaining[0]
        has_others_to_join = len(running.seats.get(drawn, {})) > 1
        if has_others_to_join and alone not in plan.list_phoneless(running):
            self._save(running, [], [_seat(running, drawn, alone)])

    def _save(
        self, running: LiveRoom, taken: Sequence[SeatRow], freed: Sequence[SeatRow] = ()
    ) -> None:
        """Save who sits down and who gets up, then note it in the room."""
        self._wait(self._store.sit(taken, freed))
        for row in freed:
            running.seats.get(row.seating, {}).pop(row.who, None)
        for row in taken:
            running.note_seat(row)


def _joined_id(running: LiveRoom, token: str | None) -> bytes | None:
    """Return the pseudonym of a participant who has joined, else None."""
    participant = find_participant(running, token)
    if participant is None or not participant.has_joined:
        return None
    return participant.id


def _seat(
    running: LiveRoom, seating: str, who: bytes, *, number: int = 0, place: int = 0
) -> SeatRow:
    """Build the row of a seat. One that is given up is known by its seating and by who sat there
    alone."""
    return SeatRow(running.room.code, seating, who, number, place)


def _lacks_seat(running: LiveRoom, grouping: Grouping, who: bytes) -> bool:
    """Return whether groups are drawn and this participant, who does not sit out, is in none."""
    seating = running.timeless_scene.seating(grouping)
    if not draws(grouping, seating.by) or who in running.seats.get(AWAY, {}):
        return False
    return who not in running.seats.get(seating_name(grouping.id, seating.number), {})


def _drawn_seating(running: LiveRoom) -> str | None:
    """Return what the seats of the groups are kept under that are drawn for the present step."""
    grouping = running.step.grouping
    if grouping is None:
        return None
    number = running.timeless_scene.seating(grouping).number
    return seating_name(grouping.id, number) if number else None


def _find_group(running: LiveRoom, who: bytes) -> list[bytes] | None:
    """Return who sits in the participant's group, themselves among them."""
    drawn = _drawn_seating(running)
    groups = plan.group_seats(running, drawn).values() if drawn else ()
    return next((group for group in groups if who in group), None)


def _find_role(running: LiveRoom, who: bytes) -> str:
    sitting = plan.find_sitting(running, who)
    return sitting.role if sitting else ""
