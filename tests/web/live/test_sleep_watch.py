"""A server that was asleep stops its timers, and the facilitator lets them go on."""

from __future__ import annotations

import pytest

from seminar.core.room.commands import Back, Command, More, Next, ResumeTimer, Undo
from seminar.web.live.sleep_watch import SLEPT, SleepWatch
from tests.web.conftest import Site

ASK = "r1-check-in.answer"


def test_looks_that_come_in_time_wake_nobody() -> None:
    times, woken = iter([0.0, 1.0, SLEPT + 1.0]), list[float]()
    watch = SleepWatch(woken.append, lambda: 500.0, lambda: next(times))
    watch.look()
    watch.look()
    assert woken == []


def test_a_look_that_comes_late_tells_when_the_last_one_was() -> None:
    steady, room = iter([0.0, 1.0, 62.0, 63.0]), iter([500.0, 501.0, 561.0, 562.0])
    woken: list[float] = []
    watch = SleepWatch(woken.append, lambda: next(room), lambda: next(steady))
    for _ in range(3):
        watch.look()
    assert woken == [501.0]


def asleep(site: Site) -> tuple[str, float]:
    """A room at an open question whose server has just woken; its code, and what was left."""
    code = site.at(ASK).code
    ends = site.host.rooms.get(code).room.now.ends
    assert ends is not None
    site.host.pause_timers(ends - 92.0)
    return code, ends


def press(site: Site, code: str, *commands: Command) -> None:
    for command in commands:
        site.host.handle(code, command, site.host.rooms.get(code).room.version)


def test_the_timer_stands_on_wall_and_console_and_the_facilitator_is_asked(
    site: Site,
) -> None:
    code, _ = asleep(site)
    facilitator = site.facilitator()
    console, wall = (
        facilitator.get(f"/host/{code}").text,
        site.visitor().get(f"/screen/{code}").text,
    )
    assert "Fortsett med 1:32" in console
    for page in (console, wall):
        assert "1:32" in page
        assert "Pause" in page
        assert (
            "&#34;left&#34;: null" in page
            or '"left": null' in page
            or '"left":null' in page
        )


def test_it_goes_on_with_what_was_left(site: Site) -> None:
    code, _ = asleep(site)
    press(site, code, ResumeTimer())
    now = site.host.rooms.get(code).room.now
    assert now.paused is None
    assert now.ends == pytest.approx(site.host.clock() + 92.0)
    assert "Fortsett med" not in site.facilitator().get(f"/host/{code}").text


def test_more_time_lets_it_go_on_too(site: Site) -> None:
    code, _ = asleep(site)
    press(site, code, More())
    now = site.host.rooms.get(code).room.now
    assert now.paused is None
    assert now.ends == pytest.approx(site.host.clock() + 122.0)


def test_whoever_goes_on_to_another_step_leaves_the_pause_behind(site: Site) -> None:
    code, _ = asleep(site)
    press(site, code, Next())
    assert site.host.rooms.get(code).room.now.paused is None
    press(site, code, Back())
    assert site.host.rooms.get(code).room.now.paused is None


def test_there_is_nothing_to_undo_in_having_slept(site: Site) -> None:
    code = site.at(ASK).code
    steps = len(site.host.rooms.get(code).room.past)
    site.host.pause_timers(site.host.clock())
    assert len(site.host.rooms.get(code).room.past) == steps
    press(site, code, ResumeTimer(), Undo())
    assert site.host.rooms.get(code).room.now.paused is not None


def test_undo_after_a_sleep_gives_back_what_was_left_and_no_end_that_has_passed(
    site: Site,
) -> None:
    code = site.at(ASK).code
    press(site, code, More())
    before = site.host.rooms.get(code).room.past[-1].ends
    assert before is not None
    site.host.pause_timers(before - 40.0)
    press(site, code, Undo())
    assert site.host.rooms.get(code).room.now.paused == pytest.approx(40.0)


def test_undo_gives_back_a_paused_timer_where_the_server_slept_after_it_had_been_stopped(
    site: Site,
) -> None:
    code = site.at(ASK).code
    ends = site.host.rooms.get(code).room.now.ends
    assert ends is not None
    press(site, code, Next())
    assert site.host.rooms.get(code).room.now.ends is None
    site.host.pause_timers(ends - 25.0)
    press(site, code, Undo())
    assert site.host.rooms.get(code).room.now.paused == pytest.approx(25.0)


def test_a_timer_that_had_run_out_and_one_that_never_ran_stay_as_they_are(
    site: Site,
) -> None:
    still, over = site.at("welcome").code, site.at(ASK).code
    rooms = [site.host.rooms.get(code).room for code in (still, over)]
    ends = rooms[1].now.ends
    assert ends is not None
    site.host.pause_timers(ends + 1)
    assert [site.host.rooms.get(code).room for code in (still, over)] == rooms
