"""Share with every page the room service, the live pictures, and who is asking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar, cast
from urllib.parse import quote

from flask import abort, current_app, g, redirect, request, session
from flask_wtf.csrf import generate_csrf
from werkzeug.local import LocalProxy

from seminar.config import Settings
from seminar.content.translations import read_speech
from seminar.core.errors import Forbidden
from seminar.core.i18n import LANGUAGES, Speech, say
from seminar.core.model.programme import Programme, ProgrammeWords
from seminar.core.stats.tally import alphabet_key
from seminar.service.live_room import LiveRoom
from seminar.service.logins import Login
from seminar.service.prints.terms import Terms
from seminar.service.pseudonyms import is_link_secret, read_link
from seminar.service.rooms.room_service import RoomService
from seminar.web.live.handlers import Live
from seminar.web.network.join_links import RoomPlaces
from seminar.web.pages.downloads import PrintQueue
from seminar.web.rendering import templates
from seminar.web.security import cookies, rate_limit
from seminar.web.security.start_links import Links

NOT_YOURS = say(
    "This room belongs to another facilitator. Ask them for an invitation to it."
)

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Site:
    """The parts that pages share."""

    settings: Settings
    host: RoomService
    live: Live
    places: RoomPlaces
    guesses: rate_limit.Guesses
    arrivals: rate_limit.Arrivals
    prints: PrintQueue
    links: Links

    def lang(self, fallback: str | None = None, also: Sequence[str] = ()) -> str:
        """The reader's own choice of language, else the room's, else the installation's."""
        chosen = request.cookies.get(cookies.LANG_COOKIE, "")
        return (
            chosen if chosen in (*LANGUAGES, *also) else fallback or self.settings.lang
        )

    def lang_in(self, running: LiveRoom) -> str:
        """The reader's own choice, where there are words in it for this room; else the room's
        language."""
        return self.lang(running.room.lang, running.programme.languages)

    def page(
        self, name: str, speaking: Speech | None = None, /, **context: object
    ) -> str:
        """A page in the reader's language, with the form token that every form needs."""
        return templates.page(
            name, speaking or read_speech(self.lang()), csrf=generate_csrf(), **context
        )

    def programmes(self, lang: str) -> list[tuple[Programme, ProgrammeWords]]:
        """Return the programmes that can be run, with their words, in the order of their titles."""
        planned = [
            (programme, programme.words_in(lang))
            for programme in self.host.library.programmes.values()
        ]
        return sorted(planned, key=lambda pair: alphabet_key(pair[1].title))

    def terms(self, running: LiveRoom | None = None) -> Terms:
        """Return the terms that answers are given on in one room, or in any that this server
        opens."""
        rules = running.rules if running else self.host.rules
        series_days = self.settings.series_days if running and running.follows else 0
        settings = self.settings
        return Terms(
            rules,
            settings.retention_days,
            settings.organiser,
            series_days,
            settings.is_secure,
        )

    def room(self, typed: str) -> LiveRoom:
        """Return the room that a link or a typed code leads to.

        A link with the room's secret, a participant, whoever leads it and whoever has found the
        room before get there always. Any other code is counted when it is wrong, and too many are
        refused for a while.
        """
        code, secret = read_link(typed)
        visit = cookies.read_visit(session)
        running = self.host.rooms.find(code)
        if running and is_link_secret(running.key, secret):
            cookies.note_found(session, code)
            return running
        if (
            self.is_member(code)
            or self.host.may_steer(self.host_token(), code)
            or (running and code in visit.found)
        ):
            return self.host.rooms.get(code)
        # A visit that begins with this request came without a cookie.
        visitor = "" if g.get("is_new_visit") else visit.visitor
        try:
            running = self.guesses.look(visitor, code, self.host.rooms.get)
        except rate_limit.TooManyTries:
            if not visitor:
                _send_back_for_cookie()
            raise
        cookies.note_found(session, running.room.code)
        return running

    def token(self, code: str) -> str | None:
        """The participant's token in this room, as the browser has it."""
        return request.cookies.get(cookies.phone_cookie(code))

    def is_member(self, code: str) -> bool:
        return self.host.participants.has_joined(code, self.token(code))

    def host_token(self) -> str | None:
        """Return the facilitator's token, as the browser has it."""
        return request.cookies.get(cookies.HOST_COOKIE)

    def login(self) -> Login:
        """Return the login of this browser; `Forbidden` in words where it has none."""
        login = self.host.logins.find(self.host_token())
        if login is None:
            raise Forbidden(say("Log in with the start link first."))
        return login

    def is_facilitator(self) -> bool:
        """Return whether this browser has a login, and keep that it was used today."""
        token = self.host_token()
        if token is None or self.host.logins.find(token) is None:
            return False
        self.host.logins.note_use(token)
        return True

    def steered(self, typed: str) -> LiveRoom:
        """Return the room with this code, if this browser may steer, print and export it;
        `Forbidden` in words where it is another facilitator's."""
        running = self.room(typed)
        if not self.host.may_steer(self.host_token(), running.room.code):
            raise Forbidden(NOT_YOURS)
        return running

    def may_steer(self, running: LiveRoom) -> bool:
        """Return whether this browser may steer, print and export the room."""
        return self.host.may_steer(self.host_token(), running.room.code)


EXTENSION = "raus"
"""Where an application keeps its `Site`."""


def _find_site() -> Site:
    installed: Site = current_app.extensions[EXTENSION]
    return installed


site = cast(Site, LocalProxy(_find_site))
"""The parts of the application that answers the present request."""


def for_facilitators(view: Callable[P, T]) -> Callable[P, T | tuple[str, int]]:
    """Return the view for browsers that have used a start link; any other is asked for one."""

    @wraps(view)
    def check_and_view(*args: P.args, **named: P.kwargs) -> T | tuple[str, int]:
        if not site.is_facilitator():
            return site.page("host/login.html", bad_link=False), 403
        return view(*args, **named)

    return check_and_view


def _send_back_for_cookie() -> None:
    """Have the browser ask once more, now with the cookie that this answer gives it.

    Its code is then counted among those of visits with a cookie, which people are and most who
    only fire off addresses are not. Once, for a browser may keep no cookies at all.
    """
    if request.method == "GET" and "again" not in request.args:
        abort(redirect(f"{quote(request.path)}?again=1", 303))
