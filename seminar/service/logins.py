"""Log facilitators in, and tell what each of them may do.

=====================  =====================================  =====================================
login                  made by                                may
=====================  =====================================  =====================================
owner of the machine   `raus`, `raus link`                    everything, in every room
named facilitator      `raus link --for NAME`                 everything, in the rooms and series
                                                              that somebody of that name opened
guest in one room      an invitation from that room's         steer that room, print it and export
                       console                                what it was shown; not delete it
=====================  =====================================  =====================================

Of a token only a fingerprint is kept, and of the device no more than its browser's family.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from seminar.core.i18n import Message, say
from seminar.service import pseudonyms
from seminar.service.awaiting import Wait
from seminar.store import LoginRow, Store

LOGIN_DAYS = 14
"""Days that a login lasts, used or not: the evenings before, a course of a week, and the printing
after it. On a laptop a new one costs nothing, since every start of `raus` makes one; on a server
it costs one line to its owner. A month would outlive a borrowed device."""

NAME_LENGTH = 40
"""Letters that a facilitator's name may have."""


@dataclass(frozen=True, slots=True)
class Grant:
    """The rights that a login carries."""

    facilitator: str = ""
    """The name that the owner of the machine gave, of a guest the name of whoever invited them;
    empty for the owner."""
    room: str = ""
    """The code of the only room that a guest may lead; empty for everybody else."""

    @property
    def is_owner(self) -> bool:
        """Return whether this is the owner of the machine, who may do everything."""
        return not self.facilitator and not self.room

    def may_lead(self, owner: str) -> bool:
        """Return whether rooms and series of `owner` are this login's own: to open, end, delete.

        >>> Grant().may_lead("Kari"), Grant("Kari").may_lead("Kari"), Grant("Ola").may_lead("Kari")
        (True, True, False)
        >>> Grant("Kari").may_lead(""), Grant(room="K7M4QX").may_lead("")
        (False, False)
        """
        return not self.room and self.facilitator in ("", owner)

    def may_steer(self, code: str, owner: str) -> bool:
        """Return whether this login may steer, print and export the room `code` of `owner`.

        >>> guest = Grant(room="K7M4QX")
        >>> guest.may_steer("K7M4QX", ""), guest.may_steer("ABCDEF", "")
        (True, False)
        """
        return self.room == code if self.room else self.may_lead(owner)


@dataclass(frozen=True, slots=True)
class Login:
    """One browser that leads here."""

    id: str
    """Tells it from the others in a list; it opens nothing."""
    grant: Grant
    device: str
    opened_on: date
    used_on: date
    """The day it was last used; no finer time is kept."""


class Logins:
    """All logins that have not ended."""

    def __init__(self, store: Store, wait: Wait, today: Callable[[], date]) -> None:
        self._store = store
        self._wait = wait
        self._today = today
        self.ended: Callable[[], None] = lambda: None
        """Called when logins have ended, so that what they hold open is cut at once."""
        self._logins: dict[bytes, Login] = {}
        self.reload()

    def reload(self) -> None:
        """Read all logins anew, after old ones were deleted."""
        before = self._logins
        self._logins = {
            row.token_hash: _read_login(row) for row in self._store.logins()
        }
        if before.keys() - self._logins.keys():
            self.ended()

    def begin(self, grant: Grant, device: str = "") -> str:
        """Begin a login, and return its token."""
        token = pseudonyms.new_token()
        today = self._today()
        row = LoginRow(
            pseudonyms.hash_token(token),
            today,
            grant.facilitator,
            grant.room,
            device,
            today,
        )
        self._wait(self._store.add_login(row))
        self._logins[row.token_hash] = _read_login(row)
        return token

    def find(self, token: str | None) -> Login | None:
        """Return the login with this token, unless it has ended or is too old."""
        if token is None:
            return None
        login = self._logins.get(pseudonyms.hash_token(token))
        if login is None or self._is_over(login):
            return None
        return login

    def note_use(self, token: str) -> None:
        """Keep that the login with this token is used today, where that is not known yet."""
        key = pseudonyms.hash_token(token)
        login = self._logins.get(key)
        today = self._today()
        if login is not None and login.used_on != today:
            self._logins[key] = replace(login, used_on=today)
            # Nobody waits for it: a day that is lost to a full disk stops no facilitator.
            self._store.note_login_use(key, today)

    def visible_to(self, viewer: Login) -> list[Login]:
        """Return the logins that `viewer` may see and end, the latest used first.

        The owner of the machine sees all, a named facilitator those of the same name and the
        guests that they invited, and a guest its own alone.
        """
        seen = [
            login
            for login in self._logins.values()
            if not self._is_over(login) and _may_end(viewer, login)
        ]
        return sorted(
            seen, key=lambda login: (login.used_on, login.opened_on, login.id)
        )[::-1]

    def end(self, viewer: Login, ids: set[str]) -> int:
        """End those logins that `viewer` may end; return how many that were."""
        keys = [
            key
            for key, login in self._logins.items()
            if login.id in ids and _may_end(viewer, login)
        ]
        if keys:
            self._wait(self._store.end_logins(keys))
            for key in keys:
                self._logins.pop(key, None)
            self.ended()
        return len(keys)

    def forget_guests(self, code: str) -> None:
        """Let go of the guests of a room that is deleted."""
        self._logins = {
            key: login
            for key, login in self._logins.items()
            if login.grant.room != code
        }
        self.ended()

    def _is_over(self, login: Login) -> bool:
        return self._today() > login.opened_on + timedelta(days=LOGIN_DAYS)


def tidy_name(typed: str) -> str:
    """Return a facilitator's name as it is kept: without surplus spaces, and not too long.

    >>> tidy_name("  Kari   Nordmann ")
    'Kari Nordmann'
    """
    return " ".join(typed.split())[:NAME_LENGTH].strip()


def describe_grant(grant: Grant) -> Message:
    """Return in words whose login it is."""
    if grant.room:
        return say("Guest in room {code}", code=grant.room)
    return grant.facilitator or say("The owner of this machine")


def _may_end(viewer: Login, login: Login) -> bool:
    """Return whether `viewer` may see and end `login`: everybody their own, and those that they
    have invited."""
    if viewer.grant.is_owner or viewer.id == login.id:
        return True
    return not viewer.grant.room and viewer.grant.facilitator == login.grant.facilitator


def _read_login(row: LoginRow) -> Login:
    grant = Grant(row.facilitator, row.room)
    # A part of a fingerprint: unlike for every login, and nothing that a browser could send.
    return Login(
        row.token_hash[:8].hex(), grant, row.device, row.opened_on, row.used_on
    )
