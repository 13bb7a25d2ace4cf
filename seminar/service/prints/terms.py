"""The settings that the privacy statement and the record of processing are made from, so that what
is promised cannot drift from what the server does."""

from __future__ import annotations

from dataclasses import dataclass

from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.i18n import Message, Say, say

PHONE_DAYS = 2
"""Days that a phone remembers which room it has joined: a seminar of two days, and no longer."""

LANG_DAYS = 365
"""Days that a browser remembers a chosen language: the rooms of a series may be a year apart."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The settings of a server, and of a room where the print is of a room."""

    rules: ThresholdRules
    retention_days: int
    organiser: str = ""
    series_days: int = 0
    """Days that the series of this room may last; 0 for a room that stands alone."""
    https: bool = False
    """True where everything goes over HTTPS, so that nobody on the way can read it."""

    @property
    def answerable(self) -> str | Say:
        """Whoever runs the server, and answers for it."""
        return self.organiser or say("the facilitator")


def phrase_foot(programme_title: str, code: str) -> Message:
    """Build the foot of a page: the programme, and the room where the print is of a room."""
    if not code:
        return programme_title
    return say("{programme} · room {code}", programme=programme_title, code=code)
