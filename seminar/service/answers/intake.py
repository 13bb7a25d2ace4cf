"""Taking in an answer: whether the room accepts it at this moment, and the values that it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seminar.core.errors import Refused, Stale
from seminar.core.i18n import say
from seminar.core.model.kind import Answer
from seminar.core.model.programme import Step
from seminar.core.room.grace import takes_answers
from seminar.service.live_participant import find_participant
from seminar.service.live_room import LiveRoom
from seminar.service.seating import plan

OP_LENGTH = 64
"""Characters of an operation's name at most: twice the 32 that a phone sends, which are 128 random
bits; what is longer is not from our page."""

SEQ_LIMIT = 2**53
"""The first sequence number that is too high: above it a browser's numbers skip whole ones."""

FIELD_LIMIT = 60
"""Fields of a form at most: a bound on the work that one sending causes, and no rule for
authors."""

TEXT_LIMIT = 4000
"""Characters of a field at most, before it is cleaned and its own, lower limit is looked at: a
bound on that work."""


@dataclass(frozen=True, slots=True)
class Sending:
    """An answer on its way in, as the phone sent it."""

    op: str
    """The phone's name for this sending: the same when it is tried again."""
    step: str
    round: int
    seq: int | None
    """Its place among this phone's sendings; None from a plain form, which cannot count."""
    form: Mapping[str, str]
    """Flat fields, named `question/name`."""


def accepting_step(
    running: LiveRoom, sending: Sending, token: str, time: float
) -> Step:
    """Return the step that accepts this answer, with the questions that it asks now.

    Args:
        running: The room.
        sending: The answer as it was sent.
        token: The participant's who sent it.
        time: When it arrives, in seconds since the epoch.

    Raises:
        Stale: Where the room has gone on.
        Refused: Where the answer is malformed, or not accepted from anybody or from this
            participant.
    """
    _check_envelope(sending)
    if running.room.closed:
        raise Refused(say("The room is closed. The answer was not saved."))
    has_moved_on = sending.step != running.step.id
    then = running.at_step(sending.step)
    step = then.step
    asked = then.room.now.asked.get(sending.step)
    accepts = takes_answers(then.scene(time), step) and not running.is_publishing
    if asked is None or sending.round != asked.round or (has_moved_on and not accepts):
        raise Stale(
            say("The room has gone on to something else. The answer was not saved.")
        )
    if not accepts or (has_moved_on and asked.open):
        raise Refused(
            say("The answers are closed. What you just entered was not sent.")
        )
    _check_participant(then, token)
    return then.asking


def _check_envelope(sending: Sending) -> None:
    """Raise where no page of ours could have sent this."""
    is_named = 0 < len(sending.op) <= OP_LENGTH and sending.op.isascii()
    is_counted = sending.seq is None or 0 <= sending.seq < SEQ_LIMIT
    if not is_named or not is_counted:
        raise Refused(
            say("The answer could not be read. Reload the page and try again.")
        )


def _check_participant(running: LiveRoom, token: str) -> None:
    """Raise where the step accepts answers, but not from this participant."""
    participant = find_participant(running, token)
    if participant is not None and participant.is_counted:
        raise Refused(
            say(
                "Your answer is counted already, and cannot be changed. Others may answer now."
            )
        )
    if running.step.move != "talk":
        return
    if participant is None or not plan.is_asked(running, participant.id):
        raise Refused(
            say(
                "Only one role answers here, and it is not yours in this round. The answer was"
                " not saved."
            )
        )


def parse_answers(
    running: LiveRoom, step: Step, form: Mapping[str, str]
) -> dict[str, Answer]:
    """Return the valid answers in a form, by question. A question left empty is skipped.

    Raises:
        Refused: Where the form is too long, all of it is empty, or an answer is not valid.
    """
    if len(form) > FIELD_LIMIT or any(len(text) > TEXT_LIMIT for text in form.values()):
        raise Refused(say("The answer is too long. Shorten it and send it again."))
    fields_by_question: dict[str, dict[str, str]] = {}
    for name, text in form.items():
        question, _, field = name.rpartition("/")
        if question in step.questions and text.strip():
            fields_by_question.setdefault(question, {})[field] = text
    if not fields_by_question:
        raise Refused(say("Choose or write an answer first. You may also pass."))
    return {
        question: running.kind(question).read_form(fields)
        for question, fields in fields_by_question.items()
    }
