"""The one door: every change to a room is a command to `RoomService`. Decide, save, then tell;
nobody hears of the unsaved."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from seminar.content.library import Library
from seminar.core.disclosure.result import Result
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.errors import NotFound, Refused, Stale
from seminar.core.i18n import Message, say
from seminar.core.model.programme import Programme
from seminar.core.room.commands import Command, Finish, PauseTimer, Without
from seminar.core.room.events import Event, Published
from seminar.core.room.group_assignment import Chance
from seminar.core.room.new_version import Difference, compare_versions, move_room
from seminar.core.room.state import MOST_PARTICIPANTS, Room, result_key
from seminar.core.room.transitions import apply, decide
from seminar.service import pseudonyms as identity
from seminar.service.answers.intake import Sending, accepting_step, parse_answers
from seminar.service.answers.publishing import published
from seminar.service.awaiting import Wait, wait_plainly
from seminar.service.installation import Installation
from seminar.service.live_participant import LiveParticipant, find_participant
from seminar.service.live_room import LiveRoom
from seminar.service.logins import LOGIN_DAYS, Logins
from seminar.service.seating import plan
from seminar.service.seating.requests import Seats
from seminar.service.series.series import AllSeries
from seminar.service.stored_rooms import (
    DAMAGED,
    RESULTS,
    ROOMS,
    check_room,
    content_row,
    read_room,
    why_set_aside,
)
from seminar.store import AnswerRow, ContentRow, Moment, RoomRow, SeatRow, Store

log = logging.getLogger(__name__)

Change = Literal["room", "count", "joined", "gone"]
"""What the screens should hear of: the room stands otherwise, only the counts moved, somebody
joined, or it is about to be let go."""

DOOR_CLOSED = say(
    "The door is closed: the facilitator lets nobody new in now. Should you be here? Ask the"
    " facilitator to open the door, then press Join."
)

MOST = 1000
"""The highest floor that a room may ask for."""

_as_json = json.JSONEncoder(ensure_ascii=False).encode


class RoomService:
    """Opens rooms, lets people in, takes answers and commands, and tells when something changed."""

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
        changed: Callable[[str, Change], None] = lambda code, change: None,
    ) -> None:
        self.store = store
        self.library = library
        self.rules = rules
        self.exposed = exposed
        self.clock = clock
        self.changed = changed
        self._chance = chance
        self._wait = wait
        self.installation = Installation(store, wait)
        self.logins = Logins(store, wait, self.today)
        self.series = AllSeries(store, wait, self.today)
        self.seats = Seats(
            self.running, self.find, store, wait, clock, chance, self._tell
        )
        self.set_aside: dict[str, Message] = {}
        """Rooms that are stored but cannot be used, by code, and why."""
        self._rooms: dict[str, LiveRoom] = {}
        self._load()
        store.watch(self._storage_changed)

    # --- rooms ------------------------------------------------------------------------------------

    def _load(self) -> None:
        """Every room that is stored comes back as it stood, and one that cannot be is set
        aside."""
        self.set_aside |= dict.fromkeys(self.store.damaged_rooms(), DAMAGED)
        for row in self.store.rooms():

            def revive(row: RoomRow = row) -> None:
                running = read_room(row, self.store, self.library, self._rules_of)
                running.room = replace(running.room, exposed=self.exposed)
                running.follows = self.series.followed_in(running.room)
                running.seen = dict.fromkeys(running.participants, self.clock())
                check_room(running)
                self._rooms[row.code] = running

            if why := why_set_aside(row.code, revive):
                self.set_aside[row.code] = why

    def try_out(self, use: Callable[[LiveRoom], object]) -> None:
        """Set aside every room of which this cannot be made."""
        for code, running in tuple(self._rooms.items()):
            if why := why_set_aside(code, lambda running=running: use(running)):  # type: ignore[misc]
                self.set_aside[code] = why
                del self._rooms[code]

    def pin_contents(self) -> None:
        """Keep the content of open rooms that were opened before it was kept with them."""
        for running in self.rooms():
            sources = self.library.sources(running.room.programme)
            if running.content is None and sources is not None:
                self._wait(
                    self.store.pin_content(running.room.code, content_row(sources))
                )
                running.content = sources.hash

    def rooms(self) -> list[LiveRoom]:
        """Rooms that are not closed."""
        return [running for running in self._rooms.values() if not running.room.closed]

    def closed(self) -> list[LiveRoom]:
        """Rooms that are closed, of which the published results are still kept."""
        return [running for running in self._rooms.values() if running.room.closed]

    def running(self, code: str) -> LiveRoom:
        """The room with this code, or `NotFound` in words."""
        if code in self.set_aside:
            raise NotFound(
                say(
                    "This room cannot be used now. The facilitator's start page says why."
                )
            )
        if (running := self.find(code)) is None:
            raise NotFound(
                say("There is no room with this code. Check the code on the screen.")
            )
        return running

    def find(self, code: str) -> LiveRoom | None:
        """The room with this code, if there is one still."""
        return self._rooms.get(code)

    def open(
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
        """A new room for `programme`, with a code nobody else has; not told before it is saved.

        `floor` and `insider` are as in `ThresholdRules.in_room`; a floor under the server's is
        refused. With `series` it is the next room of the series with that id, or of a new one where
        the id is empty. `owner` is the facilitator's name, empty for the owner of the machine.
        """
        planned = self.library.programme(programme, picks or {})
        sources = self.library.sources(programme)
        content = content_row(sources) if sources else None
        if floor and not self.rules.floor <= floor <= MOST:
            raise Refused(
                say(
                    "The fewest answers must be a whole number from {least} to {most}: it can be "
                    "raised, but not lowered. The room was not opened.",
                    least=self.rules.floor,
                    most=MOST,
                )
            )
        key = identity.new_key()
        taken = [running.room.code for running in self.rooms()]
        while True:
            room = Room(
                identity.new_code(identity.code_length(taken)),
                programme,
                lang,
                dict(picks or {}),
                floor,
                insider,
                exposed=self.exposed,
            )
            begins, wave = None, None
            if series is not None:
                begins, wave = self.series.plan_wave(
                    series, series_name, planned, room.code, owner
                )
                room = replace(room, series=wave.series, wave=wave.wave)
            row = RoomRow(
                room.code,
                ROOMS.dump_json(room).decode(),
                room.version,
                key,
                self.today(),
                owner=owner,
            )
            if self._wait(self.store.create_room(row, begins, wave, content)):
                if wave:
                    self.series.note_wave(begins, wave)
                follows = self.series.followed_in(room)
                self._rooms[room.code] = LiveRoom(
                    room,
                    planned,
                    key,
                    self._rules_of(room),
                    owner,
                    follows=follows,
                    content=content.hash if content else None,
                )
                return room

    def _rules_of(self, room: Room) -> ThresholdRules:
        """What may be shown in this room; where the server has since raised its floor, no less
        than that."""
        return self.rules.in_room(room.floor, room.insider)

    def today(self) -> date:
        """The day that it is by the clock of this server."""
        return date.fromtimestamp(self.clock())

    def forget_old(self, days: int, series_days: int) -> None:
        """Delete the rooms that are older than `days`, closed or not, and the series and logins
        that are older than theirs."""
        today = self.today()
        gone = self.store.forget_before(
            today - timedelta(days),
            today - timedelta(series_days),
            today - timedelta(LOGIN_DAYS),
        )
        for code in self._wait(gone):
            self._let_go(code)
        self.logins.reload()
        self.series.reload()
        self._follow_no_more()

    def end_series(self, id: str) -> None:
        """End a series for good, so that every return card of it goes blank."""
        self.series.end(id)
        self._follow_no_more()

    def _follow_no_more(self) -> None:
        for running in self._rooms.values():
            running.follows = self.series.followed_in(running.room)

    def purge(self, code: str) -> None:
        """Delete the room now, with everything that is kept of it; returns when its traces are
        wiped."""
        found = self._wait(self.store.forget_room(code))
        self._let_go(code)
        self.logins.forget_guests(code)
        self.series.reload()
        if not found:
            raise NotFound(
                say("There is no room with this code. Check the code on the screen.")
            )

    def purge_asked(self) -> None:
        """Delete the rooms that somebody beside this server has asked to have deleted."""
        for code in self.store.asked_to_forget():
            with suppress(NotFound):  # The wish is forgotten all the same.
                self.purge(code)

    def _let_go(self, code: str) -> None:
        """Forget a room that is stored no more. Its screens get a last picture, of a room that
        is closed."""
        self.set_aside.pop(code, None)
        if running := self.find(code):
            running.end()
            self.changed(code, "gone")
            del self._rooms[code]

    # --- the facilitator --------------------------------------------------------------------------

    def may_steer(self, token: str | None, code: str) -> bool:
        """Return whether the login with this token may steer, print and export the room.

        To the owner of the machine any code is open, so that a mistyped one is no guess.
        """
        login = self.logins.find(token)
        if login is None:
            return False
        running = self.find(code)
        if running is None:
            return login.grant.is_owner
        return login.grant.may_steer(code, running.owner)

    def handle(self, code: str, command: Command, version: int) -> Room:
        """Carry out `command` on the picture `version`; `Stale` when the room has moved on
        since."""
        running = self.running(code)
        if version != running.room.version:
            raise Stale(
                say("The room has already moved on. The newest picture is shown now.")
            )
        if running.stage == "open":
            self.series.take_back_cards(running)
        events = decide(running.room, running.programme, command, self.clock())
        after = apply(running.room, events)
        made: dict[str, Result] = {}
        seats = list(plan.draw_seats(running, events, self.clock(), self._chance))
        running.is_publishing = any(isinstance(event, Published) for event in events)
        try:
            saved = self._wait(self._save(running, after, events, made, seats))
        finally:
            running.is_publishing = False
        if not saved:
            raise Stale(
                say("The room has already moved on. The newest picture is shown now.")
            )
        running.room = after
        for seat in seats:
            running.note_seat(seat)
        running.results |= made
        self.series.note_results(after, made)
        if isinstance(command, Without):
            self.seats.seat_phoneless(running)
        if isinstance(command, Finish):
            running.forget()
        self.changed(code, "room")
        return after

    def pause_timers(self, slept_at: float) -> None:
        """Stop the timers of all rooms as they stood at `slept_at`, when the server fell asleep,
        so that the facilitator may let them go on."""
        for running in self.rooms():
            # A timer that does not run, or that ran out before, has nothing to pause.
            with suppress(Refused):
                self.handle(
                    running.room.code, PauseTimer(slept_at), running.room.version
                )

    def _save(
        self,
        running: LiveRoom,
        after: Room,
        events: Sequence[Event],
        made: dict[str, Result],
        seats: Sequence[SeatRow],
    ) -> Future[bool]:
        """Save the room, and with it, in one transaction, the results and the groups that these
        events ask for."""
        code, was, state = (
            after.code,
            running.room.version,
            ROOMS.dump_json(after).decode(),
        )
        if after.closed:
            every = frozenset(running.programme.questions)
            return self.store.finish_room(
                code, state, after.version, was=was, forget=every, drop=running.written
            )
        news = [event for event in events if isinstance(event, Published)]

        def results(moment: Moment) -> dict[str, str]:
            made.update(published(running, news, moment.answers))
            if after.wave and (first := result_key(running.follows, (1,))) in made:
                made[first] = self.series.publish_comparison(running, moment)
            return {
                key: RESULTS.dump_json(result).decode() for key, result in made.items()
            }

        followed = self.series.followed_in(after)
        return self.store.save_room(
            code,
            state,
            after.version,
            was=was,
            results=results,
            followed=followed,
            seats=seats,
        )

    # --- the programme ----------------------------------------------------------------------------

    def has_newer(self, running: LiveRoom) -> bool:
        """Whether the room's programme stands otherwise in the files than as it was opened."""
        sources = self.library.sources(running.room.programme)
        if running.room.closed or sources is None or running.content is None:
            return False
        return sources.hash != running.content

    def take_in(self, code: str, version: int) -> Room:
        """Let the room go on with the programme as it stands in the files now; refused in words
        where something that has been asked would be another question."""
        running, after, planned, content = self._newer(code)
        if version != running.room.version:
            raise Stale(
                say("The room has already moved on. The newest picture is shown now.")
            )
        state, was = ROOMS.dump_json(after).decode(), running.room.version
        saving = self.store.save_room(
            code, state, after.version, was=was, content=content
        )
        if not self._wait(saving):
            raise Stale(
                say("The room has already moved on. The newest picture is shown now.")
            )
        running.room = after
        running.programme = planned
        running.content = content.hash
        self.changed(code, "room")
        return after

    def compare(self, code: str, lang: str) -> Difference:
        """What the programme as it stands in the files now would change in the room; refused in
        words where it cannot be taken in."""
        running, _, planned, _ = self._newer(code)
        return compare_versions(running.room, running.programme, planned, lang)

    def _newer(self, code: str) -> tuple[LiveRoom, Room, Programme, ContentRow]:
        running = self.running(code)
        sources = self.library.sources(running.room.programme)
        if sources is None or not self.has_newer(running):
            raise Refused(say("There is no new version of the programme to take in."))
        planned = self.library.programme(running.room.programme, running.room.picks)
        answered = {
            question for (question, _), given in running.answers.items() if given
        }
        after = move_room(running.room, running.programme, planned, answered)
        return running, after, planned, content_row(sources)

    # --- return cards -----------------------------------------------------------------------------

    def hand_in(self, code: str, token: str, card: str) -> None:
        """Count a return card that comes back; raise `Refused` where it does not count."""
        self.series.hand_in(self.running(code), token, card)
        self.changed(code, "count")

    def _tell(self, code: str, change: Change) -> None:
        self.changed(code, change)

    def _storage_changed(self) -> None:
        """The disk fails, or does no more: every console hears of it, whoever noticed."""
        for code in tuple(self._rooms):
            self.changed(code, "count")

    # --- participants -----------------------------------------------------------------------------

    def join(self, code: str, token: str | None = None, visit: str = "") -> str:
        """Let a participant in, and return the token that is theirs.

        Args:
            token: What the browser holds of an earlier join; where it is known, it is returned.
            visit: The number of the browser's visit. The same visit is the same participant,
                however often it joins; without one, everybody is new.

        Raises:
            Refused: Where the room or its door is closed, or the room is full.
        """
        running = self.running(code)
        if running.key is None:
            raise Refused(say("The room is closed. Thank you for taking part."))
        if token is not None and self.is_participant(code, token):
            return token
        token = (
            identity.token_of_visit(running.key, visit)
            if visit
            else identity.new_token()
        )
        if self.is_participant(code, token):
            return token
        if running.room.door_closed:
            raise Refused(DOOR_CLOSED)
        if len(running.participants) >= MOST_PARTICIPANTS:
            raise Refused(
                say(
                    "The room is full: {most} phones have joined. Tell the facilitator.",
                    most=MOST_PARTICIPANTS,
                )
            )
        who = LiveParticipant(running, running.key, token).id
        self._wait(self.store.add_participant(code, who))
        running.arrive(who, self.clock())
        self.changed(code, "joined")
        return token

    def has_joined(self, code: str, visit: str) -> bool:
        """Say whether this visit has joined the room, also where its phone cookie is gone."""
        running = self.find(code)
        if running is None or running.key is None or not visit:
            return False
        return self.is_participant(code, identity.token_of_visit(running.key, visit))

    def is_participant(self, code: str, token: str | None) -> bool:
        """Say whether this token is of somebody who has joined the room."""
        running = self.find(code)
        participant = find_participant(running, token) if running else None
        return participant is not None and participant.has_joined

    def answer(
        self,
        code: str,
        token: str,
        sending: Sending,
        done: Callable[[Exception | None], None],
    ) -> None:
        """Take one answer: `done(None)` once it is committed, or the reason in words. Raises
        `Refused` at once for what the rules do not allow; nothing is silently dropped."""
        running = self.running(code)
        step = accepting_step(running, sending, token, self.clock())
        participant = find_participant(running, token)
        assert participant is not None, "an open question has a key"
        values = parse_answers(running, step, sending.form)
        rows, kept = [], []
        for question, value in values.items():
            who = participant.answerer_id(question)
            earlier = participant.answer_in_round(question, sending.round)
            seq = sending.seq
            if seq is None:
                seq = earlier.seq + 1 if earlier else 1
            op = identity.operation(participant.key, question, sending.op)
            stored = _as_json(running.programme.questions[question].encode(value))
            rows.append(AnswerRow(code, question, sending.round, who, op, seq, stored))
            kept.append((question, who, seq, value))

        def committed(trouble: Exception | None) -> None:
            if trouble is None and running.key is not None:
                for question, who, seq, value in kept:
                    running.keep(question, sending.round, who, seq, value)
                self.changed(code, "count")
            done(trouble)

        self.store.put_answers(rows, committed)

    def answer_and_wait(self, code: str, token: str, sending: Sending) -> None:
        """As `answer`, for a plain form post: returns once it is committed."""
        future: Future[None] = Future()

        def done(trouble: Exception | None) -> None:
            if trouble is None:
                future.set_result(None)
            else:
                future.set_exception(trouble)

        self.answer(code, token, sending, done)
        self._wait(future)
