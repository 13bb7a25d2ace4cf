"""Five days to look back, the same on paper and in a calendar, and nothing in it that is
anyone's."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from seminar.content.translations import read_speech
from seminar.core.i18n import LANGUAGES
from seminar.service.prints.reminders import (
    build_calendar,
    format_full_day,
    list_reminders,
)
from tests.calendars import Entry, entries

DAY = date(2026, 11, 26)
LINK = "http://192.168.1.20:8000/j/K7M4QX/take-home"
NOW = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)


def made(lang: str = "nb", kept_days: int = 30) -> list[Entry]:
    return entries(
        build_calendar("RAUS på en time", DAY, LINK, kept_days, read_speech(lang), NOW)
    )


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_they_come_after_two_and_seven_days_and_two_six_and_twelve_weeks() -> None:
    assert [(one.day - DAY).days for one in list_reminders(DAY)] == [2, 7, 14, 42, 84]


def test_a_day_is_written_as_its_readers_write_it() -> None:
    assert (
        format_full_day(DAY, "nb")
        == format_full_day(DAY, "nn")
        == "torsdag 26. november 2026"
    )
    assert format_full_day(DAY, "en").replace(",", "") == "Thursday 26 November 2026"


def test_each_event_is_one_question_at_eight_in_the_morning_and_rings(
    lang: str,
) -> None:
    asked = [read_speech(lang)(one.question) for one in list_reminders(DAY)]
    assert [entry.title for entry in made(lang)] == asked
    assert all(question.count("?") == 1 for question in asked)
    for entry, one in zip(made(lang), list_reminders(DAY), strict=True):
        assert entry.starts == datetime.combine(one.day, time(8)), (
            "floating: wherever one is by then"
        )
        assert entry.ends - entry.starts == timedelta(minutes=5)
        assert entry.rings == (timedelta(), entry.title)
        assert not entry.busy


def test_the_way_back_stands_only_where_the_room_is_still_kept() -> None:
    assert [entry.link for entry in made(kept_days=30)] == [LINK, LINK, LINK, "", ""]
    assert [LINK in entry.text for entry in made(kept_days=30)] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert all("RAUS på en time" in entry.text for entry in made())
    assert [entry.link for entry in made(kept_days=365)] == [LINK] * 5


def test_two_calendars_have_nothing_in_common_by_which_to_tell_whose_they_are() -> None:
    one, other = ({entry.uid for entry in made()} for _ in range(2))
    assert len(one) == len(other) == 5
    assert not one & other


def test_no_line_is_longer_than_calendars_must_read(lang: str) -> None:
    file = build_calendar("Å " * 60, DAY, LINK, 30, read_speech(lang), NOW)
    assert max(map(len, file.split(b"\r\n"))) <= 75
    assert file.endswith(b"END:VCALENDAR\r\n")
