"""Keep count of who is connected now. Our own count, by connection and by person; never the socket
library's tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Literal

Role = Literal["phone", "screen", "host"]


@dataclass(frozen=True, slots=True)
class Guest:
    """One connection: which room, as what, and in which language it reads."""

    code: str
    role: Role
    lang: str
    token: str | None

    @property
    def group(self) -> str:
        """All who get the same pictures."""
        return group(self.code, self.role, self.lang)


def group(code: str, role: Role, lang: str) -> str:
    """The name of those who get the same pictures."""
    return f"{code}/{role}/{lang}"


class Presence:
    """The connections of all rooms."""

    def __init__(self) -> None:
        self._guests: dict[str, Guest] = {}
        self._phones: defaultdict[str, Counter[str | None]] = defaultdict(Counter)
        """By room: how many connections each participant has; two tabs are one person."""
        self._groups: Counter[str] = Counter()

    def arrive(self, sid: str, guest: Guest) -> None:
        self._guests[sid] = guest
        self._groups[guest.group] += 1
        if guest.role == "phone":
            self._phones[guest.code][guest.token] += 1

    def leave(self, sid: str) -> Guest | None:
        """Forget a connection, and return whose it was, if that was known."""
        guest = self._guests.pop(sid, None)
        if guest is None:
            return None
        self._groups[guest.group] -= 1
        if guest.role == "phone":
            phones = self._phones[guest.code]
            phones[guest.token] -= 1
            if not phones[guest.token]:
                del phones[guest.token]
        return guest

    def guest(self, sid: str) -> Guest | None:
        """Return whose connection this is."""
        return self._guests.get(sid)

    def consoles(self) -> list[tuple[str, Guest]]:
        """Return the consoles of all rooms, by connection."""
        return [
            (sid, guest) for sid, guest in self._guests.items() if guest.role == "host"
        ]

    def is_here(self, guest: Guest) -> bool:
        """Return whether this participant has a phone connected, in this tab or another."""
        return guest.code in self._phones and self._phones[guest.code][guest.token] > 0

    def phones(self, code: str) -> int:
        """Count the participants who have a phone connected to the room."""
        return len(self._phones[code]) if code in self._phones else 0

    def is_watched(self, group: str) -> bool:
        """Return whether anyone would get a picture for this group."""
        return self._groups[group] > 0
