"""Looking back: five days with one question each, for paper, for the page and as a calendar file.

The calendar is the participant's own. Nobody has to know an address to remind them, and the server
keeps nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from babel.dates import format_date
from icalendar import Alarm, Calendar, Event

from seminar.core.i18n import Say, Speech, find_language, say

_QUESTIONS = {
    2: say("When can you try what you decided on?"),
    7: say("Have you done what you decided on?"),
    14: say("What have you tried, and what happened?"),
    42: say("Who has noticed that you do something differently?"),
    84: say("What will you go on with?"),
}
"""What is asked so many days later: one line that takes less than a minute."""

MORNING, BRIEFLY = time(8), timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One day to look back on, and what to ask oneself."""

    day: date
    question: Say


def reminders(day: date) -> tuple[Reminder, ...]:
    """The days to look back on what was decided on `day`."""
    return tuple(
        Reminder(day + timedelta(days=after), question)
        for after, question in _QUESTIONS.items()
    )


def written(day: date, lang: str) -> str:
    """The day as people who speak `lang` write it: «torsdag 26. november 2026»."""
    return format_date(day, "full", find_language(lang).locale)


def calendar(
    title: str, day: date, link: str, kept_days: int, speech: Speech, now: datetime
) -> bytes:
    """The reminders as an iCalendar file (RFC 5545) at eight in the morning, wherever the
    participant is by then.

    `link` stands where the room is still kept on that day, which it is for `kept_days`.
    """
    made = Calendar()
    made.add("prodid", f"-//RAUS//Take home//{speech.lang.upper()}")
    made.add("version", "2.0")
    about = speech(
        say("From {programme}, {day}.", programme=title, day=written(day, speech.lang))
    )
    for one in reminders(day):
        kept = (one.day - day).days < kept_days
        made.add_component(
            _event(one.day, speech(one.question), about, link if kept else "", now)
        )
    return bytes(made.to_ical())


def _event(day: date, question: str, about: str, link: str, now: datetime) -> Event:
    event, begins = Event(), datetime.combine(day, MORNING)
    # Made of chance alone: it must not tell one participant's calendar from another's.
    event.add("uid", str(uuid4()))
    event.add("dtstamp", now)
    event.add("dtstart", begins)
    event.add("dtend", begins + BRIEFLY)
    event.add("summary", question)
    event.add("description", f"{about}\n{link}" if link else about)
    event.add("transp", "TRANSPARENT")
    if link:
        event.add("url", link)
    bell = Alarm()
    bell.add("action", "DISPLAY")
    bell.add("description", question)
    bell.add("trigger", timedelta())
    event.add_component(bell)
    return event
