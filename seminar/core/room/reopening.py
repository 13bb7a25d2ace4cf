"""Ask a question again: in the same round while nobody has seen its result, else in a new one.

An open question is asked of everybody again. A guarded one is not: whoever answered it is counted,
and the new round is for those who came late. It leads to a result of theirs alone; see
`seminar.core.disclosure.late_groups`.
"""

from __future__ import annotations

from dataclasses import replace

from seminar.core.errors import Refused
from seminar.core.i18n import say
from seminar.core.model.programme import Step
from seminar.core.room.commands import AskAgain
from seminar.core.room.events import Event, StateChanged
from seminar.core.room.situation import Scene
from seminar.core.room.state import Asked


def ask_again(scene: Scene, command: AskAgain) -> tuple[Event, ...]:
    """Return the events by which the nearest question is open again.

    Raises:
        Refused: There is nothing to ask again, or it is open already.
    """
    at, step = _ask_step(scene)
    asked = scene.standing.asked.get(step.id)
    if asked is None:
        raise Refused(say("The question has not been asked yet."))
    if asked.open and at == scene.standing.at:
        raise Refused(say("The question is already open."))
    opened = _reopen(scene, step, asked)
    shown = scene.standing.shown
    if opened.rounds != asked.rounds or opened.earlier_rounds:
        # The new round has a result of its own, which arrives covered like any other.
        shown -= {
            later.id
            for later in scene.programme.steps[at:]
            if set(later.questions) & set(step.questions)
        }
    ends = scene.time + step.minutes * 60 if step.minutes else None
    asked_now = {**scene.standing.asked, step.id: opened}
    return (
        StateChanged(
            replace(
                scene.standing,
                at=at,
                asked=asked_now,
                shown=shown,
                curtain="",
                ends=ends,
            )
        ),
    )


def is_for_latecomers(scene: Scene) -> bool:
    """Return whether asking again would be of those alone who have not answered yet."""
    try:
        _, step = _ask_step(scene)
    except Refused:
        return False
    asked = scene.standing.asked.get(step.id)
    return asked is not None and bool(_reopen(scene, step, asked).earlier_rounds)


def put_back(scene: Scene, step: Step, past: Asked | None) -> Asked | None:
    """Return the round that the step may be in when *Undo* would have it in `past`.

    What has been shown takes no more answers, and whoever has answered stays counted.
    """
    now = scene.standing.asked.get(step.id)
    if (
        now is not None
        and now.earlier_rounds
        and (past is None or past.rounds != now.rounds)
    ):
        return replace(now, open=False)
    if past is not None and scene.is_settled(step, past.round):
        return replace(past, open=False)
    return past


def _reopen(scene: Scene, step: Step, asked: Asked) -> Asked:
    """Return the round that the step is in when it is asked again."""
    following = max(map(scene.last_round, step.questions)) + 1
    if scene.is_settled(step, asked.round):
        return Asked(following, open=True, earlier_rounds=asked.rounds)
    if (
        any(
            scene.published_round(question) >= asked.round
            for question in step.questions
        )
        and not asked.earlier_rounds
    ):
        return Asked(following, open=True)
    return replace(asked, open=True, closed_at=None)


def _ask_step(scene: Scene) -> tuple[int, Step]:
    """Return the nearest step at or before this one that asks what this step is about."""
    about = set(scene.step.questions)
    for at in range(scene.standing.at, -1, -1):
        step = scene.programme.steps[at]
        if step.asks and about & set(step.questions):
            return at, step
    raise Refused(say("There is no question to ask again at this step."))
