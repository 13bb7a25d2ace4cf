"""Three seconds of grace: an answer that was on its way when the answers were closed still counts.

Between pressing *Send* and arriving lie the phone's radio, a Wi-Fi with thirty others and perhaps a
second attempt; whoever pressed in time is not turned away for that. Nothing that the room has been
shown may change, though, so there is no grace once a result of the round exists, and none where the
bars stood on the wall while people answered: what was seen when the answers closed is what was
asked of everybody.
"""

from __future__ import annotations

from dataclasses import replace

from seminar.core.model.programme import Step
from seminar.core.room.situation import Scene
from seminar.core.room.state import Asked

GRACE = 3.0
"""Seconds after closing. Longer than a resend takes (the phone tries again after one second), and
shorter than the facilitator's way from closing to uncovering in ordinary use; who is quicker ends
the grace with it."""


def close(asked: Asked, time: float) -> Asked:
    """Return the round as it stands when the facilitator has closed its answers at `time`."""
    return replace(asked, open=False, closed_at=time)


def takes_answers(scene: Scene, step: Step) -> bool:
    """Return whether an answer to `step` that arrives now counts: it is open, or within its grace.

    A room that has gone on to another step meanwhile takes them as long.
    """
    asked = scene.standing.asked.get(step.id)
    if scene.room.closed or asked is None:
        return False
    if asked.open:
        return True
    if asked.closed_at is None or step.live or scene.time - asked.closed_at > GRACE:
        return False
    return not any(
        scene.published_round(question) >= asked.round for question in step.questions
    )
