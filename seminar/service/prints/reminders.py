"""The five days to look back on a seminar, a question each: on paper, on a page, as a calendar.

The calendar is the participant's own file. No address is needed to remind them, and the server
stores nothing.
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
"""The question by the number of days after the seminar: a line that takes less than a minute.

Soon while the decision is fresh, then at growing distances up to three months.
"""

MORNING = time(8)
"""Before the working day begins, when there is still a day to do it in."""

DURATION = timedelta(minutes=5)
"""Long enough to be seen in a calendar, short enough to be left where it stands."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day to look back on, and the question for it."""

    day: date
    question: Say


def list_reminders(day: date) -> tuple[Reminder, ...]:
    """Return the days to look back on what was decided on `day`, soonest first."""
    return tuple(
        Reminder(day + timedelta(days=after), question)
        for after, question in _QUESTIONS.items()
    )


def format_full_day(day: date, lang: str) -> str:
    """Return the day as people who speak `lang` write it: «torsdag 26. november 2026»."""
    return format_date(day, "full", find_language(lang).locale)


def build_calendar(
    title: str,
    day: date,
    link: str,
    retention_days: int,
    speech: Speech,
    now: datetime,
) -> bytes:
    """Build the reminders as an iCalendar file (RFC 5545), at eight in the morning local time.

    The times float (they name no time zone), so that they come in the morning wherever the
    participant is by then.

    Args:
        title: The title of the programme.
        day: The day of the seminar.
        link: The address of the room; only in reminders before the room is deleted.
        retention_days: The days from the seminar until the room is deleted.
        speech: The language of the reminders.
        now: The moment that the calendar is made, as RFC 5545 asks for in each event.
    """
    build_calendar = Calendar()
    build_calendar.add("prodid", f"-//RAUS//Take home//{speech.lang.upper()}")
    build_calendar.add("version", "2.0")
    about = speech(
        say(
            "From {programme}, {day}.",
            programme=title,
            day=format_full_day(day, speech.lang),
        )
    )
    for reminder in list_reminders(day):
        room_exists = (reminder.day - day).days < retention_days
        build_calendar.add_component(
            _build_event(reminder, speech, about, link if room_exists else "", now)
        )
    return bytes(build_calendar.to_ical())


def _build_event(
    reminder: Reminder, speech: Speech, about: str, link: str, now: datetime
) -> Event:
    question = speech(reminder.question)
    begins = datetime.combine(reminder.day, MORNING)
    event = Event()
    # Random: an id made of the room or its participant would tell calendars apart.
    event.add("uid", str(uuid4()))
    event.add("dtstamp", now)
    event.add("dtstart", begins)
    event.add("dtend", begins + DURATION)
    event.add("summary", question)
    event.add("description", f"{about}\n{link}" if link else about)
    event.add("transp", "TRANSPARENT")
    if link:
        event.add("url", link)
    event.add_component(_build_alarm(question))
    return event


def _build_alarm(question: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", question)
    alarm.add("trigger", timedelta())
    return alarm
