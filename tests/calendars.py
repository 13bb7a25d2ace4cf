"""A calendar file as another program reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar


@dataclass(frozen=True)
class Entry:
    """One event, and its one alarm: how long before, and what it says."""

    uid: str
    starts: datetime
    ends: datetime
    title: str
    text: str
    link: str
    busy: bool
    rings: tuple[timedelta, str]


def entries(file: bytes | str) -> list[Entry]:
    """The events of a file in their order."""
    found = []
    for part in Calendar.from_ical(file).walk("VEVENT"):
        event: Any = part
        (bell,) = event.walk("VALARM")
        found.append(
            Entry(
                str(event["uid"]),
                event["dtstart"].dt,
                event["dtend"].dt,
                str(event["summary"]),
                str(event["description"]),
                str(event.get("url", "")),
                str(event["transp"]) != "TRANSPARENT",
                (bell["trigger"].dt, str(bell["description"])),
            )
        )
    return found
