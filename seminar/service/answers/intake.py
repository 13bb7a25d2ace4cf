"""An answer at the door: whether the room takes it now, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seminar.core.errors import Refused, Stale
from seminar.core.i18n import say
from seminar.core.model.kind import Answer
from seminar.core.model.programme import Step
from seminar.core.room.grace import takes_answers
from seminar.service import pseudonyms as identity
from seminar.service.live_room import LiveRoom
from seminar.service.seating import plan as seating

OP_LENGTH = 64
SEQ_LIMIT = 2**53
FIELD_LIMIT = 60
TEXT_LIMIT = 4000


@dataclass(frozen=True, slots=True)
class Sending:
    """One answer on its way in, as the phone sent it."""

    op: str
    step: str
    round: int
    seq: int | None
    form: Mapping[str, str]
    """Flat fields, named `question/name`."""


def door(running: LiveRoom, sending: Sending, token: str, time: float) -> Step:
    """Return the step that takes an answer which arrives at `time`; raise why none does."""
    named = 0 < len(sending.op) <= OP_LENGTH and sending.op.isascii()
    if not named or not (sending.seq is None or 0 <= sending.seq < SEQ_LIMIT):
        raise Refused(say("The answer could not be read. Reload the page and try again."))
    if running.room.closed:
        raise Refused(say("The room is closed. The answer was not saved."))
    has_moved_on, running = sending.step != running.step.id, running.at_step(sending.step)
    step, asked = running.step, running.room.now.asked.get(sending.step)
    takes = takes_answers(running.scene(time), step) and not running.is_publishing
    if asked is None or sending.round != asked.round or (has_moved_on and not takes):
        raise Stale(say("The room has gone on to something else. The answer was not saved."))
    if not takes or (has_moved_on and asked.open):
        raise Refused(say("The answers are closed. What you just entered was not sent."))
    if running.is_counted(token):
        raise Refused(
            say("Your answer is counted already, and cannot be changed. Others may answer now.")
        )
    if step.move == "talk" and not _has_the_role(running, token):
        raise Refused(
            say(
                "Only one role answers here, and it is not yours in this round. The answer was not saved."
            )
        )
    return running.asking


def _has_the_role(running: LiveRoom, token: str) -> bool:
    return running.key is not None and seating.is_asked(
        running, identity.participant(running.key, token)
    )


def read(running: LiveRoom, step: Step, form: Mapping[str, str]) -> dict[str, Answer]:
    """The valid answers in a form, by question; a question left empty is skipped, but not all of
    them."""
    if len(form) > FIELD_LIMIT or any(len(text) > TEXT_LIMIT for text in form.values()):
        raise Refused(say("The answer is too long. Shorten it and send it again."))
    parts: dict[str, dict[str, str]] = {}
    for name, text in form.items():
        question, _, part = name.rpartition("/")
        if question in step.questions and text.strip():
            parts.setdefault(question, {})[part] = text
    if not parts:
        raise Refused(say("Choose or write an answer first. You may also pass."))
    return {
        question: running.kind(question).read_form(fields) for question, fields in parts.items()
    }
