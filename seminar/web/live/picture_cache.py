"""Pictures as they go over the wire: drawn once for each version, language and kind of screen."""

from __future__ import annotations

from functools import partial
from typing import Any

from seminar.content.translations import read_speech
from seminar.service.live_room import LiveRoom
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens.console import build_console
from seminar.service.screens.phone import build_phone
from seminar.service.screens.projector import build_projector
from seminar.web.live.presence import Presence, Role
from seminar.web.network.join_links import RoomPlaces
from seminar.web.rendering import console, stage
from seminar.web.rendering import templates as draw
from seminar.web.security.guess_watch import GuessWatch

Sent = dict[str, Any]
"""`{"v": version, "html": parts, "data": what ticks}`; see `PROTOCOL.md`."""


class PictureCache:
    """Draws the picture of any screen. Between two commands only the numbers in `data` move."""

    def __init__(
        self,
        host: RoomService,
        places: RoomPlaces,
        presence: Presence,
        watch: GuessWatch,
    ) -> None:
        self._host = host
        self._places = places
        self._presence = presence
        self._watch = watch
        self._drawn: dict[tuple[str, Role, str], tuple[object, dict[str, str]]] = {}

    def picture(self, running: LiveRoom, role: Role, lang: str) -> Sent:
        """The whole picture of the room as it stands now."""
        draws = {"phone": self._phone, "screen": self._screen, "host": self._console}
        return draws[role](running, lang)

    def forget(self, code: str) -> None:
        """Let go of what was drawn of a room that is deleted."""
        self._drawn = {
            name: drawn for name, drawn in self._drawn.items() if name[0] != code
        }

    def _phone(self, running: LiveRoom, lang: str) -> Sent:
        shown = build_phone(running, lang, self._host.clock())
        make = partial(draw.phone_parts, shown, read_speech(lang))
        html = self._once((running.room.code, "phone", lang), shown.version, make)
        return {"v": shown.version, "html": html, "data": draw.phone_data(shown)}

    def _screen(self, running: LiveRoom, lang: str) -> Sent:
        shown = build_projector(running, lang, self._host.clock())
        place = self._places.of(running.room.code, running.link_secret)
        make = partial(stage.screen_parts, shown, read_speech(lang), place)
        html = self._once(
            (running.room.code, "screen", lang),
            (shown.version, place, shown.views, shown.groups, shown.spots),
            make,
        )
        return {"v": shown.version, "html": html, "data": stage.screen_data(shown)}

    def _console(self, running: LiveRoom, lang: str) -> Sent:
        code = running.room.code
        trouble = self._host.store.trouble or ""
        connected = self._presence.phones(code)
        traces = self._host.store.left
        guessing = self._watch.guessing
        shown = build_console(
            running, lang, self._host.clock(), connected, trouble, traces, guessing
        )
        place = self._places.of(code, running.link_secret)
        make = partial(console.host_parts, shown, read_speech(lang), place)
        stamp = (
            shown.version,
            place,
            shown.screen.views,
            shown.screen.spots,
            shown.groups.sizes,
            shown.groups.away,
            trouble,
            shown.storage.traces,
            shown.door.alarms,
        )
        html = self._once((code, "host", lang), stamp, make)
        return {"v": shown.version, "html": html, "data": console.host_data(shown)}

    def _once(
        self, name: tuple[str, Role, str], stamp: object, make: partial[dict[str, str]]
    ) -> dict[str, str]:
        drawn = self._drawn.get(name)
        if drawn is None or drawn[0] != stamp:
            drawn = (stamp, make())
            self._drawn[name] = drawn
        return drawn[1]
