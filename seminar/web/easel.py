"""Pictures as they go over the wire: drawn once for each version, language and kind of screen."""

from __future__ import annotations

from functools import partial
from typing import Any

from seminar.content.catalogues import speech
from seminar.service import painting
from seminar.service.host import Host
from seminar.service.running import Running
from seminar.web import draw, draw_room
from seminar.web.presence import Presence, Role
from seminar.web.rooms import RoomPlaces

Sent = dict[str, Any]
"""`{"v": version, "html": parts, "data": what ticks}`; see `PROTOCOL.md`."""


class Easel:
    """Draws the picture of any screen. Between two commands only the numbers in `data` move."""

    def __init__(self, host: Host, places: RoomPlaces, presence: Presence) -> None:
        self._host, self._places, self._presence = host, places, presence
        self._drawn: dict[tuple[str, Role, str], tuple[object, dict[str, str]]] = {}

    def picture(self, running: Running, role: Role, lang: str) -> Sent:
        """The whole picture of the room as it stands now."""
        draws = {"phone": self._phone, "screen": self._screen, "host": self._console}
        return draws[role](running, lang)

    def forget(self, code: str) -> None:
        """Let go of what was drawn of a room that is deleted."""
        self._drawn = {name: drawn for name, drawn in self._drawn.items() if name[0] != code}

    def _phone(self, running: Running, lang: str) -> Sent:
        shown = painting.phone(running, lang, self._host.clock())
        make = partial(draw.phone_parts, shown, speech(lang))
        html = self._once((running.room.code, "phone", lang), shown.version, make)
        return {"v": shown.version, "html": html, "data": draw.phone_data(shown)}

    def _screen(self, running: Running, lang: str) -> Sent:
        shown = painting.screen(running, lang, self._host.clock())
        place = self._places.of(running.room.code)
        make = partial(draw_room.screen_parts, shown, speech(lang), place)
        html = self._once(
            (running.room.code, "screen", lang), (shown.version, place, shown.views, shown.groups, shown.spots), make
        )
        return {"v": shown.version, "html": html, "data": draw_room.screen_data(shown)}

    def _console(self, running: Running, lang: str) -> Sent:
        code, trouble = running.room.code, self._host.store.trouble or ""
        connected = self._presence.phones(code)
        shown = painting.console(running, lang, self._host.clock(), connected, trouble)
        place = self._places.of(code)
        make = partial(draw_room.host_parts, shown, speech(lang), place)
        stamp = (shown.version, place, shown.screen.views, shown.screen.spots, shown.group_sizes, shown.away, trouble)
        html = self._once((code, "host", lang), stamp, make)
        return {"v": shown.version, "html": html, "data": draw_room.host_data(shown)}

    def _once(self, name: tuple[str, Role, str], stamp: object, make: partial[dict[str, str]]) -> dict[str, str]:
        kept = self._drawn.get(name)
        if kept is None or kept[0] != stamp:
            kept = self._drawn[name] = (stamp, make())
        return kept[1]
