"""The one door: every change to a room is a command or an answer to `RoomService`.

Each is decided by the rules of `seminar.core.room`, then saved, then told to the screens; nobody
hears of what is not saved. What else is done to rooms stands in its own file of this folder, and is
reached as a part of the service (`RoomService.opening`, `.participants`, `.deletion` …).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from seminar.content.library import Library
from seminar.core.disclosure.result import Result
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.errors import Refused
from seminar.core.model.kind import Answer
from seminar.core.room.commands import Command, Finish, PauseTimer, Without
from seminar.core.room.events import Event, Published
from seminar.core.room.group_assignment import Chance
from seminar.core.room.state import Room, result_key
from seminar.core.room.transitions import apply, decide
from seminar.service import pseudonyms
from seminar.service.answers.intake import Sending, accepting_step, parse_answers
from seminar.service.answers.publishing import publish_results
from seminar.service.awaiting import Wait, wait_plainly
from seminar.service.installation import Installation
from seminar.service.live_participant import LiveParticipant, find_participant
from seminar.service.live_room import LiveRoom
from seminar.service.logins import Logins
from seminar.service.rooms.deletion import Deletion
from seminar.service.rooms.live_rooms import (
    Change,
    Tell,
    check_version,
    room_has_moved_on,
)
from seminar.service.rooms.opening import Opening
from seminar.service.rooms.participants import Participants
from seminar.service.rooms.restoring import Restoring
from seminar.service.rooms.versions import Versions
from seminar.service.seating import plan
from seminar.service.seating.requests import Seats
from seminar.service.series.card_exchange import CardExchange
from seminar.service.series.series import AllSeries
from seminar.service.stored_rooms import encode_result, encode_room
from seminar.store import AnswerRow, Moment, SeatRow, Store

_encode_answer = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(slots=True)
class PlannedChange:
    """A change that a command leads to, before it is saved."""

    room: Room
    """The room as it stands afterwards."""
    events: Sequence[Event]
    seats: Sequence[SeatRow]
    results: dict[str, Result] = field(default_factory=dict)
    """Filled in by the transaction that saves the change, from the answers at that moment."""

    @property
    def published(self) -> list[Published]:
        """The events that ask for a result."""
        return [event for event in self.events if isinstance(event, Published)]


class RoomService:
    """Changes rooms by commands and answers, and tells when something has changed.

    Args:
        store: Where everything is stored.
        library: The programmes that may be run.
        rules: The rules of this server for what may be published.
        exposed: Whether others on the network could read what phones send.
        clock: The time in seconds since the epoch.
        chance: What groups are drawn by.
        wait: How to wait for the disk.
        changed: Told of every change that is saved; may be set afterwards.
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        *,
        rules: ThresholdRules,
        exposed: bool = False,
        clock: Callable[[], float],
        chance: Chance = secrets.randbelow,
        wait: Wait = wait_plainly,
        changed: Tell = lambda code, change: None,
    ) -> None:
        self.store = store
        self.library = library
        """May be set anew, as the preview does when an author saves."""
        self.rules = rules
        self.clock = clock
        self.changed = changed
        self._chance = chance
        self._wait = wait

        def today() -> date:
            return date.fromtimestamp(clock())

        tell = self._tell
        self.installation = Installation(store, wait)
        self.logins = Logins(store, wait, today)
        series = AllSeries(store, wait, today)
        self.series = series
        self.cards = CardExchange(series, store, wait, tell)
        rooms = Restoring(store, library, rules, exposed, series, clock).restore_all()
        self.rooms = rooms
        self.opening = Opening(
            rooms, store, self._read_library, rules, exposed, series, wait, today
        )
        self.deletion = Deletion(rooms, store, self.logins, series, wait, today, tell)
        self.versions = Versions(rooms, store, self._read_library, wait, tell)
        self.participants = Participants(rooms, store, wait, clock, tell)
        self.seats = Seats(rooms.get, rooms.find, store, wait, clock, chance, tell)
        store.watch(self._storage_changed)

    def may_steer(self, token: str | None, code: str) -> bool:
        """Return whether the login with this token may steer, print and export the room.

        To the owner of the machine any code is open, so that a mistyped one is no guess.
        """
        login = self.logins.find(token)
        if login is None:
            return False
        running = self.rooms.find(code)
        if running is None:
            return login.grant.is_owner
        return login.grant.may_steer(code, running.owner)

    # --- commands ---------------------------------------------------------------------------------

    def handle(self, code: str, command: Command, version: int) -> Room:
        """Carry out a facilitator's command, and return the room as it stands afterwards.

        Args:
            code: The room's code.
            command: What the facilitator asks for.
            version: Of the picture that the facilitator saw.

        Raises:
            Stale: Where the room has moved on since.
            Refused: Where the rules do not allow it.
        """
        running = self.rooms.get(code)
        check_version(running, version)
        if running.stage == "open":
            self.cards.take_back(running)
        events = decide(running.room, running.programme, command, self.clock())
        after = apply(running.room, events)
        seats = plan.draw_seats(running, events, self.clock(), self._chance)
        change = PlannedChange(after, events, list(seats))
        running.is_publishing = bool(change.published)
        try:
            is_saved = self._wait(self._save(running, change))
        finally:
            running.is_publishing = False
        if not is_saved:
            raise room_has_moved_on()
        self._note(running, change)
        if isinstance(command, Without):
            self.seats.seat_phoneless(running)
        if isinstance(command, Finish):
            running.forget()
        self.changed(code, "room")
        return after

    def pause_timers(self, slept_at: float) -> None:
        """Stop the timers of all rooms as they stood at `slept_at`, when the server fell asleep,
        so that the facilitator may let them go on."""
        for running in self.rooms.list_open():
            # A timer that does not run, or that ran out before, has nothing to pause.
            with suppress(Refused):
                self.handle(
                    running.room.code, PauseTimer(slept_at), running.room.version
                )

    def _save(self, running: LiveRoom, change: PlannedChange) -> Future[bool]:
        """Save the change in one transaction: the room, its seats, and the results and the groups
        that its events ask for."""
        after = change.room
        state = encode_room(after)
        if after.closed:
            return self.store.finish_room(
                after.code,
                state,
                after.version,
                was=running.room.version,
                forget=frozenset(running.programme.questions),
                drop=running.written,
            )

        def publish(moment: Moment) -> dict[str, str]:
            change.results.update(
                publish_results(running, change.published, moment.answers)
            )
            first_round = result_key(running.follows, (1,))
            if after.wave and first_round in change.results:
                comparison = self.series.publish_comparison(running, moment)
                change.results[first_round] = comparison
            return {
                key: encode_result(result) for key, result in change.results.items()
            }

        return self.store.save_room(
            after.code,
            state,
            after.version,
            was=running.room.version,
            results=publish,
            followed=self.series.followed_in(after),
            seats=change.seats,
        )

    def _note(self, running: LiveRoom, change: PlannedChange) -> None:
        """Bring the room in memory to what has been saved."""
        running.room = change.room
        for seat in change.seats:
            running.note_seat(seat)
        running.results |= change.results
        self.series.note_results(change.room, change.results)

    # --- answers ----------------------------------------------------------------------------------

    def answer(
        self,
        code: str,
        token: str,
        sending: Sending,
        done: Callable[[Exception | None], None],
    ) -> None:
        """Take a participant's answers to one step; none is silently dropped.

        Args:
            code: The room's code.
            token: The participant's.
            sending: The answers as they were sent.
            done: Called with None once they are committed, else with the reason.

        Raises:
            Refused: Where the rules do not allow them.
        """
        running = self.rooms.get(code)
        step = accepting_step(running, sending, token, self.clock())
        participant = find_participant(running, token)
        assert participant is not None, "an open question has a key"
        answers = [
            (_build_row(participant, sending, question, answer), answer)
            for question, answer in parse_answers(running, step, sending.form).items()
        ]

        def committed(trouble: Exception | None) -> None:
            if trouble is None and running.key is not None:
                for row, answer in answers:
                    running.note_answer(row, answer)
                self.changed(code, "count")
            done(trouble)

        self.store.put_answers([row for row, _ in answers], committed)

    def answer_and_wait(self, code: str, token: str, sending: Sending) -> None:
        """Take answers as `answer` does, for a plain form post: return once they are committed, or
        raise the reason why they were not."""
        future: Future[None] = Future()

        def done(trouble: Exception | None) -> None:
            if trouble is None:
                future.set_result(None)
            else:
                future.set_exception(trouble)

        self.answer(code, token, sending, done)
        self._wait(future)

    # --- what may be replaced while the server runs -----------------------------------------------

    def _read_library(self) -> Library:
        """Return the library as it is now, which may be another than when the parts were made."""
        return self.library

    def _tell(self, code: str, change: Change) -> None:
        """Call `changed` as it is now, which may be another than when the parts were made."""
        self.changed(code, change)

    def _storage_changed(self) -> None:
        """The disk fails, or does no more: every console hears of it, whoever noticed."""
        for running in self.rooms:
            self.changed(running.room.code, "count")


def _build_row(
    participant: LiveParticipant, sending: Sending, question: str, answer: Answer
) -> AnswerRow:
    """Build the row of an answer. Without a place of its own it comes after the participant's
    answer before it."""
    seq = sending.seq
    if seq is None:
        earlier = participant.answer_in_round(question, sending.round)
        seq = earlier.seq + 1 if earlier else 1
    running = participant.room
    return AnswerRow(
        running.room.code,
        question,
        sending.round,
        participant.answerer_id(question),
        pseudonyms.operation_id(participant.key, question, sending.op),
        seq,
        _encode_answer(running.programme.questions[question].encode(answer)),
    )
