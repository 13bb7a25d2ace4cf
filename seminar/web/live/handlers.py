"""Live pictures over Socket.IO. `PROTOCOL.md` beside this file says what goes over the wire.

The handlers stand on `socketio.server`, below Flask: an answer needs no request context, and
building one costs more than all the rest of its way to the disk.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import gevent
from flask import Flask
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError as Refusal

from seminar.content.translations import read_speech
from seminar.core.errors import NotFound, RausError, Refused, Stale, Unavailable
from seminar.core.i18n import DEFAULT_LANGUAGE, LANGUAGE_NAMES, Say, Speech, say
from seminar.service.answers.intake import Sending
from seminar.service.live_room import LiveRoom
from seminar.service.participant import phone_state
from seminar.service.pseudonyms import is_link_secret, read_link
from seminar.service.rooms.live_rooms import Change
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens import talk
from seminar.service.screens.console_commands import read_command
from seminar.web.live.event_loop import Throttle
from seminar.web.live.picture_cache import PictureCache
from seminar.web.live.presence import Guest, Presence, Role, group
from seminar.web.network.join_links import RoomPlaces
from seminar.web.rendering import templates as draw
from seminar.web.security import cookies, rate_limit
from seminar.web.security.guess_watch import GuessWatch
from seminar.web.transport.engineio_fast import Reply, install
from seminar.web.transport.http_server import ENTER_ROOM
from seminar.web.transport.packet_filter import watch

log = logging.getLogger(__name__)

Ack = dict[str, Any]

MAX_SOCKETS = 12
"""Connections of one browser at once: a facilitator's laptop has console, projector and some tabs.
Those without a visit's cookie are counted by address; every page of ours gives one."""
TOO_MANY_PAGES = say("RAUS is open too many times here. Close some of the pages.")

COUNT_GAP = 3.0
"""Seconds between two counts of who has joined, to the phones of one room. A hall of 300 that joins
within a minute costs each phone twenty short messages, and not three hundred."""


class Live:
    """Connections, and the pictures that they get."""

    def __init__(
        self,
        app: Flask,
        socketio: SocketIO,
        host: RoomService,
        places: RoomPlaces,
        guesses: rate_limit.Guesses,
        *,
        lean: bool,
    ) -> None:
        self.host = host
        self.guesses = guesses
        self._visit = partial(cookies.visit_of, app)
        self.presence = Presence()
        self._visitors: dict[str, str] = {}
        """By connection: the visitor whose it is."""
        self._sockets_of: Counter[str] = Counter()
        self.watch = GuessWatch(host.clock, self._tell_facilitators)
        guesses.noticed = self.watch.note
        self._pictures = PictureCache(host, places, self.presence, self.watch)
        self._server = socketio.server
        self._beat = Throttle(self._tell_screens)
        self._count_beat = Throttle(self._tell_count, COUNT_GAP)
        for name, handler in (
            ("connect", self.connect),
            ("disconnect", self.disconnect),
            ("mine", self.mine),
            ("drive", self.drive),
            ("card", self.card),
            ("*", self.unknown),
        ):
            self._server.on(name, handler)
        install(self._server, {"answer": self.answer}, lean=lean)
        watch(self._server)

    def changed(self, code: str, change: Change) -> None:
        """Something was saved: screens hear of it at the next beat, phones only when the room
        moved on."""
        if change == "gone":  # The last moment that the room can be drawn.
            self._tell_phones(code)
            self._tell_screens(code)
            self._pictures.forget(code)
            return
        if change == "room":
            gevent.spawn(self._tell_phones, code)
        if change == "joined":
            self._count_beat.mark(code)
        self._beat.mark(code)

    # --- events from the wire ---------------------------------------------------------------------

    def connect(self, sid: str, environ: Mapping[str, Any], auth: Any = None) -> None:
        """Let a phone, a projector or a console in, and give it the whole picture."""
        wish = auth if isinstance(auth, dict) else {}
        code, secret = read_link(str(wish.get("room", "")))
        role = wish.get("as")
        lang = wish.get("lang")
        if not isinstance(lang, str) or lang not in LANGUAGE_NAMES:
            lang = DEFAULT_LANGUAGE
        request = dict(environ)
        speech = read_speech(lang)
        visitor = (
            self._visit(request).visitor or f"address {request.get('REMOTE_ADDR', '')}"
        )
        if self._sockets_of[visitor] >= MAX_SOCKETS:
            raise Refusal(speech(TOO_MANY_PAGES))
        name = cookies.phone_cookie(code) if role == "phone" else cookies.HOST_COOKIE
        token = cookies.cookie(request, name)
        try:
            running = self._room(request, code, secret, token)
        except RausError as error:
            raise Refusal(speech(error.words)) from None
        if (why := self._why_refused(running, role, token)) is not None:
            raise Refusal(speech(why))
        if role not in ("phone", "screen", "host"):
            raise Refusal(speech(say("The page is out of date. Reload it.")))
        guest = Guest(code, role, lang if role == "phone" else running.room.lang, token)
        request.get(ENTER_ROOM, _nothing)()
        self._visitors[sid] = visitor
        self._sockets_of[visitor] += 1
        self.presence.arrive(sid, guest)
        self._server.enter_room(sid, guest.group)
        self._server.emit(
            "picture", self._pictures.picture(running, role, guest.lang), to=sid
        )
        if role == "phone":
            self.host.seats.note_arrival(code, token)
            self._beat.mark(code)

    def _why_refused(
        self, running: LiveRoom, role: object, token: str | None
    ) -> Say | None:
        """Return why somebody may not connect to this room as what they ask to be."""
        code = running.room.code
        match role:
            case "phone":
                has_joined = self.host.participants.has_joined(code, token)
                if has_joined or running.room.closed:
                    return None
                return say("Press Join first, then the room opens on this phone.")
            case "host":
                may_steer = self.host.may_steer(token, code)
                return None if may_steer else self._why_not(token)
        return None

    def _room(
        self, environ: dict[str, Any], code: str, secret: str, token: str | None
    ) -> LiveRoom:
        """Return the room that somebody connects to; wrong codes are counted as on the pages."""
        running = self.host.rooms.find(code)
        if running and is_link_secret(running.key, secret):
            return running
        visit = self._visit(environ)
        if (
            self.host.participants.has_joined(code, token)
            or self.host.may_steer(token, code)
            or (running and code in visit.found)
        ):
            return self.host.rooms.get(code)
        return self.guesses.look(visit.visitor, code, self.host.rooms.get)

    def disconnect(self, sid: str, reason: str = "") -> None:
        self._forget_visitor(sid)
        guest = self.presence.leave(sid)
        if guest is not None and guest.role == "phone":
            if not self.presence.is_here(guest):
                self.host.seats.note_departure(guest.code, guest.token)
            self._beat.mark(guest.code)

    def _forget_visitor(self, sid: str) -> None:
        visitor = self._visitors.pop(sid, None)
        if visitor is None:
            return
        self._sockets_of[visitor] -= 1
        if not self._sockets_of[visitor]:
            del self._sockets_of[visitor]

    def answer(self, sid: str, data: Any, reply: Reply) -> None:
        """Take an answer and reply when it is committed; whatever is wrong comes back in words."""
        guest = self.presence.guest(sid)
        if guest is None or guest.role != "phone" or guest.token is None:
            return reply(
                _no("invalid", say("Only a participant's phone can answer."), guest)
            )
        sending = _sending(data)
        if sending is None:
            return reply(
                _no(
                    "invalid",
                    say("The answer could not be read. Reload the page and try again."),
                    guest,
                )
            )

        def done(trouble: Exception | None) -> None:
            match trouble:
                case None:
                    reply({"ok": True, "op": sending.op})
                case RausError():
                    reply(_no(_code(trouble), trouble.words, guest))
                case _:
                    # The name alone: a database error's text may hold the answer.
                    log.error("An answer was not saved: %s", type(trouble).__name__)
                    reply(
                        _no(
                            "unavailable",
                            say(
                                "Not saved yet. Keep this page open, and we will try again."
                            ),
                            guest,
                        )
                    )

        try:
            self.host.answer(guest.code, guest.token, sending, done)
        except RausError as error:
            reply(_no(_code(error), error.words, guest))

    def mine(self, sid: str, *more: Any) -> Ack:
        """Return what this phone has saved at the present step.

        In private mode that is also what it answered to what is withheld; and beside the
        answers of a quiz, what it answered and how much of that is right.
        """
        guest = self.presence.guest(sid)
        if guest is None or guest.role != "phone":
            return {}
        running = self.host.rooms.find(guest.code)
        if running is None:
            return {}
        asked = running.room.now.asked.get(running.step.id)
        return {
            "step": running.step.id,
            "round": asked.round if asked else 0,
            "form": flat(phone_state.read_saved_fields(running, guest.token)),
            "own": draw.own(
                phone_state.recall_answers(
                    running, guest.token, guest.lang, self.host.clock()
                ),
                phone_state.read_score(running, guest.token),
                read_speech(guest.lang),
            ),
            "counted": phone_state.is_counted(running, guest.token),
            "seat": self._seat(running, guest),
            "asked": self.host.seats.may_answer(guest.code, guest.token),
        }

    def _seat(self, running: LiveRoom, guest: Guest) -> str:
        """Return as HTML where this phone's owner sits, where people talk in groups."""
        sitting = self.host.seats.find_sitting(guest.code, guest.token)
        groups = talk.describe_talk(
            running.scene(self.host.clock()), running.programme.words_in(guest.lang)
        )
        return draw.seat(guest.code, groups, sitting, read_speech(guest.lang))

    def card(self, sid: str, data: Any = None, *more: Any) -> Ack:
        """Count a return card that comes back."""
        guest = self.presence.guest(sid)
        if guest is None or guest.role != "phone" or guest.token is None:
            return _no(
                "invalid", say("Only a participant's phone can hand in a card."), guest
            )
        sealed = data.get("card") if isinstance(data, dict) else None
        if not isinstance(sealed, str):
            return _no("invalid", say("The page is out of date. Reload it."), guest)
        try:
            running = self.host.rooms.get(guest.code)
            self.host.cards.hand_in(running, guest.token, sealed)
        except RausError as error:
            return _no(_code(error), error.words, guest)
        return {"ok": True}

    def drive(self, sid: str, data: Any = None, *more: Any) -> Ack:
        """Carry out what the console asks for, if it saw the newest picture."""
        guest = self.presence.guest(sid)
        if guest is None or guest.role != "host":
            return _no(
                "invalid", say("Only the facilitator can steer the room."), guest
            )
        # A login may have ended, or grown too old, since the console connected.
        if not self.host.may_steer(guest.token, guest.code):
            return _no("refused", self._why_not(guest.token), guest)
        message = data if isinstance(data, dict) else {}
        command = read_command(str(message.get("command")), message.get("items"))
        version = message.get("v")
        if command is None or not isinstance(version, int):
            return _no("invalid", say("The page is out of date. Reload it."), guest)
        try:
            room = self.host.handle(guest.code, command, version)
        except RausError as error:
            running = self.host.rooms.find(guest.code)
            return {
                **_no(_code(error), error.words, guest),
                "v": running.room.version if running else version,
            }
        return {"ok": True, "v": room.version}

    def cut_consoles(self) -> None:
        """Hang up on every console whose login has ended."""
        for sid, guest in self.presence.consoles():
            if self.host.logins.find(guest.token) is None:
                self._server.disconnect(sid)

    def _why_not(self, token: str | None) -> Say:
        """Return why a console is not let into a room."""
        if self.host.logins.find(token) is None:
            return say("Log in with the start link first.")
        return say(
            "This room belongs to another facilitator. Ask them for an invitation to it."
        )

    def unknown(self, event: str, sid: str, *sent: Any) -> Ack:
        """An event that is none of ours, perhaps of a page from before an upgrade."""
        return _no(
            "invalid",
            say("The page is out of date. Reload it."),
            self.presence.guest(sid),
        )

    # --- pictures ---------------------------------------------------------------------------------

    def _tell_phones(self, code: str) -> None:
        if running := self.host.rooms.find(code):
            self._tell(running, "phone", LANGUAGE_NAMES)

    def _tell_count(self, code: str) -> None:
        """Tell phones how many have joined: a number, and no picture to be drawn."""
        if running := self.host.rooms.find(code):
            joined = len(running.participants)
            for lang in LANGUAGE_NAMES:
                if self.presence.is_watched(to := group(code, "phone", lang)):
                    self._server.emit("joined", joined, to=to)

    def _tell_facilitators(self) -> None:
        """Draw every console anew: what it says is about the whole server."""
        for running in self.host.rooms.list_open():
            self._beat.mark(running.room.code)

    def _tell_screens(self, code: str) -> None:
        if running := self.host.rooms.find(
            code
        ):  # It may have been deleted since the beat was marked.
            for role in ("screen", "host"):
                self._tell(running, role, (running.room.lang,))

    def _tell(self, running: LiveRoom, role: Role, langs: Iterable[str]) -> None:
        for lang in langs:
            if self.presence.is_watched(to := group(running.room.code, role, lang)):
                self._server.emit(
                    "picture", self._pictures.picture(running, role, lang), to=to
                )


def flat(saved: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Saved fields as the form names them, `question/name`."""
    return {
        f"{question}/{name}": text
        for question, fields in saved.items()
        for name, text in fields.items()
    }


def _sending(data: Any) -> Sending | None:
    match data:
        case {
            "op": str(op),
            "step": str(step),
            "round": int(number),
            "seq": int(seq),
            "form": dict(form),
        }:
            if all(
                isinstance(name, str) and isinstance(text, str)
                for name, text in form.items()
            ):
                return Sending(op, step, number, seq, form)
    return None


def _nothing() -> None:
    """Do nothing: there is no server around the application that wants to know."""


def _no(code: str, words: str | Say, guest: Guest | None) -> Ack:
    speech: Speech = read_speech(guest.lang if guest else DEFAULT_LANGUAGE)
    return {"ok": False, "code": code, "why": speech(words)}


def _code(error: RausError) -> str:
    match error:
        case Stale():
            return "stale"
        case Unavailable():
            return "unavailable"
        case NotFound():
            return "gone"
        case Refused():
            return "refused"
        case _:
            return "invalid"
