"""The event loop: posts from other threads, waiting without stopping, and the beat of the
pictures."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from functools import partial
from threading import Thread

import gevent
import pytest

from seminar.web.live.event_loop import LoopQueue, Throttle, quieten


def test_posts_from_another_thread_run_on_the_loop_in_order() -> None:
    post, ran = LoopQueue(), list[int]()
    jobs = [partial(ran.append, number) for number in range(50)]
    thread = Thread(target=lambda: list(map(post, jobs)))
    thread.start()
    thread.join()
    gevent.sleep(0.05)
    assert ran == list(range(50))


def test_waiting_lets_others_go_on() -> None:
    post, future, others = LoopQueue(), Future[int](), list[str]()
    gevent.spawn(others.append, "went on")
    gevent.spawn_later(0.02, future.set_result, 7)
    assert post.wait(future) == 7
    assert others == ["went on"]


def test_an_error_reaches_whoever_waits() -> None:
    post, future = LoopQueue(), Future[int]()
    gevent.spawn(future.set_exception, ValueError("no"))
    with pytest.raises(ValueError, match="no"):
        post.wait(future)


def test_many_marks_are_one_picture_and_the_last_one_is_never_lost() -> None:
    state, seen = [0], list[int]()

    def send(code: str) -> None:
        seen.append(state[0])
        gevent.sleep(
            0.01
        )  # as an emit that yields: what changes meanwhile must be sent as well

    beat = Throttle(send, gap=0.05)
    for number in range(1, 40):
        state[0] = number
        beat.mark("room")
        gevent.sleep(0.003)
    gevent.sleep(0.15)
    assert seen[-1] == 39
    assert len(seen) < 15


def test_a_phone_that_went_away_is_no_error_and_an_error_names_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    quieten()

    def fail(kind: type[Exception], whoever: str) -> None:
        raise kind

    with caplog.at_level(logging.ERROR):
        gevent.spawn(fail, BrokenPipeError, "192.0.2.7").join()
        assert caplog.records == []
        gevent.spawn(fail, ZeroDivisionError, "192.0.2.7").join()
    assert "ZeroDivisionError" in caplog.text
    assert "192.0.2.7" not in caplog.text
